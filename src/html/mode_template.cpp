// In template (HTML Standard §13.2.6.4.18).
#include "html/tree_builder.h"

namespace banxin::html {

namespace names = dom::names;
using Name = dom::KnownName;

void TreeBuilder::in_template(Token& token) {
  const auto go_on_in = [&](InsertionMode mode) {
    template_modes_.back() = mode;
    reprocess(token, mode);
  };
  switch (token.type) {
    case TokenType::Characters:
    case TokenType::Comment:
    case TokenType::Doctype:
      return in_body(token);
    case TokenType::EndTag:
      return token.name == names::template_ ? in_head(token) : unexpected(token);
    case TokenType::EndOfFile:
      if (!has_template()) return stop();
      check_unclosed(token);
      open_.pop_until(names::template_);
      formatting_.clear_to_marker();
      template_modes_.pop_back();
      // The end of the file is the next token too: the templates around this one see it then.
      return reset_insertion_mode();
    case TokenType::StartTag:
      break;
  }
  switch (dom::known_name(token.name)) {
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
      return in_head(token);
    case Name::caption:
    case Name::colgroup:
    case Name::tbody:
    case Name::tfoot:
    case Name::thead:
      return go_on_in(InsertionMode::InTable);
    case Name::col:
      return go_on_in(InsertionMode::InColumnGroup);
    case Name::tr:
      return go_on_in(InsertionMode::InTableBody);
    case Name::td:
    case Name::th:
      return go_on_in(InsertionMode::InRow);
    default:
      return go_on_in(InsertionMode::InBody);
  }
}

}  // namespace banxin::html
