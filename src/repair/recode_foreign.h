#pragma once
// Lines of any language whose UTF-8 was read as GBK, Big5, Shift_JIS, Korean or windows-1251. That
// bytes are UTF-8 throughout tells nearly all; what the decoder lost stays lost (U+FFFD), but for
// marks, which their place tells.
#include <optional>
#include <string_view>

#include "repair/recode_pairs.h"

namespace banxin::repair {

std::optional<PairsReading> recode_foreign(std::u32string_view line, const PairsContext& context);

}  // namespace banxin::repair
