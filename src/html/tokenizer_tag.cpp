// Tag open to self-closing start tag states (HTML Standard §13.2.5.6-8, 32-40, 42).
#include <array>

#include "base/diagnostic_ids.h"
#include "html/characters.h"
#include "html/tokenizer.h"

namespace banxin::html {
namespace {

enum ByteClass : std::uint8_t { kPlain = 0, kEnds = 1, kNull = 2, kUpper = 4, kOdd = 8 };

constexpr std::array<std::uint8_t, 256> classify(std::string_view ends, std::string_view odd) {
  std::array<std::uint8_t, 256> table{};
  table[0] = kNull;
  for (char c = 'A'; c <= 'Z'; ++c)
    table[static_cast<unsigned char>(c)] = kUpper;
  for (const char c : ends)
    table[static_cast<unsigned char>(c)] = kEnds;
  for (const char c : odd)
    table[static_cast<unsigned char>(c)] = kOdd;
  return table;
}
constexpr auto kTagName = classify("\t\n\f\r />", "");
constexpr auto kAttributeName = classify("\t\n\f\r />=", "\"'<");
constexpr auto kUnquoted = classify("\t\n\f\r >", "\"'<=`");

std::uint8_t class_of(const std::array<std::uint8_t, 256>& table, char c) {
  return table[static_cast<unsigned char>(c)];
}

}  // namespace

// At a `<`.
void Tokenizer::tag_open() {
  const char c = peek(1);
  if (is_ascii_letter(c)) {
    token_ = Token{};
    token_.offset = static_cast<std::uint32_t>(at_);
    ++at_;
    tag(TokenType::StartTag);
  } else if (c == '/') {
    end_tag_open();
  } else if (c == '!') {
    markup_declaration_open();
  } else if (c == '?') {
    error(DiagnosticId::UnexpectedQuestionMarkInsteadOfTagName, at_ + 1);
    token_ = Token{};
    token_.offset = static_cast<std::uint32_t>(at_);
    ++at_;
    bogus_comment();
  } else {
    error(is_end(at_ + 1) ? DiagnosticId::EofBeforeTagName
                          : DiagnosticId::InvalidFirstCharacterOfTagName,
          at_ + 1);
    emit_text(at_ + 1);
  }
}

// At a `</`.
void Tokenizer::end_tag_open() {
  const char c = peek(2);
  token_ = Token{};
  token_.offset = static_cast<std::uint32_t>(at_);
  if (is_ascii_letter(c)) {
    at_ += 2;
    tag(TokenType::EndTag);
  } else if (is_end(at_ + 2)) {
    error(DiagnosticId::EofBeforeTagName, at_ + 2);
    emit_text(at_ + 2);
  } else if (c == '>') {
    error(DiagnosticId::MissingEndTagName, at_ + 2);
    at_ += 3;
  } else {
    error(DiagnosticId::InvalidFirstCharacterOfTagName, at_ + 2);
    at_ += 2;
    bogus_comment();
  }
}

// At a `<!`.
void Tokenizer::markup_declaration_open() {
  const std::string_view rest = slice(at_ + 2, size_);
  token_ = Token{};
  token_.offset = static_cast<std::uint32_t>(at_);
  if (rest.substr(0, 2) == "--") {
    at_ += 4;
    comment();
  } else if (equals_ignoring_ascii_case(rest.substr(0, 7), "doctype")) {
    at_ += 9;
    doctype();
  } else if (rest.substr(0, 7) == "[CDATA[") {
    if (cdata_allowed_) {
      at_ += 9;
      state_ = TokenizerState::CdataSection;
      return;
    }
    error(DiagnosticId::CdataInHtmlContent, at_ + 8);
    at_ += 2;
    bogus_comment();
  } else {
    error(DiagnosticId::IncorrectlyOpenedComment, at_ + 2);
    at_ += 2;
    bogus_comment();
  }
}

// From the first letter of the name to the `>`.
void Tokenizer::tag(TokenType type) {
  token_.type = type;
  attributes_.clear();
  ++tag_number_;
  attributes_dropped_ = false;
  token_.name = tag_name();
  while (true) {  // before attribute name state
    skip_whitespace();
    if (at_end()) return eof_in_tag();
    const char c = text_[at_];
    if (c == '>') return emit_tag();
    if (c == '/') {
      if (self_closing_start_tag()) return;
    } else if (!attribute()) {
      return eof_in_tag();
    }
  }
}

Atom Tokenizer::tag_name() {
  const std::size_t start = at_;
  std::uint8_t seen = 0;
  while (at_ < size_) {
    const std::uint8_t found = class_of(kTagName, text_[at_]);
    if (found == kEnds) break;
    seen |= found;
    if (found == kNull) error(DiagnosticId::UnexpectedNullCharacter, at_);
    ++at_;
  }
  const std::string_view name = slice(start, at_);
  return document_.atoms().intern((seen & (kNull | kUpper)) != 0 ? clean_copy(name, true) : name);
}

// At a `/`; true when the tag is done or the text at its end.
bool Tokenizer::self_closing_start_tag() {
  ++at_;
  if (at_end()) {
    eof_in_tag();
    return true;
  }
  if (text_[at_] == '>') {
    token_.self_closing = true;
    emit_tag();
    return true;
  }
  error(DiagnosticId::UnexpectedSolidusInTag, at_);
  return false;
}

// One attribute with its value; false at the end of the text.
bool Tokenizer::attribute() {
  const std::size_t start = at_;
  std::uint8_t seen = 0;
  if (text_[at_] == '=') {
    error(DiagnosticId::UnexpectedEqualsSignBeforeAttributeName, at_);
    ++at_;
  }
  while (at_ < size_) {
    const std::uint8_t found = class_of(kAttributeName, text_[at_]);
    if (found == kEnds) break;
    seen |= found;
    if (found == kNull) error(DiagnosticId::UnexpectedNullCharacter, at_);
    if (found == kOdd) error(DiagnosticId::UnexpectedCharacterInAttributeName, at_);
    ++at_;
  }
  finish_attribute(start, at_, (seen & kNull) != 0, (seen & kUpper) != 0);
  const bool kept = !attributes_dropped_;
  skip_whitespace();  // after attribute name state
  if (at_end()) return false;
  if (text_[at_] != '=') return true;
  std::string_view value;
  if (!attribute_value(value)) return false;
  if (kept && !attributes_.empty()) attributes_.back().value = value;
  return true;
}

// Keeps the name as the last of attributes_, or sets attributes_dropped_ when it is a duplicate.
void Tokenizer::finish_attribute(std::size_t start,
                                 std::size_t end,
                                 bool has_null,
                                 bool has_upper) {
  const std::string_view written = slice(start, end);
  const std::string_view name = has_null || has_upper ? clean_copy(written, true) : written;
  const Atom atom = document_.atoms().intern(name);
  const auto index = static_cast<std::size_t>(atom);
  if (index >= attribute_seen_.size()) attribute_seen_.resize((index + 1) * 2, 0);
  attributes_dropped_ = true;
  if (attribute_seen_[index] == tag_number_) {
    errors_.report(DiagnosticId::DuplicateAttribute, end, name);
  } else if (attributes_.size() >= attribute_limit_) {
    if (attributes_.size() == attribute_limit_ && token_.type == TokenType::StartTag) {
      errors_.report_limit(DiagnosticId::AttributeLimit, start, std::to_string(attribute_limit_));
      attribute_seen_[index] = tag_number_;
    }
  } else {
    attribute_seen_[index] = tag_number_;
    attributes_dropped_ = false;
    attributes_.push_back({{}, atom, dom::AttributeNamespace::None});
  }
}

// At the `=`: before attribute value state and those after it.
bool Tokenizer::attribute_value(std::string_view& value) {
  ++at_;
  skip_whitespace();
  if (at_end()) return false;
  const char c = text_[at_];
  if (c == '"' || c == '\'') {
    ++at_;
    return quoted_value(c, value);
  }
  if (c == '>') {
    error(DiagnosticId::MissingAttributeValue, at_);
    return true;
  }
  return unquoted_value(value);
}

bool Tokenizer::quoted_value(char quote, std::string_view& value) {
  std::size_t start = at_;
  bool changed = false;
  buffer_.clear();
  for (; at_ < size_ && text_[at_] != quote; ++at_) {
    const char c = text_[at_];
    if (c != '&' && c != '\0') continue;
    std::string_view replacement = "\xEF\xBF\xBD";
    std::size_t next = at_ + 1;
    if (c == '\0') {
      error(DiagnosticId::UnexpectedNullCharacter, at_);
    } else {
      const Reference reference = character_reference(true);
      if (reference.replacement.empty()) continue;
      replacement = reference.replacement;
      next = reference.end;
    }
    buffer_ += slice(start, at_);
    buffer_ += replacement;
    changed = true;
    start = next;
    at_ = next - 1;
  }
  if (at_end()) return false;
  if (changed) {
    buffer_ += slice(start, at_);
    value = document_.memory().copy(std::string_view(buffer_));
  } else {
    value = slice(start, at_);
  }
  ++at_;  // after attribute value (quoted) state
  if (at_end()) return false;
  const char c = text_[at_];
  if (!is_ascii_space(c) && c != '/' && c != '>') {
    error(DiagnosticId::MissingWhitespaceBetweenAttributes, at_);
  }
  return true;
}

bool Tokenizer::unquoted_value(std::string_view& value) {
  std::size_t start = at_;
  bool changed = false;
  buffer_.clear();
  for (; at_ < size_; ++at_) {
    const char c = text_[at_];
    const std::uint8_t found = class_of(kUnquoted, c);
    if (found == kEnds) break;
    if (found == kOdd) error(DiagnosticId::UnexpectedCharacterInUnquotedAttributeValue, at_);
    if (c != '&' && c != '\0') continue;
    std::string_view replacement = "\xEF\xBF\xBD";
    std::size_t next = at_ + 1;
    if (c == '\0') {
      error(DiagnosticId::UnexpectedNullCharacter, at_);
    } else {
      const Reference reference = character_reference(true);
      if (reference.replacement.empty()) continue;
      replacement = reference.replacement;
      next = reference.end;
    }
    buffer_ += slice(start, at_);
    buffer_ += replacement;
    changed = true;
    start = next;
    at_ = next - 1;
  }
  if (at_end()) return false;
  if (changed) {
    buffer_ += slice(start, at_);
    value = document_.memory().copy(std::string_view(buffer_));
  } else {
    value = slice(start, at_);
  }
  return true;
}

// At the `>`.
void Tokenizer::emit_tag() {
  if (token_.type == TokenType::EndTag) {
    if (!attributes_.empty()) error(DiagnosticId::EndTagWithAttributes, at_);
    if (token_.self_closing) error(DiagnosticId::EndTagWithTrailingSolidus, at_);
  } else {
    last_start_tag_ = token_.name;
  }
  ++at_;
  token_.attributes = attributes_;
  token_ready_ = true;
}

// The tag is lost; next() goes on to the end of the file.
void Tokenizer::eof_in_tag() {
  error(DiagnosticId::EofInTag, size_);
  at_ = size_;
}

}  // namespace banxin::html
