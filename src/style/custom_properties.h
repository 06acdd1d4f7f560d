#pragma once
// CustomProperties: the computed custom properties of an element (CSS Variables 1): its own, and
// those of its parent behind them. Elements without their own share their parent's object.
#include <optional>
#include <string_view>

#include "css/values.h"

namespace banxin::style {

struct CustomProperty {
  std::string_view name;  // with its dashes
  std::string_view value;
  bool valid = true;  // false: the guaranteed-invalid value, hiding an inherited one
};

class CustomProperties {
 public:
  const CustomProperties* parent = nullptr;
  css::List<CustomProperty> own;  // sorted by name

  // Nothing when it is not set, or invalid. The chain is as long as elements are deep.
  std::optional<std::string_view> find(std::string_view name) const;
};

}  // namespace banxin::style
