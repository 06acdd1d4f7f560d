#include "article/find_data.h"

#include <algorithm>
#include <charconv>

#include "base/ascii.h"

namespace banxin::article {

namespace {

namespace names = dom::names;

// The number that is all of a line; 0 where it holds something else.
std::uint32_t whole_number(std::string_view line) {
  constexpr std::size_t kLongest = 5;
  std::uint32_t number = 0;
  if (line.size() > kLongest) return 0;
  const char* const end = line.data() + line.size();
  const auto result = std::from_chars(line.data(), end, number);
  return result.ec == std::errc{} && result.ptr == end ? number : 0;
}

// Nothing but numbers, each one more than the one above.
bool counts_up(const PageMap& map, const Element& column) {
  std::uint32_t before = 0;
  for (std::uint32_t line = column.first_line; line < column.last_line; ++line) {
    const std::uint32_t number = whole_number(map.line_text(line));
    if (number == 0 || (before > 0 && number != before + 1)) return false;
    before = number;
  }
  return before > 0;
}

// "gutter", "linenos", "line-numbers", "hljs-ln-numbers": what highlighters call the column.
bool is_called_column(const Element& element) {
  const std::string name = ascii_lower(element.node->attribute(names::class_));
  for (const std::string_view part : {"gutter", "lineno", "line-number", "ln-number", "linenum"}) {
    if (contains(name, part)) return true;
  }
  return false;
}

// Whether code stands right behind the column, and no more lines of it than there are numbers.
bool stands_before_code(const PageMap& map, std::uint32_t column) {
  const Element& own = map.elements[column];
  if (own.end >= map.elements.size()) return false;
  const Element& next = map.elements[own.end];
  if (next.parent != own.parent || next.first_line >= next.last_line) return false;
  if (next.last_line - next.first_line > own.last_line - own.first_line) return false;
  return is_called_column(own) || map.lines[next.first_line].kind == LineKind::Code;
}

// Alone in a <div>, with sentences on one side of it at most. A text that shows an object has it in
// a paragraph, or says something before and after.
bool stands_apart(const PageMap& map, std::uint32_t line) {
  const Element& block = map.elements[map.lines[line].element];
  if (block.node->name != names::div || block.last_line - block.first_line != 1) return false;
  const Element& whole = map.elements[block.parent];
  const auto says = [&map](std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t at = first; at < last; ++at) {
      if (map.lines[at].measure.sentence_ends > 0) return true;
    }
    return false;
  };
  return !says(whole.first_line, line) || !says(line + 1, whole.last_line);
}

}  // namespace

void mark_line_numbers(const PageMap& map, Marks& marks) {
  for (std::uint32_t index = 1; index < map.elements.size(); ++index) {
    const Element& element = map.elements[index];
    if (!element.is_block || element.first_line == element.last_line) continue;
    if (map.elements[element.parent].first_line != element.first_line) continue;
    if (whole_number(map.line_text(element.first_line)) == 0) continue;
    if (stands_before_code(map, index) && counts_up(map, element)) {
      marks.remove_element(index, "line numbers", "beside code");
    }
  }
}

void mark_data_lines(const PageMap& map, Marks& marks) {
  for (std::uint32_t line = 0; line < map.lines.size(); ++line) {
    if (map.lines[line].kind == LineKind::Code) continue;
    const std::string_view text = map.line_text(line);
    const bool object = text.starts_with("{\"") && text.ends_with("}") && contains(text, "\":");
    if (object && stands_apart(map, line)) marks.remove_line(line, "data", "an object of JSON");
  }
}

}  // namespace banxin::article
