// SVG and MathML inside a page. SVG keeps the elements and attributes that draw, MathML those of
// its presentation schema (MathML 3 §3); whatever runs or reaches out goes.
#include <algorithm>
#include <array>

#include "base/diagnostic_ids.h"
#include "book/heading.h"
#include "epub/content_writer.h"
#include "epub/mathml_schema.h"
#include "epub/style_filter.h"
#include "epub/text_facts.h"
#include "epub/xml_text.h"

namespace banxin::epub {

namespace names = dom::names;
using dom::Node;

namespace {

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

constexpr std::size_t kDeepestSvg = 64;

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

}  // namespace

void ContentWriter::write_foreign(const Node& node) {
  if (context() == Content::Text) {
    write_string(dom::text_content(node));
    return;
  }
  flush_anchors();
  if (node.name_space == dom::Namespace::MathMl) {
    write_formula(node);
  } else {
    write_svg(node);
  }
}

// What the page says of a formula in words, or its TeX source, which is spoken well enough.
std::string ContentWriter::formula_text(const Node& formula) const {
  std::string source;
  for (const Node* node = &formula; node != nullptr; node = dom::next_in_tree(*node, formula)) {
    if (!node->is_element()) continue;
    for (const dom::Attribute& attribute : node->attributes()) {
      const std::string_view name = document_->atoms().name(attribute.name);
      if (node == &formula && name == "alttext" && !is_blank_text(attribute.value))
        return book::collapse_blanks(attribute.value);
      const bool is_tex =
          name == "encoding" && (attribute.value == "application/x-tex" ||
                                 attribute.value == "TeX" || attribute.value == "LaTeX");
      if (is_tex && source.empty() && element_name(*node) == "annotation")
        source = book::collapse_blanks(dom::text_content(*node));
    }
  }
  return source;
}

void ContentWriter::write_formula(const Node& node) {
  mark_anchor(node);
  flush_anchors();
  ++content_.facts.formulas;
  MathInstead instead;
  instead.text = formula_text(node);
  for (const dom::Attribute& attribute : node.attributes()) {
    if (document_->atoms().name(attribute.name) != "altimg") continue;
    const image::Reference where{document_->file(), document_->position(node)};
    const Picture* picture =
        pictures_.find(chapter_->source_path, attribute.value, where, diagnostics_);
    if (picture != nullptr) instead.picture = picture->name;
  }
  const std::size_t start = out_.size();
  if (write_mathml(out_, *document_, node, instead)) {
    content_.files.back().has_mathml = true;
    if (instead.text.empty()) ++content_.facts.undescribed_formulas;
  } else {
    out_.resize(start);
    report(DiagnosticId::MathReplaced, node, element_name(node));
    out_ += "<span class=\"bx-math\">";
    append_shown_text(node);
    out_ += "</span>";
  }
  touch();
  last_named_ = out_.size();
  has_body_text_ = true;
}

// The text of a formula without its annotations.
void ContentWriter::append_shown_text(const Node& formula) {
  for (const Node* node = formula.first_child; node != nullptr;) {
    if (node->is_element() && element_name(*node).starts_with("annotation")) {
      node = dom::next_after_subtree(*node, formula);
      continue;
    }
    if (node->is_text()) append_text(out_, node->text());
    node = dom::next_in_tree(*node, formula);
  }
}

// Links into a picture lead to where it stands.
void ContentWriter::mark_svg_anchors(const Node& root) {
  for (const Node* node = &root; node != nullptr; node = dom::next_in_tree(*node, root)) {
    if (node->is_element() && (node == &root || is_linked_to(*node))) mark_anchor(*node);
  }
  flush_anchors();
}

bool ContentWriter::is_linked_to(const Node& node) {
  if (link_targets_.empty()) {
    for (const auto& [link, place] : publication_.links)
      link_targets_.insert(place.node);
  }
  return link_targets_.contains(&node);
}

void ContentWriter::write_svg(const Node& root) {
  mark_svg_anchors(root);
  content_.files.back().has_svg = true;
  ++content_.facts.images;
  const Node* title = nullptr;
  for (const Node* at = root.first_child; at != nullptr && title == nullptr;
       at = at->next_sibling) {
    if (at->is_element() && element_name(*at) == "title" && has_text(*at)) title = at;
  }
  const bool has_words = has_text(root);
  if (!has_words) ++content_.facts.undescribed_images;
  // Ids inside are of this picture: they get a number of their own, so that no two files of a
  // chapter, nor two pictures, share one.
  const std::string prefix = "svg" + std::to_string(++svg_count_) + "-";
  // Elements that are open in the output; the others on the way are passed through.
  std::vector<const Node*> open;
  const Node* node = &root;
  while (node != nullptr) {
    bool enters = false;
    if (node->is_text()) append_text(out_, node->text());
    if (node->is_element() && node->name_space == dom::Namespace::Svg) {
      const std::string_view name = element_name(*node);
      const bool is_extra_title = name == "title" && node->parent != &root;
      const bool is_kept = is_svg_element(name) && !is_extra_title && open.size() < kDeepestSvg;
      if (is_kept) {
        write_svg_tag(*node, prefix, node == &root, title, has_words);
        open.push_back(node);
      } else if (name == "style") {
        write_svg_sheet(*node, prefix);
      } else if (name != "a" && !is_extra_title) {
        write_svg_description(*node);
      }
      // The contents of a link stay.
      enters = is_kept || name == "a" || is_extra_title;
    }
    node = leave_svg(*node, root, enters, open);
  }
  touch();
  if (has_words || title != nullptr) last_named_ = out_.size();
  has_body_text_ = true;
}

// The node to write after `node`; what ends on the way is closed.
const Node* ContentWriter::leave_svg(const Node& node,
                                     const Node& root,
                                     bool enters,
                                     std::vector<const Node*>& open) {
  if (enters && node.first_child != nullptr) return node.first_child;
  for (const Node* at = &node;; at = at->parent) {
    if (!open.empty() && open.back() == at) {
      out_ += "</";
      out_ += element_name(*at);
      out_ += '>';
      open.pop_back();
    }
    if (at == &root) return nullptr;
    if (at->next_sibling != nullptr) return at->next_sibling;
  }
}

void ContentWriter::write_svg_sheet(const Node& node, std::string_view prefix) {
  const std::string rules = filter_svg_sheet(dom::text_content(node));
  if (rules.empty()) return;
  out_ += "<style>";
  append_text(out_, with_prefixed_urls(rules, prefix));
  out_ += "</style>";
}

// Of what SVG does not draw (HTML in it, elements of nobody's) the words stay; what runs goes.
void ContentWriter::write_svg_description(const Node& node) {
  const std::string_view name = element_name(node);
  const bool runs = name == "script" || name == "style" || name == "set" || name == "metadata" ||
                    name.starts_with("animate") || name == "image" || name == "font" ||
                    name == "discard";
  if (runs || !has_text(node)) return;
  out_ += "<desc>";
  append_text(out_, dom::text_content(node));
  out_ += "</desc>";
}

void ContentWriter::write_svg_tag(
    const Node& node, std::string_view prefix, bool is_root, const Node* title, bool has_words) {
  out_ += '<';
  out_ += element_name(node);
  if (is_root) {
    out_ += " xmlns=\"http://www.w3.org/2000/svg\"";
    if (title != nullptr) {
      out_ += " role=\"img\"";
      append_attribute(out_, "aria-label", book::collapse_blanks(dom::text_content(*title)));
    } else if (!has_words) {
      out_ += " aria-hidden=\"true\"";
    }
  }
  for (const dom::Attribute& attribute : node.attributes()) {
    const std::string_view name = document_->atoms().name(attribute.name);
    if (attribute.name_space == dom::AttributeNamespace::XLink || name == "href" ||
        name == "xlink:href") {
      // Only what lies in this picture.
      if (name.ends_with("href") && attribute.value.starts_with("#") &&
          is_xml_name(attribute.value.substr(1))) {
        append_attribute(out_, "href",
                         "#" + std::string(prefix) + std::string(attribute.value.substr(1)));
      }
      continue;
    }
    if (attribute.name_space != dom::AttributeNamespace::None || !is_xml_name(name)) continue;
    if (name == "style") {
      const std::string style = filter_svg_style(attribute.value);
      if (!style.empty()) append_attribute(out_, name, with_prefixed_urls(style, prefix));
      continue;
    }
    if (name.starts_with("on") || name.starts_with("aria-") || name == "role" || name == "xmlns" ||
        name == "tabindex" || reaches_out(attribute.value)) {
      continue;
    }
    if (name == "id") {
      if (is_xml_name(attribute.value))
        append_attribute(out_, "id", std::string(prefix) + std::string(attribute.value));
      continue;
    }
    append_attribute(out_, name, with_prefixed_urls(attribute.value, prefix));
  }
  out_ += '>';
}

// url(#name) → url(#prefix-name)
std::string ContentWriter::with_prefixed_urls(std::string_view value, std::string_view prefix) {
  std::string out(value);
  for (std::size_t at = out.find("url("); at != std::string::npos; at = out.find("url(", at + 4)) {
    const std::size_t hash = out.find('#', at);
    if (hash == std::string::npos) break;
    out.insert(hash + 1, prefix);
  }
  return out;
}

}  // namespace banxin::epub
