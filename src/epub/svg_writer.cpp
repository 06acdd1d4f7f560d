#include "epub/svg_writer.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "book/heading.h"
#include "epub/style_filter.h"
#include "epub/text_facts.h"
#include "epub/xml_text.h"

namespace banxin::epub {
namespace {

using dom::Node;

constexpr auto kSvgElements = std::to_array<std::string_view>({"circle",
                                                               "clipPath",
                                                               "defs",
                                                               "desc",
                                                               "ellipse",
                                                               "feBlend",
                                                               "feColorMatrix",
                                                               "feComponentTransfer",
                                                               "feComposite",
                                                               "feConvolveMatrix",
                                                               "feDiffuseLighting",
                                                               "feDisplacementMap",
                                                               "feDistantLight",
                                                               "feDropShadow",
                                                               "feFlood",
                                                               "feFuncA",
                                                               "feFuncB",
                                                               "feFuncG",
                                                               "feFuncR",
                                                               "feGaussianBlur",
                                                               "feMerge",
                                                               "feMergeNode",
                                                               "feMorphology",
                                                               "feOffset",
                                                               "fePointLight",
                                                               "feSpecularLighting",
                                                               "feSpotLight",
                                                               "feTile",
                                                               "feTurbulence",
                                                               "filter",
                                                               "g",
                                                               "line",
                                                               "linearGradient",
                                                               "marker",
                                                               "mask",
                                                               "path",
                                                               "pattern",
                                                               "polygon",
                                                               "polyline",
                                                               "radialGradient",
                                                               "rect",
                                                               "stop",
                                                               "svg",
                                                               "switch",
                                                               "symbol",
                                                               "text",
                                                               "textPath",
                                                               "title",
                                                               "tspan",
                                                               "use"});

bool is_svg_element(std::string_view name) {
  return std::binary_search(kSvgElements.begin(), kSvgElements.end(), name);
}

// Whether a value may reach out of the file: url() to anything but a fragment, or a script.
bool reaches_out(std::string_view value) {
  for (std::size_t at = value.find("url("); at != std::string_view::npos;
       at = value.find("url(", at + 1)) {
    std::string_view target = value.substr(at + 4);
    while (!target.empty() &&
           (target.front() == ' ' || target.front() == '\'' || target.front() == '"'))
      target.remove_prefix(1);
    if (!target.starts_with("#")) return true;
  }
  return value.find("script:") != std::string_view::npos ||
         value.find("expression(") != std::string_view::npos ||
         value.find('\\') != std::string_view::npos;
}

bool is_xml_name(std::string_view name) {
  if (name.empty()) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '-' || c == '.'))) return false;
  }
  return true;
}

// What only gives others something to use.
bool is_definition(std::string_view name) {
  constexpr std::string_view kDefinitions =
      " defs symbol title desc style metadata clipPath filter linearGradient marker mask pattern "
      "radialGradient script ";
  return kDefinitions.find(" " + std::string(name) + " ") != std::string_view::npos;
}

bool is_svg(const Node& node) {
  return node.is_element() && node.name_space == dom::Namespace::Svg;
}

bool is_href(const dom::Attribute& attribute, std::string_view name) {
  return name == "href" || name == "xlink:href" ||
         (attribute.name_space == dom::AttributeNamespace::XLink && name.ends_with("href"));
}

// Calls `visit` with the name of each url(#name).
template <class Visit>
void each_url(std::string_view value, const Visit& visit) {
  for (std::size_t at = value.find("url("); at != std::string_view::npos;
       at = value.find("url(", at + 4)) {
    const std::size_t hash = value.find('#', at);
    if (hash == std::string_view::npos) return;
    const std::size_t end = std::min(value.find_first_of("'\") ", hash), value.size());
    visit(value.substr(hash + 1, end - hash - 1));
  }
}

class SvgWriter {
 public:
  SvgWriter(std::string& out, const Node& root, std::string prefix, const SvgHelp& help)
      : out_(out), root_(root), prefix_(std::move(prefix)), help_(help) {}

  bool write() {
    title_ = find_title();
    label_ = title_ == nullptr ? book::collapse_blanks(attribute("aria-label"))
                               : book::collapse_blanks(dom::text_content(*title_));
    has_words_ = has_text(root_);
    own_ids(root_);
    borrow();
    write_tree(root_);
    return has_words_ || !label_.empty();
  }

 private:
  const Node* find_title() const;
  std::string_view attribute(std::string_view name) const;
  bool is_kept(const Node& node) const;
  void own_ids(const Node& top);
  void borrow();
  void look_for_borrowed(const Node& top);
  void borrow_one(std::string_view id);
  const Node* next_copied(const Node& node, const Node& top) const;
  void write_borrowed();
  void write_tree(const Node& top);
  bool write_node(const Node& node, std::vector<const Node*>& open);
  const Node* leave(const Node& node, const Node& top, std::vector<const Node*>& open, bool enters);
  bool write_link(const Node& node);
  void write_sheet(const Node& node);
  void write_description(const Node& node);
  void write_image(const Node& node);
  void write_tag(const Node& node);
  void write_root_attributes();
  void write_attribute(const Node& node, const dom::Attribute& attribute);
  bool has_targets(std::string_view value) const;
  std::string prefixed(std::string_view value) const;
  std::string_view name_of(const Node& node) const { return help_.document.name(node); }

  std::string& out_;
  const Node& root_;
  const std::string prefix_;
  const SvgHelp& help_;
  const Node* title_ = nullptr;
  std::string label_;
  bool has_words_ = false;
  SvgIds ids_;
  std::vector<const Node*> borrowed_;
  bool is_copy_ = false;  // of what another picture has
};

const Node* SvgWriter::find_title() const {
  for (const Node* at = root_.first_child; at != nullptr; at = at->next_sibling) {
    if (at->is_element() && name_of(*at) == "title" && has_text(*at)) return at;
  }
  return nullptr;
}

std::string_view SvgWriter::attribute(std::string_view name) const {
  for (const dom::Attribute& attribute : root_.attributes()) {
    if (help_.document.atoms().name(attribute.name) == name) return attribute.value;
  }
  return {};
}

bool SvgWriter::is_kept(const Node& node) const {
  const std::string_view name = name_of(node);
  return is_svg_element(name) && (name != "title" || node.parent == &root_);
}

void SvgWriter::own_ids(const Node& top) {
  for (const Node* node = &top; node != nullptr; node = dom::next_in_tree(*node, top)) {
    if (!is_svg(*node) || !is_kept(*node)) continue;
    for (const dom::Attribute& attribute : node->attributes()) {
      if (help_.document.atoms().name(attribute.name) == "id" && is_xml_name(attribute.value))
        ids_.emplace(attribute.value, node);
    }
  }
}

// What this picture uses of another one, with what that uses. Small things only: each picture that
// uses them says them again.
void SvgWriter::borrow() {
  look_for_borrowed(root_);
  for (std::size_t i = 0; i < borrowed_.size(); ++i)
    look_for_borrowed(*borrowed_[i]);
}

void SvgWriter::look_for_borrowed(const Node& top) {
  for (const Node* node = &top; node != nullptr; node = dom::next_in_tree(*node, top)) {
    if (!is_svg(*node)) continue;
    for (const dom::Attribute& attribute : node->attributes()) {
      const std::string_view value = attribute.value;
      if (is_href(attribute, help_.document.atoms().name(attribute.name)) && value.starts_with("#"))
        borrow_one(value.substr(1));
      else
        each_url(value, [this](std::string_view id) { borrow_one(id); });
    }
  }
}

void SvgWriter::borrow_one(std::string_view id) {
  constexpr std::size_t most = 16;
  const int largest = std::min(300, help_.may_borrow);  // nodes
  if (ids_.contains(id) || borrowed_.size() >= most || !is_xml_name(id)) return;
  const auto found = help_.page_ids.find(id);
  if (found == help_.page_ids.end() || !is_kept(*found->second)) return;
  const Node& target = *found->second;
  int nodes = 0;
  for (const Node* at = &target; at != nullptr; at = next_copied(*at, target)) {
    const bool says_something = at->is_text() && !is_nameless(at->text());
    if (++nodes > largest || at == &root_ || says_something) return;
  }
  help_.may_borrow -= nodes;
  borrowed_.push_back(&target);
  own_ids(target);
}

// Titles are said once, where they stand.
const Node* SvgWriter::next_copied(const Node& node, const Node& top) const {
  const Node* next = dom::next_in_tree(node, top);
  while (next != nullptr && next->is_element() &&
         (name_of(*next) == "title" || name_of(*next) == "desc"))
    next = dom::next_after_subtree(*next, top);
  return next;
}

void SvgWriter::write_borrowed() {
  if (borrowed_.empty()) return;
  out_ += "<defs>";
  is_copy_ = true;
  for (const Node* target : std::exchange(borrowed_, {}))
    write_tree(*target);
  is_copy_ = false;
  out_ += "</defs>";
}

void SvgWriter::write_tree(const Node& top) {
  // Elements that are open in the output; the others on the way are passed through.
  std::vector<const Node*> open;
  for (const Node* node = &top; node != nullptr;) {
    if (node->is_text()) append_text(out_, node->text());
    // HTML in a title or a description: what it says.
    if (node->is_element() && !is_svg(*node) && !is_never_shown(help_.document, *node))
      append_text(out_, shown_text(help_.document, *node));
    const bool enters = is_svg(*node) && write_node(*node, open);
    node = leave(*node, top, open, enters);
  }
}

// Whether what is in it is written too.
bool SvgWriter::write_node(const Node& node, std::vector<const Node*>& open) {
  constexpr std::size_t deepest = 64;
  const std::string_view name = name_of(node);
  if (is_copy_ && (name == "title" || name == "desc")) return false;
  if (is_kept(node) && open.size() < deepest) {
    write_tag(node);
    open.push_back(&node);
    if (&node == &root_) write_borrowed();
    return true;
  }
  if (name == "a") {
    if (write_link(node)) open.push_back(&node);
    return true;
  }
  if (name == "image") write_image(node);
  if (name == "title") return true;
  if (name == "style") {
    write_sheet(node);
  } else {
    write_description(node);
  }
  return false;
}

// The node to write after `node`; what ends on the way is closed.
const Node* SvgWriter::leave(const Node& node,
                             const Node& top,
                             std::vector<const Node*>& open,
                             bool enters) {
  if (enters && node.first_child != nullptr) return node.first_child;
  for (const Node* at = &node;; at = at->parent) {
    if (!open.empty() && open.back() == at) {
      out_ += "</";
      out_ += name_of(*at);
      out_ += '>';
      open.pop_back();
    }
    if (at == &top) return nullptr;
    if (at->next_sibling != nullptr) return at->next_sibling;
  }
}

// A link out of the book that says something; of others the contents stay.
bool SvgWriter::write_link(const Node& node) {
  // In what is one picture to a screen reader there are no parts to go to.
  if (!help_.link_target || !label_.empty() || !has_text(node)) return false;
  for (const Node* at = node.parent; at != nullptr && at != root_.parent; at = at->parent) {
    if (at->is_element() && name_of(*at) != "g" && name_of(*at) != "svg") return false;
  }
  for (const dom::Attribute& attribute : node.attributes()) {
    if (!is_href(attribute, help_.document.atoms().name(attribute.name))) continue;
    const std::string target = help_.link_target(attribute.value);
    if (target.empty()) continue;
    out_ += "<a";
    append_attribute(out_, "href", target);
    out_ += '>';
    return true;
  }
  return false;
}

void SvgWriter::write_sheet(const Node& node) {
  const std::string rules = filter_svg_sheet(dom::text_content(node));
  if (rules.empty()) return;
  // Names of elements in selectors; in braces # begins a colour.
  std::string own;
  bool in_braces = false;
  for (const char c : prefixed(rules)) {
    in_braces = c == '{' || (in_braces && c != '}');
    own += c;
    if (c == '#' && !in_braces) own += prefix_;
  }
  out_ += "<style>";
  append_text(out_, own);
  out_ += "</style>";
}

// Of what SVG does not draw (HTML in it, elements of nobody's) the words stay; what runs goes.
void SvgWriter::write_description(const Node& node) {
  if (is_never_shown(help_.document, node)) return;
  const std::string text = shown_text(help_.document, node);
  if (is_nameless(text)) return;
  out_ += "<desc>";
  append_text(out_, text);
  out_ += "</desc>";
}

// A picture in the picture, where it is one of the page's own.
void SvgWriter::write_image(const Node& node) {
  std::string_view reference;
  std::string attributes;
  for (const dom::Attribute& attribute : node.attributes()) {
    const std::string_view name = help_.document.atoms().name(attribute.name);
    if (is_href(attribute, name)) reference = attribute.value;
    for (const std::string_view kept : {"x", "y", "width", "height", "preserveAspectRatio",
                                        "transform", "opacity", "clip-path", "mask"}) {
      if (name == kept && !reaches_out(attribute.value) && has_targets(attribute.value))
        append_attribute(attributes, name, prefixed(attribute.value));
    }
  }
  const std::string picture =
      reference.empty() ? std::string() : help_.picture_name(node, reference);
  if (picture.empty()) return;
  out_ += "<image";
  append_attribute(out_, "href", picture);
  out_ += attributes + "/>";
}

void SvgWriter::write_root_attributes() {
  out_ += " xmlns=\"http://www.w3.org/2000/svg\"";
  if (!label_.empty()) {
    out_ += " role=\"img\"";
    append_attribute(out_, "aria-label", label_);
  } else if (!has_words_) {
    out_ += " aria-hidden=\"true\"";
  }
  bool draws = false;
  for (const Node* at = root_.first_child; at != nullptr; at = at->next_sibling)
    draws = draws || (at->is_element() && !is_definition(name_of(*at)));
  // A sprite: without a size of its own it would take 300 by 150 pixels (CSS 2.2 §10.3.2).
  if (!draws) out_ += " style=\"width: 0; height: 0\"";
}

void SvgWriter::write_tag(const Node& node) {
  out_ += '<';
  out_ += name_of(node);
  const std::size_t start = out_.size();
  if (&node == &root_) write_root_attributes();
  const bool has_style = out_.find(" style=", start) != std::string::npos;
  for (const dom::Attribute& attribute : node.attributes()) {
    if (!has_style || help_.document.atoms().name(attribute.name) != "style")
      write_attribute(node, attribute);
  }
  out_ += '>';
}

void SvgWriter::write_attribute(const Node& node, const dom::Attribute& attribute) {
  const std::string_view name = help_.document.atoms().name(attribute.name);
  const std::string_view value = attribute.value;
  if (is_href(attribute, name)) {
    // Only what lies in this picture.
    if (value.starts_with("#") && ids_.contains(value.substr(1)))
      append_attribute(out_, "href", "#" + prefix_ + std::string(value.substr(1)));
    return;
  }
  if (attribute.name_space != dom::AttributeNamespace::None || !is_xml_name(name)) return;
  if (name == "style") {
    const std::string style = filter_svg_style(value);
    if (!style.empty() && has_targets(style)) append_attribute(out_, name, prefixed(style));
    return;
  }
  if (name == "id") {
    const auto owner = ids_.find(value);
    if (owner != ids_.end() && owner->second == &node)
      append_attribute(out_, "id", prefix_ + std::string(value));
    return;
  }
  if (name.starts_with("on") || name.starts_with("aria-") || name == "role" || name == "xmlns" ||
      name == "tabindex" || reaches_out(value)) {
    return;
  }
  if (!has_targets(value)) {
    // SVG 2 §13.2: paint that is not there is none, not black.
    if (name == "fill" || name == "stroke") append_attribute(out_, name, "none");
    return;
  }
  append_attribute(out_, name, prefixed(value));
}

// Whether every url(#name) is in this picture.
bool SvgWriter::has_targets(std::string_view value) const {
  bool all = true;
  each_url(value, [&](std::string_view id) { all = all && ids_.contains(id); });
  return all;
}

// url(#name) → url(#prefix-name)
std::string SvgWriter::prefixed(std::string_view value) const {
  std::string out(value);
  for (std::size_t at = out.find("url("); at != std::string::npos; at = out.find("url(", at + 4)) {
    const std::size_t hash = out.find('#', at);
    if (hash == std::string::npos) break;
    out.insert(hash + 1, prefix_);
  }
  return out;
}

}  // namespace

SvgIds find_svg_ids(const dom::Document& document) {
  SvgIds ids;
  const Node& root = document.root();
  for (const Node* node = root.first_child; node != nullptr;
       node = dom::next_in_tree(*node, root)) {
    if (!is_svg(*node)) continue;
    for (const dom::Attribute& attribute : node->attributes()) {
      if (document.atoms().name(attribute.name) == "id") ids.emplace(attribute.value, node);
    }
  }
  return ids;
}

bool write_svg_picture(std::string& out,
                       const Node& root,
                       std::string prefix,
                       const SvgHelp& help) {
  return SvgWriter(out, root, std::move(prefix), help).write();
}

}  // namespace banxin::epub
