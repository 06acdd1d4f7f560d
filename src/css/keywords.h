#pragma once
// The texts of the keyword types, in the order of their enumerators: keyword_names<TextAlign>().
#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "css/values.h"

namespace banxin::css {

template <class T>
struct KeywordNames;  // specialised for every keyword type

#define KEYWORD(enumerator, text) std::string_view{text},
#define KEYWORD_ENUM(type, ...)                     \
  template <>                                       \
  struct KeywordNames<type> {                       \
    static constexpr std::array names{__VA_ARGS__}; \
  };
#include "css/keywords.def"
KEYWORD_ENUM(WritingMode,
             KEYWORD(, "horizontal-tb") KEYWORD(, "vertical-rl") KEYWORD(, "vertical-lr")
                 KEYWORD(, "sideways-rl") KEYWORD(, "sideways-lr"))
KEYWORD_ENUM(Direction, KEYWORD(, "ltr") KEYWORD(, "rtl"))
#undef KEYWORD_ENUM
#undef KEYWORD

template <class T>
constexpr std::string_view keyword_name(T value) {
  return KeywordNames<T>::names[static_cast<std::size_t>(value)];
}

// `text` in lower case. An enumerator with the text "" is no keyword.
template <class T>
constexpr std::optional<T> find_keyword(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto& names = KeywordNames<T>::names;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == text) return static_cast<T>(i);
  }
  return std::nullopt;
}

}  // namespace banxin::css
