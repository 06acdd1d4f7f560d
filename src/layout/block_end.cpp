#include "layout/block_end.h"

#include <algorithm>

namespace banxin::layout {
namespace {

bool is_continued(const BreakToken* resume) {
  return resume != nullptr && !resume->break_before;
}

}  // namespace

bool clones_edges(const Box& box,
                  const BoxGeometry& geometry,
                  const ConstraintSpace& space,
                  const BreakToken* resume) {
  if (box.style->box_decoration_break != style::BoxDecorationBreak::Clone) return false;
  if (!space.can_fragment() || space.is_endless()) return true;
  constexpr int kLeastPart = 4;
  const Unit before = is_continued(resume) ? space.fragmentainer_offset : Unit{};
  return before + geometry.insets.block_sum() <=
         space.fragmentainer_block_size - space.fragmentainer_block_size / kLeastPart;
}

FragmentEdges edges_at_start(const Box& box,
                             const BoxGeometry& geometry,
                             const ConstraintSpace& space,
                             const BreakToken* resume) {
  FragmentEdges edges;
  const bool overflow_only = is_continued(resume) && resume->overflow_only;
  if (!is_continued(resume) || (clones_edges(box, geometry, space, resume) && !overflow_only)) {
    edges.start = geometry.insets.block_start;
  }
  edges.end = geometry.insets.block_end;
  return edges;
}

FragmentEnd end_fragment(const Box& box,
                         const BoxGeometry& geometry,
                         const ConstraintSpace& space,
                         const BreakToken* resume,
                         Unit content,
                         bool content_is_broken) {
  FragmentEnd end;
  const bool continued = is_continued(resume);
  if (continued && resume->overflow_only) {
    end.overflow_only = true;
    return end;
  }
  const Unit consumed = continued ? resume->consumed_block_size : Unit{};
  const Unit end_edge = geometry.insets.block_end;
  const Unit total = geometry.used_block_size(consumed + content + end_edge);
  const Unit wanted = std::max(Unit{}, total - consumed);
  if (!space.can_fragment()) {
    end.size = wanted;
    end.has_end_edge = true;
    return end;
  }
  Unit room = space.is_endless() ? content : std::max(Unit{}, space.fragmentainer_remaining());
  // Cloned edges of ancestors can leave no room on any page; the box hangs over then.
  if (room == Unit{} && continued && space.at_fragmentainer_start) {
    room = space.fragmentainer_block_size;
  }
  const bool has_fixed_size = geometry.block_size != kIndefinite && !geometry.content_is_minimum;
  if (content_is_broken && !(has_fixed_size && wanted <= room)) {
    // More content follows: the fragment takes what is left of the page.
    end.size = has_fixed_size ? std::min(wanted, room) : room;
    end.self_broken = true;
    end.has_end_edge = clones_edges(box, geometry, space, resume);
    return end;
  }
  // An end edge that no page can hold is cut there.
  const bool only_edge = continued && resume->children_done && !content_is_broken &&
                         total == consumed + content + end_edge && space.at_fragmentainer_start;
  if (wanted > room && space.is_endless()) {
    end.size = wanted;
    end.has_end_edge = true;
    return end;
  }
  const bool is_skipped = space.skips_empty && content <= room;
  if (wanted > room && (only_edge || is_skipped)) {
    // Boxes positioned in it have the page.
    const bool is_rest = is_skipped && continued && resume->children_done &&
                         resume->out_of_flow.empty() && resume->positioned.empty();
    end.size = is_rest ? std::min(end_edge, room) : room;
    end.has_end_edge = true;
    return end;
  }
  if (wanted > room && !(content > room && room == Unit{})) {
    // LIMIT: an unbreakable content may already hang over; then the box ends with it.
    const bool hangs_over = content > room && !has_fixed_size;
    if (!hangs_over) {
      end.size = room;
      end.self_broken = true;
      end.has_end_edge = clones_edges(box, geometry, space, resume);
      end.cuts_edge = total == consumed + content + end_edge && content <= room;
      return end;
    }
  }
  end.size = wanted;
  end.has_end_edge = true;
  end.overflow_only = content_is_broken;
  return end;
}

CutEdges cut_edges(const Box& box,
                   const BoxGeometry& geometry,
                   const ConstraintSpace& space,
                   const BreakToken* resume,
                   bool has_end_edge) {
  CutEdges edges{geometry.border, geometry.padding};
  if (is_continued(resume) &&
      (!clones_edges(box, geometry, space, resume) || resume->overflow_only)) {
    edges.border.block_start = edges.padding.block_start = Unit{};
  }
  if (!has_end_edge) edges.border.block_end = edges.padding.block_end = Unit{};
  return edges;
}

void end_or_go_on(const Box& box,
                  const BreakToken* resume,
                  const FragmentEnd& end,
                  std::vector<std::unique_ptr<BreakToken>>& unfinished,
                  LayoutResult& result) {
  result.fragment->is_first = resume == nullptr;
  if (result.resume == nullptr && (end.self_broken || !unfinished.empty())) {
    result.resume = std::make_unique<BreakToken>();
    result.resume->children_done = true;
    result.resume->overflow_only = !end.self_broken;
  }
  result.fragment->is_last = result.resume == nullptr || result.resume->overflow_only;
  if (result.resume == nullptr) return;
  BreakToken& token = *result.resume;
  token.box = &box;
  token.consumed_block_size = (resume != nullptr ? resume->consumed_block_size : Unit{}) + end.size;
  token.sequence = (resume != nullptr ? resume->sequence : 0) + 1;
  for (auto& child : unfinished)
    token.children.push_back(std::move(child));
}

}  // namespace banxin::layout
