#include "repair/double_byte.h"

#include <unicode/ucnv.h>

#include <array>
#include <memory>

namespace banxin::repair {
namespace {

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

// Every pair between line feeds, so that what one malformed pair costs stays
// within its line.
std::string all_pairs() {
  std::string bytes;
  bytes.reserve(126U * 191U * 3U);
  for (int lead = 0x81; lead <= 0xFE; ++lead) {
    for (int trail = 0x40; trail <= 0xFE; ++trail) {
      bytes += static_cast<char>(lead);
      bytes += static_cast<char>(trail);
      bytes += '\n';
    }
  }
  return bytes;
}

using Visit = void (*)(std::vector<char16_t>& table, std::size_t index, char16_t character);

void read_converter(const char* name, std::vector<char16_t>& table, Visit visit) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(name, &status));
  if (U_FAILURE(status)) return;
  const std::string bytes = all_pairs();
  std::u16string out(bytes.size() * 2, u'\0');
  const int32_t length =
      ucnv_toUChars(converter.get(), out.data(), static_cast<int32_t>(out.size()), bytes.data(),
                    static_cast<int32_t>(bytes.size()), &status);
  if (U_FAILURE(status)) return;
  std::size_t pair = 0;
  std::size_t start = 0;
  for (std::size_t at = 0; at < static_cast<std::size_t>(length); ++at) {
    if (out[at] != u'\n') continue;
    const std::size_t index = (pair / 191) * 256 + 0x40 + pair % 191;
    if (at - start == 1 && out[start] != 0xFFFD && out[start] != 0x1A) {
      visit(table, index, out[start]);
    }
    start = at + 1;
    ++pair;
  }
}

// The user-defined areas of Windows 936 in the private use area, row by row (as
// Microsoft's table has them; GB 18030 puts some of the FE row elsewhere).
char16_t private_use_936(unsigned lead, unsigned trail) {
  const auto value = [](unsigned base, unsigned row, unsigned width, unsigned column) {
    return static_cast<char16_t>(base + row * width + column);
  };
  const unsigned skip = trail > 0x7F ? 1 : 0;
  if (trail == 0x7F) return 0;
  if (lead >= 0xAA && lead <= 0xAF && trail >= 0xA1) {
    return value(0xE000, lead - 0xAA, 94, trail - 0xA1);
  }
  if (lead >= 0xF8 && lead <= 0xFE && trail >= 0xA1) {
    return value(0xE234, lead - 0xF8, 94, trail - 0xA1);
  }
  if (lead >= 0xA1 && lead <= 0xA7 && trail <= 0xA0) {
    return value(0xE4C6, lead - 0xA1, 96, trail - 0x40 - skip);
  }
  if (lead == 0xFE && trail >= 0x50 && trail <= 0xA0) {
    return value(0xE815, 0, 0, trail - 0x50 - skip);
  }
  return 0;
}

}  // namespace

DoubleByte::DoubleByte(Page page) : decode_(126 * 256), encode_(0x10000) {
  const Visit keep = [](std::vector<char16_t>& table, std::size_t index, char16_t character) {
    // Pairs in the private use area are no text of this page, but for 936's
    // user-defined rows.
    if (character < 0xE000 || character >= 0xF900) table[index] = character;
  };
  read_converter(page == Page::Gbk ? "windows-936-2000" : "windows-950-2000", decode_, keep);
  // What browsers read the same pair as: gb18030 for GBK, Big5-HKSCS for Big5.
  std::vector<char16_t> other(decode_.size());
  read_converter(page == Page::Gbk ? "gb18030" : "Big5-HKSCS", other, keep);
  for (unsigned lead = 0x81; lead <= 0xFE; ++lead) {
    for (unsigned trail = 0x40; trail <= 0xFE; ++trail) {
      const std::size_t index = (lead - 0x81) * 256 + trail;
      const auto pair = static_cast<std::uint16_t>(lead << 8U | trail);
      if (page == Page::Gbk && decode_[index] == 0) decode_[index] = private_use_936(lead, trail);
      if (page == Page::Big5 && decode_[index] == 0) decode_[index] = other[index];
      if (decode_[index] != 0 && encode_[decode_[index]] == 0) encode_[decode_[index]] = pair;
      if (other[index] != 0 && encode_[other[index]] == 0) encode_[other[index]] = pair;
    }
  }
}

std::u32string DoubleByte::decode_all(std::string_view bytes) const {
  std::u32string out;
  out.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    if (lead < 0x80) {
      out += static_cast<char32_t>(lead);
      continue;
    }
    if (lead == 0x80) {
      out += U'€';
      continue;
    }
    if (at + 1 >= bytes.size()) return {};
    const char32_t c = decode(lead, static_cast<unsigned char>(bytes[at + 1]));
    if (c == 0) return {};
    out += c;
    ++at;
  }
  return out;
}

}  // namespace banxin::repair
