// SVG and MathML inside a page. SVG keeps the elements and attributes that draw, MathML those of
// its presentation schema (MathML 3 §3); whatever runs or reaches out goes.

#include "base/diagnostic_ids.h"
#include "book/heading.h"
#include "epub/content_writer.h"
#include "epub/mathml_schema.h"
#include "epub/text_facts.h"
#include "epub/url.h"
#include "epub/xml_text.h"

namespace banxin::epub {

namespace names = dom::names;
using dom::Node;

void ContentWriter::write_foreign(const Node& node) {
  if (context() == Content::Text) {
    write_string(shown_text(*document_, node));
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
    append_text(out_, shown_text(*document_, node));
    out_ += "</span>";
  }
  touch();
  last_named_ = out_.size();
  has_body_text_ = true;
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
  if (svg_ids_document_ != document_) {
    svg_ids_ = find_svg_ids(*document_);
    svg_ids_document_ = document_;
    svg_may_borrow_ = kSvgBorrowing;
  }
  SvgHelp help{*document_, svg_ids_, svg_may_borrow_, {}, {}};
  help.picture_name = [this](const Node& node, std::string_view reference) {
    const image::Reference where{document_->file(), document_->position(node)};
    const Picture* picture = pictures_.find(chapter_->source_path, reference, where, diagnostics_);
    const bool fits = picture != nullptr && picture->media_type != "image/svg+xml";
    return fits ? picture->name : std::string();
  };
  if (links_open_ == 0) {
    help.link_target = [this](std::string_view href) {
      return valid_link(href, chapter_->base_url);
    };
  }
  // Ids inside are of this picture: they get a number of their own, so that no two files of a
  // chapter, nor two pictures, share one.
  const bool has_name = write_svg_picture(out_, root, own_id("svg", ++svg_count_) + "-", help);
  if (!has_name) ++content_.facts.undescribed_images;
  touch();
  if (has_name) last_named_ = out_.size();
  has_body_text_ = true;
}

}  // namespace banxin::epub
