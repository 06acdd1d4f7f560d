#include "article/write_markdown.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "article/element_kinds.h"
#include "article/text_measure.h"

namespace banxin::article {

namespace {

using dom::Node;
namespace names = dom::names;

int heading_level(Atom name) {
  constexpr Atom kHeadings[] = {names::h1, names::h2, names::h3, names::h4, names::h5, names::h6};
  const auto* const found = std::find(std::begin(kHeadings), std::end(kHeadings), name);
  return found == std::end(kHeadings) ? 0 : static_cast<int>(found - std::begin(kHeadings)) + 1;
}

// CommonMark §2.4: punctuation that would be markup.
void append_escaped(std::string& out, std::string_view text, bool in_table) {
  for (const char c : text) {
    if (c == '\\' || c == '`' || c == '*' || c == '_' || c == '[' || c == ']' || c == '<' ||
        (c == '|' && in_table)) {
      out += '\\';
    }
    out += c;
  }
}

// What would begin a block of another kind at the beginning of a line.
std::string guard_line_start(std::string line) {
  if (line.empty()) return line;
  const char first = line[0];
  if (first == '#' || first == '>' ||
      ((first == '-' || first == '+') && line.size() > 1 && (line[1] == ' ' || line[1] == first))) {
    return "\\" + line;
  }
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
      line_ += "\\\n";
      return false;
    }
    if (node.is_html(names::pre)) {
      add_code(node);
      return false;
    }
    if (node.is_html(names::hr)) {
      end_block();
      start_block();
      out_ += "---\n";
      return false;
    }
    if (is_skipped_element(node)) return add_reading(node);
    if (is_block_element(node)) {
      open_block(node);
    } else {
      line_ += inline_mark(node, true);
    }
    return true;
  }

  // Readings of ruby go into brackets, as a browser without ruby shows them.
  bool add_reading(const Node& node) {
    if (node.is_html(names::rt)) {
      line_ += '(';
      append_escaped(line_, dom::text_content(node), table_);
      line_ += ')';
    }
    return false;
  }

  const Node* leave_upwards(const Node* node, const Node& root) {
    for (; node != nullptr && node != &root; node = node->parent) {
      if (node->is_element() && !is_skipped_element(*node)) {
        if (is_block_element(*node)) {
          close_block(*node);
        } else {
          line_ += inline_mark(*node, false);
        }
      }
      if (node->next_sibling != nullptr) return node->next_sibling;
    }
    return nullptr;
  }

  static std::string inline_mark(const Node& node, bool opening) {
    const Atom name = node.name;
    if (name == names::strong || name == names::b) return "**";
    if (name == names::em || name == names::i || name == names::cite || name == names::var)
      return "*";
    if (name == names::code || name == names::kbd || name == names::samp) return "`";
    if (name == names::del || name == names::s) return "~~";
    if (name == names::a) {
      if (opening) return "[";
      std::string address;
      for (const char c : node.attribute(names::href)) {
        if (c == ' ' || c == '\n') {
          address += "%20";
        } else if (c == '(' || c == ')') {
          address += c == '(' ? "%28" : "%29";
        } else {
          address += c;
        }
      }
      return "](" + address + ")";
    }
    return {};
  }

  void add_text(std::string_view text) {
    const std::string collapsed = spaces_collapsed(text);
    append_escaped(line_, collapsed, table_);
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
    append_escaped(line_, image.attribute(names::alt), table_);
    line_ += "](";
    line_ += image.attribute(names::src);
    line_ += ')';
  }

  // CommonMark §4.5: a fence longer than any inside.
  void add_code(const Node& pre) {
    end_block();
    start_block();
    const std::string text = code_text(pre);
    std::size_t longest = 2;
    std::size_t run = 0;
    for (const char c : text) {
      run = c == '`' ? run + 1 : 0;
      longest = std::max(longest, run);
    }
    const std::string fence(longest + 1, '`');
    write_lines(fence + '\n' + text + '\n' + fence);
  }

  void open_block(const Node& node) {
    const Atom name = node.name;
    if (name == names::td || name == names::th) {
      line_ += row_cells_++ == 0 ? "| " : " | ";
      return;
    }
    end_block();
    if (name == names::table) table_ = true;
    if (name == names::tr) row_cells_ = 0;
    if (name == names::ul || name == names::ol) {
      int start = 1;
      const std::string_view value = node.attribute(names::start);
      std::from_chars(value.data(), value.data() + value.size(), start);
      lists_.push_back({name == names::ol, start});
    } else if (name == names::li && !lists_.empty()) {
      List& list = lists_.back();
      marker_ = list.ordered ? std::to_string(list.next++) + ". " : "- ";
      prefixes_.emplace_back(marker_.size(), ' ');
    } else if (name == names::blockquote) {
      prefixes_.emplace_back("> ");
    } else if (const int level = heading_level(name); level > 0) {
      heading_ = std::string(static_cast<std::size_t>(level), '#') + ' ';
    }
  }

  void close_block(const Node& node) {
    const Atom name = node.name;
    if (name == names::td || name == names::th) return;
    if (name == names::tr) {
      end_row();
      return;
    }
    end_block();
    if (name == names::table) {
      table_ = false;
      table_rows_ = 0;
    } else if ((name == names::ul || name == names::ol) && !lists_.empty()) {
      lists_.pop_back();
      last_was_item_ = !lists_.empty();
    } else if ((name == names::li && !lists_.empty()) || name == names::blockquote) {
      if (!prefixes_.empty()) prefixes_.pop_back();
      depth_ = std::min(depth_, prefixes_.size());
      marker_.clear();
    }
    heading_.clear();
  }

  void end_row() {
    if (row_cells_ == 0) return;
    if (table_rows_ == 0) start_block();
    write_lines(collapse_spaces(line_) + " |");
    line_.clear();
    if (table_rows_++ == 0) {
      std::string rule = "|";
      for (int cell = 0; cell < row_cells_; ++cell)
        rule += " --- |";
      write_lines(rule);
    }
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
    if (table_) return;
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
    write_lines(heading_ + guard_line_start(line_.substr(begin)));
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
  std::size_t depth_ = 0;  // prefixes that the last block and the next one share
  int row_cells_ = 0;
  int table_rows_ = 0;
  bool table_ = false;
  bool last_was_item_ = false;
};

}  // namespace

std::string write_markdown(const dom::Document& document) {
  const Node* body = document.body();
  return body == nullptr ? std::string{} : MarkdownWriter{}.run(*body);
}

}  // namespace banxin::article
