#include "base/side_by_side.h"

#include <doctest/doctest.h>

#include <atomic>
#include <new>

namespace banxin {

TEST_CASE("pieces come in their order, each from a place that nobody else works at") {
  for (const std::size_t threads : {1U, 2U, 4U, 9U}) {
    CAPTURE(threads);
    constexpr std::size_t kCount = 200;
    const std::size_t places = SideBySide::places(threads);
    std::vector<std::size_t> held(places, kCount);
    std::atomic<std::size_t> most_held{0}, holding{0};
    const SideBySide::Work work = [&](std::size_t piece, std::size_t place, Wanted wanted) {
      CHECK(held[place] == kCount);
      held[place] = piece;
      if (++holding > most_held) most_held = holding.load();
      if (threads == 1) CHECK(wanted == Wanted::Now);
    };
    SideBySide pieces(kCount, threads, work);
    for (std::size_t piece = 0; piece < kCount; ++piece) {
      const std::size_t place = pieces.wait(piece);
      CHECK(held[place] == piece);
      held[place] = kCount;
      --holding;
      pieces.release(place);
    }
    CHECK(most_held <= places);
  }
}

TEST_CASE("who leaves early leaves no thread behind, and nothing to do is done") {
  std::atomic<int> done{0};
  const SideBySide::Work work = [&done](std::size_t, std::size_t, Wanted) { ++done; };
  {
    SideBySide pieces(1000, 3, work);
    pieces.release(pieces.wait(0));
  }
  CHECK(done < 1000);
  const SideBySide none(0, 4, work);
}

TEST_CASE("memory that runs out on another thread is told to the one that waits") {
  const SideBySide::Work work = [](std::size_t piece, std::size_t, Wanted) {
    if (piece == 3) throw std::bad_alloc();
  };
  SideBySide pieces(8, 2, work);
  const auto take_all = [&pieces] {
    for (std::size_t piece = 0; piece < 8; ++piece)
      pieces.release(pieces.wait(piece));
  };
  CHECK_THROWS_AS(take_all(), std::bad_alloc);
}

}  // namespace banxin
