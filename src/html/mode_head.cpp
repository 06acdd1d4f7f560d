// The insertion modes up to the body: initial, before html, before head, in head, in head noscript,
// after head (HTML Standard §13.2.6.4.1-6).
#include "base/diagnostic_ids.h"
#include "html/characters.h"
#include "html/tree_builder.h"

namespace banxin::html {

namespace names = dom::names;
using Name = dom::KnownName;

namespace {

// End tags that are not simply ignored before the body.
bool is_structural_end(const Token& token) {
  return token.is_end(names::body) || token.is_end(names::html) || token.is_end(names::br);
}

}  // namespace

void TreeBuilder::initial(Token& token) {
  switch (token.type) {
    case TokenType::Characters:
      if (!skip_leading_whitespace(token)) return;
      break;
    case TokenType::Comment:
      return insert_comment(token, document_.root());
    case TokenType::Doctype: {
      const std::string_view name =
          token.name == Atom::None ? std::string_view{} : document_.atoms().name(token.name);
      dom::Node& doctype = document_.create_node(dom::NodeType::Doctype, token.offset);
      doctype.name = token.name;
      if (token.has_public_identifier || token.has_system_identifier) {
        const dom::Attribute identifiers[] = {{token.public_identifier, names::public_},
                                              {token.system_identifier, names::system}};
        doctype.set_attributes(
            document_.memory().copy(std::span<const dom::Attribute>(identifiers)));
      }
      insert_at({&document_.root(), nullptr}, doctype);
      if (name != "html" || token.has_public_identifier ||
          (token.has_system_identifier && token.system_identifier != "about:legacy-compat")) {
        unexpected(token);
      }
      document_.quirks_mode = quirks_mode_of(token, name);
      mode_ = InsertionMode::BeforeHtml;
      return;
    }
    default:
      break;
  }
  errors_.report(DiagnosticId::MissingDoctype, token.offset);
  document_.quirks_mode = dom::QuirksMode::Full;
  reprocess(token, InsertionMode::BeforeHtml);
}

void TreeBuilder::before_html(Token& token) {
  if (token.type == TokenType::Doctype) return unexpected(token);
  if (token.type == TokenType::Comment) return insert_comment(token, document_.root());
  if (token.type == TokenType::Characters && !skip_leading_whitespace(token)) return;
  if (token.type == TokenType::EndTag && !token.is_end(names::head) && !is_structural_end(token)) {
    return unexpected(token);
  }
  dom::Node* html = nullptr;
  if (token.is_start(names::html)) {
    html = &create_element(token, dom::Namespace::Html);
  } else {
    html = &document_.create_element(names::html, dom::Namespace::Html, token.offset);
  }
  insert_at({&document_.root(), nullptr}, *html);
  open_.push(*html);
  mode_ = InsertionMode::BeforeHead;
  if (!token.is_start(names::html)) process(token);
}

void TreeBuilder::before_head(Token& token) {
  switch (token.type) {
    case TokenType::Characters:
      if (!skip_leading_whitespace(token)) return;
      break;
    case TokenType::Comment:
      return insert_comment(token);
    case TokenType::Doctype:
      return unexpected(token);
    case TokenType::StartTag:
      if (token.name == names::html) return in_body(token);
      if (token.name == names::head) {
        head_ = &insert_html(token);
        mode_ = InsertionMode::InHead;
        return;
      }
      break;
    case TokenType::EndTag:
      if (token.name != names::head && !is_structural_end(token)) return unexpected(token);
      break;
    case TokenType::EndOfFile:
      break;
  }
  head_ = &insert_named(names::head, token.offset);
  reprocess(token, InsertionMode::InHead);
}

void TreeBuilder::in_head(Token& token) {
  switch (token.type) {
    case TokenType::Characters:
      if (!insert_leading_whitespace(token)) return;
      break;
    case TokenType::Comment:
      return insert_comment(token);
    case TokenType::Doctype:
      return unexpected(token);
    case TokenType::StartTag:
      if (in_head_start(token)) return;
      break;
    case TokenType::EndTag:
      if (token.name == names::head) {
        open_.pop();
        mode_ = InsertionMode::AfterHead;
        return;
      }
      if (token.name == names::template_) return end_template(token);
      if (!is_structural_end(token)) return unexpected(token);
      break;
    case TokenType::EndOfFile:
      break;
  }
  open_.pop();
  reprocess(token, InsertionMode::AfterHead);
}

// False when the tag ends the head.
bool TreeBuilder::in_head_start(Token& token) {
  switch (dom::known_name(token.name)) {
    case Name::html:
      in_body(token);
      return true;
    case Name::base:
    case Name::basefont:
    case Name::bgsound:
    case Name::link:
    case Name::meta:
      insert_void(token);
      return true;
    case Name::title:
      insert_text_element(token, TokenizerState::Rcdata);
      return true;
    case Name::noscript:
      insert_html(token);
      mode_ = InsertionMode::InHeadNoscript;
      return true;
    case Name::noframes:
    case Name::style:
      insert_text_element(token, TokenizerState::Rawtext);
      return true;
    case Name::script:
      insert_text_element(token, TokenizerState::ScriptData);
      return true;
    case Name::template_:
      start_template(token);
      return true;
    case Name::head:
      unexpected(token);
      return true;
    default:
      return false;
  }
}

void TreeBuilder::start_template(const Token& token) {
  dom::Node& element = insert_html(token);
  document_.create_template_content(element);
  formatting_.push_marker();
  frameset_ok_ = false;
  mode_ = InsertionMode::InTemplate;
  template_modes_.push_back(InsertionMode::InTemplate);
}

void TreeBuilder::end_template(const Token& token) {
  if (!has_template()) return unexpected(token);
  generate_all_implied_end_tags();
  if (!open_.current_is(names::template_)) unexpected(token);
  open_.pop_until(names::template_);
  formatting_.clear_to_marker();
  template_modes_.pop_back();
  reset_insertion_mode();
}

void TreeBuilder::in_head_noscript(Token& token) {
  switch (token.type) {
    case TokenType::Doctype:
      return unexpected(token);
    case TokenType::Comment:
      return in_head(token);
    case TokenType::Characters:
      if (!insert_leading_whitespace(token)) return;
      break;
    case TokenType::StartTag:
      switch (dom::known_name(token.name)) {
        case Name::html:
          return in_body(token);
        case Name::basefont:
        case Name::bgsound:
        case Name::link:
        case Name::meta:
        case Name::noframes:
        case Name::style:
          return in_head(token);
        case Name::head:
        case Name::noscript:
          return unexpected(token);
        default:
          break;
      }
      break;
    case TokenType::EndTag:
      if (token.name == names::noscript) {
        open_.pop();
        mode_ = InsertionMode::InHead;
        return;
      }
      if (token.name != names::br) return unexpected(token);
      break;
    case TokenType::EndOfFile:
      break;
  }
  unexpected(token);
  open_.pop();
  reprocess(token, InsertionMode::InHead);
}

void TreeBuilder::after_head(Token& token) {
  switch (token.type) {
    case TokenType::Characters:
      if (!insert_leading_whitespace(token)) return;
      break;
    case TokenType::Comment:
      return insert_comment(token);
    case TokenType::Doctype:
      return unexpected(token);
    case TokenType::StartTag:
      switch (dom::known_name(token.name)) {
        case Name::html:
          return in_body(token);
        case Name::body:
          insert_html(token);
          frameset_ok_ = false;
          mode_ = InsertionMode::InBody;
          return;
        case Name::frameset:
          insert_html(token);
          mode_ = InsertionMode::InFrameset;
          return;
        case Name::base:
        case Name::basefont:
        case Name::bgsound:
        case Name::link:
        case Name::meta:
        case Name::noframes:
        case Name::script:
        case Name::style:
        case Name::template_:
        case Name::title:
          unexpected(token);
          open_.push(*head_);
          in_head(token);
          open_.remove(*head_);
          return;
        case Name::head:
          return unexpected(token);
        default:
          break;
      }
      break;
    case TokenType::EndTag:
      if (token.name == names::template_) return in_head(token);
      if (!is_structural_end(token)) return unexpected(token);
      break;
    case TokenType::EndOfFile:
      break;
  }
  insert_named(names::body, token.offset);
  reprocess(token, InsertionMode::InBody);
}

}  // namespace banxin::html
