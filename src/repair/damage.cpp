#include "repair/damage.h"

namespace banxin::repair {

std::string_view damage_name(DamageKind kind) {
  switch (kind) {
    case DamageKind::Utf8AsSingleByte:
      return "UTF-8 read as windows-1252";
    case DamageKind::GbkAsSingleByte:
      return "GBK read as windows-1252";
    case DamageKind::Big5AsSingleByte:
      return "Big5 read as windows-1252";
    case DamageKind::Utf8AsGbk:
      return "UTF-8 read as GBK";
    case DamageKind::Big5AsGbk:
      return "Big5 read as GBK";
    case DamageKind::GbkAsBig5:
      return "GBK read as Big5";
    case DamageKind::Utf8AsBig5:
      return "UTF-8 read as Big5";
    case DamageKind::Utf8AsShiftJis:
      return "UTF-8 read as Shift_JIS";
    case DamageKind::Utf8AsEucKr:
      return "UTF-8 read as EUC-KR";
    case DamageKind::Utf8AsWindows1250:
      return "UTF-8 read as windows-1250";
    case DamageKind::Utf8AsWindows1251:
      return "UTF-8 read as windows-1251";
    case DamageKind::Utf8AsMacRoman:
      return "UTF-8 read as Mac Roman";
    case DamageKind::Utf8AsCp437:
      return "UTF-8 read as code page 437";
    case DamageKind::GbkAsCodePage:
      return "Chinese read in a European code page";
    case DamageKind::ShiftJisMisread:
      return "Shift_JIS read in another charset";
    case DamageKind::EucJpMisread:
      return "EUC-JP read in another charset";
    case DamageKind::EucKrMisread:
      return "EUC-KR read in another charset";
    case DamageKind::CyrillicMisread:
      return "Cyrillic read in another charset";
    case DamageKind::MarksMisread:
      return "marks read in another charset";
    case DamageKind::GbkOutOfStep:
      return "GBK cut inside a character";
    case DamageKind::EntityAsText:
      return "character references shown as text";
    case DamageKind::LostCharacter:
      return "taken from the other copy of the text";
    case DamageKind::Reading:
      return "pinyin pasted after its character";
  }
  return "";
}

}  // namespace banxin::repair
