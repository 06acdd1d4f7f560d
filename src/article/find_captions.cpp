#include "article/find_captions.h"

#include <array>
#include <utility>

#include "article/bylines.h"
#include "article/images.h"
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

// "▲ 老街全景", "图2：市场", "（图片来源：…）", "… 某某 摄": how lines below a picture begin or
// end.
bool starts_or_ends_so(std::string_view text) {
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
  // "…の会場（撮影・後藤亮平）"
  if (text.ends_with("）") && contains(text, "（撮影")) return true;
  // 图2, 圖3, 図1
  for (const std::string_view word : {"图", "圖", "図"}) {
    if (text.starts_with(word) && text.size() > word.size() && is_ascii_digit(text[word.size()])) {
      return true;
    }
  }
  return false;
}

// Whether a picture stands before the line, in the same block, and nothing else does.
bool opens_with_picture(const PageMap& map, std::uint32_t block, std::uint32_t line) {
  for (std::uint32_t index = block + 1; index < map.elements[block].end; ++index) {
    const Element& element = map.elements[index];
    if (element.first_line < line || (element.first_line == line && element.weight > 0)) {
      // An element around both, or the line's own.
      if (element.images == 0) return false;
      if (element.weight == 0) return true;
      continue;
    }
    if (element.images > 0) return true;
  }
  return false;
}

// Bold words and headings stand for what follows.
bool is_stressed(const PageMap& map, std::uint32_t block) {
  const Element& frame = map.elements[block];
  for (std::uint32_t index = block + 1; index < frame.end; ++index) {
    const Element& element = map.elements[index];
    const Atom name = element.node->name;
    const bool bold = name == names::b || name == names::strong;
    if (bold && element.weight > 0.5F * frame.weight) return true;
  }
  for (std::uint32_t line = frame.first_line; line < frame.last_line; ++line) {
    if (map.lines[line].kind == LineKind::Heading) return true;
  }
  return false;
}

// Ingredients, products: a picture, a name and a number each.
bool is_in_list_of_pictures(const PageMap& map, std::uint32_t index) {
  constexpr float kItem = 200;
  std::uint32_t around = map.elements[index].parent;
  for (int level = 0; level < 3 && around != kNoIndex; ++level) {
    const Element& list = map.elements[around];
    if (list.images > 3 && list.weight < kItem * static_cast<float>(list.images)) return true;
    around = list.parent;
  }
  return false;
}

// A speech balloon: a face, a name, what is said.
bool holds_speaker(const PageMap& map, std::uint32_t block) {
  for (std::uint32_t index = block + 1; index < map.elements[block].end; ++index) {
    const dom::Node& node = *map.elements[index].node;
    if (node.is_html(names::img) && shows_speaker(node)) return true;
  }
  return false;
}

// A block that holds pictures and one short line, or two, in blocks or elements of their own.
bool frames_picture(const PageMap& map, std::uint32_t index) {
  constexpr std::uint32_t kMostLines = 2;
  const Element& element = map.elements[index];
  if (!element.is_block || element.images == 0 || element.images > 3) return false;
  const std::uint32_t count = element.last_line - element.first_line;
  if (count == 0 || count > kMostLines || element.weight > kCaptionWeight) return false;
  const Atom name = element.node->name;
  if (name != names::div && name != names::figure && name != names::section && name != names::dl) {
    return false;
  }
  if (holds_speaker(map, index)) return false;
  constexpr float kLong = 160;
  const Line& only = map.lines[element.first_line];
  // Sentences beside a small picture are a summary.
  if (count == 1 && name != names::figure && element.weight > kLong &&
      only.measure.is_east_asian() && only.measure.sentence_ends >= 2 &&
      !starts_or_ends_so(map.line_text(only))) {
    return false;
  }
  // A question is put to the reader.
  if (count == 1 && map.line_text(only).ends_with("？") && only.measure.sentence_ends >= 2)
    return false;
  if (count == 1 && only.element != index) return true;
  // A card has a picture, a heading and a few sentences.
  constexpr float kShort = 160;
  constexpr float kCredit = 60;
  const Line& last = map.lines[element.last_line - 1];
  if (element.weight > kShort || (count > 1 && last.measure.weight > kCredit)) return false;
  if (is_stressed(map, index)) return false;
  // Chinese and Japanese pages go on with their text behind a picture, without a block of its own.
  const Line& first = map.lines[element.first_line];
  constexpr std::uint32_t kFewIdeographs = 4;
  const bool east_asian = first.measure.ideographs >= kFewIdeographs;
  if (east_asian && !starts_or_ends_so(map.line_text(first))) return false;
  if (count > 1 && is_in_list_of_pictures(map, index)) return false;
  return opens_with_picture(map, index, element.first_line);
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
    if (starts_or_ends_so(map.line_text(line))) line.kind = LineKind::Caption;
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
    const Element& frame = map.elements[index];
    for (std::uint32_t at = frame.first_line; at < frame.last_line; ++at) {
      Line& line = map.lines[at];
      const bool plain = line.kind == LineKind::Text || line.kind == LineKind::Term;
      const std::string_view text = map.line_text(at);
      const bool dated = (facts[at].has_date || is_meta_line(text)) && !starts_or_ends_so(text);
      if (plain && line.link_share() <= 0.5F && !dated) line.kind = LineKind::Caption;
    }
  }
  find_lines_below_pictures(map);
}

bool reads_like_caption(std::string_view text) {
  return starts_or_ends_so(text);
}

}  // namespace banxin::article
