#pragma once
// The order of painting (CSS 2.2 appendix E, CSS Position 3 §7): a page's fragments as a list of
// steps. Found in one walk without recursion: fragments nest as deep as the input does.
#include <cstdint>
#include <vector>

#include "layout/fragment.h"
#include "paint/rounded_rect.h"

namespace banxin::paint {

// What clips its content, by number; 0 is nothing.
struct Clip {
  std::uint32_t parent = 0;
  RoundedRect shape;
};

enum class StepType : std::uint8_t {
  Box,      // shadows, background, borders
  Content,  // of a replaced element
  Text,
  Rules,
  Outline,
  Group,  // steps of a group of its own
};

struct Step {
  StepType type = StepType::Box;
  const layout::Fragment* fragment = nullptr;
  Point origin;  // of the fragment on the page
  std::uint32_t clip = 0;
  std::uint32_t group = 0;  // of StepType::Group
  bool is_artifact = false;
  // The innermost line around, for the baseline of text decorations; null outside of lines.
  const layout::Fragment* line = nullptr;
  Point line_origin;
};

// A stacking context, or what is painted as if it were one (floats, inline blocks, positioned
// boxes).
struct Group {
  const layout::Fragment* root = nullptr;
  Point origin;
  std::uint32_t clip = 0;    // that the whole group stands in
  bool has_effects = false;  // opacity, transform, blending: its own clips begin anew
  std::vector<Step> steps;   // in order of painting
};

struct PaintOrder {
  std::vector<Clip> clips;    // [0] is no clip
  std::vector<Group> groups;  // [0] is the page
};

PaintOrder find_paint_order(const layout::Fragment& page);

bool has_effects(const style::ComputedStyle& style);

}  // namespace banxin::paint
