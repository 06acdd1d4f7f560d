#pragma once
// TagWriter: the structure of the drawn items as Cairo's tags. Cairo 1.16 marks only what stands in
// a leaf element, and fails for good at a type it does not know; both are dealt with here. Elements
// stay open over page breaks, so that a paragraph on two pages is one.
#include <map>
#include <string>
#include <vector>

#include "paint/tag_tree.h"
#include "pdf/canvas.h"

namespace banxin::pdf {

class TagWriter final : public PageListener {
 public:
  TagWriter(cairo_t* cairo, const paint::TagTree& tags) : cairo_(cairo), tags_(tags) {}

  // Before the pages of a batch: the tree as it is known now. `spanning[tag]`: its own content is
  // on several pages.
  void begin_batch(std::vector<bool> spanning);
  // `links` holds, by tag, the attributes of this page's links as Cairo wants them.
  void begin_page(std::map<paint::TagId, std::string> links);
  void enter(paint::TagId tag) override;
  // Writes the links whose content was not drawn, and closes what ends here.
  void end_page();
  void finish() { close_to(0); }

 private:
  void open(paint::TagId tag);
  void close_to(std::size_t depth);
  void close_leaves();
  bool needs_wrapper(paint::TagId tag) const;
  paint::TagId written_ancestor(paint::TagId tag) const;

  struct Open {
    paint::TagId tag = paint::kArtifact;
    const char* name = "";
    bool is_leaf = false;
    bool is_wrapper = false;  // a Span around text that may not stand in its element directly
  };
  cairo_t* cairo_;
  const paint::TagTree& tags_;
  std::vector<Open> open_;
  std::vector<paint::TagId> path_;
  std::map<paint::TagId, std::string> links_;
  std::vector<bool> has_children_;  // that are written
  std::vector<bool> spanning_;
};

}  // namespace banxin::pdf
