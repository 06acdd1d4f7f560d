#pragma once
// Captions without a <figcaption>: credits by their words, a short line that shares a small block
// with a picture. Their lines become LineKind::Caption.
#include <vector>

#include "article/line_facts.h"

namespace banxin::article {

void find_captions(PageMap& map, const std::vector<LineFacts>& facts);

// "▲ 老街全景", "图2：市场", "… 某某 摄": how lines below a picture begin or end.
bool reads_like_caption(std::string_view text);

}  // namespace banxin::article
