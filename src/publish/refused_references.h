#pragma once
// refused_references: what pages name that the gate never lets in (other hosts and schemes, ways
// out of the root) and that no stage asked it for, because no output has a place for it: frames,
// films, plug-ins, pictures of a style that is not kept. Told all the same, so that nobody waits
// for it.
#include "base/diagnostics.h"
#include "publish/compose.h"

namespace banxin::publish {

// After the outputs are written: what was told already is not told again.
void report_refused_references(const Composition& composition, Diagnostics& diagnostics);

}  // namespace banxin::publish
