#pragma once
// Pages that show nothing new: a box of some height without content, a wide gap. Browsers print
// them; here there are some of them, and no more (hostile heights, CSS Break 3 §4.4: progress).
#include "layout/break_token.h"
#include "layout/fragment.h"

namespace banxin::layout {

class LayoutContext;

class EmptyPages {
 public:
  // The content of a page that is done.
  void note(const Fragment& page);
  // From now on what is left of boxes without content is left out.
  bool are_enough() const { return in_a_row_ >= kInARow || in_all_ >= kInAll; }
  // Tells once of the box that goes on at `rest`, if it is left out.
  void report(const BreakToken* rest, LayoutContext& context) const;

 private:
  // LIMIT: one after the other, and in a whole chapter.
  static constexpr int kInARow = 16;
  static constexpr int kInAll = 128;
  int in_a_row_ = 0;
  int in_all_ = 0;
};

}  // namespace banxin::layout
