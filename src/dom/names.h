#pragma once
// The names of HTML, SVG and MathML as constants: names::div, names::template_. One row each in
// names.def; a C++ keyword gets a trailing underscore, `-` and `:` become `_`.
#include <cstddef>
#include <span>
#include <string_view>

#include "base/atom.h"

namespace banxin::dom {

enum class KnownName : std::uint32_t {
#define NAME(identifier, name) identifier,
#include "dom/names.def"
#undef NAME
};

namespace names {
#define NAME(identifier, name) \
  inline constexpr Atom identifier{static_cast<std::uint32_t>(KnownName::identifier)};
#include "dom/names.def"
#undef NAME
}  // namespace names

inline constexpr std::size_t kKnownNameCount = 0
#define NAME(identifier, name) +1
#include "dom/names.def"
#undef NAME
    ;

// For switches over names; a value that is no enumerator stands for any other name.
constexpr KnownName known_name(Atom atom) {
  return static_cast<KnownName>(atom);
}

// In the order of KnownName; what an AtomTable of a document is born with.
std::span<const std::string_view> known_names();

}  // namespace banxin::dom
