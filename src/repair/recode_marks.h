#pragma once
// Latin text whose typographic marks and accented letters, of GBK, Big5 or windows-1252, were read
// in another of these: It¡¯s, caf¨¦, It抯, f黵. Each must stand where such a mark stands.
#include <optional>
#include <string>
#include <string_view>

#include "language/han_model.h"
#include "repair/double_byte.h"

namespace banxin::repair {

// What a mark costs between two characters; beyond kOutOfPlace, it does not stand there.
inline constexpr int kOutOfPlace = 150;
struct MarkPlace {
  char32_t before = 0;
  char32_t after = U'\n';
  bool quoted = false;
};
int place_cost(char32_t mark, const MarkPlace& place);

// The line with its marks; nothing where it is what it should be.
std::optional<std::u32string> recode_marks(std::u32string_view line,
                                           CodePages& pages,
                                           const language::HanModel& model);

}  // namespace banxin::repair
