#include "publish/chapter_desk.h"

#include <utility>

namespace banxin::publish {
namespace {

// Laid out before their turn; the others of a long chapter when it comes. Some 20 KB each.
constexpr std::size_t kPagesAhead = 128;

}  // namespace

Result<void> ChapterDesk::open() {
  if (typesetter_ != nullptr) return {};
  BANXIN_TRY(typesetter_, Typesetter::create(house_, diagnostics_));
  return {};
}

Result<void> ChapterDesk::begin(const ChapterSource& chapter, const layout::PageOptions& options) {
  BANXIN_TRY([[maybe_unused]] auto opened, open());
  clear();
  source_.emplace(chapter);
  options_ = options;
  build();
  return {};
}

void ChapterDesk::build() {
  styled_ = typesetter_->style(*source_);
  context_ = typesetter_->context(styled_);
  // Nothing but the page's own design asks for an empty frame on paper.
  context_->has_room_for_missing_pictures = source_->own_style;
  boxes_ = layout::build_boxes(source_->document, *context_);
  pages_ = std::make_unique<layout::ChapterPages>(boxes_, options_, *context_);
}

void ChapterDesk::lay_out_ahead(std::uint32_t index, std::uint32_t total) {
  pages_->lay_out_ahead(index, total, kPagesAhead);
}

void ChapterDesk::hand_on(layout::PageState& state, layout::PageSink& sink) {
  if (!pages_->fits(state)) {
    clear();
    build();
    lay_out_ahead(state.next_index, state.total);
  }
  pages_->hand_on(state, sink);
}

void ChapterDesk::clear() {
  pages_.reset();
  boxes_ = {};
  context_.reset();
  styled_.styles.reset();
  styled_ = {};
  diagnostics_ = Diagnostics(house_.options.read.limits.diagnostics);
}

}  // namespace banxin::publish
