#include "style/field_operations.h"

#include <array>
#include <type_traits>

#include "css/write_value.h"

namespace banxin::style {
namespace {

struct Operations {
  void (*set)(ComputedStyle&, const void*);
  void (*copy)(ComputedStyle&, const ComputedStyle&);
  bool (*equal)(const ComputedStyle&, const ComputedStyle&);
  std::string (*write)(const ComputedStyle&);
};

template <auto Field, class T>
constexpr Operations operations_of() {
  return {
      [](ComputedStyle& style, const void* value) { style.*Field = *static_cast<const T*>(value); },
      [](ComputedStyle& style, const ComputedStyle& from) { style.*Field = from.*Field; },
      [](const ComputedStyle& a, const ComputedStyle& b) { return a.*Field == b.*Field; },
      [](const ComputedStyle& style) { return css::write_value(style.*Field); }};
}

constexpr std::array kOperations{
#define INHERITED(name, field, type, ...) operations_of<&ComputedStyle::field, type>(),
#define OWN(name, field, type, ...) operations_of<&ComputedStyle::field, type>(),
#include "css/properties.def"
#undef INHERITED
#undef OWN
};

const Operations& operations(css::Property property) {
  return kOperations[static_cast<std::size_t>(property)];
}

template <class T>
void resolve_current(T& field, const Color& color) {
  if constexpr (std::is_same_v<T, Color>) {
    if (field.is_current) {
      field = color;
      field.is_current = true;
    }
  }
}

}  // namespace

void set_field(ComputedStyle& style, css::Property property, const void* value) {
  operations(property).set(style, value);
}
void copy_field(ComputedStyle& style, css::Property property, const ComputedStyle& from) {
  operations(property).copy(style, from);
}
bool equal_fields(const ComputedStyle& a, const ComputedStyle& b, css::Property property) {
  return operations(property).equal(a, b);
}
std::string write_field(const ComputedStyle& style, css::Property property) {
  return operations(property).write(style);
}

void resolve_current_colors(ComputedStyle& style) {
  style.color.is_current = false;
  const Color color = style.color;
#define INHERITED(name, field, ...) resolve_current(style.field, color);
#define OWN(name, field, ...) resolve_current(style.field, color);
#include "css/properties.def"
#undef INHERITED
#undef OWN
  style.color.is_current = false;
}

}  // namespace banxin::style
