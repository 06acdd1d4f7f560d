#pragma once
// ChapterDesk: where one chapter is made into pages, with a Typesetter and Diagnostics of its own.
// One thread at a time works at it; the chapters at several desks are set side by side.
#include <memory>
#include <optional>

#include "layout/page.h"
#include "publish/typeset.h"

namespace banxin::publish {

class ChapterDesk {
 public:
  explicit ChapterDesk(const House& house) : house_(house) {}

  // What is found in the sheets of the house is in diagnostics(). Errors: Typesetter::create()'s.
  Result<void> open();
  // Sets up a chapter: its styles and boxes. Errors: those of open().
  Result<void> begin(const ChapterSource& chapter, const layout::PageOptions& options = {});
  // The content of its first pages, as if it began on the page `index`.
  void lay_out_ahead(std::uint32_t index, std::uint32_t total);
  // All its pages, from `state` on.
  void hand_on(layout::PageState& state, layout::PageSink& sink);
  // Frees the chapter; the fonts stay.
  void clear();

  const Diagnostics& diagnostics() const { return diagnostics_; }
  const Typesetter& typesetter() const { return *typesetter_; }

 private:
  void build();

  House house_;
  Diagnostics diagnostics_;
  std::unique_ptr<Typesetter> typesetter_;
  std::optional<ChapterSource> source_;
  layout::PageOptions options_;
  StyledChapter styled_;
  std::unique_ptr<layout::LayoutContext> context_;
  layout::BoxTree boxes_;
  std::unique_ptr<layout::ChapterPages> pages_;
};

}  // namespace banxin::publish
