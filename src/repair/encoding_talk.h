#pragma once
// Text that talks about encodings quotes damage on purpose, and stays as it is.
#include <string_view>

namespace banxin::repair {

// Whether the line names an encoding, or mojibake.
bool talks_about_encodings(std::u32string_view line);

}  // namespace banxin::repair
