#pragma once
// style_document: DOM + sheets → the computed style of every element, its pseudo-elements, and of
// pages. The StyledDocument owns the styles; it refers to the document and to the sheets, which
// must live as long.
#include <array>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostics.h"
#include "base/limits.h"
#include "css/sheet.h"
#include "dom/document.h"
#include "style/computed_style.h"
#include "style/font_metrics.h"
#include "style/sheet_set.h"

namespace banxin::style {

using css::MarginBox;
using css::PseudoElement;

// Content boxes of query containers, px, as an earlier layout had them.
struct ContainerSize {
  double width = 0, height = 0;
  bool operator==(const ContainerSize&) const = default;
};
using ContainerSizes = std::unordered_map<const dom::Node*, ContainerSize>;

struct StyleOptions {
  // Viewport of media queries and of vw, vh: in print the page area of the first page.
  css::MediaEnvironment media;
  // The page box when no @page rule says a size; px.
  double page_width = 793.7;
  double page_height = 1122.5;
  std::string_view lang;                     // of the document, when it says none
  const FontMetricsSource* fonts = nullptr;  // null: average figures
  std::string_view document_url;             // base of url() in style attributes
  // Outlives the styling. Without it no @container rule holds (CSS Containment 3 §5).
  const ContainerSizes* containers = nullptr;
  Limits limits;
};

// Which page is asked for.
struct PageQuery {
  std::string_view name;  // of the `page` property, "" for auto
  bool first = false;
  bool left = false;  // else right
  bool blank = false;
  std::uint32_t number = 1;        // for :nth()
  std::uint32_t group_number = 1;  // within the pages of that name in a row, for :nth(… of name)
};

struct PageStyle {
  const ComputedStyle* page = nullptr;  // never null; margins, borders, background of the page box
  // Null where the box has no content. Index with MarginBox.
  std::array<const ComputedStyle*, css::kMarginBoxes> boxes{};
  const ComputedStyle* box(MarginBox which) const { return boxes[static_cast<std::size_t>(which)]; }
};

class StyleEngine;

class StyledDocument {
 public:
  StyledDocument(StyledDocument&&) noexcept;
  StyledDocument& operator=(StyledDocument&&) noexcept;
  ~StyledDocument();

  // Of an element; of a text node its parent's; of the document the initial style.
  const ComputedStyle& style(const dom::Node& node) const;
  // Null where there is no box: no rule, `content` none or normal of ::before and ::after,
  // `display: none`; ::marker only of list items.
  const ComputedStyle* find_pseudo(const dom::Node& node, PseudoElement pseudo_element) const;
  // The style that an element (None) or its pseudo-element would have below `parent`: on a first
  // line, boxes inherit from ::first-line (CSS Pseudo 4 §2.1.3).
  const ComputedStyle& restyle(const dom::Node& node,
                               PseudoElement pseudo_element,
                               const ComputedStyle& parent) const;
  bool has_rules_for(PseudoElement pseudo_element) const;
  // There are containers, and rules or lengths that ask for their sizes.
  bool depends_on_containers() const;
  const ComputedStyle& root_style() const;
  const ComputedStyle& initial_style() const;
  // A style for an anonymous box: inherits from `parent`, all else initial but `display`. Shared.
  const ComputedStyle& anonymous_style(const ComputedStyle& parent, css::Display display) const;

  PageStyle resolve_page(const PageQuery& query) const;
  // In the order of the cascade, conditions that do not hold left out.
  const std::vector<const css::FontFaceRule*>& font_faces() const;
  // Null when there is none of that name. See counter_style.h.
  const css::CounterStyleRule* find_counter_style(std::string_view name) const;

  // What media queries see.
  const css::MediaEnvironment& media() const;
  // Element styles, shared ones counted once.
  std::size_t distinct_styles() const;

 private:
  friend StyledDocument style_document(const dom::Document&,
                                       const SheetSet&,
                                       const StyleOptions&,
                                       Diagnostics&);
  explicit StyledDocument(std::unique_ptr<StyleEngine> engine);
  std::unique_ptr<StyleEngine> engine_;
};

StyledDocument style_document(const dom::Document& document,
                              const SheetSet& sheets,
                              const StyleOptions& options,
                              Diagnostics& diagnostics);

}  // namespace banxin::style
