#pragma once
// The line grid of a page (typography.md §6, clreq §2.3): body lines stand at whole multiples of
// one pitch from the page's start, so that lines of facing pages and neighbouring columns register.
// Headings, figures and tables take whole multiples of it. Only pages whose body asks for Chinese
// setting beyond what browsers do (README.md) have one.
#include "layout/box.h"
#include "layout/constraint_space.h"
#include "layout/layout_context.h"

namespace banxin::layout {

// The line height in which most of the text below `root` is set; zero: no grid.
Unit grid_pitch(const Box& root, LayoutContext& context);

// Whether the lines of `block` are body lines, which stand on the grid.
bool takes_grid_lines(const Box& block, Unit pitch, LayoutContext& context);

// What brings `offset`, counted from the page's start, down to the grid.
Unit up_to_grid(Unit offset, Unit pitch);

// A box that comes to stand in a fragmentainer.
struct GridPlace {
  Unit pitch;
  Unit offset;       // of its border box, from the fragmentainer's start
  Unit room_before;  // of the blank before it, what may be given up
  FlowDirection flow;
  Unit basis;  // for percentages of edges
};

// By how much `box`, which begins with body lines, moves so that they stand on the grid: the nearer
// way where the blank before it allows. Zero for other boxes.
Unit shift_to_grid(const Box& box, const GridPlace& place, LayoutContext& context);

// The same for what is `extent` high and holds no body lines, so that what follows it stands on the
// grid: a heading takes the blank before it, a figure half before and half after.
Unit shift_around_grid(const Box& box, const GridPlace& place, Unit extent, LayoutContext& context);

}  // namespace banxin::layout
