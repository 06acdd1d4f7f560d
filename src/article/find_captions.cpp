#include "article/find_captions.h"

namespace banxin::article {

namespace {

namespace names = dom::names;

constexpr float kCreditWeight = 160;
constexpr float kCaptionWeight = 260;

bool is_alone(const PageMap& map, std::uint32_t line) {
  const Element& element = map.elements[map.lines[line].element];
  return element.last_line == element.first_line + 1;
}

// A block that holds pictures and one short line in a block of its own.
bool frames_picture(const PageMap& map, std::uint32_t index) {
  const Element& element = map.elements[index];
  if (!element.is_block || element.images == 0 || element.images > 3) return false;
  if (element.last_line != element.first_line + 1 || element.weight > kCaptionWeight) return false;
  const Atom name = element.node->name;
  if (name != names::div && name != names::figure && name != names::section) return false;
  return map.lines[element.first_line].element != index;
}

}  // namespace

void find_captions(PageMap& map, const std::vector<LineFacts>& facts) {
  const auto count = static_cast<std::uint32_t>(map.lines.size());
  for (std::uint32_t line = 0; line < count; ++line) {
    if (facts[line].phrase == Phrase::PictureCredit && map.lines[line].kind == LineKind::Text &&
        map.lines[line].measure.weight < kCreditWeight && is_alone(map, line)) {
      map.lines[line].kind = LineKind::Caption;
    }
  }
  for (std::uint32_t index = 1; index < map.elements.size(); ++index) {
    if (!frames_picture(map, index)) continue;
    Line& line = map.lines[map.elements[index].first_line];
    const LineFacts& fact = facts[map.elements[index].first_line];
    if (line.kind != LineKind::Text || line.link_share() > 0.5F || fact.has_date) continue;
    line.kind = LineKind::Caption;
  }
}

}  // namespace banxin::article
