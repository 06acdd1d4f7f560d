#include "css/sheet_encoding.h"

namespace banxin::css {
namespace {

// The label of `@charset "…";`, which must be these very bytes.
std::string_view charset_label(std::string_view bytes) {
  constexpr std::string_view kStart = "@charset \"";
  if (!bytes.starts_with(kStart)) return {};
  const std::string_view head = bytes.substr(kStart.size(), 1024 - kStart.size());
  const std::size_t quote = head.find('"');
  if (quote == std::string_view::npos || head.substr(quote, 2) != "\";") return {};
  return head.substr(0, quote);
}

}  // namespace

SheetEncoding find_sheet_encoding(std::string_view bytes,
                                  std::string_view protocol,
                                  std::string_view environment,
                                  const std::function<std::string(std::string_view)>& known) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return {"utf-8", 3};
  if (bytes.starts_with("\xFE\xFF")) return {"utf-16be", 2};
  if (bytes.starts_with("\xFF\xFE")) return {"utf-16le", 2};
  if (std::string name = known(protocol); !name.empty()) return {std::move(name), 0};
  if (std::string name = known(charset_label(bytes)); !name.empty()) {
    // A sheet in which these bytes can be read is no UTF-16.
    if (name.starts_with("utf-16")) name = "utf-8";
    return {std::move(name), 0};
  }
  if (std::string name = known(environment); !name.empty()) return {std::move(name), 0};
  return {};
}

}  // namespace banxin::css
