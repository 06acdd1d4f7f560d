// leaders: leader() of GCPM 3 §4. Its pattern stands once in the text; a line with room left
// repeats it. Copies stand on a grid from the line's end, so that the dots of lines that follow
// each other stand under each other.
#include <algorithm>

#include "layout/inline/justify.h"
#include "layout/inline/line_builder.h"

namespace banxin::layout {
namespace {

constexpr std::int32_t kMostCopies = 2000;

std::size_t first_leader(const Paragraph& paragraph, const LineRange& line) {
  const std::uint32_t begin = paragraph.clusters[line.begin].text;
  const auto found = std::lower_bound(
      paragraph.leaders.begin(), paragraph.leaders.end(), begin,
      [](const Paragraph::TextRange& leader, std::uint32_t at) { return leader.begin < at; });
  return static_cast<std::size_t>(found - paragraph.leaders.begin());
}

std::size_t leaders_on(const Paragraph& paragraph, const LineRange& line) {
  if (paragraph.leaders.empty()) return 0;
  const std::uint32_t end = paragraph.clusters[line.end].text;
  const std::size_t first = first_leader(paragraph, line);
  std::size_t last = first;
  while (last < paragraph.leaders.size() && paragraph.leaders[last].begin < end)
    ++last;
  return last - first;
}

}  // namespace

bool has_leader(const Paragraph& paragraph, const LineRange& line) {
  return leaders_on(paragraph, line) > 0;
}

void fill_leaders(const Paragraph& paragraph, Unit measure, SetLine& line) {
  line.leader_room = Unit{};
  const std::size_t count = leaders_on(paragraph, line.range);
  if (count == 0 || measure <= line.width) return;
  line.leader_room = (measure - line.width) / static_cast<int>(count);
  line.width = measure;
}

void LineBuilder::repeat_leaders(const SetLine& line) {
  for (std::size_t first = leaves_.size(); first-- > 0;) {
    const Box* box = leaves_[first].span->box;
    if (!box->is_leader) continue;
    const std::size_t last = first + 1;
    while (first > 0 && leaves_[first - 1].span->box == box)
      --first;
    repeat_leader(first, last, line);
  }
}

// The leaves from `first` up to `last` are one copy of the pattern.
void LineBuilder::repeat_leader(std::size_t first, std::size_t last, const SetLine& line) {
  Unit pattern;
  for (std::uint32_t i = leaves_[first].begin; i < leaves_[last - 1].end; ++i)
    pattern += line.advances[i - line.range.begin];
  if (pattern <= Unit{}) return;
  Unit behind;  // what follows on the line
  for (std::uint32_t i = leaves_[last - 1].end; i < line.solid_end; ++i) {
    behind += line.advances[i - line.range.begin];
    if ((paragraph_.clusters[i].flags & kEdges) == 0) continue;
    behind += paragraph_.edges_of(i)->before + paragraph_.edges_of(i)->after;
  }
  Unit trail = Unit::from_raw((pattern - Unit::from_raw(behind.raw() % pattern.raw())).raw() %
                              pattern.raw());
  if (behind < Unit{} || trail > line.leader_room) trail = Unit{};
  const std::int32_t more = std::min((line.leader_room - trail).raw() / pattern.raw(), kMostCopies);
  const std::size_t length = last - first;
  if (length == 1) {
    leaves_[first].copies += static_cast<std::uint32_t>(more);
  } else {
    std::vector<Leaf> copies;
    for (std::int32_t i = 0; i < more; ++i) {
      for (std::size_t k = first; k < last; ++k)
        copies.push_back(leaves_[k]);
    }
    leaves_.insert(leaves_.begin() + static_cast<std::ptrdiff_t>(last), copies.begin(),
                   copies.end());
    last += copies.size();
  }
  leaves_[first].lead = line.leader_room - trail - pattern * more;
  leaves_[last - 1].trail = trail;
}

void repeat_run(TextRun& run, std::uint32_t copies) {
  run.generated = true;
  const std::size_t glyphs = run.glyphs.size();
  const std::string text = run.text;
  run.glyphs.reserve(glyphs * copies);
  for (std::uint32_t i = 1; i < copies; ++i) {
    const auto offset = static_cast<std::uint32_t>(run.text.size());
    run.text += text;
    for (std::size_t k = 0; k < glyphs; ++k) {
      Glyph glyph = run.glyphs[k];
      glyph.cluster += offset;
      run.glyphs.push_back(glyph);
    }
  }
}

}  // namespace banxin::layout
