#pragma once
// Text as XML 1.0 takes it: markup characters escaped, characters that XML forbids left out.
#include <cstdint>
#include <string>
#include <string_view>

namespace banxin::epub {

void append_text(std::string& out, std::string_view text);
// For a value between double quotes; tabs and newlines as references, so that they survive.
void append_attribute_value(std::string& out, std::string_view text);
// ` name="value"`
void append_attribute(std::string& out, std::string_view name, std::string_view value);
void append_number(std::string& out, std::uint64_t number);
// At least `width` digits.
void append_padded(std::string& out, std::uint64_t number, int width);

}  // namespace banxin::epub
