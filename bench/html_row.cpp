// `banxin_bench html FILE...`: the HTML parser beside gumbo. Both build a whole tree; the text is
// decoded already. "memory" is all that the Document holds, its source too, over the file's size.
#include <gumbo.h>
#include <malloc.h>

#include <cstdio>

#include "bench.h"
#include "html/parse.h"

namespace banxin::bench {
namespace {

constexpr int kRounds = 15;

std::size_t heap_in_use() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

std::unique_ptr<dom::Document> parse(std::string text) {
  Diagnostics diagnostics;
  return html::parse_document("bench", std::move(text), {}, diagnostics);
}

}  // namespace

int run_html(std::span<const std::string> files) {
  std::printf("%-28s %8s %10s %10s %6s %7s\n", "file", "MB", "MB/s", "gumbo", "ratio", "memory");
  for (const std::string& path : files) {
    const std::string text = read_file(path);
    if (text.empty()) {
      std::fprintf(stderr, "%s: empty or not there\n", path.c_str());
      return 1;
    }
    const double megabytes = static_cast<double>(text.size()) / 1e6;
    const std::size_t before = heap_in_use();
    const auto document = parse(text);
    const double memory = static_cast<double>(heap_in_use() - before) / 1e6;
    double ours = 1e9;
    double theirs = 1e9;
    for (int round = 0; round < kRounds; ++round) {  // in turns: both meet the same machine
      std::string copy = text;
      ours = std::min(ours, fastest(1, [&] { parse(std::move(copy)); }));
      theirs = std::min(theirs, fastest(1, [&] {
                          GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions,
                                                                         text.data(), text.size());
                          gumbo_destroy_output(&kGumboDefaultOptions, output);
                        }));
    }
    std::printf("%-28s %8.2f %10.1f %10.1f %6.2f %6.2fx\n",
                path.substr(path.rfind('/') + 1).c_str(), megabytes, megabytes / ours,
                megabytes / theirs, theirs / ours, memory / megabytes);
  }
  return 0;
}

}  // namespace banxin::bench
