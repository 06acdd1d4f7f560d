#pragma once
// select: the elements that a user's selector means (--keep, --drop).
#include <memory>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "css/sheet.h"
#include "dom/document.h"

namespace banxin::style {

class Selector {
 public:
  // Errors: Usage when `text` is no selector list (Selectors 4 §18.1).
  static Result<Selector> parse(std::string_view text);

  // The elements that match, in tree order.
  std::vector<const dom::Node*> select(const dom::Document& document) const;

 private:
  explicit Selector(std::unique_ptr<css::Sheet> sheet) : sheet_(std::move(sheet)) {}

  std::unique_ptr<css::Sheet> sheet_;  // with one rule, which has the selector
};

}  // namespace banxin::style
