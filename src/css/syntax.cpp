#include "css/syntax.h"

#include <optional>

namespace banxin::css {
namespace {

class BlockParser {
 public:
  BlockParser(std::span<const Token> tokens, std::string_view source, TokenRange range)
      : tokens_(tokens), source_(source), at_(range.begin), end_(range.end) {}

  std::vector<SyntaxItem> rules(RuleListLevel level) {
    while (at_ < end_) {
      const TokenType type = tokens_[at_].type;
      const bool comment_mark = type == TokenType::Cdo || type == TokenType::Cdc;
      if (type == TokenType::Whitespace || (level == RuleListLevel::Top && comment_mark)) {
        ++at_;
      } else if (type == TokenType::AtKeyword) {
        at_rule();
      } else {
        // When the end comes before a block, nothing of it can be used.
        const std::uint32_t start = at_;
        if (!qualified_rule(Stop::AtBlock)) invalid(start);
      }
    }
    return std::move(items_);
  }

  std::vector<SyntaxItem> declarations() {
    while (at_ < end_) {
      const TokenType type = tokens_[at_].type;
      if (type == TokenType::Whitespace || type == TokenType::Semicolon) {
        ++at_;
      } else if (type == TokenType::AtKeyword) {
        at_rule();
      } else {
        const std::uint32_t semicolon = find_semicolon();
        if (type != TokenType::Ident || !declaration(semicolon)) invalid(at_);
        at_ = semicolon;
      }
    }
    return std::move(items_);
  }

  std::vector<SyntaxItem> one_declaration() {
    at_ = skip_spaces(at_, end_);
    if (at_ < end_) declaration(end_);
    return std::move(items_);
  }

  std::vector<SyntaxItem> contents() {
    while (at_ < end_) {
      const TokenType type = tokens_[at_].type;
      if (type == TokenType::Whitespace || type == TokenType::Semicolon) {
        ++at_;
      } else if (type == TokenType::AtKeyword) {
        at_rule();
      } else {
        declaration_or_rule();
      }
    }
    return std::move(items_);
  }

 private:
  enum class Stop : std::uint8_t { AtBlock, AtSemicolon };

  std::uint32_t after(std::uint32_t index) const {
    const Token& token = tokens_[index];
    return token.opens() ? std::min(token.partner + 1, end_) : index + 1;
  }

  // The block that opens at `index`; goes past it.
  void take_block(SyntaxItem& item) {
    item.has_block = true;
    item.block = {at_ + 1, std::min(tokens_[at_].partner, end_)};
    at_ = after(at_);
  }

  void invalid(std::uint32_t start) {
    SyntaxItem item;
    item.name = start;
    items_.push_back(item);
  }

  void at_rule() {
    SyntaxItem item;
    item.kind = SyntaxKind::AtRule;
    item.name = at_++;
    item.prelude.begin = at_;
    while (at_ < end_ && tokens_[at_].type != TokenType::Semicolon &&
           tokens_[at_].type != TokenType::OpenCurly) {
      at_ = after(at_);
    }
    item.prelude.end = at_;
    if (at_ < end_ && tokens_[at_].type == TokenType::OpenCurly) {
      take_block(item);
    } else if (at_ < end_) {
      ++at_;
    }
    items_.push_back(item);
  }

  bool qualified_rule(Stop stop) {
    SyntaxItem item;
    item.kind = SyntaxKind::QualifiedRule;
    item.name = at_;
    item.prelude.begin = at_;
    while (at_ < end_ && tokens_[at_].type != TokenType::OpenCurly) {
      if (stop == Stop::AtSemicolon && tokens_[at_].type == TokenType::Semicolon) return false;
      at_ = after(at_);
    }
    item.prelude.end = at_;
    if (at_ >= end_) return false;
    take_block(item);
    items_.push_back(item);
    return true;
  }

  std::uint32_t find_semicolon() const {
    std::uint32_t index = at_;
    while (index < end_ && tokens_[index].type != TokenType::Semicolon)
      index = after(index);
    return index;
  }

  std::uint32_t skip_spaces(std::uint32_t index, std::uint32_t end) const {
    while (index < end && tokens_[index].type == TokenType::Whitespace)
      ++index;
    return index;
  }

  // §5.5.6; the declaration ends at `end`.
  bool declaration(std::uint32_t end) {
    if (tokens_[at_].type != TokenType::Ident) return false;
    SyntaxItem item;
    item.kind = SyntaxKind::Declaration;
    item.name = at_;
    const std::uint32_t colon = skip_spaces(at_ + 1, end);
    if (colon >= end || tokens_[colon].type != TokenType::Colon) return false;
    item.value = {colon + 1, end};
    take_important(item);
    items_.push_back(item);
    return true;
  }

  std::uint32_t trim_end(std::uint32_t begin, std::uint32_t end) const {
    while (end > begin && tokens_[end - 1].type == TokenType::Whitespace)
      --end;
    return end;
  }

  void take_important(SyntaxItem& item) const {
    std::uint32_t end = trim_end(item.value.begin, item.value.end);
    if (end == item.value.begin || tokens_[end - 1].type != TokenType::Ident) return;
    Arena memory;
    if (!equals_ignoring_case(token_text(source_, tokens_[end - 1], memory), "important")) return;
    end = trim_end(item.value.begin, end - 1);
    if (end == item.value.begin) return;
    const Token& mark = tokens_[end - 1];
    if (mark.type != TokenType::Delim || source_[mark.offset] != '!') return;
    item.important = true;
    item.value.end = end - 1;
  }

  // Where the declaration that begins here ends; nothing when this must be a rule. A custom
  // property takes any value; elsewhere a {} block beside other things means a rule (§5.5.6), and
  // the search stops there, so that a list of rules is not read over and over.
  std::optional<std::uint32_t> find_declaration_end() const {
    if (tokens_[at_].type != TokenType::Ident) return std::nullopt;
    const std::uint32_t colon = skip_spaces(at_ + 1, end_);
    if (colon >= end_ || tokens_[colon].type != TokenType::Colon) return std::nullopt;
    if (raw_text(source_, tokens_[at_]).starts_with("--")) return find_semicolon();
    bool block = false;
    bool other = false;
    std::uint32_t index = colon + 1;
    for (; index < end_ && tokens_[index].type != TokenType::Semicolon; index = after(index)) {
      if (tokens_[index].type == TokenType::OpenCurly) {
        block = true;
      } else if (tokens_[index].type != TokenType::Whitespace) {
        other = true;
      }
      if (block && other) return std::nullopt;
    }
    return index;
  }

  void declaration_or_rule() {
    const std::optional<std::uint32_t> end = find_declaration_end();
    if (end && declaration(*end)) {
      at_ = *end;
      return;
    }
    const std::uint32_t start = at_;
    if (!qualified_rule(Stop::AtSemicolon)) invalid(start);
  }

  std::span<const Token> tokens_;
  std::string_view source_;
  std::uint32_t at_;
  std::uint32_t end_;
  std::vector<SyntaxItem> items_;
};

}  // namespace

std::vector<SyntaxItem> parse_rule_list(std::span<const Token> tokens,
                                        std::string_view source,
                                        TokenRange range,
                                        RuleListLevel level) {
  return BlockParser(tokens, source, range).rules(level);
}

std::vector<SyntaxItem> parse_declaration_list(std::span<const Token> tokens,
                                               std::string_view source,
                                               TokenRange range) {
  return BlockParser(tokens, source, range).declarations();
}

std::vector<SyntaxItem> parse_block_contents(std::span<const Token> tokens,
                                             std::string_view source,
                                             TokenRange range) {
  return BlockParser(tokens, source, range).contents();
}

std::vector<SyntaxItem> parse_one_declaration(std::span<const Token> tokens,
                                              std::string_view source,
                                              TokenRange range) {
  return BlockParser(tokens, source, range).one_declaration();
}

}  // namespace banxin::css
