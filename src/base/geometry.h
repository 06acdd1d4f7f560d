#pragma once
// Points, sizes, rectangles and edges. Physical types (x, y, width, height) belong to fragments and
// paint; logical types (inline, block) to the inside of layout. CSS Writing Modes 4 §6.
#include <cstdint>

#include "base/unit.h"

namespace banxin {

struct Point {
  Unit x, y;
  friend constexpr Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
  friend constexpr Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
  bool operator==(const Point&) const = default;
};

struct Size {
  Unit width, height;
  bool operator==(const Size&) const = default;
};

struct Rect {
  Point origin;
  Size size;
  constexpr Unit right() const { return origin.x + size.width; }
  constexpr Unit bottom() const { return origin.y + size.height; }
  bool operator==(const Rect&) const = default;
};

struct Edges {
  Unit top, right, bottom, left;
  constexpr Unit horizontal() const { return left + right; }
  constexpr Unit vertical() const { return top + bottom; }
  bool operator==(const Edges&) const = default;
};

enum class WritingMode : std::uint8_t {
  HorizontalTb,
  VerticalRl,
  VerticalLr,
  SidewaysRl,
  SidewaysLr
};
enum class Direction : std::uint8_t { Ltr, Rtl };

constexpr bool is_horizontal(WritingMode mode) {
  return mode == WritingMode::HorizontalTb;
}
// Whether the block axis runs from right to left.
constexpr bool is_block_flipped(WritingMode mode) {
  return mode == WritingMode::VerticalRl || mode == WritingMode::SidewaysRl;
}

struct LogicalPoint {
  Unit inline_offset, block_offset;
  friend constexpr LogicalPoint operator+(LogicalPoint a, LogicalPoint b) {
    return {a.inline_offset + b.inline_offset, a.block_offset + b.block_offset};
  }
  bool operator==(const LogicalPoint&) const = default;
};

struct LogicalSize {
  Unit inline_size, block_size;
  bool operator==(const LogicalSize&) const = default;
};

struct LogicalEdges {
  Unit inline_start, inline_end, block_start, block_end;
  constexpr Unit inline_sum() const { return inline_start + inline_end; }
  constexpr Unit block_sum() const { return block_start + block_end; }
  bool operator==(const LogicalEdges&) const = default;
};

// The two properties that turn logical into physical coordinates.
struct FlowDirection {
  WritingMode writing_mode = WritingMode::HorizontalTb;
  Direction direction = Direction::Ltr;

  constexpr Size to_physical(LogicalSize size) const {
    return is_horizontal(writing_mode) ? Size{size.inline_size, size.block_size}
                                       : Size{size.block_size, size.inline_size};
  }
  constexpr LogicalSize to_logical(Size size) const {
    return is_horizontal(writing_mode) ? LogicalSize{size.width, size.height}
                                       : LogicalSize{size.height, size.width};
  }
  // Where the physical top left corner of a box of size `inner`, placed at logical `offset` in a
  // box of size `outer`, lies in that outer box.
  constexpr Point to_physical(LogicalPoint offset, Size inner, Size outer) const {
    const LogicalSize in = to_logical(inner);
    const LogicalSize out = to_logical(outer);
    const bool inline_flipped =
        (direction == Direction::Rtl) != (writing_mode == WritingMode::SidewaysLr);
    const Unit inline_position = inline_flipped
                                     ? out.inline_size - offset.inline_offset - in.inline_size
                                     : offset.inline_offset;
    const Unit block_position = is_block_flipped(writing_mode)
                                    ? out.block_size - offset.block_offset - in.block_size
                                    : offset.block_offset;
    return is_horizontal(writing_mode) ? Point{inline_position, block_position}
                                       : Point{block_position, inline_position};
  }
  constexpr LogicalEdges to_logical(const Edges& e) const;
  bool operator==(const FlowDirection&) const = default;
};

constexpr LogicalEdges FlowDirection::to_logical(const Edges& e) const {
  const bool inline_flipped =
      (direction == Direction::Rtl) != (writing_mode == WritingMode::SidewaysLr);
  if (is_horizontal(writing_mode)) {
    return inline_flipped ? LogicalEdges{e.right, e.left, e.top, e.bottom}
                          : LogicalEdges{e.left, e.right, e.top, e.bottom};
  }
  const bool block_flipped = is_block_flipped(writing_mode);
  return {inline_flipped ? e.bottom : e.top, inline_flipped ? e.top : e.bottom,
          block_flipped ? e.right : e.left, block_flipped ? e.left : e.right};
}

}  // namespace banxin
