#pragma once
// The code pages that text is read wrongly in: Windows 936 (GBK with its private-use areas), the
// two-byte part of GB 18030, Windows 950 (Big5), Windows 932 (Shift_JIS), 949 (Korean), EUC-JP; and
// those of single bytes that Chinese text is read wrongly in. Tables are made from ICU's converters
// when damage is suspected (about a millisecond), never for clean text.
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace banxin::repair {

class DoubleByte {
 public:
  enum class Page : std::uint8_t {
    Gbk,
    Big5,         // with Hong Kong's supplement
    Big5Unicode,  // the Unicode Consortium's first table, which Python still has
    ShiftJis,
    EucKr,
    EucJp,
    // Bytes one by one:
    Windows1250,
    Windows1251,
    MacRoman,
    Cp437
  };
  explicit DoubleByte(Page page);

  // The character of a pair; 0 when there is none.
  char32_t decode(unsigned lead, unsigned trail) const {
    return lead < 0x81 || lead > 0xFE ? 0 : decode_[(lead - 0x81) * 256 + trail];
  }
  // Whether only some decoders know the pair: user-defined rows, Hong Kong's supplement.
  bool is_extension(unsigned lead, unsigned trail) const {
    return lead >= 0x81 && lead <= 0xFE && extension_[(lead - 0x81) * 256 + trail];
  }
  // The character of a byte from 0x80 that is one by itself; 0 when there is none.
  char32_t single(unsigned byte) const { return byte < 0x80 ? 0 : singles_[byte - 0x80]; }
  // lead << 8 | trail; 0 when the page lacks the character (or it is ASCII).
  unsigned encode(char32_t character) const {
    return character < encode_.size() ? encode_[character] : 0;
  }
  // The same, or the one byte that it is.
  unsigned spell(char32_t character) const {
    return character == singles_[0] && character != 0 ? 0x80 : encode(character);
  }

  // All bytes as characters. Empty when a byte is neither ASCII nor part of a
  // pair.
  std::u32string decode_all(std::string_view bytes) const;

 private:
  void add_other_table(Page page);
  void add_kana_rows();
  void note_codes();
  void add_singles(Page page, const char* name);

  std::vector<char16_t> decode_;
  std::vector<bool> extension_;
  std::vector<std::uint16_t> encode_;
  std::array<char16_t, 128> singles_{};
};

// The pages, each made when it is asked for first.
class CodePages {
 public:
  const DoubleByte& of(DoubleByte::Page page) {
    std::optional<DoubleByte>& made = pages_[static_cast<std::size_t>(page)];
    if (!made) made.emplace(page);
    return *made;
  }

 private:
  std::array<std::optional<DoubleByte>, 10> pages_;
};

}  // namespace banxin::repair
