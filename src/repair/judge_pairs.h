#pragma once
// Whether a line may be double-byte text that was read wrongly at all, and whether what it was read
// as now is language.
#include <string_view>

#include "repair/byte_slots.h"
#include "repair/recode_pairs.h"

namespace banxin::repair {

bool is_mostly_lost(std::u32string_view line);
bool is_mostly_han(std::u32string_view line);
bool is_private_text(std::u32string_view line);

// Whether its bytes show that it was UTF-8: `fewest` characters whole at least.
bool is_proven_utf8(const PairsReading& reading, const Utf8Fit& fit, std::size_t fewest);
bool is_sound(const PairsReading& reading);
// Chinese at all; Chinese of every day; as good as text that nothing is wrong with.
bool is_language(std::u32string_view text, const language::HanModel& model);
bool is_plain_language(std::u32string_view text, const language::HanModel& model);
bool is_chinese(std::u32string_view text, const language::HanModel& model);
bool coheres(const PairsReading& reading, const language::HanModel& model);

}  // namespace banxin::repair
