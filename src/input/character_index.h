#pragma once
// CharacterIndex: an index of the Encoding Standard (§5), from ICU's converter of the same
// character set, asked once a character, and a table of what the standard maps otherwise.
#include <cstdint>
#include <string>
#include <vector>

struct UConverter;

namespace banxin::input {

class CharacterIndex {
 public:
  enum class Name : std::uint8_t { Gb18030, Big5, Jis0208, Jis0212, EucKr };

  explicit CharacterIndex(Name name);
  ~CharacterIndex();
  CharacterIndex(const CharacterIndex&) = delete;
  CharacterIndex& operator=(const CharacterIndex&) = delete;

  // 0 when the pointer is not mapped.
  char32_t code_point(std::size_t pointer) {
    if (pointer >= known_.size()) return 0;
    std::uint32_t& entry = known_[pointer];
    if (entry == kUnknown) entry = look_up(pointer);
    return entry;
  }

 private:
  static constexpr std::uint32_t kUnknown = 0xFFFFFFFF;
  std::uint32_t look_up(std::size_t pointer);

  Name name_;
  UConverter* converter_;
  std::vector<std::uint32_t> known_;
};

}  // namespace banxin::input
