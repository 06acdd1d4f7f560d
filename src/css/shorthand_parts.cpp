// Boxes, columns, flex, text. Backgrounds and borders with images: shorthand_background.cpp; grid:
// shorthand_grid.cpp; fonts: shorthand_font.cpp.
#include "css/shorthand_parts.h"

#include <algorithm>
#include <array>

namespace banxin::css {

ShorthandParts::ShorthandParts(std::string_view text,
                               ValueContext& context,
                               std::vector<LonghandText>& out)
    : text_(text), context_(context), out_(out) {
  const std::vector<Token> tokens = tokenize(text);
  TokenCursor cursor(text, tokens, context.memory);
  while (!cursor.at_end() && parts_.size() <= kMostParts) {
    const std::uint32_t begin = cursor.offset();
    cursor.step();
    const std::uint32_t end =
        cursor.at_end() && cursor.index() > 0
            ? tokens[cursor.index() - 1].offset + tokens[cursor.index() - 1].length
            : cursor.offset();
    parts_.push_back(text.substr(begin, end - begin));
    cursor.skip_spaces();
  }
}

std::string_view ShorthandParts::slice(std::size_t begin, std::size_t end) const {
  if (begin >= end) return {};
  const char* first = parts_[begin].data();
  const char* last = parts_[end - 1].data() + parts_[end - 1].size();
  return {first, static_cast<std::size_t>(last - first)};
}

bool ShorthandParts::accepts(Property property, std::string_view text) {
  // Whether a value depends on the context does not matter here: it is parsed again.
  const bool depends = context_.depends;
  const bool good = !text.empty() && parse_longhand(property, text, context_) != nullptr;
  context_.depends = depends;
  return good;
}

bool ShorthandParts::is(std::size_t index, std::string_view lower) const {
  return index < parts_.size() && equals_ignoring_case(parts_[index], lower);
}

std::size_t ShorthandParts::find(std::string_view part, std::size_t begin, std::size_t end) const {
  for (std::size_t i = begin; i < end; ++i) {
    if (parts_[i] == part) return i;
  }
  return end;
}

bool ShorthandParts::sides(std::span<const Property> longhands) {
  const std::size_t count = parts_.size();
  if (count > 4) return false;
  set(longhands[0], parts_[0]);
  set(longhands[1], parts_[count > 1 ? 1 : 0]);
  set(longhands[2], parts_[count > 2 ? 2 : 0]);
  set(longhands[3], parts_[count > 3 ? 3 : (count > 1 ? 1 : 0)]);
  return true;
}

bool ShorthandParts::pair(std::span<const Property> longhands) {
  if (parts_.size() > 2) return false;
  set(longhands[0], parts_[0]);
  set(longhands[1], parts_.back());
  return true;
}

bool ShorthandParts::any_order(std::span<const Property> longhands) {
  std::vector<bool> taken(longhands.size());
  std::size_t at = 0;
  while (at < parts_.size()) {
    bool found = false;
    // The longest run first: `underline overline` is one value.
    const std::size_t longest = std::min(parts_.size(), at + 5);
    for (std::size_t end = longest; end > at && !found; --end) {
      for (std::size_t i = 0; i < longhands.size() && !found; ++i) {
        if (taken[i] || !accepts(longhands[i], slice(at, end))) continue;
        set(longhands[i], slice(at, end));
        taken[i] = found = true;
        at = end;
      }
    }
    if (!found) return false;
  }
  return true;
}

bool ShorthandParts::border(std::span<const Property> longhands) {
  if (parts_.size() > 3) return false;
  const std::size_t sides = longhands.size() >= 12 ? 4 : 2;
  std::array<bool, 3> taken{};
  for (const std::string_view part : parts_) {
    bool found = false;
    for (std::size_t kind = 0; kind < 3 && !found; ++kind) {
      if (taken[kind] || !accepts(longhands[kind * sides], part)) continue;
      taken[kind] = found = true;
      for (std::size_t side = 0; side < sides; ++side)
        set(longhands[kind * sides + side], part);
    }
    if (!found) return false;
  }
  return true;
}

bool ShorthandParts::columns() {
  if (parts_.size() > 2) return false;
  std::string_view width;
  std::string_view count;
  for (const std::string_view part : parts_) {
    if (equals_ignoring_case(part, "auto")) continue;
    if (width.empty() && accepts(Property::column_width, part)) {
      width = part;
    } else if (count.empty() && accepts(Property::column_count, part)) {
      count = part;
    } else {
      return false;
    }
  }
  set(Property::column_width, width);
  set(Property::column_count, count);
  return true;
}

bool ShorthandParts::flex() {
  if (parts_.size() == 1 && is(0, "none")) {
    set(Property::flex_grow, "0");
    set(Property::flex_shrink, "0");
    set(Property::flex_basis, "auto");
    return true;
  }
  if (parts_.size() > 3) return false;
  std::string_view grow;
  std::string_view shrink;
  std::string_view basis;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (grow.empty() && accepts(Property::flex_grow, parts_[i])) {
      grow = parts_[i];
      if (i + 1 < parts_.size() && accepts(Property::flex_shrink, parts_[i + 1])) {
        shrink = parts_[++i];
      }
    } else if (basis.empty() && accepts(Property::flex_basis, parts_[i])) {
      basis = parts_[i];
    } else {
      return false;
    }
  }
  // CSS Flexbox 1 §7.1: what is left out is 1, 1 and 0.
  set(Property::flex_grow, grow.empty() ? "1" : grow);
  set(Property::flex_shrink, shrink.empty() ? "1" : shrink);
  set(Property::flex_basis, basis.empty() ? "0px" : basis);
  return true;
}

bool ShorthandParts::place(std::span<const Property> longhands) {
  // The first value may have two words: `last baseline`, `safe center`.
  for (std::size_t split = 1; split <= std::min<std::size_t>(3, parts_.size()); ++split) {
    const std::string_view first = slice(0, split);
    if (!accepts(longhands[0], first)) continue;
    if (split == parts_.size()) {
      // CSS Box Alignment 3 §5.4: a baseline has no counterpart in justify-content.
      const bool baseline = is(split - 1, "baseline") && longhands[1] == Property::justify_content;
      set(longhands[0], first);
      set(longhands[1], baseline ? "start" : first);
      return true;
    }
    const std::string_view second = slice(split, parts_.size());
    if (!accepts(longhands[1], second)) continue;
    set(longhands[0], first);
    set(longhands[1], second);
    return true;
  }
  return false;
}

bool ShorthandParts::list_style() {
  std::size_t nones = 0;
  std::string_view type;
  std::string_view image;
  std::string_view place;
  for (const std::string_view part : parts_) {
    if (equals_ignoring_case(part, "none")) {
      ++nones;
    } else if (place.empty() && accepts(Property::list_style_position, part)) {
      place = part;
    } else if (image.empty() && accepts(Property::list_style_image, part)) {
      image = part;
    } else if (type.empty() && accepts(Property::list_style_type, part)) {
      type = part;
    } else {
      return false;
    }
  }
  // CSS Lists 3 §3.5: `none` stands for whichever of the two is not given.
  const std::size_t open = (type.empty() ? 1U : 0U) + (image.empty() ? 1U : 0U);
  if (nones > open) return false;
  if (nones > 0 && type.empty()) type = "none";
  set(Property::list_style_type, type);
  set(Property::list_style_image, image);
  set(Property::list_style_position, place);
  return true;
}

bool ShorthandParts::white_space() {
  struct Row {
    std::string_view name, collapse, wrap;
  };
  constexpr std::array kRows{
      Row{"normal", "collapse", "wrap"},          Row{"pre", "preserve", "nowrap"},
      Row{"nowrap", "collapse", "nowrap"},        Row{"pre-wrap", "preserve", "wrap"},
      Row{"pre-line", "preserve-breaks", "wrap"}, Row{"break-spaces", "break-spaces", "wrap"},
      Row{"-moz-pre-wrap", "preserve", "wrap"},
  };
  if (parts_.size() == 1) {
    for (const Row& row : kRows) {
      if (!is(0, row.name)) continue;
      set(Property::white_space_collapse, row.collapse);
      set(Property::text_wrap_mode, row.wrap);
      return true;
    }
  }
  constexpr std::array kLonghands{Property::white_space_collapse, Property::text_wrap_mode};
  return any_order(kLonghands);
}

bool ShorthandParts::text_spacing() {
  if (parts_.size() == 1 && (is(0, "none") || is(0, "auto") || is(0, "normal"))) {
    set(Property::text_spacing_trim, is(0, "none") ? "space-all" : parts_[0]);
    set(Property::text_autospace, is(0, "none") ? "no-autospace" : parts_[0]);
    return true;
  }
  constexpr std::array kLonghands{Property::text_autospace, Property::text_spacing_trim};
  return any_order(kLonghands);
}

bool ShorthandParts::page_break(Property longhand, std::string_view always) {
  if (parts_.size() != 1) return false;
  if (is(0, "always")) {
    set(longhand, always);
    return true;
  }
  for (const std::string_view word : {"auto", "avoid", "left", "right"}) {
    if (!is(0, word)) continue;
    set(longhand, word);
    return true;
  }
  return false;
}

bool ShorthandParts::page_break_inside(Property longhand) {
  if (parts_.size() != 1 || (!is(0, "auto") && !is(0, "avoid"))) return false;
  set(longhand, parts_[0]);
  return true;
}

bool ShorthandParts::container() {
  const std::size_t slash = find("/", 0, parts_.size());
  set(Property::container_name, slice(0, slash));
  if (slash < parts_.size()) set(Property::container_type, slice(slash + 1, parts_.size()));
  return slash > 0;
}

bool ShorthandParts::position() {
  set(Property::position, text_);
  std::string_view name = parts_[0];
  const std::size_t open = name.find('(');
  if (open != std::string_view::npos) {
    name = name.substr(open + 1);
    if (name.ends_with(')')) name.remove_suffix(1);
    set(Property::running_name, name);
  }
  return parts_.size() == 1;
}

// CSS Inline 3 §5.3: an edge alone means that both are trimmed.
bool ShorthandParts::text_box() {
  if (parts_.size() == 1 && is(0, "normal")) {
    set(Property::text_box_trim, "none");
    set(Property::text_box_edge, "auto");
    return true;
  }
  const bool first = accepts(Property::text_box_trim, parts_[0]);
  const bool last = !first && accepts(Property::text_box_trim, parts_.back());
  set(Property::text_box_trim, first ? parts_[0] : last ? parts_.back() : "trim-both");
  const std::string_view edge = slice(first ? 1 : 0, parts_.size() - (last ? 1 : 0));
  if (edge.empty()) return true;
  set(Property::text_box_edge, edge);
  return accepts(Property::text_box_edge, edge);
}

}  // namespace banxin::css
