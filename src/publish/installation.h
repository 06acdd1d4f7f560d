#pragma once
// Installation: where this build's own data lies (styles).
#include <string>

namespace banxin::publish {

struct Installation {
  std::string styles;  // folder of epub.css and themes/
};

}  // namespace banxin::publish
