#include "cli/manual.h"

#include <string_view>
#include <vector>

namespace banxin::cli {
namespace {

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

// roff: a leading dot or quote would be a request, a backslash an escape, a hyphen a hyphen.
std::string roff(std::string_view text) {
  std::string out;
  bool at_line_start = true;
  for (const char c : text) {
    if (at_line_start && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
    at_line_start = c == '\n';
  }
  return out;
}

std::vector<const CLI::Option*> options_of(const CLI::App& app) {
  std::vector<const CLI::Option*> options;
  for (const CLI::Option* option : app.get_options()) {
    if (option->nonpositional()) options.push_back(option);
  }
  return options;
}

std::string names_of(const CLI::Option& option) {
  std::string names;
  for (const std::string& name : option.get_snames())
    names += (names.empty() ? "-" : ", -") + name;
  for (const std::string& name : option.get_lnames())
    names += (names.empty() ? "--" : ", --") + name;
  return names;
}

void append_options(std::string& out, const CLI::App& app) {
  for (const CLI::Option* option : options_of(app)) {
    out += ".TP\n.B " + roff(names_of(*option));
    const std::string type = option->get_type_name();
    if (!type.empty() && option->get_items_expected_max() != 0)
      out += " \\fI" + roff(type) + "\\fR";
    out += '\n' + roff(option->get_description()) + '\n';
  }
}

struct Description {
  std::string example, text;
};

// Descriptions begin with "Example: …" and an empty line (cli/options.cpp).
Description split_description(const std::string& whole) {
  constexpr std::string_view kExample = "Example: ";
  const std::size_t end = whole.find("\n\n");
  if (!whole.starts_with(kExample) || end == std::string::npos) return {{}, whole};
  return {whole.substr(kExample.size(), end - kExample.size()), whole.substr(end + 2)};
}

std::string option_words(const CLI::App& app) {
  std::string words;
  for (const CLI::Option* option : options_of(app)) {
    for (const std::string& name : option->get_lnames())
      words += "--" + name + ' ';
  }
  return words;
}

std::string command_words(const CLI::App& app) {
  std::string words;
  for (const CLI::App* command : commands_of(app))
    words += command->get_name() + ' ';
  return words;
}

std::string one_line(std::string text) {
  for (char& c : text) {
    if (c == '\n') c = ' ';
    if (c == '\'' || c == '[' || c == ']' || c == ':') c = ' ';
  }
  return text;
}

}  // namespace

std::string write_manual(const CLI::App& app) {
  const Description about = split_description(app.get_description());
  std::string out =
      ".TH BANXIN 1\n.SH NAME\nbanxin \\- publish static HTML as EPUB 3 and PDF\n.SH SYNOPSIS\n";
  out += ".B banxin\nINPUT... \\-o FILE [\\-o FILE]\n";
  for (const CLI::App* command : commands_of(app)) {
    out += ".br\n.B banxin " + roff(command->get_name()) + "\n[options]\n";
  }
  out += ".SH DESCRIPTION\n" + roff(about.text) + "\n.SH OPTIONS\n";
  append_options(out, app);
  for (const CLI::App* command : commands_of(app)) {
    const Description description = split_description(command->get_description());
    out += ".SH BANXIN " + roff(command->get_name()) + '\n' + roff(description.text) +
           "\n.PP\n.EX\n" + roff(description.example) + "\n.EE\n";
    append_options(out, *command);
  }
  out +=
      ".SH EXIT STATUS\n0 all done; 1 done, but some input failed or lost something; 2 usage; 3 "
      "nothing could be done; 130 interrupted.\n";
  out +=
      ".SH ENVIRONMENT\n.B SOURCE_DATE_EPOCH\nthe date of the output where neither the page nor an "
      "option gives one.\n";
  out += ".SH EXAMPLE\n.EX\n" + roff(about.example) + "\n.EE\n";
  return out;
}

std::string write_bash_completion(const CLI::App& app) {
  std::string out =
      "# bash completion for banxin\n_banxin() {\n  local word=${COMP_WORDS[COMP_CWORD]} words\n  "
      "case \"${COMP_WORDS[1]}\" in\n";
  for (const CLI::App* command : commands_of(app)) {
    out += "    " + command->get_name() + ") words=\"" + option_words(*command) + "\" ;;\n";
  }
  out += "    *) words=\"" + command_words(app) + option_words(app) + "\" ;;\n  esac\n";
  out +=
      "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\"; compgen -f -- "
      "\"$word\")\n}\n";
  out += "complete -o filenames -F _banxin banxin\n";
  return out;
}

std::string write_zsh_completion(const CLI::App& app) {
  std::string out = "#compdef banxin\n_banxin() {\n  case \"$words[2]\" in\n";
  const auto arguments = [](const CLI::App& of) {
    std::string lines = "_arguments";
    for (const CLI::Option* option : options_of(of)) {
      for (const std::string& name : option->get_lnames()) {
        lines += " \\\n      '--" + name + "[" + one_line(option->get_description()) + "]'";
      }
    }
    return lines + " \\\n      '*:input:_files'";
  };
  for (const CLI::App* command : commands_of(app)) {
    out += "    " + command->get_name() + ")\n      " + arguments(*command) + " ;;\n";
  }
  out += "    *)\n      " + arguments(app) + " ;;\n  esac\n}\n_banxin \"$@\"\n";
  return out;
}

namespace {

// One possible word: `what` is "-l option" or "-a command".
std::string fish_line(const std::string& condition,
                      const std::string& what,
                      const std::string& text) {
  return "complete -c banxin -n '" + condition + "' " + what + " -d '" + one_line(text) + "'\n";
}

}  // namespace

std::string write_fish_completion(const CLI::App& app) {
  std::string out = "# fish completion for banxin\n";
  const auto lines = [&out](const CLI::App& of, const std::string& condition) {
    for (const CLI::Option* option : options_of(of)) {
      for (const std::string& name : option->get_lnames()) {
        out += fish_line(condition, "-l " + name, option->get_description());
      }
    }
  };
  lines(app, "__fish_use_subcommand");
  for (const CLI::App* command : commands_of(app)) {
    out += fish_line("__fish_use_subcommand", "-a " + command->get_name(),
                     split_description(command->get_description()).text);
    lines(*command, "__fish_seen_subcommand_from " + command->get_name());
  }
  return out;
}

}  // namespace banxin::cli
