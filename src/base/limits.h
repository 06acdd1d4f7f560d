#pragma once
// Limits: what one document may cost. Each is a flag of the command line (--limit-NAME), each has a
// diagnostic of its own when it is met, and the rest of the document is kept.
#include <cstddef>
#include <cstdint>

namespace banxin {

struct Limits {
  std::size_t input_bytes = 256U << 20U;
  std::size_t resource_bytes = 64U << 20U;
  std::size_t nodes = 20'000'000;
  std::size_t depth = 512;             // as browsers: deeper elements become siblings
  std::size_t attributes = 1'000'000;  // on one element
  std::size_t sheet_bytes = 16U << 20U;
  std::size_t rules = 500'000;
  std::size_t variable_bytes = 64U << 10U;  // one custom property, expanded
  std::size_t image_pixels = 100'000'000;
  std::size_t pages = 50'000;
  std::size_t diagnostics = 100;
};

}  // namespace banxin
