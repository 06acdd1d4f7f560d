#pragma once
// Painter: pages of fragments → display lists, one after another, with the structure of the whole
// document in one TagTree.
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "base/diagnostics.h"
#include "image/image_store.h"
#include "layout/fragment.h"
#include "paint/backgrounds.h"
#include "paint/display_list.h"
#include "paint/glyph_ink.h"
#include "paint/paint_order.h"
#include "paint/structure.h"
#include "paint/tag_tree.h"

namespace banxin::paint {

struct LinkTarget {
  std::string uri;          // leads out of the document, or
  std::string destination;  // …to a name that destination_of gives; both empty: no link
};

struct PainterOptions {
  PictureSource pictures;
  // Where an `a` with a reference leads. Without it: #fragments within the chapter, and http(s) and
  // mailto outside.
  std::function<LinkTarget(const dom::Node& anchor)> link_target;
  // The name under which an element can be led to, "" for none. Without it: its id.
  std::function<std::string(const dom::Node& element)> destination_of;
};

class Painter {
 public:
  Painter(TagTree& tags, PainterOptions options);

  // `page` is the page box, as large as the sheet, with the fragments of the page as its children.
  // `label` is the page's number as shown.
  DisplayList paint(const layout::Fragment& page, std::string label);

 private:
  void paint_canvas(const layout::Fragment& page, const layout::ChildFragment* root);
  void paint_step(const Step& step);
  void paint_box(const Step& step);
  void paint_content(const Step& step);
  void paint_rules(const Step& step);
  void add_anchors(const Step& step);
  void add_link(const Step& step);
  LinkTarget target_of(const dom::Node& anchor) const;
  std::string destination_name(const dom::Node& element) const;
  TagId tag_of(const Step& step);

  void run_groups(const PaintOrder& order);
  void set_clip(const PaintOrder& order, std::uint32_t clip);
  void open_effects(const Group& group);

  PainterOptions options_;
  TagTree& tags_;
  Structure structure_;
  GlyphInk ink_;
  std::unordered_set<const dom::Node*> anchored_;  // whose destination is set
  const layout::Box* canvas_source_ = nullptr;     // whose background is the canvas's
  const dom::Node* chapter_root_ = nullptr;
  DisplayList list_;
  std::vector<std::uint32_t> clips_;  // pushed, from the base of the innermost effects
  std::size_t clip_base_ = 0;
};

}  // namespace banxin::paint
