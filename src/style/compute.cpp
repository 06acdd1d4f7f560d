// Winning declarations → computed values.
#include <algorithm>
#include <cmath>

#include "base/diagnostic_ids.h"
#include "css/calc_parser.h"
#include "css/value_parsers.h"
#include "css/write_value.h"
#include "style/field_operations.h"
#include "style/style_engine.h"

namespace banxin::style {

using css::CssWide;
using css::DeclarationKind;
using css::LengthUnit;
using css::Property;

namespace {

// LIMIT: as browsers.
constexpr double kMaxFontSize = 10'000;

const FontMetrics fallback_metrics(double size) {
  return {size * 0.5, size * 0.7, size * 0.5, size, size * 1.2};
}

double line_height_px(const ComputedStyle& style, const FontMetrics& metrics) {
  switch (style.line_height.kind) {
    case LineHeightKind::Number:
      return style.line_height.number * style.font_size_px;
    case LineHeightKind::Length:
      return style.line_height.length.to_px();
    default:
      return metrics.normal_line_height;
  }
}

bool is_monospace(const ComputedStyle& style) {
  return style.font_family.size() == 1 && style.font_family[0].generic == GenericFamily::Monospace;
}

}  // namespace

// Relative units (CSS Values 4 §6.1) of one style in the making.
class StyleBuilder::Lengths final : public css::LengthResolver {
 public:
  enum class Base : std::uint8_t { Own, Parent };
  Lengths(StyleEngine& engine,
          const ComputedStyle& own,
          const ComputedStyle& parent,
          bool is_root,
          Base font,
          Base line_height)
      : engine_(engine),
        font_(font == Base::Own ? own : parent),
        line_(line_height == Base::Own ? own : parent),
        // On the root element, root units are of the initial values while they are being found.
        root_(is_root ? (font == Base::Own ? own : parent) : *engine.root_style_) {}

  // Of whom container units are; `used` is set when there are any.
  void set_element(const dom::Node* element, bool& used) {
    element_ = element;
    used_container_ = &used;
  }

  double px_of(LengthUnit unit) const override {
    switch (unit) {
      case LengthUnit::Em:
        return font_.font_size_px;
      case LengthUnit::Rem:
        return root_.font_size_px;
      case LengthUnit::Ex:
        return metrics(font_).x_height;
      case LengthUnit::Rex:
        return metrics(root_).x_height;
      case LengthUnit::Ch:
        return metrics(font_).zero_advance;
      case LengthUnit::Rch:
        return metrics(root_).zero_advance;
      case LengthUnit::Cap:
        return metrics(font_).cap_height;
      case LengthUnit::Rcap:
        return metrics(root_).cap_height;
      case LengthUnit::Ic:
        return metrics(font_).ideograph_advance;
      case LengthUnit::Ric:
        return metrics(root_).ideograph_advance;
      case LengthUnit::Lh:
        return line_height_px(line_, metrics(line_));
      case LengthUnit::Rlh:
        return line_height_px(root_, metrics(root_));
      default:
        return viewport(unit) / 100;
    }
  }

 private:
  FontMetrics metrics(const ComputedStyle& style) const {
    if (engine_.options_.fonts != nullptr) {
      if (const auto found = engine_.options_.fonts->find_metrics(style)) return *found;
    }
    return fallback_metrics(style.font_size_px);
  }

  static bool is_of_container(LengthUnit unit) {
    return unit == LengthUnit::Cqw || unit == LengthUnit::Cqh || unit == LengthUnit::Cqi ||
           unit == LengthUnit::Cqb || unit == LengthUnit::Cqmin || unit == LengthUnit::Cqmax;
  }

  // All kinds of viewport are one on paper; without a container its units are those of the small
  // viewport (CSS Containment 3 §6).
  double viewport(LengthUnit unit) const {
    double width = engine_.options_.media.width;
    double height = engine_.options_.media.height;
    if (is_of_container(unit) && element_ != nullptr) {
      *used_container_ = true;
      width = engine_.container_extent(*element_, true).value_or(width);
      height = engine_.container_extent(*element_, false).value_or(height);
    }
    const bool horizontal = is_horizontal(root_.writing_mode);
    switch (unit) {
      case LengthUnit::Vw:
      case LengthUnit::Svw:
      case LengthUnit::Lvw:
      case LengthUnit::Dvw:
      case LengthUnit::Cqw:
        return width;
      case LengthUnit::Vh:
      case LengthUnit::Svh:
      case LengthUnit::Lvh:
      case LengthUnit::Dvh:
      case LengthUnit::Cqh:
        return height;
      case LengthUnit::Vi:
      case LengthUnit::Svi:
      case LengthUnit::Lvi:
      case LengthUnit::Dvi:
      case LengthUnit::Cqi:
        return horizontal ? width : height;
      case LengthUnit::Vb:
      case LengthUnit::Svb:
      case LengthUnit::Lvb:
      case LengthUnit::Dvb:
      case LengthUnit::Cqb:
        return horizontal ? height : width;
      case LengthUnit::Vmin:
      case LengthUnit::Svmin:
      case LengthUnit::Lvmin:
      case LengthUnit::Dvmin:
      case LengthUnit::Cqmin:
        return std::min(width, height);
      default:
        return std::max(width, height);
    }
  }

  StyleEngine& engine_;
  const ComputedStyle& font_;
  const ComputedStyle& line_;
  const ComputedStyle& root_;
  const dom::Node* element_ = nullptr;
  bool* used_container_ = nullptr;
};

StyleBuilder::StyleBuilder(StyleEngine& engine, const StyleSource& source)
    : engine_(engine),
      source_(source),
      parent_(source.parent != nullptr ? *source.parent : engine.initial_),
      style_(engine.memory_.create<ComputedStyle>()) {
  scope_.document = &engine.document_;
  scope_.element = source.element;
  scope_.elements = engine.elements_.get();
  scope_.registered = &engine.rules().properties;
  scope_.limit = engine.options_.limits.variable_bytes;
  scope_.budget = &engine.substitution_budget_;
}

css::ValueContext StyleBuilder::context_for(Property property, const Winner& winner) {
  css::ValueContext context(engine_.memory_);
  context.base_url = winner.block != nullptr ? winner.block->base_url : std::string_view{};
  context.parent_font_weight = parent_.font_weight;
  context.parent_font_size = parent_.font_size_px;
  context.parent_text_align = parent_.text_align;
  context.writing_mode = style_.writing_mode;
  context.current_color = property == Property::color ? parent_.color : style_.color;
  if (engine_.document_.quirks_mode == dom::QuirksMode::Full) {
    context.unitless = css::UnitlessLengths::Quirk;
  }
  return context;
}

namespace {

// Whose font the units of a property's value are of.
bool takes_parent_font(Property property) {
  return property == Property::font_size;
}

}  // namespace

void StyleBuilder::apply_text(Property property, std::string_view text, const Winner& winner) {
  css::ValueContext context = context_for(property, winner);
  const bool of_parent = takes_parent_font(property);
  Lengths lengths(
      engine_, style_, parent_, source_.is_root,
      of_parent ? Lengths::Base::Parent : Lengths::Base::Own,
      of_parent || property == Property::line_height ? Lengths::Base::Parent : Lengths::Base::Own);
  lengths.set_element(source_.element, scope_.used_attribute);
  context.lengths = &lengths;
  if (property == Property::font_size) return apply_font_size(text, winner);
  const void* value = css::parse_longhand(property, text, context);
  if (value == nullptr) return apply_wide(property, CssWide::Unset);
  set_field(style_, property, value);
}

void StyleBuilder::set_font_size(double px) {
  style_.font_size_px = std::clamp(std::isnan(px) ? 0.0 : px, 0.0, kMaxFontSize);
  style_.font_size = Unit::from_px(style_.font_size_px);
}

void StyleBuilder::apply_font_size(std::string_view text, const Winner& winner) {
  css::ValueContext context = context_for(Property::font_size, winner);
  Lengths lengths(engine_, style_, parent_, source_.is_root, Lengths::Base::Parent,
                  Lengths::Base::Parent);
  lengths.set_element(source_.element, scope_.used_attribute);
  context.lengths = &lengths;
  const std::vector<css::Token> tokens = css::tokenize(text);
  css::TokenCursor cursor(text, tokens, engine_.memory_);
  css::FontSize size;
  if (!css::parse_font_size(cursor, context, size) || !cursor.at_end()) {
    return apply_wide(Property::font_size, CssWide::Unset);
  }
  set_font_size(size.px);
  style_.font_size_keyword = static_cast<std::int8_t>(size.keyword);
  style_.font_size_absolute = size.keyword < 0 && (size.absolute || parent_.font_size_absolute);
  size_done_ = true;
}

void StyleBuilder::apply_wide(Property property, CssWide wide) {
  const bool inherited = css::property_info(property).inherited;
  const bool inherit = wide == CssWide::Inherit || (wide != CssWide::Initial && inherited);
  copy_field(style_, property, inherit ? parent_ : engine_.initial_);
  if (property == Property::font_size) {
    const ComputedStyle& from = inherit ? parent_ : engine_.initial_;
    style_.font_size_px = from.font_size_px;
    style_.font_size_keyword = from.font_size_keyword;
    style_.font_size_absolute = from.font_size_absolute;
  }
}

void StyleBuilder::apply_substitution(Property property, const Winner& winner) {
  const css::Declaration& declaration = *winner.declaration;
  const Property named = declaration.property;  // logical where it was written so
  if (!declaration.has_shorthand) {
    const std::optional<std::string> text = substitute(declaration.text, scope_);
    if (!text) return apply_wide(property, CssWide::Unset);
    const std::string_view kept = engine_.memory_.copy(std::string_view(*text));
    const std::vector<css::Token> tokens = css::tokenize(kept);
    const css::TokenCursor cursor(kept, tokens, engine_.memory_);
    for (std::size_t i = 0; i < 5; ++i) {
      constexpr std::array<std::string_view, 5> kWords{"initial", "inherit", "unset", "revert",
                                                       "revert-layer"};
      css::TokenCursor word = cursor;
      if (word.take_ident(kWords[i]) && word.at_end()) {
        return apply_wide(property, static_cast<CssWide>(i));
      }
    }
    return apply_text(property, kept, winner);
  }
  // All longhands of one shorthand come one after the other: take it apart once.
  if (expanded_block_ != winner.block || expanded_source_.data() != declaration.text.data() ||
      expanded_source_.empty()) {
    expanded_.clear();
    expanded_block_ = winner.block;
    expanded_source_ = declaration.text;
    if (const std::optional<std::string> text = substitute(declaration.text, scope_)) {
      css::ValueContext context = context_for(property, winner);
      css::expand_shorthand(declaration.shorthand, engine_.memory_.copy(std::string_view(*text)),
                            context, expanded_);
    }
  }
  const auto found = std::find_if(expanded_.begin(), expanded_.end(),
                                  [&](const css::LonghandText& l) { return l.property == named; });
  if (found == expanded_.end()) return apply_wide(property, CssWide::Unset);
  if (found->text.empty()) return apply_wide(property, CssWide::Initial);
  apply_text(property, found->text, winner);
}

void StyleBuilder::apply(Property property, const Winner& winner) {
  if (winner.declaration == nullptr) return;
  const css::Declaration& declaration = *winner.declaration;
  switch (declaration.kind) {
    case DeclarationKind::Value:
      if (property == Property::font_size) return apply_font_size(declaration.text, winner);
      return set_field(style_, property, declaration.value);
    case DeclarationKind::Relative:
      return apply_text(property, declaration.text, winner);
    case DeclarationKind::Wide:
      return apply_wide(property, declaration.wide);
    case DeclarationKind::Substitution:
      return apply_substitution(property, winner);
    case DeclarationKind::Custom:
      return;
  }
}

// Families first: the size depends on whether they are monospace alone.
void StyleBuilder::apply_fonts(const std::array<Winner, css::kPhysicalCount>& winners) {
  const auto winner = [&](Property property) -> const Winner& {
    return winners[static_cast<std::size_t>(property)];
  };
  for (const Property property :
       {Property::font_family, Property::font_weight, Property::font_style, Property::font_stretch,
        Property::font_size_adjust, Property::font_variation_settings,
        Property::text_orientation}) {
    apply(property, winner(property));
  }
  apply(Property::font_size, winner(Property::font_size));
  const bool monospace = is_monospace(style_);
  if (style_.font_size_keyword >= 0) {
    // `medium` is 13 px for monospace alone, as browsers have it.
    if (size_done_ || monospace != is_monospace(parent_)) {
      set_font_size(css::font_size_of_keyword(style_.font_size_keyword, monospace ? 13 : 16));
    }
  } else if (!style_.font_size_absolute && monospace != is_monospace(parent_)) {
    set_font_size(style_.font_size_px * (monospace ? 13.0 / 16 : 16.0 / 13));
  }
  apply(Property::line_height, winner(Property::line_height));
  apply(Property::color, winner(Property::color));
  if (style_.color.is_current) style_.color = parent_.color;
}

// CSS Properties and Values 1 §2.4: lengths of registered properties are computed here, and
// children inherit them so.
void StyleBuilder::compute_registered() {
  const CustomProperties* properties = style_.custom_properties;
  if (properties == nullptr || properties == parent_.custom_properties) return;
  if (scope_.registered->empty()) return;
  Lengths lengths(engine_, style_, parent_, source_.is_root, Lengths::Base::Own,
                  Lengths::Base::Own);
  lengths.set_element(source_.element, scope_.used_attribute);
  std::vector<CustomProperty> own(properties->own.begin(), properties->own.end());
  bool changed = false;
  for (CustomProperty& one : own) {
    const auto found = scope_.registered->find(one.name);
    if (!one.valid || found == scope_.registered->end()) continue;
    if (found->second->syntax.find("<length") == std::string_view::npos) continue;
    css::ValueContext context(engine_.memory_);
    context.lengths = &lengths;
    const std::vector<css::Token> tokens = css::tokenize(one.value);
    css::TokenCursor cursor(one.value, tokens, engine_.memory_);
    const auto number = css::parse_numeric(cursor, context, css::Percentages::Separate);
    if (!number || number->kind != css::NumericKind::Length || !cursor.at_end()) continue;
    if (!context.depends) continue;
    one.value = engine_.memory_.copy(std::string_view(css::write_number(number->value) + "px"));
    changed = true;
  }
  if (!changed) return;
  CustomProperties& computed = engine_.memory_.create<CustomProperties>();
  computed.parent = properties->parent;
  computed.own =
      css::List<CustomProperty>(engine_.memory_.copy(std::span<const CustomProperty>(own)));
  style_.custom_properties = &computed;
  scope_.properties = &computed;
}

namespace {

// CSS Pseudo 4 §2.1.1.
bool applies_to_first_line(Property property) {
  switch (property) {
    case Property::word_spacing:
    case Property::letter_spacing:
    case Property::text_transform:
    case Property::vertical_align:
    case Property::opacity:
    case Property::text_shadow:
    case Property::ruby_position:
      return true;
    default:
      break;
  }
  const std::string_view name = css::property_name(property);
  return name.starts_with("font-") || name.starts_with("background-") ||
         name.starts_with("text-decoration-") || name.starts_with("text-underline-") ||
         name.starts_with("text-emphasis-");
}

}  // namespace

const ComputedStyle& StyleBuilder::build(std::vector<MatchedBlock>& blocks) {
  style_ = engine_.initial_;
  static_cast<InheritedStyle&>(style_) = parent_;
  style_.lang = source_.lang;
  Cascade cascade(blocks);
  style_.custom_properties = resolve_custom_properties(cascade.custom(), parent_.custom_properties,
                                                       scope_, engine_.memory_);
  scope_.properties = style_.custom_properties;
  const bool on_first_line = source_.pseudo_element == PseudoElement::FirstLine;
  for (const Property property : {Property::writing_mode, Property::direction}) {
    if (!on_first_line) apply(property, cascade.find_winner(property));
  }
  const std::array<Winner, css::kPhysicalCount>& winners = cascade.find_winners(style_.flow());
  apply_fonts(winners);
  compute_registered();
  for (std::size_t i = 0; i < css::kPhysicalCount; ++i) {
    const auto property = static_cast<Property>(i);
    if (on_first_line && !applies_to_first_line(property)) continue;
    switch (property) {
      case Property::writing_mode:
      case Property::direction:
      case Property::font_family:
      case Property::font_weight:
      case Property::font_style:
      case Property::font_stretch:
      case Property::font_size:
      case Property::font_size_adjust:
      case Property::font_variation_settings:
      case Property::text_orientation:
      case Property::line_height:
      case Property::color:
        break;
      default:
        apply(property, winners[i]);
    }
  }
  adjust();
  if (scope_.too_long && !engine_.reported_variables_) {
    engine_.reported_variables_ = true;
    engine_.diagnostics_.report(DiagnosticId::CssVariableLimit, engine_.document_.file(),
                                source_.element != nullptr
                                    ? engine_.document_.position(*source_.element)
                                    : SourcePosition{},
                                "var()");
  }
  return style_;
}

// -- what the specifications say of computed values once all are known

void StyleBuilder::adjust() {
  adjust_display();
  adjust_boxes();
  adjust_text();
  resolve_current_colors(style_);
}

namespace {

// CSS Display 3 §2.7.
Display blockified(Display display) {
  switch (display) {
    case Display::Inline:
    case Display::InlineBlock:
    case Display::RubyBase:
    case Display::RubyText:
    case Display::RubyBaseContainer:
    case Display::RubyTextContainer:
    case Display::TableRowGroup:
    case Display::TableHeaderGroup:
    case Display::TableFooterGroup:
    case Display::TableRow:
    case Display::TableCell:
    case Display::TableColumnGroup:
    case Display::TableColumn:
    case Display::TableCaption:
      return display == Display::InlineBlock ? Display::FlowRoot : Display::Block;
    case Display::InlineListItem:
      return Display::ListItem;
    case Display::InlineTable:
      return Display::Table;
    case Display::InlineFlex:
      return Display::Flex;
    case Display::InlineGrid:
      return Display::Grid;
    case Display::Ruby:
      return Display::BlockRuby;
    default:
      return display;
  }
}

bool is_inline_level(Display display) {
  switch (display) {
    case Display::Inline:
    case Display::InlineBlock:
    case Display::InlineListItem:
    case Display::InlineTable:
    case Display::InlineFlex:
    case Display::InlineGrid:
    case Display::Ruby:
    case Display::RubyBase:
    case Display::RubyText:
    case Display::RubyBaseContainer:
    case Display::RubyTextContainer:
      return true;
    default:
      return false;
  }
}

}  // namespace

void StyleBuilder::adjust_display() {
  if (style_.display == Display::None) return;
  // CSS 2.2 §9.7. A running element leaves the flow as a block.
  const bool out_of_flow = style_.position == Position::Absolute ||
                           style_.position == Position::Fixed ||
                           style_.position == Position::Running;
  if (out_of_flow) style_.float_ = Float::None;
  const bool floats = style_.float_ != Float::None && style_.float_ != Float::Footnote;
  if (source_.is_root && style_.display == Display::Contents) style_.display = Display::Block;
  if (style_.display != Display::Contents &&
      (out_of_flow || floats || source_.blockify || source_.is_root)) {
    const Display given = style_.display;
    style_.display = blockified(given);
    style_.was_inline_level = is_inline_level(given);
  }
  // CSS Overflow 4 §5.1: a vertical -webkit-box (which is read as flex) that clamps its lines.
  const bool vertical =
      style_.box_orient == BoxOrient::Vertical || style_.box_orient == BoxOrient::BlockAxis;
  if (style_.line_clamp.lines > 0 && vertical) {
    if (style_.display == Display::Flex) style_.display = Display::FlowRoot;
    if (style_.display == Display::InlineFlex) style_.display = Display::InlineBlock;
  }
  if (source_.is_page) style_.display = Display::Block;
}

void StyleBuilder::adjust_boxes() {
  const auto hide = [](BorderStyle style, Unit& width) {
    if (style == BorderStyle::None || style == BorderStyle::Hidden) width = Unit{};
  };
  hide(style_.border_top_style, style_.border_top_width);
  hide(style_.border_right_style, style_.border_right_width);
  hide(style_.border_bottom_style, style_.border_bottom_width);
  hide(style_.border_left_style, style_.border_left_width);
  hide(style_.column_rule_style, style_.column_rule_width);
  if (style_.outline_style == OutlineStyle::None) style_.outline_width = Unit{};
  // CSS Page 3 §8.1: auto is the parent's page.
  if (style_.page.text.empty()) style_.page = parent_.page;
  // CSS Overflow 3 §3.1.
  const auto clips = [](Overflow o) { return o == Overflow::Visible || o == Overflow::Clip; };
  if (clips(style_.overflow_x) != clips(style_.overflow_y)) {
    for (Overflow* axis : {&style_.overflow_x, &style_.overflow_y}) {
      if (*axis == Overflow::Visible) *axis = Overflow::Auto;
      if (*axis == Overflow::Clip) *axis = Overflow::Hidden;
    }
  }
}

void StyleBuilder::adjust_text() {
  // CSS Text 4 §6.1: match-parent is the parent's start or end in its own direction.
  const bool parent_rtl = parent_.direction == Direction::Rtl;
  if (style_.text_align == TextAlign::MatchParent) {
    style_.text_align = parent_.text_align;
    if (style_.text_align == TextAlign::Start) {
      style_.text_align = parent_rtl ? TextAlign::Right : TextAlign::Left;
    } else if (style_.text_align == TextAlign::End) {
      style_.text_align = parent_rtl ? TextAlign::Left : TextAlign::Right;
    }
    if (source_.is_root) style_.text_align = TextAlign::Start;
  }
  if (style_.text_align_last == TextAlignLast::MatchParent) {
    style_.text_align_last = parent_.text_align_last;
    if (style_.text_align_last == TextAlignLast::Start) {
      style_.text_align_last = parent_rtl ? TextAlignLast::Right : TextAlignLast::Left;
    } else if (style_.text_align_last == TextAlignLast::End) {
      style_.text_align_last = parent_rtl ? TextAlignLast::Left : TextAlignLast::Right;
    }
  }
  // CSS Box Alignment 3 §7.1: justify-items: legacy is taken over from the parent.
  if (style_.justify_items.legacy && style_.justify_items.keyword == AlignKeyword::Normal &&
      parent_.justify_items.legacy) {
    style_.justify_items = parent_.justify_items;
  }
}

}  // namespace banxin::style
