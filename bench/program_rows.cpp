// `banxin_bench pdf [FILE...]`: pages to PDF as whole processes, beside wkhtmltopdf and Chromium
// where they are installed; `banxin_bench pandoc [FILE...]`: to EPUB, beside pandoc. CPU of the
// process with its children, and its peak memory. FILE is a page or a .tar.xz with one page;
// without any, the three books of ../shared/suites/bench.
#include <fcntl.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "bench.h"

namespace banxin::bench {
namespace {

namespace fs = std::filesystem;

constexpr int kRounds = 3;

struct Cost {
  bool is_done = false;
  double seconds = 1e9;  // of CPU, the least of the rounds
  double megabytes = 0;  // at the peak
};

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

// -1 when the program cannot be started.
int run(std::vector<std::string> command, rusage& usage) {
  std::vector<char*> arguments;
  for (std::string& one : command)
    arguments.push_back(one.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t quiet{};
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int error = posix_spawnp(&child, arguments[0], &quiet, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&quiet);
  int status = 0;
  if (error != 0 || wait4(child, &status, 0, &usage) != child) return -1;
  // What it left behind (Chromium's helpers) is our child then, and counts.
  rusage more{};
  while (wait4(-1, nullptr, 0, &more) > 0) {
    timeradd(&usage.ru_utime, &more.ru_utime, &usage.ru_utime);
    timeradd(&usage.ru_stime, &more.ru_stime, &usage.ru_stime);
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// Done when it left a file at `out`: a program may warn by its exit code.
Cost measure(const std::vector<std::string>& command, const fs::path& out, int rounds) {
  Cost cost;
  for (int i = 0; i < rounds; ++i) {
    std::error_code ignored;
    fs::remove(out, ignored);
    rusage usage{};
    if (run(command, usage) < 0 || !fs::exists(out, ignored)) return {};
    cost.is_done = true;
    cost.seconds = std::min(cost.seconds, seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime));
    cost.megabytes = std::max(cost.megabytes, static_cast<double>(usage.ru_maxrss) / 1024);
  }
  return cost;
}

void print_peer(const char* name, const Cost& peer, const Cost& ours) {
  if (!peer.is_done) return;
  std::printf("; %s %.2f s (we take %.2f of it), %.0f MB", name, peer.seconds,
              ours.seconds / peer.seconds, peer.megabytes);
}

// The page itself, or the one page of the archive.
fs::path find_page(const std::string& file, const fs::path& folder) {
  if (!file.ends_with(".tar.xz")) return fs::absolute(file);
  const fs::path inside = folder / fs::path(file).filename();
  fs::create_directories(inside);
  rusage usage{};
  if (run({"tar", "-xJf", file, "-C", inside.string()}, usage) != 0) return {};
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(inside)) {
    if (entry.path().extension() == ".html") return entry.path();
  }
  return {};
}

enum class Format { Pdf, Epub };

void measure_pdf_peers(const fs::path& page, const fs::path& out, const Cost& ours) {
  print_peer("wkhtmltopdf",
             measure({"wkhtmltopdf", "-q", page.string(), out.string()}, out, kRounds), ours);
  print_peer("chromium",
             measure({"chromium", "--headless", "--no-sandbox", "--disable-gpu",
                      "--print-to-pdf=" + out.string(), "file://" + page.string()},
                     out, 1),
             ours);
}

bool measure_page(const fs::path& page, const fs::path& folder, Format format) {
  const fs::path banxin = fs::read_symlink("/proc/self/exe").parent_path() / "banxin";
  const fs::path out = folder / (format == Format::Pdf ? "out.pdf" : "out.epub");
  const Cost ours = measure({banxin.string(), page.string(), "-o", out.string()}, out, kRounds);
  if (!ours.is_done) return false;
  std::printf("%s: %.2f s, %.0f MB", page.filename().c_str(), ours.seconds, ours.megabytes);
  if (format == Format::Pdf) {
    measure_pdf_peers(page, out, ours);
  } else {
    print_peer("pandoc", measure({"pandoc", page.string(), "-o", out.string()}, out, kRounds),
               ours);
  }
  std::printf("\n");
  return true;
}

int run_books(std::span<const std::string> files, Format format) {
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  std::vector<std::string> inputs(files.begin(), files.end());
  if (inputs.empty()) {
    for (const char* name : {"reference", "bigtable", "novel"})
      inputs.push_back(std::string(BANXIN_SOURCE "/../shared/suites/bench/") + name + ".tar.xz");
  }
  std::string pattern = (fs::temp_directory_path() / "banxin_bench_XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) return 1;
  int code = 0;
  for (const std::string& file : inputs) {
    const fs::path page = find_page(file, pattern);
    if (page.empty() || !measure_page(page, pattern, format)) {
      std::fprintf(stderr, "%s: could not be published\n", file.c_str());
      code = 1;
    }
  }
  std::error_code ignored;
  fs::remove_all(pattern, ignored);
  return code;
}

}  // namespace

int run_pdf(std::span<const std::string> files) {
  return run_books(files, Format::Pdf);
}
int run_pandoc(std::span<const std::string> files) {
  return run_books(files, Format::Epub);
}

}  // namespace banxin::bench
