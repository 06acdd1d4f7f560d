#pragma once
// The article twice on one page (for the desk and for the phone, text and print version): the later
// copy goes.
#include "article/marks.h"

namespace banxin::article {

void mark_doubles(const PageMap& map, Marks& marks);

}  // namespace banxin::article
