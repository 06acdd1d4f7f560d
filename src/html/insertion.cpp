// Creating and inserting nodes (HTML Standard §13.2.6.1) and the small steps that the modes share.
#include <algorithm>
#include <vector>

#include "base/diagnostic_ids.h"
#include "html/characters.h"
#include "html/tree_builder.h"

namespace banxin::html {

namespace names = dom::names;

TreeBuilder::Place TreeBuilder::appropriate_place(dom::Node* override_target) {
  dom::Node& target = override_target != nullptr ? *override_target : open_.current();
  const Place place =
      foster_parenting_ && has_trait(target, kFosters) ? foster_place() : Place{&target, nullptr};
  if (place.parent->is_html(names::template_)) {
    return {&document_.create_template_content(*place.parent), nullptr};
  }
  return place;
}

TreeBuilder::Place TreeBuilder::foster_place() {
  const std::size_t last_template = open_.last_index_of(names::template_);
  const std::size_t last_table = open_.last_index_of(names::table);
  if (last_template != OpenElements::kNotFound &&
      (last_table == OpenElements::kNotFound || last_template > last_table)) {
    return {&open_[last_template], nullptr};
  }
  if (last_table == OpenElements::kNotFound) return {&open_[0], nullptr};
  dom::Node& table = open_[last_table];
  if (table.parent != nullptr) return {table.parent, &table};
  return {&open_[last_table - 1], nullptr};
}

void TreeBuilder::insert_at(const Place& place, dom::Node& node) {
  ++nodes_;
  dom::Document::insert_before(*place.parent, node, place.before);
}

dom::Node& TreeBuilder::create_element(const Token& token, dom::Namespace name_space) {
  dom::Node& element = document_.create_element(token.name, name_space, token.offset);
  const std::span<const dom::Attribute> attributes = token.attributes;
  element.set_attributes(document_.memory().copy(attributes));
  return element;
}

dom::Node& TreeBuilder::insert_element(const Token& token, dom::Namespace name_space) {
  dom::Node& element = create_element(token, name_space);
  insert_at(appropriate_place(), element);
  open_.push(element);
  if (token.name == names::selectedcontent) has_selected_content_ = true;
  return element;
}

dom::Node& TreeBuilder::insert_named(Atom name, std::uint32_t offset) {
  Token token;
  token.type = TokenType::StartTag;
  token.name = name;
  token.offset = offset;
  return insert_html(token);
}

void TreeBuilder::insert_void(const Token& token) {
  insert_at(appropriate_place(), create_element(token, dom::Namespace::Html));
  self_closing_acknowledged_ = true;
}

void TreeBuilder::insert_text(std::string_view text, std::uint32_t offset) {
  if (text.empty()) return;
  const Place place = appropriate_place();
  if (place.parent->type == dom::NodeType::Document) return;
  dom::Node* neighbour =
      place.before != nullptr ? place.before->previous_sibling : place.parent->last_child;
  if (neighbour != nullptr && neighbour->is_text()) {
    texts_.append(*neighbour, text);
  } else {
    insert_at(place, document_.create_text(text, offset));
  }
}

void TreeBuilder::insert_comment(const Token& token) {
  const Place place = appropriate_place();
  dom::Node& comment = document_.create_node(dom::NodeType::Comment, token.offset);
  comment.set_text(token.text);
  insert_at(place, comment);
}

void TreeBuilder::insert_comment(const Token& token, dom::Node& parent) {
  dom::Node& comment = document_.create_node(dom::NodeType::Comment, token.offset);
  comment.set_text(token.text);
  insert_at({&parent, nullptr}, comment);
}

bool TreeBuilder::skip_leading_whitespace(Token& token) {
  const std::size_t count = count_leading_whitespace(token.text);
  token.text.remove_prefix(count);
  token.offset += static_cast<std::uint32_t>(count);
  return !token.text.empty();
}

bool TreeBuilder::insert_leading_whitespace(Token& token) {
  const std::size_t count = count_leading_whitespace(token.text);
  insert_text(token.text.substr(0, count), token.offset);
  return skip_leading_whitespace(token);
}

void TreeBuilder::insert_whitespace_only(const Token& token) {
  std::string_view rest = token.text;
  while (!rest.empty()) {
    const std::size_t count = count_leading_whitespace(rest);
    insert_text(rest.substr(0, count), token.offset);
    rest.remove_prefix(count);
    if (rest.empty()) return;
    unexpected(token);
    while (!rest.empty() && !is_ascii_space(rest.front()))
      rest.remove_prefix(1);
  }
}

// The generic raw text and RCDATA element parsing algorithms (HTML Standard §13.2.6.2).
void TreeBuilder::insert_text_element(const Token& token, TokenizerState state) {
  insert_html(token);
  tokenizer_.set_state(state);
  original_mode_ = mode_;
  mode_ = InsertionMode::Text;
}

// A second <html> or <body>: attributes that the element does not have yet are added.
void TreeBuilder::merge_attributes(dom::Node& element, const Token& token) {
  if (token.attributes.empty()) return;
  // Gathered until the end: thousands of such tags would else copy the list as often.
  const auto [entry, is_first] = merged_attributes_.try_emplace(&element);
  std::vector<dom::Attribute>& merged = entry->second;
  for (const dom::Attribute& attribute : element.attributes()) {
    if (is_first) merged_names_.emplace(&element, attribute.name);
  }
  for (const dom::Attribute& attribute : token.attributes) {
    if (merged_names_.emplace(&element, attribute.name).second) merged.push_back(attribute);
  }
}

void TreeBuilder::finish_merged_attributes() {
  for (auto& [element, added] : merged_attributes_) {
    std::vector<dom::Attribute> all(element->attributes().begin(), element->attributes().end());
    all.insert(all.end(), added.begin(), added.end());
    element->set_attributes(document_.memory().copy(std::span<const dom::Attribute>(all)));
  }
}

void TreeBuilder::generate_implied_end_tags(Atom except) {
  while (has_trait(open_.current(), kImpliedEnd) && open_.current().name != except)
    open_.pop();
}

void TreeBuilder::generate_all_implied_end_tags() {
  while (has_trait(open_.current(), kThoroughlyImpliedEnd))
    open_.pop();
}

void TreeBuilder::close_element(const Token& token, Atom name, Atom except) {
  generate_implied_end_tags(except);
  if (!open_.current_is(name)) unexpected(token);
  open_.pop_until(name);
}

void TreeBuilder::close_p(const Token& token) {
  close_element(token, names::p, names::p);
}

void TreeBuilder::close_p_in_button_scope(const Token& token) {
  if (open_.has_in_scope(names::p, Scope::Button)) close_p(token);
}

void TreeBuilder::clear_stack_to(std::initializer_list<Atom> wanted) {
  const auto stops = [&](const dom::Node& node) {
    if (node.name_space != dom::Namespace::Html) return false;
    return node.name == names::html || node.name == names::template_ ||
           std::find(wanted.begin(), wanted.end(), node.name) != wanted.end();
  };
  while (!stops(open_.current()))
    open_.pop();
}

bool TreeBuilder::take_clone_budget(const dom::Node& element) {
  const std::size_t price = 1 + element.attributes().size();
  if (clone_budget_ >= price) {
    clone_budget_ -= price;
    return true;
  }
  if (!formatting_limit_reported_) {
    errors_.report_limit(DiagnosticId::FormattingLimit, tokenizer_.position(), {});
    formatting_limit_reported_ = true;
  }
  clone_budget_ = 0;
  return false;
}

}  // namespace banxin::html
