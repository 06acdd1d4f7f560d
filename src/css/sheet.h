#pragma once
// Sheet: one parsed style sheet. Its rules stand in one list in source order, each with the chain
// of conditions and the layer it is in; style decides which of them hold and what they weigh. A
// sheet owns its text and its memory, never changes once parsed, and may serve many documents.
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/arena.h"
#include "base/diagnostics.h"
#include "base/limits.h"
#include "base/result.h"
#include "css/declaration.h"
#include "css/media_query.h"
#include "css/nth.h"
#include "css/selector.h"

namespace banxin::css {

struct Sheet;

// The text of a sheet, decoded, and the name under which references in it are resolved.
struct LoadedSheet {
  std::string text;
  std::string url;
};
// Loads what @import and <link> name: `url` as written in the sheet or document called `base`.
using SheetLoader = std::function<Result<LoadedSheet>(std::string_view url, std::string_view base)>;

// One @media, @import media or @container around a rule; `outer` is the next one out.
struct Condition {
  const Condition* outer = nullptr;
  MediaList media;
  bool container = false;
  std::string container_name;
  std::vector<MediaStep> container_condition;
};

inline constexpr std::uint32_t kNoLayer = 0xFFFFFFFF;

// A place in the tree of layers of one sheet.
struct Layer {
  std::uint32_t outer = kNoLayer;
  std::string name;  // "" for an anonymous one
};

struct StyleRule {
  const SelectorList* selectors = nullptr;
  const DeclarationBlock* declarations = nullptr;
  // @scope: elements below a match of `scope_root` and not below `scope_limit`.
  const SelectorList* scope_root = nullptr;
  const SelectorList* scope_limit = nullptr;
};

// Page-margin boxes in the order of CSS Page 3 §6.4's table.
enum class MarginBox : std::uint8_t {
  TopLeftCorner,
  TopLeft,
  TopCenter,
  TopRight,
  TopRightCorner,
  RightTop,
  RightMiddle,
  RightBottom,
  BottomRightCorner,
  BottomRight,
  BottomCenter,
  BottomLeft,
  BottomLeftCorner,
  LeftBottom,
  LeftMiddle,
  LeftTop,
  Footnote,  // @footnote (GCPM): the area, not a margin box
};
inline constexpr std::size_t kMarginBoxes = 17;

struct PageSelector {
  std::string_view name;
  bool first = false, left = false, right = false, blank = false;
  bool has_nth = false;
  NthPattern nth;
  std::string_view nth_of;  // :nth(2 of chapter)
  std::uint32_t specificity() const;
};
struct MarginBoxRule {
  MarginBox box = MarginBox::TopCenter;
  const DeclarationBlock* declarations = nullptr;
};
struct PageRule {
  List<PageSelector> selectors;  // none: every page
  const DeclarationBlock* declarations = nullptr;
  List<MarginBoxRule> boxes;
};

struct FontSource {
  bool local = false;
  Url url;                  // not local
  std::string_view name;    // local: full or PostScript name
  std::string_view format;  // in lower case, "" when not said
};
struct FontFaceRule {
  std::string_view family;
  List<FontSource> sources;
  float weight_low = 400, weight_high = 400;
  float stretch_low = 100, stretch_high = 100;
  bool weight_auto = true, stretch_auto = true;
  FontStyle style;
  List<UnicodeRange> ranges;  // none: all
  List<FontFeature> features;
  List<FontVariation> variations;
  // Percent of the font size; negative: the font's own.
  float ascent_override = -1, descent_override = -1, line_gap_override = -1;
  float size_adjust = 100;
};

enum class CounterSystem : std::uint8_t {
  Cyclic,
  Numeric,
  Alphabetic,
  Symbolic,
  Additive,
  Fixed,
  Extends,
};
struct AdditiveSymbol {
  std::int32_t weight = 0;
  std::string_view symbol;
};
struct CounterRange {
  std::int32_t low = 0, high = 0;
};
struct CounterStyleRule {
  std::string_view name;
  CounterSystem system = CounterSystem::Symbolic;
  std::int32_t fixed_first = 1;
  std::string_view extends;
  std::string_view negative_before = "-", negative_after;
  std::string_view prefix, suffix = ". ";
  bool range_auto = true;
  List<CounterRange> ranges;
  std::int32_t pad_length = 0;
  std::string_view pad_symbol;
  std::string_view fallback = "decimal";
  List<std::string_view> symbols;
  List<AdditiveSymbol> additive;
  // Which descriptors were given: an extending style takes the others from its base.
  bool has_negative = false, has_prefix = false, has_suffix = false, has_range = false;
  bool has_pad = false, has_fallback = false;
};

// @property
struct PropertyRule {
  std::string_view name;
  std::string_view syntax;
  bool inherits = true;
  bool has_initial = false;
  std::string_view initial;
};

enum class RuleKind : std::uint8_t {
  Style,
  Layer,  // only names a layer, for its order
  Import,
  Page,
  FontFace,
  CounterStyle,
  Property,
};
// One entry of Sheet::rules; `index` counts within its kind's list.
struct RuleEntry {
  RuleKind kind = RuleKind::Style;
  std::uint32_t index = 0;
  std::uint32_t layer = kNoLayer;
  const Condition* condition = nullptr;
};

struct Sheet {
  std::string url;   // the base of its references
  std::string text;  // preprocessed
  Arena memory;
  SymbolTable symbols;
  std::vector<std::unique_ptr<Condition>> conditions;
  std::vector<Layer> layers;
  std::vector<RuleEntry> rules;
  std::vector<StyleRule> style_rules;
  std::vector<std::unique_ptr<Sheet>> imports;  // null where one could not be had
  std::vector<PageRule> page_rules;
  std::vector<FontFaceRule> font_faces;
  std::vector<CounterStyleRule> counter_styles;
  std::vector<PropertyRule> properties;
};

struct SheetOptions {
  std::string url;   // the base of references; "" is the document
  std::string file;  // for diagnostics
  SourcePosition start{1, 1};
  UnitlessLengths unitless = UnitlessLengths::Refused;
  const SheetLoader* loader = nullptr;  // null: imports are refused
  Limits limits;
};

// Never fails: what cannot be read is reported and left out.
std::unique_ptr<Sheet> parse_sheet(std::string_view text,
                                   const SheetOptions& options,
                                   Diagnostics& diagnostics);

}  // namespace banxin::css
