#pragma once
// The command line: one definition of every option, from which the parser, --help, the man page,
// the completions and book.toml's names all come.
#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <vector>

#include "publish/dump_stage.h"
#include "publish/options.h"

namespace banxin::cli {

enum class Progress : std::uint8_t { Auto, Always, Never };
enum class DiagnosticsFormat : std::uint8_t { Text, Json, Sarif };

struct ReportOptions {
  int verbose = 0;
  bool quiet = false;
  Progress progress = Progress::Auto;
  DiagnosticsFormat diagnostics = DiagnosticsFormat::Text;
  bool warnings_are_errors = false;
  std::vector<std::string> fail_on;
};

struct BatchOptions {
  std::string output_folder;
  std::vector<std::string> formats{"epub", "pdf"};
  bool resume = false;
  std::string shard;  // K/N
  std::string report;
  bool keep_going = false;
};

struct CommandLine {
  publish::PublishOptions publish;
  ReportOptions report;
  BatchOptions batch;
  int jobs = 0;        // 0: one a core
  std::string format;  // extract, dump
  std::string stage;   // dump
  std::string viewport = "800x600";
  std::string media = "print";
  std::string repair_input = "html";
};

// Defines every command and option on `app`; values go to `line`. Parsing throws CLI::ParseError,
// which main() turns into a message and exit code 2.
void define_commands(CLI::App& app, CommandLine& line);

// The options that book.toml gives, under those of `words`, the command line as it was typed. An
// option that is none, or has a wrong value, is a Usage error.
Result<publish::PublishOptions> merge_book_options(
    const std::map<std::string, std::vector<std::string>>& book,
    const std::vector<std::string>& words);

// How much may be done at once: what --jobs says, or one a core.
std::size_t job_count(const CommandLine& line);

// What `banxin dump` was asked for.
publish::DumpRequest dump_request(const CommandLine& line);

}  // namespace banxin::cli
