#pragma once
// Lines whose bytes were read one by one as Latin-1, windows-1252 or -1254: UTF-8
// (once or twice), GBK, Big5.
#include <optional>
#include <string>
#include <string_view>

#include "language/han_model.h"
#include "repair/damage.h"
#include "repair/double_byte.h"

namespace banxin::repair {

struct Recoded {
  std::u32string text;
  DamageKind kind = DamageKind::Utf8AsSingleByte;
  int certainty = 100;
};

// Whether Latin-1 or windows-1252 shows some byte as this character.
bool is_single_byte_character(char32_t character);

// What windows-1252 shows a byte as.
char32_t windows_1252(unsigned char byte);
// The byte; -1 when none is shown so.
int single_byte_of(char32_t character);
// Whether the bytes of a single-byte line are UTF-8.
bool is_utf8_line(std::u32string_view line);

// Whether the line holds nothing but ASCII and what a single-byte reading of
// bytes can give, and more than ASCII.
bool is_single_byte_line(std::u32string_view line);

// Whether such a line may show bytes: characters beyond ASCII side by side, as
// text hardly has them.
bool shows_bytes(std::u32string_view line);

// Nothing when the line is what it should be.
std::optional<Recoded> recode_utf8(std::u32string_view line, const language::HanModel& model);
std::optional<Recoded> recode_double_byte(std::u32string_view line,
                                          const language::HanModel& model,
                                          const DoubleByte& gbk,
                                          const DoubleByte& big5);

bool may_be_code_page(std::u32string_view line);

// A line of GBK or Big5 that was read as windows-1250 or -1251: of words that are accented
// throughout, or have capitals anywhere.
std::optional<Recoded> recode_code_page(std::u32string_view line,
                                        const language::HanModel& model,
                                        CodePages& pages);

}  // namespace banxin::repair
