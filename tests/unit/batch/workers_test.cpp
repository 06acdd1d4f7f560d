#include "batch/workers.h"

#include <doctest/doctest.h>
#include <signal.h>
#include <unistd.h>

#include <map>

namespace banxin::batch {

TEST_CASE("a job that crashes or hangs costs its own result only") {
  std::map<std::size_t, JobResult> results;
  const auto work = [](std::size_t job) -> std::string {
    if (job == 1) ::raise(SIGKILL);
    if (job == 2) ::sleep(30);
    return std::string(200000, static_cast<char>('a' + job));
  };
  WorkerOptions options;
  options.processes = 3;
  options.seconds = 1;
  CHECK(run_jobs(4, options, work, [&](const JobResult& r) { results[r.job] = r; }) == 0);
  REQUIRE(results.size() == 4);
  CHECK(results[0].record == std::string(200000, 'a'));
  CHECK(results[1].outcome == Outcome::Crashed);
  CHECK(results[1].signal == SIGKILL);
  CHECK(results[2].outcome == Outcome::TimedOut);
  CHECK(results[3].record.size() == 200000);
}

TEST_CASE("a signal ends the batch and reports what was running") {
  std::size_t interrupted = 0;
  const pid_t parent = ::getpid();
  const auto work = [parent](std::size_t) -> std::string {
    ::kill(parent, SIGTERM);
    ::sleep(30);
    return {};
  };
  const auto done = [&](const JobResult& r) {
    interrupted += r.outcome == Outcome::Interrupted ? 1U : 0U;
  };
  CHECK(run_jobs(5, {}, work, done) == SIGTERM);
  CHECK(interrupted == 1);
}

}  // namespace banxin::batch
