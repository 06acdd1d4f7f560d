#include "pdf/tag_writer.h"

#include <algorithm>
#include <utility>

namespace banxin::pdf {
namespace {

using paint::Role;

// The nearest type that Cairo 1.16 knows (its cairo-tag-stack.c); any other makes show_page fail.
const char* cairo_name(Role role) {
  switch (role) {
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

// Cairo leaves out a tag's beginning or end, without a word, where the clip lets nothing through (a
// box of no height, a transform without inverse); its counterpart outside then has no partner, and
// fails for good. So each is written without clip.
void tag_begin(cairo_t* cairo, const char* name, const char* attributes) {
  cairo_save(cairo);
  cairo_reset_clip(cairo);
  cairo_tag_begin(cairo, name, attributes);
  cairo_restore(cairo);
}

void tag_end(cairo_t* cairo, const char* name) {
  cairo_save(cairo);
  cairo_reset_clip(cairo);
  cairo_tag_end(cairo, name);
  cairo_restore(cairo);
}

}  // namespace

// Phrases are not written: each would cut its paragraph into pieces and say nothing that Cairo lets
// through. The second renderer has them from the tree.
paint::TagId TagWriter::written_ancestor(paint::TagId tag) const {
  while (paint::is_phrase(tags_[tag].role))
    tag = tags_[tag].parent;
  return tag;
}

void TagWriter::begin_batch(std::vector<bool> spanning) {
  spanning_ = std::move(spanning);
  has_children_.assign(tags_.size(), false);
  for (paint::TagId tag = 1; tag < tags_.size(); ++tag) {
    if (paint::is_phrase(tags_[tag].role)) continue;
    has_children_[written_ancestor(tags_[tag].parent)] = true;
  }
}

bool TagWriter::needs_wrapper(paint::TagId tag) const {
  return has_children_[tag] || (tag < spanning_.size() && spanning_[tag]);
}

void TagWriter::begin_page(std::map<paint::TagId, std::string> links) {
  links_ = std::move(links);
  // A link's area is written when it is opened: one that goes on here is opened anew.
  for (std::size_t i = 0; i < open_.size(); ++i) {
    if (links_.count(open_[i].tag) != 0) {
      close_to(i);
      break;
    }
  }
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
  tag_begin(cairo_, name, attributes.c_str());
  open_.push_back({tag, name, !needs_wrapper(tag), false});
}

void TagWriter::close_to(std::size_t depth) {
  while (open_.size() > depth) {
    tag_end(cairo_, open_.back().name);
    open_.pop_back();
  }
}

// What is drawn in an element with children belongs to none: that is how an artifact is written.
void TagWriter::close_leaves() {
  while (!open_.empty() && open_.back().is_leaf)
    close_to(open_.size() - 1);
}

void TagWriter::enter(paint::TagId tag) {
  tag = written_ancestor(tag);
  if (tag == paint::kArtifact) {
    close_leaves();
    return;
  }
  if (!open_.empty() && open_.back().tag == tag && open_.back().is_leaf) return;
  path_.clear();
  for (paint::TagId at = tag; at != paint::kArtifact; at = written_ancestor(tags_[at].parent))
    path_.push_back(at);
  std::reverse(path_.begin(), path_.end());
  std::size_t common = 0;
  while (common < open_.size() && common < path_.size() && !open_[common].is_wrapper &&
         open_[common].tag == path_[common]) {
    ++common;
  }
  close_to(common);
  for (std::size_t i = common; i < path_.size(); ++i)
    open(path_[i]);
  if (needs_wrapper(tag)) {
    tag_begin(cairo_, "Span", "");
    open_.push_back({tag, "Span", true, true});
  }
}

void TagWriter::end_page() {
  close_leaves();
  if (links_.empty()) return;
  close_to(0);
  for (const auto& [tag, attributes] : links_) {
    tag_begin(cairo_, CAIRO_TAG_LINK, attributes.c_str());
    tag_end(cairo_, CAIRO_TAG_LINK);
  }
  links_.clear();
}

}  // namespace banxin::pdf
