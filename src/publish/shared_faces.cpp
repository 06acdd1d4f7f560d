#include "publish/shared_faces.h"

#include <algorithm>
#include <variant>

namespace banxin::publish {
namespace {

bool is_same(const font::Face& a, const font::Face& b) {
  if (a.index() != b.index() || a.path() != b.path() || a.bytes().size() != b.bytes().size())
    return false;
  // An installed font is its file; an @font-face has no more than its family's name.
  return a.path().starts_with('/') ||
         std::equal(a.bytes().begin(), a.bytes().end(), b.bytes().begin());
}

}  // namespace

const font::Face* SharedFaces::find(const font::Face& face) {
  const auto [known, added] = known_.try_emplace(&face, &face);
  if (!added) return known->second;
  const auto same = std::find_if(faces_.begin(), faces_.end(),
                                 [&face](const font::Face* one) { return is_same(*one, face); });
  if (same == faces_.end()) {
    faces_.push_back(&face);
  } else {
    known->second = *same;
  }
  return known->second;
}

void SharedFaces::unify(paint::DisplayList& page) {
  for (paint::Item& item : page.items) {
    auto* run = std::get_if<paint::GlyphRun>(&item);
    if (run != nullptr && run->face != nullptr) run->face = find(*run->face);
  }
}

}  // namespace banxin::publish
