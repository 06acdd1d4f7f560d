#include "batch/workers.h"

#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <new>
#include <utility>
#include <vector>

namespace banxin::batch {
namespace {

using Clock = std::chrono::steady_clock;

// The one thing a signal handler may touch.
volatile sig_atomic_t stop_signal = 0;
extern "C" void remember_signal(int number) {
  stop_signal = number;
}

// Installs our handlers for its lifetime.
class SignalScope {
 public:
  SignalScope() {
    stop_signal = 0;
    struct sigaction action {};
    action.sa_handler = remember_signal;
    for (std::size_t i = 0; i < kSignals.size(); ++i)
      sigaction(kSignals[i], &action, &before_[i]);
  }
  SignalScope(const SignalScope&) = delete;
  SignalScope& operator=(const SignalScope&) = delete;
  ~SignalScope() {
    for (std::size_t i = 0; i < kSignals.size(); ++i)
      sigaction(kSignals[i], &before_[i], nullptr);
  }

 private:
  static constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP};
  std::array<struct sigaction, kSignals.size()> before_{};
};

struct Worker {
  pid_t process = 0;
  int pipe = -1;
  std::size_t job = 0;
  std::string record;
  Clock::time_point deadline;
  bool timed_out = false;
};

void write_all(int descriptor, const std::string& bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const ssize_t written = ::write(descriptor, bytes.data() + at, bytes.size() - at);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    at += static_cast<std::size_t>(written);
  }
}

[[noreturn]] void run_child(int pipe,
                            std::size_t job,
                            const WorkerOptions& options,
                            const std::function<std::string(std::size_t)>& work) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // never outlive the parent
  for (const int number : {SIGINT, SIGTERM, SIGHUP})
    ::signal(number, SIG_DFL);
  const rlimit memory{options.memory_bytes, options.memory_bytes};
#if !defined(__SANITIZE_ADDRESS__)  // its shadow alone is larger than any limit
  ::setrlimit(RLIMIT_AS, &memory);
#else
  static_cast<void>(memory);
#endif
  // Memory may run out anywhere in a job; its own main() would say so and end.
  try {
    write_all(pipe, work(job));
  } catch (const std::bad_alloc&) {
    ::_exit(1);
  }
  ::close(pipe);
  ::_exit(0);
}

// An empty result when no process could be made.
Worker start(std::size_t job,
             const WorkerOptions& options,
             const std::function<std::string(std::size_t)>& work) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) return {};
  const pid_t process = ::fork();
  if (process == 0) {
    ::close(ends[0]);
    run_child(ends[1], job, options, work);
  }
  ::close(ends[1]);
  if (process < 0) {
    ::close(ends[0]);
    return {};
  }
  return {process, ends[0], job, {}, Clock::now() + std::chrono::seconds(options.seconds), false};
}

// Whether the worker has closed its end.
bool read_some(Worker& worker) {
  std::array<char, 65536> buffer{};
  const ssize_t got = ::read(worker.pipe, buffer.data(), buffer.size());
  if (got > 0) worker.record.append(buffer.data(), static_cast<std::size_t>(got));
  return got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN);
}

JobResult collect(Worker& worker, bool interrupted) {
  ::close(worker.pipe);
  int status = 0;
  while (::waitpid(worker.process, &status, 0) < 0 && errno == EINTR) {
  }
  JobResult result{worker.job, Outcome::Finished, 0, std::move(worker.record)};
  if (WIFEXITED(status) && WEXITSTATUS(status) != 0) result.outcome = Outcome::Crashed;
  if (WIFSIGNALED(status)) {
    result.signal = WTERMSIG(status);
    result.outcome = Outcome::Crashed;
    if (worker.timed_out) result.outcome = Outcome::TimedOut;
    if (interrupted) result.outcome = Outcome::Interrupted;
  }
  return result;
}

class Pool {
 public:
  Pool(std::size_t count,
       const WorkerOptions& options,
       const std::function<std::string(std::size_t)>& work,
       const std::function<void(const JobResult&)>& done)
      : count_(count), options_(options), work_(work), done_(done) {}

  int run() {
    const SignalScope signals;
    while (next_ < count_ || !workers_.empty()) {
      if (stop_signal != 0) break;
      fill();
      wait();
    }
    const int number = stop_signal;
    for (Worker& worker : workers_)
      ::kill(worker.process, SIGKILL);
    for (Worker& worker : workers_)
      done_(collect(worker, true));
    return number;
  }

 private:
  void fill() {
    while (workers_.size() < options_.processes && next_ < count_) {
      Worker worker = start(next_, options_, work_);
      if (worker.process == 0) {
        // No process to be had: wait for one of ours to end, or give this job up.
        if (!workers_.empty()) return;
        done_({next_, Outcome::Crashed, 0, {}});
      } else {
        workers_.push_back(std::move(worker));
      }
      ++next_;
    }
  }

  void wait() {
    std::vector<pollfd> ends;
    for (const Worker& worker : workers_)
      ends.push_back({worker.pipe, POLLIN, 0});
    if (::poll(ends.data(), ends.size(), 200) < 0) return;
    const Clock::time_point now = Clock::now();
    std::vector<Worker> running;
    for (std::size_t i = 0; i < workers_.size(); ++i) {
      Worker& worker = workers_[i];
      if (ends[i].revents != 0 && read_some(worker)) {
        done_(collect(worker, false));
        continue;
      }
      if (now > worker.deadline && !worker.timed_out) {
        worker.timed_out = true;
        ::kill(worker.process, SIGKILL);
      }
      running.push_back(std::move(worker));
    }
    workers_ = std::move(running);
  }

  std::size_t count_;
  std::size_t next_ = 0;
  const WorkerOptions& options_;
  const std::function<std::string(std::size_t)>& work_;
  const std::function<void(const JobResult&)>& done_;
  std::vector<Worker> workers_;
};

}  // namespace

int run_jobs(std::size_t count,
             const WorkerOptions& options,
             const std::function<std::string(std::size_t job)>& work,
             const std::function<void(const JobResult&)>& done) {
  return Pool(count, options, work, done).run();
}

}  // namespace banxin::batch
