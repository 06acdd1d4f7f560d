// Script data states with their escapes (HTML Standard §13.2.5.4, 15-31): `<!--` hides a `<script>`
// and its end tag inside of a script.
#include "base/diagnostic_ids.h"
#include "html/characters.h"
#include "html/tokenizer.h"

namespace banxin::html {

void Tokenizer::script_data() {
  const std::size_t start = at_;
  // at_ walks; a run of text is cut by a NUL, the end tag or the end of the text.
  while (at_ < size_) {
    const char c = text_[at_];
    if (c == '\0') break;
    if (c == '<') {
      const bool hidden = escape_ >= ScriptEscape::DoubleEscaped;
      if (!hidden && is_appropriate_end_tag(at_)) break;
      script_less_than();
    } else if (c == '-' && escape_ != ScriptEscape::None) {
      script_dash();
      ++at_;
    } else {
      if (c == '>' && (escape_ == ScriptEscape::EscapedDashDash ||
                       escape_ == ScriptEscape::DoubleEscapedDashDash)) {
        escape_ = ScriptEscape::None;
      } else if (escape_ >= ScriptEscape::DoubleEscaped) {
        escape_ = ScriptEscape::DoubleEscaped;
      } else if (escape_ != ScriptEscape::None) {
        escape_ = ScriptEscape::Escaped;
      }
      ++at_;
    }
  }
  const std::size_t end = at_;
  at_ = start;
  if (emit_pending_text(end)) return;
  if (text_[at_] == '\0') {
    error(DiagnosticId::UnexpectedNullCharacter, at_);
    if (escape_ >= ScriptEscape::DoubleEscaped) {
      escape_ = ScriptEscape::DoubleEscaped;
    } else if (escape_ != ScriptEscape::None) {
      escape_ = ScriptEscape::Escaped;
    }
    emit_replacement("\xEF\xBF\xBD", at_ + 1);
    return;
  }
  state_ = TokenizerState::Data;
  escape_ = ScriptEscape::None;
  end_tag_open();
}

void Tokenizer::script_dash() {
  switch (escape_) {
    case ScriptEscape::Escaped:
      escape_ = ScriptEscape::EscapedDash;
      break;
    case ScriptEscape::EscapedDash:
      escape_ = ScriptEscape::EscapedDashDash;
      break;
    case ScriptEscape::DoubleEscaped:
      escape_ = ScriptEscape::DoubleEscapedDash;
      break;
    case ScriptEscape::DoubleEscapedDash:
      escape_ = ScriptEscape::DoubleEscapedDashDash;
      break;
    default:
      break;
  }
}

// The `<` at at_, which opens no end tag; at_ moves over what was read.
void Tokenizer::script_less_than() {
  bool is_script = false;
  switch (escape_) {
    case ScriptEscape::None:
      if (slice(at_, size_).substr(0, 4) == "<!--") {
        at_ += 4;
        escape_ = ScriptEscape::EscapedDashDash;
      } else {
        ++at_;
      }
      break;
    case ScriptEscape::Escaped:
    case ScriptEscape::EscapedDash:
    case ScriptEscape::EscapedDashDash:
      at_ = script_word_end(at_ + 1, is_script);
      escape_ = is_script ? ScriptEscape::DoubleEscaped : ScriptEscape::Escaped;
      break;
    default:
      escape_ = ScriptEscape::DoubleEscaped;
      ++at_;
      if (peek() != '/') break;
      at_ = script_word_end(at_ + 1, is_script);
      if (is_script) escape_ = ScriptEscape::Escaped;
  }
}

// Script data double escape start/end states: the letters from `from`, and whether they are
// "script" with a delimiter after it, which is then read too.
std::size_t Tokenizer::script_word_end(std::size_t from, bool& is_script) const {
  std::size_t end = from;
  while (end < size_ && is_ascii_letter(text_[end]))
    ++end;
  const bool delimited =
      end < size_ && (is_ascii_space(text_[end]) || text_[end] == '/' || text_[end] == '>');
  is_script = delimited && equals_ignoring_ascii_case(slice(from, end), "script");
  return is_script ? end + 1 : end;
}

}  // namespace banxin::html
