// The end of LineBuilder: heights are known, nodes become fragments; where positioned boxes would
// have stood.
#include <algorithm>

#include "layout/fragment_builder.h"
#include "layout/inline/line_builder.h"

namespace banxin::layout {

Unit LineBuilder::offset_of(std::uint32_t cluster) const {
  const std::size_t index = std::min<std::size_t>(cluster - first_cluster_, cluster_x_.size() - 1);
  return cluster_x_[index];
}

// The visual edge of the run of deeper levels that ends (begins) at `cluster`.
Unit LineBuilder::deepest_in(std::uint32_t cluster,
                             const SetLine& line,
                             bool backwards,
                             bool odd) const {
  Unit edge = offset_of(cluster);
  for (std::uint32_t at = cluster;; at += backwards ? ~0U : 1U) {
    if (paragraph_.levels[paragraph_.clusters[at].text] == paragraph_.base_level) break;
    const Unit left = offset_of(at);
    const Unit right = left + line.advances[at - first_cluster_];
    edge = odd ? std::min(edge, left) : std::max(edge, right);
    if (at == (backwards ? line.range.begin : line.range.end - 1)) break;
  }
  return edge;
}

// CSS 2.2 §10.3.7: as an empty box it takes the level of its neighbours when they agree (UAX #9
// N1), else the paragraph's.
LineBuilder::StaticPlace LineBuilder::static_place(std::uint32_t cluster,
                                                   const SetLine& line) const {
  if (paragraph_.levels.empty()) return {offset_of(cluster), false};
  const auto level = [this](std::uint32_t c) {
    return paragraph_.levels[paragraph_.clusters[c].text];
  };
  const auto edge = [&](std::uint32_t c, bool right) {
    return offset_of(c) + (right ? line.advances[c - first_cluster_] : Unit{});
  };
  const bool before = cluster > line.range.begin;
  const bool after = cluster < line.range.end;
  std::uint8_t own = paragraph_.base_level;
  if (before && after && level(cluster - 1) == level(cluster)) own = level(cluster);
  const bool odd = own % 2 == 1;
  if (after && level(cluster) == own) return {edge(cluster, odd), odd};
  if (before && level(cluster - 1) == own) return {edge(cluster - 1, !odd), odd};
  if (before) return {deepest_in(cluster - 1, line, true, odd), odd};
  if (after) return {deepest_in(cluster, line, false, !odd), odd};
  return {offset_of(cluster), odd};
}

void LineBuilder::hand_on_positioned(BuiltLine& built) {
  const Size line = nodes_[0].fragment->size;
  for (Waiting& waiting : waiting_) {
    const Node& node = nodes_[waiting.node];
    const Size size = inside_.to_physical(LogicalSize{node.width, node.height});
    const Point at =
        node.at + waiting.flow.to_physical(waiting.child.static_position, Size{}, size);
    const LogicalEdges distances =
        paragraph_.flow.to_logical(Edges{at.y, line.width - at.x, line.height - at.y, at.x});
    waiting.child.static_position = {distances.inline_start, distances.block_start};
    built.out_of_flow.push_back(waiting.child);
  }
}

BuiltLine LineBuilder::finish(Unit width) {
  BuiltLine built;
  Group& root = groups_[0];
  // CSS 2.2 §10.8: what is aligned to the line's top or bottom makes it as high as it must be.
  // The tallest first, as browsers do where the specification leaves the choice.
  std::vector<std::size_t> order;
  for (std::size_t i = 1; i < groups_.size(); ++i)
    order.push_back(i);
  const auto height_of = [this](std::size_t i) { return groups_[i].bottom - groups_[i].top; };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return height_of(a) > height_of(b); });
  for (const std::size_t i : order) {
    const Unit height = height_of(i);
    if (height <= root.bottom - root.top) continue;
    if (groups_[i].align == css::VerticalAlignKeyword::Top) {
      root.bottom = root.top + height;
    } else {
      root.top = root.bottom - height;
    }
  }
  for (std::size_t i = 1; i < groups_.size(); ++i) {
    const bool top = groups_[i].align == css::VerticalAlignKeyword::Top;
    groups_[i].shift = top ? root.top - groups_[i].top : root.bottom - groups_[i].bottom;
  }
  built.phantom = !solid_;
  built.height = solid_ ? root.bottom - root.top : Unit{};
  built.baseline = -root.top;
  Node& line = nodes_[0];
  line.x = Unit{};
  line.y = root.top;
  line.width = width;
  line.height = built.height;
  for (Node& node : nodes_) {
    // CSS 2.2 §9.4.2: what is in a line that does not exist has no height either.
    if (built.phantom && &node != &line) {
      node.y = root.top;
      node.height = Unit{};
    }
    node.fragment->size = inside_.to_physical(LogicalSize{node.width, node.height});
    if (&node != &line) node.y += groups_[node.group].shift;
  }
  for (std::size_t i = 1; i < nodes_.size(); ++i) {
    Node& node = nodes_[i];
    Node& parent = nodes_[node.parent];
    const LogicalPoint offset{node.x - parent.x, node.y - parent.y};
    Point at = inside_.to_physical(offset, node.fragment->size, parent.fragment->size);
    const Box* box = node.fragment->box;
    const bool is_box = node.fragment->type == FragmentType::Box && box != nullptr;
    if (is_box) at = at + relative_shift(*box, paragraph_.flow, containing_);
    node.at = parent.at + at;
    parent.fragment->children.push_back({at, std::move(node.owned)});
  }
  if (!waiting_.empty()) hand_on_positioned(built);
  built.fragment = std::move(line.owned);
  const bool reversed = paragraph_.flow.writing_mode == WritingMode::VerticalLr;
  built.fragment->baseline = reversed ? built.height - built.baseline : built.baseline;
  return built;
}

}  // namespace banxin::layout
