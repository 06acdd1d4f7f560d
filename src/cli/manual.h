#pragma once
// The man page and the shells' completions, from the same definitions as the parser.
#include <CLI/CLI.hpp>
#include <string>

namespace banxin::cli {

std::string write_manual(const CLI::App& app);  // roff, man(7)
std::string write_bash_completion(const CLI::App& app);
std::string write_zsh_completion(const CLI::App& app);
std::string write_fish_completion(const CLI::App& app);

}  // namespace banxin::cli
