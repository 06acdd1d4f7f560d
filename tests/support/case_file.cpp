#include "support/case_file.h"

#include <algorithm>

namespace banxin::test {

const CaseSection* Case::find(std::string_view section) const {
  const auto at = std::find_if(sections.begin(), sections.end(),
                               [section](const CaseSection& s) { return s.name == section; });
  return at == sections.end() ? nullptr : &*at;
}

std::vector<Case> parse_cases(std::string_view text) {
  std::vector<Case> cases;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.starts_with("=== ")) {
      cases.push_back({std::string(line.substr(4)), {}});
    } else if (line.starts_with("--- ") && !cases.empty()) {
      cases.back().sections.push_back({std::string(line.substr(4)), {}});
    } else if (!cases.empty() && !cases.back().sections.empty()) {
      cases.back().sections.back().text += line;
      cases.back().sections.back().text += '\n';
    }
  }
  return cases;
}

std::string write_cases(const std::vector<Case>& cases) {
  std::string out;
  for (const Case& one : cases) {
    out += "=== " + one.name + '\n';
    for (const CaseSection& section : one.sections) {
      out += "--- " + section.name + '\n' + section.text;
    }
  }
  return out;
}

}  // namespace banxin::test
