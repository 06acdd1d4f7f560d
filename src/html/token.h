#pragma once
// Token: what the tokenizer hands to the tree builder. Its views live as long as the Document (they
// point into the source, the arena or a constant table); `attributes` lives until the next token.
#include <cstdint>
#include <span>
#include <string_view>

#include "base/atom.h"
#include "dom/node.h"

namespace banxin::html {

enum class TokenType : std::uint8_t { Doctype, StartTag, EndTag, Comment, Characters, EndOfFile };

struct Token {
  TokenType type = TokenType::EndOfFile;
  bool self_closing = false;
  bool force_quirks = false;           // of a doctype
  bool has_public_identifier = false;  // of a doctype
  bool has_system_identifier = false;  // of a doctype
  Atom name = Atom::None;              // of a tag or doctype
  std::uint32_t offset = 0;            // of the token's first byte in the source
  // Characters, or a comment's data. A NUL of the data state is a token of its own.
  std::string_view text;
  std::string_view public_identifier;
  std::string_view system_identifier;
  std::span<dom::Attribute> attributes;

  bool is_start(Atom wanted) const { return type == TokenType::StartTag && name == wanted; }
  bool is_end(Atom wanted) const { return type == TokenType::EndTag && name == wanted; }
  bool is_null() const {
    return type == TokenType::Characters && text.size() == 1 && text[0] == '\0';
  }
};

}  // namespace banxin::html
