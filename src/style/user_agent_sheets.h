#pragma once
// The texts of styles/base.css, print.css and quirks.css, compiled in: a page means the same
// wherever the program stands.
#include <cstdint>
#include <string_view>

namespace banxin::style {

enum class UserAgentSheet : std::uint8_t { Base, Print, Quirks };
std::string_view user_agent_text(UserAgentSheet sheet);

}  // namespace banxin::style
