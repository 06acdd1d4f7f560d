#pragma once
// TreeBuilder: HTML Standard §13.2.6 "Tree construction". One function an insertion mode, split
// into start tags and end tags where it is long; one file a group of modes: tree_builder.cpp
// (dispatch), insertion.cpp, formatting.cpp, mode_*.cpp, foreign_content.cpp, quirks.cpp.
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "dom/document.h"
#include "html/formatting_elements.h"
#include "html/open_elements.h"
#include "html/overflow.h"
#include "html/parse.h"
#include "html/parse_errors.h"
#include "html/text_inserter.h"
#include "html/tokenizer.h"

namespace banxin::html {

enum class InsertionMode : std::uint8_t {
  Initial,
  BeforeHtml,
  BeforeHead,
  InHead,
  InHeadNoscript,
  AfterHead,
  InBody,
  Text,
  InTable,
  InTableText,
  InCaption,
  InColumnGroup,
  InTableBody,
  InRow,
  InCell,
  InTemplate,
  AfterBody,
  InFrameset,
  AfterFrameset,
  AfterAfterBody,
  AfterAfterFrameset
};

class TreeBuilder {
 public:
  TreeBuilder(dom::Document& document, ParseErrors& errors, const Limits& limits);

  // The fragment case: call before build().
  void set_context(const FragmentContext& context);
  // ParseOptions::xml_syntax; call before build().
  void set_xml_syntax() {
    xml_syntax_ = true;
    tokenizer_.set_xml_syntax();
  }
  // Every token is written there too.
  void set_token_log(std::string& log) { token_log_ = &log; }
  void build();

 private:
  // Rows and bodies of tables are implied, void elements and text elements stand one deeper.
  static constexpr std::size_t kDepthReserve = 3;

  struct Place {
    dom::Node* parent;
    dom::Node* before;  // null: at the end
  };

  // Dispatch (tree_builder.cpp)
  void close_empty_element(const Token& start);
  void process(Token& token);
  void process_in_mode(Token& token);
  void reprocess(Token& token, InsertionMode mode);
  bool is_foreign(const Token& token) const;
  dom::Node& adjusted_current() const;
  void reset_insertion_mode();
  InsertionMode mode_of(const dom::Node& node, bool is_last) const;
  void stop();
  void finish_fragment();
  void unexpected(const Token& token);
  void check_unclosed(const Token& token);

  // Insertion (insertion.cpp)
  Place appropriate_place(dom::Node* override_target = nullptr);
  Place foster_place();
  dom::Node& create_element(const Token& token, dom::Namespace name_space);
  dom::Node& insert_element(const Token& token, dom::Namespace name_space);
  dom::Node& insert_html(const Token& token) { return insert_element(token, dom::Namespace::Html); }
  dom::Node& insert_named(Atom name, std::uint32_t offset);
  // For elements that are "immediately popped": they never enter the stack.
  void insert_void(const Token& token);
  void insert_at(const Place& place, dom::Node& node);
  void insert_text(std::string_view text, std::uint32_t offset);
  void insert_comment(const Token& token);
  void insert_comment(const Token& token, dom::Node& parent);
  // Text up to the first character that is not whitespace goes to the tree; true when there is
  // more.
  bool insert_leading_whitespace(Token& token);
  static bool skip_leading_whitespace(Token& token);
  void insert_whitespace_only(const Token& token);
  void insert_text_element(const Token& token, TokenizerState state);
  void merge_attributes(dom::Node& element, const Token& token);
  void finish_merged_attributes();
  void generate_implied_end_tags(Atom except = Atom::None);
  void generate_all_implied_end_tags();
  // Closes elements up to one of this name, after implied end tags.
  void close_element(const Token& token, Atom name, Atom except = Atom::None);
  void close_p(const Token& token);
  void close_p_in_button_scope(const Token& token);
  void clear_stack_to(std::initializer_list<Atom> wanted);
  bool has_template() const { return open_.has(dom::names::template_); }
  bool take_clone_budget(const dom::Node& element);

  // Depth (depth.cpp)
  bool process_too_deep(Token& token);
  bool start_too_deep(Token& token);
  bool is_full() const { return open_.size() + kDepthReserve >= limits_.depth; }

  // Formatting (formatting.cpp)
  void reconstruct_formatting();
  dom::Node& clone_element(const dom::Node& element);
  void adoption_agency(const Token& token);
  bool adopt_once(const Token& token);
  std::size_t find_furthest_block(std::size_t formatting_index) const;
  dom::Node& adopt_inner(dom::Node& formatting, dom::Node& furthest_block, std::size_t& bookmark);
  void any_other_end_tag(const Token& token);

  // Modes
  void initial(Token& token);
  void before_html(Token& token);
  void before_head(Token& token);
  void in_head(Token& token);
  bool in_head_start(Token& token);
  void start_template(const Token& token);
  void end_template(const Token& token);
  void in_head_noscript(Token& token);
  void after_head(Token& token);
  void in_body(Token& token);
  void in_body_characters(const Token& token);
  void in_body_end_of_file(Token& token);
  void in_body_start(Token& token);
  bool in_body_start_structure(Token& token);
  bool in_body_start_block(Token& token);
  bool in_body_start_inline(Token& token);
  bool in_body_start_form_control(Token& token);
  bool in_body_start_text(Token& token);
  void in_body_end(Token& token);
  bool in_body_end_block(const Token& token);
  void start_body(const Token& token);
  void start_frameset(const Token& token);
  void start_list_item(const Token& token);
  void start_definition(const Token& token);
  void start_a(const Token& token);
  void start_nobr(const Token& token);
  void start_foreign(Token& token, dom::Namespace name_space);
  void start_input(const Token& token);
  void start_select(const Token& token);
  void start_option(const Token& token);
  void start_ruby(const Token& token);
  void end_form(const Token& token);
  void end_body(Token& token);
  void text(Token& token);
  void in_table(Token& token);
  bool in_table_start(Token& token);
  void in_table_text(Token& token);
  void flush_table_text();
  void foster(Token& token);
  void in_caption(Token& token);
  bool close_caption(const Token& token);
  void in_column_group(Token& token);
  void in_table_body(Token& token);
  bool close_table_body(const Token& token);
  void in_row(Token& token);
  bool close_row(const Token& token);
  void in_cell(Token& token);
  void close_cell(const Token& token);
  void in_template(Token& token);
  void after_body(Token& token);
  void in_frameset(Token& token);
  void after_frameset(Token& token);
  void after_after_body(Token& token);
  void after_after_frameset(Token& token);

  // Foreign content (foreign_content.cpp)
  void in_foreign_content(Token& token);
  void foreign_start(Token& token);
  void foreign_end(Token& token);
  void leave_foreign_content(Token& token);
  void insert_foreign(Token& token, dom::Namespace name_space);
  void adjust_foreign(Token& token, dom::Namespace name_space);
  void adjust_foreign_attributes(Token& token);
  void adjust_mathml_attributes(Token& token);
  void adjust_svg_attributes(Token& token);
  void adjust_svg_name(Token& token);

  dom::Document& document_;
  ParseErrors& errors_;
  Limits limits_;
  Tokenizer tokenizer_;
  TextInserter texts_;
  OpenElements open_;
  FormattingElements formatting_;
  Overflow overflow_;
  dom::Node* overflow_text_ = nullptr;  // takes the text right after an overflowing start tag
  std::map<dom::Node*, std::vector<dom::Attribute>> merged_attributes_;
  std::set<std::pair<const dom::Node*, Atom>> merged_names_;
  std::vector<InsertionMode> template_modes_;
  std::vector<std::string_view> table_text_;
  InsertionMode mode_ = InsertionMode::Initial;
  InsertionMode original_mode_ = InsertionMode::Initial;
  dom::Node* context_ = nullptr;  // of a fragment
  dom::Node* head_ = nullptr;
  dom::Node* form_ = nullptr;
  std::uint32_t table_text_offset_ = 0;
  std::string* token_log_ = nullptr;
  std::size_t nodes_ = 0;
  std::size_t clone_budget_;
  // Changes that can put a node deeper than the stack of open elements is high.
  std::size_t deepening_changes_ = 0;
  bool frameset_ok_ = true;
  bool foster_parenting_ = false;
  bool skip_newline_ = false;
  bool self_closing_acknowledged_ = false;
  bool xml_syntax_ = false;
  bool has_selected_content_ = false;
  bool depth_limit_reported_ = false;
  bool formatting_limit_reported_ = false;
  bool stopped_ = false;
};

// One line of dump_tokens().
void append_token(std::string& out, const Token& token, const dom::Document& document);
// HTML Standard §13.2.6.4.1: what a doctype says about the mode.
dom::QuirksMode quirks_mode_of(const Token& doctype, std::string_view name);
bool is_mathml_text_integration_point(const dom::Node& node);
bool is_html_integration_point(const dom::Node& node);
// Makes what stands deeper than `limit` siblings of what holds it.
void flatten_deep_elements(dom::Document& document, std::size_t limit);

}  // namespace banxin::html
