#pragma once
// What the writers of values are put together with; inside css only.
#include <initializer_list>
#include <string>
#include <string_view>

#include "css/tokenizer.h"
#include "css/values.h"

namespace banxin::css {

struct Flag {
  bool on;
  std::string_view name;
};
// Those that are on, with blanks between; `none` where none is.
inline std::string write_flags(std::initializer_list<Flag> flags, std::string_view none) {
  std::string out;
  for (const Flag& flag : flags) {
    if (!flag.on) continue;
    if (!out.empty()) out += ' ';
    out += flag.name;
  }
  return out.empty() ? std::string(none) : out;
}

// With blanks between, the empty ones left out.
inline std::string join(std::initializer_list<std::string> parts) {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += ' ';
    out += part;
  }
  return out;
}

inline std::string call(std::string_view name, const std::string& inside) {
  return std::string(name) + '(' + inside + ')';
}

inline std::string write_url(const Url& url) {
  return call("url", serialize_string(url.text));
}

}  // namespace banxin::css
