#pragma once
// ComputedStyle: the computed values of one element or pseudo-element; field name = property name
// (css/properties.def). Physical sides only; lengths absolute. Immutable once made, and shared: two
// elements with the same rules and the same parent's style have the same object, so a pointer is
// all that is ever copied. Owned by the StyledDocument's arena.
#include <string_view>

#include "css/values.h"

namespace banxin::style {

using namespace css;  // the field types; enumerators are named css::TextAlign::Start elsewhere

class CustomProperties;  // custom_properties.h

// What a child takes over in one struct copy.
struct InheritedStyle {
#define INHERITED(name, field, type, initial, spec, missing) type field = initial;
#define OWN(...)
#include "css/properties.def"
#undef INHERITED
#undef OWN

  // BCP 47, from the nearest lang / xml:lang, else the document's; "" when unknown.
  std::string_view lang;
  double font_size_px = 16;  // font_size before it was rounded to Unit: the base of em
  // For browsers' habit of setting monospace alone at 13/16: the keyword (xx-small is 0) that the
  // size came from or −1, and whether it was an absolute length.
  std::int8_t font_size_keyword = 3;
  bool font_size_absolute = false;
  const CustomProperties* custom_properties = nullptr;
};

struct OwnStyle {
#define INHERITED(...)
#define OWN(name, field, type, initial, spec, missing) type field = initial;
#include "css/properties.def"
#undef INHERITED
#undef OWN
};

struct ComputedStyle : InheritedStyle, OwnStyle {
  // What `display` was before floats and positioned boxes were made blocks: the static position of
  // a positioned box is that of its inline-level self (CSS Position 3 §4.1).
  bool was_inline_level = false;
  constexpr FlowDirection flow() const { return {writing_mode, direction}; }
};

}  // namespace banxin::style
