#include "base/late_library.h"

#include <doctest/doctest.h>

using banxin::LateLibrary;

namespace {
using Absolute = int(int);
}

TEST_CASE("late library: what is there is found, with its type") {
  LateLibrary library("libc.so.6");
  Absolute* absolute = nullptr;
  library.find("abs", absolute);
  REQUIRE(library.complete());
  CHECK(absolute(-7) == 7);
}

TEST_CASE("late library: one missing function makes it incomplete, and stays so") {
  LateLibrary library("libc.so.6");
  Absolute* missing = nullptr;
  Absolute* absolute = nullptr;
  library.find("banxin_no_such_function", missing);
  library.find("abs", absolute);
  CHECK((missing == nullptr));
  CHECK_FALSE(library.complete());
}

TEST_CASE("late library: one that is not installed is incomplete and gives no function") {
  LateLibrary library("libbanxin-no-such-library.so.1");
  CHECK_FALSE(library.complete());
  Absolute* absolute = nullptr;
  library.find("abs", absolute);
  CHECK((absolute == nullptr));
}
