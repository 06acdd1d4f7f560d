// What comes after the body, and framesets: after body, in frameset, after frameset, after after
// body, after after frameset (HTML Standard §13.2.6.4.19-23).
#include "html/characters.h"
#include "html/tree_builder.h"

namespace banxin::html {

namespace names = dom::names;

void TreeBuilder::after_body(Token& token) {
  switch (token.type) {
    case TokenType::Characters: {
      Token whitespace = token;
      whitespace.text = token.text.substr(0, count_leading_whitespace(token.text));
      if (!whitespace.text.empty()) in_body(whitespace);
      if (!skip_leading_whitespace(token)) return;
      break;
    }
    case TokenType::Comment:
      return insert_comment(token, open_[0]);
    case TokenType::Doctype:
      return unexpected(token);
    case TokenType::StartTag:
      if (token.name == names::html) return in_body(token);
      break;
    case TokenType::EndTag:
      if (token.name != names::html) break;
      if (context_ != nullptr) return unexpected(token);
      mode_ = InsertionMode::AfterAfterBody;
      return;
    case TokenType::EndOfFile:
      return stop();
  }
  unexpected(token);
  reprocess(token, InsertionMode::InBody);
}

void TreeBuilder::in_frameset(Token& token) {
  switch (token.type) {
    case TokenType::Characters:
      return insert_whitespace_only(token);
    case TokenType::Comment:
      return insert_comment(token);
    case TokenType::Doctype:
      return unexpected(token);
    case TokenType::StartTag:
      if (token.name == names::html) return in_body(token);
      if (token.name == names::frame) return insert_void(token);
      if (token.name == names::noframes) return in_head(token);
      if (token.name != names::frameset) return unexpected(token);
      insert_html(token);
      return;
    case TokenType::EndTag:
      if (token.name != names::frameset || open_.size() == 1) return unexpected(token);
      open_.pop();
      if (context_ == nullptr && !open_.current_is(names::frameset)) {
        mode_ = InsertionMode::AfterFrameset;
      }
      return;
    case TokenType::EndOfFile:
      return stop();
  }
}

void TreeBuilder::after_frameset(Token& token) {
  switch (token.type) {
    case TokenType::Characters:
      return insert_whitespace_only(token);
    case TokenType::Comment:
      return insert_comment(token);
    case TokenType::Doctype:
      return unexpected(token);
    case TokenType::StartTag:
      if (token.name == names::html) return in_body(token);
      if (token.name == names::noframes) return in_head(token);
      return unexpected(token);
    case TokenType::EndTag:
      if (token.name != names::html) return unexpected(token);
      mode_ = InsertionMode::AfterAfterFrameset;
      return;
    case TokenType::EndOfFile:
      return stop();
  }
}

void TreeBuilder::after_after_body(Token& token) {
  switch (token.type) {
    case TokenType::Comment:
      return insert_comment(token, document_.root());
    case TokenType::Doctype:
      return in_body(token);
    case TokenType::Characters: {
      Token whitespace = token;
      whitespace.text = token.text.substr(0, count_leading_whitespace(token.text));
      if (!whitespace.text.empty()) in_body(whitespace);
      if (!skip_leading_whitespace(token)) return;
      break;
    }
    case TokenType::StartTag:
      if (token.name == names::html) return in_body(token);
      break;
    case TokenType::EndTag:
      break;
    case TokenType::EndOfFile:
      return stop();
  }
  unexpected(token);
  reprocess(token, InsertionMode::InBody);
}

void TreeBuilder::after_after_frameset(Token& token) {
  switch (token.type) {
    case TokenType::Comment:
      return insert_comment(token, document_.root());
    case TokenType::Doctype:
      return in_body(token);
    case TokenType::Characters:
      return insert_whitespace_only(token);
    case TokenType::StartTag:
      if (token.name == names::html) return in_body(token);
      if (token.name == names::noframes) return in_head(token);
      return unexpected(token);
    case TokenType::EndTag:
      return unexpected(token);
    case TokenType::EndOfFile:
      return stop();
  }
}

}  // namespace banxin::html
