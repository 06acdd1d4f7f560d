#include "repair/align.h"

#include <algorithm>

namespace banxin::repair {
namespace {

// Furthest x on each diagonal k = x - y after d differences, k from -d to d.
using Frontier = std::vector<int>;

struct Step {
  int x;
  int y;
};

int furthest_start(const Frontier& before, int d, int k) {
  if (d == 0) return 0;
  const auto at = [&](int diagonal) {
    const int index = diagonal + d - 1;
    return index < 0 || index >= static_cast<int>(before.size())
               ? -1
               : before[static_cast<std::size_t>(index)];
  };
  // From the diagonal above (a character of b more) or below (one of a more).
  const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
  return down ? at(k + 1) : at(k - 1) + 1;
}

}  // namespace

std::optional<std::vector<Hunk>> align(std::u32string_view a, std::u32string_view b, int limit) {
  const int n = static_cast<int>(a.size());
  const int m = static_cast<int>(b.size());
  std::vector<Frontier> trace;
  bool done = false;
  for (int d = 0; d <= limit && !done; ++d) {
    Frontier frontier(static_cast<std::size_t>(2 * d + 1), -1);
    const Frontier empty;
    const Frontier& before = d == 0 ? empty : trace.back();
    for (int k = -d; k <= d && !done; k += 2) {
      int x = furthest_start(before, d, k);
      if (x < 0 || x > n || x - k < 0 || x - k > m) continue;
      while (x < n && x - k < m &&
             a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(x - k)]) {
        ++x;
      }
      frontier[static_cast<std::size_t>(k + d)] = x;
      done = x == n && x - k == m;
    }
    trace.push_back(std::move(frontier));
  }
  if (!done) return std::nullopt;
  // Back along the frontiers: single edits, last first.
  std::vector<Step> edits;  // the point before each edit
  std::vector<bool> of_a;
  int x = n;
  int y = m;
  for (int d = static_cast<int>(trace.size()) - 1; d > 0; --d) {
    const Frontier& before = trace[static_cast<std::size_t>(d - 1)];
    const int k = x - y;
    const auto at = [&](int diagonal) {
      const int index = diagonal + d - 1;
      return index < 0 || index >= static_cast<int>(before.size())
                 ? -1
                 : before[static_cast<std::size_t>(index)];
    };
    const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
    x = down ? at(k + 1) : at(k - 1);
    y = x - (down ? k + 1 : k - 1);
    edits.push_back({x, y});
    of_a.push_back(!down);
  }
  std::vector<Hunk> hunks;
  for (std::size_t i = edits.size(); i-- > 0;) {
    const auto ex = static_cast<std::size_t>(edits[i].x);
    const auto ey = static_cast<std::size_t>(edits[i].y);
    const bool joins = !hunks.empty() && hunks.back().a_end == ex && hunks.back().b_end == ey;
    if (!joins) hunks.push_back({ex, ex, ey, ey});
    (of_a[i] ? hunks.back().a_end : hunks.back().b_end) += 1;
  }
  return hunks;
}

}  // namespace banxin::repair
