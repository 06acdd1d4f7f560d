#pragma once
// BoxBuilder: one walk over the document. Internal to build_boxes*.cpp.
#include <optional>

#include "layout/anonymous_boxes.h"
#include "layout/build_boxes.h"

namespace banxin::layout {

class BoxBuilder {
 public:
  BoxBuilder(const dom::Document& document, LayoutContext& context, const BuildOptions& options);
  BoxTree build();

 private:
  void build_node(const dom::Node& node, Box& parent);
  void build_element(const dom::Node& node, Box& parent);
  void build_children(const dom::Node& node, Box& parent);
  void build_summary(const dom::Node& node, Box& parent);
  void build_text(const dom::Node& node, Box& parent);
  const style::ComputedStyle& principal_style(const dom::Node& root);
  void build_pseudo(const dom::Node& node, style::PseudoElement which, Box& parent);
  void build_marker(const dom::Node& node, Box& item);
  Box& symbol_place(Box& marker);
  void build_footnote_call(const dom::Node& node, Box& parent);
  void build_footnote_marker(const dom::Node& node, Box& note);
  bool build_content_picture(const dom::Node& node, const style::ComputedStyle& style, Box& parent);
  void build_first_letter(const dom::Node& node, Box& container);
  bool build_replaced(const dom::Node& node, const style::ComputedStyle& style, Box& parent);
  void build_control(const dom::Node& node, Box& box);
  void add_content(const dom::Node& node,
                   const style::ComputedStyle& style,
                   BoxOrigin origin,
                   Box& box);
  void add_text(Box& parent, std::string_view text, BoxOrigin origin);
  void note_counters(const Box& box);
  void set_strings(const dom::Node& node, const Box& box);
  void note_target(const dom::Node& node);
  Box* create_box(const dom::Node* node, const style::ComputedStyle& style, const Box& parent);
  ContentSurroundings surroundings(const dom::Node* element);
  bool is_skipped_child(const dom::Node& parent, const dom::Node& child) const;

  const dom::Document& document_;
  LayoutContext& context_;
  const BuildOptions& options_;
  BoxFactory factory_;
  CounterScopes counters_;
  QuoteState quotes_;
  BoxTree tree_;
  bool at_word_start_ = true;
  std::size_t depth_ = 0;
  std::size_t generated_bytes_ = 0;  // of all content: so far
};

}  // namespace banxin::layout
