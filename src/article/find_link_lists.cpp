#include "article/find_link_lists.h"

#include <algorithm>
#include <array>

#include "article/references.h"
#include "base/utf8.h"

namespace banxin::article {

namespace {

namespace names = dom::names;

// A paragraph that is one link, between two of prose. Several in a row are a list, an address is
// content.
bool is_lone_link(const PageMap& map,
                  const std::vector<LineFacts>& facts,
                  const Marks& marks,
                  std::uint32_t line) {
  const Line& row = map.lines[line];
  if (row.kind != LineKind::Text || row.link_share() < 0.85F || row.measure.weight < 8 ||
      row.after_break || map.elements[row.element].images > 0) {
    return false;
  }
  std::uint32_t before = line;
  while (before > 0 && line - before < 6 && (before == line || marks.is_line_removed(before)))
    --before;
  std::uint32_t after = line + 1;
  while (after < map.lines.size() && after - line < 6 && facts[after].phrase != Phrase::None)
    ++after;
  // "■ …" is a heading or an item.
  const DecodedCharacter first = decode_utf8(map.line_text(line), 0);
  if (!is_word_character(first.code_point) && first.code_point != U'>' &&
      first.code_point != 0x300C && first.code_point != 0x201C) {
    return false;
  }
  if (is_labelled_reference(map.line_text(line))) return false;
  const bool between = before < line && facts[before].score > 1 && after < map.lines.size() &&
                       facts[after].score > 1;
  return between && !contains(map.line_text(line), "://");
}

struct LineRange {
  std::uint32_t first;
  std::uint32_t last;
};

// The prose of the body's lines that nothing left out yet, summed up.
class ProseSums {
 public:
  ProseSums(const std::vector<LineFacts>& facts, const Marks& marks, LineRange body)
      : first_(body.first), sums_(body.last - body.first + 1) {
    for (std::uint32_t line = body.first; line < body.last; ++line) {
      const bool gone = marks.is_line_removed(line);
      sums_[line - first_ + 1] =
          sums_[line - first_] + (gone ? 0.0F : std::max(facts[line].score, 0.0F));
    }
  }
  float all() const { return sums_.back(); }
  float of(LineRange lines) const {
    return sums_[lines.last - first_] - sums_[lines.first - first_];
  }

 private:
  std::uint32_t first_;
  std::vector<float> sums_;
};

// «可以参考下面这些资料：»: the text itself leads to the links behind it.
bool is_announced(const PageMap& map,
                  const std::vector<LineFacts>& facts,
                  const Marks& marks,
                  LineRange above) {
  constexpr float kSentence = 25;
  constexpr std::array kOfChrome = std::to_array<std::string_view>(
      {"阅读", "閱讀", "推荐", "推薦", "更多", "精彩", "热门", "熱門", "相关", "相關", "关注",
       "關注", "点击", "點擊", "おすすめ", "関連", "あわせて", "추천", "관련"});
  for (std::uint32_t line = above.last; line > above.first; --line) {
    if (marks.is_line_removed(line - 1)) continue;
    const std::string_view text = map.line_text(line - 1);
    const TextMeasure& measure = map.lines[line - 1].measure;
    const bool leads = text.ends_with("：") || (measure.is_east_asian() && text.ends_with(":"));
    return leads && measure.is_east_asian() && measure.weight >= kSentence &&
           facts[line - 1].phrase == Phrase::None && map.lines[line - 1].link_share() < 0.5F &&
           !contains_any(text, kOfChrome);
  }
  return false;
}

}  // namespace

void mark_link_lists(const PageMap& map,
                     const std::vector<LineFacts>& facts,
                     const BodyOnSite& body,
                     Marks& marks) {
  const std::uint32_t root = body.root;
  const OwnSite site{map, body.address};
  const Element& element = map.elements[root];
  for (std::uint32_t line = element.first_line; line < element.last_line; ++line) {
    const Line& row = map.lines[line];
    if (marks.is_line_removed(line) || row.link_share() < 0.5F) continue;
    if (row.kind == LineKind::Cell || row.kind == LineKind::Code) continue;
    if (is_lone_link(map, facts, marks, line) && !site.leads_elsewhere(row.element)) {
      marks.remove_line(line, "related links", "a link alone between paragraphs");
    } else if (const Phrase label = classify_label(map.line_text(line));
               label == Phrase::Related || label == Phrase::Advertisement) {
      marks.remove_line(line, "related links", "a label before a link");
    }
  }
  // A frame around the text and a page's worth of links is no list.
  constexpr float kFrame = 0.5F;
  const ProseSums prose{facts, marks, {element.first_line, element.last_line}};
  std::uint32_t index = root + 1;
  while (index < element.end) {
    const Element& block = map.elements[index];
    const bool list = block.node->name == names::ul || block.node->name == names::ol ||
                      block.node->name == names::div || block.node->name == names::section ||
                      block.node->name == names::dl;
    if (!list || marks.is_element_removed(index) || block.weight == 0 ||
        block.link_weight < 0.7F * block.weight || block.last_line - block.first_line < 2 ||
        is_announced(map, facts, marks, {element.first_line, block.first_line}) ||
        is_reference_list(map, marks, index) || site.leads_elsewhere(index) ||
        prose.of({block.first_line, block.last_line}) > kFrame * prose.all()) {
      ++index;
      continue;
    }
    marks.remove_element(index, "related links", "a block of links");
    index = block.end;
  }
}

}  // namespace banxin::article
