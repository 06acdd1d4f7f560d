#pragma once
// SharedFaces: chapters set side by side have a FontSet each. In the file that they become, the
// faces of one font are one face: that which the first page showed.
#include <unordered_map>
#include <vector>

#include "font/face.h"
#include "paint/display_list.h"

namespace banxin::publish {

class SharedFaces {
 public:
  // Faces outlive it.
  void unify(paint::DisplayList& page);

 private:
  const font::Face* find(const font::Face& face);

  std::vector<const font::Face*> faces_;
  std::unordered_map<const font::Face*, const font::Face*> known_;
};

}  // namespace banxin::publish
