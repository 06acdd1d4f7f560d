#pragma once
// Lines whose bytes were paired by the wrong double-byte decoder: UTF-8 read as
// GBK, Big5 read as GBK, GBK read as Big5. Where the decoder met a pair it has
// no character for, it left `?` or U+FFFD, and what stood there is searched
// with the language model.
#include <optional>
#include <string_view>
#include <vector>

#include "language/word_model.h"
#include "repair/double_byte.h"
#include "repair/recode_single.h"
#include "repair/search.h"

namespace banxin::repair {

struct PairsContext {
  const language::HanModel& model;
  const language::WordModel& words;
  const DoubleByte& gbk;
  const DoubleByte& big5;
  Search& search;

  const TextTraits& traits() const { return search.traits(); }
};

// The candidate that explains the line best, and by how much it does (`gain`,
// quarter bits).
struct PairsReading {
  std::u32string text;
  DamageKind kind = DamageKind::Utf8AsGbk;
  int gain = 0;
  bool coheres = false;              // its characters make words: not only common ones side by side
  std::vector<std::size_t> guesses;  // positions in `text`
};
std::optional<PairsReading> recode_pairs(std::u32string_view line, const PairsContext& context);

}  // namespace banxin::repair
