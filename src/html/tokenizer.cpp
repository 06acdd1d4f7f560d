#include "html/tokenizer.h"

#include "base/diagnostic_ids.h"
#include "html/characters.h"

namespace banxin::html {

Tokenizer::Tokenizer(dom::Document& document, ParseErrors& errors, const Limits& limits)
    : document_(document),
      errors_(errors),
      text_(document.source().data()),
      size_(document.source().size()),
      attribute_limit_(limits.attributes) {}

Token& Tokenizer::next() {
  token_ready_ = false;
  while (!token_ready_) {
    if (at_end()) {
      emit_end_of_file();
      break;
    }
    switch (state_) {
      case TokenizerState::Data:
        data();
        break;
      case TokenizerState::Rcdata:
        plain_run(true, true);
        break;
      case TokenizerState::Rawtext:
        plain_run(false, true);
        break;
      case TokenizerState::Plaintext:
        plain_run(false, false);
        break;
      case TokenizerState::ScriptData:
        script_data();
        break;
      case TokenizerState::CdataSection:
        cdata_section();
        break;
    }
  }
  return token_;
}

void Tokenizer::emit_end_of_file() {
  if (state_ == TokenizerState::CdataSection) error(DiagnosticId::EofInCdata, size_);
  if (state_ == TokenizerState::ScriptData && escape_ != ScriptEscape::None) {
    error(DiagnosticId::EofInScriptHtmlCommentLikeText, size_);
  }
  state_ = TokenizerState::Data;
  escape_ = ScriptEscape::None;
  token_ = Token{};
  token_.offset = static_cast<std::uint32_t>(size_);
  token_ready_ = true;
}

void Tokenizer::skip_whitespace() {
  while (at_ < size_ && is_ascii_space(text_[at_]))
    ++at_;
}

std::string_view Tokenizer::clean_copy(std::string_view text, bool lower) {
  buffer_.clear();
  for (const char c : text) {
    if (c == '\0') {
      buffer_ += "\xEF\xBF\xBD";
    } else {
      buffer_ += lower ? ascii_lower(c) : c;
    }
  }
  return document_.memory().copy(std::string_view(buffer_));
}

std::string normalize_newlines(std::string text) {
  const std::size_t first = text.find('\r');
  if (first == std::string::npos) return text;
  std::size_t out = first;
  for (std::size_t in = first; in < text.size(); ++in) {
    if (text[in] != '\r') {
      text[out++] = text[in];
    } else if (in + 1 == text.size() || text[in + 1] != '\n') {
      text[out++] = '\n';
    }
  }
  text.resize(out);
  return text;
}

}  // namespace banxin::html
