#pragma once
// What a person sees on standard error: findings, one line each, and progress. Standard output
// carries results only.
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "base/result.h"
#include "cli/options.h"

namespace banxin::cli {

// The findings in the form asked for; notes only when verbose, errors only when quiet.
void show_diagnostics(const Diagnostics& diagnostics, const ReportOptions& options);
// `banxin: subject: detail`, control characters escaped.
void show_error(const Error& error);

// Whether what was found makes the exit code 1 (--werror, --fail-on).
bool fails(const Diagnostics& diagnostics, const ReportOptions& options);

// A bar on a terminal, a line every few seconds otherwise; nothing when quiet.
class ProgressBar {
 public:
  ProgressBar(const ReportOptions& options, std::string what);
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  ~ProgressBar();
  void show(std::size_t done, std::size_t total);

 private:
  bool shown_ = false, is_terminal_ = false, drawn_ = false;
  std::string what_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace banxin::cli
