#include "suites/html5lib_tokenizer.h"

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "html/parse_errors.h"
#include "html/tokenizer.h"

namespace banxin::suites {
namespace {

using nlohmann::json;

// The second round of unescaping that "doubleEscaped" asks for: \uHHHH, surrogate pairs joined,
// lone surrogates as the three bytes that UTF-8 would have for them.
std::string unescape(const std::string& text) {
  std::string out;
  const auto code_at = [&](std::size_t at) -> long {
    if (text.compare(at, 2, "\\u") != 0 || at + 6 > text.size()) return -1;
    return std::stol(text.substr(at + 2, 4), nullptr, 16);
  };
  for (std::size_t i = 0; i < text.size();) {
    long code = code_at(i);
    if (code < 0) {
      out += text[i++];
      continue;
    }
    i += 6;
    if (code >= 0xD800 && code < 0xDC00 && i < text.size()) {
      const long low = code_at(i);
      if (low >= 0xDC00 && low < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        i += 6;
      }
    }
    append_utf8(out, static_cast<char32_t>(code));
  }
  return out;
}

json unescape_all(const json& value) {
  if (value.is_string()) return unescape(value.get<std::string>());
  if (value.is_array()) {
    json out = json::array();
    for (const json& item : value)
      out.push_back(unescape_all(item));
    return out;
  }
  if (value.is_object()) {
    json out = json::object();
    for (const auto& [key, item] : value.items())
      out[unescape(key)] = unescape_all(item);
    return out;
  }
  return value;
}

// The tweaks of "Coercing an HTML DOM into an infoset" that the xmlViolation tests expect of a
// tokenizer whose tree goes to XML. They are no part of the parser.
std::string coerce_text(std::string text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 3, "\xEF\xBF\xBF") == 0) {
      out += "\xEF\xBF\xBD";
      i += 2;
    } else {
      out += text[i] == '\f' ? ' ' : text[i];
    }
  }
  return out;
}

std::string coerce_comment(std::string text) {
  for (std::size_t at = text.find("--"); at != std::string::npos; at = text.find("--"))
    text.replace(at, 2, "- -");
  return text;
}

html::TokenizerState state_named(const std::string& name) {
  if (name == "PLAINTEXT state") return html::TokenizerState::Plaintext;
  if (name == "RCDATA state") return html::TokenizerState::Rcdata;
  if (name == "RAWTEXT state") return html::TokenizerState::Rawtext;
  if (name == "Script data state") return html::TokenizerState::ScriptData;
  if (name == "CDATA section state") return html::TokenizerState::CdataSection;
  return html::TokenizerState::Data;
}

json identifier(bool present, std::string_view text) {
  return present ? json(std::string(text)) : json(nullptr);
}

// Adds `token` in the suite's form; neighbouring characters become one.
void add_token(json& tokens, const html::Token& token, const dom::Document& document) {
  const auto name = [&] {
    return token.name == Atom::None ? std::string()
                                    : std::string(document.atoms().name(token.name));
  };
  switch (token.type) {
    case html::TokenType::Characters:
      if (!tokens.empty() && tokens.back()[0] == "Character") {
        tokens.back()[1] = tokens.back()[1].get<std::string>() + std::string(token.text);
      } else {
        tokens.push_back({"Character", std::string(token.text)});
      }
      break;
    case html::TokenType::Comment:
      tokens.push_back({"Comment", std::string(token.text)});
      break;
    case html::TokenType::StartTag: {
      json attributes = json::object();
      for (const dom::Attribute& attribute : token.attributes)
        attributes[std::string(document.atoms().name(attribute.name))] =
            std::string(attribute.value);
      tokens.push_back({"StartTag", name(), attributes});
      if (token.self_closing) tokens.back().push_back(true);
      break;
    }
    case html::TokenType::EndTag:
      tokens.push_back({"EndTag", name()});
      break;
    case html::TokenType::Doctype:
      tokens.push_back({"DOCTYPE", token.name == Atom::None ? json(nullptr) : json(name()),
                        identifier(token.has_public_identifier, token.public_identifier),
                        identifier(token.has_system_identifier, token.system_identifier),
                        !token.force_quirks});
      break;
    case html::TokenType::EndOfFile:
      break;
  }
}

// The suite counts columns in UTF-16 code units, we count characters.
std::uint32_t utf16_column(const dom::Document& document, SourcePosition place) {
  std::string_view line = document.source();
  for (std::uint32_t i = 1; i < place.line; ++i)
    line.remove_prefix(line.find('\n') + 1);
  std::uint32_t column = 1;
  for (std::uint32_t i = 1; i < place.column; ++i) {
    const DecodedCharacter character = decode_utf8(line, 0);
    const bool is_surrogate = line.starts_with("\xED") && line.substr(1, 1) >= "\xA0";
    column += character.code_point > 0xFFFF ? 2U : 1U;
    line.remove_prefix(is_surrogate ? 3 : character.length);
  }
  return column;
}

struct Run {
  json tokens = json::array();
  json errors = json::array();
};

Run run(const std::string& input, html::TokenizerState state, const std::string& last_start_tag) {
  dom::Document document("", html::normalize_newlines(input));
  Diagnostics diagnostics(10'000);
  html::ParseErrors errors(document, diagnostics, html::ParseErrors::Wanted::Yes);
  html::Tokenizer tokenizer(document, errors, Limits{});
  tokenizer.set_state(state);
  if (!last_start_tag.empty()) {
    tokenizer.set_last_start_tag(document.atoms().intern(last_start_tag));
  }
  Run result;
  while (true) {
    const html::Token& token = tokenizer.next();
    if (token.type == html::TokenType::EndOfFile) break;
    add_token(result.tokens, token, document);
  }
  errors.finish();
  for (const Diagnostic& found : diagnostics.found()) {
    result.errors.push_back({{"code", std::string(diagnostic_text(found.id).name)},
                             {"line", found.position.line},
                             {"col", utf16_column(document, found.position)}});
  }
  return result;
}

bool passes(const json& test, bool is_xml, const std::string& state, std::string& why) {
  const bool escaped = test.value("doubleEscaped", false);
  const std::string input = test["input"];
  const json expected = escaped ? unescape_all(test["output"]) : test["output"];
  Run actual = run(escaped ? unescape(input) : input, state_named(state),
                   test.value("lastStartTag", std::string()));
  if (is_xml) {
    for (json& token : actual.tokens) {
      if (token[0] == "Character") token[1] = coerce_text(token[1]);
      if (token[0] == "Comment") token[1] = coerce_comment(token[1]);
    }
  }
  const auto show = [](const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
  };
  if (actual.tokens != expected) {
    why = "expected " + show(expected) + "\nactual   " + show(actual.tokens);
    return false;
  }
  const json errors = test.value("errors", json::array());
  if (!is_xml && actual.errors != errors) {
    why = "expected " + show(errors) + "\nactual   " + show(actual.errors);
    return false;
  }
  return true;
}

void run_test(const json& test, bool is_xml, const std::string& file, Score& score) {
  const json states = test.value("initialStates", json::array({"Data state"}));
  bool good = true;
  for (const json& state : states) {
    std::string why;
    if (passes(test, is_xml, state, why)) continue;
    good = false;
    std::printf("FAILED %s: %s (%s)\n%s\n", file.c_str(),
                test["description"].get<std::string>().c_str(), state.get<std::string>().c_str(),
                why.c_str());
  }
  ++(good ? score.passed : score.failed);
}

}  // namespace

void run_tokenizer(const std::string& folder, Score& score) {
  for (const auto& path : files_of(folder, ".test")) {
    const json file = json::parse(read_file(path), nullptr, false);
    if (file.is_discarded()) continue;
    for (const auto& [key, tests] : file.items()) {
      for (const json& test : tests)
        run_test(test, key == "xmlViolationTests", path.filename(), score);
    }
  }
}

}  // namespace banxin::suites
