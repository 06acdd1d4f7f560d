#pragma once
// Character references that stand in text as text: &#20013; &amp;#20013;
// &ldquo;.
#include <optional>
#include <string>
#include <string_view>

#include "repair/damage.h"

namespace banxin::repair {

// Replaces every decimal or hexadecimal reference to a character beyond ASCII;
// true when there was one. For lines that are known to be damaged: an encoder
// for the web writes so what its encoding lacks.
bool resolve_numeric_references(std::u32string& text);

// A line that shows references where it should show characters, healed: all its
// characters beyond ASCII are references, or several in a row are. A single
// one, in code or in a text that explains it, stays. Nothing when the line is
// what it should be.
std::optional<std::u32string> heal_references(std::u32string_view line);

}  // namespace banxin::repair
