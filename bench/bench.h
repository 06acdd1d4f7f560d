#pragma once
// banxin_bench NAME FILE…: each row times one stage of ours beside the library a user would take
// instead, in the same run. A row is one function in a file of its own and one line in main.cpp.
#include <algorithm>
#include <chrono>
#include <span>
#include <string>

namespace banxin::bench {

// Rows return a process exit code and print their own table.
int run_article(std::span<const std::string> files);
int run_epub(std::span<const std::string> files);
int run_html(std::span<const std::string> files);
int run_lines(std::span<const std::string> files);
int run_pandoc(std::span<const std::string> files);
int run_pdf(std::span<const std::string> files);

std::string read_file(const std::string& path);

// The fastest of `rounds` calls, in seconds: what else the machine does only adds.
template <class Work>
double fastest(int rounds, Work work) {
  double best = 1e9;
  for (int i = 0; i < rounds; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    best = std::min(
        best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

}  // namespace banxin::bench
