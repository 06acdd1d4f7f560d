#include "base/arena.h"

#include <algorithm>

namespace banxin {

std::string_view Arena::copy(std::string_view text) {
  if (text.empty()) return {};
  char* target = static_cast<char*>(allocate(text.size(), 1));
  text.copy(target, text.size());
  return {target, text.size()};
}

// Chunks grow with the arena, and stop growing so that little of the last one is for nothing.
void* Arena::allocate_slowly(std::size_t size) {
  constexpr std::size_t kFirstChunk = std::size_t{8} * 1024;
  constexpr std::size_t kLargestChunk = std::size_t{256} * 1024;
  allocated_ += size;
  // A large piece has a chunk of its own; the one that is being filled goes on.
  if (size > kLargestChunk / 4) return add_chunk(size);
  room_ = std::clamp(held_ / 2, kFirstChunk, kLargestChunk);
  room_ = std::max(room_, size);
  chunk_ = add_chunk(room_);
  used_ = size;
  return chunk_;
}

std::byte* Arena::add_chunk(std::size_t size) {
  held_ += size;
  chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(size));
  return chunks_.back().get();
}

}  // namespace banxin
