#pragma once
// Arena: the memory of one job. Everything in it lives as long as the arena and is trivially
// destructible; nothing is freed one by one.
#include <cstddef>
#include <memory>
#include <memory_resource>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

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

  // Uninitialised bytes.
  void* allocate(std::size_t size, std::size_t alignment);

  std::size_t allocated_bytes() const { return allocated_; }

 private:
  std::pmr::monotonic_buffer_resource memory_{std::size_t{16} * 1024};
  std::size_t allocated_ = 0;
};

}  // namespace banxin
