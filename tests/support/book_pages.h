#pragma once
// A publication from pages written in the test itself.
#include <string>
#include <utility>
#include <vector>

#include "book/build_publication.h"
#include "html/parse.h"

namespace banxin::test {

struct Page {
  std::string path;
  std::string text;
};

struct Built {
  book::Publication publication;
  Diagnostics diagnostics;
};

inline Built build(std::vector<Page> pages, const book::BookOptions& options = {}) {
  Built built;
  html::ParseOptions quiet;
  quiet.report_parse_errors = false;
  std::vector<book::InputPage> inputs;
  for (Page& page : pages) {
    book::InputPage input;
    input.document =
        html::parse_document(page.path, std::move(page.text), quiet, built.diagnostics);
    input.source_path = page.path;
    inputs.push_back(std::move(input));
  }
  built.publication = book::build_publication(std::move(inputs), options, built.diagnostics);
  return built;
}

}  // namespace banxin::test
