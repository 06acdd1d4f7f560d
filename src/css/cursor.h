#pragma once
// TokenCursor: a parser's place in a range of tokens. It always stands on a token that is no white
// space, or at the end; copying one is how a parser tries and goes back.
#include <optional>
#include <string_view>

#include "css/keywords.h"
#include "css/tokenizer.h"

namespace banxin::css {

class TokenCursor {
 public:
  TokenCursor(std::string_view source, std::span<const Token> tokens, Arena& memory)
      : TokenCursor(source, tokens, 0, static_cast<std::uint32_t>(tokens.size()), memory) {}
  TokenCursor(std::string_view source,
              std::span<const Token> tokens,
              std::uint32_t begin,
              std::uint32_t end,
              Arena& memory)
      : source_(source), tokens_(tokens), at_(begin), end_(end), memory_(&memory) {
    skip_spaces();
  }

  bool at_end() const { return at_ >= end_; }
  // Type End at the end.
  const Token& peek() const { return at_ < end_ ? tokens_[at_] : kEnd; }
  TokenType type() const { return peek().type; }
  // White space (or a comment) stands right before this token.
  bool after_space() const { return at_ > 0 && tokens_[at_ - 1].type == TokenType::Whitespace; }
  // The token after this one, white space included.
  const Token& peek_next() const { return at_ + 1 < end_ ? tokens_[at_ + 1] : kEnd; }
  bool space_follows() const { return peek_next().type == TokenType::Whitespace; }

  // Past this token and the white space after it; a function or block is passed as a whole.
  void skip() {
    step();
    skip_spaces();
  }
  // As skip(), but white space is a token of its own.
  void step() {
    if (at_ >= end_) return;
    at_ = tokens_[at_].opens() ? std::min(tokens_[at_].partner + 1, end_) : at_ + 1;
  }
  void skip_spaces() {
    while (at_ < end_ && tokens_[at_].type == TokenType::Whitespace)
      ++at_;
  }
  // The inside of the function or block it stands on; this cursor goes past it.
  TokenCursor enter();

  std::string_view text() const { return token_text(source_, peek(), *memory_); }
  std::string_view raw() const { return raw_text(source_, peek()); }
  double number() const { return token_number(source_, peek()); }
  bool is_delim(char c) const { return type() == TokenType::Delim && raw()[0] == c; }
  bool is_ident(std::string_view lower) const {
    return type() == TokenType::Ident && equals_ignoring_case(text(), lower);
  }
  bool is_function(std::string_view lower) const {
    return type() == TokenType::Function && equals_ignoring_case(text(), lower);
  }
  bool is_integer() const {
    return type() == TokenType::Number && (peek().flags & kTokenInteger) != 0;
  }

  // Each goes past what it names and returns whether it was there.
  bool take(TokenType wanted);
  bool take_delim(char c);
  bool take_ident(std::string_view lower);
  template <class T>
  std::optional<T> take_keyword() {
    if (type() != TokenType::Ident) return std::nullopt;
    const std::optional<T> found = find_keyword<T>(to_lower(text()));
    if (found) skip();
    return found;
  }

  std::uint32_t index() const { return at_; }
  std::uint32_t end_index() const { return end_; }
  std::uint32_t offset() const { return at_ < end_ ? tokens_[at_].offset : end_offset(); }
  // The source between this place and `until` (a later copy of this cursor), trimmed.
  std::string_view slice(const TokenCursor& until) const;
  // All that is left.
  std::string_view rest() const;
  // A cursor over [at, end) token indexes of the same tokens.
  TokenCursor range(std::uint32_t begin, std::uint32_t end) const {
    return {source_, tokens_, begin, end, *memory_};
  }

  std::string_view source() const { return source_; }
  std::span<const Token> tokens() const { return tokens_; }
  Arena& memory() const { return *memory_; }

 private:
  static constexpr Token kEnd{};
  std::uint32_t end_offset() const {
    return end_ == 0 ? 0 : tokens_[end_ - 1].offset + tokens_[end_ - 1].length;
  }

  std::string_view source_;
  std::span<const Token> tokens_;
  std::uint32_t at_;
  std::uint32_t end_;
  Arena* memory_;
};

}  // namespace banxin::css
