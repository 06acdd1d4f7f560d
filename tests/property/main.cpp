// banxin_property: doctest's program, and two services for people:
//   banxin_property --search FROM COUNT   seeds that fail, each with its smallest document
//   banxin_property --dump FILE           the pages of a document
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "base/file_system.h"
#include "property/paginated.h"
#include "property/shrink.h"

namespace {

using namespace banxin;
using namespace banxin::property;

// With BANXIN_BELOW_PAGES in the environment, also text that no page shows.
std::string complaint(const std::string& html, Fonts& fonts) {
  std::string found = check_pages(html, fonts);
  if (!found.empty() || std::getenv("BANXIN_BELOW_PAGES") == nullptr) return found;
  found = find_text_below_pages(html, fonts);
  return found.empty() ? found : "below the page: " + found;
}

// In a process of its own: a failed assertion or an endless loop is a failure as well.
bool fails(const RandomDocument& document, Fonts& fonts) {
  (void)std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) {
    (void)freopen("/dev/null", "w", stderr);
    alarm(5);
    _exit(complaint(write_html(document), fonts).empty() ? 0 : 1);
  }
  int status = 0;
  (void)waitpid(child, &status, 0);
  return status != 0;
}

// As fails(), with the reason on the standard output.
void tell(const RandomDocument& document, Fonts& fonts) {
  (void)std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) {
    alarm(5);
    (void)std::printf("%s\n", complaint(write_html(document), fonts).c_str());
    (void)std::fflush(stdout);
    _exit(0);
  }
  int status = 0;
  (void)waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) (void)std::printf("signal %d\n", WTERMSIG(status));
}

int search(std::uint64_t from, std::uint64_t count) {
  Fonts fonts;
  int failures = 0;
  for (std::uint64_t seed = from; seed < from + count; ++seed) {
    const RandomDocument document = make_document(seed);
    if (!fails(document, fonts)) continue;
    ++failures;
    const RandomDocument least =
        shrink(document, [&](const RandomDocument& trial) { return fails(trial, fonts); });
    std::printf("== seed %llu\n%s\n", static_cast<unsigned long long>(seed),
                write_html(least).c_str());
    tell(least, fonts);
  }
  std::printf("%d of %llu fail\n", failures, static_cast<unsigned long long>(count));
  return failures == 0 ? 0 : 1;
}

int dump(const char* path) {
  Fonts fonts;
  const std::string html = DiskFileSystem().load_file(path, 1U << 20U).value();
  std::printf("%s\n", dump_pages(html, fonts).c_str());
  std::printf("%s\n", check_pages(html, fonts).c_str());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view service = argc > 1 ? argv[1] : "";
  if (service == "--search" && argc > 3)
    return search(std::strtoull(argv[2], nullptr, 10), std::strtoull(argv[3], nullptr, 10));
  if (service == "--dump" && argc > 2) return dump(argv[2]);
  return doctest::Context(argc, argv).run();
}
