#include "repair/paragraph.h"

#include <algorithm>

#include "base/utf8.h"

namespace banxin::repair {

void Paragraph::apply(const std::vector<Change>& changes) {
  if (changes.empty()) return;
  std::u32string out;
  std::vector<std::size_t> moved;
  std::size_t bytes = 0;  // of `text` before `at`
  std::size_t at = 0;
  std::size_t guess = 0;
  const auto keep_until = [&](std::size_t end) {
    for (; guess < guesses.size() && guesses[guess] < end; ++guess) {
      if (guesses[guess] >= at) moved.push_back(out.size() + guesses[guess] - at);
    }
    out.append(text, at, end - at);
  };
  for (const Change& change : changes) {
    keep_until(change.begin);
    bytes += to_utf8(std::u32string_view(text).substr(at, change.begin - at)).size();
    HealedSpan span;
    span.before =
        to_utf8(std::u32string_view(text).substr(change.begin, change.end - change.begin));
    span.after = to_utf8(change.after);
    span.offset = offset + bytes;
    span.length = span.before.size();
    span.kind = change.kind;
    span.certainty = change.certainty;
    for (const std::size_t position : change.guesses)
      moved.push_back(out.size() + position);
    bytes += span.length;
    out += change.after;
    at = change.end;
    healed.push_back(std::move(span));
  }
  keep_until(text.size());
  guesses = std::move(moved);
  text = std::move(out);
}

void Paragraph::replace_all(std::u32string after, DamageKind kind, int certainty) {
  // What was damaged twice is one place in the report.
  if (healed.size() == 1 && healed[0].offset == offset && healed[0].length == length) {
    healed[0].after = to_utf8(after);
    healed[0].certainty = std::min(healed[0].certainty, certainty);
    guesses.clear();
    text = std::move(after);
    return;
  }
  apply({Change{0, text.size(), std::move(after), kind, certainty, {}}});
}

}  // namespace banxin::repair
