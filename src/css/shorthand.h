#pragma once
// Shorthands: text → the texts of its longhands. They are taken apart as text, so that a longhand
// has one parser only, whether its value was written alone or in a shorthand.
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "css/property.h"

namespace banxin::css {

enum class Shorthand : std::uint8_t {};  // an index into the rows of shorthands.def

struct LonghandText {
  Property property = Property::Count;
  std::string_view text;  // "": the initial value
};

std::optional<Shorthand> find_shorthand(std::string_view lower_name);
std::string_view shorthand_name(Shorthand shorthand);
std::span<const Property> longhands_of(Shorthand shorthand);
std::size_t shorthand_count();

// Appends every longhand once; false when the text is no value of the shorthand. The texts of the
// longhands may still turn out to be none of theirs. Texts view `text` or the context's memory.
bool expand_shorthand(Shorthand shorthand,
                      std::string_view text,
                      ValueContext& context,
                      std::vector<LonghandText>& out);

}  // namespace banxin::css
