#pragma once
// TagWriter: the structure of the drawn items as Cairo's tags. Cairo 1.16 marks only what stands in
// a leaf element, and fails for good at a type it does not know; both are dealt with here.
#include <map>
#include <string>
#include <vector>

#include "paint/tag_tree.h"
#include "pdf/canvas.h"

namespace banxin::pdf {

class TagWriter final : public PageListener {
 public:
  TagWriter(cairo_t* cairo, const paint::TagTree& tags) : cairo_(cairo), tags_(tags) {}

  // `links` holds, by tag, the attributes of this page's links as Cairo wants them.
  void begin_page(std::map<paint::TagId, std::string> links);
  void enter(paint::TagId tag) override;
  // Writes the links whose content was not drawn, and closes all tags.
  void end_page();

 private:
  void open(paint::TagId tag);
  void close_to(std::size_t depth);

  struct Open {
    paint::TagId tag = paint::kArtifact;
    const char* name = "";
    bool is_leaf_wrapper = false;  // a Span around text that stands beside child elements
  };
  cairo_t* cairo_;
  const paint::TagTree& tags_;
  std::vector<Open> open_;
  std::vector<paint::TagId> path_;
  std::map<paint::TagId, std::string> links_;
};

}  // namespace banxin::pdf
