#include "base/side_by_side.h"

#include <algorithm>
#include <system_error>

namespace banxin {

SideBySide::SideBySide(std::size_t count, std::size_t threads, const Work& work)
    : count_(count), work_(work) {
  threads = std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(count, 1));
  for (std::size_t place = places(threads); place > 0; --place)
    free_.push_back(place - 1);
  for (std::size_t i = 1; i < threads; ++i) {
    try {
      threads_.emplace_back([this] { run(); });
    } catch (const std::system_error&) {
      break;  // those that there are do it all
    }
  }
}

SideBySide::~SideBySide() {
  {
    const std::scoped_lock lock(mutex_);
    stops_ = true;
  }
  begin_.notify_all();
  for (std::thread& thread : threads_)
    thread.join();
}

// The lock is open while the work is done.
void SideBySide::do_next(std::unique_lock<std::mutex>& lock, std::size_t wanted_piece) {
  const std::size_t piece = next_++;
  const std::size_t place = free_.back();
  free_.pop_back();
  lock.unlock();
  std::exception_ptr failure;
  try {
    work_(piece, place, piece == wanted_piece ? Wanted::Now : Wanted::Later);
  } catch (...) {  // out of memory: the caller of wait() shall know it
    failure = std::current_exception();
  }
  lock.lock();
  if (failure != nullptr) failure_ = failure;
  done_.emplace(piece, place);
  finished_.notify_one();
}

void SideBySide::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    begin_.wait(lock, [this] { return stops_ || can_begin(); });
    if (stops_) return;
    do_next(lock, count_);
  }
}

std::size_t SideBySide::wait(std::size_t piece) {
  std::unique_lock lock(mutex_);
  while (true) {
    if (failure_ != nullptr) std::rethrow_exception(failure_);
    if (const auto found = done_.find(piece); found != done_.end()) {
      const std::size_t place = found->second;
      done_.erase(found);
      return place;
    }
    if (can_begin()) {
      do_next(lock, piece);
    } else {
      finished_.wait(lock);
    }
  }
}

void SideBySide::release(std::size_t place) {
  {
    const std::scoped_lock lock(mutex_);
    free_.push_back(place);
  }
  begin_.notify_one();
}

}  // namespace banxin
