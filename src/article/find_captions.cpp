#include "article/find_captions.h"

#include <array>
#include <utility>

#include "base/ascii.h"

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

// "▲ 老街全景", "图2：市场", "（图片来源：…）", "… 某某 摄": how lines below a picture begin or
// end.
bool reads_like_caption(std::string_view text) {
  static constexpr std::array kStarts = std::to_array<std::string_view>(
      {"▲",        "△",     "↑",     "▼",      "◎",      "◆图",      "⬆",      "图：",   "图:",
       "图｜",     "图 |",  "图|",   "图/",    "图源",   "图片来源", "圖／",   "圖/",    "圖：",
       "圖片來源", "图为",  "圖為",  "资料图", "資料照", "写真：",   "写真＝", "写真は", "画像：",
       "撮影：",   "사진=", "사진 ", "▲사진",  "Photo:", "Fig.",     "Figure "});
  static constexpr std::array kEnds =
      std::to_array<std::string_view>({"摄", "攝", "摄）", "攝）", "攝影", "撮影", "撮影）", "供图",
                                       "供圖", "提供）", "資料照）", "视觉中国", "제공", "기자"});
  for (const std::string_view start : kStarts) {
    if (text.starts_with(start)) return true;
  }
  for (const std::string_view end : kEnds) {
    if (text.ends_with(end)) return true;
  }
  // 图2, 圖3, 図1
  for (const std::string_view word : {"图", "圖", "図"}) {
    if (text.starts_with(word) && text.size() > word.size() && is_ascii_digit(text[word.size()])) {
      return true;
    }
  }
  return false;
}

// A block with one line right behind a sibling block that holds pictures and no text.
void find_lines_below_pictures(PageMap& map) {
  std::vector<std::uint32_t> last(map.elements.size(), kNoIndex);
  for (std::uint32_t index = 1; index < map.elements.size(); ++index) {
    const Element& element = map.elements[index];
    if (!element.is_block) continue;
    const std::uint32_t before = std::exchange(last[element.parent], index);
    if (before == kNoIndex || map.elements[before].end != index) continue;
    if (map.elements[before].images == 0 || map.elements[before].weight > 0) continue;
    if (element.images > 0 || element.last_line != element.first_line + 1) continue;
    Line& line = map.lines[element.first_line];
    const float weight = line.measure.weight;
    if (line.kind != LineKind::Text || weight > kCaptionWeight || line.link_share() > 0.5F)
      continue;
    if (reads_like_caption(map.line_text(line))) line.kind = LineKind::Caption;
  }
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
  find_lines_below_pictures(map);
}

}  // namespace banxin::article
