// banxin_html5lib DIR: runs the html5lib test suite (tree construction, tokenizer) from a folder
// and ends with the line `N passed, M failed`.
#include <cstdio>
#include <string>

#include "suites/html5lib_tokenizer.h"
#include "suites/html5lib_trees.h"

int main(int argument_count, char** arguments) {
  using namespace banxin::suites;
  if (argument_count != 2) {
    std::fprintf(
        stderr,
        "usage: banxin_html5lib DIR   (the folder with tree-construction/ and tokenizer/)\n");
    return 2;
  }
  const std::string folder = arguments[1];
  Score trees;
  Score tokens;
  run_tree_construction(folder + "/tree-construction", trees);
  run_tokenizer(folder + "/tokenizer", tokens);
  if (trees.total() + tokens.total() == 0) {
    std::printf("skipped: no tests in %s\n", folder.c_str());
    return kSkipped;
  }
  std::printf("tree construction: %zu passed, %zu failed\n", trees.passed, trees.failed);
  std::printf("tokenizer: %zu passed, %zu failed\n", tokens.passed, tokens.failed);
  std::printf("%zu passed, %zu failed\n", trees.passed + tokens.passed,
              trees.failed + tokens.failed);
  return trees.failed + tokens.failed == 0 ? 0 : 1;
}
