#pragma once
// Making pictures smaller, by averaging areas: on the fly, row by row, or of whole pixels.
#include <cstdint>
#include <span>
#include <vector>

#include "image/image.h"

namespace banxin::image {

// Averages squares of `factor` × `factor` pixels while rows come in, so that a picture larger than
// memory allows never stands in it whole. Colours weigh by their alpha.
class RowReducer {
 public:
  void start(int width, int height, int factor);
  void add_row(std::span<const std::uint8_t> rgba);
  // What came in; rows that did not come are transparent.
  Pixels finish();

 private:
  void flush();

  int width_ = 0, factor_ = 1;
  int rows_in_band_ = 0;
  std::size_t next_row_ = 0;
  std::vector<std::uint64_t> sums_;  // of each target pixel: red, green, blue (× alpha), alpha
  Pixels pixels_;
};

// `pixels` with the longest side no longer than `longest`, at least 1 × 1; unchanged when smaller.
Pixels scale_down(Pixels pixels, int longest);

}  // namespace banxin::image
