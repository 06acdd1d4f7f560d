#pragma once
// Lines whose bytes were paired by the wrong double-byte decoder: UTF-8 read as GBK, Big5,
// Shift_JIS or Korean, Big5 read as GBK, GBK read as Big5. Where the decoder met a pair it has no
// character for, it left `?` or U+FFFD or nothing, and what stood there is searched with the
// language model.
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "language/word_model.h"
#include "repair/double_byte.h"
#include "repair/gap_costs.h"
#include "repair/recode_single.h"
#include "repair/search.h"

namespace banxin::repair {

// What the damaged lines of a text show of the decoder that read them.
struct DecoderTraces {
  std::size_t private_use = 0;
  std::size_t euros = 0;
  std::size_t signs = 0;

  void add(std::u32string_view line);
  bool extended() const { return private_use > 0; }  // reads user-defined rows
  // Reads the byte 0x80 as €. Some pair is € too, but it is rare in what is no text.
  bool euro() const { return euros * 8 > signs; }
};

// Which kind of decoder read the lines so far: each kind's number, as its reader counts them, and
// how many lines it explained best.
class DecoderHabit {
 public:
  void note(std::size_t decoder) { ++lines_[decoder]; }
  int lines(std::size_t decoder) const { return lines_[decoder]; }
  // Whether the lines so far were all another one's.
  bool excludes(std::size_t decoder) const {
    constexpr int enough = 3;
    for (std::size_t other = 0; other < lines_.size(); ++other) {
      if (other != decoder && lines_[other] >= enough && lines_[other] > 3 * lines_[decoder]) {
        return true;
      }
    }
    return false;
  }

 private:
  std::array<int, 6> lines_{};
};
struct DecoderHabits {
  DecoderHabit utf8;
  DecoderHabit big5;
  DecoderHabit gbk;
  DecoderHabit readers;  // in the order of recode_pairs()
};

struct PairsContext {
  const language::HanModel& model;
  const language::WordModel& words;
  CodePages& pages;
  Search& search;
  DecoderTraces traces;
  DecoderHabits& habits;
  GapsInContext gaps = {};

  const DoubleByte& gbk() const { return pages.of(DoubleByte::Page::Gbk); }
  const DoubleByte& big5() const { return pages.of(DoubleByte::Page::Big5); }

  const TextTraits& traits() const { return search.traits(); }
};

// The candidate that explains the line best, and by how much it does (`gain`,
// quarter bits).
struct PairsReading {
  std::u32string text;
  DamageKind kind = DamageKind::Utf8AsGbk;
  int gain = 0;
  bool coheres = false;              // its characters make words: not only common ones side by side
  bool tentative = false;            // a reader that knows more of such damage may do better
  bool proven = false;               // by its bytes: whole characters of UTF-8 throughout
  std::vector<std::size_t> guesses;  // positions in `text`
};
std::optional<PairsReading> recode_pairs(std::u32string_view line, const PairsContext& context);

}  // namespace banxin::repair
