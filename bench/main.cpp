#include <cstdio>
#include <fstream>
#include <iterator>
#include <string_view>
#include <vector>

#include "bench.h"

namespace banxin::bench {
namespace {

struct Row {
  std::string_view name;
  int (*run)(std::span<const std::string> files);
  std::string_view what;
  bool needs_files = true;
};
constexpr Row kRows[] = {
    {"article", run_article, "takes the article out of pages"},
    {"epub", run_epub, "publishes pages as EPUBs, many in one process"},
    {"html", run_html, "parses pages; beside gumbo"},
    {"lines", run_lines, "sets paragraphs into lines; beside PangoLayout"},
    {"pdf", run_pdf, "publishes pages as PDF; beside wkhtmltopdf and Chromium", false},
    {"pandoc", run_pandoc, "publishes pages as EPUB; beside pandoc", false},
};

int show_usage() {
  std::fputs("usage: banxin_bench NAME FILE...\n", stderr);
  for (const Row& row : kRows)
    std::fprintf(stderr, "  %-8s %s\n", row.name.data(), row.what.data());
  return 2;
}

}  // namespace

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace banxin::bench

int main(int argument_count, char** arguments) {
  using namespace banxin::bench;
  if (argument_count < 2) return show_usage();
  const std::vector<std::string> files(arguments + 2, arguments + argument_count);
  for (const Row& row : kRows) {
    if (row.name != arguments[1]) continue;
    return row.needs_files && files.empty() ? show_usage() : row.run(files);
  }
  return show_usage();
}
