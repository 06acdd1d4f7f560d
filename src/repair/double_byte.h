#pragma once
// The double-byte code pages that Chinese text is read wrongly in: Windows 936
// (GBK with its private-use areas), the two-byte part of GB 18030, Windows 950
// (Big5). Tables are made from ICU's converters when damage is suspected (about
// a millisecond), never for clean text.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace banxin::repair {

class DoubleByte {
 public:
  enum class Page : std::uint8_t { Gbk, Big5 };
  explicit DoubleByte(Page page);

  // The character of a pair; 0 when there is none.
  char32_t decode(unsigned lead, unsigned trail) const {
    return lead < 0x81 || lead > 0xFE ? 0 : decode_[(lead - 0x81) * 256 + trail];
  }
  // lead << 8 | trail; 0 when the page lacks the character (or it is ASCII).
  unsigned encode(char32_t character) const {
    return character < encode_.size() ? encode_[character] : 0;
  }

  // All bytes as characters. Empty when a byte is neither ASCII nor part of a
  // pair.
  std::u32string decode_all(std::string_view bytes) const;

 private:
  std::vector<char16_t> decode_;
  std::vector<std::uint16_t> encode_;
};

}  // namespace banxin::repair
