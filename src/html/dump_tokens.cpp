#include "html/dump_tokens.h"

#include "html/tree_builder.h"

namespace banxin::html {
namespace {

void append_quoted(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\x";
      out += kHex[byte >> 4U];
      out += kHex[byte & 0xFU];
    } else {
      out += c;
    }
  }
  out += '"';
}

std::string_view type_name(TokenType type) {
  switch (type) {
    case TokenType::Doctype:
      return "Doctype";
    case TokenType::StartTag:
      return "StartTag";
    case TokenType::EndTag:
      return "EndTag";
    case TokenType::Comment:
      return "Comment";
    case TokenType::Characters:
      return "Characters";
    case TokenType::EndOfFile:
      break;
  }
  return "EndOfFile";
}

}  // namespace

void append_token(std::string& out, const Token& token, const dom::Document& document) {
  const SourcePosition place = document.position(token.offset);
  out += std::to_string(place.line) + ':' + std::to_string(place.column) + ' ';
  out += type_name(token.type);
  if (token.name != Atom::None) {
    out += ' ';
    out += document.atoms().name(token.name);
  }
  for (const dom::Attribute& attribute : token.attributes) {
    out += ' ';
    out += document.atoms().name(attribute.name);
    out += '=';
    append_quoted(out, attribute.value);
  }
  if (token.type == TokenType::Comment || token.type == TokenType::Characters) {
    out += ' ';
    append_quoted(out, token.text);
  }
  if (token.has_public_identifier) {
    out += " public ";
    append_quoted(out, token.public_identifier);
  }
  if (token.has_system_identifier) {
    out += " system ";
    append_quoted(out, token.system_identifier);
  }
  if (token.self_closing) out += " self-closing";
  if (token.force_quirks) out += " quirks";
  out += '\n';
}

std::string dump_tokens(std::string file,
                        std::string text,
                        const ParseOptions& options,
                        Diagnostics& diagnostics) {
  dom::Document document(std::move(file), normalize_newlines(std::move(text)));
  ParseErrors errors(
      document, diagnostics,
      options.report_parse_errors ? ParseErrors::Wanted::Yes : ParseErrors::Wanted::No);
  // The tree builder decides which state the tokenizer is in, so it runs too.
  TreeBuilder builder(document, errors, options.limits);
  std::string out;
  builder.set_token_log(out);
  builder.build();
  return out;
}

}  // namespace banxin::html
