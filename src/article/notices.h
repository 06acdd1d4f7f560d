#pragma once
// What sites print below their texts about the rights to them and whose opinion they are.
#include <string_view>

namespace banxin::article {

// Notices that sites put below every article, longer than other lines of chrome. `weight` as of
// TextMeasure.
bool is_long_notice(std::string_view line, float weight);

// What is said of the rights to a text, in three or more ways a notice, in two when it is short:
// whose it is, that it may not be taken, what follows, whose opinion it is.
bool is_rights_notice(std::string_view line, float weight);

// "※ 某某新聞提醒您：…", "★圖片由書店授權提供，請勿…"
bool is_starred_notice(std::string_view line);

// "The post … appeared first on …": what a feed puts below a text; by its comparison_key().
bool is_feed_tail(std::string_view key);

}  // namespace banxin::article
