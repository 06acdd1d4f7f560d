#include "base/arena.h"

namespace banxin {

std::string_view Arena::copy(std::string_view text) {
  if (text.empty()) return {};
  char* target = static_cast<char*>(allocate(text.size(), 1));
  text.copy(target, text.size());
  return {target, text.size()};
}

void* Arena::allocate(std::size_t size, std::size_t alignment) {
  allocated_ += size;
  return memory_.allocate(size, alignment);
}

}  // namespace banxin
