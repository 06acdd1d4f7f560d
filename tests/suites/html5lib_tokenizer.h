#pragma once
// The tokenizer tests of html5lib (*.test): tokens, errors and their places, from every initial
// state that a test names. A test passes when all of its states do.
#include <string>

#include "suites/score.h"

namespace banxin::suites {

void run_tokenizer(const std::string& folder, Score& score);

}  // namespace banxin::suites
