#pragma once
// LayoutContext: what every step of one chapter's layout shares. One chapter, one context, one
// thread.
#include <memory>
#include <unordered_map>

#include "base/arena.h"
#include "base/diagnostics.h"
#include "base/limits.h"

namespace banxin::font {
class FontSet;
}
namespace banxin::image {
class ImageStore;
}
namespace banxin::style {
class StyledDocument;
}

namespace banxin::layout {

class LayoutContext {
 public:
  LayoutContext(const style::StyledDocument& styles,
                font::FontSet& fonts,
                const image::ImageStore& images,
                const Limits& limits,
                Diagnostics& diagnostics);
  ~LayoutContext();

  const style::StyledDocument& styles;
  font::FontSet& fonts;
  const image::ImageStore& images;
  const Limits& limits;
  Diagnostics& diagnostics;
  Arena memory;

  // What layout/inline keeps of a paragraph between its pages (items, shaped runs, breaks); freed
  // when its last line has been placed.
  struct InlineState {
    virtual ~InlineState() = default;
  };
  std::unordered_map<const struct Box*, std::unique_ptr<InlineState>> inline_states;
};

}  // namespace banxin::layout
