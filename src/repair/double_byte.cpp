#include "repair/double_byte.h"

#include <unicode/ucnv.h>

#include <array>
#include <memory>

#include "repair/signs.h"

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

const char* converter_of(DoubleByte::Page page) {
  switch (page) {
    case DoubleByte::Page::Gbk:
      return "windows-936-2000";
    case DoubleByte::Page::Big5:
    case DoubleByte::Page::Big5Unicode:
      return "windows-950-2000";
    case DoubleByte::Page::ShiftJis:
      return "ibm-943_P15A-2003";
    case DoubleByte::Page::EucKr:
      return "windows-949-2000";
    case DoubleByte::Page::EucJp:
      return "euc-jp-2007";
    case DoubleByte::Page::Windows1250:
      return "ibm-5346_P100-1998";
    case DoubleByte::Page::Windows1251:
      return "ibm-5347_P100-1998";
    case DoubleByte::Page::MacRoman:
      return "macos-0_2-10.2";
    case DoubleByte::Page::Cp437:
      return "ibm-437_P100-1995";
  }
  return "";
}

bool is_of_single_bytes(DoubleByte::Page page) {
  return page >= DoubleByte::Page::Windows1250;
}

}  // namespace

DoubleByte::DoubleByte(Page page)
    : decode_(126 * 256), extension_(decode_.size()), encode_(0x10000) {
  const char* name = converter_of(page);
  if (!is_of_single_bytes(page)) {
    // Pairs in the private use area are no text of this page, but for 936's user-defined rows.
    read_converter(name, decode_, [](std::vector<char16_t>& table, std::size_t i, char16_t c) {
      if (!is_private(c)) table[i] = c;
    });
  }
  if (page == Page::Gbk || page == Page::Big5) {
    add_other_table(page);
  } else {
    if (page == Page::Big5Unicode) add_kana_rows();
    note_codes();
    // EUC-KR proper has no other pairs.
    for (std::size_t i = 0; page == Page::EucKr && i < decode_.size(); ++i)
      extension_[i] = i / 256 < 0xA1 - 0x81 || i % 256 < 0xA1;
  }
  add_singles(page, name);
}

void DoubleByte::note_codes() {
  for (std::size_t i = 0; i < decode_.size(); ++i) {
    const auto pair = static_cast<std::uint16_t>((0x81 + i / 256) << 8U | i % 256);
    if (decode_[i] != 0 && encode_[decode_[i]] == 0) encode_[decode_[i]] = pair;
  }
}

// Kana, Cyrillic and numbers in the rows that are the user's in Windows 950: each run of characters
// goes on where the one before it ends.
void DoubleByte::add_kana_rows() {
  struct Run {
    char16_t first;
    unsigned count;
  };
  constexpr std::array<Run, 13> runs = {{{0x30FE, 1},
                                         {0x309D, 2},
                                         {0x3005, 1},
                                         {0x3041, 83},
                                         {0x30A1, 86},
                                         {0x0414, 2},
                                         {0x0401, 1},
                                         {0x0416, 7},
                                         {0x0423, 19},
                                         {0x0451, 1},
                                         {0x0436, 26},
                                         {0x2460, 10},
                                         {0x2474, 10}}};
  unsigned lead = 0xC6;
  unsigned trail = 0xA1;
  for (const Run& run : runs) {
    for (unsigned i = 0; i < run.count; ++i) {
      decode_[(lead - 0x81) * 256 + trail] = static_cast<char16_t>(run.first + i);
      ++trail;
      if (trail == 0x7F) trail = 0xA1;
      if (trail == 0xFF) {
        trail = 0x40;
        ++lead;
      }
    }
  }
}

// What browsers read the same pairs as: gb18030 for GBK, Big5-HKSCS for Big5.
void DoubleByte::add_other_table(Page page) {
  std::vector<char16_t> other(decode_.size());
  read_converter(page == Page::Gbk ? "gb18030" : "Big5-HKSCS", other,
                 [](std::vector<char16_t>& table, std::size_t i, char16_t c) { table[i] = c; });
  for (unsigned lead = 0x81; lead <= 0xFE; ++lead) {
    for (unsigned trail = 0x40; trail <= 0xFE; ++trail) {
      const std::size_t index = (lead - 0x81) * 256 + trail;
      const auto pair = static_cast<std::uint16_t>(lead << 8U | trail);
      extension_[index] = decode_[index] == 0;
      if (page == Page::Gbk && decode_[index] == 0) decode_[index] = private_use_936(lead, trail);
      if (page == Page::Big5 && decode_[index] == 0 && !is_private(other[index])) {
        decode_[index] = other[index];
      }
      if (decode_[index] != 0 && encode_[decode_[index]] == 0) encode_[decode_[index]] = pair;
    }
  }
  for (std::size_t i = 0; i < other.size(); ++i) {
    const auto pair = static_cast<std::uint16_t>((0x81 + i / 256) << 8U | i % 256);
    if (other[i] != 0 && encode_[other[i]] == 0) encode_[other[i]] = pair;
  }
}

void DoubleByte::add_singles(Page page, const char* name) {
  if (page == Page::Gbk) singles_[0] = u'€';
  if (page != Page::ShiftJis && !is_of_single_bytes(page)) return;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(name, &status));
  if (U_FAILURE(status)) return;
  for (unsigned byte = 0x80; byte <= 0xFF; ++byte) {
    // Half-width katakana, and what Windows makes of the bytes between the leads.
    const bool kana = byte >= 0xA1 && byte <= 0xDF;
    if (page == Page::ShiftJis && !kana) {
      if (byte == 0x80) singles_[0] = 0x80;
      if (byte == 0xA0) singles_[0x20] = 0xF8F0;
      if (byte >= 0xFD) singles_[byte - 0x80] = static_cast<char16_t>(0xF8F1 + byte - 0xFD);
      continue;
    }
    status = U_ZERO_ERROR;
    std::array<char16_t, 4> out{};
    const char in = static_cast<char>(byte);
    const int32_t length = ucnv_toUChars(converter.get(), out.data(),
                                         static_cast<int32_t>(out.size()), &in, 1, &status);
    if (U_SUCCESS(status) && length == 1 && out[0] != 0xFFFD && out[0] != 0x1A) {
      singles_[byte - 0x80] = out[0];
    }
  }
  // Holes: the Encoding Standard gives the control with the byte's value.
  for (unsigned i = 0; is_of_single_bytes(page) && i < singles_.size(); ++i) {
    if (singles_[i] == 0) singles_[i] = static_cast<char16_t>(0x80 + i);
  }
  // µ, the unit, is Greek to ICU and not to others.
  if (page == Page::Cp437) encode_[0xB5] = 0xE6;
  for (unsigned i = 0; i < singles_.size(); ++i) {
    if (singles_[i] != 0) encode_[singles_[i]] = static_cast<std::uint16_t>(0x80 + i);
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
    if (const char32_t one = single(lead); one != 0) {
      out += one;
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
