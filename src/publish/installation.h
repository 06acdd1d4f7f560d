#pragma once
// Installation: where this build's own data lies (styles, fonts' configuration).
#include <string>

namespace banxin::publish {

struct Installation {
  std::string styles;  // folder of base.css, print.css, epub.css and themes/
  std::string fonts;   // folder of fonts.conf
};

}  // namespace banxin::publish
