#pragma once
// What a name of a person looks like in East Asia, and which words beside it are none.
#include <string_view>

namespace banxin::article {

// 2 to 4 Han characters that begin with a Chinese surname.
bool is_chinese_name(std::string_view text);

// A common Japanese surname and one to three characters after it, without a space.
bool is_japanese_name(std::string_view text);

// Three Hangul syllables that begin with a Korean surname.
bool is_korean_name(std::string_view text);

// Buttons, ranks, places and labels that stand where a name might: 楼主, 关注, [微博], 江苏.
bool is_no_name(std::string_view text);

// The word on the button beside an account's name: 关注, フォロー, Follow, 구독.
bool is_follow_word(std::string_view text);

}  // namespace banxin::article
