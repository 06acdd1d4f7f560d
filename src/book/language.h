#pragma once
// Language: tags as pages write them → BCP 47, and a tag for text that has none.
#include <string>
#include <string_view>

#include "dom/node.h"

namespace banxin::book {

// A well-formed BCP 47 tag in its usual case (zh-Hans-CN), "" when `tag` is none: "chinese", "cn".
std::string normalise_language(std::string_view tag);

// What a page says of its language, unless its text is clearly in the other script of Chinese;
// "zh" alone gets the script of the text.
std::string checked_language(std::string language, const dom::Node& root);

// By script: ja where there is kana, ko, zh-Hans or zh-Hant by characters that only one of them
// has, en for Latin letters; "und" for text without letters.
std::string detect_language(const dom::Node& root);

// Arabic, Hebrew, Persian, Urdu…
bool is_right_to_left(std::string_view language);

}  // namespace banxin::book
