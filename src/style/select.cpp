#include "style/select.h"

#include <string>
#include <utility>

#include "style/bound_sheet.h"
#include "style/element_table.h"
#include "style/matcher.h"

namespace banxin::style {

Result<Selector> Selector::parse(std::string_view text) {
  Diagnostics ignored(0);
  std::unique_ptr<css::Sheet> sheet =
      css::parse_sheet(std::string(text) + "{color: red}", {}, ignored);
  const bool is_selector = sheet->style_rules.size() == 1 && sheet->rules.size() == 1 &&
                           ignored.count(Severity::Warning) == 0;
  if (!is_selector) {
    return Error{ErrorCode::Usage, std::string(text),
                 "this is no CSS selector (write one as `.share, #comments > p`)"};
  }
  return Selector(std::move(sheet));
}

std::vector<const dom::Node*> Selector::select(const dom::Document& document) const {
  const bool quirks = document.quirks_mode == dom::QuirksMode::Full;
  NameTable names(quirks);
  const BoundSheet bound = bind_sheet(*sheet_, document, names);
  const ElementTable elements(document, names, {});
  Matcher matcher(elements);
  std::vector<const dom::Node*> found;
  for (std::uint32_t index = 0; index < elements.size(); ++index) {
    if (matcher.matches_any(*sheet_->style_rules.front().selectors, bound, index)) {
      found.push_back(elements[index].node);
    }
  }
  return found;
}

}  // namespace banxin::style
