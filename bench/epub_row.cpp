// `banxin_bench epub FILE...`: pages to EPUBs, many in one process: all of it (read, decode, parse,
// extract, compose, write), and the writer's share. Peers measured on the machine that this was
// written on: pandoc takes 0.3 s of CPU for a 4 KB page and 1.96 s for a novel of 2.7 MB.
#include <sys/resource.h>

#include <cstdio>

#include "base/file_system.h"
#include "bench.h"
#include "publish/compose.h"
#include "publish/gather.h"
#include "publish/publish.h"

namespace banxin::bench {
namespace {

constexpr int kRounds = 10;

// Peak of the process, in MB.
double peak_memory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace

int run_epub(std::span<const std::string> files) {
  DiskFileSystem disk;
  publish::World world{{BANXIN_SOURCE "/styles"}, disk, {}, {}, {}, {}};
  double composed_total = 0;
  double total = 0;
  std::size_t bytes = 0;
  for (const std::string& path : files) {
    publish::PublishOptions options;
    options.inputs = {path};
    options.read.article = publish::ArticleChoice::Never;
    bool is_done = true;
    composed_total += fastest(kRounds, [&] {
      Diagnostics diagnostics;
      auto gathered = publish::gather(options, world, article::TitleBlock::Shown, diagnostics);
      is_done =
          gathered && publish::compose(std::move(gathered).value(), options, world, diagnostics);
    });
    const double before = peak_memory();
    total += fastest(kRounds, [&] {
      Diagnostics diagnostics;
      const auto epub = publish::publish_epub(options, world, diagnostics);
      is_done = is_done && epub;
      if (epub) bytes += epub.value().size();
    });
    if (!is_done) {
      std::fprintf(stderr, "%s: could not be published\n", path.c_str());
      return 1;
    }
    if (files.size() == 1) {
      std::printf("peak %.0f MB before the writer, %.0f MB with it\n", before, peak_memory());
    }
  }
  const double count = static_cast<double>(files.size());
  std::printf("%zu pages: %.2f ms a page, of it the EPUB writer %.2f ms; %.0f KB a book\n",
              files.size(), 1e3 * total / count, 1e3 * (total - composed_total) / count,
              static_cast<double>(bytes) / kRounds / count / 1024);
  return 0;
}

}  // namespace banxin::bench
