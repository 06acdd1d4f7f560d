#include "layout/layout_context.h"

#include "layout/table_structure.h"

namespace banxin::layout {

LayoutContext::LayoutContext(const style::StyledDocument& styled_document,
                             font::FontSet& font_set,
                             const image::ImageStore& image_store,
                             const Limits& all_limits,
                             Diagnostics& found)
    : styles(styled_document),
      fonts(font_set),
      images(image_store),
      limits(all_limits),
      diagnostics(found) {}

LayoutContext::~LayoutContext() = default;

}  // namespace banxin::layout
