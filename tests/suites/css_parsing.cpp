// banxin_css_parsing DIR: runs the css-parsing-tests of a folder (one function a file, pairs of
// input and result in JSON) and prints what fails, then `N passed, M failed`.
#include <unicode/ucnv.h>
#include <algorithm>
#include <charconv>

#include <cmath>
#include <cstdio>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "base/file_system.h"
#include "base/utf8.h"
#include "css/color.h"
#include "css/nth.h"
#include "css/sheet_encoding.h"
#include "css/syntax.h"
#include "input/encoding.h"

namespace {

using namespace banxin;
using namespace banxin::css;
using Json = nlohmann::json;

struct Parsed {
  explicit Parsed(const std::string& input)
      : text(preprocess(input)), tokens(tokenize(text, UnicodeRanges::Yes)) {}
  TokenRange all() const { return {0, static_cast<std::uint32_t>(tokens.size())}; }
  std::string text;
  std::vector<Token> tokens;
  Arena memory;
};

Json number_json(const Parsed& parsed, const Token& token, std::string_view raw) {
  const double value = token_number(parsed.text, token);
  const bool integer = (token.flags & kTokenInteger) != 0;
  Json json_value = value;
  if (integer) json_value = static_cast<std::int64_t>(value);
  return Json::array({std::string(raw), json_value, integer ? "integer" : "number"});
}

Json labelled(std::string_view label, const Json& rest) {
  Json out = Json::array({std::string(label)});
  out.insert(out.end(), rest.begin(), rest.end());
  return out;
}

Json unicode_range_json(std::string_view text) {
  const UnicodeRange range = unicode_range_of(text);
  return Json::array({"unicode-range", range.first, range.last});
}

Json plain_token(const Parsed& parsed, const Token& token) {
  Arena& memory = const_cast<Arena&>(parsed.memory);
  const std::string raw(raw_text(parsed.text, token));
  const std::string name(token_text(parsed.text, token, memory));
  switch (token.type) {
    case TokenType::Ident:
      return Json::array({"ident", name});
    case TokenType::AtKeyword:
      return Json::array({"at-keyword", name});
    case TokenType::Hash:
      return Json::array({"hash", name, (token.flags & kTokenIdHash) != 0 ? "id" : "unrestricted"});
    case TokenType::String:
      return Json::array({"string", name});
    case TokenType::BadString:
      return Json::array({"error", "bad-string"});
    case TokenType::Url:
      return Json::array({"url", name});
    case TokenType::BadUrl:
      return Json::array({"error", "bad-url"});
    case TokenType::Number:
      return labelled("number", number_json(parsed, token, raw));
    case TokenType::Percentage:
      return labelled("percentage",
                      number_json(parsed, token, std::string_view(raw).substr(0, raw.size() - 1)));
    case TokenType::Dimension: {
      Json out = labelled(
          "dimension", number_json(parsed, token, std::string_view(raw).substr(0, token.partner)));
      out.push_back(name);
      return out;
    }
    case TokenType::UnicodeRange:
      return unicode_range_json(raw);
    case TokenType::Whitespace:
      return " ";
    case TokenType::CloseSquare:
    case TokenType::CloseParen:
    case TokenType::CloseCurly:
      return Json::array({"error", raw});
    default:
      return raw;
  }
}

Json values_json(const Parsed& parsed, TokenRange range) {
  Json out = Json::array();
  std::uint32_t at = range.begin;
  while (at < range.end) {
    const Token& token = parsed.tokens[at];
    if (!token.opens()) {
      out.push_back(plain_token(parsed, token));
      const bool unclosed = (token.flags & kTokenUnclosed) != 0;
      if (unclosed && token.type == TokenType::String) {
        out.push_back(Json::array({"error", "eof-in-string"}));
      }
      if (unclosed && token.type == TokenType::Url) {
        out.push_back(Json::array({"error", "eof-in-url"}));
      }
      ++at;
      continue;
    }
    const std::uint32_t close = std::min(token.partner, range.end);
    Json block = Json::array();
    if (token.type == TokenType::Function) {
      Arena memory;
      block = Json::array({"function", std::string(token_text(parsed.text, token, memory))});
    } else if (token.type == TokenType::OpenCurly) {
      block.push_back("{}");
    } else {
      block.push_back(token.type == TokenType::OpenSquare ? "[]" : "()");
    }
    for (Json& value : values_json(parsed, {at + 1, close}))
      block.push_back(std::move(value));
    out.push_back(std::move(block));
    at = std::min(token.partner + 1, range.end);
  }
  return out;
}

Json item_json(const Parsed& parsed, const SyntaxItem& item) {
  Arena memory;
  switch (item.kind) {
    case SyntaxKind::AtRule:
      return Json::array({"at-rule",
                          std::string(token_text(parsed.text, parsed.tokens[item.name], memory)),
                          values_json(parsed, item.prelude),
                          item.has_block ? values_json(parsed, item.block) : Json(nullptr)});
    case SyntaxKind::QualifiedRule:
      return Json::array(
          {"qualified rule", values_json(parsed, item.prelude), values_json(parsed, item.block)});
    case SyntaxKind::Declaration:
      return Json::array({"declaration",
                          std::string(token_text(parsed.text, parsed.tokens[item.name], memory)),
                          values_json(parsed, item.value), item.important});
    default:
      return Json::array({"error", "invalid"});
  }
}

Json items_json(const Parsed& parsed, const std::vector<SyntaxItem>& items) {
  Json out = Json::array();
  for (const SyntaxItem& item : items)
    out.push_back(item_json(parsed, item));
  return out;
}

Json one_component(const std::string& input) {
  const Parsed parsed(input);
  TokenCursor cursor(parsed.text, parsed.tokens, const_cast<Arena&>(parsed.memory));
  if (cursor.at_end()) return Json::array({"error", "empty"});
  const std::uint32_t begin = cursor.index();
  TokenCursor next = cursor;
  next.step();
  const std::uint32_t end = next.index();
  next.skip_spaces();
  if (!next.at_end()) return Json::array({"error", "extra-input"});
  return values_json(parsed, {begin, end})[0];
}

Json one_declaration(const std::string& input) {
  const Parsed parsed(input);
  TokenCursor cursor(parsed.text, parsed.tokens, const_cast<Arena&>(parsed.memory));
  if (cursor.at_end()) return Json::array({"error", "empty"});
  const std::vector<SyntaxItem> items =
      parse_one_declaration(parsed.tokens, parsed.text, parsed.all());
  return items.empty() ? Json::array({"error", "invalid"}) : item_json(parsed, items[0]);
}

Json one_rule(const std::string& input) {
  const Parsed parsed(input);
  const std::vector<SyntaxItem> items =
      parse_rule_list(parsed.tokens, parsed.text, parsed.all(), RuleListLevel::Nested);
  if (items.empty()) return Json::array({"error", "empty"});
  if (items[0].kind == SyntaxKind::Invalid) return Json::array({"error", "invalid"});
  if (items.size() > 1) return Json::array({"error", "extra-input"});
  return item_json(parsed, items[0]);
}

Json nth(const std::string& input) {
  const Parsed parsed(input);
  TokenCursor cursor(parsed.text, parsed.tokens, const_cast<Arena&>(parsed.memory));
  const std::optional<NthPattern> pattern = parse_nth(cursor);
  if (!pattern || !cursor.at_end()) return nullptr;
  return Json::array({pattern->step, pattern->offset});
}

Json color_json(const SpecifiedColor& color, bool in_pair) {
  SpecifiedColor shown = color;
  if (in_pair) shown.legacy = false;
  return serialize(shown);
}

Json color(const std::string& input) {
  const Parsed parsed(input);
  Arena memory;
  ValueContext context(memory);
  TokenCursor cursor(parsed.text, parsed.tokens, memory);
  const bool pair = cursor.is_function("light-dark");
  const std::optional<ColorPair> found = parse_color_pair(cursor, context);
  if (!found || !cursor.at_end()) return pair ? Json::array({nullptr, nullptr}) : Json(nullptr);
  if (!pair) return color_json(found->light, false);
  return Json::array({color_json(found->light, true), color_json(*found->dark, true)});
}

Json stylesheet(const std::string& input) {
  const Parsed parsed(input);
  return items_json(parsed,
                    parse_rule_list(parsed.tokens, parsed.text, parsed.all(), RuleListLevel::Top));
}

std::string known_encoding(std::string_view label) {
  const std::optional<input::Encoding> found = input::find_encoding(label);
  return found ? std::string(input::encoding_name(*found)) : std::string{};
}

Json stylesheet_bytes(const Json& input) {
  std::string bytes;
  for (const char32_t c : to_utf32(input["css_bytes"].get<std::string>()))
    bytes += static_cast<char>(static_cast<unsigned char>(c));
  const auto label = [&](const char* key) {
    return input.contains(key) && input[key].is_string() ? input[key].get<std::string>() : "";
  };
  const SheetEncoding found = find_sheet_encoding(bytes, label("protocol_encoding"),
                                                  label("environment_encoding"), known_encoding);
  const std::string text =
      input::decode_as(*input::find_encoding(found.name), bytes.substr(found.bom_length)).text;
  return Json::array({stylesheet(text), found.name});
}

template <class Function>
Json over_all(const std::string& input, Function parse) {
  const Parsed parsed(input);
  return items_json(parsed, parse(parsed));
}

Json run(const std::string& file, const Json& input) {
  if (file == "stylesheet_bytes") return stylesheet_bytes(input);
  const std::string text = input.get<std::string>();
  if (file.starts_with("color_")) return color(text);
  if (file == "An+B") return nth(text);
  if (file == "component_value_list") {
    const Parsed parsed(text);
    return values_json(parsed, parsed.all());
  }
  if (file == "one_component_value") return one_component(text);
  if (file == "one_declaration") return one_declaration(text);
  if (file == "one_rule") return one_rule(text);
  if (file == "stylesheet") return stylesheet(text);
  return over_all(text, [&](const Parsed& parsed) {
    if (file == "rule_list") {
      return parse_rule_list(parsed.tokens, parsed.text, parsed.all(), RuleListLevel::Nested);
    }
    return file == "declaration_list"
               ? parse_declaration_list(parsed.tokens, parsed.text, parsed.all())
               : parse_block_contents(parsed.tokens, parsed.text, parsed.all());
  });
}

// Colours are texts: their numbers may differ in the last of six decimals, which the suite rounded
// from other intermediate results.
bool same_text(const std::string& a, const std::string& b) {
  std::size_t i = 0;
  std::size_t j = 0;
  const auto number_at = [](const std::string& text, std::size_t& at, double& value) {
    const char* begin = text.data() + at;
    const auto end = std::from_chars(begin, text.data() + text.size(), value);
    if (end.ec != std::errc{}) return false;
    at += static_cast<std::size_t>(end.ptr - begin);
    return true;
  };
  while (i < a.size() && j < b.size()) {
    double x = 0;
    double y = 0;
    if (number_at(a, i, x) && number_at(b, j, y)) {
      if (std::abs(x - y) > 1.5e-6) return false;
    } else if (a[i++] != b[j++]) {
      return false;
    }
  }
  return i == a.size() && j == b.size();
}

// Numbers are equal when they are nearly so: the suite's were computed elsewhere.
bool same(const Json& a, const Json& b) {
  if (a.is_number() && b.is_number()) {
    const double x = a.get<double>();
    const double y = b.get<double>();
    return std::abs(x - y) <= 1e-9 * std::max({1.0, std::abs(x), std::abs(y)});
  }
  if (a.is_array() && b.is_array()) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), same);
  }
  if (a.is_string() && b.is_string()) {
    const std::string text = a.get<std::string>();
    return a == b || (text.starts_with("rgb") && same_text(text, b.get<std::string>()));
  }
  return a == b;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: banxin_css_parsing DIR\n");
    return 2;
  }
  const std::string folder = arguments[1];
  DiskFileSystem files;
  const auto entries = files.load_folder(folder);
  if (!entries) {
    std::printf("skipped: no suite in %s\n", folder.c_str());
    return 77;  // what CTest takes for "skipped"
  }
  int passed = 0;
  int failed = 0;
  for (const FolderEntry& entry : entries.value()) {
    if (extension_of(entry.name) != "json") continue;
    const auto bytes = files.load_file(join_path(folder, entry.name), 64U << 20U);
    if (!bytes) continue;
    const Json pairs = Json::parse(bytes.value());
    const std::string file = entry.name.substr(0, entry.name.size() - 5);
    for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
      const Json got = run(file, pairs[i]);
      if (same(got, pairs[i + 1])) {
        ++passed;
        continue;
      }
      ++failed;
      const auto text = [](const Json& json) {
        return json.dump(-1, ' ', false, Json::error_handler_t::replace);
      };
      std::printf("%s: %s\n  expected %s\n  got      %s\n", file.c_str(), text(pairs[i]).c_str(),
                  text(pairs[i + 1]).c_str(), text(got).c_str());
    }
  }
  std::printf("%d passed, %d failed\n", passed, failed);
  return failed == 0 && passed > 0 ? 0 : 1;
}
