#include "article/page_map.h"

#include <algorithm>
#include <limits>

#include "base/utf8.h"

namespace banxin::article {

namespace {

using dom::Namespace;
using dom::Node;
namespace names = dom::names;

LineKind kind_of(const Node& element, LineKind inherited) {
  const Atom name = element.name;
  if (name == names::h1 || name == names::h2 || name == names::h3 || name == names::h4 ||
      name == names::h5 || name == names::h6) {
    return LineKind::Heading;
  }
  if (name == names::li) return LineKind::ListItem;
  if (name == names::td || name == names::th) return LineKind::Cell;
  if (name == names::pre) return LineKind::Code;
  if (name == names::figcaption || name == names::caption) return LineKind::Caption;
  if (name == names::dt || name == names::dd) return LineKind::Term;
  // A paragraph of a list item is the item's line; one of a table cell is a paragraph: tables lay
  // out whole pages.
  if (name == names::p && inherited == LineKind::Cell) return LineKind::Text;
  return inherited;
}

// The names of pages and layouts ("has-caption") say nothing about what they hold.
bool is_large(const Node& node) {
  return node.name == names::body || node.name == names::article || node.name == names::main ||
         node.name == names::section || node.name == names::table;
}

bool is_picture(const Node& node) {
  return node.name == names::img || node.name == names::video || node.name == names::svg ||
         node.name == names::image || node.name == names::iframe;
}

// A field for a comment, an address or a password, or a choice among answers; not a button, a box
// to tick, a hidden value.
bool is_written_field(const Node& node) {
  if (node.name == names::textarea) return true;
  if (node.name != names::input) return false;
  const std::string_view type = node.attribute(names::type);
  return type.empty() || type == "text" || type == "email" || type == "password" || type == "tel" ||
         type == "url" || type == "radio";
}

std::uint16_t add_capped(std::uint16_t one, std::uint16_t other) {
  return static_cast<std::uint16_t>(
      std::min<int>(one + other, std::numeric_limits<std::uint16_t>::max()));
}

class Mapper {
 public:
  explicit Mapper(const dom::Document& document) { map_.document = &document; }

  PageMap run(const Node& body) {
    const Node* node = &body;
    while (node != nullptr) {
      if (enter(*node) && node->first_child != nullptr) {
        node = node->first_child;
        continue;
      }
      node = leave_upwards(node, body);
    }
    end_line();
    finish();
    return std::move(map_);
  }

 private:
  struct Open {
    std::uint32_t element;
    LineKind kind;
  };

  // True when the children are to be walked.
  bool enter(const Node& node) {
    if (node.is_text()) {
      const std::size_t before = map_.text.size();
      shown_line_ends_ = shows_line_ends(node);
      add_text(node.text());
      if (map_.text.size() > before) map_.pieces.push_back({&node, piece_line_});
      return false;
    }
    if (!node.is_element()) return false;
    if (node.is_html(names::br)) {
      end_line();
      after_break_ = true;
      return false;
    }
    if (is_skipped_element(node)) {
      if (!open_.empty() && is_written_field(node)) {
        Element& around = map_.elements[open_.back().element];
        around.fields = add_capped(around.fields, 1);
      }
      return false;
    }
    if (node.name == names::a) ++links_;
    open_element(node);
    return !is_picture(node);
  }

  void open_element(const Node& node) {
    const bool block = is_block_element(node);
    if (block) end_line();
    const auto index = static_cast<std::uint32_t>(map_.elements.size());
    Element element;
    element.node = &node;
    element.parent = open_.empty() ? kNoIndex : open_.back().element;
    element.hints = hints_.read(node);
    // An inline element may begin in the middle of a line.
    element.first_line = static_cast<std::uint32_t>(map_.lines.size()) - (line_open_ ? 1U : 0U);
    element.is_block = block;
    if (is_picture(node)) element.images = 1;
    map_.elements.push_back(element);
    const LineKind inherited = open_.empty() ? LineKind::Text : open_.back().kind;
    const bool caption = has_hint(element.hints, Hint::Caption) && !is_large(node);
    open_.push_back({index, caption ? LineKind::Caption : kind_of(node, inherited)});
  }

  // Closes `node` and all ancestors it is the last child of; the next node, or null at the end.
  const Node* leave_upwards(const Node* node, const Node& body) {
    for (; node != nullptr; node = node->parent) {
      leave(*node);
      if (node == &body) return nullptr;
      if (node->next_sibling != nullptr) return node->next_sibling;
    }
    return nullptr;
  }

  void leave(const Node& node) {
    if (open_.empty() || map_.elements[open_.back().element].node != &node) return;
    Element& element = map_.elements[open_.back().element];
    if (element.is_block) end_line();
    element.end = static_cast<std::uint32_t>(map_.elements.size());
    element.last_line = static_cast<std::uint32_t>(map_.lines.size());
    // An inline element takes part in a line that is still open.
    if (line_open_) ++element.last_line;
    open_.pop_back();
    if (node.name == names::a && links_ > 0) --links_;
    if (!open_.empty()) {
      Element& parent = map_.elements[open_.back().element];
      parent.weight += element.weight;
      parent.link_weight += element.link_weight;
      parent.images = add_capped(parent.images, element.images);
      parent.fields = add_capped(parent.fields, element.fields);
    }
  }

  void add_text(std::string_view text) {
    piece_line_ = static_cast<std::uint32_t>(map_.lines.size()) - (line_open_ ? 1U : 0U);
    const bool code = open_.back().kind == LineKind::Code || shown_line_ends_;
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t newline = code ? text.find('\n', at) : std::string_view::npos;
      add_run(text.substr(at, newline == std::string_view::npos ? newline : newline - at));
      if (newline == std::string_view::npos) return;
      end_line();
      at = newline + 1;
    }
  }

  void add_run(std::string_view run) {
    const std::size_t begin = map_.text.size();
    for (std::size_t at = 0; at < run.size();) {
      const auto byte = static_cast<unsigned char>(run[at]);
      const DecodedCharacter decoded =
          byte < 0x80 ? DecodedCharacter{byte, 1} : decode_utf8(run, at);
      if (is_space(decoded.code_point)) {
        pending_space_ = line_open_;
      } else {
        if (!line_open_) start_line();
        if (pending_space_) map_.text += ' ';
        pending_space_ = false;
        map_.text.append(run.substr(at, decoded.length));
      }
      at += decoded.length;
    }
    if (!line_open_ || map_.text.size() == begin) return;
    const TextMeasure measure = measure_text(std::string_view{map_.text}.substr(begin));
    Element& element = map_.elements[open_.back().element];
    element.weight += measure.weight;
    Line& line = map_.lines.back();
    line.measure.add(measure);
    if (links_ > 0) {
      element.link_weight += measure.weight;
      line.link_weight += measure.weight;
    }
  }

  void start_line() {
    Line line;
    line.begin = static_cast<std::uint32_t>(map_.text.size());
    std::size_t level = open_.size() - 1;
    while (level > 0 && !map_.elements[open_[level].element].is_block)
      --level;
    line.element = open_[level].element;
    line.kind = open_.back().kind;
    line.after_break = after_break_;
    map_.lines.push_back(line);
    line_open_ = true;
    pending_space_ = false;
  }

  void end_line() {
    after_break_ = false;
    if (!line_open_) return;
    Line& line = map_.lines.back();
    line.end = static_cast<std::uint32_t>(map_.text.size());
    // An address alone is a link, though nothing leads there; its full stops end no sentences.
    const std::string_view text = map_.line_text(line);
    const bool address = text.starts_with("http://") || text.starts_with("https://");
    if (address && !contains(text, " ")) line.link_weight = line.measure.weight;
    map_.text += '\n';
    line_open_ = false;
    pending_space_ = false;
  }

  void finish() {
    const auto count = static_cast<std::uint32_t>(map_.lines.size());
    for (Element& element : map_.elements)
      element.last_line = std::min(element.last_line, count);
  }

  PageMap map_;
  HintReader hints_;
  std::vector<Open> open_;
  std::size_t links_ = 0;
  std::uint32_t piece_line_ = 0;
  bool line_open_ = false;
  bool pending_space_ = false;
  bool after_break_ = false;
  bool shown_line_ends_ = false;  // of the text node that is read
};

}  // namespace

std::string PageMap::element_text(std::uint32_t index) const {
  std::string out;
  for (std::uint32_t line = elements[index].first_line; line < elements[index].last_line; ++line) {
    if (!out.empty()) out += ' ';
    out += line_text(line);
  }
  return out;
}

bool is_block_element(const Node& element) {
  if (element.name_space != Namespace::Html) return false;
  static constexpr Atom kBlocks[] = {
      names::address,    names::article, names::aside,  names::blockquote, names::body,
      names::caption,    names::center,  names::dd,     names::details,    names::dialog,
      names::dir,        names::div,     names::dl,     names::dt,         names::fieldset,
      names::figcaption, names::figure,  names::footer, names::form,       names::h1,
      names::h2,         names::h3,      names::h4,     names::h5,         names::h6,
      names::header,     names::hgroup,  names::hr,     names::legend,     names::li,
      names::listing,    names::main,    names::menu,   names::nav,        names::ol,
      names::optgroup,   names::option,  names::p,      names::pre,        names::search,
      names::section,    names::summary, names::table,  names::tbody,      names::td,
      names::tfoot,      names::th,      names::thead,  names::tr,         names::ul,
      names::xmp};
  return std::find(std::begin(kBlocks), std::end(kBlocks), element.name) != std::end(kBlocks);
}

namespace {

// "[edit]", "#", "¶" beside a heading: what wikis and documentation generators add.
bool is_heading_tool(const Node& element) {
  if (element.name != names::a && element.name != names::span) return false;
  const std::string_view name = element.attribute(names::class_);
  if (name.size() < 6 || name.size() > 60) return false;
  static constexpr std::string_view kNames[] = {"mw-editsection", "headerlink",
                                                "header-anchor",  "hash-link",
                                                "anchorjs-link",  "mw-cite-backlink"};
  return std::any_of(std::begin(kNames), std::end(kNames), [name](std::string_view known) {
    return name == known || (name.starts_with(known) && name[known.size()] == ' ');
  });
}

}  // namespace

bool shows_line_ends(const Node& text) {
  if (!contains(text.text(), "\n")) return false;
  constexpr int kMostLevels = 3;
  const Node* node = text.parent;
  for (int level = 0; node != nullptr && node->is_element() && level < kMostLevels; ++level) {
    const std::string_view style = node->attribute(names::style);
    if (contains(style, "pre-wrap") || contains(style, "pre-line") ||
        contains(node->attribute(names::class_), "bbs-content")) {
      return true;
    }
    node = node->parent;
  }
  return false;
}

bool is_skipped_element(const Node& element) {
  if (element.name_space != Namespace::Html) return false;
  if (is_heading_tool(element)) return true;
  static constexpr Atom kSkipped[] = {
      names::script,   names::style,    names::template_, names::button,  names::select,
      names::textarea, names::input,    names::object,    names::embed,   names::applet,
      names::head,     names::link,     names::meta,      names::title,   names::noscript,
      names::datalist, names::canvas,   names::map,       names::noembed, names::noframes,
      names::audio,    names::frameset, names::rt,        names::rp};
  return std::find(std::begin(kSkipped), std::end(kSkipped), element.name) != std::end(kSkipped);
}

PageMap map_page(const dom::Document& document) {
  const Node* body = document.body();
  if (body == nullptr) {
    PageMap empty;
    empty.document = &document;
    return empty;
  }
  return Mapper{document}.run(*body);
}

}  // namespace banxin::article
