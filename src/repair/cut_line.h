#pragma once
// CutLine: what is certain of a line of UTF-8 that was read as GBK: its characters but for those
// that lost a byte, and where a decoder ate an ASCII character together with that byte. From this
// the eaten characters are asked for, before the search knows any of the lost ones.
#include <array>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "language/eaten_model.h"
#include "repair/beam.h"
#include "repair/double_byte.h"

namespace banxin::repair {

class CutLine {
 public:
  CutLine(std::u32string_view line,
          const TextTraits& traits,
          const language::HanModel& model,
          const DoubleByte& gbk);

  static constexpr char32_t kUnknown = 0;

  struct Eaten {
    char32_t character = 0;  // 0: none, the line ends here
    int cost = 0;            // quarter bits
  };
  // What is open before the place: a straight quote, a bracket.
  struct Opened {
    bool quote = false;
    bool bracket = false;
  };
  // What may have been eaten by the sign at `at`, after the character `before`; the likeliest
  // first. Not beyond the next call. `beam` pays.
  const std::vector<Eaten>& candidates(char32_t before, Opened opened, std::size_t at, Beam& beam);

  // The character after the one that the sign at `at` ate: '\n' at the end of the line.
  char32_t next(std::size_t at) const;

  // What the neighbourhood says of the last byte of the character cut by the sign at `at`, of which
  // `group` (code >> 6) is known: what each value costs beyond what it usually does. Empty where
  // nothing is known.
  std::vector<int> last_byte(char32_t group, Opened opened, std::size_t at, Beam& beam);

 private:
  struct Place {
    std::size_t sign = 0;       // in the line
    std::size_t in_tokens = 0;  // of the character before; the eaten one follows
    bool is_last = false;
  };
  void read(std::u32string_view line, const DoubleByte& gbk);
  void add(char32_t character);
  void note_marks();
  language::EatenModel::Context context_at(std::size_t place, Opened opened) const;
  void note_mood(language::EatenModel::Context& context, std::size_t place) const;
  std::vector<Eaten> ask(char32_t before, char32_t cut, const Place& place, Opened opened);
  std::optional<std::size_t> next_in_order(const Place& place, std::u32string_view rest) const;
  void weigh_digits(std::vector<Eaten>& candidates, const Place& place, char32_t before) const;
  void weigh_range(std::span<int, 10> costs,
                   const Place& place,
                   std::u32string_view rest,
                   char32_t before) const;

  void share_scripts(std::vector<int>& costs, char32_t group) const;
  const Place* place_of(std::size_t sign) const;
  const TextTraits& traits_;
  const language::HanModel& model_;
  std::u32string_view line_;
  language::EatenModel eaten_;
  std::vector<char32_t> tokens_;
  std::vector<char32_t> characters_;  // as they are, where known
  std::vector<Place> places_;
  // For each token and the end: what of the marks that come in pairs stands before it, and from it
  // on.
  struct Marks {
    char32_t bracket = 0;
    language::EatenModel::Pair quote = language::EatenModel::Neither;
    language::EatenModel::Pair title = language::EatenModel::Neither;
    unsigned straight = 0;  // "
    unsigned eaten = 0;
    unsigned eaten_until = 0;  // the next bracket
    void add(char32_t token);
  };
  std::vector<Marks> before_;
  std::vector<Marks> after_;
  std::size_t asked_at_ = static_cast<std::size_t>(-1);
  // At asked_at_, by what is before.
  std::map<std::tuple<char32_t, bool, bool>, std::vector<Eaten>> answers_;
  std::size_t looked_at_ = static_cast<std::size_t>(-1);
  std::map<std::tuple<char32_t, bool, bool>, std::vector<int>> last_bytes_;
};

}  // namespace banxin::repair
