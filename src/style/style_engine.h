#pragma once
// StyleEngine: what a StyledDocument is made of, and how it is made. Private to style.
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/arena.h"
#include "css/value_context.h"
#include "style/cascade.h"
#include "style/element_table.h"
#include "style/rule_index.h"
#include "style/style_tree.h"
#include "style/substitution.h"

namespace banxin::style {

// What a style is computed from, beside its declarations.
struct StyleSource {
  const ComputedStyle* parent = nullptr;  // null: the root's parent, all initial
  const dom::Node* element = nullptr;     // for attr(); null in pages
  std::string_view lang;
  PseudoElement pseudo_element = PseudoElement::None;
  bool is_root = false;
  bool blockify = false;  // the root, flex and grid items
  bool is_page = false;
};

class StyleEngine {
 public:
  StyleEngine(const dom::Document& document,
              const SheetSet& sheets,
              const StyleOptions& options,
              Diagnostics& diagnostics);

  void style_all();
  const css::MediaEnvironment& media() const { return options_.media; }

  const ComputedStyle& style(const dom::Node& node) const;
  const ComputedStyle* find_pseudo(const dom::Node& node, PseudoElement pseudo_element) const;
  const ComputedStyle& restyle(const dom::Node& node,
                               PseudoElement pseudo_element,
                               const ComputedStyle& parent);
  bool has_rules_for(PseudoElement pseudo_element) const {
    return index_->has_rules_for(pseudo_element);
  }
  bool depends_on_containers() const {
    return has_containers_ && (index_->has_container_rules() || used_container_units_);
  }
  // The size along one axis of the nearest container of `node`; nothing when there is none.
  std::optional<double> container_extent(const dom::Node& node, bool horizontal);
  const ComputedStyle& root_style() const { return *root_style_; }
  const ComputedStyle& initial_style() const { return initial_; }
  const ComputedStyle& anonymous_style(const ComputedStyle& parent, css::Display display);
  PageStyle resolve_page(const PageQuery& query);
  const OtherRules& rules() const { return index_->others(); }
  std::size_t distinct_styles() const { return distinct_; }

 private:
  friend class StyleBuilder;

  void style_element(std::uint32_t element);
  void style_pseudos(std::uint32_t element);
  void style_pseudo(std::uint32_t element, PseudoElement pseudo_element);
  void collect(std::uint32_t element, PseudoElement pseudo_element, std::vector<MatchedBlock>& out);
  void collect_hints(std::uint32_t element, std::vector<MatchedBlock>& out);
  bool is_in_scope(const IndexedRule& rule, std::uint32_t element, std::uint32_t& scope);
  std::uint32_t generations(std::uint32_t ancestor, std::uint32_t element) const;
  void update_filter(std::uint32_t element);
  // containers.cpp
  bool container_rules_hold(const css::Condition* condition, std::uint32_t element) const;
  bool style_holds(const css::Condition& condition, std::uint32_t element) const;
  bool container_holds(const css::Condition& condition, std::uint32_t element) const;
  void change_filter(std::uint32_t element, bool add);
  // The shared style of these blocks and this source, computed at the first demand.
  const ComputedStyle& share(std::vector<MatchedBlock>& blocks, const StyleSource& source);
  const css::DeclarationBlock* attribute_block(std::string_view text, bool quirk_lengths);
  bool must_blockify(std::uint32_t element) const;
  const ComputedStyle* page_box(std::vector<MatchedBlock>& blocks,
                                const ComputedStyle& page,
                                bool always);

  const dom::Document& document_;
  StyleOptions options_;
  Diagnostics& diagnostics_;
  Arena memory_;
  NameTable names_;
  std::unique_ptr<RuleIndex> index_;
  std::unique_ptr<ElementTable> elements_;
  std::unique_ptr<Matcher> matcher_;
  AncestorFilter filter_;
  std::vector<std::uint32_t> open_;  // whose names are in the filter

  ComputedStyle initial_;
  const ComputedStyle* root_style_ = nullptr;
  std::vector<const ComputedStyle*> styles_;  // by element
  // (element << 4 | pseudo-element) → style
  std::unordered_map<std::uint64_t, const ComputedStyle*> pseudo_styles_;

  struct SharedStyle {
    std::vector<std::uintptr_t> key;  // addresses and numbers
    const ComputedStyle* style = nullptr;
  };
  std::unordered_multimap<std::uint64_t, SharedStyle> shared_;
  std::unordered_map<std::string_view, const css::DeclarationBlock*> attribute_blocks_;
  std::unordered_map<std::uint64_t, const ComputedStyle*> anonymous_;
  std::size_t distinct_ = 0;
  std::vector<const IndexedRule*> candidates_;
  std::vector<MatchedBlock> blocks_;
  std::size_t substitution_budget_ = 200U << 20U;
  bool reported_variables_ = false;
  bool has_containers_ = false;
  bool used_container_units_ = false;
};

// The declarations that HTML's presentational attributes stand for (HTML §15), as the text of a
// style attribute; "" for none. presentational_hints.cpp.
std::string presentational_hints(const ElementTable& elements, std::uint32_t element);

// Makes one ComputedStyle: compute.cpp.
class StyleBuilder {
 public:
  StyleBuilder(StyleEngine& engine, const StyleSource& source);
  const ComputedStyle& build(std::vector<MatchedBlock>& blocks);
  // The value came from an attribute of the element: no other element may share the style.
  bool is_own() const { return scope_.used_attribute; }

 private:
  class Lengths;

  void apply(css::Property property, const Winner& winner);
  void apply_wide(css::Property property, css::CssWide wide);
  void apply_text(css::Property property, std::string_view text, const Winner& winner);
  void apply_substitution(css::Property property, const Winner& winner);
  void apply_font_size(std::string_view text, const Winner& winner);
  void apply_fonts(const std::array<Winner, css::kPhysicalCount>& winners);
  void compute_registered();
  void set_font_size(double px);
  css::ValueContext context_for(css::Property property, const Winner& winner);

  void adjust();
  void adjust_display();
  void adjust_text();
  void adjust_boxes();
  void resolve_colors();

  StyleEngine& engine_;
  const StyleSource& source_;
  const ComputedStyle& parent_;
  ComputedStyle& style_;
  SubstitutionScope scope_;
  bool size_done_ = false;
  // The last shorthand with var(), taken apart.
  const css::DeclarationBlock* expanded_block_ = nullptr;
  std::string_view expanded_source_;
  std::vector<css::LonghandText> expanded_;
};

}  // namespace banxin::style
