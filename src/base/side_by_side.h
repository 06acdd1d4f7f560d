#pragma once
// SideBySide: pieces of work that are wanted in their order, done by several threads before they
// are wanted. As many are begun and not yet released as there are places: what a piece works with
// and leaves behind stands in its place, which belongs to one thread at a time.
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace banxin {

// Now: the thread that wants it does it, all before it are released. Later: ahead of its turn.
enum class Wanted : std::uint8_t { Now, Later };

class SideBySide {
 public:
  using Work = std::function<void(std::size_t piece, std::size_t place, Wanted wanted)>;

  // How many places `threads` threads keep busy; one for one.
  static std::size_t places(std::size_t threads) { return threads < 2 ? 1 : threads + 1; }

  // Pieces 0 … count − 1. The caller's thread is one of `threads`; with 1 there is no other, and
  // where the system gives none, fewer work. `work` outlives it.
  SideBySide(std::size_t count, std::size_t threads, const Work& work);
  ~SideBySide();
  SideBySide(const SideBySide&) = delete;
  SideBySide& operator=(const SideBySide&) = delete;

  // The place of `piece` when it is done, by this thread if need be. Call for 0, 1, 2…; each is
  // released before the next is waited for. Throws what `work` has thrown.
  std::size_t wait(std::size_t piece);
  void release(std::size_t place);

 private:
  void run();
  bool can_begin() const { return next_ < count_ && !free_.empty(); }
  void do_next(std::unique_lock<std::mutex>& lock, std::size_t wanted_piece);

  const std::size_t count_;
  const Work& work_;
  std::mutex mutex_;
  std::condition_variable begin_, finished_;
  std::size_t next_ = 0;
  std::vector<std::size_t> free_;
  std::map<std::size_t, std::size_t> done_;  // piece → place
  std::exception_ptr failure_;
  bool stops_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace banxin
