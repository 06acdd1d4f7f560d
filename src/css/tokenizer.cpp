#include "css/tokenizer.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/utf8.h"

namespace banxin::css {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}
// Every byte of a non-ASCII character counts as a name byte.
bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_name(char c) {
  return is_name_start(c) || is_digit(c) || c == '-';
}
bool is_non_printable(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x08 || byte == 0x0B || (byte >= 0x0E && byte <= 0x1F) || byte == 0x7F;
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

class Tokenizer {
 public:
  Tokenizer(std::string_view text, UnicodeRanges ranges) : text_(text), ranges_(ranges) {}

  std::vector<Token> run() {
    tokens_.reserve(text_.size() / 4 + 4);
    while (at_ < text_.size()) {
      if (peek() == '/' && peek(1) == '*') {
        const std::size_t end = text_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? text_.size() : end + 2;
        continue;
      }
      start_ = at_;
      token_ = Token{};
      read();
      token_.offset = static_cast<std::uint32_t>(start_);
      token_.length = static_cast<std::uint32_t>(at_ - start_);
      tokens_.push_back(token_);
    }
    pair_blocks();
    return std::move(tokens_);
  }

 private:
  // '\0' past the end: the preprocessed text has none.
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  // §4.3.9
  bool starts_identifier(std::size_t ahead = 0) const {
    if (peek(ahead) == '-') {
      return is_name_start(peek(ahead + 1)) || peek(ahead + 1) == '-' || valid_escape(ahead + 1);
    }
    return is_name_start(peek(ahead)) || valid_escape(ahead);
  }
  // A backslash at the very end is an escape of U+FFFD (§4.3.7).
  bool valid_escape(std::size_t ahead) const {
    return peek(ahead) == '\\' && peek(ahead + 1) != '\n';
  }
  // §4.3.10
  bool starts_number() const {
    const std::size_t sign = peek() == '+' || peek() == '-' ? 1 : 0;
    return is_digit(peek(sign)) || (peek(sign) == '.' && is_digit(peek(sign + 1)));
  }

  void read() {
    const char c = peek();
    if (is_space(c)) return read_spaces();
    if (c == '"' || c == '\'') return read_string();
    if (is_digit(c)) return read_number();
    if (is_name_start(c)) {
      if (ranges_ == UnicodeRanges::Yes && lower(c) == 'u' && peek(1) == '+' &&
          (is_hex(peek(2)) || peek(2) == '?')) {
        return read_unicode_range();
      }
      return read_name_like();
    }
    read_symbol(c);
  }

  void read_spaces() {
    while (is_space(peek()))
      ++at_;
    token_.type = TokenType::Whitespace;
  }

  void read_symbol(char c) {
    switch (c) {
      case '#':
        if (is_name(peek(1)) || valid_escape(1)) return read_hash();
        break;
      case '+':
      case '.':
        if (starts_number()) return read_number();
        break;
      case '-':
        if (starts_number()) return read_number();
        if (peek(1) == '-' && peek(2) == '>') return take(TokenType::Cdc, 3);
        if (starts_identifier()) return read_name_like();
        break;
      case '<':
        if (text_.substr(at_, 4) == "<!--") return take(TokenType::Cdo, 4);
        break;
      case '@':
        if (starts_identifier(1)) {
          ++at_;
          read_name();
          token_.type = TokenType::AtKeyword;
          return;
        }
        break;
      case '\\':
        if (valid_escape(0)) return read_name_like();
        break;
      default:
        return read_punctuation(c);
    }
    take(TokenType::Delim, 1);
  }

  void read_punctuation(char c) {
    const bool match = peek(1) == '=';
    switch (c) {
      case '(':
        return take(TokenType::OpenParen, 1);
      case ')':
        return take(TokenType::CloseParen, 1);
      case '[':
        return take(TokenType::OpenSquare, 1);
      case ']':
        return take(TokenType::CloseSquare, 1);
      case '{':
        return take(TokenType::OpenCurly, 1);
      case '}':
        return take(TokenType::CloseCurly, 1);
      case ',':
        return take(TokenType::Comma, 1);
      case ':':
        return take(TokenType::Colon, 1);
      case ';':
        return take(TokenType::Semicolon, 1);
      case '~':
        return match ? take(TokenType::IncludeMatch, 2) : take(TokenType::Delim, 1);
      case '|':
        if (peek(1) == '|') return take(TokenType::Column, 2);
        return match ? take(TokenType::DashMatch, 2) : take(TokenType::Delim, 1);
      case '^':
        return match ? take(TokenType::PrefixMatch, 2) : take(TokenType::Delim, 1);
      case '$':
        return match ? take(TokenType::SuffixMatch, 2) : take(TokenType::Delim, 1);
      case '*':
        return match ? take(TokenType::SubstringMatch, 2) : take(TokenType::Delim, 1);
      default:
        take(TokenType::Delim, 1);
    }
  }

  void take(TokenType type, std::size_t length) {
    token_.type = type;
    at_ += length;
  }

  void skip_escape() {
    ++at_;
    token_.flags |= kTokenEscaped;
    if (at_ >= text_.size()) return;
    if (!is_hex(peek())) {
      at_ += decode_utf8(text_, at_).length;
      return;
    }
    for (int digits = 0; digits < 6 && is_hex(peek()); ++digits)
      ++at_;
    if (is_space(peek())) ++at_;
  }

  void read_name() {
    while (at_ < text_.size()) {
      if (is_name(peek())) {
        ++at_;
      } else if (valid_escape(0)) {
        skip_escape();
      } else {
        return;
      }
    }
  }

  void read_hash() {
    ++at_;
    if (starts_identifier()) token_.flags |= kTokenIdHash;
    read_name();
    token_.type = TokenType::Hash;
  }

  // §4.3.5
  void read_string() {
    const char quote = peek();
    ++at_;
    token_.type = TokenType::String;
    while (at_ < text_.size()) {
      const char c = peek();
      if (c == quote) {
        ++at_;
        return;
      }
      if (c == '\n') {
        token_.type = TokenType::BadString;
        return;
      }
      if (c == '\\') {
        token_.flags |= kTokenEscaped;
        if (at_ + 1 >= text_.size()) {
          ++at_;
        } else if (peek(1) == '\n') {
          at_ += 2;
        } else {
          skip_escape();
        }
      } else {
        ++at_;
      }
    }
    token_.flags |= kTokenUnclosed;
  }

  // §4.3.3, §4.3.12
  void read_number() {
    token_.flags |= kTokenInteger;
    if (peek() == '+' || peek() == '-') ++at_;
    skip_digits();
    if (peek() == '.' && is_digit(peek(1))) {
      ++at_;
      skip_digits();
      token_.flags &= static_cast<std::uint8_t>(~kTokenInteger);
    }
    if (lower(peek()) == 'e') {
      const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
      if (is_digit(peek(1 + sign))) {
        at_ += 1 + sign;
        skip_digits();
        token_.flags &= static_cast<std::uint8_t>(~kTokenInteger);
      }
    }
    token_.type = TokenType::Number;
    if (starts_identifier()) {
      token_.type = TokenType::Dimension;
      token_.partner = static_cast<std::uint32_t>(at_ - start_);
      read_name();
    } else if (peek() == '%') {
      ++at_;
      token_.type = TokenType::Percentage;
    }
  }

  void skip_digits() {
    while (is_digit(peek()))
      ++at_;
  }

  // §4.3.4
  void read_name_like() {
    read_name();
    if (peek() != '(') {
      token_.type = TokenType::Ident;
      return;
    }
    const std::string_view name = text_.substr(start_, at_ - start_);
    const bool is_url = (token_.flags & kTokenEscaped) != 0 ? unescaped_is_url(name)
                                                            : equals_ignoring_case(name, "url");
    ++at_;
    token_.type = TokenType::Function;
    if (!is_url) return;
    std::size_t ahead = 0;
    while (is_space(peek(ahead)))
      ++ahead;
    if (peek(ahead) == '"' || peek(ahead) == '\'') return;
    read_url();
  }

  static bool unescaped_is_url(std::string_view name) {
    Arena memory;
    Token token;
    token.length = static_cast<std::uint32_t>(name.size());
    token.type = TokenType::Ident;
    token.flags = kTokenEscaped;
    return equals_ignoring_case(token_text(name, token, memory), "url");
  }

  // §4.3.6
  void read_url() {
    token_.type = TokenType::Url;
    while (is_space(peek()))
      ++at_;
    while (at_ < text_.size()) {
      const char c = peek();
      if (c == ')') {
        ++at_;
        return;
      }
      if (is_space(c)) {
        while (is_space(peek()))
          ++at_;
        if (at_ >= text_.size()) break;
        if (peek() == ')') continue;
        return read_bad_url();
      }
      if (c == '"' || c == '\'' || c == '(' || is_non_printable(c)) return read_bad_url();
      if (c == '\\') {
        if (!valid_escape(0)) return read_bad_url();
        skip_escape();
      } else {
        ++at_;
      }
    }
    token_.flags |= kTokenUnclosed;
  }

  void read_bad_url() {
    token_.type = TokenType::BadUrl;
    while (at_ < text_.size()) {
      if (peek() == ')') {
        ++at_;
        return;
      }
      if (valid_escape(0)) {
        skip_escape();
      } else {
        ++at_;
      }
    }
  }

  // CSS Syntax 3 (2013) §4.3.6: as <urange>, but one token.
  void read_unicode_range() {
    at_ += 2;
    int digits = 0;
    while (digits < 6 && is_hex(peek())) {
      ++at_;
      ++digits;
    }
    bool questions = false;
    while (digits < 6 && peek() == '?') {
      ++at_;
      ++digits;
      questions = true;
    }
    token_.type = TokenType::UnicodeRange;
    if (questions || peek() != '-' || !is_hex(peek(1))) return;
    ++at_;
    for (digits = 0; digits < 6 && is_hex(peek()); ++digits)
      ++at_;
  }

  // One pass with a stack: what a bracket does not find open is left alone.
  void pair_blocks() {
    const auto count = static_cast<std::uint32_t>(tokens_.size());
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < count; ++i) {
      Token& token = tokens_[i];
      if (token.opens()) {
        token.partner = count;
        open.push_back(i);
      } else if (!open.empty() && token.type == closing_of(tokens_[open.back()].type)) {
        tokens_[open.back()].partner = i;
        open.pop_back();
      }
    }
  }

  static TokenType closing_of(TokenType type) {
    if (type == TokenType::OpenSquare) return TokenType::CloseSquare;
    return type == TokenType::OpenCurly ? TokenType::CloseCurly : TokenType::CloseParen;
  }

  std::string_view text_;
  UnicodeRanges ranges_;
  std::size_t at_ = 0;
  std::size_t start_ = 0;
  Token token_;
  std::vector<Token> tokens_;
};

// The part of the token's text that token_text() gives, still escaped.
std::string_view content_of(std::string_view source, const Token& token) {
  std::string_view text = raw_text(source, token);
  switch (token.type) {
    case TokenType::Function:
      text.remove_suffix(1);
      return text;
    case TokenType::AtKeyword:
    case TokenType::Hash:
      return text.substr(1);
    case TokenType::String:
      text.remove_prefix(1);
      if ((token.flags & kTokenUnclosed) == 0) text.remove_suffix(1);
      return text;
    case TokenType::Url: {
      text.remove_prefix(text.find('(') + 1);
      if ((token.flags & kTokenUnclosed) == 0) text.remove_suffix(1);
      while (!text.empty() && is_space(text.front()))
        text.remove_prefix(1);
      // A blank after an escape belongs to it: only what follows a non-escape is trimmed, and
      // unescape() has eaten that one blank already when it meets it.
      return text;
    }
    case TokenType::Dimension:
      return text.substr(token.partner);
    default:
      return text;
  }
}

// §4.3.7
void append_escaped(std::string& out, std::string_view text, std::size_t& at) {
  std::uint32_t code = 0;
  int digits = 0;
  while (at < text.size() && digits < 6 && is_hex(text[at])) {
    const char c = lower(text[at]);
    code = code * 16 + static_cast<std::uint32_t>(is_digit(c) ? c - '0' : c - 'a' + 10);
    ++at;
    ++digits;
  }
  if (at < text.size() && is_space(text[at])) ++at;
  const bool bad = code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF);
  append_utf8(out, bad ? kReplacementCharacter : static_cast<char32_t>(code));
}

std::string unescape(std::string_view text, TokenType type) {
  std::string out;
  out.reserve(text.size());
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] != '\\') {
      out += text[at++];
      continue;
    }
    ++at;
    if (at >= text.size()) {
      // The end of the text: nothing in a string, U+FFFD elsewhere.
      if (type != TokenType::String) append_utf8(out, kReplacementCharacter);
    } else if (text[at] == '\n') {
      ++at;
    } else if (is_hex(text[at])) {
      append_escaped(out, text, at);
    } else {
      out += text[at++];
    }
  }
  return out;
}

}  // namespace

std::string preprocess(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r') {
      if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
      out += '\n';
    } else if (c == '\f') {
      out += '\n';
    } else if (c == '\0') {
      append_utf8(out, kReplacementCharacter);
    } else {
      out += c;
    }
  }
  return out;
}

std::vector<Token> tokenize(std::string_view text, UnicodeRanges ranges) {
  // Offsets are 32 bits; the gate lets nothing near that size in.
  return Tokenizer(text.substr(0, std::numeric_limits<std::uint32_t>::max()), ranges).run();
}

std::string_view token_text(std::string_view source, const Token& token, Arena& memory) {
  std::string_view content = content_of(source, token);
  if (token.type == TokenType::Url && (token.flags & kTokenEscaped) == 0) {
    while (!content.empty() && is_space(content.back()))
      content.remove_suffix(1);
  }
  if ((token.flags & kTokenEscaped) == 0) return content;
  if (token.type == TokenType::Url) {
    // Blanks before the end, but not one that an escape has eaten: unescape up to the last
    // character that is no blank first.
    std::size_t end = content.size();
    while (end > 0 && is_space(content[end - 1]))
      --end;
    std::size_t slashes = 0;
    while (slashes < end && content[end - 1 - slashes] == '\\')
      ++slashes;
    if (slashes % 2 == 1 && end < content.size()) ++end;  // an escaped blank
    content = content.substr(0, end);
  }
  return memory.copy(std::string_view(unescape(content, token.type)));
}

double token_number(std::string_view source, const Token& token) {
  std::string_view text = raw_text(source, token);
  if (token.type == TokenType::Dimension) text = text.substr(0, token.partner);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  double value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec == std::errc::result_out_of_range) {
    // from_chars does not say which end: a negative exponent means nearly nothing.
    const bool small = text.find("e-") != std::string_view::npos ||
                       text.find("E-") != std::string_view::npos || text.find('.') == 0;
    const double most = text.front() == '-' ? std::numeric_limits<double>::lowest()
                                            : std::numeric_limits<double>::max();
    return small ? 0 : most;
  }
  return value;
}

std::string to_lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

bool equals_ignoring_case(std::string_view text, std::string_view lower_text) {
  return text.size() == lower_text.size() &&
         std::equal(text.begin(), text.end(), lower_text.begin(),
                    [](char a, char b) { return lower(a) == b; });
}

namespace {

void append_hex_escape(std::string& out, char c) {
  char digits[4];
  const auto end = std::to_chars(digits, digits + sizeof digits, static_cast<unsigned char>(c), 16);
  out += '\\';
  out.append(digits, end.ptr);
  out += ' ';
}

}  // namespace

std::string serialize_identifier(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool leading = i == 0 || (i == 1 && name[0] == '-');
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F || (is_digit(c) && leading)) {
      append_hex_escape(out, c);
    } else if (!is_name(c) || (c == '-' && name.size() == 1)) {
      out += '\\';
      out += c;
    } else {
      out += c;
    }
  }
  return out;
}

std::string serialize_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      append_hex_escape(out, c);
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\n\r\f";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

}  // namespace banxin::css
