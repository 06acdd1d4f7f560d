#pragma once
// Cases as text: input and expectation of a stage side by side, many a file, so that a person reads
// them and a flag rewrites them.
//
//   === name of the case
//   --- html            the input
//   <p>…
//   --- options         words of the command line, may be missing
//   --viewport 300x200
//   --- dom             what `banxin dump --stage=dom` prints; any number of stages
//   | <html>
//   --- diagnostics     what is found, one line each; missing means nothing
//   …
#include <string>
#include <string_view>
#include <vector>

namespace banxin::test {

struct CaseSection {
  std::string name;
  std::string text;  // every line with its end
};

struct Case {
  std::string name;
  std::vector<CaseSection> sections;
  const CaseSection* find(std::string_view section) const;
};

std::vector<Case> parse_cases(std::string_view text);
std::string write_cases(const std::vector<Case>& cases);

}  // namespace banxin::test
