#include "css/media_query.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace banxin::css {
namespace {

// LIMIT: parentheses in a query.
constexpr int kMaxDepth = 32;

std::optional<Comparison> take_comparison(TokenCursor& cursor) {
  const bool less = cursor.is_delim('<');
  const bool greater = cursor.is_delim('>');
  if (!less && !greater)
    return cursor.take_delim('=') ? std::optional(Comparison::Equal) : std::nullopt;
  const Token& next = cursor.peek_next();
  const bool equal = next.type == TokenType::Delim && raw_text(cursor.source(), next) == "=";
  cursor.skip();
  if (equal) cursor.skip();
  if (less) return equal ? Comparison::LessEqual : Comparison::Less;
  return equal ? Comparison::GreaterEqual : Comparison::Greater;
}

class QueryParser {
 public:
  explicit QueryParser(ValueContext& context) : context_(context) {}

  MediaQuery parse(TokenCursor& cursor);
  bool parse_condition(TokenCursor& cursor, std::vector<MediaStep>& out, bool allow_or, int depth);

 private:
  bool parse_in_parens(TokenCursor& cursor, std::vector<MediaStep>& out, int depth);
  bool parse_feature(TokenCursor& inside, MediaFeature& out);
  bool parse_value(TokenCursor& inside, Numeric& out, std::string& keyword);
  bool parse_plain(TokenCursor& inside, MediaFeature& out);
  static MediaStep style_feature(TokenCursor& inside);
  bool parse_style_query(TokenCursor& inside, std::vector<MediaStep>& out, int depth);

  ValueContext& context_;
  bool in_style_ = false;
};

// A number, length, resolution or ratio (as one number).
bool QueryParser::parse_value(TokenCursor& inside, Numeric& out, std::string& keyword) {
  if (inside.type() == TokenType::Ident) {
    keyword = to_lower(inside.text());
    inside.skip();
    return true;
  }
  const std::optional<Numeric> value = parse_numeric(inside, context_, Percentages::Separate);
  if (!value) return false;
  out = *value;
  if (value->kind == NumericKind::Number && inside.take_delim('/')) {
    const std::optional<Numeric> below = parse_numeric(inside, context_, Percentages::Separate);
    if (!below || below->kind != NumericKind::Number) return false;
    out.value = below->value == 0 ? HUGE_VAL : value->value / below->value;
  }
  return true;
}

// (feature), (feature: value)
bool QueryParser::parse_plain(TokenCursor& inside, MediaFeature& out) {
  out.name = to_lower(inside.text());
  inside.skip();
  if (out.name.starts_with("-webkit-m")) {  // -webkit-min-device-pixel-ratio
    out.name = out.name.substr(8, 4) + "-webkit-" + out.name.substr(12);
  }
  if (inside.at_end()) return !out.name.starts_with("min-") && !out.name.starts_with("max-");
  if (inside.take(TokenType::Colon)) {
    out.high = Comparison::Equal;
    if (out.name.starts_with("min-") || out.name.starts_with("max-")) {
      out.high = out.name[1] == 'i' ? Comparison::GreaterEqual : Comparison::LessEqual;
      out.name.erase(0, 4);
    }
    return parse_value(inside, out.high_value, out.keyword) && inside.at_end();
  }
  const std::optional<Comparison> comparison = take_comparison(inside);
  if (!comparison) return false;
  out.high = *comparison;
  return parse_value(inside, out.high_value, out.keyword) && inside.at_end();
}

bool QueryParser::parse_feature(TokenCursor& inside, MediaFeature& out) {
  if (inside.type() == TokenType::Ident) return parse_plain(inside, out);
  // value < feature < value
  if (!parse_value(inside, out.low_value, out.keyword)) return false;
  const std::optional<Comparison> low = take_comparison(inside);
  if (!low || inside.type() != TokenType::Ident) return false;
  out.low = *low;
  out.name = to_lower(inside.text());
  inside.skip();
  if (inside.at_end()) return true;
  const std::optional<Comparison> high = take_comparison(inside);
  if (!high || !parse_value(inside, out.high_value, out.keyword)) return false;
  out.high = *high;
  const auto upward = [](Comparison c) {
    return c == Comparison::Less || c == Comparison::LessEqual;
  };
  const bool equal = *low == Comparison::Equal || *high == Comparison::Equal;
  return !equal && upward(*low) == upward(*high) && inside.at_end();
}

// CSS Containment 3 §5.4: custom properties; conditions of them in parentheses.
bool QueryParser::parse_style_query(TokenCursor& inside, std::vector<MediaStep>& out, int depth) {
  TokenCursor attempt = inside;
  const std::size_t before = out.size();
  if (inside.type() != TokenType::Ident || inside.is_ident("not")) {
    in_style_ = true;
    const bool read = parse_condition(attempt, out, true, depth) && attempt.at_end();
    in_style_ = false;
    if (read) return true;
    out.resize(before);
  }
  out.push_back(style_feature(inside));
  return true;
}

MediaStep QueryParser::style_feature(TokenCursor& inside) {
  MediaStep step;
  step.kind = MediaStep::Kind::Unknown;
  if (inside.type() != TokenType::Ident || !inside.text().starts_with("--")) return step;
  step.feature.is_style = true;
  step.feature.name = std::string(inside.text());
  inside.skip();
  if (inside.take(TokenType::Colon)) {
    step.feature.high = Comparison::Equal;
    step.feature.keyword = std::string(inside.rest());
  } else if (!inside.at_end()) {
    return step;
  }
  step.kind = MediaStep::Kind::Feature;
  return step;
}

bool QueryParser::parse_in_parens(TokenCursor& cursor, std::vector<MediaStep>& out, int depth) {
  if (depth > kMaxDepth) return false;
  if (cursor.is_function("style")) {
    TokenCursor inside = cursor.enter();
    return parse_style_query(inside, out, depth + 1);
  }
  if (cursor.type() == TokenType::Function) {
    // <general-enclosed>: unknown.
    cursor.skip();
    out.push_back({MediaStep::Kind::Unknown, {}});
    return true;
  }
  if (cursor.type() != TokenType::OpenParen) return false;
  TokenCursor inside = cursor.enter();
  TokenCursor attempt = inside;
  const std::size_t before = out.size();
  if (parse_condition(attempt, out, true, depth + 1) && attempt.at_end()) return true;
  out.resize(before);
  MediaStep step;
  if (in_style_) {
    out.push_back(style_feature(inside));
    return true;
  }
  if (!parse_feature(inside, step.feature)) step.kind = MediaStep::Kind::Unknown;
  out.push_back(step);
  return true;
}

bool QueryParser::parse_condition(TokenCursor& cursor,
                                  std::vector<MediaStep>& out,
                                  bool allow_or,
                                  int depth) {
  if (cursor.take_ident("not")) {
    if (!parse_in_parens(cursor, out, depth)) return false;
    out.push_back({MediaStep::Kind::Not, {}});
    return true;
  }
  if (!parse_in_parens(cursor, out, depth)) return false;
  const bool is_or = cursor.is_ident("or");
  if (is_or && !allow_or) return false;
  while (cursor.take_ident(is_or ? "or" : "and")) {
    if (!parse_in_parens(cursor, out, depth)) return false;
    out.push_back({is_or ? MediaStep::Kind::Or : MediaStep::Kind::And, {}});
  }
  return true;
}

MediaQuery QueryParser::parse(TokenCursor& cursor) {
  MediaQuery query;
  TokenCursor attempt = cursor;
  if (parse_condition(attempt, query.condition, true, 0) && attempt.at_end()) return query;
  query = {};
  query.never = true;
  MediaQuery typed;
  typed.negated = cursor.take_ident("not");
  if (!typed.negated) cursor.take_ident("only");
  if (cursor.type() != TokenType::Ident) return query;
  typed.type = to_lower(cursor.text());
  for (const std::string_view reserved : {"not", "and", "or", "only", "layer"}) {
    if (typed.type == reserved) return query;
  }
  if (typed.type == "all") typed.type.clear();
  cursor.skip();
  if (cursor.at_end()) return typed;
  if (!cursor.take_ident("and") || !parse_condition(cursor, typed.condition, false, 0) ||
      !cursor.at_end()) {
    return query;
  }
  return typed;
}

bool compare(double left, Comparison comparison, double right) {
  const double slack = 1e-6 * std::max(1.0, std::abs(right));
  switch (comparison) {
    case Comparison::Less:
      return left < right - slack;
    case Comparison::LessEqual:
      return left <= right + slack;
    case Comparison::Equal:
      return std::abs(left - right) <= slack || left == right;
    case Comparison::GreaterEqual:
      return left >= right - slack;
    case Comparison::Greater:
      return left > right + slack;
    default:
      return false;
  }
}

// A range feature of the environment and the kind of its values.
struct RangeValue {
  double value = 0;
  NumericKind kind = NumericKind::Number;
};
std::optional<RangeValue> range_feature(std::string_view name, const MediaEnvironment& e) {
  if (e.is_container) {
    if (name == "inline-size") name = e.is_vertical ? "height" : "width";
    if (name == "block-size") name = e.is_vertical ? "width" : "height";
    if (name != "width" && name != "height" && name != "aspect-ratio") return std::nullopt;
  }
  if (name == "width" || name == "device-width") return RangeValue{e.width, NumericKind::Length};
  if (name == "height" || name == "device-height") return RangeValue{e.height, NumericKind::Length};
  if (name == "aspect-ratio" || name == "device-aspect-ratio") {
    return RangeValue{e.height == 0 ? HUGE_VAL : e.width / e.height, NumericKind::Number};
  }
  if (name == "resolution" || name == "-webkit-device-pixel-ratio") {
    return RangeValue{e.resolution,
                      name == "resolution" ? NumericKind::Resolution : NumericKind::Number};
  }
  if (name == "color") return RangeValue{8, NumericKind::Number};
  if (name == "color-index" || name == "monochrome") return RangeValue{0, NumericKind::Number};
  if (name == "horizontal-viewport-segments" || name == "vertical-viewport-segments") {
    return RangeValue{1, NumericKind::Number};
  }
  return std::nullopt;
}

// What a printed page is, of the features with keywords; "none" values are false without a value.
struct KeywordFeature {
  std::string_view name, value;
};
constexpr std::array kKeywordFeatures{
    KeywordFeature{"scan", "none"},
    KeywordFeature{"grid", "0"},
    KeywordFeature{"update", "none"},
    KeywordFeature{"overflow-block", "paged"},
    KeywordFeature{"overflow-inline", "none"},
    KeywordFeature{"color-gamut", "srgb"},
    KeywordFeature{"pointer", "none"},
    KeywordFeature{"any-pointer", "none"},
    KeywordFeature{"hover", "none"},
    KeywordFeature{"any-hover", "none"},
    KeywordFeature{"prefers-color-scheme", "light"},
    KeywordFeature{"prefers-reduced-motion", "no-preference"},
    KeywordFeature{"prefers-reduced-transparency", "no-preference"},
    KeywordFeature{"prefers-reduced-data", "no-preference"},
    KeywordFeature{"prefers-contrast", "no-preference"},
    KeywordFeature{"forced-colors", "none"},
    KeywordFeature{"inverted-colors", "none"},
    KeywordFeature{"scripting", "none"},
    KeywordFeature{"display-mode", "browser"},
    KeywordFeature{"dynamic-range", "standard"},
    KeywordFeature{"video-dynamic-range", "standard"},
    KeywordFeature{"environment-blending", "opaque"},
    KeywordFeature{"nav-controls", "none"},
};

Truth to_truth(bool value) {
  return value ? Truth::True : Truth::False;
}

// em and the like in a query are of the initial font.
double in_units(const Numeric& value, const MediaEnvironment&) {
  return value.value;
}

Truth evaluate_range(const MediaFeature& feature,
                     const RangeValue& range,
                     const MediaEnvironment& environment) {
  if (feature.low == Comparison::None && feature.high == Comparison::None) {
    return to_truth(range.value != 0);
  }
  const auto fits = [&](Comparison comparison, const Numeric& value) {
    if (comparison == Comparison::None) return true;
    const bool zero = value.kind == NumericKind::Number && value.value == 0;
    return value.kind == range.kind || (zero && range.kind == NumericKind::Length);
  };
  if (!feature.keyword.empty() || !fits(feature.low, feature.low_value) ||
      !fits(feature.high, feature.high_value)) {
    return Truth::Unknown;
  }
  const bool low = feature.low == Comparison::None ||
                   compare(in_units(feature.low_value, environment), feature.low, range.value);
  const bool high = feature.high == Comparison::None ||
                    compare(range.value, feature.high, in_units(feature.high_value, environment));
  return to_truth(low && high);
}

Truth evaluate_style(const MediaFeature& feature, const MediaEnvironment& environment) {
  if (environment.styles == nullptr) return Truth::Unknown;
  const std::optional<std::string_view> value = environment.styles->find_custom(feature.name);
  if (!value || feature.high == Comparison::None) return to_truth(value.has_value());
  return to_truth(trim(*value) == trim(feature.keyword));
}

Truth evaluate_feature(const MediaFeature& feature, const MediaEnvironment& environment) {
  if (feature.is_style) return evaluate_style(feature, environment);
  if (const auto range = range_feature(feature.name, environment)) {
    return evaluate_range(feature, *range, environment);
  }
  std::string_view value;
  if (feature.name == "orientation") {
    value = environment.height >= environment.width ? "portrait" : "landscape";
  } else if (environment.is_container) {
    return Truth::Unknown;
  } else {
    const auto* row = std::find_if(kKeywordFeatures.begin(), kKeywordFeatures.end(),
                                   [&](const KeywordFeature& f) { return f.name == feature.name; });
    if (row == kKeywordFeatures.end()) return Truth::Unknown;
    value = row->value;
  }
  if (feature.high == Comparison::None) {
    return to_truth(value != "none" && value != "0" && value != "no-preference");
  }
  if (feature.keyword.empty()) return to_truth(value == "0" && feature.high_value.value == 0);
  return to_truth(feature.keyword == value);
}

Truth invert(Truth truth) {
  if (truth == Truth::Unknown) return truth;
  return truth == Truth::True ? Truth::False : Truth::True;
}

// Kleene's three values (§3.2).
Truth conjunction(Truth a, Truth b) {
  if (a == Truth::False || b == Truth::False) return Truth::False;
  return a == Truth::True && b == Truth::True ? Truth::True : Truth::Unknown;
}

// Lengths of a query: of the initial font, whatever the document says.
class QueryLengths final : public LengthResolver {
 public:
  double px_of(LengthUnit unit) const override {
    switch (unit) {
      case LengthUnit::Ex:
      case LengthUnit::Rex:
      case LengthUnit::Ch:
      case LengthUnit::Rch:
        return 8;
      case LengthUnit::Lh:
      case LengthUnit::Rlh:
        return 19.2;
      case LengthUnit::Cap:
      case LengthUnit::Rcap:
        return 11;
      default:
        return 16;
    }
  }
};

}  // namespace

MediaList parse_media_list(TokenCursor cursor, ValueContext& context) {
  const QueryLengths lengths;
  const LengthResolver* outer = context.lengths;
  context.lengths = &lengths;
  MediaList list;
  while (!cursor.at_end()) {
    TokenCursor end = cursor;
    while (!end.at_end() && end.type() != TokenType::Comma)
      end.skip();
    TokenCursor one = cursor.range(cursor.index(), end.index());
    list.queries.push_back(QueryParser(context).parse(one));
    cursor = end;
    if (cursor.take(TokenType::Comma) && cursor.at_end()) {
      MediaQuery never;
      never.never = true;
      list.queries.push_back(never);
    }
  }
  context.lengths = outer;
  return list;
}

MediaList parse_media_list(std::string_view text) {
  Arena memory;
  ValueContext context(memory);
  const std::string clean = preprocess(text);
  const std::vector<Token> tokens = tokenize(clean);
  return parse_media_list(TokenCursor(clean, tokens, memory), context);
}

bool parse_feature_condition(TokenCursor& cursor,
                             ValueContext& context,
                             std::vector<MediaStep>& out) {
  const QueryLengths lengths;
  const LengthResolver* outer = context.lengths;
  context.lengths = &lengths;
  const bool parsed = QueryParser(context).parse_condition(cursor, out, true, 0);
  context.lengths = outer;
  return parsed;
}

AskedSizes asked_sizes(const std::vector<MediaStep>& condition) {
  AskedSizes asked;
  for (const MediaStep& step : condition) {
    const std::string& name = step.feature.name;
    if (step.feature.is_style) continue;
    const bool both = name == "aspect-ratio" || name == "orientation";
    asked.width = asked.width || both || name == "width";
    asked.height = asked.height || both || name == "height";
    asked.inline_size = asked.inline_size || name == "inline-size";
    asked.block_size = asked.block_size || name == "block-size";
  }
  return asked;
}

Truth evaluate(const std::vector<MediaStep>& condition, const MediaEnvironment& environment) {
  std::vector<Truth> stack;
  for (const MediaStep& step : condition) {
    if (step.kind == MediaStep::Kind::Feature) {
      stack.push_back(evaluate_feature(step.feature, environment));
    } else if (step.kind == MediaStep::Kind::Unknown) {
      stack.push_back(Truth::Unknown);
    } else if (step.kind == MediaStep::Kind::Not) {
      stack.back() = invert(stack.back());
    } else {
      const Truth right = stack.back();
      stack.pop_back();
      Truth& left = stack.back();
      left = step.kind == MediaStep::Kind::And ? conjunction(left, right)
                                               : invert(conjunction(invert(left), invert(right)));
    }
  }
  return stack.empty() ? Truth::True : stack.back();
}

bool matches(const MediaList& list, const MediaEnvironment& environment) {
  if (list.queries.empty()) return true;
  return std::any_of(list.queries.begin(), list.queries.end(), [&](const MediaQuery& query) {
    if (query.never) return false;
    const bool type = query.type.empty() || query.type == (environment.print ? "print" : "screen");
    const Truth condition = type ? evaluate(query.condition, environment) : Truth::False;
    // Unknown is false, and stays so when negated.
    if (condition == Truth::Unknown) return false;
    return (condition == Truth::True) != query.negated;
  });
}

}  // namespace banxin::css
