#include "layout/alignment.h"

namespace banxin::layout {

using style::AlignKeyword;

Distribution distribute(style::Alignment alignment,
                        AlignKeyword normal,
                        Unit free,
                        std::size_t count,
                        AlignmentAxis axis) {
  AlignKeyword keyword = alignment.keyword;
  if (keyword == AlignKeyword::Normal || keyword == AlignKeyword::Auto) keyword = normal;
  const bool overflows = free < Unit{};
  if (overflows) {
    // §5.2, §5.3: fallback alignment when there is no space to distribute.
    if (keyword == AlignKeyword::SpaceBetween || keyword == AlignKeyword::Stretch) {
      keyword = AlignKeyword::FlexStart;
    }
    if (keyword == AlignKeyword::SpaceAround || keyword == AlignKeyword::SpaceEvenly) {
      keyword = AlignKeyword::FlexStart;
    }
    if (alignment.overflow == style::OverflowPosition::Safe) keyword = AlignKeyword::Start;
  }
  const auto n = static_cast<int>(count);
  auto physical = [&](bool right) { return right != axis.starts_right ? free : Unit{}; };
  Distribution result;
  switch (keyword) {
    case AlignKeyword::Start:
    case AlignKeyword::SelfStart:
    case AlignKeyword::Baseline:
      result.offset = axis.reversed ? free : Unit{};
      break;
    case AlignKeyword::End:
    case AlignKeyword::SelfEnd:
    case AlignKeyword::LastBaseline:
      result.offset = axis.reversed ? Unit{} : free;
      break;
    case AlignKeyword::FlexEnd:
      result.offset = free;
      break;
    case AlignKeyword::Center:
      result.offset = free / 2;
      break;
    case AlignKeyword::Left:
      result.offset = axis.reversed ? free - physical(false) : physical(false);
      break;
    case AlignKeyword::Right:
      result.offset = axis.reversed ? free - physical(true) : physical(true);
      break;
    case AlignKeyword::SpaceBetween:
      if (n > 1) result.between = free / (n - 1);
      break;
    case AlignKeyword::SpaceAround:
      if (n > 0) {
        result.between = free / n;
        result.offset = result.between / 2;
      }
      break;
    case AlignKeyword::SpaceEvenly:
      result.between = free / (n + 1);
      result.offset = result.between;
      break;
    case AlignKeyword::Stretch:
      result.stretch = true;
      break;
    default:
      break;
  }
  return result;
}

SelfPlace self_place(style::Alignment self,
                     style::Alignment items,
                     AlignKeyword normal,
                     AlignmentAxis axis) {
  AlignKeyword keyword = self.keyword == AlignKeyword::Auto ? items.keyword : self.keyword;
  if (keyword == AlignKeyword::Normal || keyword == AlignKeyword::Auto) keyword = normal;
  switch (keyword) {
    case AlignKeyword::Stretch:
      return SelfPlace::Stretch;
    case AlignKeyword::Center:
      return SelfPlace::Center;
    case AlignKeyword::FlexEnd:
      return SelfPlace::End;
    case AlignKeyword::End:
    case AlignKeyword::SelfEnd:
      return axis.reversed ? SelfPlace::Start : SelfPlace::End;
    case AlignKeyword::Start:
    case AlignKeyword::SelfStart:
      return axis.reversed ? SelfPlace::End : SelfPlace::Start;
    case AlignKeyword::Left:
      return axis.starts_right ? SelfPlace::End : SelfPlace::Start;
    case AlignKeyword::Right:
      return axis.starts_right ? SelfPlace::Start : SelfPlace::End;
    case AlignKeyword::Baseline:
      return SelfPlace::Baseline;
    case AlignKeyword::LastBaseline:
      return SelfPlace::LastBaseline;
    default:
      return SelfPlace::Start;
  }
}

bool is_safe(style::Alignment self, style::Alignment items) {
  const style::OverflowPosition overflow =
      self.keyword == AlignKeyword::Auto ? items.overflow : self.overflow;
  return overflow == style::OverflowPosition::Safe;
}

Unit self_offset(SelfPlace place, Unit free, bool safe) {
  if (free < Unit{} && safe) return {};
  switch (place) {
    case SelfPlace::Center:
      return free / 2;
    case SelfPlace::End:
    case SelfPlace::LastBaseline:
      return free;
    default:
      return {};
  }
}

}  // namespace banxin::layout
