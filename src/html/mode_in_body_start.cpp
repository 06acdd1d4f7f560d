// The start tags of in body (HTML Standard §13.2.6.4.7).
#include "html/characters.h"
#include "html/tree_builder.h"

namespace banxin::html {

namespace names = dom::names;
using Name = dom::KnownName;

void TreeBuilder::in_body_start(Token& token) {
  if (in_body_start_block(token) || in_body_start_inline(token) || in_body_start_structure(token) ||
      in_body_start_form_control(token) || in_body_start_text(token)) {
    return;
  }
  reconstruct_formatting();
  insert_html(token);
}

// The page's frame: html, head's contents, body, frameset, parts of tables.
bool TreeBuilder::in_body_start_structure(Token& token) {
  switch (dom::known_name(token.name)) {
    case Name::html:
      unexpected(token);
      if (!has_template()) merge_attributes(open_[0], token);
      return true;
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
      in_head(token);
      return true;
    case Name::body:
      start_body(token);
      return true;
    case Name::frameset:
      start_frameset(token);
      return true;
    case Name::caption:
    case Name::col:
    case Name::colgroup:
    case Name::frame:
    case Name::head:
    case Name::tbody:
    case Name::td:
    case Name::tfoot:
    case Name::th:
    case Name::thead:
    case Name::tr:
      unexpected(token);
      return true;
    case Name::math:
      start_foreign(token, dom::Namespace::MathMl);
      return true;
    case Name::svg:
      start_foreign(token, dom::Namespace::Svg);
      return true;
    default:
      return false;
  }
}

void TreeBuilder::start_body(const Token& token) {
  unexpected(token);
  if (open_.size() < 2 || !open_[1].is_html(names::body) || has_template()) return;
  frameset_ok_ = false;
  merge_attributes(open_[1], token);
}

void TreeBuilder::start_frameset(const Token& token) {
  unexpected(token);
  if (open_.size() < 2 || !open_[1].is_html(names::body) || !frameset_ok_) return;
  dom::Document::remove(open_[1]);
  open_.pop_to_size(1);
  insert_html(token);
  mode_ = InsertionMode::InFrameset;
}

// Blocks: they close an open paragraph.
bool TreeBuilder::in_body_start_block(Token& token) {
  const std::uint16_t traits = traits_of(token.name);
  if (token.name == names::p || (traits & kBlock) != 0) {
    close_p_in_button_scope(token);
    insert_html(token);
    return true;
  }
  if ((traits & kHeading) != 0) {
    close_p_in_button_scope(token);
    if (has_trait(open_.current(), kHeading)) {
      unexpected(token);
      open_.pop();
    }
    insert_html(token);
    return true;
  }
  switch (dom::known_name(token.name)) {
    case Name::pre:
    case Name::listing:
      close_p_in_button_scope(token);
      insert_html(token);
      skip_newline_ = true;
      frameset_ok_ = false;
      return true;
    case Name::form:
      if (form_ != nullptr && !has_template()) {
        unexpected(token);
        return true;
      }
      close_p_in_button_scope(token);
      {
        dom::Node& form = insert_html(token);
        if (!has_template()) form_ = &form;
      }
      return true;
    case Name::li:
      start_list_item(token);
      return true;
    case Name::dd:
    case Name::dt:
      start_definition(token);
      return true;
    case Name::plaintext:
      close_p_in_button_scope(token);
      insert_html(token);
      tokenizer_.set_state(TokenizerState::Plaintext);
      return true;
    case Name::table:
      if (document_.quirks_mode != dom::QuirksMode::Full) close_p_in_button_scope(token);
      insert_html(token);
      frameset_ok_ = false;
      mode_ = InsertionMode::InTable;
      return true;
    default:
      return false;
  }
}

namespace {

// Where the walk for an open list item stops: special elements that are no mere container.
bool ends_item_search(const dom::Node& node) {
  return is_special(node) && !node.is_html(names::address) && !node.is_html(names::div) &&
         !node.is_html(names::p);
}

}  // namespace

void TreeBuilder::start_list_item(const Token& token) {
  frameset_ok_ = false;
  for (std::size_t i = open_.size(); open_.has(names::li) && i-- > 0;) {
    if (open_[i].is_html(names::li)) {
      close_element(token, names::li, names::li);
      break;
    }
    if (ends_item_search(open_[i])) break;
  }
  close_p_in_button_scope(token);
  insert_html(token);
}

void TreeBuilder::start_definition(const Token& token) {
  frameset_ok_ = false;
  for (std::size_t i = open_.size(); i-- > 0;) {
    const dom::Node& node = open_[i];
    if (node.is_html(names::dd) || node.is_html(names::dt)) {
      close_element(token, node.name, node.name);
      break;
    }
    if (ends_item_search(node)) break;
  }
  close_p_in_button_scope(token);
  insert_html(token);
}

// Inline elements: formatting and what is replaced.
bool TreeBuilder::in_body_start_inline(Token& token) {
  switch (dom::known_name(token.name)) {
    case Name::a:
      start_a(token);
      return true;
    case Name::nobr:
      start_nobr(token);
      return true;
    case Name::applet:
    case Name::marquee:
    case Name::object:
      reconstruct_formatting();
      insert_html(token);
      formatting_.push_marker();
      frameset_ok_ = false;
      return true;
    case Name::area:
    case Name::br:
    case Name::embed:
    case Name::img:
    case Name::keygen:
    case Name::wbr:
      reconstruct_formatting();
      insert_void(token);
      frameset_ok_ = false;
      return true;
    case Name::param:
    case Name::source:
    case Name::track:
      insert_void(token);
      return true;
    case Name::image:
      unexpected(token);
      token.name = names::img;
      process(token);
      return true;
    case Name::rb:
    case Name::rtc:
    case Name::rp:
    case Name::rt:
      start_ruby(token);
      return true;
    default:
      break;
  }
  if (!has_trait(token.name, kFormatting)) return false;
  reconstruct_formatting();
  formatting_.push(insert_html(token));
  return true;
}

void TreeBuilder::start_a(const Token& token) {
  if (dom::Node* open = formatting_.find(names::a)) {
    unexpected(token);
    adoption_agency(token);
    formatting_.remove(*open);
    open_.remove(*open);
    ++deepening_changes_;
  }
  reconstruct_formatting();
  formatting_.push(insert_html(token));
}

void TreeBuilder::start_nobr(const Token& token) {
  reconstruct_formatting();
  if (open_.has_in_scope(names::nobr)) {
    unexpected(token);
    adoption_agency(token);
    reconstruct_formatting();
  }
  formatting_.push(insert_html(token));
}

void TreeBuilder::start_ruby(const Token& token) {
  if (open_.has_in_scope(names::ruby)) {
    const bool is_annotation = token.name == names::rt || token.name == names::rp;
    generate_implied_end_tags(is_annotation ? names::rtc : Atom::None);
    if (!open_.current_is(names::ruby) && !(is_annotation && open_.current_is(names::rtc))) {
      unexpected(token);
    }
  }
  insert_html(token);
}

void TreeBuilder::start_foreign(Token& token, dom::Namespace name_space) {
  reconstruct_formatting();
  insert_foreign(token, name_space);
}

bool TreeBuilder::in_body_start_form_control(Token& token) {
  switch (dom::known_name(token.name)) {
    case Name::button:
      if (open_.has_in_scope(names::button)) {
        unexpected(token);
        generate_implied_end_tags();
        open_.pop_until(names::button);
      }
      reconstruct_formatting();
      insert_html(token);
      frameset_ok_ = false;
      return true;
    case Name::input:
      start_input(token);
      return true;
    case Name::select:
      start_select(token);
      return true;
    case Name::option:
    case Name::optgroup:
      start_option(token);
      return true;
    case Name::hr:
      close_p_in_button_scope(token);
      if (open_.has_in_scope(names::select)) {
        generate_implied_end_tags();
        if (open_.has_in_scope(names::option) || open_.has_in_scope(names::optgroup)) {
          unexpected(token);
        }
      }
      insert_void(token);
      frameset_ok_ = false;
      return true;
    default:
      return false;
  }
}

void TreeBuilder::start_input(const Token& token) {
  if (context_ != nullptr && context_->is_html(names::select)) return unexpected(token);
  if (open_.has_in_scope(names::select)) {
    unexpected(token);
    open_.pop_until(names::select);
  }
  reconstruct_formatting();
  insert_void(token);
  for (const dom::Attribute& attribute : token.attributes) {
    if (attribute.name == names::type && equals_ignoring_ascii_case(attribute.value, "hidden"))
      return;
  }
  frameset_ok_ = false;
}

void TreeBuilder::start_select(const Token& token) {
  if (context_ != nullptr && context_->is_html(names::select)) return unexpected(token);
  if (open_.has_in_scope(names::select)) {
    unexpected(token);
    open_.pop_until(names::select);
    return;
  }
  reconstruct_formatting();
  insert_html(token);
  frameset_ok_ = false;
}

void TreeBuilder::start_option(const Token& token) {
  const bool is_option = token.name == names::option;
  if (open_.has_in_scope(names::select)) {
    generate_implied_end_tags(is_option ? names::optgroup : Atom::None);
    if (open_.has_in_scope(names::option) || (!is_option && open_.has_in_scope(names::optgroup))) {
      unexpected(token);
    }
  } else if (open_.current_is(names::option)) {
    open_.pop();
  }
  reconstruct_formatting();
  insert_html(token);
}

// Elements that hold nothing but text.
bool TreeBuilder::in_body_start_text(Token& token) {
  switch (dom::known_name(token.name)) {
    case Name::textarea:
      insert_text_element(token, TokenizerState::Rcdata);
      skip_newline_ = true;
      frameset_ok_ = false;
      return true;
    case Name::xmp:
      close_p_in_button_scope(token);
      reconstruct_formatting();
      frameset_ok_ = false;
      insert_text_element(token, TokenizerState::Rawtext);
      return true;
    case Name::iframe:
      frameset_ok_ = false;
      insert_text_element(token, TokenizerState::Rawtext);
      return true;
    case Name::noembed:
      insert_text_element(token, TokenizerState::Rawtext);
      return true;
    default:
      return false;
  }
}

}  // namespace banxin::html
