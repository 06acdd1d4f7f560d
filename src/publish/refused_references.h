#pragma once
// refused_references: what pages name that no output shows. What the gate never lets in (other
// hosts and schemes, ways out of the root) and no stage asked it for: films, plug-ins, pictures of
// a style that is not kept; and pages in frames, whose text is missed. Told all the same, so that
// nobody waits for it.
#include "base/diagnostics.h"
#include "publish/compose.h"

namespace banxin::publish {

// After the outputs are written: what was told already is not told again.
void report_refused_references(const Composition& composition, Diagnostics& diagnostics);

}  // namespace banxin::publish
