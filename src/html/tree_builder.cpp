// The dispatcher of tree construction (HTML Standard §13.2.6) and what surrounds it.
#include "html/tree_builder.h"

#include "base/diagnostic_ids.h"
#include "html/selected_content.h"

namespace banxin::html {

namespace names = dom::names;
using Name = dom::KnownName;

namespace {

// OPTIMIZATION with a limit: every paragraph may open unclosed formatting elements again, at 64
// bytes and more for each. This many clones are free, and one more for some bytes of input, so that
// the tree stays linear in the input's size.
constexpr std::size_t kFreeClones = 100'000;
constexpr std::size_t kBytesPerClone = 8;

}  // namespace

TreeBuilder::TreeBuilder(dom::Document& document, ParseErrors& errors, const Limits& limits)
    : document_(document),
      errors_(errors),
      limits_(limits),
      tokenizer_(document, errors, limits),
      texts_(document),
      clone_budget_(kFreeClones + document.source().size() / kBytesPerClone) {}

void TreeBuilder::build() {
  bool logged_end = false;
  while (!stopped_) {
    tokenizer_.set_cdata_allowed(
        xml_syntax_ || (!open_.empty() && adjusted_current().name_space != dom::Namespace::Html));
    Token& token = tokenizer_.next();
    if (token_log_ != nullptr && !logged_end) append_token(*token_log_, token, document_);
    logged_end = token.type == TokenType::EndOfFile;
    if (skip_newline_) {
      skip_newline_ = false;
      if (token.type == TokenType::Characters && token.text.starts_with('\n')) {
        token.text.remove_prefix(1);
        ++token.offset;
        if (token.text.empty()) continue;
      }
    }
    self_closing_acknowledged_ = false;
    process(token);
    if (token.type == TokenType::StartTag && token.self_closing && !self_closing_acknowledged_) {
      if (xml_syntax_) {
        close_empty_element(token);
      } else {
        errors_.report(DiagnosticId::NonVoidHtmlElementStartTagWithTrailingSolidus, token.offset,
                       document_.atoms().name(token.name));
      }
    }
    if (nodes_ > limits_.nodes && !stopped_) {
      errors_.report_limit(DiagnosticId::NodeLimit, token.offset, std::to_string(limits_.nodes));
      stop();
    }
  }
  errors_.finish();
  texts_.flush();
  finish_merged_attributes();
  if (has_selected_content_) {
    fill_selected_contents(document_, clone_budget_);
  }
  if (context_ != nullptr) finish_fragment();
  if (deepening_changes_ > 0 || has_selected_content_) {
    flatten_deep_elements(document_, limits_.depth);
  }
}

// `<div/>` in XHTML. The document's own elements stay open as HTML keeps them.
void TreeBuilder::close_empty_element(const Token& start) {
  if (start.name == names::html || start.name == names::head || start.name == names::body) return;
  if (open_.empty() || open_.current().name != start.name) return;
  tokenizer_.set_state(TokenizerState::Data);
  skip_newline_ = false;
  Token end;
  end.type = TokenType::EndTag;
  end.name = start.name;
  end.offset = start.offset;
  process(end);
}

void TreeBuilder::stop() {
  stopped_ = true;
}

// A fragment's nodes were gathered below an `html` root of their own.
void TreeBuilder::finish_fragment() {
  dom::Node& html = open_[0];
  dom::Document::remove(html);
  while (dom::Node* child = html.first_child) {
    dom::Document::remove(*child);
    dom::Document::append_child(document_.root(), *child);
  }
}

void TreeBuilder::set_context(const FragmentContext& context) {
  dom::Node& element =
      document_.create_element(document_.atoms().intern(context.name), context.name_space);
  context_ = &element;
  document_.quirks_mode = context.quirks_mode;
  dom::Node& html = document_.create_element(names::html);
  dom::Document::append_child(document_.root(), html);
  open_.push(html);
  if (element.is_html(names::template_)) template_modes_.push_back(InsertionMode::InTemplate);
  if (element.is_html(names::form)) form_ = &element;
  if (element.is_html(names::title) || element.is_html(names::textarea)) {
    tokenizer_.set_state(TokenizerState::Rcdata);
  } else if (element.is_html(names::script)) {
    tokenizer_.set_state(TokenizerState::ScriptData);
  } else if (element.is_html(names::plaintext)) {
    tokenizer_.set_state(TokenizerState::Plaintext);
  } else if (has_trait(element, kText)) {
    tokenizer_.set_state(TokenizerState::Rawtext);
  }
  reset_insertion_mode();
}

dom::Node& TreeBuilder::adjusted_current() const {
  return context_ != nullptr && open_.size() == 1 ? *context_ : open_.current();
}

bool TreeBuilder::is_foreign(const Token& token) const {
  if (open_.empty()) return false;
  const dom::Node& node = adjusted_current();
  if (node.name_space == dom::Namespace::Html || token.type == TokenType::EndOfFile) return false;
  const bool is_start = token.type == TokenType::StartTag;
  const bool is_text = token.type == TokenType::Characters;
  if (is_mathml_text_integration_point(node)) {
    if (is_text) return false;
    if (is_start && token.name != names::mglyph && token.name != names::malignmark) return false;
  }
  if (is_start && token.name == names::svg && node.name_space == dom::Namespace::MathMl &&
      node.name == names::annotation_xml) {
    return false;
  }
  return !((is_start || is_text) && is_html_integration_point(node));
}

void TreeBuilder::process(Token& token) {
  if (process_too_deep(token)) return;
  if (is_foreign(token)) {
    in_foreign_content(token);
  } else {
    process_in_mode(token);
  }
}

void TreeBuilder::process_in_mode(Token& token) {
  switch (mode_) {
    case InsertionMode::Initial:
      return initial(token);
    case InsertionMode::BeforeHtml:
      return before_html(token);
    case InsertionMode::BeforeHead:
      return before_head(token);
    case InsertionMode::InHead:
      return in_head(token);
    case InsertionMode::InHeadNoscript:
      return in_head_noscript(token);
    case InsertionMode::AfterHead:
      return after_head(token);
    case InsertionMode::InBody:
      return in_body(token);
    case InsertionMode::Text:
      return text(token);
    case InsertionMode::InTable:
      return in_table(token);
    case InsertionMode::InTableText:
      return in_table_text(token);
    case InsertionMode::InCaption:
      return in_caption(token);
    case InsertionMode::InColumnGroup:
      return in_column_group(token);
    case InsertionMode::InTableBody:
      return in_table_body(token);
    case InsertionMode::InRow:
      return in_row(token);
    case InsertionMode::InCell:
      return in_cell(token);
    case InsertionMode::InTemplate:
      return in_template(token);
    case InsertionMode::AfterBody:
      return after_body(token);
    case InsertionMode::InFrameset:
      return in_frameset(token);
    case InsertionMode::AfterFrameset:
      return after_frameset(token);
    case InsertionMode::AfterAfterBody:
      return after_after_body(token);
    case InsertionMode::AfterAfterFrameset:
      return after_after_frameset(token);
  }
}

void TreeBuilder::reprocess(Token& token, InsertionMode mode) {
  mode_ = mode;
  process(token);
}

// HTML Standard §13.2.4.1 "reset the insertion mode appropriately".
void TreeBuilder::reset_insertion_mode() {
  for (std::size_t i = open_.size(); i-- > 0;) {
    const bool is_last = i == 0;
    const dom::Node& node = is_last && context_ != nullptr ? *context_ : open_[i];
    const InsertionMode mode = mode_of(node, is_last);
    if (mode != InsertionMode::Initial) {
      mode_ = mode;
      return;
    }
  }
  mode_ = InsertionMode::InBody;
}

// Initial: this element says nothing.
InsertionMode TreeBuilder::mode_of(const dom::Node& node, bool is_last) const {
  if (node.name_space == dom::Namespace::Html) {
    switch (dom::known_name(node.name)) {
      case Name::td:
      case Name::th:
        if (!is_last) return InsertionMode::InCell;
        break;
      case Name::tr:
        return InsertionMode::InRow;
      case Name::tbody:
      case Name::thead:
      case Name::tfoot:
        return InsertionMode::InTableBody;
      case Name::caption:
        return InsertionMode::InCaption;
      case Name::colgroup:
        return InsertionMode::InColumnGroup;
      case Name::table:
        return InsertionMode::InTable;
      case Name::template_:
        return template_modes_.back();
      case Name::head:
        if (!is_last) return InsertionMode::InHead;
        break;
      case Name::body:
        return InsertionMode::InBody;
      case Name::frameset:
        return InsertionMode::InFrameset;
      case Name::html:
        return head_ == nullptr ? InsertionMode::BeforeHead : InsertionMode::AfterHead;
      default:
        break;
    }
  }
  return is_last ? InsertionMode::InBody : InsertionMode::Initial;
}

void TreeBuilder::unexpected(const Token& token) {
  const auto name = [&] {
    return token.name == Atom::None ? std::string_view{} : document_.atoms().name(token.name);
  };
  switch (token.type) {
    case TokenType::Doctype:
      return errors_.report(DiagnosticId::UnexpectedDoctype, token.offset);
    case TokenType::StartTag:
      return errors_.report(DiagnosticId::UnexpectedStartTag, token.offset, name());
    case TokenType::EndTag:
      return errors_.report(DiagnosticId::UnexpectedEndTag, token.offset, name());
    case TokenType::Characters:
      return errors_.report(DiagnosticId::UnexpectedText, token.offset);
    case TokenType::Comment:
    case TokenType::EndOfFile:
      return;
  }
}

}  // namespace banxin::html
