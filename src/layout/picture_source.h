#pragma once
// Which file an <img> shows: its own, or one that srcset or the <source>s of its <picture> offer
// (HTML §4.8.4.3).
#include <string_view>

#include "css/media_query.h"
#include "dom/document.h"

namespace banxin::layout {

// Empty when there is none. At one device pixel a px; a candidate of another density is taken only
// where nothing else is offered, for its size is not corrected.
std::string_view find_picture_source(const dom::Document& document,
                                     const dom::Node& image,
                                     const css::MediaEnvironment& media);

}  // namespace banxin::layout
