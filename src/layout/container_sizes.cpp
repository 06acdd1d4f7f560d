#include "layout/container_sizes.h"

namespace banxin::layout {
namespace {

class ContainerReader final : public PageSink {
 public:
  void take(Page page) override {
    std::vector<const Fragment*> open{page.fragment.get()};
    while (!open.empty()) {
      const Fragment& fragment = *open.back();
      open.pop_back();
      note(fragment);
      for (const ChildFragment& child : fragment.children)
        open.push_back(child.fragment.get());
    }
  }

  style::ContainerSizes sizes;

 private:
  void note(const Fragment& fragment) {
    const Box* box = fragment.box;
    if (fragment.type != FragmentType::Box || box == nullptr || box->node == nullptr) return;
    if (box->origin != BoxOrigin::Element || box->type == BoxType::Inline) return;
    if (box->style->container_type == style::ContainerType::Normal) return;
    const Edges& border = fragment.border;
    const Edges& padding = fragment.padding;
    const Unit width =
        fragment.size.width - border.left - border.right - padding.left - padding.right;
    const Unit height =
        fragment.size.height - border.top - border.bottom - padding.top - padding.bottom;
    sizes.try_emplace(box->node, style::ContainerSize{width.to_px(), height.to_px()});
  }
};

}  // namespace

style::ContainerSizes measure_containers(const BoxTree& tree, Size window, LayoutContext& context) {
  ContainerReader reader;
  PageState state;
  lay_out_pages(tree, {true, window}, state, context, reader);
  return std::move(reader.sizes);
}

}  // namespace banxin::layout
