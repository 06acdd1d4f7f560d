#pragma once
// Arena: the memory of one job. Everything in it lives as long as the arena and is trivially
// destructible; nothing is freed one by one.
#include <cstddef>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace banxin {

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  template <class T, class... Arguments>
  T& create(Arguments&&... arguments) {
    static_assert(std::is_trivially_destructible_v<T>, "an arena never runs destructors");
    return *new (allocate(sizeof(T), alignof(T))) T{std::forward<Arguments>(arguments)...};
  }

  // A copy of `values` that lives as long as the arena.
  template <class T>
  std::span<T> copy(std::span<const T> values) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (values.empty()) return {};
    T* target = static_cast<T*>(allocate(values.size_bytes(), alignof(T)));
    std::uninitialized_copy(values.begin(), values.end(), target);
    return {target, values.size()};
  }

  std::string_view copy(std::string_view text);

  // Uninitialised bytes. `alignment` is at most that of std::max_align_t.
  void* allocate(std::size_t size, std::size_t alignment) {
    const std::size_t padding = (alignment - used_ % alignment) % alignment;
    if (room_ - used_ < padding + size) return allocate_slowly(size);
    std::byte* place = chunk_ + used_ + padding;
    used_ += padding + size;
    allocated_ += size;
    return place;
  }

  // What was asked for, and what is held for it.
  std::size_t allocated_bytes() const { return allocated_; }
  std::size_t held_bytes() const { return held_; }

 private:
  void* allocate_slowly(std::size_t size);
  std::byte* add_chunk(std::size_t size);

  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::byte* chunk_ = nullptr;  // the one that is being filled: used_ of its room_ bytes
  std::size_t used_ = 0;
  std::size_t room_ = 0;
  std::size_t allocated_ = 0;
  std::size_t held_ = 0;
};

}  // namespace banxin
