#pragma once
// GapCosts: what the neighbourhood says of each character that may have stood in a gap of a line of
// Big5 read as GBK. Such a line is always in step, so all but the gaps is known beforehand.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "language/gap_model.h"
#include "language/gap_reader.h"
#include "repair/beam.h"
#include "repair/double_byte.h"

namespace banxin::repair {

// What the gaps of a text are asked about with, and the lines beside the one in question.
struct GapsInContext {
  // OPTIMIZATION: what neighbours were found to say, for when the line is read once more.
  std::unordered_map<std::u32string, std::vector<int>>* known = nullptr;
  language::GapReader* reader = nullptr;  // none: nothing is read as a whole
  std::u32string_view before = {};
  std::u32string_view after = {};
};

class GapCosts {
 public:
  GapCosts(std::u32string_view line,
           const language::HanModel& model,
           const DoubleByte& gbk,
           const DoubleByte& big5,
           const GapsInContext& context)
      : line_(line), model_(model), gbk_(gbk), big5_(big5), context_(context) {}

  // What Big5 reads in place of a character that GBK read; 0 for none.
  char32_t whole(char32_t c) const;
  // For cost(): -1 for a character that is not known to be lost.
  int index_of(char32_t lost) const { return gaps_.find(lost); }

  // Looks at what is around `at`; `beam` pays, and what it cannot afford is not looked at.
  void look_around(std::size_t at, Beam& beam);
  // Beyond what the character costs in any gap, in quarter bits.
  int cost(int index) const;
  // The same for a place that was looked at before.
  int cost_at(std::size_t at, int index) const;
  // What it costs in any gap.
  int usual_cost(int index) const;
  // That no other is anything like as likely.
  bool is_sure(std::size_t at, int index) const;

  // What the line as it was read says: of characters of `text`, each with all others as they are.
  // Empty: too dear.
  std::vector<std::vector<int>> read_again(std::u32string_view text,
                                           std::span<const language::GapReader::Place> places,
                                           Beam& beam) const;

 private:
  char32_t token_at(std::size_t at) const;
  std::vector<int> ask(const language::GapModel::Context& around) const;

  std::u32string_view line_;
  const language::HanModel& model_;
  const DoubleByte& gbk_;
  const DoubleByte& big5_;
  const GapsInContext& context_;
  language::GapModel gaps_;
  std::size_t looked_at_ = static_cast<std::size_t>(-1);
  std::vector<int> costs_;  // at looked_at_; empty: too dear
  std::unordered_map<std::size_t, std::vector<std::int8_t>> seen_;
};

}  // namespace banxin::repair
