// Doctype states (HTML Standard §13.2.5.53-68).
#include "base/diagnostic_ids.h"
#include "html/characters.h"
#include "html/tokenizer.h"

namespace banxin::html {

void Tokenizer::emit_doctype(std::size_t next) {
  token_ready_ = true;
  at_ = next;
}

// The doctype makes the page quirky; what follows is skipped.
void Tokenizer::broken_doctype(DiagnosticId id) {
  error(id, at_);
  token_.force_quirks = true;
  bogus_doctype();
}

void Tokenizer::eof_in_doctype() {
  error(DiagnosticId::EofInDoctype, size_);
  token_.force_quirks = true;
  emit_doctype(size_);
}

// The end of an internal subset, which may hold `>` (XML 1.0 §2.8); `start` where there is none.
std::size_t Tokenizer::after_internal_subset(std::size_t start) const {
  if (start >= size_ || text_[start] != '[') return start;
  for (std::size_t at = start + 1; at < size_;) {
    const std::string_view rest = slice(at, size_);
    if (rest.front() == ']') return at + 1;
    std::size_t end = 0;
    if (rest.starts_with("<!--")) {
      end = rest.find("-->", 4);
    } else if (rest.front() == '"' || rest.front() == '\'') {
      end = rest.find(rest.front(), 1);
    }
    if (end == std::string_view::npos) return start;
    at += end + 1;
  }
  return start;
}

void Tokenizer::bogus_doctype() {
  if (xml_syntax_) at_ = after_internal_subset(at_);
  for (; at_ < size_ && text_[at_] != '>'; ++at_) {
    if (text_[at_] == '\0') error(DiagnosticId::UnexpectedNullCharacter, at_);
  }
  emit_doctype(at_end() ? size_ : at_ + 1);
}

// After `<!DOCTYPE`.
void Tokenizer::doctype() {
  token_.type = TokenType::Doctype;
  if (at_end()) return eof_in_doctype();
  if (!is_ascii_space(text_[at_]) && text_[at_] != '>') {
    error(DiagnosticId::MissingWhitespaceBeforeDoctypeName, at_);
  }
  skip_whitespace();
  if (at_end()) return eof_in_doctype();
  if (text_[at_] == '>') return broken_doctype(DiagnosticId::MissingDoctypeName);
  doctype_name();
}

void Tokenizer::doctype_name() {
  const std::size_t start = at_;
  for (; at_ < size_ && !is_ascii_space(text_[at_]) && text_[at_] != '>'; ++at_) {
    if (text_[at_] == '\0') error(DiagnosticId::UnexpectedNullCharacter, at_);
  }
  token_.name = document_.atoms().intern(clean_copy(slice(start, at_), true));
  skip_whitespace();
  if (at_end()) return eof_in_doctype();
  after_doctype_name();
}

void Tokenizer::after_doctype_name() {
  const std::string_view word = slice(at_, size_).substr(0, 6);
  if (text_[at_] == '>') {
    emit_doctype(at_ + 1);
  } else if (equals_ignoring_ascii_case(word, "public")) {
    at_ += 6;
    doctype_public();
  } else if (equals_ignoring_ascii_case(word, "system")) {
    at_ += 6;
    if (!at_end() && (text_[at_] == '"' || text_[at_] == '\'')) {
      error(DiagnosticId::MissingWhitespaceAfterDoctypeSystemKeyword, at_);
    }
    skip_whitespace();
    doctype_system(DiagnosticId::MissingDoctypeSystemIdentifier);
  } else {
    broken_doctype(DiagnosticId::InvalidCharacterSequenceAfterDoctypeName);
  }
}

void Tokenizer::doctype_public() {
  if (!at_end() && (text_[at_] == '"' || text_[at_] == '\'')) {
    error(DiagnosticId::MissingWhitespaceAfterDoctypePublicKeyword, at_);
  }
  skip_whitespace();
  if (at_end()) return eof_in_doctype();
  if (text_[at_] == '>') return broken_doctype(DiagnosticId::MissingDoctypePublicIdentifier);
  if (text_[at_] != '"' && text_[at_] != '\'') {
    return broken_doctype(DiagnosticId::MissingQuoteBeforeDoctypePublicIdentifier);
  }
  token_.has_public_identifier = true;
  if (!doctype_identifier(token_.public_identifier, DiagnosticId::AbruptDoctypePublicIdentifier)) {
    return;
  }
  // After doctype public identifier, between doctype public and system identifiers states.
  if (!at_end() && (text_[at_] == '"' || text_[at_] == '\'')) {
    error(DiagnosticId::MissingWhitespaceBetweenDoctypePublicAndSystemIdentifiers, at_);
  }
  skip_whitespace();
  if (!at_end() && text_[at_] == '>') return emit_doctype(at_ + 1);
  doctype_system(DiagnosticId::MissingQuoteBeforeDoctypeSystemIdentifier);
}

// At what should be the system identifier's quote.
void Tokenizer::doctype_system(DiagnosticId missing_identifier) {
  if (at_end()) return eof_in_doctype();
  if (text_[at_] == '>') return broken_doctype(missing_identifier);
  if (text_[at_] != '"' && text_[at_] != '\'') {
    return broken_doctype(DiagnosticId::MissingQuoteBeforeDoctypeSystemIdentifier);
  }
  token_.has_system_identifier = true;
  if (doctype_identifier(token_.system_identifier, DiagnosticId::AbruptDoctypeSystemIdentifier)) {
    after_doctype_system_identifier();
  }
}

// At the quote; false when the doctype ended inside of the identifier and was emitted.
bool Tokenizer::doctype_identifier(std::string_view& identifier, DiagnosticId abrupt) {
  const char quote = text_[at_];
  const std::size_t start = ++at_;
  bool has_null = false;
  for (; at_ < size_ && text_[at_] != quote && text_[at_] != '>'; ++at_) {
    if (text_[at_] != '\0') continue;
    has_null = true;
    error(DiagnosticId::UnexpectedNullCharacter, at_);
  }
  const std::string_view written = slice(start, at_);
  identifier = has_null ? clean_copy(written, false) : written;
  if (at_end()) {
    eof_in_doctype();
    return false;
  }
  if (text_[at_] == '>') {
    broken_doctype(abrupt);
    return false;
  }
  ++at_;
  return true;
}

void Tokenizer::after_doctype_system_identifier() {
  skip_whitespace();
  if (at_end()) return eof_in_doctype();
  if (text_[at_] != '>') error(DiagnosticId::UnexpectedCharacterAfterDoctypeSystemIdentifier, at_);
  bogus_doctype();
}

}  // namespace banxin::html
