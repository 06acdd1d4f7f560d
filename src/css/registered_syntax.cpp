#include "css/registered_syntax.h"

#include <cmath>
#include <vector>

#include "css/calc_parser.h"
#include "css/color.h"
#include "css/tokenizer.h"
#include "css/value_context.h"
#include "css/value_parsers.h"

namespace banxin::css {
namespace {

// Whether a value has the right type is asked before fonts are known.
class AnyLengths final : public LengthResolver {
 public:
  double px_of(LengthUnit) const override { return 16; }
};

bool takes_number(TokenCursor& cursor, ValueContext& context, std::string_view type) {
  const auto found = parse_numeric(cursor, context, Percentages::Separate);
  if (!found) return false;
  const NumericKind kind = found->kind;
  const bool zero = kind == NumericKind::Number && found->value == 0;
  if (type == "number") return kind == NumericKind::Number;
  if (type == "integer") {
    return kind == NumericKind::Number && found->value == std::floor(found->value);
  }
  if (type == "percentage") return kind == NumericKind::Percent;
  if (type == "length") return kind == NumericKind::Length || zero;
  if (type == "angle") return kind == NumericKind::Angle;
  if (type == "resolution") return kind == NumericKind::Resolution;
  return kind == NumericKind::Time;
}

// One component off the front, of the type between < and >, or the keyword itself.
bool takes_component(TokenCursor& cursor, ValueContext& context, std::string_view type) {
  if (type.empty()) return false;
  if (type.front() != '<') return cursor.take_ident(type);
  type = type.substr(1, type.find('>') - 1);
  for (const std::string_view known :
       {"number", "integer", "percentage", "length", "angle", "resolution", "time"}) {
    if (type == known) return takes_number(cursor, context, type);
  }
  if (type == "length-percentage") {
    LengthPercentage value;
    return parse_length_percentage(cursor, context, value);
  }
  if (type == "color") {
    Color value;
    return parse_color(cursor, context, value);
  }
  const TokenType token = cursor.type();
  if (type == "custom-ident" && token != TokenType::Ident) return false;
  if (type == "string" && token != TokenType::String) return false;
  if (cursor.at_end()) return false;
  cursor.skip();
  return true;
}

bool fits_one(std::string_view syntax, TokenCursor cursor, ValueContext& context) {
  char repeat = 0;
  if (!syntax.empty() && (syntax.back() == '+' || syntax.back() == '#')) {
    repeat = syntax.back();
    syntax.remove_suffix(1);
  }
  if (!takes_component(cursor, context, syntax)) return false;
  while (repeat != 0 && !cursor.at_end()) {
    if (repeat == '#' && !cursor.take(TokenType::Comma)) return false;
    if (!takes_component(cursor, context, syntax)) return false;
  }
  return cursor.at_end();
}

}  // namespace

bool fits_syntax(std::string_view syntax, std::string_view value) {
  if (trim(syntax) == "*") return true;
  Arena memory;
  const AnyLengths lengths;
  ValueContext context(memory);
  context.lengths = &lengths;
  const std::vector<Token> tokens = tokenize(value);
  const TokenCursor cursor(value, tokens, memory);
  while (!syntax.empty()) {
    const std::size_t bar = std::min(syntax.find('|'), syntax.size());
    if (fits_one(trim(syntax.substr(0, bar)), cursor, context)) return true;
    syntax.remove_prefix(std::min(bar + 1, syntax.size()));
  }
  return false;
}

}  // namespace banxin::css
