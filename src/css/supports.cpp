#include "css/supports.h"

#include <algorithm>
#include <array>

#include "css/declaration.h"
#include "css/media_query.h"

namespace banxin::css {
namespace {

// LIMIT: parentheses in a condition.
constexpr int kMaxDepth = 32;

bool is_declaration(TokenCursor cursor, bool& supported) {
  if (cursor.type() != TokenType::Ident) return false;
  const std::string_view name = cursor.text();
  cursor.skip();
  if (!cursor.take(TokenType::Colon)) return false;
  supported = !cursor.at_end() && supports_declaration(name, cursor.rest());
  return true;
}

bool supports_selector(TokenCursor cursor) {
  Arena memory;
  SymbolTable symbols;
  SelectorContext context{memory, symbols, nullptr, nullptr, false};
  for (TokenCursor scan = cursor; !scan.at_end(); scan.skip()) {
    if (scan.type() == TokenType::Comma) return false;  // one complex selector
  }
  return parse_selector_list(cursor, context) != nullptr;
}

bool supports_at_rule(std::string_view name) {
  constexpr std::array<std::string_view, 11> kRules{
      "import", "layer",     "media",         "supports", "namespace", "font-face",
      "page",   "container", "counter-style", "property", "scope"};
  return std::find(kRules.begin(), kRules.end(), name) != kRules.end();
}

std::optional<Truth> condition(TokenCursor& cursor, int depth);

std::optional<Truth> in_parens(TokenCursor& cursor, int depth) {
  if (depth > kMaxDepth) return std::nullopt;
  const auto truth = [](bool value) { return value ? Truth::True : Truth::False; };
  if (cursor.type() == TokenType::Function) {
    const std::string name = to_lower(cursor.text());
    TokenCursor inside = cursor.enter();
    if (name == "selector") return truth(supports_selector(inside));
    if (name == "font-format") {
      for (const std::string_view format :
           {"opentype", "truetype", "woff", "woff2", "collection"}) {
        if (inside.is_ident(format)) return Truth::True;
      }
    }
    if (name == "font-tech") {
      for (const std::string_view tech : {"features-opentype", "variations", "color-svg"}) {
        if (inside.is_ident(tech)) return Truth::True;
      }
    }
    // CSS Conditional 5 §2.2.
    if (name == "at-rule" && inside.type() == TokenType::AtKeyword) {
      return truth(supports_at_rule(to_lower(inside.text())));
    }
    return Truth::False;
  }
  if (cursor.type() != TokenType::OpenParen) return std::nullopt;
  TokenCursor inside = cursor.enter();
  bool supported = false;
  if (is_declaration(inside, supported)) return truth(supported);
  TokenCursor attempt = inside;
  const std::optional<Truth> nested = condition(attempt, depth + 1);
  if (nested && attempt.at_end()) return nested;
  return Truth::False;  // <general-enclosed>
}

std::optional<Truth> condition(TokenCursor& cursor, int depth) {
  if (cursor.take_ident("not")) {
    const std::optional<Truth> inner = in_parens(cursor, depth);
    if (!inner) return std::nullopt;
    return *inner == Truth::True ? Truth::False : Truth::True;
  }
  std::optional<Truth> result = in_parens(cursor, depth);
  const bool is_or = cursor.is_ident("or");
  while (result && cursor.take_ident(is_or ? "or" : "and")) {
    const std::optional<Truth> next = in_parens(cursor, depth);
    if (!next) return std::nullopt;
    const bool both = *result == Truth::True && *next == Truth::True;
    const bool any = *result == Truth::True || *next == Truth::True;
    result = (is_or ? any : both) ? Truth::True : Truth::False;
  }
  return result;
}

}  // namespace

bool evaluate_supports(TokenCursor cursor) {
  const std::optional<Truth> result = condition(cursor, 0);
  return result && cursor.at_end() && *result == Truth::True;
}

bool evaluate_import_supports(TokenCursor cursor) {
  bool supported = false;
  if (is_declaration(cursor, supported)) return supported;
  return evaluate_supports(cursor);
}

}  // namespace banxin::css
