#pragma once
// Text that no reader reads: the numbers beside the lines of a program, an object of JSON that a
// script keeps in a hidden block.
#include "article/marks.h"

namespace banxin::article {

// "1 2 3 …", a column beside code.
void mark_line_numbers(const PageMap& map, Marks& marks);

// {"title":"…","source":"…"} as a line of text.
void mark_data_lines(const PageMap& map, Marks& marks);

}  // namespace banxin::article
