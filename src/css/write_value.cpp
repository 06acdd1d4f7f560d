#include "css/write_value.h"

#include <charconv>
#include <cmath>

#include "css/calc.h"
#include "css/tokenizer.h"
#include "css/write_parts.h"

namespace banxin::css {
namespace {

std::string write_tag(const char (&tag)[4]) {
  return serialize_string(std::string_view(tag, 4));
}

std::string write_calc(const CalcNode& node) {
  constexpr std::string_view kNames[] = {"",      "calc",  "calc",  "min",   "max",
                                         "clamp", "abs",   "hypot", "round", "round",
                                         "round", "round", "mod",   "rem"};
  if (node.operation == CalcOperation::Leaf) {
    return write_number(node.px) + "px + " + write_number(node.percent) + '%';
  }
  std::string inside;
  for (const CalcNode& argument : node.arguments) {
    if (!inside.empty()) inside += node.operation == CalcOperation::Sum ? " + " : ", ";
    inside += write_calc(argument);
  }
  if (node.operation == CalcOperation::Scale)
    inside = write_number(node.px) + " * (" + inside + ')';
  return call(kNames[static_cast<std::size_t>(node.operation)], inside);
}

}  // namespace

std::string write_number(double value) {
  const double rounded = std::round(value * 1e4) / 1e4;
  char digits[64];
  const auto end = std::to_chars(digits, digits + sizeof digits, rounded == 0 ? 0.0 : rounded);
  return {digits, end.ptr};
}

std::string write_value(double value) {
  return write_number(value);
}
std::string write_value(float value) {
  return write_number(static_cast<double>(value));
}
std::string write_value(std::int32_t value) {
  return write_number(value);
}
std::string write_value(Unit value) {
  return write_number(value.to_px()) + "px";
}
std::string write_value(std::string_view value) {
  return std::string(value);
}

std::string write_value(const LengthPercentage& value) {
  if (value.expression != nullptr) return write_calc(*value.expression);
  if (value.percent == 0) return write_value(value.length);
  const std::string percent = write_value(value.percent) + '%';
  if (value.length == Unit{}) return percent;
  return call("calc", percent + " + " + write_value(value.length));
}

std::string write_value(const LengthPercentageOrAuto& value) {
  return value.is_auto ? "auto" : write_value(value.value);
}

std::string write_value(const BoxSize& value) {
  switch (value.kind) {
    case BoxSizeKind::Auto:
      return "auto";
    case BoxSizeKind::None:
      return "none";
    case BoxSizeKind::LengthPercentage:
      return write_value(value.value);
    case BoxSizeKind::MinContent:
      return "min-content";
    case BoxSizeKind::MaxContent:
      return "max-content";
    case BoxSizeKind::FitContent:
      return "fit-content";
    case BoxSizeKind::FitContentLimit:
      return call("fit-content", write_value(value.value));
    case BoxSizeKind::Stretch:
      return "stretch";
    default:
      return "content";
  }
}

std::string write_value(const Color& value) {
  if (value.is_current) return "currentcolor";
  const auto channel = [](float c) { return write_number(static_cast<double>(c) * 255); };
  std::string inside =
      channel(value.red) + ", " + channel(value.green) + ", " + channel(value.blue);
  if (value.alpha >= 1) return call("rgb", inside);
  return call("rgba", inside + ", " + write_value(value.alpha));
}

std::string write_value(const Image& value) {
  if (value.kind == ImageKind::None) return "none";
  if (value.kind == ImageKind::Url) return write_url(value.url);
  const Gradient& gradient = *value.gradient;
  std::string inside;
  if (gradient.kind == GradientKind::Linear) inside = write_number(gradient.angle) + "deg";
  for (const ColorStop& stop : gradient.stops) {
    if (!inside.empty()) inside += ", ";
    std::string text = stop.is_hint ? "" : write_value(stop.color);
    inside += join({text, stop.has_position ? write_value(stop.position) : ""});
  }
  constexpr std::string_view kNames[] = {"linear-gradient", "radial-gradient", "conic-gradient"};
  const std::string name(kNames[static_cast<std::size_t>(gradient.kind)]);
  return call(gradient.repeating ? "repeating-" + name : name, inside);
}

std::string write_value(const PositionXY& value) {
  return join({write_value(value.x), write_value(value.y)});
}

std::string write_value(const BackgroundSize& value) {
  if (value.kind == BackgroundSizeKind::Cover) return "cover";
  if (value.kind == BackgroundSizeKind::Contain) return "contain";
  return join({write_value(value.width), write_value(value.height)});
}
std::string write_value(const BackgroundRepeat& value) {
  return value.x == value.y ? write_value(value.x)
                            : join({write_value(value.x), write_value(value.y)});
}
std::string write_value(const Radius& value) {
  return value.x == value.y ? write_value(value.x)
                            : join({write_value(value.x), write_value(value.y)});
}
std::string write_value(const Shadow& value) {
  return join({value.inset ? "inset" : "", write_value(value.color), write_value(value.x),
               write_value(value.y), write_value(value.blur), write_value(value.spread)});
}

namespace {
std::string write_side(const BorderImageSide& side) {
  if (side.kind == BorderImageSideKind::Auto) return "auto";
  return side.kind == BorderImageSideKind::Number ? write_value(side.number)
                                                  : write_value(side.value);
}
}  // namespace

std::string write_value(const BorderImageSides& value) {
  std::string out = write_side(value.top);
  if (value.right != value.top || value.bottom != value.top || value.left != value.top) {
    out = join({out, write_side(value.right), write_side(value.bottom), write_side(value.left)});
  }
  return value.fill ? out + " fill" : out;
}
std::string write_value(const BorderImageRepeats& value) {
  return value.x == value.y ? write_value(value.x)
                            : join({write_value(value.x), write_value(value.y)});
}
std::string write_value(const ClipRect& value) {
  if (value.is_auto) return "auto";
  return call("rect", write_value(value.top) + ", " + write_value(value.right) + ", " +
                          write_value(value.bottom) + ", " + write_value(value.left));
}

std::string write_value(const TransformFunction& value) {
  const auto numbers = [&](std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) out += ", ";
      out += write_number(value.values[i]);
    }
    return out;
  };
  switch (value.kind) {
    case TransformKind::Translate:
      return call("translate", write_value(value.x) + ", " + write_value(value.y));
    case TransformKind::Scale:
      return call("scale", numbers(2));
    case TransformKind::Rotate:
      return call("rotate", numbers(1) + "deg");
    case TransformKind::Skew:
      return call("skew",
                  write_number(value.values[0]) + "deg, " + write_number(value.values[1]) + "deg");
    default:
      return call("matrix", numbers(6));
  }
}

std::string write_value(const AspectRatio& value) {
  if (value.width == 0 && value.height == 0) return "auto";
  return join({value.is_auto ? "auto" : "",
               write_number(value.width) + " / " + write_number(value.height)});
}
std::string write_value(const Alignment& value) {
  return join(
      {value.legacy ? "legacy" : "", write_value(value.overflow), write_value(value.keyword)});
}
std::string write_value(const Gap& value) {
  return value.is_normal ? "normal" : write_value(value.value);
}

namespace {
std::string write_breadth(const TrackBreadth& value) {
  switch (value.kind) {
    case TrackBreadthKind::LengthPercentage:
      return write_value(value.value);
    case TrackBreadthKind::Flex:
      return write_number(value.flex) + "fr";
    case TrackBreadthKind::MinContent:
      return "min-content";
    case TrackBreadthKind::MaxContent:
      return "max-content";
    default:
      return "auto";
  }
}
std::string write_entries(const List<TrackEntry>& entries) {
  std::string out;
  for (const TrackEntry& entry : entries)
    out = join({out, write_value(entry)});
  return out;
}
}  // namespace

std::string write_value(const TrackSize& value) {
  if (value.kind == TrackSizeKind::MinMax) {
    return call("minmax", write_breadth(value.min) + ", " + write_breadth(value.max));
  }
  if (value.kind == TrackSizeKind::FitContent) return call("fit-content", write_breadth(value.max));
  return write_breadth(value.min);
}
std::string write_value(const TrackEntry& value) {
  std::string names;
  for (const std::string_view name : value.line_names)
    names = join({names, std::string(name)});
  if (!names.empty()) names = '[' + names + ']';
  std::string track;
  if (value.is_repeat) {
    const std::string count = value.repeat_kind == RepeatKind::AutoFill ? "auto-fill"
                              : value.repeat_kind == RepeatKind::AutoFit
                                  ? "auto-fit"
                                  : write_number(value.repeat_count);
    track = call("repeat", count + ", " + write_entries(value.repeated));
  } else if (value.has_track) {
    track = write_value(value.size);
  }
  return join({names, track});
}
std::string write_value(const GridTemplate& value) {
  if (value.is_none()) return "none";
  return join({value.is_subgrid ? "subgrid" : "", write_entries(value.entries)});
}
std::string write_value(const GridAreas& value) {
  if (value.is_none()) return "none";
  std::string out;
  for (std::size_t i = 0; i < value.cells.size(); ++i) {
    if (i % value.columns == 0) out += i == 0 ? "\"" : "\" \"";
    if (i % value.columns != 0) out += ' ';
    out += value.cells[i].empty() ? std::string_view(".") : value.cells[i];
  }
  return out + '"';
}
std::string write_value(const GridLine& value) {
  if (value.is_auto()) return "auto";
  return join({value.is_span ? "span" : "", value.number != 0 ? write_number(value.number) : "",
               std::string(value.name)});
}
std::string write_value(const GridAutoFlow& value) {
  return join({value.column ? "column" : "row", value.dense ? "dense" : ""});
}
std::string write_value(const ColumnCount& value) {
  return value.is_auto() ? "auto" : write_number(value.value);
}
std::string write_value(const LengthOrAuto& value) {
  return value.is_auto ? "auto" : write_value(value.value);
}
std::string write_value(const IntegerOrAuto& value) {
  return value.is_auto ? "auto" : write_number(value.value);
}

std::string write_value(const FontFamily& value) {
  return value.generic != GenericFamily::None ? std::string(value.name)
                                              : serialize_string(value.name);
}
std::string write_value(const LineHeight& value) {
  if (value.kind == LineHeightKind::Normal) return "normal";
  return value.kind == LineHeightKind::Number ? write_number(value.number)
                                              : write_value(value.length);
}
std::string write_value(const FontStyle& value) {
  std::string out = write_value(value.slant);
  if (value.slant == FontSlant::Oblique && value.angle != 14)
    out += ' ' + write_value(value.angle) + "deg";
  return out;
}
std::string write_value(const FontSizeAdjust& value) {
  if (value.is_none) return "none";
  const std::string metric =
      value.metric == FontSizeMetric::ExHeight ? "" : write_value(value.metric);
  return join({metric, value.from_font ? "from-font" : write_value(value.value)});
}
std::string write_value(const FontFeature& value) {
  return write_tag(value.tag) + ' ' + write_number(value.value);
}
std::string write_value(const FontVariation& value) {
  return write_tag(value.tag) + ' ' + write_value(value.value);
}
std::string write_value(const FontVariantLigatures& value) {
  const auto on = [](FeatureSwitch s) { return s == FeatureSwitch::On; };
  const auto off = [](FeatureSwitch s) { return s == FeatureSwitch::Off; };
  return write_flags({{value.none, "none"},
                      {on(value.common), "common-ligatures"},
                      {off(value.common), "no-common-ligatures"},
                      {on(value.discretionary), "discretionary-ligatures"},
                      {off(value.discretionary), "no-discretionary-ligatures"},
                      {on(value.historical), "historical-ligatures"},
                      {off(value.historical), "no-historical-ligatures"},
                      {on(value.contextual), "contextual"},
                      {off(value.contextual), "no-contextual"}},
                     "normal");
}
std::string write_value(const FontVariantNumeric& value) {
  return write_flags({{value.lining, "lining-nums"},
                      {value.oldstyle, "oldstyle-nums"},
                      {value.proportional, "proportional-nums"},
                      {value.tabular, "tabular-nums"},
                      {value.diagonal_fractions, "diagonal-fractions"},
                      {value.stacked_fractions, "stacked-fractions"},
                      {value.ordinal, "ordinal"},
                      {value.slashed_zero, "slashed-zero"}},
                     "normal");
}
std::string write_value(const FontVariantEastAsian& value) {
  const std::string out =
      join({value.variant == EastAsianVariant::Normal ? "" : write_value(value.variant),
            value.width == EastAsianWidth::Normal ? "" : write_value(value.width),
            value.ruby ? "ruby" : ""});
  return out.empty() ? "normal" : out;
}
std::string write_value(const FontVariantAlternates& value) {
  return value.historical_forms ? "historical-forms" : "normal";
}

std::string write_value(const TextIndent& value) {
  return join({write_value(value.length), value.hanging ? "hanging" : "",
               value.each_line ? "each-line" : ""});
}
std::string write_value(const TextTransform& value) {
  const std::string out =
      join({value.text_case == TextCase::None ? "" : write_value(value.text_case),
            value.full_width ? "full-width" : "", value.full_size_kana ? "full-size-kana" : ""});
  return out.empty() ? "none" : out;
}
std::string write_value(const TabSize& value) {
  return value.is_length ? write_value(value.length) : write_number(value.number);
}
std::string write_value(const VerticalAlign& value) {
  return value.keyword == VerticalAlignKeyword::Length ? write_value(value.length)
                                                       : write_value(value.keyword);
}
std::string write_value(const TextAutospace& value) {
  if (value.is_auto) return "auto";
  if (value.is_none()) return "no-autospace";
  if (value == TextAutospace{}) return "normal";
  return write_flags({{value.ideograph_alpha, "ideograph-alpha"},
                      {value.ideograph_numeric, "ideograph-numeric"},
                      {value.punctuation, "punctuation"},
                      {value.replace, "replace"}},
                     "no-autospace");
}
std::string write_value(const Contain& value) {
  return write_flags({{value.size, "size"},
                      {value.inline_size, "inline-size"},
                      {value.layout, "layout"},
                      {value.style, "style"},
                      {value.paint, "paint"}},
                     "none");
}
std::string write_value(const HangingPunctuation& value) {
  return write_flags({{value.first, "first"},
                      {value.force_end, "force-end"},
                      {value.allow_end, "allow-end"},
                      {value.last, "last"}},
                     "none");
}
std::string write_value(const HyphenateLimitChars& value) {
  const auto part = [](std::int32_t n) { return n == 0 ? std::string("auto") : write_number(n); };
  if (value == HyphenateLimitChars{}) return "auto";
  return join({part(value.word), part(value.before), part(value.after)});
}
std::string write_value(const HyphenateLimitLines& value) {
  return value.count < 0 ? "no-limit" : write_number(value.count);
}
std::string write_value(const StringOrAuto& value) {
  return value.is_auto ? "auto" : serialize_string(value.value);
}
std::string write_value(const TextDecorationLine& value) {
  return write_flags({{value.underline, "underline"},
                      {value.overline, "overline"},
                      {value.line_through, "line-through"},
                      {value.spelling_error, "spelling-error"},
                      {value.grammar_error, "grammar-error"}},
                     "none");
}
std::string write_value(const TextDecorationThickness& value) {
  if (value.kind == TextDecorationThicknessKind::Auto) return "auto";
  return value.kind == TextDecorationThicknessKind::FromFont ? "from-font"
                                                             : write_value(value.value);
}
std::string write_value(const TextDecorationInset& value) {
  return value.is_auto ? "auto" : join({write_value(value.start), write_value(value.end)});
}
std::string write_value(const TextUnderlinePosition& value) {
  return write_flags({{value.from_font, "from-font"},
                      {value.under, "under"},
                      {value.left, "left"},
                      {value.right, "right"}},
                     "auto");
}
std::string write_value(const TextEmphasisStyle& value) {
  if (value.shape == TextEmphasisShape::String) return serialize_string(value.text);
  if (value.shape == TextEmphasisShape::None) return "none";
  return join({value.open ? "open" : "filled", write_value(value.shape)});
}
std::string write_value(const TextEmphasisPosition& value) {
  if (value.is_auto) return "auto";
  return join({value.over ? "over" : "under", value.right ? "right" : "left"});
}
std::string write_value(const TextEmphasisSkip& value) {
  return write_flags({{value.spaces, "spaces"},
                      {value.punctuation, "punctuation"},
                      {value.symbols, "symbols"},
                      {value.narrow, "narrow"}},
                     "none");
}
std::string write_value(const TextCombineUpright& value) {
  if (value.kind == TextCombineKind::None) return "none";
  return value.kind == TextCombineKind::All ? "all" : "digits " + write_number(value.digits);
}
std::string write_value(const RubyPosition& value) {
  return join({value.alternate ? "alternate" : "", write_value(value.side)});
}
std::string write_value(const InitialLetter& value) {
  return value.is_normal() ? "normal" : join({write_number(value.size), write_number(value.sink)});
}

}  // namespace banxin::css
