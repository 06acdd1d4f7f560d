// In body (HTML Standard §13.2.6.4.7): what is common, and the end tags. The start tags stand in
// mode_in_body_start.cpp, the adoption agency in formatting.cpp.
#include <algorithm>

#include "base/diagnostic_ids.h"
#include "html/characters.h"
#include "html/tree_builder.h"

namespace banxin::html {

namespace names = dom::names;
using Name = dom::KnownName;

void TreeBuilder::in_body(Token& token) {
  switch (token.type) {
    case TokenType::Characters:
      return in_body_characters(token);
    case TokenType::Comment:
      return insert_comment(token);
    case TokenType::Doctype:
      return unexpected(token);
    case TokenType::StartTag:
      return in_body_start(token);
    case TokenType::EndTag:
      return in_body_end(token);
    case TokenType::EndOfFile:
      return in_body_end_of_file(token);
  }
}

void TreeBuilder::in_body_characters(const Token& token) {
  if (token.is_null()) return unexpected(token);
  reconstruct_formatting();
  insert_text(token.text, token.offset);
  if (frameset_ok_ && count_leading_whitespace(token.text) < token.text.size()) {
    frameset_ok_ = false;
  }
}

void TreeBuilder::in_body_end_of_file(Token& token) {
  if (!template_modes_.empty()) return in_template(token);
  check_unclosed(token);
  stop();
}

// Parse error if an element is open that must be closed by an end tag of its own.
void TreeBuilder::check_unclosed(const Token& token) {
  constexpr Atom kMayStayOpen[] = {
      names::dd,    names::dt, names::li,    names::optgroup, names::option, names::p,
      names::rb,    names::rp, names::rt,    names::rtc,      names::tbody,  names::td,
      names::tfoot, names::th, names::thead, names::tr,       names::body,   names::html};
  for (std::size_t i = open_.size(); i-- > 0;) {
    const dom::Node& node = open_[i];
    const bool fine = node.name_space == dom::Namespace::Html &&
                      std::find(std::begin(kMayStayOpen), std::end(kMayStayOpen), node.name) !=
                          std::end(kMayStayOpen);
    if (fine) continue;
    errors_.report(DiagnosticId::UnclosedElements, token.offset, document_.name(node));
    return;
  }
}

void TreeBuilder::in_body_end(Token& token) {
  switch (dom::known_name(token.name)) {
    case Name::template_:
      return in_head(token);
    case Name::body:
      return end_body(token);
    case Name::html:
      end_body(token);
      if (mode_ == InsertionMode::AfterBody) process(token);
      return;
    case Name::form:
      return end_form(token);
    case Name::p:
      if (!open_.has_in_scope(names::p, Scope::Button)) {
        unexpected(token);
        insert_named(names::p, token.offset);
      }
      return close_p(token);
    case Name::li:
      if (!open_.has_in_scope(names::li, Scope::ListItem)) return unexpected(token);
      return close_element(token, names::li, names::li);
    case Name::dd:
    case Name::dt:
      if (!open_.has_in_scope(token.name)) return unexpected(token);
      return close_element(token, token.name, token.name);
    case Name::br: {
      unexpected(token);
      Token start;
      start.type = TokenType::StartTag;
      start.name = names::br;
      start.offset = token.offset;
      return in_body_start(start);
    }
    default:
      break;
  }
  if (in_body_end_block(token)) return;
  if (has_trait(token.name, kFormatting)) return adoption_agency(token);
  any_other_end_tag(token);
}

// End tags that close what is open inside of their element.
bool TreeBuilder::in_body_end_block(const Token& token) {
  if (has_trait(token.name, kHeading)) {
    if (!open_.has_heading_in_scope()) {
      unexpected(token);
      return true;
    }
    generate_implied_end_tags();
    if (!open_.current_is(token.name)) unexpected(token);
    while (!has_trait(open_.current(), kHeading))
      open_.pop();
    open_.pop();
    return true;
  }
  const bool has_marker =
      token.name == names::applet || token.name == names::marquee || token.name == names::object;
  if (!has_marker && !has_trait(token.name, kBlock) && token.name != names::button &&
      token.name != names::listing && token.name != names::pre && token.name != names::select) {
    return false;
  }
  if (!open_.has_in_scope(token.name)) {
    unexpected(token);
    return true;
  }
  close_element(token, token.name);
  if (has_marker) formatting_.clear_to_marker();
  return true;
}

void TreeBuilder::end_form(const Token& token) {
  if (has_template()) {
    if (!open_.has_in_scope(names::form)) return unexpected(token);
    return close_element(token, names::form);
  }
  const dom::Node* form = form_;
  form_ = nullptr;
  if (form == nullptr || !open_.has_in_scope(*form)) return unexpected(token);
  generate_implied_end_tags();
  if (&open_.current() != form) unexpected(token);
  ++deepening_changes_;
  open_.remove(*form);
}

void TreeBuilder::end_body(Token& token) {
  if (!open_.has_in_scope(names::body)) return unexpected(token);
  check_unclosed(token);
  mode_ = InsertionMode::AfterBody;
}

// Text (§13.2.6.4.8): inside of script, style, title and the like.
void TreeBuilder::text(Token& token) {
  if (token.type == TokenType::Characters) return insert_text(token.text, token.offset);
  mode_ = original_mode_;
  const bool at_end = token.type == TokenType::EndOfFile;
  if (at_end)
    errors_.report(DiagnosticId::UnclosedElements, token.offset, document_.name(open_.current()));
  open_.pop();
  if (at_end) process(token);
}

}  // namespace banxin::html
