#pragma once
// Property: the number of a longhand, in the order of properties.def, then the logical ones. What
// is known of each stands in a table that is made from the rows.
#include <optional>
#include <string>
#include <string_view>

#include "base/geometry.h"
#include "css/cursor.h"
#include "css/value_context.h"

namespace banxin::css {

enum class Property : std::uint16_t {
#define INHERITED(name, field, ...) field,
#define OWN(name, field, ...) field,
#include "css/properties.def"
#undef INHERITED
#undef OWN
  PhysicalCount,
  LastPhysical = PhysicalCount - 1,
#define LOGICAL(name, field, ...) field,
#include "css/logical.def"
#undef LOGICAL
  Count
};
inline constexpr std::size_t kPhysicalCount = static_cast<std::size_t>(Property::PhysicalCount);
inline constexpr std::size_t kPropertyCount = static_cast<std::size_t>(Property::Count);

struct PropertyInfo {
  std::string_view name;
  std::string_view type;
  std::string_view spec;
  std::string_view missing;  // what is not supported, "" for nothing
  bool inherited = false;
};

// Physical longhands only.
const PropertyInfo& property_info(Property property);
std::string_view property_name(Property property);
constexpr bool is_logical(Property property) {
  return property >= Property::PhysicalCount;
}
// `name` in lower case; aliases are followed, shorthands are not longhands.
std::optional<Property> find_longhand(std::string_view name);

// The physical longhand of a logical one; of a physical one itself.
Property to_physical(Property property, FlowDirection flow);

// The value, in the context's memory, of the type that the row of the (physical) property has; null
// when the text is no value of it.
const void* parse_longhand(Property property, TokenCursor& cursor, ValueContext& context);
const void* parse_longhand(Property property, std::string_view text, ValueContext& context);

}  // namespace banxin::css
