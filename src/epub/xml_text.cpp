#include "epub/xml_text.h"

#include <array>
#include <charconv>

namespace banxin::epub {
namespace {

// What a byte needs: 0 nothing; 1 an escape in text and attributes; 2 in attributes only; 3 is a
// control character; 4 may begin U+FFFE or U+FFFF (EF BF BE, EF BF BF).
constexpr std::array<std::uint8_t, 256> kNeeds = [] {
  std::array<std::uint8_t, 256> needs{};
  for (std::size_t i = 0; i < 0x20; ++i)
    needs[i] = 3;
  needs['\t'] = needs['\n'] = 2;
  needs[0x7F] = 0;
  needs['&'] = needs['<'] = needs['>'] = 1;
  needs['"'] = 2;
  needs[0xEF] = 4;
  return needs;
}();

template <bool InAttribute>
void append_escaped(std::string& out, std::string_view text) {
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::uint8_t need = kNeeds[static_cast<unsigned char>(text[i])];
    if (need == 0 || (need == 2 && !InAttribute)) continue;
    if (need == 4) {
      const std::string_view three = text.substr(i, 3);
      if (three != "\xEF\xBF\xBE" && three != "\xEF\xBF\xBF") continue;
      out.append(text.substr(start, i - start));
      start = i + 3;
      i += 2;
      continue;
    }
    out.append(text.substr(start, i - start));
    start = i + 1;
    switch (text[i]) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\t':
        out += "&#9;";
        break;
      case '\n':
        out += "&#10;";
        break;
      case '\r':
        out += "&#13;";
        break;
      case '\f':
        out += ' ';
        break;
      default:
        break;
    }
  }
  out.append(text.substr(start));
}

}  // namespace

void append_text(std::string& out, std::string_view text) {
  append_escaped<false>(out, text);
}

void append_attribute_value(std::string& out, std::string_view text) {
  append_escaped<true>(out, text);
}

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
  out += ' ';
  out += name;
  out += "=\"";
  append_attribute_value(out, value);
  out += '"';
}

void append_number(std::string& out, std::uint64_t number) {
  append_padded(out, number, 1);
}

void append_padded(std::string& out, std::uint64_t number, int width) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  for (auto length = end - digits.data(); length < width; ++length)
    out += '0';
  out.append(digits.data(), end);
}

}  // namespace banxin::epub
