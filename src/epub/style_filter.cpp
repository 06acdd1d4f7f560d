#include "epub/style_filter.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

#include "css/color.h"
#include "css/cursor.h"
#include "css/syntax.h"
#include "css/tokenizer.h"

namespace banxin::epub {
namespace {

using css::SyntaxItem;
using css::SyntaxKind;
using css::Token;
using css::TokenRange;
using css::TokenType;

// What is done to a property's value.
enum class Value : std::uint8_t {
  Any,         // kept when it loads nothing
  Space,       // absolute lengths become em, negative ones go
  Thin,        // px of lines stay px
  Border,      // as Thin, its colour goes
  Width,       // only of the line: %, auto, em up to a page
  FontSize,    // absolute sizes become rem, within reason
  LineHeight,  // absolute ones go
  Colour,
  Background,
  Display,    // no flex, grid, fixed
  Generated,  // strings and counters
};

struct StyleProperty {
  std::string_view name;
  Value value;
  std::string_view twin;
};
constexpr auto kProperties = std::to_array<StyleProperty>({
#define STYLE_PROPERTY(name, value, twin) {name, Value::value, twin},
#include "epub/style_properties.def"
#undef STYLE_PROPERTY
});

const StyleProperty* find_property(std::string_view name) {
  for (const StyleProperty& property : kProperties) {
    if (property.name == name) return &property;
  }
  return nullptr;
}

// --- colours ---

// WCAG 2.1, relative luminance.
double luminance(const css::Color& colour) {
  const auto channel = [](double c) {
    return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(colour.red) + 0.7152 * channel(colour.green) +
         0.0722 * channel(colour.blue);
}

std::string write_hex(const css::Color& colour) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "#";
  for (const float channel : {colour.red, colour.green, colour.blue}) {
    const auto value = static_cast<std::size_t>(
        std::clamp(std::lround(static_cast<double>(channel) * 255), 0L, 255L));
    out += kHex[value / 16];
    out += kHex[value % 16];
  }
  return out;
}

std::string readable_text(const css::Color& colour) {
  const bool reads = colour.alpha >= 1 && 1.05 / (luminance(colour) + 0.05) >= 5.3;
  return reads ? write_hex(colour) : std::string();
}

std::string readable_ground(const css::Color& colour) {
  const double light = luminance(colour);
  const bool reads = colour.alpha >= 1 && light >= 0.87 && light < 0.999;
  return reads ? write_hex(colour) : std::string();
}

// --- values ---

std::string number_text(double number) {
  std::array<char, 32> digits{};
  const double rounded = std::round(number * 1000) / 1000;
  const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), rounded,
                                    std::chars_format::fixed, 3);
  std::string out(digits.data(), result.ptr);
  while (out.ends_with('0'))
    out.pop_back();
  if (out.ends_with('.')) out.pop_back();
  return out == "-0" ? "0" : out;
}

// px of an absolute unit (CSS Values 4 §6.2); 0 for all others.
double absolute_unit(std::string_view unit) {
  struct Absolute {
    std::string_view unit;
    double px;
  };
  constexpr std::array kUnits{Absolute{"px", 1},         Absolute{"pt", 96.0 / 72},
                              Absolute{"pc", 16},        Absolute{"in", 96},
                              Absolute{"cm", 96 / 2.54}, Absolute{"mm", 96 / 25.4},
                              Absolute{"q", 96 / 101.6}};
  for (const Absolute& absolute : kUnits) {
    if (absolute.unit == unit) return absolute.px;
  }
  return 0;
}

bool is_font_relative(std::string_view unit) {
  constexpr std::array<std::string_view, 7> kUnits{"em", "rem", "ex", "ch", "ic", "lh", "rlh"};
  return std::find(kUnits.begin(), kUnits.end(), unit) != kUnits.end();
}

class DeclarationFilter {
 public:
  DeclarationFilter(std::string_view source, std::span<const Token> tokens, Arena& memory)
      : source_(source), tokens_(tokens), memory_(memory) {}

  void append(std::string& out, const SyntaxItem& item) {
    const std::string name = css::to_lower(css::token_text(source_, tokens_[item.name], memory_));
    const StyleProperty* property = find_property(name);
    if (property == nullptr) return;
    const std::string value = filtered(property->value, item.value);
    if (value.empty()) return;
    const std::string_view kept_name = property->value == Value::Background
                                           ? std::string_view("background-color")
                                           : property->name;
    if (!property->twin.empty()) declare(out, property->twin, value);
    declare(out, kept_name, value);
  }

 private:
  static void declare(std::string& out, std::string_view name, std::string_view value) {
    if (!out.empty()) out += "; ";
    out += name;
    out += ": ";
    out += value;
  }

  std::string filtered(Value kind, TokenRange range) {
    if (range.end - range.begin > 64) return {};
    switch (kind) {
      case Value::Colour:
      case Value::Background:
        return colour(kind, range);
      case Value::Display:
        return keyword_of(range,
                          " none block inline inline-block list-item table table-row "
                          "table-cell table-row-group table-header-group "
                          "table-footer-group table-caption inline-table ");
      default:
        return rebuilt(kind, range);
    }
  }

  std::string keyword_of(TokenRange range, std::string_view allowed) {
    css::TokenCursor cursor(source_, tokens_, range.begin, range.end, memory_);
    if (cursor.type() != TokenType::Ident) return {};
    const std::string word = css::to_lower(cursor.text());
    cursor.skip();
    const bool fits = cursor.at_end() && allowed.find(" " + word + " ") != std::string_view::npos;
    return fits ? word : std::string();
  }

  std::string colour(Value kind, TokenRange range) {
    css::TokenCursor cursor(source_, tokens_, range.begin, range.end, memory_);
    css::ValueContext context(memory_);
    css::Color parsed;
    if (!css::parse_color(cursor, context, parsed) || !cursor.at_end() || parsed.is_current) {
      return {};
    }
    return kind == Value::Colour ? readable_text(parsed) : readable_ground(parsed);
  }

  // The value token by token; "" when one of them does not fit.
  std::string rebuilt(Value kind, TokenRange range) {
    std::string out;
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      const Token& token = tokens_[i];
      std::string piece;
      if (!piece_of(kind, token, i, piece)) return {};
      out += piece;
    }
    while (out.ends_with(' '))
      out.pop_back();
    while (out.starts_with(' '))
      out.erase(0, 1);
    return out;
  }

  bool piece_of(Value kind, const Token& token, std::uint32_t& index, std::string& out) {
    switch (token.type) {
      case TokenType::Whitespace:
        out = " ";
        return true;
      case TokenType::Comma:
        out = ", ";
        return true;
      case TokenType::Ident:
        out = css::serialize_identifier(css::token_text(source_, token, memory_));
        return true;
      case TokenType::String:
        out = css::serialize_string(css::token_text(source_, token, memory_));
        return out.find('\\') == std::string::npos;
      case TokenType::Number:
        out = number_text(css::token_number(source_, token));
        return kind != Value::FontSize || out == "0";
      case TokenType::Percentage:
        return percentage(kind, css::token_number(source_, token), out);
      case TokenType::Dimension:
        return dimension(kind, token, out);
      case TokenType::Delim:
        out = std::string(css::raw_text(source_, token));
        return kind == Value::Any && out == "/";
      case TokenType::Hash:
        // A line's colour: it takes the text's.
        return kind == Value::Border;
      case TokenType::Function:
        return function(kind, token, index, out);
      default:
        return false;
    }
  }

  bool function(Value kind, const Token& token, std::uint32_t& index, std::string& out) {
    const std::string name = css::to_lower(css::token_text(source_, token, memory_));
    const bool is_colour = name == "rgb" || name == "rgba" || name == "hsl" || name == "hsla";
    if (kind == Value::Border && is_colour) {
      index = token.partner;
      return true;
    }
    if (kind != Value::Generated || (name != "counter" && name != "counters")) return false;
    const std::size_t end =
        token.partner < tokens_.size() ? tokens_[token.partner].offset + 1 : source_.size();
    out = std::string(source_.substr(token.offset, end - token.offset));
    index = token.partner;
    return out.find('\\') == std::string::npos && out.ends_with(')');
  }

  static bool percentage(Value kind, double number, std::string& out) {
    if (number < 0 || kind == Value::Thin || kind == Value::Border) return false;
    if (kind == Value::Width && number > 100) return false;
    if (kind == Value::FontSize) number = std::clamp(number, 60.0, 300.0);
    out = number_text(number) + "%";
    return true;
  }

  bool dimension(Value kind, const Token& token, std::string& out) {
    const double number = css::token_number(source_, token);
    const std::string unit = css::to_lower(css::token_text(source_, token, memory_));
    const double px = absolute_unit(unit) * number;
    if (absolute_unit(unit) == 0) {
      if (!is_font_relative(unit) || std::abs(number) > 40) return false;
      if (number < 0 && kind != Value::Any) return false;
      if (kind == Value::Width && unit != "em" && unit != "rem") return false;
      const double kept = kind == Value::FontSize ? std::clamp(number, 0.6, 3.0) : number;
      out = number_text(kept) + unit;
      return true;
    }
    if (number < 0) return false;
    if (kind == Value::Thin || kind == Value::Border) {
      out = number_text(std::min(px, 6.0)) + "px";
      return true;
    }
    if (kind == Value::FontSize) {
      out = number_text(std::clamp(px / 16, 0.6, 3.0)) + "rem";
      return px > 0;
    }
    if (kind != Value::Space || px > 320) return false;
    out = px == 0 ? "0" : number_text(px / 16) + "em";
    return true;
  }

  std::string_view source_;
  std::span<const Token> tokens_;
  Arena& memory_;
};

// Selectors that every reader knows: no more characters than names, classes, ids, combinators and
// the plain pseudo-classes need.
bool is_plain_selector(std::string_view selector) {
  if (selector.empty() || selector.size() > 1000) return false;
  int brackets = 0;
  char last = 0;
  for (const char c : selector) {
    const bool name = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_';
    constexpr std::string_view kSigns = " .#>+~,*:[]=\"()\n\t";
    if (!name && kSigns.find(c) == std::string_view::npos) return false;
    brackets += c == '[' || c == '(' ? 1 : c == ']' || c == ')' ? -1 : 0;
    if ((last == '.' || last == '#') &&
        !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_')) {
      return false;
    }
    if (brackets < 0) return false;
    last = c;
  }
  for (const std::string_view state :
       {":hover", ":active", ":focus", ":visited", ":checked", ":target", ":is(", ":where(",
        ":has(", "::-", ":host", ":root"}) {
    if (selector.find(state) != std::string_view::npos) return false;
  }
  return brackets == 0 && last != ',' && last != '>' && last != '+' && last != '~' && last != ':';
}

class SheetFilter {
 public:
  explicit SheetFilter(std::string_view sheet)
      : source_(css::preprocess(sheet)), tokens_(css::tokenize(source_)) {}

  FilteredSheet filter() {
    // Blocks of at-rules wait here: no recursion over what a sheet nests.
    std::vector<std::pair<TokenRange, bool>> pending{
        {{0, static_cast<std::uint32_t>(tokens_.size())}, true}};
    constexpr std::size_t kMostBlocks = 10'000;
    for (std::size_t i = 0; i < pending.size() && i < kMostBlocks; ++i) {
      const auto [range, top] = pending[i];
      const auto level = top ? css::RuleListLevel::Top : css::RuleListLevel::Nested;
      for (const SyntaxItem& item : css::parse_rule_list(tokens_, source_, range, level)) {
        if (item.kind == SyntaxKind::QualifiedRule) {
          add_rule(item);
        } else if (item.kind == SyntaxKind::AtRule && item.has_block) {
          if (is_transparent(item)) pending.emplace_back(item.block, false);
        } else if (item.kind == SyntaxKind::AtRule && top) {
          add_import(item);
        }
      }
    }
    return std::move(out_);
  }

 private:
  // CSS Cascade 4 §2: @import url(…) or "…", perhaps layer, and media that must be ours.
  void add_import(const SyntaxItem& item) {
    constexpr std::size_t kMostImports = 64;
    if (css::to_lower(css::token_text(source_, tokens_[item.name], memory_)) != "import") return;
    css::TokenCursor cursor(source_, tokens_, item.prelude.begin, item.prelude.end, memory_);
    std::string url;
    if (cursor.type() == TokenType::String || cursor.type() == TokenType::Url) {
      url = cursor.text();
      cursor.skip();
    } else if (cursor.is_function("url")) {
      const css::TokenCursor inner = cursor.enter();
      if (inner.type() == TokenType::String) url = inner.text();
    }
    const bool applies = cursor.take_ident("layer") || cursor.take_ident("all") ||
                         cursor.take_ident("screen") || cursor.at_end();
    if (applies && cursor.at_end() && !url.empty() && out_.imports.size() < kMostImports) {
      out_.imports.push_back(std::move(url));
    }
  }

  // The last class, id or element name of each selector of the list.
  void add_hiding(std::string_view selectors) {
    constexpr std::size_t kMostNames = 2000;
    for (std::size_t at = 0; at < selectors.size();) {
      const std::size_t end = std::min(selectors.find(',', at), selectors.size());
      std::string_view one = selectors.substr(at, end - at);
      at = end + 1;
      while (!one.empty() && (one.back() == ' ' || one.back() == '\n'))
        one.remove_suffix(1);
      const std::size_t compound = one.find_last_of(" >+~");
      if (compound != std::string_view::npos) one.remove_prefix(compound + 1);
      one = one.substr(0, one.find_first_of(":["));
      const std::size_t mark = one.find_last_of(".#");
      if (mark != std::string_view::npos) one.remove_prefix(mark);
      if (!one.empty() && out_.hiding.size() < kMostNames) out_.hiding.emplace_back(one);
    }
  }

  std::string_view text_of(TokenRange range) const {
    if (range.empty()) return {};
    const Token& last = tokens_[range.end - 1];
    const std::size_t begin = tokens_[range.begin].offset;
    return std::string_view(source_).substr(begin, last.offset + last.length - begin);
  }

  bool is_transparent(const SyntaxItem& item) {
    const std::string name = css::to_lower(css::token_text(source_, tokens_[item.name], memory_));
    if (name == "layer") return true;
    if (name != "media") return false;
    std::string query = css::to_lower(text_of(item.prelude));
    std::erase(query, ' ');
    return query.empty() || query == "all" || query == "screen" || query == "onlyscreen" ||
           query == "screen,print" || query == "print,screen";
  }

  void add_rule(const SyntaxItem& item) {
    std::string selector(text_of(item.prelude));
    while (!selector.empty() && (selector.back() == ' ' || selector.back() == '\n'))
      selector.pop_back();
    if (!is_plain_selector(selector)) return;
    std::string declarations;
    DeclarationFilter filter(source_, tokens_, memory_);
    for (const SyntaxItem& inner : css::parse_block_contents(tokens_, source_, item.block)) {
      if (inner.kind == SyntaxKind::Declaration) filter.append(declarations, inner);
    }
    if (declarations.empty()) return;
    if (declarations.find("display: none") != std::string::npos) add_hiding(selector);
    out_.rules += selector + " { " + declarations + " }\n";
  }

  std::string source_;
  std::vector<Token> tokens_;
  Arena memory_;
  FilteredSheet out_;
};

// SVG 2 §6.6; what places, loads or moves is not among them.
constexpr std::string_view kSvgProperties =
    " clip-path clip-rule color color-interpolation color-interpolation-filters display "
    "dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font-family "
    "font-size font-style font-variant font-weight letter-spacing lighting-color marker marker-end "
    "marker-mid marker-start mask opacity overflow paint-order shape-rendering stop-color "
    "stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin "
    "stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering "
    "transform transform-origin vector-effect visibility word-spacing writing-mode ";

class SvgDeclarations {
 public:
  SvgDeclarations(std::string_view source, std::span<const Token> tokens, Arena& memory)
      : source_(source), tokens_(tokens), memory_(memory) {}

  void append(std::string& out, const SyntaxItem& item) const {
    const std::string name = css::to_lower(css::token_text(source_, tokens_[item.name], memory_));
    if (item.value.empty() || kSvgProperties.find(" " + name + " ") == std::string_view::npos)
      return;
    const Token& last = tokens_[item.value.end - 1];
    const std::size_t begin = tokens_[item.value.begin].offset;
    const std::string_view value = source_.substr(begin, last.offset + last.length - begin);
    if (value.size() > 1000 || value.find_first_of("\\<>{}@") != std::string_view::npos) return;
    for (std::uint32_t i = item.value.begin; i < item.value.end; ++i) {
      const TokenType type = tokens_[i].type;
      if (type == TokenType::BadUrl || type == TokenType::BadString) return;
      if (type == TokenType::Url && !css::token_text(source_, tokens_[i], memory_).starts_with("#"))
        return;
      if (type != TokenType::Function) continue;
      const std::string function = css::to_lower(css::token_text(source_, tokens_[i], memory_));
      constexpr std::string_view kFunctions =
          " rgb rgba hsl hsla matrix translate scale rotate skewx skewy translatex translatey "
          "scalex scaley calc ";
      if (kFunctions.find(" " + function + " ") == std::string_view::npos) return;
    }
    if (!out.empty()) out += "; ";
    out += name + ": ";
    out += value;
  }

 private:
  std::string_view source_;
  std::span<const Token> tokens_;
  Arena& memory_;
};

}  // namespace

std::string readable_colour(std::string_view colour) {
  const auto parsed = css::parse_legacy_html_color(colour);
  return parsed ? readable_text(*parsed) : std::string();
}

std::string readable_background(std::string_view colour) {
  const auto parsed = css::parse_legacy_html_color(colour);
  return parsed ? readable_ground(*parsed) : std::string();
}

std::string filter_style(std::string_view declarations) {
  const std::string source = css::preprocess(declarations);
  const std::vector<Token> tokens = css::tokenize(source);
  Arena memory;
  std::string out;
  DeclarationFilter filter(source, tokens, memory);
  const TokenRange all{0, static_cast<std::uint32_t>(tokens.size())};
  for (const SyntaxItem& item : css::parse_declaration_list(tokens, source, all)) {
    if (item.kind == SyntaxKind::Declaration) filter.append(out, item);
  }
  return out;
}

FilteredSheet filter_sheet(std::string_view sheet) {
  return SheetFilter(sheet).filter();
}

bool says_colours(std::string_view css) {
  return css.find("color") != std::string_view::npos ||
         css.find("background") != std::string_view::npos;
}

std::string filter_svg_style(std::string_view declarations) {
  const std::string source = css::preprocess(declarations);
  const std::vector<Token> tokens = css::tokenize(source);
  Arena memory;
  std::string out;
  const SvgDeclarations filter(source, tokens, memory);
  const TokenRange all{0, static_cast<std::uint32_t>(tokens.size())};
  for (const SyntaxItem& item : css::parse_declaration_list(tokens, source, all)) {
    if (item.kind == SyntaxKind::Declaration) filter.append(out, item);
  }
  return out;
}

std::string filter_svg_sheet(std::string_view sheet) {
  const std::string source = css::preprocess(sheet);
  const std::vector<Token> tokens = css::tokenize(source);
  Arena memory;
  std::string out;
  const SvgDeclarations filter(source, tokens, memory);
  const TokenRange all{0, static_cast<std::uint32_t>(tokens.size())};
  for (const SyntaxItem& item :
       css::parse_rule_list(tokens, source, all, css::RuleListLevel::Top)) {
    if (item.kind != SyntaxKind::QualifiedRule || item.prelude.empty()) continue;
    const Token& last = tokens[item.prelude.end - 1];
    const std::size_t begin = tokens[item.prelude.begin].offset;
    std::string selector = source.substr(begin, last.offset + last.length - begin);
    while (selector.ends_with(' ') || selector.ends_with('\n'))
      selector.pop_back();
    // Ids get another name in a book.
    if (!is_plain_selector(selector) || selector.find('#') != std::string::npos) continue;
    std::string declarations;
    for (const SyntaxItem& inner : css::parse_block_contents(tokens, source, item.block)) {
      if (inner.kind == SyntaxKind::Declaration) filter.append(declarations, inner);
    }
    if (declarations.empty()) continue;
    out += selector;
    out += " { ";
    out += declarations;
    out += " }\n";
  }
  return out;
}

}  // namespace banxin::epub
