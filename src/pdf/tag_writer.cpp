#include "pdf/tag_writer.h"

#include <algorithm>

namespace banxin::pdf {
namespace {

using paint::Role;

// The nearest type that Cairo 1.16 knows (its cairo-tag-stack.c); any other makes show_page fail.
const char* cairo_name(Role role) {
  switch (role) {
    case Role::Emphasis:
    case Role::Strong:
      return "Span";
    case Role::Title:
      return "P";
    case Role::Aside:
      return "Sect";
    case Role::Artifact:
      return "NonStruct";
    default:
      return paint::role_name(role);
  }
}

}  // namespace

void TagWriter::begin_page(std::map<paint::TagId, std::string> links) {
  links_ = std::move(links);
}

void TagWriter::open(paint::TagId tag) {
  const Role role = tags_[tag].role;
  const char* name = cairo_name(role);
  std::string attributes;
  if (role == Role::Link) {
    const auto link = links_.find(tag);
    if (link == links_.end()) {
      name = "Span";  // its area is on another page, or it leads nowhere
    } else {
      attributes = std::move(link->second);
      links_.erase(link);
    }
  }
  cairo_tag_begin(cairo_, name, attributes.c_str());
  open_.push_back({tag, name, false});
}

void TagWriter::close_to(std::size_t depth) {
  while (open_.size() > depth) {
    cairo_tag_end(cairo_, open_.back().name);
    open_.pop_back();
  }
}

void TagWriter::enter(paint::TagId tag) {
  if (!open_.empty() && open_.back().tag == tag) return;
  if (tag == paint::kArtifact) {
    close_to(0);
    return;
  }
  path_.clear();
  for (paint::TagId at = tag; at != paint::kArtifact; at = tags_[at].parent)
    path_.push_back(at);
  std::reverse(path_.begin(), path_.end());
  std::size_t common = 0;
  while (common < open_.size() && common < path_.size() && !open_[common].is_leaf_wrapper &&
         open_[common].tag == path_[common]) {
    ++common;
  }
  close_to(common);
  for (std::size_t i = common; i < path_.size(); ++i)
    open(path_[i]);
  if (tags_[tag].has_children) {
    cairo_tag_begin(cairo_, "Span", "");
    open_.push_back({tag, "Span", true});
  }
}

void TagWriter::end_page() {
  close_to(0);
  for (const auto& [tag, attributes] : links_) {
    cairo_tag_begin(cairo_, CAIRO_TAG_LINK, attributes.c_str());
    cairo_tag_end(cairo_, CAIRO_TAG_LINK);
  }
  links_.clear();
}

}  // namespace banxin::pdf
