#pragma once
// Text → tokens (CSS Syntax 3 §4). A Token is 16 bytes and points into the text; what it means (the
// unescaped name, the number) is worked out when asked for. Blocks and functions know their end, so
// that a parser steps over them without recursion.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"

namespace banxin::css {

enum class TokenType : std::uint8_t {
  Ident,
  Function,  // the name and its "("
  AtKeyword,
  Hash,
  String,
  BadString,
  Url,  // unquoted url(…)
  BadUrl,
  Delim,
  Number,
  Percentage,
  Dimension,
  UnicodeRange,
  IncludeMatch,    // ~=
  DashMatch,       // |=
  PrefixMatch,     // ^=
  SuffixMatch,     // $=
  SubstringMatch,  // *=
  Column,          // ||
  Whitespace,
  Cdo,
  Cdc,
  Colon,
  Semicolon,
  Comma,
  OpenSquare,
  OpenParen,
  OpenCurly,
  CloseSquare,
  CloseParen,
  CloseCurly,
  End,
};

enum TokenFlag : std::uint8_t {
  kTokenEscaped = 1,  // the text holds an escape
  kTokenIdHash = 2,   // a hash that could be an identifier
  kTokenInteger = 4,
  kTokenUnclosed = 8,  // a string or url that the end of the text closed
};

struct Token {
  std::uint32_t offset = 0;  // in the text
  std::uint32_t length = 0;
  // Functions and open brackets: the index of the token that closes them (the number of tokens when
  // none does). Dimensions: where the unit begins in the token.
  std::uint32_t partner = 0;
  TokenType type = TokenType::End;
  std::uint8_t flags = 0;

  bool opens() const {
    return type == TokenType::Function || type == TokenType::OpenSquare ||
           type == TokenType::OpenParen || type == TokenType::OpenCurly;
  }
};
static_assert(sizeof(Token) == 16);

enum class UnicodeRanges : std::uint8_t { No, Yes };

// The input preprocessed (§3.3): CRLF, CR and FF become LF, NUL becomes U+FFFD.
std::string preprocess(std::string_view text);

// The tokens of a preprocessed text, comments left out. Never fails.
std::vector<Token> tokenize(std::string_view text, UnicodeRanges ranges = UnicodeRanges::No);

// The source text of the token.
inline std::string_view raw_text(std::string_view source, const Token& token) {
  return source.substr(token.offset, token.length);
}
// The name of an ident, function, at-keyword or hash, the content of a string or url, the unit of a
// dimension; unescaped. Views the source, or `memory` where there was an escape.
std::string_view token_text(std::string_view source, const Token& token, Arena& memory);
// Of numbers, percentages and dimensions; always finite.
double token_number(std::string_view source, const Token& token);

std::string to_lower(std::string_view text);  // ASCII
bool equals_ignoring_case(std::string_view text, std::string_view lower);
// Without white space at its ends (CSS Syntax 3 §4.2).
std::string_view trim(std::string_view text);
// An identifier, a string as CSS would have them written (CSSOM §2.1).
std::string serialize_identifier(std::string_view name);
std::string serialize_string(std::string_view text);

}  // namespace banxin::css
