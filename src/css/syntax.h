#pragma once
// Tokens → rules and declarations (CSS Syntax 3 §5): what a block consists of, as ranges of tokens,
// before anybody knows what the names mean. One level at a time and without recursion: a block's
// inside is parsed by calling again with its range.
#include <cstdint>
#include <vector>

#include "css/cursor.h"

namespace banxin::css {

enum class SyntaxKind : std::uint8_t { AtRule, QualifiedRule, Declaration, Invalid };

// Half-open ranges of token indexes.
struct TokenRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool empty() const { return begin >= end; }
};

struct SyntaxItem {
  SyntaxKind kind = SyntaxKind::Invalid;
  std::uint32_t name = 0;  // the at-keyword or the declaration's ident
  TokenRange prelude;      // rules: before the block
  TokenRange block;        // rules: inside of the block
  bool has_block = false;
  TokenRange value;  // declarations: after the colon, `!important` left out
  bool important = false;
};

enum class RuleListLevel : std::uint8_t { Top, Nested };  // CDO and CDC are skipped at the top

// The items between two token indexes.
std::vector<SyntaxItem> parse_rule_list(std::span<const Token> tokens,
                                        std::string_view source,
                                        TokenRange range,
                                        RuleListLevel level);
// A style attribute's contents, a descriptor block: declarations and at-rules.
std::vector<SyntaxItem> parse_declaration_list(std::span<const Token> tokens,
                                               std::string_view source,
                                               TokenRange range);
// A style rule's block: declarations, at-rules and nested rules (§5.5.4).
std::vector<SyntaxItem> parse_block_contents(std::span<const Token> tokens,
                                             std::string_view source,
                                             TokenRange range);
// One declaration and nothing else (§5.4.6); empty when it is none.
std::vector<SyntaxItem> parse_one_declaration(std::span<const Token> tokens,
                                              std::string_view source,
                                              TokenRange range);

}  // namespace banxin::css
