#pragma once
// Lines read in the wrong charset by any decoder: read anew from their bytes (byte_slots) as UTF-8
// or as pairs of another page. What kind of decoder it was shows by which reading holds.
#include <optional>
#include <string_view>

#include "repair/byte_slots.h"
#include "repair/recode_pairs.h"

namespace banxin::repair {

// Whether the bytes of a line that was read in `page` are UTF-8; losses only damage it.
enum class Utf8Likeness : std::uint8_t { None, Some, Proof };
Utf8Likeness likeness_to_utf8(std::u32string_view line, const DoubleByte& page);

// Whether the bytes that are there are UTF-8 but for what the lost ones broke.
bool fits_utf8(const Utf8Fit& fit, const Slots& bytes);
// A text of another script than Chinese: what was lost of it, no model can tell.
bool is_foreign(const Utf8Fit& fit);

// As UTF-8; `line` was read in `page`. Nothing where its bytes are no UTF-8.
std::optional<PairsReading> recode_bytes_as_utf8(std::u32string_view line,
                                                 DoubleByte::Page page,
                                                 const PairsContext& context);

// As Big5 (read as GBK), as GBK (read as Big5).
std::optional<PairsReading> recode_bytes_as_big5(std::u32string_view line,
                                                 const PairsContext& context);
std::optional<PairsReading> recode_bytes_as_gbk(std::u32string_view line,
                                                const PairsContext& context);

}  // namespace banxin::repair
