#pragma once
// The commands: each takes the parsed command line and returns the process's exit code.
#include "cli/options.h"
#include "publish/publish.h"

namespace banxin::cli {

// Exit codes (banxin --help).
inline constexpr int kDone = 0;
inline constexpr int kSomethingLost = 1;
inline constexpr int kUsage = 2;
inline constexpr int kNothingDone = 3;
inline constexpr int kInterrupted = 130;

int run_publish(const CommandLine& line, publish::World& world);
int run_batch(const CommandLine& line, publish::World& world);
int run_extract(const CommandLine& line, publish::World& world);
int run_inspect(const CommandLine& line, publish::World& world);
int run_repair(const CommandLine& line, publish::World& world);
int run_themes(const CommandLine& line, publish::World& world);
int run_fonts(const CommandLine& line, publish::World& world);
int run_dump(const CommandLine& line, publish::World& world);

// Results go to standard output, whole. IoFailed (a closed pipe, a full disk) is a message and 3.
int print_result(std::string_view bytes);
// The exit code of a job that failed as a whole.
int exit_code(const Error& error);

}  // namespace banxin::cli
