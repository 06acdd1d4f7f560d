#pragma once
// SheetParser: text → Sheet. Private to the sheet files.
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "css/sheet.h"

namespace banxin::css {

// What @import needs to know of the sheets around this one.
struct ImportState {
  std::vector<std::string> urls;  // the sheets being parsed, outermost first
  int left = 256;                 // LIMIT: imports of one document's sheet
};

class SheetParser {
 public:
  SheetParser(Sheet& sheet,
              const SheetOptions& options,
              ImportState& imports,
              Diagnostics& diagnostics);
  void parse();

 private:
  // Where a rule stands.
  struct Place {
    std::uint32_t layer = kNoLayer;
    const Condition* condition = nullptr;
    const SelectorList* parent = nullptr;  // the style rule around it
    const SelectorList* scope_root = nullptr;
    const SelectorList* scope_limit = nullptr;
    bool nested = false;  // in a style rule or @scope
    int depth = 0;
  };

  void parse_items(const std::vector<SyntaxItem>& items, const Place& place);
  void parse_style_rule(const SyntaxItem& item, const Place& place);
  void parse_at_rule(const SyntaxItem& item, const Place& place);
  void parse_group(const SyntaxItem& item, const Place& inside);
  void parse_layer(const SyntaxItem& item, const Place& place);
  void parse_media(const SyntaxItem& item, const Place& place);
  void parse_container(const SyntaxItem& item, const Place& place);
  void parse_scope(const SyntaxItem& item, const Place& place);
  void parse_import(const SyntaxItem& item);
  // `offset`: where the rule stands in the sheet.
  void load_import(const std::string& url, std::size_t offset, const Place& place);
  void parse_namespace(const SyntaxItem& item);
  void parse_page(const SyntaxItem& item, const Place& place);
  bool parse_page_selector(TokenCursor& cursor, PageSelector& out);
  void parse_font_face(const SyntaxItem& item, const Place& place);
  void parse_counter_style(const SyntaxItem& item, const Place& place);
  void parse_property(const SyntaxItem& item, const Place& place);

  void add_rule(RuleKind kind, std::size_t count, const Place& place);
  void add_declarations(const std::vector<SyntaxItem>& run,
                        const SelectorList* selectors,
                        const Place& place);
  const DeclarationBlock* block_of(std::span<const SyntaxItem> items);
  Condition& new_condition(const Condition* outer);
  std::uint32_t find_layer(std::uint32_t outer, std::string_view dotted);
  std::uint32_t new_layer(std::uint32_t outer, std::string_view name);
  const SelectorList* selectors_of(TokenRange range, const Place& place);
  TokenCursor cursor(TokenRange range) {
    return {sheet_.text, tokens_, range.begin, range.end, sheet_.memory};
  }
  void report(DiagnosticId id, const SyntaxItem& item);
  DeclarationOptions declaration_options() const;

  Sheet& sheet_;
  const SheetOptions& options_;
  ImportState& imports_;
  Diagnostics& diagnostics_;
  SourcePlace place_;
  std::vector<Token> tokens_;
  std::unordered_map<std::string, std::string> namespaces_;
  bool imports_allowed_ = true;
  bool namespaces_allowed_ = true;
};

std::unique_ptr<Sheet> parse_sheet(std::string_view text,
                                   const SheetOptions& options,
                                   ImportState& imports,
                                   Diagnostics& diagnostics);

}  // namespace banxin::css
