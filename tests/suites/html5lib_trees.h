#pragma once
// The tree construction tests of html5lib (*.dat). Cases that need scripting (#script-on) are left
// out: scripting is off.
#include <string>

#include "suites/score.h"

namespace banxin::suites {

void run_tree_construction(const std::string& folder, Score& score);

}  // namespace banxin::suites
