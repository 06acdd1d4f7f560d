#pragma once
// What a style sheet refers to: url(…), image-set("…") and @import "…", each with its place.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace banxin::publish {

struct StyleReference {
  std::string url;
  std::size_t offset = 0;  // bytes into the sheet
  bool is_import = false;
};

// LIMIT: the first 10,000 of each kind.
std::vector<StyleReference> references_of_style(std::string_view sheet);

}  // namespace banxin::publish
