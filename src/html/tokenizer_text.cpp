// Data, RCDATA, RAWTEXT, PLAINTEXT and CDATA section states (HTML Standard §13.2.5.1-3, 5, 9-14,
// 69-71).
#include <array>

#include "base/diagnostic_ids.h"
#include "html/characters.h"
#include "html/tokenizer.h"

namespace banxin::html {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

constexpr std::array<bool, 256> stops(std::string_view characters) {
  std::array<bool, 256> table{};
  table[0] = true;
  for (const char c : characters)
    table[static_cast<unsigned char>(c)] = true;
  return table;
}
constexpr std::array<bool, 256> kDataStops = stops("<&");

}  // namespace

void Tokenizer::emit_text(std::size_t end) {
  token_ = Token{};
  token_.type = TokenType::Characters;
  token_.offset = static_cast<std::uint32_t>(at_);
  token_.text = slice(at_, end);
  token_ready_ = true;
  at_ = end;
}

void Tokenizer::emit_replacement(std::string_view replacement, std::size_t end) {
  emit_text(end);
  token_.text = replacement;
}

bool Tokenizer::emit_pending_text(std::size_t end) {
  if (end == at_) return false;
  emit_text(end);
  return true;
}

// Data state: text up to a tag, a reference or a NUL, each of which begins a token of its own.
void Tokenizer::data() {
  std::size_t end = at_;
  while (end < size_ && !kDataStops[static_cast<unsigned char>(text_[end])])
    ++end;
  if (emit_pending_text(end)) return;
  switch (text_[at_]) {
    case '<':
      tag_open();
      break;
    case '&': {
      const Reference reference = character_reference(false);
      if (reference.replacement.empty()) {
        emit_text(at_ + 1);
      } else {
        emit_replacement(reference.replacement, reference.end);
      }
      break;
    }
    default:
      error(DiagnosticId::UnexpectedNullCharacter, at_);
      emit_text(at_ + 1);
  }
}

// RCDATA, RAWTEXT and PLAINTEXT: nothing but the element's own end tag is markup.
void Tokenizer::plain_run(bool stops_at_ampersand, bool stops_at_end_tag) {
  std::size_t end = at_;
  for (; end < size_; ++end) {
    const char c = text_[end];
    if (!kDataStops[static_cast<unsigned char>(c)]) continue;
    if (c == '\0' || (c == '&' && stops_at_ampersand)) break;
    if (c == '<' && stops_at_end_tag && is_appropriate_end_tag(end)) break;
  }
  if (emit_pending_text(end)) return;
  if (text_[at_] == '<') {
    state_ = TokenizerState::Data;
    end_tag_open();
  } else if (text_[at_] == '&') {
    const Reference reference = character_reference(false);
    if (reference.replacement.empty()) {
      emit_text(at_ + 1);
    } else {
      emit_replacement(reference.replacement, reference.end);
    }
  } else {
    error(DiagnosticId::UnexpectedNullCharacter, at_);
    emit_replacement(kReplacement, at_ + 1);
  }
}

bool Tokenizer::is_appropriate_end_tag(std::size_t at) const {
  if (last_start_tag_ == Atom::None) return false;
  const std::string_view name = document_.atoms().name(last_start_tag_);
  const std::size_t after = at + 2 + name.size();
  if (after >= size_ || text_[at + 1] != '/') return false;
  const char c = text_[after];
  return (is_ascii_space(c) || c == '/' || c == '>') &&
         equals_ignoring_ascii_case(slice(at + 2, after), name);
}

// A CDATA section; the tree builder sees its characters as they are, NULs too.
void Tokenizer::cdata_section() {
  std::size_t end = at_;
  while (end < size_ && text_[end] != '\0' && slice(end, size_).substr(0, 3) != "]]>")
    ++end;
  if (emit_pending_text(end)) return;
  if (text_[at_] == '\0') {
    emit_text(at_ + 1);
  } else {
    at_ += 3;
    state_ = TokenizerState::Data;
  }
}

}  // namespace banxin::html
