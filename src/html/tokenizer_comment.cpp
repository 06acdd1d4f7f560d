// Comment and bogus comment states (HTML Standard §13.2.5.41, 43-52). A comment's data is a piece
// of the source as it stands, but for NULs.
#include <algorithm>

#include "base/diagnostic_ids.h"
#include "html/tokenizer.h"

namespace banxin::html {

void Tokenizer::emit_comment(std::size_t start, std::size_t end, std::size_t next) {
  const std::string_view data = slice(start, end);
  token_.type = TokenType::Comment;
  token_.text = data.find('\0') == std::string_view::npos ? data : clean_copy(data, false);
  token_ready_ = true;
  at_ = next;
}

void Tokenizer::report_nulls(std::size_t start, std::size_t end) {
  const std::string_view text = slice(start, end);
  for (std::size_t nul = text.find('\0'); nul != std::string_view::npos;
       nul = text.find('\0', nul + 1)) {
    error(DiagnosticId::UnexpectedNullCharacter, start + nul);
  }
}

void Tokenizer::bogus_comment() {
  const std::size_t found = slice(at_, size_).find('>');
  const std::size_t end = found == std::string_view::npos ? size_ : at_ + found;
  report_nulls(at_, end);
  emit_comment(at_, end, std::min(end + 1, size_));
}

// After `<!--`.
void Tokenizer::comment() {
  const std::size_t start = at_;
  const std::string_view rest = slice(at_, size_);
  if (rest.substr(0, 1) == ">" || rest.substr(0, 2) == "->") {  // comment start (dash) states
    const std::size_t end = at_ + (rest[0] == '>' ? 0 : 1);
    error(DiagnosticId::AbruptClosingOfEmptyComment, end);
    return emit_comment(start, start, end + 1);
  }
  while (true) {
    const std::size_t dash = slice(at_, size_).find('-');
    report_nulls(at_, dash == std::string_view::npos ? size_ : at_ + dash);
    if (dash == std::string_view::npos) {
      error(DiagnosticId::EofInComment, size_);
      return emit_comment(start, size_, size_);
    }
    at_ += dash;
    if (comment_dashes(start)) return;
  }
}

// At a `-` inside of a comment: comment end dash, comment end and comment end bang states. True
// when the comment is done, else at_ is where the comment state goes on.
bool Tokenizer::comment_dashes(std::size_t start) {
  const std::size_t dash = at_;
  const auto eof = [&](std::size_t end) {
    error(DiagnosticId::EofInComment, size_);
    emit_comment(start, end, size_);
    return true;
  };
  ++at_;
  if (at_end()) return eof(dash);
  if (text_[at_] != '-') return false;
  ++at_;
  check_nested_comment(start, dash);
  while (!at_end() && text_[at_] == '-')
    ++at_;
  const std::size_t end = at_ - 2;
  if (at_end()) return eof(end);
  if (text_[at_] == '>') {
    emit_comment(start, end, at_ + 1);
    return true;
  }
  if (text_[at_] != '!') return false;
  ++at_;
  if (at_end()) return eof(end);
  if (text_[at_] == '>') {
    error(DiagnosticId::IncorrectlyClosedComment, at_);
    emit_comment(start, end, at_ + 1);
    return true;
  }
  return false;
}

// Comment less-than sign bang dash dash state: `<!--` inside of a comment, unless it closes it.
void Tokenizer::check_nested_comment(std::size_t start, std::size_t dashes) {
  if (dashes < start + 2 || slice(dashes - 2, dashes) != "<!") return;
  if (!at_end() && text_[at_] != '>') error(DiagnosticId::NestedComment, at_);
}

}  // namespace banxin::html
