#pragma once
// The encoding of a style sheet's bytes (CSS Syntax 3 §3.2). The decoding itself is input's.
#include <functional>
#include <string>
#include <string_view>

namespace banxin::css {

struct SheetEncoding {
  std::string name = "utf-8";  // canonical, lower case, as `known` gives it
  std::size_t bom_length = 0;
};

// `protocol` is what the transport said, `environment` the encoding of the referring document; ""
// for none. `known` gives the canonical name of a label, "" for an unknown one.
SheetEncoding find_sheet_encoding(std::string_view bytes,
                                  std::string_view protocol,
                                  std::string_view environment,
                                  const std::function<std::string(std::string_view)>& known);

}  // namespace banxin::css
