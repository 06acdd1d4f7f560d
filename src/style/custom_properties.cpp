#include "style/custom_properties.h"

#include <algorithm>

namespace banxin::style {

std::optional<std::string_view> CustomProperties::find(std::string_view name) const {
  for (const CustomProperties* at = this; at != nullptr; at = at->parent) {
    const auto* found =
        std::lower_bound(at->own.begin(), at->own.end(), name,
                         [](const CustomProperty& property, std::string_view wanted) {
                           return property.name < wanted;
                         });
    if (found != at->own.end() && found->name == name) {
      if (!found->valid) return std::nullopt;
      return found->value;
    }
  }
  return std::nullopt;
}

}  // namespace banxin::style
