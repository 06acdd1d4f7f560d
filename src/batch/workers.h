#pragma once
// Workers: many jobs, each in a process of its own, N at a time. The parent never touches a job's
// bytes: a job that crashes, or is killed by a limit of the system, costs its own result only.
#include <cstddef>
#include <functional>
#include <string>

namespace banxin::batch {

enum class Outcome : std::uint8_t {
  Finished,     // the job returned, `record` is what it said
  Crashed,      // died of a signal, `signal` says which
  TimedOut,     // took longer than its seconds
  Interrupted,  // the whole batch was told to stop
};

struct JobResult {
  std::size_t job = 0;
  Outcome outcome = Outcome::Finished;
  int signal = 0;
  std::string record;
};

struct WorkerOptions {
  std::size_t processes = 1;
  unsigned seconds = 60;                             // of wall time, for one job
  std::size_t memory_bytes = std::size_t{4} << 30U;  // address space of one job
};

// Runs `work(job)` for each job in [0, count) in child processes and `done` for each result here,
// in the order of their ends. SIGINT and SIGTERM end it: running jobs are killed and reported as
// Interrupted, the others are not begun. Returns the signal that ended it, 0 when none did.
int run_jobs(std::size_t count,
             const WorkerOptions& options,
             const std::function<std::string(std::size_t job)>& work,
             const std::function<void(const JobResult&)>& done);

}  // namespace banxin::batch
