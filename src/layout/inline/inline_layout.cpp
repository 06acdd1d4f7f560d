// place: the lines of a block, one under the other, beside its floats and over its pages.
#include "layout/inline/inline_layout.h"

#include <algorithm>

#include "layout/float.h"
#include "layout/fragment_builder.h"
#include "layout/inline/break_lines.h"
#include "layout/inline/first_line.h"
#include "layout/inline/initial_letter.h"
#include "layout/inline/line_builder.h"
#include "layout/inline/line_grid.h"
#include "layout/inline/ruby.h"
#include "layout/inline/shape_run.h"
#include "layout/layout.h"
#include "layout/sizing.h"
#include "layout/slices.h"

namespace banxin::layout {
namespace {

enum class Edge : std::uint8_t { Left, Right, Center, Justify };

// Where the lines of the paragraph stand (CSS Text 4 §7.3).
Edge resolve_edge(css::TextAlign align, bool rtl) {
  switch (align) {
    case css::TextAlign::Left:
    case css::TextAlign::BanxinLeft:
      return Edge::Left;
    case css::TextAlign::Right:
    case css::TextAlign::BanxinRight:
      return Edge::Right;
    case css::TextAlign::Center:
    case css::TextAlign::BanxinCenter:
      return Edge::Center;
    case css::TextAlign::Justify:
    case css::TextAlign::JustifyAll:
      return Edge::Justify;
    case css::TextAlign::End:
      return rtl ? Edge::Left : Edge::Right;
    default:
      return rtl ? Edge::Right : Edge::Left;
  }
}

class InlineLayout {
 public:
  InlineLayout(const Box& block,
               const ConstraintSpace& space,
               ExclusionSpace& exclusions,
               LayoutContext& context)
      : block_(block),
        space_(space),
        exclusions_(exclusions),
        context_(context),
        paragraph_(paragraph_of(block, context)),
        style_(*block.style),
        rtl_(style_.direction == Direction::Rtl) {}

  InlineResult run(const BreakToken* resume) {
    const bool fresh = resume == nullptr || resume->break_before;
    from_ = resume != nullptr ? resume->inline_position : 0;
    paragraph_.next_event = first_event_ = fresh ? 0 : resume->inline_event;
    first_floats_ = exclusions_.mark();
    resumed_ = !fresh;
    if (paragraph_.block_basis != space_.percentage_basis.block_size) {
      paragraph_.block_basis = space_.percentage_basis.block_size;
      if (!paragraph_.atomics.empty()) paragraph_.edges_basis = Unit::min();
    }
    resolve_edges(paragraph_, space_.available.inline_size, context_);
    // CSS Text 4 §7.1: the first line of a block container; an anonymous block after another block
    // has none of its own.
    const bool continues =
        block_.origin == BoxOrigin::Anonymous && block_.previous_sibling != nullptr;
    if (!continues)
      request_.indent = style_.text_indent.length.resolve(space_.available.inline_size);
    request_.justified = body_edge() == Edge::Justify;
    request_.avoid_runts = wants_fine_setting(style_);
    const FontHeight body = line_box_height(
        style_, InlineCaches::of(context_).stack_of(style_, context_),
        paragraph_.vertical && style_.text_orientation != css::TextOrientation::Sideways);
    line_height_ = body.height();
    body_ascent_ = body.ascent;
    has_grid_ = space_.grid_pitch > Unit{} && takes_grid_lines(block_, space_.grid_pitch, context_);
    if (from_ == 0 && first_event_ == 0 && !first_line_only_) place_first_line();
    if (from_ == 0 && paragraph_.initial_letter != nullptr) place_initial();
    const std::uint32_t count = paragraph_.cluster_count();
    if (resume != nullptr && resume->inside_track && !continue_slices(*resume)) {
      return std::move(result_);
    }
    while (from_ < count && result_.resume == nullptr) {
      place_floats_before(from_);
      if (!place_lines()) break;
      if (first_line_only_ && !placed_.empty()) return {};
    }
    if (first_line_only_) return {};
    if (result_.resume == nullptr) {
      place_floats_before(count);
      place_floats_below();
    }
    if (count == 0) note_out_of_flow_alone();
    result_.block_size = y_;
    if (result_.resume == nullptr) context_.inline_states.erase(&block_);
    return std::move(result_);
  }

 private:
  // CSS Pseudo 4 §2.1: the first line is set from the same text in other styles, and the paragraph
  // goes on where it ends.
  void place_first_line() {
    const Box* styled = first_line_block(block_, context_);
    if (styled == nullptr) return;
    InlineLayout line(*styled, space_, exclusions_, context_);
    const Paragraph& first = line.paragraph_;
    if (first.initial_letter != nullptr || first.text.size() != paragraph_.text.size()) return;
    line.first_line_only_ = true;
    (void)line.run(nullptr);
    std::size_t floats = 0;
    for (std::size_t i = 0; i < first.next_event; ++i)
      floats += first.events[i].type == EventType::Float ? 1 : 0;
    for (; floats > 0 && next_float() != nullptr; --floats)
      skip(*next_float());
    const std::uint32_t position = first.clusters[line.from_].text;
    result_ = std::move(line.result_);
    if (result_.resume != nullptr) {
      result_.resume->box = &block_;
      result_.resume->inline_event = 0;
    }
    placed_ = std::move(line.placed_);
    placed_lines_ = line.placed_lines_;
    y_ = line.y_;
    from_ = position >= paragraph_.text.size() ? paragraph_.cluster_count()
                                               : paragraph_.cluster_at(position);
    context_.inline_states.erase(styled);
  }

  Edge body_edge() const { return resolve_edge(style_.text_align, rtl_); }

  Edge last_edge() const {
    switch (style_.text_align_last) {
      case css::TextAlignLast::Auto:
        if (style_.text_align == css::TextAlign::JustifyAll) return Edge::Justify;
        return body_edge() == Edge::Justify ? (rtl_ ? Edge::Right : Edge::Left) : body_edge();
      case css::TextAlignLast::Left:
        return Edge::Left;
      case css::TextAlignLast::Right:
        return Edge::Right;
      case css::TextAlignLast::Center:
        return Edge::Center;
      case css::TextAlignLast::Justify:
        return Edge::Justify;
      case css::TextAlignLast::End:
        return rtl_ ? Edge::Left : Edge::Right;
      default:
        return rtl_ ? Edge::Right : Edge::Left;
    }
  }

  // CSS lines follow each other; those of body text stand on the page's grid.
  Unit on_grid(Unit y) const {
    if (!has_grid_) return y;
    const Unit down = up_to_grid(space_.fragmentainer_offset + y, space_.grid_pitch);
    const Unit over = down == Unit{} ? Unit{} : space_.grid_pitch - down;
    // The line above is a little higher by another font's leading: they share it.
    return !placed_.empty() && over <= space_.grid_pitch / 4 ? y - over : y + down;
  }

  // Another font's ascent makes a line begin a little earlier, so that baselines keep the pitch.
  Unit keep_pitch(Unit y, const BuiltLine& built) const {
    if (!has_grid_ || built.phantom) return y;
    const Unit over = built.fragment->baseline - body_ascent_;
    return over > Unit{} && over <= space_.grid_pitch / 4 ? y - over : y;
  }

  struct Band {
    Unit start, end;  // from the content box's line-left edge
    Unit block_start, block_end;
    bool whole = true;
  };

  bool shaped() const { return !exclusions_.empty() || initial_bottom_ > y_; }

  void place_initial() {
    BuiltInitial initial = build_initial(*paragraph_.initial_letter, paragraph_, context_);
    if (initial.fragment == nullptr) return;
    y_ = initial.raised;
    initial_width_ = initial.width;
    initial_bottom_ = initial.raised + line_height_ * static_cast<int>(initial.sink);
    InlineChild child;
    child.offset = {Unit{}, initial.top};
    child.fragment = std::move(initial.fragment);
    result_.children.push_back(std::move(child));
    paragraph_.lines_measure = Unit::min();
  }

  // The band beside floats, and the initial letter, at `y` of the content box.
  Band band_at(Unit y, Unit minimum) const {
    Band band = band_beside_floats(y, minimum);
    if (y >= initial_bottom_) return band;
    (rtl_ ? band.end : band.start) += rtl_ ? -initial_width_ : initial_width_;
    band.whole = false;
    return band;
  }

  Band band_beside_floats(Unit y, Unit minimum) const {
    const Unit width = space_.available.inline_size;
    if (exclusions_.empty()) return {Unit{}, width, y, Unit::max(), true};
    const Unit left = space_.bfc_offset.inline_offset;
    const Unit top = space_.bfc_offset.block_offset;
    Band band;
    for (Unit from = top + y;;) {
      const LineOpportunity found = exclusions_.find_opportunity(from, left, left + width, minimum);
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
  Unit first_word(std::uint32_t from) const {
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

  Unit edges_at(std::uint32_t cluster) const {
    if ((paragraph_.clusters[cluster].flags & kEdges) == 0) return {};
    const ClusterEdges* edges = paragraph_.edges_of(cluster);
    return edges->before + edges->after;
  }

  void break_from(std::uint32_t from) {
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

  bool has_line_at(std::uint32_t from) const { return line_index(from) < paragraph_.lines.size(); }
  std::size_t line_index(std::uint32_t from) const {
    const auto found = std::lower_bound(
        paragraph_.lines.begin(), paragraph_.lines.end(), from,
        [](const LineRange& line, std::uint32_t cluster) { return line.begin < cluster; });
    const bool there = found != paragraph_.lines.end() && found->begin == from;
    return there ? static_cast<std::size_t>(found - paragraph_.lines.begin())
                 : paragraph_.lines.size();
  }

  // Lines from from_ on; false when the fragmentainer is full. Returns early, to be called again,
  // where floats change the shape of what follows.
  bool place_lines() {
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
      if (!pending_floats_.empty()) {
        place_floats_below();
        return true;
      }
      if (clear_after(line) || first_line_only_) return true;
    }
    return true;
  }

  Unit indent_of(const LineRange& line) const {
    return indent_of_line(paragraph_, request_, line.begin);
  }

  bool place_line(const LineRange& line, const Band& band, std::size_t at) {
    const Unit measure = band.end - band.start;
    const Unit indent = indent_of(line);
    const bool last = line.forced;
    const Edge edge = last ? last_edge() : body_edge();
    const Fill other = request_.justified ? Fill::Fitted : Fill::Natural;
    const bool leads = has_leader(paragraph_, line);
    const Fill fill = edge == Edge::Justify && !leads ? Fill::Justified : other;
    if (line.hyphenated) set_hyphen(line);
    set_line(paragraph_, line, measure - indent, fill, set_);
    fill_leaders(paragraph_, measure - indent, set_);
    const Unit slack = measure - indent - set_.width;
    Unit start = rtl_ ? Unit{} : indent;
    if (edge == Edge::Right || (edge == Edge::Justify && rtl_)) start += slack;
    if (edge == Edge::Center) start += std::max(Unit{}, slack / 2);
    if (edge == Edge::Left && rtl_ && slack < Unit{}) start += slack;
    LineBuilder builder(paragraph_, context_,
                        {space_.available.inline_size, space_.percentage_basis.block_size});
    const Unit y = on_grid(std::max(y_, band.block_start));
    // Whether it fits must be known before atomic inlines are moved into it.
    if (!fits(y, line) && !must_stand(y)) return stop_before(at, line);
    BuiltLine built = builder.build(set_, measure, start);
    if (!built.phantom && !fits_height(y, built.height)) {
      if (!must_stand(y)) {
        give_back(line);
        return stop_before(at, line);
      }
      if (has_object(line)) {
        y_ = y;
        note_out_of_flow(builder, band, y, built);
        return place_slice(start_slices(line, std::move(built)));
      }
    }
    const Unit top = keep_pitch(y, built);
    note_out_of_flow(builder, band, top, built);
    add_line(line, band, top, std::move(built));
    return true;
  }

  void add_line(const LineRange& line, const Band& band, Unit y, BuiltLine built) {
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

  void note_baseline(Unit baseline) {
    if (!result_.first_baseline) result_.first_baseline = baseline;
    result_.last_baseline = baseline;
  }

  void set_hyphen(const LineRange& line) {
    const HyphenText hyphen = hyphen_at(paragraph_, line.end);
    const Unit size = paragraph_.span_at(paragraph_.clusters[line.end - 1].text).style->font_size;
    set_.hyphen_width =
        shape_text(hyphen.text, *hyphen.face, size, InlineCaches::of(context_).buffer).width;
  }

  // -- fragmentation
  // Whether a line goes here even if it does not fit: nothing else brings the end nearer. Below a
  // float, or below the start edges of boxes, it may wait for the next page.
  bool must_stand(Unit y) const {
    if (!space_.at_fragmentainer_start || !placed_.empty()) return false;
    if (y > Unit{} && !exclusions_.empty()) return false;
    return resumed_ || space_.fragmentainer_offset + y <= Unit{};
  }
  bool fits_height(Unit y, Unit height) const {
    return !space_.can_fragment() || y + height <= space_.fragmentainer_remaining();
  }
  bool has_object(const LineRange& line) const {
    const std::size_t k = paragraph_.first_atomic_at(paragraph_.clusters[line.begin].text);
    return k < paragraph_.atomics.size() &&
           paragraph_.cluster_at(paragraph_.atomics[k].position) < line.end;
  }
  bool fits(Unit y, const LineRange& line) const {
    Unit height;
    for (std::size_t k = paragraph_.first_atomic_at(paragraph_.clusters[line.begin].text);
         k < paragraph_.atomics.size(); ++k) {
      const AtomicInline& atomic = paragraph_.atomics[k];
      if (paragraph_.cluster_at(atomic.position) >= line.end) break;
      height = std::max({height, line_height_, atomic.size.block_size + atomic.margin.block_sum()});
    }
    if (height == Unit{}) return true;
    return fits_height(y, height);
  }

  // A line with a box that no page holds is sliced (CSS Break 3 §4.4).
  SlicedRest start_slices(const LineRange& line, BuiltLine built) {
    note_baseline(y_ + built.fragment->baseline);
    SlicedRest rest;
    rest.whole = std::move(built.fragment);
    rest.line_begin = line.begin;
    rest.line_end = line.end;
    return rest;
  }

  // False when more slices follow.
  bool place_slice(SlicedRest rest) {
    const Unit room = std::max(Unit::from_px(1), space_.fragmentainer_remaining() - y_);
    const Unit width = size_in(space_.flow, *rest.whole).inline_size;
    Slice slice = take_slice(rest, block_, space_.flow, room, context_);
    InlineChild child;
    child.offset.block_offset = y_;
    child.offset.inline_offset = rtl_ ? space_.available.inline_size - width : Unit{};
    const Unit height = size_in(space_.flow, *slice.fragment).block_size;
    child.fragment = std::move(slice.fragment);
    result_.children.push_back(std::move(child));
    note_placed(rest.line_begin);
    y_ += height;
    from_ = rest.line_end;
    if (slice.is_last) return true;
    auto token = std::make_unique<BreakToken>();
    token->box = &block_;
    token->inline_position = rest.line_begin;
    token->inside_track = true;
    token->track = static_cast<std::uint32_t>(rest.consumed.raw());
    token->inline_event = next_unplaced();
    result_.resume = std::move(token);
    context_.sliced[&block_] = std::move(rest);
    return false;
  }

  // The next slice of the line that the last page ended in.
  bool continue_slices(const BreakToken& resume) {
    const Unit consumed = Unit::from_raw(static_cast<std::int32_t>(resume.track));
    const auto known = context_.sliced.find(&block_);
    if (known != context_.sliced.end() && known->second.consumed == consumed &&
        known->second.line_begin == resume.inline_position) {
      SlicedRest rest = std::move(known->second);
      context_.sliced.erase(known);
      return place_slice(std::move(rest));
    }
    // Somebody tried a layout in between: the line is set once more.
    break_from(from_);
    const LineRange line = paragraph_.lines[line_index(from_)];
    set_line(paragraph_, line, request_.measure - indent_of(line), Fill::Natural, set_);
    LineBuilder builder(paragraph_, context_);
    SlicedRest rest = start_slices(line, builder.build(set_, request_.measure, Unit{}));
    drop_slices(rest, space_.flow, consumed);
    return place_slice(std::move(rest));
  }

  // Atomic inlines of a line that did not fit go back to the paragraph.
  void give_back(const LineRange& line) {
    if (has_object(line)) paragraph_.edges_basis = Unit::min();
  }

  // CSS Break 3 §3.3: orphans before the break, widows after it.
  bool stop_before(std::size_t at, const LineRange& line) {
    const auto orphans = static_cast<std::size_t>(std::max(1, style_.orphans));
    const auto widows = static_cast<std::size_t>(std::max(1, style_.widows));
    const std::size_t left = paragraph_.lines.size() - at;
    std::size_t keep = placed_.size();
    if (left < widows) keep = keep > widows - left ? keep - (widows - left) : 0;
    if (keep < orphans) {
      keep = 0;
      if (space_.at_fragmentainer_start) {  // it would not be better on the next page
        keep = std::min(orphans, placed_.size());
        result_.appeal = BreakAppeal::ViolatesOrphans;
      }
    }
    std::uint32_t begin = line.begin;
    if (keep < placed_.size()) begin = roll_back(keep);
    auto token = std::make_unique<BreakToken>();
    token->box = &block_;
    token->inline_position = begin;
    token->inline_event = next_unplaced();
    result_.resume = std::move(token);
    from_ = begin;
    return false;
  }

  std::uint32_t roll_back(std::size_t keep) {
    const Placed first_gone = placed_[keep];
    const std::size_t children = keep == 0 ? 0 : placed_[keep - 1].children;
    result_.children.resize(children);
    result_.out_of_flow.resize(keep == 0 ? 0 : placed_[keep - 1].out_of_flow);
    exclusions_.roll_back(keep == 0 ? first_floats_ : placed_[keep - 1].floats);
    paragraph_.next_event = keep == 0 ? first_event_ : placed_[keep - 1].next_event;
    pending_floats_.clear();
    y_ = first_gone.y;
    // Atomic inlines went with their lines: they are laid out again.
    if (!paragraph_.atomics.empty()) paragraph_.edges_basis = Unit::min();
    placed_.resize(keep);
    result_.first_baseline.reset();
    result_.last_baseline.reset();
    for (const InlineChild& child : result_.children) {
      if (child.fragment->type != FragmentType::Line) continue;
      const Unit baseline = child.offset.block_offset + child.fragment->baseline;
      if (!result_.first_baseline) result_.first_baseline = baseline;
      result_.last_baseline = baseline;
    }
    return first_gone.begin;
  }

  // -- floats and positioned boxes
  std::uint32_t next_unplaced() const {
    return pending_floats_.empty() ? static_cast<std::uint32_t>(paragraph_.next_event)
                                   : first_pending_;
  }
  void note_placed(std::uint32_t begin) {
    placed_.push_back({begin, y_, result_.children.size(), result_.out_of_flow.size(),
                       next_unplaced(), exclusions_.mark()});
  }
  const InlineEvent* next_float() const {
    const auto& events = paragraph_.events;
    for (std::size_t i = paragraph_.next_event; i < events.size(); ++i) {
      if (events[i].type == EventType::Float) return &events[i];
    }
    return nullptr;
  }
  void skip(const InlineEvent& event) {
    paragraph_.next_event = static_cast<std::size_t>(&event - paragraph_.events.data()) + 1;
  }

  void place_floats_before(std::uint32_t cluster) {
    if (!paragraph_.has_floats) return;
    const std::uint32_t position = paragraph_.clusters[cluster].text;
    for (const InlineEvent* at = next_float(); at != nullptr && at->position <= position;
         at = next_float()) {
      skip(*at);
      place_one(*at->box, y_);
    }
  }

  // Floats that are met before the line is full: beside it where there is room, else below, and
  // then all that follow too. True when the line must be broken anew.
  bool place_floats_inside(const LineRange& line, const Band& band) {
    if (!paragraph_.has_floats) return false;
    const Unit room = band.end - band.start;
    std::uint32_t at = line.begin;
    Unit used = indent_of(line);
    Unit solid = used;  // without the blanks before the float
    for (const InlineEvent* event = next_float(); event != nullptr; event = next_float()) {
      while (at < paragraph_.cluster_count() && paragraph_.clusters[at].text < event->position) {
        // A float after a forced break, or after what this line cannot hold, is not met on it.
        if (paragraph_.clusters[at].char_class == CharClass::NewLine) return false;
        used += paragraph_.clusters[at].advance + edges_at(at);
        if ((paragraph_.clusters[at].flags & kDiscardable) == 0) solid = used;
        ++at;
        if (at > line.end && solid > room) return false;
      }
      if (pending_floats_.empty()) {
        first_pending_ = static_cast<std::uint32_t>(event - paragraph_.events.data());
      }
      skip(*event);
      const Unit top = std::max(y_, band.block_start);
      const bool beside = pending_floats_.empty() && !comes_lower(*event->box, top) &&
                          solid + float_extent(*event->box) <= room;
      if (beside) {
        place_one(*event->box, top);
        return true;
      }
      pending_floats_.push_back(event->box);
    }
    return false;
  }

  // Whether an earlier float or `clear` keeps it from starting at `y`.
  bool comes_lower(const Box& box, Unit y) const {
    const Unit top = space_.bfc_offset.block_offset + y;
    return exclusions_.last_start() > top ||
           exclusions_.clearance(box.style->clear, top, style_.direction) > top;
  }

  // The inline size of a float's margin box.
  Unit float_extent(const Box& box) const {
    ConstraintSpace inner = space_for_child(box, paragraph_.flow, space_.available);
    inner.shrink_to_fit = true;
    const LogicalEdges margin = used_margin(box, paragraph_.flow, space_.available.inline_size);
    if (inner.orthogonal) {
      const LayoutResult probe = lay_out(box, inner, nullptr, context_);
      return size_in(paragraph_.flow, *probe.fragment).inline_size + margin.inline_sum();
    }
    return resolve_geometry(box, inner, context_).inline_size + margin.inline_sum();
  }

  void place_floats_below() {
    for (const Box* box : pending_floats_)
      place_one(*box, y_);
    pending_floats_.clear();
  }

  // HTML §15.3.9: <br clear>. True when what follows stands lower than it would.
  bool clear_after(const LineRange& line) {
    if (exclusions_.empty() || line.end == line.begin) return false;
    const Cluster& last = paragraph_.clusters[line.end - 1];
    if (last.char_class != CharClass::NewLine) return false;
    const Box* box = paragraph_.span_at(last.text).box;
    if (box->type != BoxType::LineBreak || box->style->clear == css::Clear::None) return false;
    const Unit here = space_.bfc_offset.block_offset + y_;
    const Unit cleared = exclusions_.clearance(box->style->clear, here, style_.direction);
    if (cleared <= here) return false;
    y_ = cleared - space_.bfc_offset.block_offset;
    return true;
  }

  void place_one(const Box& box, Unit y) {
    PlacedFloat placed =
        place_float(box, space_, space_.bfc_offset.block_offset + y, exclusions_, context_);
    paragraph_.lines_measure = Unit::min();
    if (placed.result.fragment == nullptr) return;
    InlineChild child;
    const Unit left = placed.offset.inline_offset - space_.bfc_offset.inline_offset;
    const Unit width = paragraph_.flow.to_logical(placed.result.fragment->size).inline_size;
    child.offset.inline_offset = rtl_ ? space_.available.inline_size - left - width : left;
    child.offset.block_offset = placed.offset.block_offset - space_.bfc_offset.block_offset;
    child.fragment = std::move(placed.result.fragment);
    for (OutOfFlowChild& out : placed.result.out_of_flow) {
      out.static_position = out.static_position + child.offset;
      result_.out_of_flow.push_back(out);
    }
    result_.children.push_back(std::move(child));
  }

  void note_out_of_flow(const LineBuilder& builder, const Band& band, Unit y, BuiltLine& built) {
    const LineRange& line = set_.range;
    const std::uint32_t begin = paragraph_.clusters[line.begin].text;
    const std::uint32_t end = paragraph_.clusters[line.end].text;
    const bool at_end = line.end == paragraph_.cluster_count();
    const Unit line_start = rtl_ ? space_.available.inline_size - band.end : band.start;
    for (OutOfFlowChild& child : built.out_of_flow) {
      child.static_position = child.static_position + LogicalPoint{line_start, y};
      result_.out_of_flow.push_back(child);
    }
    const auto& events = paragraph_.events;
    auto at = std::lower_bound(
        events.begin(), events.end(), begin,
        [](const InlineEvent& event, std::uint32_t position) { return event.position < position; });
    std::uint32_t solid = line.begin;  // the first cluster that is more than an anchor
    while (solid < line.end && paragraph_.clusters[solid].char_class == CharClass::Anchor)
      ++solid;
    for (; at != events.end(); ++at) {
      if (at->position >= end && !(at_end && at->position == end)) break;
      if (at->type != EventType::OutOfFlow) continue;
      const std::uint32_t cluster =
          at->position >= end ? line.end : paragraph_.cluster_at(at->position);
      if (!at->box->style->was_inline_level) {
        // CSS Position 3 §4.1: a block would begin a line of its own.
        add_positioned(*at->box, {Unit{}, cluster > solid ? y + built.height : y}, rtl_);
        continue;
      }
      const LineBuilder::StaticPlace place = builder.static_place(cluster, set_);
      const Unit x = band.start + place.x;
      add_positioned(*at->box, {rtl_ ? space_.available.inline_size - x : x, y}, place.line_right);
    }
  }

  // `line_right`: it is the line-right edge of the box that stands there.
  void add_positioned(const Box& box, LogicalPoint at, bool line_right) {
    OutOfFlowChild child;
    child.box = &box;
    child.static_position = at;
    const bool parent_rtl =
        box.parent != nullptr ? box.parent->style->direction == Direction::Rtl : rtl_;
    child.inline_edge = line_right == parent_rtl ? StaticEdge::Start : StaticEdge::End;
    result_.out_of_flow.push_back(child);
  }

  // A block with nothing in it but positioned boxes.
  void note_out_of_flow_alone() {
    for (const InlineEvent& event : paragraph_.events) {
      if (event.type != EventType::OutOfFlow) continue;
      const Unit x = event.box->style->was_inline_level
                         ? empty_line_start(block_, space_, y_, exclusions_)
                         : Unit{};
      add_positioned(*event.box, {x, y_}, rtl_);
    }
  }

  struct Placed {
    std::uint32_t begin;   // cluster
    Unit y;                // before the line
    std::size_t children;  // of the result, the line included
    std::size_t out_of_flow;
    std::uint32_t next_event;  // the first float that does not stand above or beside the line
    ExclusionSpace::Mark floats;
  };

  const Box& block_;
  const ConstraintSpace& space_;
  ExclusionSpace& exclusions_;
  LayoutContext& context_;
  Paragraph& paragraph_;
  const style::ComputedStyle& style_;
  bool rtl_;
  bool resumed_ = false;  // an earlier fragmentainer had its part, if only the box's start edge
  bool first_line_only_ = false;
  bool has_grid_ = false;
  LineRequest request_;
  SetLine set_;
  InlineResult result_;
  std::vector<Placed> placed_;
  std::vector<const Box*> pending_floats_;
  std::uint32_t first_pending_ = 0;  // the event of the first of them
  std::uint32_t first_event_ = 0;    // where this fragment began
  ExclusionSpace::Mark first_floats_;
  std::size_t placed_lines_ = 0;
  std::uint32_t from_ = 0;
  Unit y_, line_height_, body_ascent_;
  Unit initial_width_, initial_bottom_ = Unit::min();
};

}  // namespace

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
    const LineOpportunity found = exclusions.find_opportunity(
        space.bfc_offset.block_offset + y, space.bfc_offset.inline_offset,
        space.bfc_offset.inline_offset + width, Unit{});
    left = found.inline_start - space.bfc_offset.inline_offset;
    right = found.inline_end - space.bfc_offset.inline_offset;
  }
  const Unit indent = style.text_indent.length.resolve(width);
  (rtl ? right : left) += rtl ? -indent : indent;
  const Edge edge = resolve_edge(style.text_align, rtl);
  Unit x = edge == Edge::Right || (edge == Edge::Justify && rtl) ? right : left;
  if (edge == Edge::Center) x = left + std::max(Unit{}, right - left) / 2;
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
