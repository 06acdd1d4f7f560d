#include "layout/inline/justify.h"

#include <algorithm>

namespace banxin::layout {
namespace {

class LineSetter {
 public:
  LineSetter(const Paragraph& paragraph, SetLine& line) : paragraph_(paragraph), line_(line) {
    const auto& rows = paragraph.adjustments;
    auto below = [](const Adjustment& row, std::uint32_t c) { return row.cluster < c; };
    first_row_ = std::lower_bound(rows.begin(), rows.end(), line.range.begin, below) - rows.begin();
    last_row_ = std::lower_bound(rows.begin() + first_row_, rows.end(), line.solid_end, below) -
                rows.begin();
  }

  void natural() {
    const std::uint32_t begin = line_.range.begin;
    line_.advances.clear();
    line_.shifts.assign(line_.range.end - begin, Unit{});
    std::int64_t width = 0;
    for (std::uint32_t i = begin; i < line_.range.end; ++i) {
      const Cluster& cluster = paragraph_.clusters[i];
      const bool vanishes = i >= line_.solid_end && (cluster.flags & kDiscardable) != 0;
      line_.advances.push_back(vanishes ? Unit{} : cluster.advance);
      if (i < line_.solid_end) width += cluster.advance.raw();
      if ((cluster.flags & kEdges) != 0) {
        const ClusterEdges* edges = paragraph_.edges_of(i);
        width += edges->before.raw() + edges->after.raw();
      }
    }
    line_.width = Unit::from_raw(width) + line_.hyphen_width;
    if (!paragraph_.cloned.empty()) {
      line_.width += paragraph_.cloned_at(begin).start + paragraph_.cloned_at(line_.range.end).end;
    }
    for (auto r = first_row_; r < last_row_; ++r) {
      line_.shifts[row(r).cluster - begin] = row(r).offset;
    }
    trim_start();
    trim_end();
  }

  void fit(Unit measure, Fill fill) {
    Unit slack = measure - line_.width;
    if (slack < Unit{}) slack = take_optional(slack);
    if (fill == Fill::Natural) return;
    if (slack < Unit{}) {
      for (int c = 2; c <= kShrinkClasses && slack < Unit{}; ++c)
        slack += shrink(c, -slack);
    } else if (slack > Unit{} && fill == Fill::Justified) {
      for (int c = 1; c <= 2 && slack > Unit{}; ++c)
        slack -= stretch(c, slack);
      if (slack > Unit{}) open_gaps(slack);
    }
  }

 private:
  const Adjustment& row(std::ptrdiff_t r) const {
    return paragraph_.adjustments[static_cast<std::size_t>(r)];
  }
  Unit& advance(std::uint32_t cluster) { return line_.advances[cluster - line_.range.begin]; }
  Unit& shift(std::uint32_t cluster) { return line_.shifts[cluster - line_.range.begin]; }

  void grow(std::uint32_t cluster, Unit by) {
    advance(cluster) += by;
    line_.width += by;
  }

  void trim_start() {
    if (first_row_ >= last_row_ || row(first_row_).cluster != line_.range.begin) return;
    const Adjustment& first = row(first_row_);
    const bool begins = line_.range.begin == 0 ||
                        paragraph_.clusters[line_.range.begin - 1].char_class == CharClass::NewLine;
    const Unit change = begins ? first.at_first_line : first.at_line_start;
    if (change == Unit{}) {
      if (first.shrinks_before && first.shrink_class == 0) ++first_row_;
      return;
    }
    grow(first.cluster, change);
    shift(first.cluster) += change;
    ++first_row_;
  }

  void trim_end() {
    if (first_row_ >= last_row_ || row(last_row_ - 1).cluster + 1 != line_.solid_end) return;
    end_row_ = &row(last_row_ - 1);
    grow(end_row_->cluster, end_row_->at_line_end);
    --last_row_;  // it gives nothing else
  }

  // (1) of typography.md §3: the mark at the line's end, no more than is needed.
  Unit take_optional(Unit slack) {
    if (end_row_ == nullptr || end_row_->optional_end == Unit{}) return slack;
    // All of it: a mark is full or half (or hangs), never in between.
    grow(end_row_->cluster, -end_row_->optional_end);
    return slack + end_row_->optional_end;
  }

  // Divides up to `need` among the rows by `share_of(row)`, without losing a unit to rounding;
  // returns what was divided.
  Unit divide(Unit need, auto share_of, auto give) {
    std::int64_t total = 0;
    for (auto r = first_row_; r < last_row_; ++r)
      total += share_of(row(r)).raw();
    const std::int64_t used = std::min<std::int64_t>(total, need.raw());
    if (used <= 0) return {};
    std::int64_t sum = 0;
    std::int64_t given = 0;
    for (auto r = first_row_; r < last_row_; ++r) {
      const std::int64_t share = share_of(row(r)).raw();
      if (share == 0) continue;
      sum += share;
      const Unit part = Unit::from_raw(sum * used / total - given);
      given += part.raw();
      give(row(r), part);
    }
    return Unit::from_raw(used);
  }

  Unit shrink(int shrink_class, Unit need) {
    return divide(
        need,
        [&](const Adjustment& row) {
          return row.shrink_class == shrink_class ? row.shrink : Unit{};
        },
        [&](const Adjustment& row, Unit part) {
          grow(row.cluster, -part);
          if (row.shrinks_before) shift(row.cluster) -= part;
          if (row.shrinks_both) shift(row.cluster) -= part / 2;
        });
  }

  Unit stretch(int stretch_class, Unit need) {
    return divide(
        need,
        [&](const Adjustment& row) {
          return row.stretch_class == stretch_class ? row.stretch : Unit{};
        },
        [&](const Adjustment& row, Unit part) { grow(row.cluster, part); });
  }

  void open_gaps(Unit slack) {
    std::int64_t gaps = 0;
    for (std::uint32_t i = line_.range.begin; i + 1 < line_.solid_end; ++i) {
      if ((paragraph_.clusters[i].flags & kGapAfter) != 0) ++gaps;
    }
    if (gaps == 0) return;
    std::int64_t seen = 0;
    std::int64_t given = 0;
    for (std::uint32_t i = line_.range.begin; i + 1 < line_.solid_end; ++i) {
      if ((paragraph_.clusters[i].flags & kGapAfter) == 0) continue;
      ++seen;
      const std::int64_t part = seen * slack.raw() / gaps - given;
      given += part;
      advance(i) += Unit::from_raw(part);
    }
    line_.width += slack;
  }

  const Paragraph& paragraph_;
  SetLine& line_;
  std::ptrdiff_t first_row_ = 0, last_row_ = 0;
  const Adjustment* end_row_ = nullptr;
};

}  // namespace

void set_line(
    const Paragraph& paragraph, const LineRange& range, Unit measure, Fill fill, SetLine& out) {
  out.range = range;
  out.width = Unit{};
  if (!range.hyphenated) out.hyphen_width = Unit{};
  std::uint32_t solid = range.end;
  while (solid > range.begin) {
    const Cluster& last = paragraph.clusters[solid - 1];
    const bool ghost = (last.flags & (kDiscardable | kHanging)) != 0 ||
                       last.char_class == CharClass::NewLine ||
                       paragraph.text[last.text] == 0x200B ||
                       (last.char_class == CharClass::Anchor && (last.flags & kEdges) == 0);
    if (!ghost) break;
    --solid;
  }
  if (range.forced && solid < range.end && fill != Fill::Justified) {
    // CSS Text 4 §4.3.2: before a forced break kept blanks hang only where they do not fit.
    std::uint32_t kept = solid;
    while (kept < range.end && (paragraph.clusters[kept].flags & kHanging) != 0 &&
           paragraph.clusters[kept].char_class != CharClass::FullSpace) {
      ++kept;
    }
    if (kept > solid) {
      out.solid_end = kept;
      LineSetter whole(paragraph, out);
      whole.natural();
      if (out.width <= measure) {
        whole.fit(measure, fill);
        return;
      }
      out.width = Unit{};
    }
  }
  out.solid_end = solid;
  LineSetter setter(paragraph, out);
  setter.natural();
  setter.fit(measure, fill);
}

}  // namespace banxin::layout
