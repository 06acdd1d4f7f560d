// The insertion modes of tables: in table, in table text, in caption, in column group, in table
// body, in row, in cell (HTML Standard §13.2.6.4.9-15).
#include <algorithm>

#include "html/characters.h"
#include "html/tree_builder.h"

namespace banxin::html {

namespace names = dom::names;
using Name = dom::KnownName;

namespace {

// The start tags that a caption, a cell or a row gives way to.
bool is_table_part(Atom name) {
  switch (dom::known_name(name)) {
    case Name::caption:
    case Name::col:
    case Name::colgroup:
    case Name::tbody:
    case Name::td:
    case Name::tfoot:
    case Name::th:
    case Name::thead:
    case Name::tr:
      return true;
    default:
      return false;
  }
}

bool is_row_group(Atom name) {
  return name == names::tbody || name == names::tfoot || name == names::thead;
}

bool is_cell(Atom name) {
  return name == names::td || name == names::th;
}

// Whether an end tag of the page's or the table's frame is ignored here, `but` those named.
bool is_stray_end(const Token& token, std::initializer_list<Atom> but) {
  if (token.type != TokenType::EndTag) return false;
  if (token.name != names::body && token.name != names::html && !is_table_part(token.name)) {
    return false;
  }
  return std::find(but.begin(), but.end(), token.name) == but.end();
}

}  // namespace

void TreeBuilder::in_table(Token& token) {
  switch (token.type) {
    case TokenType::Characters:
      if (has_trait(open_.current(), kFosters) || open_.current_is(names::template_)) {
        table_text_.clear();
        table_text_offset_ = token.offset;
        original_mode_ = mode_;
        return reprocess(token, InsertionMode::InTableText);
      }
      return foster(token);
    case TokenType::Comment:
      return insert_comment(token);
    case TokenType::Doctype:
      return unexpected(token);
    case TokenType::StartTag:
      if (in_table_start(token)) return;
      return foster(token);
    case TokenType::EndTag:
      if (token.name == names::table) {
        if (!open_.has_in_scope(names::table, Scope::Table)) return unexpected(token);
        open_.pop_until(names::table);
        return reset_insertion_mode();
      }
      if (token.name == names::template_) return in_head(token);
      if (is_stray_end(token, {})) return unexpected(token);
      return foster(token);
    case TokenType::EndOfFile:
      return in_body(token);
  }
}

// False for elements that do not belong into a table.
bool TreeBuilder::in_table_start(Token& token) {
  switch (dom::known_name(token.name)) {
    case Name::caption:
      clear_stack_to({names::table});
      formatting_.push_marker();
      insert_html(token);
      mode_ = InsertionMode::InCaption;
      return true;
    case Name::colgroup:
      clear_stack_to({names::table});
      insert_html(token);
      mode_ = InsertionMode::InColumnGroup;
      return true;
    case Name::col:
      clear_stack_to({names::table});
      insert_named(names::colgroup, token.offset);
      reprocess(token, InsertionMode::InColumnGroup);
      return true;
    case Name::tbody:
    case Name::tfoot:
    case Name::thead:
      clear_stack_to({names::table});
      insert_html(token);
      mode_ = InsertionMode::InTableBody;
      return true;
    case Name::td:
    case Name::th:
    case Name::tr:
      clear_stack_to({names::table});
      insert_named(names::tbody, token.offset);
      reprocess(token, InsertionMode::InTableBody);
      return true;
    case Name::table:
      unexpected(token);
      if (!open_.has_in_scope(names::table, Scope::Table)) return true;
      open_.pop_until(names::table);
      reset_insertion_mode();
      process(token);
      return true;
    case Name::style:
    case Name::script:
    case Name::template_:
      in_head(token);
      return true;
    case Name::input: {
      const auto type = std::find_if(token.attributes.begin(), token.attributes.end(),
                                     [](const auto& row) { return row.name == names::type; });
      if (type == token.attributes.end() || !equals_ignoring_ascii_case(type->value, "hidden")) {
        return false;
      }
      unexpected(token);
      insert_void(token);
      return true;
    }
    case Name::form:
      unexpected(token);
      if (has_template() || form_ != nullptr) return true;
      form_ = &insert_html(token);
      open_.pop();
      return true;
    default:
      return false;
  }
}

// In table, "anything else".
void TreeBuilder::foster(Token& token) {
  unexpected(token);
  foster_parenting_ = true;
  in_body(token);
  foster_parenting_ = false;
}

void TreeBuilder::in_table_text(Token& token) {
  if (token.type == TokenType::Characters) {
    if (token.is_null()) return unexpected(token);
    table_text_.push_back(token.text);
    return;
  }
  flush_table_text();
  reprocess(token, original_mode_);
}

void TreeBuilder::flush_table_text() {
  const bool is_blank = std::all_of(
      table_text_.begin(), table_text_.end(),
      [](std::string_view text) { return count_leading_whitespace(text) == text.size(); });
  Token token;
  token.type = TokenType::Characters;
  token.offset = table_text_offset_;
  for (const std::string_view text : table_text_) {
    if (is_blank) {
      insert_text(text, table_text_offset_);
    } else {
      token.text = text;
      foster(token);
    }
  }
  table_text_.clear();
}

void TreeBuilder::in_caption(Token& token) {
  if (token.is_end(names::caption)) {
    close_caption(token);
    return;
  }
  const bool leaves = (token.type == TokenType::StartTag && is_table_part(token.name)) ||
                      token.is_end(names::table);
  if (leaves) {
    if (close_caption(token)) process(token);
    return;
  }
  if (is_stray_end(token, {names::caption})) return unexpected(token);
  in_body(token);
}

bool TreeBuilder::close_caption(const Token& token) {
  if (!open_.has_in_scope(names::caption, Scope::Table)) {
    unexpected(token);
    return false;
  }
  close_element(token, names::caption);
  formatting_.clear_to_marker();
  mode_ = InsertionMode::InTable;
  return true;
}

void TreeBuilder::in_column_group(Token& token) {
  switch (token.type) {
    case TokenType::Characters:
      if (!insert_leading_whitespace(token)) return;
      break;
    case TokenType::Comment:
      return insert_comment(token);
    case TokenType::Doctype:
      return unexpected(token);
    case TokenType::StartTag:
      if (token.name == names::html) return in_body(token);
      if (token.name == names::col) return insert_void(token);
      if (token.name == names::template_) return in_head(token);
      break;
    case TokenType::EndTag:
      if (token.name == names::template_) return in_head(token);
      if (token.name == names::col) return unexpected(token);
      break;
    case TokenType::EndOfFile:
      return in_body(token);
  }
  if (!open_.current_is(names::colgroup)) return unexpected(token);
  open_.pop();
  mode_ = InsertionMode::InTable;
  if (!token.is_end(names::colgroup)) process(token);
}

void TreeBuilder::in_table_body(Token& token) {
  const bool is_start = token.type == TokenType::StartTag;
  if (is_start && (token.name == names::tr || is_cell(token.name))) {
    clear_stack_to({names::tbody, names::tfoot, names::thead});
    mode_ = InsertionMode::InRow;
    if (token.name == names::tr) {
      insert_html(token);
      return;
    }
    unexpected(token);
    insert_named(names::tr, token.offset);
    return process(token);
  }
  if (token.type == TokenType::EndTag && is_row_group(token.name)) {
    if (!open_.has_in_scope(token.name, Scope::Table)) return unexpected(token);
    clear_stack_to({names::tbody, names::tfoot, names::thead});
    open_.pop();
    mode_ = InsertionMode::InTable;
    return;
  }
  if ((is_start && is_table_part(token.name)) || token.is_end(names::table)) {
    if (close_table_body(token)) process(token);
    return;
  }
  if (is_stray_end(token, {})) return unexpected(token);
  in_table(token);
}

bool TreeBuilder::close_table_body(const Token& token) {
  if (!open_.has_in_scope(names::tbody, Scope::Table) &&
      !open_.has_in_scope(names::thead, Scope::Table) &&
      !open_.has_in_scope(names::tfoot, Scope::Table)) {
    unexpected(token);
    return false;
  }
  clear_stack_to({names::tbody, names::tfoot, names::thead});
  open_.pop();
  mode_ = InsertionMode::InTable;
  return true;
}

void TreeBuilder::in_row(Token& token) {
  const bool is_start = token.type == TokenType::StartTag;
  if (is_start && is_cell(token.name)) {
    clear_stack_to({names::tr});
    insert_html(token);
    mode_ = InsertionMode::InCell;
    formatting_.push_marker();
    return;
  }
  if (token.is_end(names::tr)) {
    close_row(token);
    return;
  }
  if ((is_start && is_table_part(token.name)) || token.is_end(names::table)) {
    if (close_row(token)) process(token);
    return;
  }
  if (token.type == TokenType::EndTag && is_row_group(token.name)) {
    if (!open_.has_in_scope(token.name, Scope::Table)) return unexpected(token);
    if (open_.has_in_scope(names::tr, Scope::Table) && close_row(token)) process(token);
    return;
  }
  if (is_stray_end(token, {})) return unexpected(token);
  in_table(token);
}

bool TreeBuilder::close_row(const Token& token) {
  if (!open_.has_in_scope(names::tr, Scope::Table)) {
    unexpected(token);
    return false;
  }
  clear_stack_to({names::tr});
  open_.pop();
  mode_ = InsertionMode::InTableBody;
  return true;
}

void TreeBuilder::in_cell(Token& token) {
  if (token.type == TokenType::EndTag) {
    if (is_cell(token.name)) {
      if (!open_.has_in_scope(token.name, Scope::Table)) return unexpected(token);
      close_element(token, token.name);
      formatting_.clear_to_marker();
      mode_ = InsertionMode::InRow;
      return;
    }
    if (token.name == names::table || token.name == names::tr || is_row_group(token.name)) {
      if (!open_.has_in_scope(token.name, Scope::Table)) return unexpected(token);
      close_cell(token);
      return process(token);
    }
    if (is_stray_end(token, {})) return unexpected(token);
  }
  if (token.type == TokenType::StartTag && is_table_part(token.name)) {
    if (!open_.has_in_scope(names::td, Scope::Table) &&
        !open_.has_in_scope(names::th, Scope::Table)) {
      return unexpected(token);
    }
    close_cell(token);
    return process(token);
  }
  in_body(token);
}

void TreeBuilder::close_cell(const Token& token) {
  generate_implied_end_tags();
  if (!open_.current_is(names::td) && !open_.current_is(names::th)) unexpected(token);
  while (!open_.current_is(names::td) && !open_.current_is(names::th))
    open_.pop();
  open_.pop();
  formatting_.clear_to_marker();
  mode_ = InsertionMode::InRow;
}

}  // namespace banxin::html
