// place: the lines of a block, one under the other, beside its floats and over its pages.
#include "layout/inline/inline_layout.h"

#include <algorithm>

#include "layout/inline/first_line.h"
#include "layout/inline/initial_letter.h"
#include "layout/inline/inline_flow.h"
#include "layout/inline/line_grid.h"
#include "layout/inline/ruby.h"
#include "layout/inline/shape_run.h"
#include "layout/layout.h"
#include "layout/sizing.h"

namespace banxin::layout {

LineEdge resolve_edge(css::TextAlign align, bool rtl) {
  switch (align) {
    case css::TextAlign::Left:
    case css::TextAlign::BanxinLeft:
      return LineEdge::Left;
    case css::TextAlign::Right:
    case css::TextAlign::BanxinRight:
      return LineEdge::Right;
    case css::TextAlign::Center:
    case css::TextAlign::BanxinCenter:
      return LineEdge::Center;
    case css::TextAlign::Justify:
    case css::TextAlign::JustifyAll:
      return LineEdge::Justify;
    case css::TextAlign::End:
      return rtl ? LineEdge::Left : LineEdge::Right;
    default:
      return rtl ? LineEdge::Right : LineEdge::Left;
  }
}

// What is in the lines gets the sizes that it has in `space`.
void InlineLayout::resolve_for(const ConstraintSpace& space) {
  if (paragraph_.block_basis != space.percentage_basis.block_size) {
    paragraph_.block_basis = space.percentage_basis.block_size;
    if (!paragraph_.atomics.empty()) paragraph_.edges_basis = Unit::min();
  }
  resolve_edges(paragraph_, space.available.inline_size, context_);
}

InlineResult InlineLayout::run(const BreakToken* resume) {
  const bool fresh = resume == nullptr || resume->break_before;
  from_ = resume != nullptr ? resume->inline_position : 0;
  paragraph_.next_event = first_event_ = fresh ? 0 : resume->inline_event;
  first_floats_ = exclusions_.mark();
  resumed_ = !fresh;
  resolve_for(space_);
  // CSS Text 4 §7.1: the first line of a block container; an anonymous block after another block
  // has none of its own.
  const bool continues =
      block_.origin == BoxOrigin::Anonymous && block_.previous_sibling != nullptr;
  if (!continues) request_.indent = style_.text_indent.length.resolve(space_.available.inline_size);
  request_.justified = body_edge() == LineEdge::Justify;
  request_.avoid_runts = wants_fine_setting(style_);
  request_.together = request_.avoid_runts || paragraph_.has_han;
  const FontHeight body = line_box_height(
      style_, InlineCaches::of(context_).stack_of(style_, context_),
      paragraph_.vertical && style_.text_orientation != css::TextOrientation::Sideways);
  line_height_ = body.height();
  body_ascent_ = body.ascent;
  has_grid_ = space_.grid_pitch > Unit{} && takes_grid_lines(block_, space_.grid_pitch, context_);
  const std::uint32_t count = paragraph_.cluster_count();
  const bool has_first = from_ == 0 && count > 0 && !first_line_only_ && place_first_line(resume);
  const bool in_slices = resume != nullptr && resume->inside_track;
  if (from_ == 0 && !in_slices && result_.resume == nullptr && paragraph_.initial_letter != nullptr)
    place_initial();
  if (!has_first && in_slices && !continue_slices(*resume)) {
    return first_line_only_ ? InlineResult{} : std::move(result_);
  }
  if (first_line_only_ && !placed_.empty()) return {};
  while (from_ < count && result_.resume == nullptr) {
    place_floats_before(from_);
    if (result_.resume != nullptr || !place_lines()) break;
    if (first_line_only_ && !placed_.empty()) return {};
  }
  if (first_line_only_) return {};
  if (result_.resume == nullptr) {
    place_floats_before(count);
    place_floats_below();
  }
  note_early_break();
  if (count == 0) note_out_of_flow_alone();
  result_.block_size = y_;
  if (result_.resume == nullptr) context_.inline_states.erase(&block_);
  return std::move(result_);
}

namespace {

// The event of `other` that follows as many floats as stand before `index` in `of`.
std::uint32_t same_event(const Paragraph& of, std::size_t index, const Paragraph& other) {
  const auto is_float = [](const InlineEvent& event) { return event.type == EventType::Float; };
  auto floats = std::count_if(of.events.begin(),
                              of.events.begin() + static_cast<std::ptrdiff_t>(index), is_float);
  std::uint32_t at = 0;
  for (; floats > 0 && at < other.events.size(); ++at)
    floats -= is_float(other.events[at]) ? 1 : 0;
  return at;
}

}  // namespace

// CSS Pseudo 4 §2.1: the first line is set from the same text in other styles, and the paragraph
// goes on where it ends. False when there are no such styles.
bool InlineLayout::place_first_line(const BreakToken* resume) {
  const Box* styled = first_line_block(block_, context_);
  if (styled == nullptr) return false;
  InlineLayout line(*styled, space_, exclusions_, context_);
  const Paragraph& first = line.paragraph_;
  if (first.initial_letter != nullptr || first.text.size() != paragraph_.text.size()) return false;
  line.first_line_only_ = true;
  BreakToken from;
  if (resume != nullptr) {
    static_cast<BreakPlace&>(from) = *resume;
    from.inline_event = same_event(paragraph_, first_event_, first);
  }
  (void)line.run(resume != nullptr ? &from : nullptr);
  paragraph_.next_event = same_event(first, first.next_event, paragraph_);
  const std::uint32_t position = first.clusters[line.from_].text;
  result_ = std::move(line.result_);
  if (result_.resume != nullptr) {
    result_.resume->box = &block_;
    result_.resume->inline_event = same_event(first, result_.resume->inline_event, paragraph_);
  }
  placed_ = std::move(line.placed_);
  for (Placed& placed : placed_)
    placed.next_event = same_event(first, placed.next_event, paragraph_);
  placed_lines_ = line.placed_lines_;
  y_ = line.y_;
  from_ = position >= paragraph_.text.size() ? paragraph_.cluster_count()
                                             : paragraph_.cluster_at(position);
  context_.inline_states.erase(styled);
  return true;
}

LineEdge InlineLayout::last_edge(bool rtl) const {
  switch (style_.text_align_last) {
    case css::TextAlignLast::Auto:
      if (style_.text_align == css::TextAlign::JustifyAll) return LineEdge::Justify;
      return body_edge() == LineEdge::Justify ? (rtl ? LineEdge::Right : LineEdge::Left)
                                              : resolve_edge(style_.text_align, rtl);
    case css::TextAlignLast::Left:
      return LineEdge::Left;
    case css::TextAlignLast::Right:
      return LineEdge::Right;
    case css::TextAlignLast::Center:
      return LineEdge::Center;
    case css::TextAlignLast::Justify:
      return LineEdge::Justify;
    case css::TextAlignLast::End:
      return rtl ? LineEdge::Left : LineEdge::Right;
    default:
      return rtl ? LineEdge::Right : LineEdge::Left;
  }
}

// CSS lines follow each other; those of body text stand on the page's grid.
Unit InlineLayout::on_grid(Unit y) const {
  if (!has_grid_) return y;
  const Unit down = up_to_grid(space_.fragmentainer_offset + y, space_.grid_pitch);
  const Unit over = down == Unit{} ? Unit{} : space_.grid_pitch - down;
  // The line above is a little higher by another font's leading: they share it.
  return !placed_.empty() && over <= space_.grid_pitch / 4 ? y - over : y + down;
}

// Another font's ascent makes a line begin a little earlier, so that baselines keep the pitch.
Unit InlineLayout::keep_pitch(Unit y, const BuiltLine& built) const {
  if (!has_grid_ || built.phantom) return y;
  const Unit over = built.fragment->baseline - body_ascent_;
  return over > Unit{} && over <= space_.grid_pitch / 4 ? y - over : y;
}

// As high as several lines, it stands with them on one page.
void InlineLayout::place_initial() {
  BuiltInitial initial = build_initial(*paragraph_.initial_letter, paragraph_, context_);
  if (initial.fragment == nullptr) return;
  const Unit bottom = initial.raised + line_height_ * static_cast<int>(initial.sink);
  if (!fits_height(Unit{}, bottom) && !must_stand(Unit{})) return stop_at_start();
  has_initial_ = true;
  y_ = initial.raised;
  initial_width_ = initial.width;
  initial_bottom_ = bottom;
  InlineChild child;
  child.offset = {Unit{}, initial.top};
  child.fragment = std::move(initial.fragment);
  result_.children.push_back(std::move(child));
  paragraph_.lines_measure = Unit::min();
}

// The band beside floats, and the initial letter, at `y` of the content box.
InlineLayout::Band InlineLayout::band_at(Unit y, Unit minimum) const {
  Band band = band_beside_floats(y, minimum);
  if (y >= initial_bottom_) return band;
  (rtl_ ? band.end : band.start) += rtl_ ? -initial_width_ : initial_width_;
  band.whole = false;
  return band;
}

InlineLayout::Band InlineLayout::band_beside_floats(Unit y, Unit minimum) const {
  const Unit width = space_.available.inline_size;
  if (exclusions_.empty()) return {Unit{}, width, y, Unit::max(), true};
  const Unit left = space_.bfc_offset.inline_offset;
  const Unit top = space_.bfc_offset.block_offset;
  Band band;
  for (Unit from = top + y;;) {
    const LineOpportunity found = exclusions_.find_line(from, left, left + width, minimum);
    band.start = std::max(Unit{}, found.inline_start - left);
    band.end = std::min(width, found.inline_end - left);
    band.block_start = found.block_start - top;
    band.block_end = found.block_end == Unit::max() ? found.block_end : found.block_end - top;
    if (found.block_end == Unit::max() || found.block_end - found.block_start >= line_height_)
      break;
    const LineOpportunity narrow = exclusions_.narrowest(
        found.block_start, found.block_start + line_height_, left, left + width);
    band.start = std::max(band.start, narrow.inline_start - left);
    band.end = std::min(band.end, narrow.inline_end - left);
    // Too narrow for its first word over its height: below what makes it so.
    if (band.end - band.start >= minimum || found.block_end <= from) break;
    from = found.block_end;
  }
  band.whole = band.start == Unit{} && band.end == width && band.block_end == Unit::max();
  return band;
}

// What must at least fit beside a float: the first word that follows. Text that does not wrap
// asks for nothing: it overflows where it is.
Unit InlineLayout::first_word(std::uint32_t from) const {
  if (from >= paragraph_.cluster_count()) return {};
  const std::uint32_t position = paragraph_.clusters[from].text;
  const TextSpan& span = paragraph_.span_at(position);
  const bool is_object = paragraph_.clusters[from].char_class == CharClass::Object;
  if (!is_object && span.style->text_wrap_mode == css::TextWrapMode::Nowrap) return {};
  Unit width = indent_of_line(paragraph_, request_, from);
  for (std::uint32_t i = from; i < paragraph_.cluster_count(); ++i) {
    const Cluster& cluster = paragraph_.clusters[i];
    if (i > from && cluster.break_before != BreakKind::None) break;
    if ((cluster.flags & kDiscardable) != 0) continue;
    width += cluster.advance + edges_at(i);
    if (width > space_.available.inline_size) break;
  }
  return width;
}

Unit InlineLayout::edges_at(std::uint32_t cluster) const {
  if ((paragraph_.clusters[cluster].flags & kEdges) == 0) return {};
  const ClusterEdges* edges = paragraph_.edges_of(cluster);
  return edges->before + edges->after;
}

void InlineLayout::break_from(std::uint32_t from) {
  constexpr std::size_t kMostShaped = 400;
  request_.from = from;
  request_.first_line = from == 0;
  request_.measure = space_.available.inline_size;
  request_.measures.clear();
  Unit y = y_;
  Unit minimum = exclusions_.empty() ? Unit{} : first_word(from);
  for (std::size_t i = 0; i < kMostShaped && shaped(); ++i) {
    const Band band = band_at(y, minimum);
    minimum = Unit{};
    if (band.whole) break;
    request_.measures.push_back(band.end - band.start);
    y = std::max(band.block_start, y) + std::max(line_height_, Unit::from_px(1));
  }
  const bool known = request_.measures.empty() && paragraph_.lines_measure == request_.measure;
  if (known && has_line_at(from)) return;
  paragraph_.lines = break_lines(paragraph_, request_, context_);
  paragraph_.lines_from = from;
  paragraph_.lines_measure = request_.measures.empty() ? request_.measure : Unit::min();
}

std::size_t InlineLayout::line_index(std::uint32_t from) const {
  const auto found = std::lower_bound(
      paragraph_.lines.begin(), paragraph_.lines.end(), from,
      [](const LineRange& line, std::uint32_t cluster) { return line.begin < cluster; });
  const bool there = found != paragraph_.lines.end() && found->begin == from;
  return there ? static_cast<std::size_t>(found - paragraph_.lines.begin())
               : paragraph_.lines.size();
}

// Lines from from_ on; false when the fragmentainer is full. Returns early, to be called again,
// where floats change the shape of what follows.
bool InlineLayout::place_lines() {
  break_from(from_);
  std::size_t at = line_index(from_);
  bool first = true;
  for (; at < paragraph_.lines.size(); ++at) {
    const LineRange line = paragraph_.lines[at];
    const Band band = band_at(y_, exclusions_.empty() ? Unit{} : first_word(line.begin));
    if (shaped() && !first) {
      // The lines above were higher than foreseen: the rest is broken anew.
      const std::size_t k = at - line_index(request_.from);
      const Unit planned = k < request_.measures.size() ? request_.measures[k] : request_.measure;
      if (planned != band.end - band.start) return true;
    }
    first = false;
    if (place_floats_inside(line, band)) return true;
    if (!place_line(line, band, at)) return false;
    if (is_clamped()) {
      from_ = paragraph_.cluster_count();
      return true;
    }
    if (!pending_floats_.empty()) {
      place_floats_below();
      return true;
    }
    if (clear_after(line) || first_line_only_) return true;
  }
  return true;
}

// CSS Overflow 4 §5.1: -webkit-line-clamp ends the content after so many lines.
bool InlineLayout::is_clamped() const {
  const std::int32_t most = style_.line_clamp.lines;
  return most > 0 && block_.origin == BoxOrigin::Element &&
         style_.box_orient != css::BoxOrient::Horizontal &&
         placed_lines_ >= static_cast<std::size_t>(most);
}

Unit InlineLayout::indent_of(const LineRange& line) const {
  return indent_of_line(paragraph_, request_, line.begin);
}

bool InlineLayout::place_line(const LineRange& line, const Band& band, std::size_t at) {
  const Unit measure = band.end - band.start;
  const Unit indent = indent_of(line);
  const bool last = line.forced;
  // CSS Writing Modes 4 §2.4.5: with plaintext, start and end are those of the line's paragraph.
  const bool rtl = paragraph_.own_levels.empty()
                       ? rtl_
                       : paragraph_.is_rtl_at(paragraph_.clusters[line.begin].text);
  const LineEdge edge = last ? last_edge(rtl) : resolve_edge(style_.text_align, rtl);
  const Fill other = request_.justified ? Fill::Fitted : Fill::Natural;
  const bool leads = has_leader(paragraph_, line);
  const Fill fill = edge == LineEdge::Justify && !leads ? Fill::Justified : other;
  if (line.hyphenated) set_hyphen(line);
  set_line(paragraph_, line, measure - indent, fill, set_);
  fill_leaders(paragraph_, measure - indent, set_);
  const Unit slack = measure - indent - set_.width;
  Unit start = rtl_ ? Unit{} : indent;
  if (edge == LineEdge::Right || (edge == LineEdge::Justify && rtl_)) start += slack;
  if (edge == LineEdge::Center) start += std::max(Unit{}, slack / 2);
  if (edge == LineEdge::Left && rtl_ && slack < Unit{}) start += slack;
  LineBuilder builder(paragraph_, context_,
                      {space_.available.inline_size, space_.percentage_basis.block_size});
  const Unit y = on_grid(std::max(y_, band.block_start));
  if (is_chosen_break()) return stop_before(at, line);
  // Whether it fits must be known before atomic inlines are moved into it.
  if (!fits(y, line) && !must_stand(y)) return stop_before(at, line);
  BuiltLine built = builder.build(set_, measure, start);
  if (!built.phantom && !fits_height(y, built.height)) {
    if (!must_stand(y)) return stop_before(at, line);
  }
  if (wants_slices(line, y, built)) {
    y_ = y;
    note_out_of_flow(builder, band, y, built);
    return place_slice(start_slices(line, std::move(built)), space_);
  }
  const Unit top = keep_pitch(y, built);
  note_out_of_flow(builder, band, top, built);
  add_line(line, band, top, std::move(built));
  return true;
}

void InlineLayout::add_line(const LineRange& line, const Band& band, Unit y, BuiltLine built) {
  InlineChild child;
  child.offset.block_offset = y;
  child.offset.inline_offset = rtl_ ? space_.available.inline_size - band.end : band.start;
  if (!built.phantom) {
    note_baseline(y + built.fragment->baseline);
    ++placed_lines_;
  }
  child.fragment = std::move(built.fragment);
  result_.children.push_back(std::move(child));
  note_placed(line.begin);
  y_ = y + built.height;
  from_ = line.end;
}

void InlineLayout::note_baseline(Unit baseline) {
  if (!result_.first_baseline) result_.first_baseline = baseline;
  result_.last_baseline = baseline;
}

void InlineLayout::set_hyphen(const LineRange& line) {
  const HyphenText hyphen = hyphen_at(paragraph_, line.end);
  const Unit size = paragraph_.span_at(paragraph_.clusters[line.end - 1].text).style->font_size;
  set_.hyphen_width =
      shape_text(hyphen.text, *hyphen.face, size, InlineCaches::of(context_).buffer).width;
}

Paragraph& paragraph_of(const Box& block, LayoutContext& context) {
  std::unique_ptr<LayoutContext::InlineState>& kept = context.inline_states[&block];
  if (kept == nullptr) {
    auto made = std::make_unique<Paragraph>();
    Paragraph& paragraph = *made;
    kept = std::move(made);
    collect(block, paragraph, context);
    itemize(paragraph, context);
    find_breaks(paragraph, context);
    shape(paragraph, context);
    space(paragraph, context);
    space_rubies(paragraph);
    return paragraph;
  }
  return static_cast<Paragraph&>(*kept);
}

Unit empty_line_start(const Box& block,
                      const ConstraintSpace& space,
                      Unit y,
                      const ExclusionSpace& exclusions) {
  const style::ComputedStyle& style = *block.style;
  const bool rtl = style.direction == Direction::Rtl;
  const Unit width = space.available.inline_size;
  Unit left;
  Unit right = width;
  if (!exclusions.empty()) {
    const LineOpportunity found =
        exclusions.find_line(space.bfc_offset.block_offset + y, space.bfc_offset.inline_offset,
                             space.bfc_offset.inline_offset + width, Unit{});
    left = found.inline_start - space.bfc_offset.inline_offset;
    right = found.inline_end - space.bfc_offset.inline_offset;
  }
  const Unit indent = style.text_indent.length.resolve(width);
  (rtl ? right : left) += rtl ? -indent : indent;
  const LineEdge edge = resolve_edge(style.text_align, rtl);
  Unit x = edge == LineEdge::Right || (edge == LineEdge::Justify && rtl) ? right : left;
  if (edge == LineEdge::Center) x = left + std::max(Unit{}, right - left) / 2;
  return rtl ? width - x : x;
}

InlineResult lay_out_inline(const Box& block,
                            const ConstraintSpace& space,
                            const BreakToken* resume,
                            ExclusionSpace& exclusions,
                            LayoutContext& context) {
  return InlineLayout(block, space, exclusions, context).run(resume);
}

MinMaxSizes measure_inline(const Box& block, LayoutContext& context) {
  Paragraph& paragraph = paragraph_of(block, context);
  if (!paragraph.atomics.empty() || !paragraph.events.empty()) {
    resolve_edges_for(ContentSize::Max, paragraph, context);
  }
  MinMaxSizes sizes = content_widths(paragraph, context);
  if (!paragraph.atomics.empty()) {
    resolve_edges_for(ContentSize::Min, paragraph, context);
    sizes.min = content_widths(paragraph, context).min;
  }
  if (const Box* styled = first_line_block(block, context)) {
    const MinMaxSizes first = measure_inline(*styled, context);
    context.inline_states.erase(styled);
    const bool one_line =
        std::find(paragraph.text.begin(), paragraph.text.end(), U'\n') == paragraph.text.end();
    sizes.max = one_line ? first.max : std::max(sizes.max, first.max);
    return sizes;
  }
  Unit beside;
  for (const InlineEvent& event : paragraph.events) {
    if (event.type != EventType::Float) continue;
    const MinMaxSizes floated = measure_contribution(*event.box, paragraph.flow, context);
    sizes.min = std::max(sizes.min, floated.min);
    beside += floated.max;
  }
  sizes.max += beside;
  return sizes;
}

}  // namespace banxin::layout
