#pragma once
// ShorthandParts: the value of one shorthand as its components, and the ways to hand them to the
// longhands. Private to the shorthand files.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "css/shorthand.h"

namespace banxin::css {

class ShorthandParts {
 public:
  ShorthandParts(std::string_view text, ValueContext& context, std::vector<LonghandText>& out);

  // Not empty and not too long.
  bool is_readable() const { return !parts_.empty() && parts_.size() <= kMostParts; }

  bool sides(std::span<const Property> longhands);
  bool pair(std::span<const Property> longhands);
  // Each longhand at most once, in any order; a longhand may take several neighbours.
  bool any_order(std::span<const Property> longhands);
  // [widths…, styles…, colours…, the rest is reset]
  bool border(std::span<const Property> longhands);
  bool border_radius(std::span<const Property> longhands);
  bool border_image();
  bool columns();
  bool background();
  bool background_position();
  bool flex();
  bool place(std::span<const Property> longhands);
  bool grid_lines(std::span<const Property> longhands);
  bool grid_template();
  bool grid();
  bool font(std::span<const Property> longhands);
  bool font_variant(std::span<const Property> longhands);
  bool font_synthesis(std::span<const Property> longhands);
  bool list_style();
  bool white_space();
  bool text_spacing();
  bool page_break(Property longhand, std::string_view always);
  bool page_break_inside(Property longhand);
  bool container();
  bool position();
  bool text_box();

 private:
  // LIMIT: components of one shorthand; a background has many layers.
  static constexpr std::size_t kMostParts = 2000;

  struct Layer;
  bool background_layer(std::size_t begin, std::size_t end, bool last, Layer& layer);
  bool grid_template_areas();
  bool auto_flow(std::size_t begin,
                 std::size_t end,
                 std::string_view& flow,
                 std::string_view& tracks);

  void set(Property property, std::string_view text) { out_.push_back({property, text}); }
  // The source from the component `begin` up to (not including) `end`.
  std::string_view slice(std::size_t begin, std::size_t end) const;
  bool accepts(Property property, std::string_view text);
  bool is(std::size_t index, std::string_view lower) const;
  std::size_t find(std::string_view part, std::size_t begin, std::size_t end) const;
  std::string_view keep_text(const std::string& text) {
    return context_.memory.copy(std::string_view(text));
  }

  std::string_view text_;
  ValueContext& context_;
  std::vector<LonghandText>& out_;
  std::vector<std::string_view> parts_;
};

}  // namespace banxin::css
