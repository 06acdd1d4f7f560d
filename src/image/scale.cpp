#include "image/scale.h"

#include <algorithm>
#include <cmath>

namespace banxin::image {
namespace {

std::uint8_t rounded(double value) {
  return static_cast<std::uint8_t>(std::clamp(value + 0.5, 0.0, 255.0));
}

// One axis of an area average: target pixel i covers [start, end) of the source.
struct Span {
  int first = 0, last = 0;  // source pixels, both included
  double first_weight = 1, last_weight = 1;
};

std::vector<Span> spans(int from, int to) {
  std::vector<Span> all(static_cast<std::size_t>(to));
  const double step = static_cast<double>(from) / to;
  for (int i = 0; i < to; ++i) {
    const double start = i * step, end = std::min<double>((i + 1) * step, from);
    Span& span = all[static_cast<std::size_t>(i)];
    span.first = std::min(static_cast<int>(start), from - 1);
    span.last = std::clamp(static_cast<int>(std::ceil(end)) - 1, span.first, from - 1);
    span.first_weight = span.first == span.last ? end - start : span.first + 1 - start;
    span.last_weight = end - span.last;
  }
  return all;
}

double weight(const Span& span, int at) {
  if (at == span.first) return span.first_weight;
  return at == span.last ? span.last_weight : 1;
}

void average(const Pixels& from, const Span& rows, const Span& columns, std::uint8_t* out) {
  double sum[4] = {0, 0, 0, 0};
  double total = 0;
  for (int y = rows.first; y <= rows.last; ++y) {
    const std::size_t row = static_cast<std::size_t>(y) * static_cast<std::size_t>(from.width);
    for (int x = columns.first; x <= columns.last; ++x) {
      const std::uint8_t* pixel = from.rgba.data() + (row + static_cast<std::size_t>(x)) * 4;
      const double w = weight(rows, y) * weight(columns, x);
      const double alpha = w * pixel[3];
      for (int c = 0; c < 3; ++c)
        sum[c] += alpha * pixel[c];
      sum[3] += alpha;
      total += w;
    }
  }
  for (int c = 0; c < 3; ++c)
    out[c] = sum[3] > 0 ? rounded(sum[c] / sum[3]) : std::uint8_t{0};
  out[3] = total > 0 ? rounded(sum[3] / total) : std::uint8_t{0};
}

}  // namespace

void RowReducer::start(int width, int height, int factor) {
  width_ = width;
  factor_ = std::max(1, factor);
  pixels_.width = (width + factor_ - 1) / factor_;
  pixels_.height = (height + factor_ - 1) / factor_;
  pixels_.rgba.assign(
      static_cast<std::size_t>(pixels_.width) * static_cast<std::size_t>(pixels_.height) * 4, 0);
  if (factor_ > 1) sums_.assign(static_cast<std::size_t>(pixels_.width) * 4, 0);
}

void RowReducer::add_row(std::span<const std::uint8_t> rgba) {
  if (factor_ == 1) {
    std::copy(rgba.begin(), rgba.end(),
              pixels_.rgba.begin() + static_cast<std::ptrdiff_t>(next_row_ * rgba.size()));
    ++next_row_;
    return;
  }
  for (int x = 0; x < width_; ++x) {
    const std::uint8_t* pixel = rgba.data() + static_cast<std::size_t>(x) * 4;
    std::uint64_t* sum = sums_.data() + static_cast<std::size_t>(x / factor_) * 4;
    for (int c = 0; c < 3; ++c)
      sum[c] += std::uint64_t{pixel[c]} * pixel[3];
    sum[3] += pixel[3];
  }
  if (++rows_in_band_ == factor_) flush();
}

void RowReducer::flush() {
  if (rows_in_band_ == 0) return;
  std::uint8_t* out = pixels_.rgba.data() + next_row_ * static_cast<std::size_t>(pixels_.width) * 4;
  for (int x = 0; x < pixels_.width; ++x, out += 4) {
    const std::uint64_t* sum = sums_.data() + static_cast<std::size_t>(x) * 4;
    const int columns = std::min(factor_, width_ - x * factor_);
    const double count = static_cast<double>(columns) * rows_in_band_;
    const double alpha = static_cast<double>(sum[3]);
    for (int c = 0; c < 3; ++c)
      out[c] = alpha > 0 ? rounded(static_cast<double>(sum[c]) / alpha) : std::uint8_t{0};
    out[3] = rounded(alpha / count);
  }
  std::fill(sums_.begin(), sums_.end(), 0);
  rows_in_band_ = 0;
  ++next_row_;
}

Pixels RowReducer::finish() {
  if (factor_ > 1) flush();
  return std::move(pixels_);
}

Pixels scale_down(Pixels pixels, int longest) {
  const int side = std::max(pixels.width, pixels.height);
  if (longest <= 0 || side <= longest) return pixels;
  Pixels small;
  small.opaque = pixels.opaque;
  const double factor = static_cast<double>(longest) / side;
  small.width = std::max(1, static_cast<int>(std::lround(pixels.width * factor)));
  small.height = std::max(1, static_cast<int>(std::lround(pixels.height * factor)));
  small.rgba.resize(static_cast<std::size_t>(small.width) * static_cast<std::size_t>(small.height) *
                    4);
  const std::vector<Span> columns = spans(pixels.width, small.width);
  std::uint8_t* out = small.rgba.data();
  for (const Span& row : spans(pixels.height, small.height)) {
    for (const Span& column : columns) {
      average(pixels, row, column, out);
      out += 4;
    }
  }
  return small;
}

}  // namespace banxin::image
