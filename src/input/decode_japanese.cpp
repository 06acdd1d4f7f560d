// EUC-JP, Shift_JIS and ISO-2022-JP decoders (Encoding Standard §12).
#include "input/character_index.h"
#include "input/decoders.h"

namespace banxin::input {
namespace {

constexpr char32_t kHalfwidthKatakana = 0xFF61;

// One character of EUC-JP that is not ASCII; the number of bytes that were read.
std::size_t decode_euc_jp_sequence(std::string_view bytes,
                                   std::size_t at,
                                   CharacterIndex& jis0208,
                                   CharacterIndex& jis0212,
                                   DecoderOutput& out) {
  const std::uint32_t lead = byte_at(bytes, at);
  const bool is_lead = lead == 0x8E || lead == 0x8F || is_in(lead, 0xA1, 0xFE);
  if (!is_lead || at + 1 == bytes.size()) {
    out.fault();
    return 1;
  }
  const std::uint32_t second = byte_at(bytes, at + 1);
  if (lead == 0x8E && is_in(second, 0xA1, 0xDF)) {
    out.put(kHalfwidthKatakana + second - 0xA1);
    return 2;
  }
  const bool is_three = lead == 0x8F && is_in(second, 0xA1, 0xFE);
  const std::size_t length = is_three ? 3 : 2;
  if (at + length > bytes.size()) {
    out.fault();
    return bytes.size() - at;
  }
  const std::uint32_t row = is_three ? second : lead;
  const std::uint32_t cell = byte_at(bytes, at + length - 1);
  char32_t code_point = 0;
  if (is_in(row, 0xA1, 0xFE) && is_in(cell, 0xA1, 0xFE)) {
    const std::uint32_t pointer = (row - 0xA1) * 94 + cell - 0xA1;
    code_point = (is_three ? jis0212 : jis0208).code_point(pointer);
  }
  if (code_point != 0) {
    out.put(code_point);
    return length;
  }
  out.fault();
  return cell < 0x80 ? length - 1 : length;
}

// ISO-2022-JP keeps a state from byte to byte.
class Iso2022JpDecoder {
 public:
  Iso2022JpDecoder(std::string_view bytes, DecoderOutput& out) : bytes_(bytes), out_(out) {}

  void decode() {
    while (at_ < bytes_.size()) {
      const std::uint32_t byte = byte_at(bytes_, at_);
      if (byte == 0x1B) {
        escape();
      } else if (set_ == Set::Jis0208) {
        pair(byte);
      } else {
        single(byte);
      }
    }
  }

 private:
  enum class Set : std::uint8_t { Ascii, Roman, Katakana, Jis0208 };

  void fault() {
    after_escape_ = false;
    out_.fault();
  }

  // Escape start and escape states. Two escapes without a character between them are a fault.
  void escape() {
    const std::string_view rest = bytes_.substr(at_ + 1, 2);
    if (!find_set(rest)) {
      fault();
      ++at_;
      return;
    }
    at_ += 3;
    if (after_escape_) out_.fault();
    after_escape_ = true;
  }

  bool find_set(std::string_view sequence) {
    if (sequence == "(B") {
      set_ = Set::Ascii;
    } else if (sequence == "(J") {
      set_ = Set::Roman;
    } else if (sequence == "(I") {
      set_ = Set::Katakana;
    } else if (sequence == "$@" || sequence == "$B") {
      set_ = Set::Jis0208;
    } else {
      return false;
    }
    return true;
  }

  void single(std::uint32_t byte) {
    ++at_;
    if (set_ == Set::Katakana) {
      if (!is_in(byte, 0x21, 0x5F)) return fault();
      put(kHalfwidthKatakana + byte - 0x21);
    } else if (byte >= 0x80 || byte == 0x0E || byte == 0x0F) {
      fault();
    } else if (set_ == Set::Roman && byte == 0x5C) {
      put(0xA5);
    } else if (set_ == Set::Roman && byte == 0x7E) {
      put(0x203E);
    } else {
      put(byte);
    }
  }

  // Lead byte and trail byte states.
  void pair(std::uint32_t lead) {
    ++at_;
    if (!is_in(lead, 0x21, 0x7E)) return fault();
    after_escape_ = false;
    if (at_ == bytes_.size()) return out_.fault();
    const std::uint32_t trail = byte_at(bytes_, at_);
    if (trail == 0x1B) return out_.fault();  // the escape is read next
    ++at_;
    const char32_t code_point =
        is_in(trail, 0x21, 0x7E) ? index_.code_point((lead - 0x21) * 94 + trail - 0x21) : 0;
    if (code_point == 0) {
      out_.fault();
    } else {
      put(code_point);
    }
  }

  void put(char32_t code_point) {
    after_escape_ = false;
    out_.put(code_point);
  }

  std::string_view bytes_;
  DecoderOutput& out_;
  CharacterIndex index_{CharacterIndex::Name::Jis0208};
  std::size_t at_ = 0;
  Set set_ = Set::Ascii;
  bool after_escape_ = false;
};

}  // namespace

void decode_euc_jp(std::string_view bytes, DecoderOutput& out) {
  CharacterIndex jis0208(CharacterIndex::Name::Jis0208);
  CharacterIndex jis0212(CharacterIndex::Name::Jis0212);
  for (std::size_t at = 0; at < bytes.size();) {
    if (byte_at(bytes, at) < 0x80) {
      out.text += bytes[at++];
    } else {
      at += decode_euc_jp_sequence(bytes, at, jis0208, jis0212, out);
    }
  }
}

void decode_shift_jis(std::string_view bytes, DecoderOutput& out) {
  CharacterIndex index(CharacterIndex::Name::Jis0208);
  for (std::size_t at = 0; at < bytes.size();) {
    const std::uint32_t lead = byte_at(bytes, at);
    if (lead <= 0x80) {
      out.put(lead);
      ++at;
      continue;
    }
    if (is_in(lead, 0xA1, 0xDF)) {
      out.put(kHalfwidthKatakana + lead - 0xA1);
      ++at;
      continue;
    }
    if (lead == 0xA0 || lead > 0xFC || at + 1 == bytes.size()) {
      out.fault();
      ++at;
      continue;
    }
    const std::uint32_t trail = byte_at(bytes, at + 1);
    char32_t code_point = 0;
    if (is_in(trail, 0x40, 0x7E) || is_in(trail, 0x80, 0xFC)) {
      const std::uint32_t pointer =
          (lead - (lead < 0xA0 ? 0x81 : 0xC1)) * 188 + trail - (trail < 0x7F ? 0x40 : 0x41);
      // The rows of end-user-defined characters are private use.
      code_point =
          is_in(pointer, 8836, 10715) ? 0xE000 - 8836 + pointer : index.code_point(pointer);
    }
    if (code_point == 0) {
      out.fault();
      at += trail < 0x80 ? 1 : 2;
    } else {
      out.put(code_point);
      at += 2;
    }
  }
}

void decode_iso_2022_jp(std::string_view bytes, DecoderOutput& out) {
  Iso2022JpDecoder(bytes, out).decode();
}

}  // namespace banxin::input
