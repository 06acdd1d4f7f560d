#include "input/character_index.h"

#include <unicode/ucnv.h>

#include <array>

namespace banxin::input {
namespace {

struct Correction {
  std::uint32_t pointer;
  std::uint32_t code_point;  // 0: not mapped
};
constexpr std::uint32_t kNoPointer = 0xFFFFFFFF;  // ends a table
#include "input/index_corrections.inc"

struct Origin {
  const char* converter;
  std::size_t size;  // pointers
  const Correction* corrections;
};

Origin origin_of(CharacterIndex::Name name) {
  using Name = CharacterIndex::Name;
  switch (name) {
    case Name::Gb18030:
      return {"gb18030", 23940, kGb18030Corrections};
    case Name::Big5:
      return {"Big5-HKSCS", 19782, kBig5Corrections};
    case Name::Jis0208:
      return {"windows-31j", 11280, kJis0208Corrections};
    case Name::Jis0212:
      return {"EUC-JP", 8836, kJis0212Corrections};
    case Name::EucKr:
      break;
  }
  return {"windows-949", 23750, kEucKrCorrections};
}

// The bytes that ICU's converter has for a pointer.
std::string bytes_of(CharacterIndex::Name name, std::size_t pointer) {
  using Name = CharacterIndex::Name;
  const auto pair = [pointer](std::size_t width, std::size_t lead, std::size_t gap_at,
                              std::size_t low, std::size_t high) {
    const std::size_t trail = pointer % width;
    return std::string{static_cast<char>(pointer / width + lead),
                       static_cast<char>(trail + (trail < gap_at ? low : high))};
  };
  switch (name) {
    case Name::Gb18030:
      return pair(190, 0x81, 63, 0x40, 0x41);
    case Name::Big5:
      return pair(157, 0x81, 63, 0x40, 0x62);
    case Name::Jis0208:
      return pair(188, pointer / 188 < 31 ? 0x81 : 0xC1, 63, 0x40, 0x41);
    case Name::Jis0212:
      return '\x8F' + pair(94, 0xA1, 94, 0xA1, 0xA1);
    case Name::EucKr:
      break;
  }
  return pair(190, 0x81, 190, 0x41, 0x41);
}

bool is_private_use(UChar32 code_point) {
  return code_point >= 0xE000 && code_point < 0xF900;
}

}  // namespace

CharacterIndex::CharacterIndex(Name name) : name_(name) {
  const Origin origin = origin_of(name);
  UErrorCode status = U_ZERO_ERROR;
  converter_ = ucnv_open(origin.converter, &status);
  known_.assign(origin.size, kUnknown);
  for (const Correction* row = origin.corrections; row->pointer != kNoPointer; ++row)
    known_[row->pointer] = row->code_point;
}

CharacterIndex::~CharacterIndex() {
  if (converter_ != nullptr) ucnv_close(converter_);
}

std::uint32_t CharacterIndex::look_up(std::size_t pointer) {
  if (converter_ == nullptr) return 0;
  const std::string bytes = bytes_of(name_, pointer);
  std::array<UChar, 8> units{};
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t count =
      ucnv_toUChars(converter_, units.data(), static_cast<std::int32_t>(units.size()), bytes.data(),
                    static_cast<std::int32_t>(bytes.size()), &status);
  if (U_FAILURE(status) || count < 1 || count > 2) return 0;
  const bool is_pair = count == 2;
  if (is_pair && (!U16_IS_LEAD(units[0]) || !U16_IS_TRAIL(units[1]))) return 0;
  const UChar32 code_point = is_pair ? U16_GET_SUPPLEMENTARY(units[0], units[1]) : units[0];
  // ICU fills gaps with private use characters; only GB 18030 means them.
  if (is_private_use(code_point) && name_ != Name::Gb18030) return 0;
  if (code_point == 0xFFFD || code_point == 0x1A) return 0;
  return static_cast<std::uint32_t>(code_point);
}

}  // namespace banxin::input
