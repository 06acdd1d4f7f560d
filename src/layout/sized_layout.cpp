#include "layout/sized_layout.h"

#include "layout/layout.h"
#include "layout/layout_context.h"
#include "layout/sizing.h"

namespace banxin::layout {
namespace {

// LIMIT: as many spaces are remembered for one box.
constexpr std::size_t kRemembered = 8;

bool same_space(const ConstraintSpace& a, const ConstraintSpace& b) {
  return a.available == b.available && a.percentage_basis == b.percentage_basis &&
         a.fixed_inline_size == b.fixed_inline_size && a.fixed_block_size == b.fixed_block_size &&
         a.fixed_block_size_is_definite == b.fixed_block_size_is_definite &&
         a.shrink_to_fit == b.shrink_to_fit && a.orthogonal == b.orthogonal;
}

}  // namespace

SizedLayout size_layout(const Box& box,
                        const ConstraintSpace& space,
                        FlowDirection flow,
                        LayoutContext& context) {
  SizedLayout sized;
  auto& known = context.sized[&box];
  for (const LayoutContext::CachedLayout& entry : known) {
    if (!same_space(entry.space, space)) continue;
    sized.size = flow.to_logical(entry.size);
    sized.intrinsic_block_size = entry.intrinsic_block_size;
    sized.first_baseline = entry.first_baseline;
    sized.last_baseline = entry.last_baseline;
    return sized;
  }
  sized.result = lay_out(box, space, nullptr, context);
  sized.size = size_in(flow, *sized.result.fragment);
  sized.intrinsic_block_size = sized.result.intrinsic_block_size;
  sized.first_baseline = sized.result.first_baseline;
  sized.last_baseline = sized.result.last_baseline;
  auto& entries = context.sized[&box];
  if (entries.size() >= kRemembered) entries.erase(entries.begin());
  entries.push_back({space, sized.result.fragment->size, sized.intrinsic_block_size,
                     sized.first_baseline, sized.last_baseline});
  return sized;
}

}  // namespace banxin::layout
