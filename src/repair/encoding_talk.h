#pragma once
// Text that talks about encodings quotes damage on purpose, and stays as it is.
#include <string_view>
#include <vector>

#include "repair/paragraph.h"

namespace banxin::repair {

// Whether the line names an encoding, or mojibake.
bool talks_about_encodings(std::u32string_view line);

// Takes back what was healed of single lines beside such a line: «下面是一段乱码：» and what
// follows; anywhere, in a text that calls damage by its name. Where much of the text was healed, it
// is damaged whatever it talks about.
void leave_quotations(std::vector<Paragraph>& lines);

}  // namespace banxin::repair
