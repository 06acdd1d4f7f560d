// HTML's presentational attributes with values (HTML §15.3–15.5) as declarations. Those that only
// have to be there, or to be one of a few words, stand in styles/base.css.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "base/ascii.h"
#include "css/color.h"
#include "css/tokenizer.h"
#include "css/write_value.h"
#include "dom/names.h"
#include "style/style_engine.h"

namespace banxin::style {
namespace {

namespace names = dom::names;

std::string_view trim_start(std::string_view text) {
  while (!text.empty() && is_ascii_space(text.front()))
    text.remove_prefix(1);
  return text;
}

// "Rules for parsing integers", for those that may not be negative.
std::optional<int> parse_non_negative(std::string_view text) {
  text = trim_start(text);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  double value = 0;
  const std::size_t digits = std::min(text.size(), text.find_first_not_of("0123456789"));
  if (digits == 0) return std::nullopt;
  std::from_chars(text.data(), text.data() + digits, value);
  return static_cast<int>(std::min(value, 1e6));
}

struct Dimension {
  double value = 0;
  bool percent = false;
};

// "Rules for parsing dimension values".
std::optional<Dimension> parse_dimension(std::string_view text) {
  text = trim_start(text);
  std::size_t end = std::min(text.size(), text.find_first_not_of("0123456789"));
  if (end == 0) return std::nullopt;
  if (end + 1 < text.size() && text[end] == '.' && text[end + 1] >= '0' && text[end + 1] <= '9') {
    end = std::min(text.size(), text.find_first_not_of("0123456789", end + 1));
  }
  Dimension out;
  std::from_chars(text.data(), text.data() + end, out.value);
  out.value = std::min(out.value, 1e7);
  out.percent = end < text.size() && text[end] == '%';
  return out;
}

class Hints {
 public:
  Hints(const ElementTable& elements, std::uint32_t index)
      : elements_(elements), index_(index), node_(*elements[index].node) {}

  std::string run();

 private:
  bool is(Atom name) const { return node_.is_html(name); }
  template <class... Names>
  bool is_one_of(Names... wanted) const {
    return (is(wanted) || ...);
  }
  const dom::Attribute* find(Atom name) const { return node_.find_attribute(name); }

  void add(std::string_view property, std::string_view value) {
    out_ += property;
    out_ += ':';
    out_ += value;
    out_ += ';';
  }
  void add_px(std::string_view property, double px) { add(property, css::write_number(px) + "px"); }
  void add_dimension(std::string_view property, Atom attribute, bool zero_counts = true) {
    const dom::Attribute* found = find(attribute);
    if (found == nullptr) return;
    const std::optional<Dimension> dimension = parse_dimension(found->value);
    if (!dimension || (!zero_counts && dimension->value == 0)) return;
    add(property, css::write_number(dimension->value) + (dimension->percent ? "%" : "px"));
  }
  void add_color(std::string_view property, std::string_view value) {
    if (const std::optional<Color> color = css::parse_legacy_html_color(value)) {
      add(property, css::write_value(*color));
    }
  }
  void add_color(std::string_view property, Atom attribute) {
    if (const dom::Attribute* found = find(attribute)) add_color(property, found->value);
  }
  void add_background_image(Atom attribute) {
    const dom::Attribute* found = find(attribute);
    if (found != nullptr && !found->value.empty()) {
      add("background-image", "url(" + css::serialize_string(found->value) + ')');
    }
  }

  void sizes();
  void svg_sizes();
  void replaced();
  void body();
  void font();
  void table();
  void cell();
  void rule();
  void control();
  void link();
  std::uint32_t table_of() const;
  std::uint32_t ancestor(Atom name) const;

  const ElementTable& elements_;
  std::uint32_t index_;
  const dom::Node& node_;
  std::string out_;
};

std::uint32_t Hints::ancestor(Atom name) const {
  std::uint32_t up = elements_[index_].parent;
  while (up != kNoElement && !elements_[up].node->is_html(name))
    up = elements_[up].parent;
  return up;
}

// SVG 2 §8.2: width and height of an svg are presentation attributes. Lengths are its natural size
// already.
void Hints::svg_sizes() {
  if (node_.name_space != dom::Namespace::Svg || node_.name != names::svg) return;
  for (const Atom side : {names::width, names::height}) {
    const auto dimension = parse_dimension(node_.attribute(side));
    if (dimension && dimension->percent) {
      add_dimension(side == names::width ? "width" : "height", side);
    }
  }
}

void Hints::sizes() {
  if (is_one_of(names::img, names::iframe, names::embed, names::object, names::video, names::applet,
                names::marquee)) {
    add_dimension("width", names::width);
    add_dimension("height", names::height);
  } else if (is(names::input) && css::equals_ignoring_case(node_.attribute(names::type), "image")) {
    add_dimension("width", names::width);
    add_dimension("height", names::height);
  } else if (is_one_of(names::table)) {
    add_dimension("width", names::width, false);
    add_dimension("height", names::height);
  } else if (is_one_of(names::td, names::th)) {
    add_dimension("width", names::width, false);
    add_dimension("height", names::height, false);
  } else if (is_one_of(names::tr, names::thead, names::tbody, names::tfoot)) {
    add_dimension("height", names::height);
  } else if (is_one_of(names::col, names::colgroup)) {
    add_dimension("width", names::width);
  } else if (is(names::hr)) {
    add_dimension("width", names::width);
  }
}

// Pictures: the ratio of their two attributes, borders, space around.
void Hints::replaced() {
  if (is_one_of(names::img, names::video) || is(names::canvas)) {
    const auto width = parse_dimension(node_.attribute(names::width));
    const auto height = parse_dimension(node_.attribute(names::height));
    if (width && height && !width->percent && !height->percent && width->value > 0 &&
        height->value > 0) {
      add("aspect-ratio",
          "auto " + css::write_number(width->value) + '/' + css::write_number(height->value));
    }
  }
  if (!is_one_of(names::img, names::object, names::embed, names::iframe, names::applet,
                 names::input)) {
    return;
  }
  const auto space = [&](Atom attribute, std::string_view property) {
    const dom::Attribute* found = find(attribute);
    const auto dimension = found == nullptr ? std::nullopt : parse_dimension(found->value);
    if (!dimension) return;
    const std::string value =
        css::write_number(dimension->value) + (dimension->percent ? "%" : "px");
    add(property, value + ' ' + value);
  };
  if (!is(names::iframe)) {
    space(names::hspace, "margin-inline");
    space(names::vspace, "margin-block");
  }
  if (is_one_of(names::img, names::object, names::input)) {
    if (const dom::Attribute* border = find(names::border)) {
      const int px = parse_non_negative(border->value).value_or(0);
      if (px > 0) add("border", std::to_string(px) + "px solid");
    }
  }
  if (is(names::iframe)) {
    const dom::Attribute* frame = find(names::frameborder);
    if (frame != nullptr && parse_non_negative(frame->value).value_or(1) == 0) add("border", "0");
  }
}

void Hints::body() {
  if (is_one_of(names::body, names::table, names::thead, names::tbody, names::tfoot, names::tr,
                names::td, names::th)) {
    add_color("background-color", names::bgcolor);
    add_background_image(names::background);
  }
  if (!is(names::body)) return;
  add_color("color", names::text);
  const auto margin = [&](std::initializer_list<std::string_view> attributes,
                          std::string_view first, std::string_view second) {
    for (const std::string_view name : attributes) {
      const Atom atom = elements_.document().atoms().find(name);
      const dom::Attribute* found = atom == Atom::None ? nullptr : find(atom);
      if (found == nullptr) continue;
      const std::optional<int> px = parse_non_negative(found->value);
      if (!px) continue;
      add_px(first, *px);
      add_px(second, *px);
      return;
    }
  };
  margin({"marginheight", "topmargin"}, "margin-top", "margin-bottom");
  margin({"marginwidth", "leftmargin"}, "margin-left", "margin-right");
}

// "Rules for parsing a legacy font size".
std::optional<int> legacy_font_size(std::string_view text) {
  text = trim_start(text);
  if (text.empty()) return std::nullopt;
  const char sign = text.front();
  if (sign == '+' || sign == '-') text.remove_prefix(1);
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  int value = parse_non_negative(text).value_or(0);
  if (sign == '+') value = 3 + value;
  if (sign == '-') value = 3 - value;
  return std::clamp(value, 1, 7);
}

void Hints::font() {
  if (!is(names::font)) return;
  add_color("color", names::color);
  if (const dom::Attribute* face = find(names::face)) add("font-family", face->value);
  const dom::Attribute* size = find(names::size);
  if (size == nullptr) return;
  constexpr std::array<std::string_view, 7> kSizes{"x-small", "small",    "medium",   "large",
                                                   "x-large", "xx-large", "xxx-large"};
  if (const std::optional<int> step = legacy_font_size(size->value)) {
    add("font-size", kSizes[static_cast<std::size_t>(*step - 1)]);
  }
}

void Hints::table() {
  if (!is(names::table)) return;
  if (const dom::Attribute* spacing = find(names::cellspacing)) {
    if (const auto px = parse_dimension(spacing->value); px && !px->percent) {
      add_px("border-spacing", px->value);
    }
  }
  if (const dom::Attribute* border = find(names::border)) {
    // No number, or a bad one, is 1.
    add_px("border-width", parse_non_negative(border->value).value_or(1));
  }
  const Atom color = elements_.document().atoms().find("bordercolor");
  if (color != Atom::None) add_color("border-color", color);
  for (const Atom attribute : {names::hspace, names::vspace}) {
    const dom::Attribute* found = find(attribute);
    const auto px = found == nullptr ? std::nullopt : parse_dimension(found->value);
    if (!px) continue;
    const std::string value = css::write_number(px->value) + "px ";
    add(attribute == names::hspace ? "margin-inline" : "margin-block", value + value);
  }
}

// The table of a cell.
std::uint32_t Hints::table_of() const {
  return ancestor(names::table);
}

void Hints::cell() {
  if (is_one_of(names::td, names::th, names::tr, names::thead, names::tbody, names::tfoot,
                names::col, names::colgroup)) {
    if (const dom::Attribute* valign = find(names::valign)) {
      for (const std::string_view word : {"top", "middle", "bottom", "baseline"}) {
        if (css::equals_ignoring_case(valign->value, word)) add("vertical-align", word);
      }
    }
  }
  if (!is_one_of(names::td, names::th)) return;
  const std::uint32_t table = table_of();
  if (table == kNoElement) return;
  const dom::Node& node = *elements_[table].node;
  if (const dom::Attribute* padding = node.find_attribute(names::cellpadding)) {
    if (const auto px = parse_dimension(padding->value); px && !px->percent) {
      add_px("padding", px->value);
    }
  }
  const Atom color = elements_.document().atoms().find("bordercolor");
  if (color != Atom::None) {
    if (const dom::Attribute* found = node.find_attribute(color)) {
      add_color("border-color", found->value);
    }
  }
}

void Hints::rule() {
  if (!is(names::hr)) return;
  add_color("color", names::color);
  const dom::Attribute* size = find(names::size);
  if (size == nullptr) return;
  const std::optional<int> px = parse_non_negative(size->value);
  if (!px) return;
  const bool solid = find(names::color) != nullptr || find(names::noshade) != nullptr;
  if (solid) {
    add_px("border-width", *px / 2.0);
  } else if (*px <= 1) {
    add("border-bottom-width", "0");
  } else {
    add_px("height", *px - 2);
  }
}

// The natural sizes of controls (HTML §15.5), in characters and lines.
void Hints::control() {
  const auto count = [&](std::string_view name, int otherwise) {
    const Atom atom = elements_.document().atoms().find(name);
    const dom::Attribute* found = atom == Atom::None ? nullptr : find(atom);
    const int value = found == nullptr ? 0 : parse_non_negative(found->value).value_or(0);
    return value > 0 ? value : otherwise;
  };
  if (is(names::textarea)) {
    add("width", std::to_string(count("cols", 20)) + "ch");
    add("height", std::to_string(count("rows", 2)) + "lh");
  }
  if (is(names::input)) {
    const std::string type = css::to_lower(node_.attribute(names::type));
    for (const std::string_view other : {"hidden", "checkbox", "radio", "submit", "reset", "button",
                                         "image", "range", "color", "file"}) {
      if (type == other) return;
    }
    add("width", std::to_string(count("size", 20)) + "ch");
  }
}

// <body link>
void Hints::link() {
  if (!is(names::a) || find(names::href) == nullptr) return;
  const std::uint32_t body = ancestor(names::body);
  if (body == kNoElement) return;
  if (const dom::Attribute* color = elements_[body].node->find_attribute(names::link)) {
    add_color("color", color->value);
  }
}

std::string Hints::run() {
  if (node_.name_space != dom::Namespace::Html) {
    svg_sizes();
    return std::move(out_);
  }
  sizes();
  replaced();
  body();
  font();
  table();
  cell();
  rule();
  control();
  link();
  return std::move(out_);
}

}  // namespace

std::string presentational_hints(const ElementTable& elements, std::uint32_t element) {
  return Hints(elements, element).run();
}

}  // namespace banxin::style
