#include "base/diagnostics.h"

#include <doctest/doctest.h>

#include "base/diagnostic_ids.h"

namespace banxin {

TEST_CASE("a diagnostic is one line with its place, its fault and its remedy") {
  const Diagnostic diagnostic{DiagnosticId::ResourceMissing, "a.html", {3, 7}, "x\ny.png"};
  CHECK(format_diagnostic(diagnostic) ==
        "a.html:3:7: warning: the resource x\\x0Ay.png is not there "
        "(put the file beside the page or take the reference out)");
}

TEST_CASE("diagnostics past the limit are counted, not kept") {
  Diagnostics diagnostics(2);
  for (int i = 0; i < 5; ++i)
    diagnostics.report(DiagnosticId::ResourceMissing, "a", {});
  CHECK(diagnostics.found().size() == 2);
  CHECK(diagnostics.dropped() == 3);
  CHECK(diagnostics.count(Severity::Warning) == 5);
  Diagnostics all(3);
  all.append(diagnostics);
  all.append(diagnostics);
  CHECK(all.found().size() == 3);
  CHECK(all.dropped() == 7);
  CHECK(all.count(Severity::Warning) == 10);
}

}  // namespace banxin
