#pragma once
// PageMap: the body of a page laid flat for extraction. Elements stand in document order, a subtree
// is a range of indices; text is cut into lines (what a reader would see between block boundaries
// and <br>). Built in one pass without recursion; nothing here changes the document.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "article/hints.h"
#include "article/text_measure.h"
#include "dom/document.h"

namespace banxin::article {

inline constexpr std::uint32_t kNoIndex = 0xFFFFFFFF;

enum class LineKind : std::uint8_t { Text, Heading, ListItem, Cell, Code, Caption, Term };

struct Line {
  std::uint32_t begin = 0;  // in PageMap::text
  std::uint32_t end = 0;
  std::uint32_t element = kNoIndex;  // the block it stands in
  TextMeasure measure;
  float link_weight = 0;
  LineKind kind = LineKind::Text;
  bool after_break = false;  // begun by <br>, not by a block

  float link_share() const { return measure.weight > 0 ? link_weight / measure.weight : 0; }
};

struct Element {
  const dom::Node* node = nullptr;
  std::uint32_t parent = kNoIndex;
  std::uint32_t end = 0;         // the subtree is [own index, end)
  std::uint32_t first_line = 0;  // lines [first_line, last_line) touch the subtree
  std::uint32_t last_line = 0;
  Hints hints = 0;
  float weight = 0;  // of the subtree's text
  float link_weight = 0;
  std::uint16_t images = 0;  // in the subtree, at most 65535
  std::uint16_t fields = 0;  // that a reader writes into, in the subtree, at most 65535
  bool is_block = false;
};

// A text node that is not all spaces, and the line it begins in.
struct TextPiece {
  const dom::Node* node = nullptr;
  std::uint32_t line = kNoIndex;
};

struct PageMap {
  const dom::Document* document = nullptr;
  std::vector<Element> elements;  // [0] is the body; empty when the document has none
  std::vector<Line> lines;
  std::vector<TextPiece> pieces;  // in document order
  std::string text;               // of all lines, spaces collapsed

  std::string_view line_text(const Line& line) const {
    return std::string_view{text}.substr(line.begin, line.end - line.begin);
  }
  std::string_view line_text(std::uint32_t index) const { return line_text(lines[index]); }
  // All lines of an element, joined by spaces.
  std::string element_text(std::uint32_t index) const;
  bool is_inside(std::uint32_t inner, std::uint32_t outer) const {
    return inner >= outer && inner < elements[outer].end;
  }
};

PageMap map_page(const dom::Document& document);

// Elements that start a line of their own (HTML §15.3, the UA sheet's display: block and table).
bool is_block_element(const dom::Node& element);
// Text whose line ends are shown though it is no <pre>: white-space: pre-wrap in a style attribute,
// or by the style sheet of bulletin boards.
bool shows_line_ends(const dom::Node& text);
// Elements whose inside is never text of the page: script, style, form controls…
bool is_skipped_element(const dom::Node& element);

}  // namespace banxin::article
