#include "article/write_markdown.h"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include "article/element_kinds.h"
#include "article/markdown_table.h"
#include "article/text_measure.h"
#include "base/ascii.h"
#include "base/utf8.h"

namespace banxin::article {

namespace {

using dom::Node;
namespace names = dom::names;

int heading_level(Atom name) {
  constexpr Atom kHeadings[] = {names::h1, names::h2, names::h3, names::h4, names::h5, names::h6};
  const auto* const found = std::find(std::begin(kHeadings), std::end(kHeadings), name);
  return found == std::end(kHeadings) ? 0 : static_cast<int>(found - std::begin(kHeadings)) + 1;
}

// Whether the text goes on as a character reference: &amp; &#160;
bool begins_reference(std::string_view text) {
  std::size_t at = 1;
  while (at < text.size() && at < 33 && (is_ascii_alphanumeric(text[at]) || text[at] == '#'))
    ++at;
  return at > 1 && at < text.size() && text[at] == ';';
}

// CommonMark §2.4: punctuation that would be markup.
void append_escaped(std::string& out, std::string_view text, bool in_table) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool strikes =
        c == '~' && ((i > 0 && text[i - 1] == '~') || text.substr(i + 1, 1) == "~");
    if (c == '\\' || c == '`' || c == '*' || c == '_' || c == '[' || c == ']' || c == '<' ||
        strikes || (c == '|' && in_table) || (c == '&' && begins_reference(text.substr(i)))) {
      out += '\\';
    }
    out += c;
  }
}

// CommonMark §6.3: an address without blanks and brackets.
std::string address_of(std::string_view url) {
  std::string address;
  for (const char c : url) {
    if (c == ' ' || c == '\n') {
      address += "%20";
    } else if (c == '(' || c == ')') {
      address += c == '(' ? "%28" : "%29";
    } else if (c == '<' || c == '>') {
      address += c == '<' ? "%3C" : "%3E";
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      address += c;
    }
  }
  return address;
}

bool is_code(const Node& node) {
  return node.is_html(names::code) || node.is_html(names::kbd) || node.is_html(names::samp) ||
         node.is_html(names::tt);
}

bool is_space(char32_t c) {
  return c == 0 || c == ' ' || c == '\n' || c == '\t' || c == 0x3000 || c == 0xA0;
}

// CommonMark §2.1: punctuation, of Unicode too.
bool is_punctuation(char32_t c) {
  if (c < 0x80) return c > 0x20 && !is_ascii_alphanumeric(c);
  return (c >= 0x2010 && c <= 0x2E7F) || (c >= 0x3001 && c <= 0x3020) ||
         (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) ||
         (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF65) || c == 0xB7;
}

// The first character behind `node` in its block, 0 at its end.
char32_t character_behind(const Node& node) {
  for (const Node* at = &node; at != nullptr && !is_block_element(*at); at = at->parent) {
    for (const Node* next = at->next_sibling; next != nullptr; next = next->next_sibling) {
      if (next->is_element() && is_block_element(*next)) return 0;
      for (const Node* inside = next; inside != nullptr;
           inside = dom::next_in_tree(*inside, *next)) {
        if (inside->is_text() && !inside->text().empty())
          return decode_utf8(inside->text(), 0).code_point;
      }
    }
  }
  return 0;
}

// A formula as TeX, where the page has it; else its text.
std::string formula_text(const Node& math) {
  for (const Node* node = &math; node != nullptr; node = dom::next_in_tree(*node, math)) {
    const bool is_tex = node->name == names::annotation &&
                        node->attribute(names::encoding).find("tex") != std::string_view::npos;
    if (is_tex) return '$' + collapse_spaces(dom::text_content(*node)) + '$';
  }
  return {};
}

// What would begin a block of another kind at the beginning of a line.
std::string guard_line_start(std::string line) {
  if (line.empty()) return line;
  const char first = line[0];
  if (first == '#' || first == '>' ||
      ((first == '-' || first == '+') && line.size() > 1 && (line[1] == ' ' || line[1] == first))) {
    return "\\" + line;
  }
  if (line.find_first_not_of('=') == std::string::npos) return "\\" + line;
  std::size_t digits = 0;
  while (digits < line.size() && line[digits] >= '0' && line[digits] <= '9')
    ++digits;
  if (digits > 0 && digits < 10 && digits + 1 < line.size() &&
      (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ') {
    line.insert(digits, "\\");
  }
  return line;
}

class MarkdownWriter {
 public:
  std::string run(const Node& root) {
    const Node* node = root.first_child;
    while (node != nullptr) {
      if (enter(*node) && node->first_child != nullptr) {
        node = node->first_child;
        continue;
      }
      node = leave_upwards(node, root);
    }
    end_block();
    return std::move(out_);
  }

 private:
  struct List {
    bool ordered;
    int next;
  };

  bool in_table() const { return tables_ > 0; }

  bool enter(const Node& node) {
    if (node.is_text()) {
      add_text(node.text());
      return false;
    }
    if (!node.is_element()) return false;
    if (node.is_html(names::img)) {
      add_image(node);
      return false;
    }
    if (node.is_html(names::br)) {
      line_ += in_table() ? "<br>" : "\\\n";
      return false;
    }
    if (is_code(node) || (node.is_html(names::pre) && in_table())) {
      add_code_span(dom::text_content(node));
      return false;
    }
    if (node.is_html(names::pre)) {
      add_code(node);
      return false;
    }
    if (node.name == names::math && node.name_space == dom::Namespace::MathMl) {
      const std::string formula = formula_text(node);
      line_ += formula;
      return formula.empty();
    }
    if (node.is_html(names::hr) && in_table()) return false;
    if (node.is_html(names::hr)) {
      end_block();
      start_block();
      out_ += "---\n";
      return false;
    }
    if (is_skipped_element(node)) return add_reading(node);
    if (is_block_element(node)) {
      open_block(node);
    } else if (is_marked(node)) {
      open_marks_.push_back(line_.size());
    }
    return true;
  }

  // Readings of ruby go into brackets, as a browser without ruby shows them.
  bool add_reading(const Node& node) {
    if (node.is_html(names::rt)) {
      line_ += '(';
      append_escaped(line_, dom::text_content(node), in_table());
      line_ += ')';
    }
    return false;
  }

  const Node* leave_upwards(const Node* node, const Node& root) {
    for (; node != nullptr && node != &root; node = node->parent) {
      if (node->is_element() && !is_skipped_element(*node)) {
        if (is_block_element(*node)) {
          close_block(*node);
        } else if (is_marked(*node)) {
          close_mark(*node);
        }
      }
      if (node->next_sibling != nullptr) return node->next_sibling;
    }
    return nullptr;
  }

  static std::string_view inline_mark(const Node& node) {
    const Atom name = node.name;
    if (name == names::strong || name == names::b) return "**";
    if (name == names::em || name == names::i || name == names::cite || name == names::var)
      return "*";
    if (name == names::del || name == names::s) return "~~";
    return {};
  }

  static bool is_marked(const Node& node) {
    return node.name == names::a || !inline_mark(node).empty();
  }

  // Marks go around what the element wrote, when it is known: not around nothing, nor around the
  // blanks at its ends, nor over the end of a block.
  void close_mark(const Node& node) {
    if (open_marks_.empty()) return;
    const std::size_t start = open_marks_.back();
    open_marks_.pop_back();
    if (start > line_.size()) return;
    const std::string inside = line_.substr(start);
    const std::size_t first = inside.find_first_not_of(' ');
    if (first == std::string::npos) return;
    const std::size_t last = inside.find_last_not_of(' ') + 1;
    const std::string text = inside.substr(first, last - first);
    line_.resize(start);
    line_ += inside.substr(0, first);
    line_ += node.name == names::a ? linked(node, text) : marked(node, text, last < inside.size());
    line_ += inside.substr(last);
  }

  static std::string linked(const Node& node, const std::string& text) {
    const std::string address = address_of(node.attribute(names::href));
    const bool leads =
        !address.empty() && !ascii_lower(address.substr(0, 11)).starts_with("javascript:");
    return leads ? '[' + text + "](" + address + ')' : text;
  }

  // CommonMark §6.2: a mark beside punctuation inside needs a blank or punctuation outside. Chinese
  // has no blanks: there the element itself stands.
  std::string marked(const Node& node, const std::string& text, bool ends_in_space) const {
    const auto parts = [](char32_t c) { return is_space(c) || is_punctuation(c); };
    const char32_t before = line_.empty() ? 0 : decode_utf8_before(line_, line_.size()).code_point;
    const char32_t first = decode_utf8(text, 0).code_point;
    const char32_t last = decode_utf8_before(text, text.size()).code_point;
    const char32_t behind = ends_in_space ? U' ' : character_behind(node);
    const bool opens = !is_punctuation(first) || parts(before);
    const bool closes = !is_punctuation(last) || parts(behind);
    const std::string_view mark = inline_mark(node);
    if (opens && closes) return std::string(mark) + text + std::string(mark);
    const std::string_view name = mark == "**" ? "strong" : mark == "*" ? "em" : "del";
    return '<' + std::string(name) + '>' + text + "</" + std::string(name) + '>';
  }

  // CommonMark §6.1: nothing is escaped in a code span; its fence is longer than any inside.
  void add_code_span(const std::string& code) {
    const std::string text = spaces_collapsed(code);
    if (text.empty()) return;
    const std::string fence(longest_run(text) + 1, '`');
    const bool padded = text.front() == '`' || text.back() == '`' ||
                        (text.front() == ' ' && text.back() == ' ' && text.size() > 1);
    std::string span;
    for (const char c : text) {
      if (c == '|' && in_table()) span += '\\';
      span += c;
    }
    line_ += fence + (padded ? " " : "") + span + (padded ? " " : "") + fence;
  }

  static std::size_t longest_run(std::string_view text) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char c : text) {
      run = c == '`' ? run + 1 : 0;
      longest = std::max(longest, run);
    }
    return longest;
  }

  void add_text(std::string_view text) {
    const std::string collapsed = spaces_collapsed(text);
    append_escaped(line_, collapsed, in_table());
  }

  static std::string spaces_collapsed(std::string_view text) {
    std::string out;
    for (const char c : text) {
      const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
      if (!space) {
        out += c;
      } else if (out.empty() || out.back() != ' ') {
        out += ' ';
      }
    }
    return out;
  }

  void add_image(const Node& image) {
    line_ += "![";
    append_escaped(line_, image.attribute(names::alt), in_table());
    line_ += "](" + address_of(image.attribute(names::src)) + ')';
  }

  // CommonMark §4.5: a fence longer than any inside.
  void add_code(const Node& pre) {
    end_block();
    start_block();
    const std::string text = code_text(pre);
    const std::string fence(std::max<std::size_t>(longest_run(text), 2) + 1, '`');
    write_lines(fence + '\n' + text + '\n' + fence);
  }

  void open_block(const Node& node) {
    const Atom name = node.name;
    if (name == names::table && tables_++ == 0) end_block();
    if (in_table()) {
      open_cell_block(node);
      return;
    }
    end_block();
    if (name == names::ul || name == names::ol) {
      int start = 1;
      const std::string_view value = node.attribute(names::start);
      std::from_chars(value.data(), value.data() + value.size(), start);
      lists_.push_back({name == names::ol, start});
    } else if (name == names::li && !lists_.empty()) {
      List& list = lists_.back();
      const std::string_view value = node.attribute(names::value);
      std::from_chars(value.data(), value.data() + value.size(), list.next);
      marker_ = list.ordered ? std::to_string(list.next++) + ". " : "- ";
      prefixes_.emplace_back(marker_.size(), ' ');
    } else if (name == names::blockquote) {
      prefixes_.emplace_back("> ");
    } else if (const int level = heading_level(name); level > 0) {
      heading_ = std::string(static_cast<std::size_t>(level), '#') + ' ';
    }
  }

  // In a cell, blocks are lines; what stands outside of the cells (a caption) goes before the
  // table.
  void open_cell_block(const Node& node) {
    const Atom name = node.name;
    const bool is_cell = name == names::td || name == names::th;
    if (tables_ == 1 && name == names::tr) rows_.begin_row();
    if (tables_ == 1 && is_cell) {
      cell_start_ = line_.size();
      in_cell_ = true;
    } else if (in_cell_ && is_cell) {
      line_ += ' ';
    } else if (in_cell_) {
      break_cell();
    }
  }

  void break_cell() {
    const bool has_text = line_.find_first_not_of(' ', cell_start_) != std::string::npos;
    if (has_text && !line_.ends_with("<br>")) line_ += "<br>";
  }

  void close_cell_block(const Node& node) {
    const Atom name = node.name;
    const bool is_cell = name == names::td || name == names::th;
    if (tables_ == 1 && is_cell) {
      std::string text = collapse_spaces(std::string_view(line_).substr(cell_start_));
      while (text.ends_with("<br>"))
        text = collapse_spaces(std::string_view(text).substr(0, text.size() - 4));
      rows_.add_cell(node, std::move(text));
      line_.resize(cell_start_);
      open_marks_.clear();
      in_cell_ = false;
    } else if (tables_ == 1 && name == names::tr) {
      rows_.end_row();
    } else if (name == names::table) {
      if (--tables_ == 0) end_table();
    } else if (in_cell_ && !is_cell) {
      break_cell();
    } else if (!in_cell_) {
      line_ += ' ';
    }
  }

  void end_table() {
    end_block();
    rows_.end_row();
    if (!rows_.is_empty()) {
      start_block();
      last_was_item_ = false;
      write_lines(rows_.write());
    }
    rows_ = {};
  }

  void close_block(const Node& node) {
    const Atom name = node.name;
    if (in_table()) {
      close_cell_block(node);
      return;
    }
    end_block();
    if ((name == names::ul || name == names::ol) && !lists_.empty()) {
      lists_.pop_back();
      last_was_item_ = !lists_.empty();
    } else if ((name == names::li && !lists_.empty()) || name == names::blockquote) {
      if (!prefixes_.empty()) prefixes_.pop_back();
      depth_ = std::min(depth_, prefixes_.size());
      marker_.clear();
    }
    heading_.clear();
  }

  void start_block() {
    if (out_.empty()) return;
    // Items of a list without paragraphs stand close.
    if (!marker_.empty() && last_was_item_) return;
    std::string blank;
    // Only what both blocks stand in goes on.
    for (std::size_t level = 0; level < std::min(depth_, prefixes_.size()); ++level)
      blank += prefixes_[level];
    while (!blank.empty() && blank.back() == ' ')
      blank.pop_back();
    out_ += blank + '\n';
  }

  void end_block() {
    open_marks_.clear();
    while (!line_.empty() &&
           (line_.back() == ' ' || line_.back() == '\n' ||
            (line_.back() == '\\' && line_.size() > 1 && line_[line_.size() - 2] != '\\'))) {
      line_.pop_back();
    }
    const std::size_t begin = line_.find_first_not_of(' ');
    if (begin == std::string::npos) {
      line_.clear();
      return;
    }
    start_block();
    last_was_item_ = !marker_.empty();
    std::string line = guard_line_start(line_.substr(begin));
    // CommonMark §4.2: a heading's own signs at its end would be taken off.
    if (!heading_.empty() && line.ends_with('#')) line.insert(line.size() - 1, "\\");
    write_lines(heading_ + line);
    line_.clear();
  }

  // With the prefixes of quotes and items; an item's marker once.
  void write_lines(std::string_view text) {
    depth_ = prefixes_.size();
    while (true) {
      const std::size_t end = text.find('\n');
      for (std::size_t level = 0; level < prefixes_.size(); ++level) {
        const bool last = level + 1 == prefixes_.size();
        out_ += last && !marker_.empty() ? marker_ : prefixes_[level];
      }
      marker_.clear();
      out_.append(text.substr(0, end)) += '\n';
      if (end == std::string_view::npos) return;
      text.remove_prefix(end + 1);
    }
  }

  std::string out_;
  std::string line_;
  std::string heading_;
  std::string marker_;  // of the item that begins
  std::vector<std::string> prefixes_;
  std::vector<List> lists_;
  std::size_t depth_ = 0;                // prefixes that the last block and the next one share
  std::vector<std::size_t> open_marks_;  // where in line_ the open marked elements began
  MarkdownTable rows_;
  std::size_t cell_start_ = 0;
  int tables_ = 0;  // open ones
  bool in_cell_ = false;
  bool last_was_item_ = false;
};

}  // namespace

std::string write_markdown(const dom::Document& document) {
  const Node* body = document.body();
  return body == nullptr ? std::string{} : MarkdownWriter{}.run(*body);
}

}  // namespace banxin::article
