#pragma once
// Server-side includes of .shtml pages: <!--#include file="…" --> and virtual="…", through the
// gate.
#include "base/diagnostics.h"
#include "base/limits.h"

namespace banxin::input {

struct SourcePage;
class Resources;

// Replaces the includes of page.bytes by what they name, to a depth of 8. What cannot be had is
// reported and left as the comment it is.
void expand_server_includes(SourcePage& page,
                            const Resources& resources,
                            const Limits& limits,
                            Diagnostics& diagnostics);

}  // namespace banxin::input
