#pragma once
// Captions without a <figcaption>: credits by their words, a short line that shares a small block
// with a picture. Their lines become LineKind::Caption.
#include <vector>

#include "article/line_facts.h"

namespace banxin::article {

void find_captions(PageMap& map, const std::vector<LineFacts>& facts);

}  // namespace banxin::article
