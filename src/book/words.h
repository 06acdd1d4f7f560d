#pragma once
// The few words that a book says of itself, in its language.
#include <string_view>

namespace banxin::book {

struct Words {
  std::string_view contents, landmarks, pages, cover, untitled;
};

// `language`: BCP 47. English for a language that is not known.
Words words_in(std::string_view language);

}  // namespace banxin::book
