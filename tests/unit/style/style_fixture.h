#pragma once
// A page styled from its CSS and its body, for tests.
#include <memory>
#include <string>
#include <string_view>

#include "css/property.h"
#include "html/parse.h"
#include "style/field_operations.h"
#include "style/style_tree.h"

namespace banxin::style {

class Styled {
 public:
  Styled(std::string_view css,
         std::string_view body,
         std::string_view doctype = "<!DOCTYPE html>") {
    std::string html(doctype);
    html += "<html><head><style>";
    html += css;
    html += "</style></head><body>";
    html += body;
    document_ = html::parse_document("test.html", html, html::ParseOptions{}, diagnostics_);
    base_ = base_sheet();
    sheets_.add(*base_, Origin::UserAgent);
    collect_sheets(*document_, {}, "", Limits{}, sheets_, diagnostics_);
    StyleOptions options;
    options.media.width = 800;
    options.media.height = 600;
    styles_ = std::make_unique<StyledDocument>(
        style_document(*document_, sheets_, options, diagnostics_));
  }

  const dom::Node* node(std::string_view id) const {
    const dom::Node& root = document_->root();
    for (const dom::Node* at = root.first_child; at != nullptr; at = dom::next_in_tree(*at, root)) {
      if (at->is_element() && at->attribute(dom::names::id) == id) return at;
    }
    return nullptr;
  }
  const ComputedStyle& style(std::string_view id) const { return styles_->style(*node(id)); }
  const ComputedStyle* pseudo(std::string_view id, PseudoElement which) const {
    return styles_->find_pseudo(*node(id), which);
  }
  std::string value(std::string_view id, std::string_view property) const {
    return write_field(style(id), *css::find_longhand(property));
  }
  const StyledDocument& styles() const { return *styles_; }
  const dom::Document& document() const { return *document_; }
  const Diagnostics& diagnostics() const { return diagnostics_; }
  bool reported(DiagnosticId id) const {
    for (const Diagnostic& found : diagnostics_.found()) {
      if (found.id == id) return true;
    }
    return false;
  }

 private:
  Diagnostics diagnostics_{1000};
  std::unique_ptr<dom::Document> document_;
  std::unique_ptr<css::Sheet> base_;
  SheetSet sheets_;
  std::unique_ptr<StyledDocument> styles_;
};

}  // namespace banxin::style
