#pragma once
// BANXIN_ASSERT: a bug of ours, never a fault of the input. Always on: a page set wrong in silence
// costs more than the check.
#include <cstdio>
#include <cstdlib>

#define BANXIN_ASSERT(condition, why)                                                            \
  do {                                                                                           \
    if (!(condition)) {                                                                          \
      std::fprintf(stderr, "%s:%d: banxin bug: %s (%s)\n", __FILE__, __LINE__, why, #condition); \
      std::abort();                                                                              \
    }                                                                                            \
  } while (false)
