#pragma once
// The values of computed styles (CSS Values 4 and the modules' own): plain, trivially copyable;
// text and lists lie in the arena of the StyledDocument. A length is absolute (Unit); where a
// percentage may stand, a LengthPercentage waits for its base.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/geometry.h"
#include "base/unit.h"

namespace banxin::css {

#define KEYWORD(enumerator, text) enumerator,
#define KEYWORD_ENUM(type, ...) enum class type : std::uint8_t { __VA_ARGS__ };
#include "css/keywords.def"
#undef KEYWORD_ENUM
#undef KEYWORD

// An immutable list in the arena; equal when its items are.
template <class T>
struct List {
  const T* items = nullptr;
  std::uint32_t count = 0;

  constexpr List() = default;
  constexpr List(std::span<const T> span)
      : items(span.data()), count(static_cast<std::uint32_t>(span.size())) {}
  constexpr const T* begin() const { return items; }
  constexpr const T* end() const { return items + count; }
  constexpr std::size_t size() const { return count; }
  constexpr bool empty() const { return count == 0; }
  constexpr const T& operator[](std::size_t index) const { return items[index]; }
  friend constexpr bool operator==(const List& a, const List& b) {
    if (a.count != b.count) return false;
    for (std::uint32_t i = 0; i < a.count; ++i) {
      if (!(a.items[i] == b.items[i])) return false;
    }
    return true;
  }
};

struct CalcNode;  // an expression that percentages keep from being folded: css/calc.h

// length + percent/100 × base, or an expression of min(), max(), clamp()… over such sums.
struct LengthPercentage {
  Unit length;
  float percent = 0;                     // 50 is 50%
  const CalcNode* expression = nullptr;  // not null: the two above do not count

  static constexpr LengthPercentage from_percent(float percent) { return {Unit{}, percent}; }
  static constexpr LengthPercentage from_length(Unit length) { return {length, 0}; }

  // Percentages are of `base`.
  Unit resolve(Unit base) const;
  constexpr bool has_percent() const { return percent != 0 || expression != nullptr; }
  // Zero whatever the base is.
  constexpr bool is_zero() const { return !has_percent() && length == Unit{}; }
  friend bool operator==(const LengthPercentage& a, const LengthPercentage& b);
};

struct LengthPercentageOrAuto {
  LengthPercentage value;
  bool is_auto = false;

  static constexpr LengthPercentageOrAuto automatic() { return {{}, true}; }
  // `automatic` where it is auto.
  Unit resolve(Unit base, Unit automatic) const {
    return is_auto ? automatic : value.resolve(base);
  }
  bool operator==(const LengthPercentageOrAuto&) const = default;
};

// width, height, min-*, max-*, flex-basis. CSS Sizing 3 and 4.
enum class BoxSizeKind : std::uint8_t {
  Auto,
  None,  // of max-*
  LengthPercentage,
  MinContent,
  MaxContent,
  FitContent,
  FitContentLimit,  // fit-content(value)
  Stretch,
  Content,  // of flex-basis
};
struct BoxSize {
  BoxSizeKind kind = BoxSizeKind::Auto;
  LengthPercentage value;

  static constexpr BoxSize none() { return {BoxSizeKind::None, {}}; }
  constexpr bool is_auto() const { return kind == BoxSizeKind::Auto; }
  constexpr bool is_none() const { return kind == BoxSizeKind::None; }
  constexpr bool is_length_percentage() const { return kind == BoxSizeKind::LengthPercentage; }
  bool operator==(const BoxSize&) const = default;
};

// sRGB, not premultiplied, each 0–1. Colours of wider spaces are mapped into sRGB when computed.
struct Color {
  float red = 0;
  float green = 0;
  float blue = 0;
  float alpha = 1;
  // It was `currentcolor`: the channels hold the element's `color`, and heirs take theirs.
  bool is_current = false;

  static constexpr Color transparent() { return {0, 0, 0, 0, false}; }
  static constexpr Color current() { return {0, 0, 0, 1, true}; }
  constexpr bool is_transparent() const { return alpha == 0; }
  bool operator==(const Color&) const = default;
};

// A reference as written and the URL of the sheet it stands in ("" is the document itself).
struct Url {
  std::string_view text;
  std::string_view base;
  bool operator==(const Url&) const = default;
};

struct ColorStop {
  Color color;
  LengthPercentage position;  // of a conic gradient: percent of a turn
  bool has_position = false;
  bool is_hint = false;  // a transition hint: no colour
  bool operator==(const ColorStop&) const = default;
};

struct PositionXY {
  LengthPercentage x;
  LengthPercentage y;
  static constexpr PositionXY center() {
    return {LengthPercentage::from_percent(50), LengthPercentage::from_percent(50)};
  }
  bool operator==(const PositionXY&) const = default;
};

enum class GradientKind : std::uint8_t { Linear, Radial, Conic };
enum class RadialExtent : std::uint8_t {
  ClosestSide,
  FarthestSide,
  ClosestCorner,
  FarthestCorner,
  Explicit
};
// CSS Images 4 §3.
struct Gradient {
  GradientKind kind = GradientKind::Linear;
  bool repeating = false;
  bool to_corner = false;  // linear: `corner_x`, `corner_y` (−1, 0, 1) count, not the angle
  std::int8_t corner_x = 0;
  std::int8_t corner_y = 1;
  bool circle = false;
  RadialExtent extent = RadialExtent::FarthestCorner;
  double angle = 180;  // degrees; of conic gradients the start
  PositionXY center = PositionXY::center();
  LengthPercentage radius_x;
  LengthPercentage radius_y;
  List<ColorStop> stops;
  bool operator==(const Gradient&) const = default;
};

enum class ImageKind : std::uint8_t { None, Url, Gradient };
struct Image {
  ImageKind kind = ImageKind::None;
  Url url;
  const Gradient* gradient = nullptr;
  friend bool operator==(const Image& a, const Image& b);
};

// -- backgrounds and borders
enum class BackgroundSizeKind : std::uint8_t { Explicit, Cover, Contain };
struct BackgroundSize {
  BackgroundSizeKind kind = BackgroundSizeKind::Explicit;
  LengthPercentageOrAuto width = LengthPercentageOrAuto::automatic();
  LengthPercentageOrAuto height = LengthPercentageOrAuto::automatic();
  bool operator==(const BackgroundSize&) const = default;
};
struct BackgroundRepeat {
  RepeatStyle x = RepeatStyle::Repeat;
  RepeatStyle y = RepeatStyle::Repeat;
  bool operator==(const BackgroundRepeat&) const = default;
};
struct Radius {
  LengthPercentage x;
  LengthPercentage y;
  bool operator==(const Radius&) const = default;
};
struct Shadow {
  Color color = Color::current();
  Unit x;
  Unit y;
  Unit blur;
  Unit spread;
  bool inset = false;
  bool operator==(const Shadow&) const = default;
};
// One side of border-image-slice, -width or -outset; which of the kinds may stand is the
// property's.
enum class BorderImageSideKind : std::uint8_t { Number, LengthPercentage, Auto };
struct BorderImageSide {
  BorderImageSideKind kind = BorderImageSideKind::Number;
  float number = 0;
  LengthPercentage value;
  bool operator==(const BorderImageSide&) const = default;
};
struct BorderImageSides {
  BorderImageSide top, right, bottom, left;
  bool fill = false;  // of border-image-slice

  static constexpr BorderImageSides all(BorderImageSide side) { return {side, side, side, side}; }
  static constexpr BorderImageSides all_number(float number) {
    return all({BorderImageSideKind::Number, number, {}});
  }
  static constexpr BorderImageSides all_percent(float percent) {
    return all({BorderImageSideKind::LengthPercentage, 0, LengthPercentage::from_percent(percent)});
  }
  bool operator==(const BorderImageSides&) const = default;
};
struct BorderImageRepeats {
  BorderImageRepeat x = BorderImageRepeat::Stretch;
  BorderImageRepeat y = BorderImageRepeat::Stretch;
  bool operator==(const BorderImageRepeats&) const = default;
};
// clip: rect(…), CSS 2.2 §11.1.2; edges are offsets from the border box's top and left.
struct ClipRect {
  bool is_auto = true;
  LengthPercentageOrAuto top, right, bottom, left;
  bool operator==(const ClipRect&) const = default;
};

// -- transforms, CSS Transforms 1 (2D)
enum class TransformKind : std::uint8_t { Matrix, Translate, Scale, Rotate, Skew };
struct TransformFunction {
  TransformKind kind = TransformKind::Matrix;
  // Matrix: a b c d e f. Scale: x y. Rotate: degrees. Skew: x y in degrees.
  double values[6] = {1, 0, 0, 1, 0, 0};
  LengthPercentage x;  // Translate
  LengthPercentage y;
  bool operator==(const TransformFunction&) const = default;
};

// -- sizes
struct AspectRatio {
  bool is_auto = true;  // `auto`, or `auto` beside a ratio: replaced boxes keep their own
  double width = 0;     // 0: no ratio
  double height = 0;
  constexpr bool has_ratio() const { return width > 0 && height > 0; }
  bool operator==(const AspectRatio&) const = default;
};

// -- alignment, CSS Box Alignment 3
struct Alignment {
  AlignKeyword keyword = AlignKeyword::Normal;
  OverflowPosition overflow = OverflowPosition::Default;
  bool legacy = false;  // of justify-items
  static constexpr Alignment of(AlignKeyword keyword) { return {keyword}; }
  bool operator==(const Alignment&) const = default;
};
// column-gap, row-gap
struct Gap {
  bool is_normal = true;
  LengthPercentage value;
  bool operator==(const Gap&) const = default;
};

// -- grid, CSS Grid 2
enum class TrackBreadthKind : std::uint8_t {
  LengthPercentage,
  Flex,
  MinContent,
  MaxContent,
  Auto,
};
struct TrackBreadth {
  TrackBreadthKind kind = TrackBreadthKind::Auto;
  LengthPercentage value;
  double flex = 0;  // fr
  bool operator==(const TrackBreadth&) const = default;
};
enum class TrackSizeKind : std::uint8_t { Breadth, MinMax, FitContent };
// A breadth has it in both `min` and `max`; fit-content(x) has x in `max`.
struct TrackSize {
  TrackSizeKind kind = TrackSizeKind::Breadth;
  TrackBreadth min;
  TrackBreadth max;
  bool operator==(const TrackSize&) const = default;
};
enum class RepeatKind : std::uint8_t { Count, AutoFill, AutoFit };
// An entry of grid-template-rows/-columns: line names before a track, then the track; or a
// repeat() whose inside is such a list again (never nested). The last entry of a list may have
// names only (`has_track` false).
struct TrackEntry {
  List<std::string_view> line_names;
  bool has_track = false;
  TrackSize size;
  bool is_repeat = false;
  RepeatKind repeat_kind = RepeatKind::Count;
  std::int32_t repeat_count = 1;
  List<TrackEntry> repeated;
  bool operator==(const TrackEntry&) const = default;
};
struct GridTemplate {
  bool is_subgrid = false;  // then the entries have line names only
  List<TrackEntry> entries;
  constexpr bool is_none() const { return !is_subgrid && entries.empty(); }
  bool operator==(const GridTemplate&) const = default;
};
// Names in row order, `columns` to a row, "" for a null cell.
struct GridAreas {
  std::uint32_t columns = 0;
  List<std::string_view> cells;
  constexpr bool is_none() const { return cells.empty(); }
  bool operator==(const GridAreas&) const = default;
};
// grid-row-start and its kin: auto (all empty), a number, a name, a span, or together.
struct GridLine {
  bool is_span = false;
  std::int32_t number = 0;  // 0: not given
  std::string_view name;    // "": not given
  constexpr bool is_auto() const { return !is_span && number == 0 && name.empty(); }
  bool operator==(const GridLine&) const = default;
};
struct GridAutoFlow {
  bool column = false;
  bool dense = false;
  bool operator==(const GridAutoFlow&) const = default;
};

// -- columns
struct ColumnCount {
  std::int32_t value = 0;  // 0: auto
  constexpr bool is_auto() const { return value == 0; }
  bool operator==(const ColumnCount&) const = default;
};
struct LengthOrAuto {
  bool is_auto = true;
  Unit value;
  bool operator==(const LengthOrAuto&) const = default;
};
struct IntegerOrAuto {  // z-index
  bool is_auto = true;
  std::int32_t value = 0;
  bool operator==(const IntegerOrAuto&) const = default;
};

// -- fonts
struct FontFamily {
  std::string_view name;  // of a generic family: its keyword
  GenericFamily generic = GenericFamily::None;
  bool operator==(const FontFamily&) const = default;
};
enum class LineHeightKind : std::uint8_t { Normal, Number, Length };
struct LineHeight {
  LineHeightKind kind = LineHeightKind::Normal;
  double number = 0;
  Unit length;
  bool operator==(const LineHeight&) const = default;
};
struct FontStyle {
  FontSlant slant = FontSlant::Normal;
  float angle = 14;  // degrees, of oblique
  bool operator==(const FontStyle&) const = default;
};
struct FontSizeAdjust {
  bool is_none = true;
  bool from_font = false;
  FontSizeMetric metric = FontSizeMetric::ExHeight;
  float value = 0;
  bool operator==(const FontSizeAdjust&) const = default;
};
struct FontFeature {
  char tag[4] = {' ', ' ', ' ', ' '};
  std::int32_t value = 1;
  bool operator==(const FontFeature&) const = default;
};
struct FontVariation {
  char tag[4] = {' ', ' ', ' ', ' '};
  float value = 0;
  bool operator==(const FontVariation&) const = default;
};
enum class FeatureSwitch : std::uint8_t { Normal, On, Off };
struct FontVariantLigatures {
  bool none = false;  // all four off
  FeatureSwitch common = FeatureSwitch::Normal;
  FeatureSwitch discretionary = FeatureSwitch::Normal;
  FeatureSwitch historical = FeatureSwitch::Normal;
  FeatureSwitch contextual = FeatureSwitch::Normal;
  bool operator==(const FontVariantLigatures&) const = default;
};
struct FontVariantNumeric {
  bool lining = false, oldstyle = false;
  bool proportional = false, tabular = false;
  bool diagonal_fractions = false, stacked_fractions = false;
  bool ordinal = false, slashed_zero = false;
  bool operator==(const FontVariantNumeric&) const = default;
};
struct FontVariantEastAsian {
  EastAsianVariant variant = EastAsianVariant::Normal;
  EastAsianWidth width = EastAsianWidth::Normal;
  bool ruby = false;
  bool operator==(const FontVariantEastAsian&) const = default;
};
struct FontVariantAlternates {
  bool historical_forms = false;
  bool operator==(const FontVariantAlternates&) const = default;
};

// -- text
struct TextIndent {
  LengthPercentage length;
  bool hanging = false;
  bool each_line = false;
  bool operator==(const TextIndent&) const = default;
};
struct TextTransform {
  TextCase text_case = TextCase::None;
  bool full_width = false;
  bool full_size_kana = false;
  bool operator==(const TextTransform&) const = default;
};
struct TabSize {
  bool is_length = false;
  double number = 8;  // widths of a space
  Unit length;
  bool operator==(const TabSize&) const = default;
};
struct VerticalAlign {
  VerticalAlignKeyword keyword = VerticalAlignKeyword::Baseline;
  LengthPercentage length;  // of keyword Length; percent of the line height
  bool operator==(const VerticalAlign&) const = default;
};
// CSS Text 4 §8.4: where spacing is added. `normal` has alpha and numeric on.
struct TextAutospace {
  bool ideograph_alpha = true;
  bool ideograph_numeric = true;
  bool punctuation = false;
  bool replace = false;  // else insert
  bool is_auto = false;  // the typesetter's choice
  static constexpr TextAutospace none() { return {false, false, false, false, false}; }
  constexpr bool is_none() const {
    return !ideograph_alpha && !ideograph_numeric && !punctuation && !is_auto;
  }
  bool operator==(const TextAutospace&) const = default;
};
// CSS Containment 3 §3.
struct Contain {
  bool size = false, inline_size = false, layout = false, paint = false, style = false;
  bool operator==(const Contain&) const = default;
};
// Effects that are not drawn but make a containing block for what is positioned inside: whether
// there is any (Filter Effects 1 §5).
struct Effects {
  bool any = false;
  bool operator==(const Effects&) const = default;
};
// CSS Will Change 1 §3: what of the named properties would make a containing block.
struct WillChange {
  bool transform = false;  // or filter, or another that contains fixed boxes too
  bool position = false;
  bool operator==(const WillChange&) const = default;
};
struct Perspective {
  bool none = true;
  Unit length;
  bool operator==(const Perspective&) const = default;
};
// CSS Inline 3 §5.2.
struct TextBoxEdge {
  bool is_auto = true;
  TextEdge over = TextEdge::Text;
  TextEdge under = TextEdge::Text;
  bool operator==(const TextBoxEdge&) const = default;
};
// CSS Overflow 4 §5: 0 is none.
struct LineClamp {
  std::int32_t lines = 0;
  bool operator==(const LineClamp&) const = default;
};
// CSS Shapes 1 §3.
enum class ShapeKind : std::uint8_t { None, Box, Circle, Ellipse, Inset, Polygon };
enum class ShapeRadiusKind : std::uint8_t { Length, ClosestSide, FarthestSide };
struct ShapeRadius {
  ShapeRadiusKind kind = ShapeRadiusKind::ClosestSide;
  LengthPercentage length;
  bool operator==(const ShapeRadius&) const = default;
};
struct Shape {
  ShapeKind kind = ShapeKind::None;
  ShapeBox box = ShapeBox::MarginBox;
  ShapeRadius radius_x, radius_y;             // Circle has the first
  PositionXY center = PositionXY::center();   // Circle, Ellipse
  LengthPercentage top, right, bottom, left;  // Inset
  Radius top_left, top_right, bottom_right, bottom_left;
  bool even_odd = false;  // Polygon
  List<PositionXY> points;
  bool operator==(const Shape&) const = default;
};
struct HangingPunctuation {
  bool first = false;
  bool last = false;
  bool force_end = false;
  bool allow_end = false;
  constexpr bool is_none() const { return !first && !last && !force_end && !allow_end; }
  bool operator==(const HangingPunctuation&) const = default;
};
// 0: auto, the typesetter's choice.
struct HyphenateLimitChars {
  std::int32_t word = 0;
  std::int32_t before = 0;
  std::int32_t after = 0;
  bool operator==(const HyphenateLimitChars&) const = default;
};
struct HyphenateLimitLines {
  std::int32_t count = -1;  // −1: no limit
  bool operator==(const HyphenateLimitLines&) const = default;
};
struct StringOrAuto {
  bool is_auto = true;
  std::string_view value;
  bool operator==(const StringOrAuto&) const = default;
};
struct TextDecorationLine {
  bool underline = false;
  bool overline = false;
  bool line_through = false;
  bool spelling_error = false;
  bool grammar_error = false;
  constexpr bool is_none() const { return !underline && !overline && !line_through; }
  bool operator==(const TextDecorationLine&) const = default;
};
enum class TextDecorationThicknessKind : std::uint8_t { Auto, FromFont, LengthPercentage };
struct TextDecorationThickness {
  TextDecorationThicknessKind kind = TextDecorationThicknessKind::Auto;
  LengthPercentage value;  // percent of 1em
  bool operator==(const TextDecorationThickness&) const = default;
};
struct TextDecorationInset {
  bool is_auto = false;
  Unit start;
  Unit end;
  bool operator==(const TextDecorationInset&) const = default;
};
struct TextUnderlinePosition {
  bool from_font = false;
  bool under = false;
  bool left = false;
  bool right = false;
  constexpr bool is_auto() const { return !from_font && !under && !left && !right; }
  bool operator==(const TextUnderlinePosition&) const = default;
};
struct TextEmphasisStyle {
  TextEmphasisShape shape = TextEmphasisShape::None;
  bool open = false;
  // `filled` or `open` without a shape: a circle in horizontal, a sesame in vertical text; already
  // resolved into `shape`.
  std::string_view text;  // of shape String: one character
  bool operator==(const TextEmphasisStyle&) const = default;
};
struct TextEmphasisPosition {
  bool over = true;
  bool right = true;
  bool is_auto = true;  // not given by author: by language (under in Chinese)
  bool operator==(const TextEmphasisPosition&) const = default;
};
struct TextEmphasisSkip {
  bool spaces = true;
  bool punctuation = true;
  bool symbols = false;
  bool narrow = false;
  bool operator==(const TextEmphasisSkip&) const = default;
};
enum class TextCombineKind : std::uint8_t { None, All, Digits };
struct TextCombineUpright {
  TextCombineKind kind = TextCombineKind::None;
  std::int32_t digits = 2;
  bool operator==(const TextCombineUpright&) const = default;
};
struct RubyPosition {
  bool alternate = true;  // levels of double-sided ruby change sides
  RubySide side = RubySide::Over;
  bool operator==(const RubyPosition&) const = default;
};
struct InitialLetter {
  double size = 0;  // lines; 0 is normal
  std::int32_t sink = 0;
  constexpr bool is_normal() const { return size == 0; }
  bool operator==(const InitialLetter&) const = default;
};

// -- generated content, CSS Content 3, GCPM 3
enum class CounterStyleKind : std::uint8_t { None, Name, String, Symbols };
// A counter style by name (css decides nothing about it: style/counter_style.h formats), a string,
// or symbols().
struct CounterStyleName {
  CounterStyleKind kind = CounterStyleKind::Name;
  std::string_view name;           // of Name and String; of Symbols the type: "cyclic" …
  List<std::string_view> symbols;  // of Symbols
  static constexpr CounterStyleName of(std::string_view name) {
    return {CounterStyleKind::Name, name, {}};
  }
  bool operator==(const CounterStyleName&) const = default;
};
enum class ContentItemKind : std::uint8_t {
  String,
  Image,
  Counter,   // counter(name, style)
  Counters,  // counters(name, separator, style)
  OpenQuote,
  CloseQuote,
  NoOpenQuote,
  NoCloseQuote,
  Attribute,      // attr(): already resolved into String in computed styles
  Contents,       // `contents`
  ContentText,    // content(), content(text)
  ContentBefore,  // content(before) …
  ContentAfter,
  ContentMarker,
  ContentFirstLetter,
  NamedString,     // string(name, which)
  RunningElement,  // element(name, which)
  TargetCounter,   // target-counter(url, name, style)
  TargetCounters,
  TargetText,  // target-text(url, which)
  Leader,      // leader(text)
};
enum class PageValue : std::uint8_t { First, Start, Last, FirstExcept };
enum class TargetPart : std::uint8_t { Content, Before, After, FirstLetter };
struct ContentItem {
  ContentItemKind kind = ContentItemKind::String;
  std::string_view text;       // String, Leader; the name of a counter, string or element
  std::string_view separator;  // Counters, TargetCounters
  CounterStyleName style;      // of counters
  Url url;                     // of targets, "#id" most often
  PageValue page_value = PageValue::First;
  TargetPart part = TargetPart::Content;
  Image image;
  bool operator==(const ContentItem&) const = default;
};
enum class ContentKind : std::uint8_t { Normal, None, Items };
struct Content {
  ContentKind kind = ContentKind::Normal;
  List<ContentItem> items;
  List<ContentItem> alternative;  // after the slash
  bool operator==(const Content&) const = default;
};
struct CounterChange {
  std::string_view name;
  std::int32_t value = 0;
  bool reversed = false;   // of counter-reset: reversed(name)
  bool has_value = false;  // a reversed counter without a value counts its items
  bool operator==(const CounterChange&) const = default;
};
struct QuotePair {
  std::string_view open;
  std::string_view close;
  bool operator==(const QuotePair&) const = default;
};
struct Quotes {
  bool is_auto = true;  // by the language
  List<QuotePair> pairs;
  bool operator==(const Quotes&) const = default;
};
struct StringSet {
  std::string_view name;
  List<ContentItem> items;
  bool operator==(const StringSet&) const = default;
};
struct BookmarkLevel {
  std::int32_t level = 0;  // 0: none
  bool operator==(const BookmarkLevel&) const = default;
};
// CSS Page 3 §7: the page box. Auto: the printer's, turned where the orientation says so.
enum class PageOrientation : std::uint8_t { Auto, Portrait, Landscape };
struct PageSize {
  bool is_auto = true;
  PageOrientation orientation = PageOrientation::Auto;  // beside auto only
  Unit width;
  Unit height;
  bool operator==(const PageSize&) const = default;
};
struct PageMarks {
  bool crop = false;
  bool cross = false;
  bool operator==(const PageMarks&) const = default;
};
// An identifier of the author's, "" for the initial keyword (`auto`, `none`).
struct Name {
  std::string_view text;
  bool operator==(const Name&) const = default;
};

}  // namespace banxin::css
