#pragma once
// What a name or a title sorts under (file-as): pinyin for Chinese, "Family, Given" for names in
// Latin letters.
#include <string>
#include <string_view>

namespace banxin::book {

// `language` is the book's (BCP 47). Empty where nothing better than the name itself is known:
// Japanese readings cannot be told from the characters.
std::string sort_name_of_person(std::string_view name, std::string_view language);
std::string sort_name_of_title(std::string_view title, std::string_view language);

}  // namespace banxin::book
