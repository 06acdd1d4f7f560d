#pragma once
// FragmentBuilder: gathers the children of one fragment in logical coordinates and makes it, with
// physical ones, when its size is known.
#include <memory>
#include <vector>

#include "layout/layout_result.h"
#include "layout/sizing.h"

namespace banxin::layout {

// CSS Position 3 §3.3: how far a relatively positioned box is moved; zero for others. `container`
// is the content box of its containing block, block_size may be kIndefinite.
Point relative_shift(const Box& box, FlowDirection flow, LogicalSize container);

// From a place in `inner`'s border box to the place in the box that contains it at `offset`, both
// logical in their own flows.
LogicalPoint convert_point(LogicalPoint point,
                           FlowDirection inner_flow,
                           Size inner,
                           FlowDirection outer_flow,
                           LogicalPoint offset);

// As convert_point, for a positioned box that waits for its containing block.
inline OutOfFlowChild moved(OutOfFlowChild child,
                            FlowDirection inner_flow,
                            Size inner,
                            FlowDirection outer_flow,
                            LogicalPoint offset) {
  child.static_position =
      convert_point(child.static_position, inner_flow, inner, outer_flow, offset);
  return child;
}

class FragmentBuilder {
 public:
  FragmentBuilder(const Box& box, FlowDirection flow) : box_(box), flow_(flow) {}

  // `offset` of the child's border box from the builder's border box.
  void add(std::unique_ptr<Fragment> fragment, LogicalPoint offset, Point shift = {});
  // Before all others, so that it is read first.
  void add_first(std::unique_ptr<Fragment> fragment, LogicalPoint offset);
  std::size_t count() const { return children_.size(); }
  void roll_back(std::size_t count) { children_.resize(count); }
  // Moves all children from `first` on.
  void shift_block(std::size_t first, Unit distance);
  const Fragment& child(std::size_t index) const { return *children_[index].fragment; }
  LogicalPoint offset(std::size_t index) const { return children_[index].offset; }
  void set_offset(std::size_t index, LogicalPoint offset) { children_[index].offset = offset; }

  std::unique_ptr<Fragment> finish(LogicalSize border_box,
                                   const LogicalEdges& border,
                                   const LogicalEdges& padding);

 private:
  struct Child {
    LogicalPoint offset;
    Point shift;
    std::unique_ptr<Fragment> fragment;
  };
  const Box& box_;
  FlowDirection flow_;
  std::vector<Child> children_;
};

}  // namespace banxin::layout
