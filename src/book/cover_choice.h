#pragma once
// The cover: a file, a picture of the pages, or one to be drawn.
#include "book/build_publication.h"

namespace banxin::book {

// Auto: the page's og:image, else the first picture large enough by its attributes, else drawn.
// Whether the picture can be loaded and is large enough shows later: who writes the book falls back
// to drawing.
Cover choose_cover(const Publication& publication, const BookOptions& options);

}  // namespace banxin::book
