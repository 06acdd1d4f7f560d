#include "html/parse_errors.h"

#include <array>

#include "base/diagnostic_ids.h"
#include "html/characters.h"

namespace banxin::html {
namespace {

// The bytes at which a character may begin that is not allowed in an input stream.
constexpr std::array<bool, 256> suspicious_bytes() {
  std::array<bool, 256> suspicious{};
  for (std::size_t byte = 1; byte < 0x20; ++byte)
    suspicious[byte] = byte != '\t' && byte != '\n' && byte != '\f' && byte != '\r';
  for (const std::size_t byte : {0x7FU, 0xC2U, 0xEDU, 0xEFU, 0xF0U, 0xF1U, 0xF2U, 0xF3U, 0xF4U})
    suspicious[byte] = true;
  return suspicious;
}
constexpr std::array<bool, 256> kSuspicious = suspicious_bytes();

}  // namespace

void ParseErrors::report(DiagnosticId id, std::size_t offset, std::string_view subject) {
  if (wanted_ == Wanted::No) return;
  scan_to(offset);
  add(id, offset, subject);
}

void ParseErrors::report_limit(DiagnosticId id, std::size_t offset, std::string_view subject) {
  add(id, offset, subject);
}

void ParseErrors::finish() {
  if (wanted_ == Wanted::Yes) scan_to(document_.source().size());
}

void ParseErrors::scan_to(std::size_t offset) {
  const std::string_view source = document_.source();
  // A character at the error's own place is found before the error.
  const std::size_t end = offset < source.size() ? offset + 1 : source.size();
  while (scanned_ < end) {
    if (kSuspicious[static_cast<unsigned char>(source[scanned_])]) {
      scanned_ += check_character();
    } else {
      ++scanned_;
    }
  }
}

std::size_t ParseErrors::check_character() {
  const std::string_view source = document_.source();
  const auto byte = [&](std::size_t index) -> std::uint32_t {
    return scanned_ + index < source.size() ? static_cast<unsigned char>(source[scanned_ + index])
                                            : 0U;
  };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80 || (lead == 0xC2 && byte(1) < 0xA0)) {
    add(DiagnosticId::ControlCharacterInInputStream, scanned_, {});
  } else if (lead == 0xED && byte(1) >= 0xA0) {
    add(DiagnosticId::SurrogateInInputStream, scanned_, {});
  } else if (lead >= 0xED) {
    const std::uint32_t code_point =
        lead < 0xF0 ? ((lead & 0xFU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU)
                    : ((lead & 0x7U) << 18U) | ((byte(1) & 0x3FU) << 12U) |
                          ((byte(2) & 0x3FU) << 6U) | (byte(3) & 0x3FU);
    if (is_noncharacter(code_point)) add(DiagnosticId::NoncharacterInInputStream, scanned_, {});
  }
  return 1;
}

void ParseErrors::add(DiagnosticId id, std::size_t offset, std::string_view subject) {
  // When the list is full only the number counts, and finding the place would be for nothing.
  const SourcePosition place = diagnostics_.dropped() > 0 ? SourcePosition{} : position(offset);
  diagnostics_.report(id, document_.file(), place, subject);
}

SourcePosition ParseErrors::position(std::size_t offset) {
  if (offset < known_offset_) return document_.position(static_cast<std::uint32_t>(offset));
  const std::string_view source = document_.source();
  for (; known_offset_ < offset && known_offset_ < source.size(); ++known_offset_) {
    const auto byte = static_cast<unsigned char>(source[known_offset_]);
    if (byte == '\n') {
      ++known_.line;
      known_.column = 1;
    } else if ((byte & 0xC0U) != 0x80U) {
      ++known_.column;
    }
  }
  return known_;
}

}  // namespace banxin::html
