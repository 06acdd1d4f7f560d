#include "css/declaration.h"

#include <algorithm>
#include <array>

#include "base/diagnostic_ids.h"
#include "base/utf8.h"
#include "css/value_parsers.h"

namespace banxin::css {
namespace {

constexpr std::array kIgnored{
#define IGNORED(name) std::string_view{name},
#include "css/ignored.def"
#undef IGNORED
};

std::optional<CssWide> find_css_wide(TokenCursor cursor) {
  if (cursor.type() != TokenType::Ident) return std::nullopt;
  constexpr std::array<std::string_view, 5> kWords{"initial", "inherit", "unset", "revert",
                                                   "revert-layer"};
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    if (!cursor.take_ident(kWords[i])) continue;
    if (!cursor.at_end()) return std::nullopt;
    return static_cast<CssWide>(i);
  }
  return std::nullopt;
}

// A value that no property takes: a bad string or url, an unmatched bracket (Syntax 3 §8.2).
bool has_bad_tokens(const TokenCursor& cursor) {
  for (std::uint32_t i = cursor.index(); i < cursor.end_index(); ++i) {
    const Token& token = cursor.tokens()[i];
    switch (token.type) {
      case TokenType::BadString:
      case TokenType::BadUrl:
        return true;
      case TokenType::Delim:
        if (raw_text(cursor.source(), token) == "!") return true;
        break;
      default:
        break;
    }
  }
  // Unmatched closers: those that no opener of the range closes at.
  TokenCursor top = cursor;
  while (!top.at_end()) {
    const TokenType type = top.type();
    if (type == TokenType::CloseCurly || type == TokenType::CloseParen ||
        type == TokenType::CloseSquare || type == TokenType::Semicolon) {
      return true;
    }
    top.skip();
  }
  return false;
}

class DeclarationParser {
 public:
  DeclarationParser(Arena& memory, const DeclarationOptions& options)
      : memory_(memory), options_(options) {}

  void add(std::string_view name, TokenCursor value, bool important, std::uint32_t offset);
  DeclarationBlock take() {
    DeclarationBlock block;
    block.declarations = List<Declaration>(memory_.copy(std::span<const Declaration>(out_)));
    block.base_url = options_.base_url;
    return block;
  }

 private:
  void report(DiagnosticId id, std::uint32_t offset, const std::string& subject) {
    if (options_.diagnostics == nullptr || options_.place == nullptr) return;
    report_at(*options_.diagnostics, id, *options_.place, offset, subject);
  }
  bool add_custom(std::string_view name, TokenCursor value, bool important);
  bool add_longhand(Property property, TokenCursor value, bool important);
  bool add_shorthand(Shorthand shorthand, TokenCursor value, bool important);
  void add_wide(Property property, CssWide wide, bool important);
  bool add_text(Property property,
                std::string_view text,
                bool important,
                std::vector<Declaration>& to);

  Arena& memory_;
  const DeclarationOptions& options_;
  std::vector<Declaration> out_;
};

void DeclarationParser::add_wide(Property property, CssWide wide, bool important) {
  Declaration declaration;
  declaration.property = property;
  declaration.kind = DeclarationKind::Wide;
  declaration.wide = wide;
  declaration.important = important;
  out_.push_back(declaration);
}

bool DeclarationParser::add_text(Property property,
                                 std::string_view text,
                                 bool important,
                                 std::vector<Declaration>& to) {
  ValueContext context(memory_);
  context.base_url = options_.base_url;
  context.unitless = options_.unitless;
  Declaration declaration;
  declaration.property = property;
  declaration.important = important;
  declaration.text = text;
  if (text.empty()) {
    declaration.kind = DeclarationKind::Wide;
    declaration.wide = CssWide::Initial;
  } else {
    const void* value = parse_longhand(property, text, context);
    if (value == nullptr) return false;
    declaration.kind = context.depends ? DeclarationKind::Relative : DeclarationKind::Value;
    declaration.value = context.depends ? nullptr : value;
  }
  to.push_back(declaration);
  return true;
}

bool DeclarationParser::add_longhand(Property property, TokenCursor value, bool important) {
  return !value.at_end() && add_text(property, value.rest(), important, out_);
}

bool DeclarationParser::add_shorthand(Shorthand shorthand, TokenCursor value, bool important) {
  ValueContext context(memory_);
  context.base_url = options_.base_url;
  context.unitless = options_.unitless;
  std::vector<LonghandText> longhands;
  if (!expand_shorthand(shorthand, value.rest(), context, longhands)) return false;
  std::vector<Declaration> declarations;
  for (const LonghandText& longhand : longhands) {
    if (!add_text(longhand.property, longhand.text, important, declarations)) return false;
  }
  out_.insert(out_.end(), declarations.begin(), declarations.end());
  return true;
}

bool DeclarationParser::add_custom(std::string_view name, TokenCursor value, bool important) {
  Declaration declaration;
  declaration.name = memory_.copy(name);
  declaration.important = important;
  if (const std::optional<CssWide> wide = find_css_wide(value)) {
    declaration.kind = DeclarationKind::Wide;
    declaration.wide = *wide;
  } else {
    if (has_bad_tokens(value)) return false;
    declaration.kind = DeclarationKind::Custom;
    declaration.text = value.rest();
  }
  out_.push_back(declaration);
  return true;
}

void DeclarationParser::add(std::string_view name,
                            TokenCursor value,
                            bool important,
                            std::uint32_t offset) {
  if (name.starts_with("--")) {
    if (name.size() > 2 && !add_custom(name, value, important)) {
      report(DiagnosticId::CssBadValue, offset, std::string(name));
    }
    return;
  }
  const std::string lower = to_lower(name);
  const std::optional<Shorthand> shorthand = find_shorthand(lower);
  const std::optional<Property> longhand = shorthand ? std::nullopt : find_longhand(lower);
  const bool is_all = lower == "all";
  if (!shorthand && !longhand && !is_all) {
    // Prefixed and private properties are other browsers' business.
    const bool quiet = lower.starts_with('-') || lower.starts_with('*') || lower.starts_with('_') ||
                       is_ignored_property(lower);
    if (!quiet) report(DiagnosticId::CssUnknownProperty, offset, lower);
    return;
  }
  std::vector<Property> all;
  std::span<const Property> longhands;
  if (shorthand) longhands = longhands_of(*shorthand);
  if (longhand) longhands = {&*longhand, 1};
  if (is_all) {
    for (std::size_t i = 0; i < kPropertyCount; ++i) {
      if (is_in_all(static_cast<Property>(i))) all.push_back(static_cast<Property>(i));
    }
    longhands = all;
  }
  if (const std::optional<CssWide> wide = find_css_wide(value)) {
    for (const Property property : longhands)
      add_wide(property, *wide, important);
    return;
  }
  bool good = !has_bad_tokens(value);
  if (good && has_substitution(value)) {
    for (const Property property : longhands) {
      Declaration declaration;
      declaration.property = property;
      declaration.kind = DeclarationKind::Substitution;
      declaration.important = important;
      declaration.has_shorthand = shorthand.has_value();
      declaration.shorthand = shorthand.value_or(Shorthand{});
      declaration.text = value.rest();
      out_.push_back(declaration);
    }
    return;
  }
  good = good && (shorthand ? add_shorthand(*shorthand, value, important)
                            : longhand && add_longhand(*longhand, value, important));
  if (!good) {
    std::string subject = lower;
    subject += ": ";
    subject += value.rest().substr(0, 80);
    report(DiagnosticId::CssBadValue, offset, subject);
  }
}

}  // namespace

SourcePosition position_in(const SourcePlace& place, std::size_t offset) {
  const std::string_view before = place.source.substr(0, offset);
  const auto lines = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto column = static_cast<std::uint32_t>(count_characters(before.substr(line_start)));
  if (lines == 0) return {place.start.line, place.start.column + column};
  return {place.start.line + lines, column + 1};
}

void report_at(Diagnostics& diagnostics,
               DiagnosticId id,
               const SourcePlace& place,
               std::size_t offset,
               std::string_view subject) {
  // Finding a line takes time; when no more is kept, it is only counted.
  const SourcePosition position =
      diagnostics.dropped() > 0 ? SourcePosition{} : position_in(place, offset);
  diagnostics.report(id, place.file, position, subject);
}

bool is_ignored_property(std::string_view lower_name) {
  return std::binary_search(kIgnored.begin(), kIgnored.end(), lower_name);
}

bool is_in_all(Property property) {
  if (property == Property::direction || property == Property::unicode_bidi) return false;
  // Logical ones are the physical ones once more.
  return !is_logical(property);
}

bool has_substitution(TokenCursor cursor) {
  for (std::uint32_t i = cursor.index(); i < cursor.end_index(); ++i) {
    const Token& token = cursor.tokens()[i];
    if (token.type != TokenType::Function) continue;
    const std::string_view name = token_text(cursor.source(), token, cursor.memory());
    if (equals_ignoring_case(name, "var") || equals_ignoring_case(name, "env") ||
        equals_ignoring_case(name, "attr") || equals_ignoring_case(name, "sibling-index") ||
        equals_ignoring_case(name, "sibling-count")) {
      return true;
    }
  }
  return false;
}

DeclarationBlock parse_declarations(std::span<const SyntaxItem> items,
                                    std::span<const Token> tokens,
                                    std::string_view source,
                                    Arena& memory,
                                    const DeclarationOptions& options) {
  DeclarationParser parser(memory, options);
  for (const SyntaxItem& item : items) {
    if (item.kind == SyntaxKind::Declaration) {
      parser.add(token_text(source, tokens[item.name], memory),
                 TokenCursor(source, tokens, item.value.begin, item.value.end, memory),
                 item.important, tokens[item.name].offset);
    } else if (item.kind == SyntaxKind::Invalid && options.diagnostics != nullptr &&
               options.place != nullptr) {
      const std::uint32_t offset = item.name < tokens.size() ? tokens[item.name].offset : 0;
      const std::string_view shown = source.substr(offset, 40);
      report_at(*options.diagnostics, DiagnosticId::CssBadDeclaration, *options.place, offset,
                shown.substr(0, shown.find('\n')));
    }
  }
  return parser.take();
}

DeclarationBlock parse_style_attribute(std::string_view text,
                                       Arena& memory,
                                       const DeclarationOptions& options) {
  const std::vector<Token> tokens = tokenize(text);
  const std::vector<SyntaxItem> items =
      parse_declaration_list(tokens, text, {0, static_cast<std::uint32_t>(tokens.size())});
  return parse_declarations(items, tokens, text, memory, options);
}

bool supports_declaration(std::string_view name, std::string_view value) {
  Arena memory;
  const std::vector<Token> tokens = tokenize(value);
  TokenCursor cursor(value, tokens, memory);
  // CSS Conditional 3 §6: a whole declaration, its `!important` included.
  for (TokenCursor at = cursor; !at.at_end(); at.skip()) {
    if (!at.is_delim('!')) continue;
    TokenCursor rest = at;
    rest.skip();
    if (!rest.take_ident("important") || !rest.at_end()) return false;
    cursor = cursor.range(cursor.index(), at.index());
    break;
  }
  if (name.starts_with("--")) return name.size() > 2;
  const DeclarationOptions options;
  DeclarationParser parser(memory, options);
  parser.add(name, cursor, false, 0);
  return !parser.take().declarations.empty();
}

}  // namespace banxin::css
