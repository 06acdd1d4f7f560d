#pragma once
// Which file an <img> shows: its own, or one that srcset or the <source>s of its <picture> offer
// (HTML §4.8.4.3).
#include <string_view>

#include "css/media_query.h"
#include "dom/document.h"

namespace banxin::layout {

struct PictureSource {
  std::string_view address;  // empty when there is none
  double density = 1;        // the picture's natural size is divided by it
};

// At one device pixel a px: the least dense candidate that is dense enough, else the densest.
PictureSource find_picture_source(const dom::Document& document,
                                  const dom::Node& image,
                                  const css::MediaEnvironment& media);

}  // namespace banxin::layout
