// banxin INPUT... -o FILE: one publication.
#include "cli/commands.h"
#include "cli/messages.h"

namespace banxin::cli {

int run_publish(const CommandLine& line, publish::World& world) {
  Diagnostics diagnostics(line.publish.read.limits.diagnostics);
  ProgressBar bar(line.report, "banxin");
  world.progress = [&bar](std::size_t done, std::size_t total) { bar.show(done, total); };
  world.threads = job_count(line);
  const Result<publish::Published> published = publish::publish(line.publish, world, diagnostics);
  show_diagnostics(diagnostics, line.report);
  if (!published) {
    show_error(published.error());
    return exit_code(published.error());
  }
  return fails(diagnostics, line.report) ? kSomethingLost : kDone;
}

}  // namespace banxin::cli
