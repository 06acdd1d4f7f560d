#include "suites/html5lib_trees.h"

#include "dom/dump.h"
#include "html/parse.h"

namespace banxin::suites {
namespace {

struct Case {
  std::string data, expected, context;
  bool is_fragment = false;
  bool needs_scripting = false;
};

// Takes the line at `at`, without its end.
std::string_view take_line(std::string_view text, std::size_t& at) {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  const std::string_view line = text.substr(at, end - at);
  at = end == text.size() ? end : end + 1;
  return line;
}

void add_line(std::string& to, std::string_view line) {
  to += line;
  to += '\n';
}

void drop_last_newline(std::string& text) {
  if (text.ends_with('\n')) text.pop_back();
}

// A case begins at a line `#data`; what follows `#document` may hold any line but that.
std::vector<Case> read_cases(std::string_view text) {
  std::vector<Case> cases;
  std::string section;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view line = take_line(text, at);
    const bool in_data = section == "#data";
    if (line == "#data" && (section.empty() || section == "#document")) {
      cases.emplace_back();
      section = line;
    } else if (line == "#errors" || (!in_data && (line == "#new-errors" || line == "#document" ||
                                                  line == "#document-fragment"))) {
      section = line;
    } else if (!in_data && (line == "#script-on" || line == "#script-off")) {
      cases.back().needs_scripting = line == "#script-on";
    } else if (in_data) {
      add_line(cases.back().data, line);
    } else if (section == "#document-fragment") {
      cases.back().context = line;
      cases.back().is_fragment = true;
    } else if (section == "#document") {
      add_line(cases.back().expected, line);
    }
  }
  for (Case& one : cases) {
    drop_last_newline(one.data);
    while (one.expected.ends_with("\n\n"))
      one.expected.pop_back();
  }
  return cases;
}

html::FragmentContext context_of(const Case& one) {
  if (one.context.starts_with("svg ")) return {one.context.substr(4), dom::Namespace::Svg, {}};
  if (one.context.starts_with("math ")) return {one.context.substr(5), dom::Namespace::MathMl, {}};
  return {one.context, dom::Namespace::Html, {}};
}

std::string actual_tree(const Case& one) {
  Diagnostics diagnostics;
  const auto document = one.is_fragment
                            ? html::parse_fragment("", one.data, context_of(one), {}, diagnostics)
                            : html::parse_document("", one.data, {}, diagnostics);
  return dom::dump_tree(*document, document->root());
}

}  // namespace

void run_tree_construction(const std::string& folder, Score& score) {
  for (const auto& path : files_of(folder, ".dat")) {
    std::size_t number = 0;
    for (const Case& one : read_cases(read_file(path))) {
      ++number;
      if (one.needs_scripting) continue;
      const std::string actual = actual_tree(one);
      if (actual == one.expected) {
        ++score.passed;
        continue;
      }
      ++score.failed;
      std::printf("FAILED %s %zu%s%s\n%s\n-- expected\n%s-- actual\n%s\n", path.filename().c_str(),
                  number, one.is_fragment ? " in " : "", one.context.c_str(), one.data.c_str(),
                  one.expected.c_str(), actual.c_str());
    }
  }
}

}  // namespace banxin::suites
