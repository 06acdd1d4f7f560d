#pragma once
// An+B and unicode-range: the two little languages of CSS Syntax 3 §6 and §7.
#include <optional>

#include "css/cursor.h"

namespace banxin::css {

// step × n + offset, n = 0, 1, 2…
struct NthPattern {
  std::int32_t step = 0;
  std::int32_t offset = 0;
  bool matches(std::int32_t position) const;
  bool operator==(const NthPattern&) const = default;
};

// Takes as much as belongs to it.
std::optional<NthPattern> parse_nth(TokenCursor& cursor);

struct UnicodeRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  bool operator==(const UnicodeRange&) const = default;
};

// Of the text of a unicode-range token: "U+4E??".
UnicodeRange unicode_range_of(std::string_view token);

}  // namespace banxin::css
