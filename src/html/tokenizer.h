#pragma once
// Tokenizer: HTML Standard §13.2.5. The whole text is in memory, so a tag, comment or doctype is
// read in one go by functions that walk through the standard's states; only the states between
// tokens are kept. Pieces that need no change are views of the source. One file a state group:
// tokenizer_text, _script, _tag, _comment, _doctype, _reference.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "dom/document.h"
#include "html/parse_errors.h"
#include "html/token.h"

namespace banxin::html {

// The states in which a token may begin.
enum class TokenizerState : std::uint8_t {
  Data,
  Rcdata,
  Rawtext,
  ScriptData,
  Plaintext,
  CdataSection
};

class Tokenizer {
 public:
  // Reads document.source(), whose newlines are normalised.
  Tokenizer(dom::Document& document, ParseErrors& errors, const Limits& limits);

  // The next token; the last one is EndOfFile, again and again. Valid until the next call.
  Token& next();

  void set_state(TokenizerState state) { state_ = state; }
  // The name that an "appropriate end tag token" must have (start tags set it themselves).
  void set_last_start_tag(Atom name) { last_start_tag_ = name; }
  // Whether `<![CDATA[` opens a section: the tree builder says so in SVG and MathML.
  void set_cdata_allowed(bool allowed) { cdata_allowed_ = allowed; }
  // ParseOptions::xml_syntax: a doctype may have an internal subset.
  void set_xml_syntax() { xml_syntax_ = true; }
  std::size_t position() const { return at_; }

 private:
  // The escapes inside of script data, kept between the tokens that NULs cut the text into.
  enum class ScriptEscape : std::uint8_t {
    None,
    Escaped,
    EscapedDash,
    EscapedDashDash,
    DoubleEscaped,
    DoubleEscapedDash,
    DoubleEscapedDashDash
  };
  struct Reference {
    std::string_view replacement;  // empty when the ampersand stands for itself
    std::size_t end = 0;           // where reading goes on
  };

  // text
  void data();
  void plain_run(bool stops_at_ampersand, bool stops_at_end_tag);
  void cdata_section();
  void emit_text(std::size_t end);
  void emit_replacement(std::string_view replacement, std::size_t end);
  void emit_end_of_file();
  bool emit_pending_text(std::size_t end);
  // Whether `</name` at `at` closes the element whose text is being read.
  bool is_appropriate_end_tag(std::size_t at) const;

  // script
  void script_data();
  void script_dash();
  void script_less_than();
  std::size_t script_word_end(std::size_t from, bool& is_script) const;

  // tags
  void tag_open();
  void end_tag_open();
  void markup_declaration_open();
  void tag(TokenType type);
  Atom tag_name();
  bool attribute();
  bool attribute_value(std::string_view& value);
  bool quoted_value(char quote, std::string_view& value);
  bool unquoted_value(std::string_view& value);
  void finish_attribute(std::size_t start, std::size_t end, bool has_null, bool has_upper);
  bool self_closing_start_tag();
  void emit_tag();
  void eof_in_tag();

  // comments
  void comment();
  void bogus_comment();
  void report_nulls(std::size_t start, std::size_t end);
  void emit_comment(std::size_t start, std::size_t end, std::size_t next);
  bool comment_dashes(std::size_t start);
  void check_nested_comment(std::size_t start, std::size_t dashes);

  // doctype
  void doctype();
  void doctype_name();
  void after_doctype_name();
  void doctype_public();
  void doctype_system(DiagnosticId missing_identifier);
  bool doctype_identifier(std::string_view& identifier, DiagnosticId abrupt);
  void after_doctype_system_identifier();
  void bogus_doctype();
  std::size_t after_internal_subset(std::size_t start) const;
  void emit_doctype(std::size_t next);
  void broken_doctype(DiagnosticId id);
  void eof_in_doctype();

  // references
  Reference character_reference(bool in_attribute);
  Reference named_reference(bool in_attribute);
  Reference numeric_reference();
  std::string_view numeric_replacement(std::uint32_t code, std::size_t end);

  bool at_end() const { return at_ >= size_; }
  // '\0' at the end, where std::string keeps one.
  char peek(std::size_t ahead = 0) const { return at_ + ahead < size_ ? text_[at_ + ahead] : '\0'; }
  bool is_end(std::size_t offset) const { return offset >= size_; }
  std::string_view slice(std::size_t start, std::size_t end) const {
    return {text_ + start, end - start};
  }
  void skip_whitespace();
  void error(DiagnosticId id, std::size_t offset) { errors_.report(id, offset); }
  // A copy in the arena with NULs made U+FFFD and, if asked for, upper case made lower.
  std::string_view clean_copy(std::string_view text, bool lower);

  dom::Document& document_;
  ParseErrors& errors_;
  const char* text_;
  std::size_t size_;
  std::size_t at_ = 0;
  std::size_t attribute_limit_;
  TokenizerState state_ = TokenizerState::Data;
  ScriptEscape escape_ = ScriptEscape::None;
  bool cdata_allowed_ = false;
  bool xml_syntax_ = false;
  bool token_ready_ = false;
  bool attributes_dropped_ = false;
  Atom last_start_tag_ = Atom::None;
  Token token_;
  std::vector<dom::Attribute> attributes_;
  // The tag in which an attribute name was last seen, by atom: a duplicate is found in one look.
  std::vector<std::uint32_t> attribute_seen_;
  std::uint32_t tag_number_ = 0;
  std::string buffer_;
};

// CR LF and CR become LF (HTML Standard §13.2.3.5).
std::string normalize_newlines(std::string text);

}  // namespace banxin::html
