#pragma once
// Structure: which tag of the TagTree each box's content belongs to, by HTML's meaning (HTML-AAM,
// PDF Association's "Tagged PDF Best Practice Guide"). One a document; elements that a page break
// divides keep their tag.
#include <unordered_map>

#include "layout/box.h"
#include "paint/tag_tree.h"

namespace banxin::paint {

class Structure {
 public:
  explicit Structure(TagTree& tags) : tags_(tags) {}

  // The boxes that come next are those of another tree; what is known of elements stays.
  void begin_chapter() { paragraphs_.clear(); }
  // The tag of what stands directly in `box`.
  TagId tag_of(const layout::Box& box);
  // The nearest `a` with a reference around `box`, null when there is none.
  static const dom::Node* link_of(const layout::Box& box);

 private:
  TagId tag_of_node(const dom::Node* node);
  TagId add_for(const dom::Node& element, TagId parent);
  TagId document();

  TagTree& tags_;
  TagId document_ = kArtifact;
  std::unordered_map<const dom::Node*, TagId> nodes_;
  std::unordered_map<const layout::Box*, TagId> paragraphs_;  // blocks of text without an element
                                                              // of their own meaning
  std::unordered_map<const dom::Node*, TagId> labels_;        // of list items
};

}  // namespace banxin::paint
