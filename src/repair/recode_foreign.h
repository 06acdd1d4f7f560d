#pragma once
// Lines of any language whose UTF-8 was read as GBK, Big5, Shift_JIS, Korean, windows-1250, -1251,
// Mac Roman or code page 437. That
// bytes are UTF-8 throughout tells nearly all; what the decoder lost stays lost (U+FFFD), but for
// marks, which their place tells.
#include <optional>
#include <string_view>

#include "repair/recode_pairs.h"

namespace banxin::repair {

// Whether a line that reads well enough may be UTF-8 in windows-1250, Mac Roman or code page 437;
// each such has one of the characters that tell.
bool shows_code_page(std::u32string_view line);
bool is_telling_of_pages(char32_t c);

std::optional<PairsReading> recode_foreign(std::u32string_view line, const PairsContext& context);

}  // namespace banxin::repair
