// `banxin_bench article FILE...`: a page to its article in a warm process: parsing, extraction with
// metadata, and the text written. Pages are UTF-8. Readability on linkedom takes 20 to 60 ms of CPU
// a page on the same kind of page (warm), 270 ms as a process.
#include <cstdio>

#include "article/extract.h"
#include "article/write_text.h"
#include "bench.h"
#include "html/parse.h"

namespace banxin::bench {
namespace {

constexpr int kRounds = 10;

std::unique_ptr<dom::Document> parse(std::string text) {
  Diagnostics diagnostics;
  html::ParseOptions options;
  options.report_parse_errors = false;
  return html::parse_document("bench", std::move(text), options, diagnostics);
}

std::size_t extract(const dom::Document& page) {
  Diagnostics diagnostics;
  article::ExtractOptions options;
  options.mode = article::Mode::Always;
  const article::Article article = article::extract_article(page, options, diagnostics);
  return article.document == nullptr ? 0 : article::write_text(*article.document).size();
}

}  // namespace

int run_article(std::span<const std::string> files) {
  double parse_total = 0;
  double extract_total = 0;
  double slowest = 0;
  for (const std::string& path : files) {
    const std::string text = read_file(path);
    if (text.empty()) {
      std::fprintf(stderr, "%s: empty or not there\n", path.c_str());
      return 1;
    }
    const double parsed = fastest(kRounds, [&] { parse(text); });
    const auto page = parse(text);
    const double extracted = fastest(kRounds, [&] { extract(*page); });
    parse_total += parsed;
    extract_total += extracted;
    slowest = std::max(slowest, parsed + extracted);
  }
  const double count = static_cast<double>(files.size());
  std::printf(
      "%zu pages: parse %.2f ms, extract %.2f ms, together %.2f ms a page; slowest %.1f ms\n",
      files.size(), 1e3 * parse_total / count, 1e3 * extract_total / count,
      1e3 * (parse_total + extract_total) / count, 1e3 * slowest);
  return 0;
}

}  // namespace banxin::bench
