// banxin batch: each input becomes a publication of its own, in a process of its own.
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "base/file_system.h"
#include "batch/workers.h"
#include "cli/commands.h"
#include "cli/messages.h"
#include "publish/gather.h"

namespace banxin::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Job {
  std::string input;
  std::vector<std::string> outputs;
};

std::string stem_of(std::string path) {
  while (path.size() > 1 && path.ends_with('/'))
    path.pop_back();
  std::string name(file_name_of(path));
  const std::size_t dot = name.rfind('.');
  if (dot != std::string::npos && dot != 0) name.resize(dot);
  return name.empty() || name == "-" ? "input" : name;
}

// Names are the inputs' own; two of one name are told apart by a number, in their order.
std::vector<Job> plan_jobs(const CommandLine& line) {
  std::vector<Job> jobs;
  std::set<std::string> taken;
  for (const std::string& input : line.publish.inputs) {
    const std::string stem = stem_of(input);
    std::string name = stem;
    for (int n = 2; !taken.insert(name).second; ++n)
      name = stem + '-' + std::to_string(n);
    Job job{input, {}};
    const std::string stem_path = join_path(line.batch.output_folder, name) + '.';
    for (const std::string& format : line.batch.formats) {
      std::string& output = job.outputs.emplace_back(stem_path);
      output += format;
    }
    jobs.push_back(std::move(job));
  }
  return jobs;
}

// K/N: every N-th job, beginning with the K-th. Names are settled before, so that shards agree.
Result<std::vector<Job>> take_shard(std::vector<Job> jobs, const std::string& shard) {
  if (shard.empty()) return jobs;
  const std::size_t slash = shard.find('/');
  const std::size_t part = std::strtoul(shard.c_str(), nullptr, 10);
  const std::size_t parts =
      slash == std::string::npos ? 0 : std::strtoul(shard.c_str() + slash + 1, nullptr, 10);
  if (part < 1 || part > parts)
    return Error{ErrorCode::Usage, "--shard " + shard, "write K/N with 1 <= K <= N"};
  std::vector<Job> mine;
  for (std::size_t i = part - 1; i < jobs.size(); i += parts)
    mine.push_back(std::move(jobs[i]));
  return mine;
}

// What a finished job is known by on --resume: the input's name, size and time, and the outputs.
std::string job_mark(const Job& job, const FileSystem& files) {
  std::string mark = job.input;
  for (const std::string& output : job.outputs)
    mark += '\n' + output;
  const Result<std::string> bytes = files.load_file(job.input, std::size_t{1} << 30U);
  if (bytes) mark += '\n' + std::to_string(std::hash<std::string>{}(bytes.value()));
  return Json(mark).dump(-1, ' ', false, Json::error_handler_t::replace);
}

// The list of finished jobs, one line each, in the output folder.
class Journal {
 public:
  enum class Start : std::uint8_t { Resume, Anew };

  Journal(std::string path, Start start, FileSystem& files)
      : path_(std::move(path)), files_(files) {
    if (start == Start::Anew) {
      report(files_.write_file(path_, {}));
      return;
    }
    report(files_.append_file(path_, {}));
    const Result<std::string> text = files_.load_file(path_, std::size_t{1} << 30U);
    if (!text) return;
    std::string_view rest = text.value();
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size() - 1);
      finished_.emplace(rest.substr(0, end));
      rest.remove_prefix(end + 1);
    }
  }
  // Where it cannot be written, no publication can either.
  bool is_writable() const { return !failed_; }
  bool has(const std::string& mark) const { return finished_.count(mark) != 0; }
  void add(const std::string& mark) { report(files_.append_file(path_, mark + '\n')); }

 private:
  // Said once. One that cannot be written to any more costs the resume, not the batch.
  void report(const Result<void>& written) {
    if (written || failed_) return;
    failed_ = true;
    show_error(written.error());
  }

  std::string path_;
  FileSystem& files_;
  std::set<std::string> finished_;
  bool failed_ = false;
};

Json diagnostics_json(const Diagnostics& diagnostics) {
  Json list = Json::array();
  for (const Diagnostic& diagnostic : diagnostics.found())
    list.push_back(format_diagnostic(diagnostic));
  return list;
}

// What was left out of the pages, and on what evidence.
Json removals_json(const std::vector<publish::PageRemovals>& pages) {
  Json list = Json::array();
  for (const publish::PageRemovals& page : pages) {
    for (const article::Removal& removal : page.removals) {
      list.push_back({{"file", page.file},
                      {"line", removal.position.line},
                      {"kind", removal.kind},
                      {"evidence", removal.evidence},
                      {"text", removal.text}});
    }
  }
  return list;
}

// Which inputs are learnt from: pages of one folder are of one site, as far as can be told before
// they are read. A folder of many gives a sample, evenly spread.
std::vector<std::vector<std::string>> plan_learning(const std::vector<Job>& jobs) {
  constexpr std::size_t kFewest = 3;    // fewer prove nothing
  constexpr std::size_t kSample = 200;  // LIMIT: pages of one folder that are read for it
  std::map<std::string, std::vector<std::string>> folders;
  for (const Job& job : jobs)
    folders[folder_of(job.input)].push_back(job.input);
  std::vector<std::vector<std::string>> samples;
  for (const auto& [folder, members] : folders) {
    if (members.size() < kFewest) continue;
    std::vector<std::string>& sample = samples.emplace_back();
    const std::size_t count = std::min(members.size(), kSample);
    for (std::size_t i = 0; i < count; ++i)
      sample.push_back(members[i * members.size() / count]);
  }
  return samples;
}

// Runs in the child: publishes and says how it went.
std::string do_job(const Job& job, const CommandLine& line, publish::World& world) {
  publish::PublishOptions options = line.publish;
  options.inputs = {job.input};
  options.output.files = job.outputs;
  Diagnostics diagnostics(options.read.limits.diagnostics);
  const Result<publish::Published> published = publish::publish(options, world, diagnostics);
  show_diagnostics(diagnostics, line.report);
  Json record{{"input", job.input}};
  if (published) {
    record["status"] = fails(diagnostics, line.report) ? "lost" : "done";
    record["outputs"] = published.value().files;
    record["title"] = published.value().title;
    record["chapters"] = published.value().chapters;
    record["pages"] = published.value().pages;
  } else {
    show_error(published.error());
    record["status"] = "failed";
    record["error"] = published.error().subject + ": " + published.error().detail;
  }
  if (published) record["removed"] = removals_json(published.value().removals);
  record["errors"] = diagnostics.count(Severity::Error);
  record["warnings"] = diagnostics.count(Severity::Warning);
  record["diagnostics"] = diagnostics_json(diagnostics);
  return record.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json failed_record(const Job& job, const batch::JobResult& result) {
  std::string why = "interrupted";
  if (result.outcome == batch::Outcome::TimedOut) why = "it took longer than its time";
  if (result.outcome == batch::Outcome::Crashed)
    why = result.signal == 0 ? "out of memory"
                             : "its process died of signal " + std::to_string(result.signal);
  return {{"input", job.input}, {"status", "failed"}, {"error", why}};
}

struct Tally {
  std::size_t done = 0, lost = 0, failed = 0;
};

class Batch {
 public:
  Batch(const CommandLine& line, publish::World& world, std::vector<Job> jobs)
      : line_(line),
        world_(world),
        jobs_(std::move(jobs)),
        journal_(join_path(line.batch.output_folder, ".banxin-journal"),
                 line.batch.resume ? Journal::Start::Resume : Journal::Start::Anew,
                 world.files),
        bar_(line.report, "banxin batch") {}

  int run() {
    if (!journal_.is_writable()) return kNothingDone;
    // All of them: the pages that are left are published as they would have been beside the others.
    const std::vector<std::vector<std::string>> samples = plan_learning(jobs_);
    leave_out_finished();
    records_.resize(jobs_.size());
    batch::WorkerOptions workers;
    workers.processes = job_count(line_);
    // Few inputs leave cores to the chapters of each.
    world_.threads =
        workers.processes / std::clamp<std::size_t>(jobs_.size(), 1, workers.processes);
    int signal = jobs_.empty() ? 0 : learn_sites(samples, workers);
    if (signal == 0) {
      signal = batch::run_jobs(
          jobs_.size(), workers,
          [this](std::size_t job) { return do_job(jobs_[job], line_, world_); },
          [this](const batch::JobResult& result) { take(result); });
    }
    write_report();
    if (signal != 0) return 128 + signal;
    if (tally_.failed != 0 && tally_.done + tally_.lost + skipped_ == 0) return kNothingDone;
    const bool lost = tally_.failed != 0 || (tally_.lost != 0 && !line_.batch.keep_going);
    return lost ? kSomethingLost : kDone;
  }

 private:
  // What pages of one site have in common is learnt before any of them is published, in processes
  // of their own too: a page that kills its reader costs what was learnt beside it, no more.
  // One that was killed from without is asked once more, so that what is published does not hang on
  // it.
  int learn_sites(std::vector<std::vector<std::string>> samples, batch::WorkerOptions workers) {
    if (line_.publish.read.article == publish::ArticleChoice::Never) return 0;
    if (!samples.empty()) world_.sites = &sites_;
    workers.seconds *= 5;
    for (int round = 0; round < 2; ++round) {
      std::vector<std::vector<std::string>> killed;
      const auto learn = [&](std::size_t sample) {
        return publish::learn_sites(samples[sample], line_.publish, world_).write();
      };
      const auto take_learnt = [&](const batch::JobResult& result) {
        if (result.outcome == batch::Outcome::Finished) sites_.read(result.record);
        if (result.outcome == batch::Outcome::Crashed && result.signal == SIGKILL)
          killed.push_back(samples[result.job]);
      };
      const int signal = batch::run_jobs(samples.size(), workers, learn, take_learnt);
      if (signal != 0) return signal;
      samples = std::move(killed);
    }
    return 0;
  }

  void leave_out_finished() {
    if (!line_.batch.resume) return;
    const auto finished = [this](const Job& job) {
      const bool written = std::all_of(
          job.outputs.begin(), job.outputs.end(),
          [this](const std::string& file) { return static_cast<bool>(world_.files.kind(file)); });
      return written && journal_.has(job_mark(job, world_.files));
    };
    skipped_ = std::erase_if(jobs_, finished);
  }

  void take(const batch::JobResult& result) {
    const Job& job = jobs_[result.job];
    Json record = result.outcome == batch::Outcome::Finished
                      ? Json::parse(result.record, nullptr, false)
                      : failed_record(job, result);
    if (record.is_discarded())
      record = failed_record(job, {result.job, batch::Outcome::Crashed, 0, {}});
    const std::string status = record["status"];
    if (status == "failed") {
      ++tally_.failed;
      if (result.outcome != batch::Outcome::Finished) {
        show_error({ErrorCode::IoFailed, job.input, std::string(record["error"])});
      }
    } else {
      ++(status == "lost" ? tally_.lost : tally_.done);
      journal_.add(job_mark(job, world_.files));
    }
    records_[result.job] = std::move(record);
    bar_.show(tally_.done + tally_.lost + tally_.failed, jobs_.size());
  }

  void write_report() {
    if (line_.batch.report.empty()) return;
    Json documents = Json::array();
    for (const Json& record : records_) {
      if (!record.is_null()) documents.push_back(record);
    }
    const Json report{{"done", tally_.done},
                      {"lost", tally_.lost},
                      {"failed", tally_.failed},
                      {"skipped", skipped_},
                      {"documents", documents}};
    const Result<void> written = world_.files.write_file(line_.batch.report, report.dump(1) + '\n');
    if (!written) show_error(written.error());
  }

  const CommandLine& line_;
  publish::World& world_;
  std::vector<Job> jobs_;
  Journal journal_;
  ProgressBar bar_;
  article::LearntSites sites_;
  std::vector<Json> records_;
  Tally tally_;
  std::size_t skipped_ = 0;
};

}  // namespace

int run_batch(const CommandLine& line, publish::World& world) {
  Result<std::vector<Job>> jobs = take_shard(plan_jobs(line), line.batch.shard);
  if (!jobs) {
    show_error(jobs.error());
    return kUsage;
  }
  const Result<void> folder = world.files.make_folder(line.batch.output_folder);
  if (!folder) {
    show_error(folder.error());
    return kNothingDone;
  }
  return Batch(line, world, std::move(jobs).value()).run();
}

}  // namespace banxin::cli
