// banxin_manual man|bash|zsh|fish: prints the manual or a shell's completions; run by the build.
#include <cstdio>
#include <string>

#include "cli/manual.h"
#include "cli/options.h"

int main(int argc, char** argv) {
  banxin::cli::CommandLine line;
  CLI::App app;
  banxin::cli::define_commands(app, line);
  const std::string what = argc > 1 ? argv[1] : "man";
  std::string text = banxin::cli::write_manual(app);
  if (what == "bash") text = banxin::cli::write_bash_completion(app);
  if (what == "zsh") text = banxin::cli::write_zsh_completion(app);
  if (what == "fish") text = banxin::cli::write_fish_completion(app);
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
}
