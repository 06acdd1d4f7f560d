#pragma once
// The names of all diagnostics, one for each row of diagnostics.def.
#include <optional>
#include <string_view>

#include "base/diagnostics.h"

namespace banxin {

enum class DiagnosticId : std::uint16_t {
#define DIAGNOSTIC(id, name, severity, what, advice) id,
#include "base/diagnostics.def"
#undef DIAGNOSTIC
};

// By its name: "missing-glyph".
std::optional<DiagnosticId> find_diagnostic(std::string_view name);

}  // namespace banxin
