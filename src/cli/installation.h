#pragma once
#include "publish/installation.h"

namespace banxin::cli {

// Where this program's own data lies: beside an installed program (../share/banxin), else in the
// source folder it was built from.
publish::Installation find_installation();

}  // namespace banxin::cli
