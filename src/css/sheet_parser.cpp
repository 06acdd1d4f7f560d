#include "css/sheet_parser.h"

#include <algorithm>

#include "base/diagnostic_ids.h"
#include "css/supports.h"
#include "css/value_parsers.h"

namespace banxin::css {
namespace {

// LIMIT: rules in rules.
constexpr int kMaxDepth = 64;

bool is_skipped_rule(std::string_view name) {
  for (const std::string_view known :
       {"charset", "keyframes", "-webkit-keyframes", "-moz-keyframes", "-o-keyframes", "viewport",
        "-ms-viewport", "font-feature-values", "font-palette-values", "view-transition",
        "starting-style", "position-try", "-moz-document", "color-profile"}) {
    if (name == known) return true;
  }
  return false;
}

}  // namespace

SheetParser::SheetParser(Sheet& sheet,
                         const SheetOptions& options,
                         ImportState& imports,
                         Diagnostics& diagnostics)
    : sheet_(sheet), options_(options), imports_(imports), diagnostics_(diagnostics) {
  place_ = {options.file, sheet.text, options.start};
  tokens_ = tokenize(sheet.text);
}

void SheetParser::parse() {
  const TokenRange all{0, static_cast<std::uint32_t>(tokens_.size())};
  parse_items(parse_rule_list(tokens_, sheet_.text, all, RuleListLevel::Top), Place{});
}

void SheetParser::report(DiagnosticId id, const SyntaxItem& item) {
  const std::uint32_t offset = item.name < tokens_.size() ? tokens_[item.name].offset : 0;
  const std::string_view shown = std::string_view(sheet_.text).substr(offset, 60);
  report_at(diagnostics_, id, place_, offset, shown.substr(0, shown.find_first_of("{\n")));
}

DeclarationOptions SheetParser::declaration_options() const {
  return {sheet_.url, options_.unitless, &place_, &diagnostics_};
}

void SheetParser::add_rule(RuleKind kind, std::size_t count, const Place& place) {
  sheet_.rules.push_back(
      {kind, static_cast<std::uint32_t>(count - 1), place.layer, place.condition});
}

const DeclarationBlock* SheetParser::block_of(std::span<const SyntaxItem> items) {
  const DeclarationOptions options = declaration_options();
  return &sheet_.memory.create<DeclarationBlock>(
      parse_declarations(items, tokens_, sheet_.text, sheet_.memory, options));
}

void SheetParser::add_declarations(const std::vector<SyntaxItem>& run,
                                   const SelectorList* selectors,
                                   const Place& place) {
  if (selectors == nullptr || sheet_.style_rules.size() >= options_.limits.rules) return;
  const DeclarationBlock* block = block_of(run);
  if (block->declarations.empty()) return;
  sheet_.style_rules.push_back({selectors, block, place.scope_root, place.scope_limit});
  add_rule(RuleKind::Style, sheet_.style_rules.size(), place);
}

Condition& SheetParser::new_condition(const Condition* outer) {
  sheet_.conditions.push_back(std::make_unique<Condition>());
  sheet_.conditions.back()->outer = outer;
  return *sheet_.conditions.back();
}

std::uint32_t SheetParser::new_layer(std::uint32_t outer, std::string_view name) {
  sheet_.layers.push_back({outer, std::string(name)});
  return static_cast<std::uint32_t>(sheet_.layers.size() - 1);
}

std::uint32_t SheetParser::find_layer(std::uint32_t outer, std::string_view dotted) {
  // LIMIT: names in a dotted name.
  for (int part = 0; part < 64 && !dotted.empty(); ++part) {
    const std::size_t dot = dotted.find('.');
    const std::string_view name = dotted.substr(0, dot);
    dotted = dot == std::string_view::npos ? std::string_view{} : dotted.substr(dot + 1);
    const auto found = std::find_if(
        sheet_.layers.begin(), sheet_.layers.end(),
        [&](const Layer& layer) { return layer.outer == outer && layer.name == name; });
    outer = found != sheet_.layers.end() ? static_cast<std::uint32_t>(found - sheet_.layers.begin())
                                         : new_layer(outer, name);
  }
  return outer;
}

const SelectorList* SheetParser::selectors_of(TokenRange range, const Place& place) {
  SelectorContext context{sheet_.memory, sheet_.symbols, &namespaces_,
                          place.parent,  place.nested,   place.scope_root != nullptr};
  TokenCursor prelude = cursor(range);
  const SelectorList* list = parse_selector_list(prelude, context);
  return list != nullptr && prelude.at_end() ? list : nullptr;
}

void SheetParser::parse_items(const std::vector<SyntaxItem>& items, const Place& place) {
  if (place.depth > kMaxDepth) {
    if (!items.empty()) report(DiagnosticId::CssBadRule, items.front());
    return;
  }
  // Declarations between nested rules keep their place in the order (CSS Nesting 1 §4).
  std::vector<SyntaxItem> run;
  const auto flush = [&] {
    if (!run.empty()) add_declarations(run, place.parent, place);
    run.clear();
  };
  for (const SyntaxItem& item : items) {
    if (sheet_.style_rules.size() >= options_.limits.rules) {
      diagnostics_.report(DiagnosticId::CssSheetLimit, place_.file, {},
                          std::to_string(options_.limits.rules) + " rules");
      return;
    }
    switch (item.kind) {
      case SyntaxKind::Declaration:
        run.push_back(item);
        break;
      case SyntaxKind::Invalid:
        report(DiagnosticId::CssBadRule, item);
        break;
      case SyntaxKind::QualifiedRule:
        flush();
        imports_allowed_ = namespaces_allowed_ = false;
        parse_style_rule(item, place);
        break;
      case SyntaxKind::AtRule:
        flush();
        parse_at_rule(item, place);
        break;
    }
  }
  flush();
}

void SheetParser::parse_style_rule(const SyntaxItem& item, const Place& place) {
  const SelectorList* selectors = selectors_of(item.prelude, place);
  if (selectors == nullptr) {
    report(DiagnosticId::CssBadSelector, item);
    return;
  }
  Place inside = place;
  inside.parent = selectors;
  inside.nested = true;
  ++inside.depth;
  parse_items(parse_block_contents(tokens_, sheet_.text, item.block), inside);
}

// The inside of a conditional rule: rules at the top, a block's contents in a style rule.
void SheetParser::parse_group(const SyntaxItem& item, const Place& inside) {
  Place place = inside;
  ++place.depth;
  parse_items(place.parent != nullptr
                  ? parse_block_contents(tokens_, sheet_.text, item.block)
                  : parse_rule_list(tokens_, sheet_.text, item.block, RuleListLevel::Nested),
              place);
}

void SheetParser::parse_media(const SyntaxItem& item, const Place& place) {
  ValueContext context(sheet_.memory);
  Condition& condition = new_condition(place.condition);
  condition.media = parse_media_list(cursor(item.prelude), context);
  Place inside = place;
  inside.condition = &condition;
  parse_group(item, inside);
}

void SheetParser::parse_container(const SyntaxItem& item, const Place& place) {
  ValueContext context(sheet_.memory);
  TokenCursor prelude = cursor(item.prelude);
  Condition& condition = new_condition(place.condition);
  condition.container = true;
  if (prelude.type() == TokenType::Ident && !prelude.is_ident("not")) {
    condition.container_name = prelude.text();
    prelude.skip();
  }
  if (!prelude.at_end() &&
      !parse_feature_condition(prelude, context, condition.container_condition)) {
    report(DiagnosticId::CssBadRule, item);
    return;
  }
  Place inside = place;
  inside.condition = &condition;
  parse_group(item, inside);
}

void SheetParser::parse_layer(const SyntaxItem& item, const Place& place) {
  TokenCursor prelude = cursor(item.prelude);
  std::vector<std::string> names;
  while (!prelude.at_end()) {
    std::string name;
    while (prelude.type() == TokenType::Ident) {
      name += prelude.text();
      const bool dot = !prelude.space_follows() && prelude.peek_next().type == TokenType::Delim;
      prelude.skip();
      if (!dot || !prelude.take_delim('.')) break;
      name += '.';
    }
    if (name.empty() || name.back() == '.') return report(DiagnosticId::CssBadRule, item);
    names.push_back(name);
    if (!prelude.at_end() && !prelude.take(TokenType::Comma)) {
      return report(DiagnosticId::CssBadRule, item);
    }
  }
  Place inside = place;
  if (item.has_block) {
    if (names.size() > 1) return report(DiagnosticId::CssBadRule, item);
    inside.layer = names.empty() ? new_layer(place.layer, "") : find_layer(place.layer, names[0]);
    add_rule(RuleKind::Layer, 1, inside);
    parse_group(item, inside);
    return;
  }
  for (const std::string& name : names) {
    inside.layer = find_layer(place.layer, name);
    add_rule(RuleKind::Layer, 1, inside);
  }
}

void SheetParser::parse_scope(const SyntaxItem& item, const Place& place) {
  TokenCursor prelude = cursor(item.prelude);
  Place inside = place;
  const auto list_in_parens = [&]() -> const SelectorList* {
    TokenCursor inner = prelude.enter();
    return selectors_of({inner.index(), inner.end_index()}, place);
  };
  if (prelude.type() == TokenType::OpenParen) inside.scope_root = list_in_parens();
  if (prelude.take_ident("to") && prelude.type() == TokenType::OpenParen) {
    inside.scope_limit = list_in_parens();
  }
  if (inside.scope_root == nullptr || !prelude.at_end()) {
    return report(DiagnosticId::CssBadRule, item);
  }
  inside.parent = nullptr;
  inside.nested = false;
  parse_group(item, inside);
}

void SheetParser::parse_namespace(const SyntaxItem& item) {
  TokenCursor prelude = cursor(item.prelude);
  std::string prefix;
  if (prelude.type() == TokenType::Ident) {
    prefix = prelude.text();
    prelude.skip();
  }
  ValueContext context(sheet_.memory);
  Url url;
  if (!parse_url(prelude, context, url, UrlStrings::Allowed) || !prelude.at_end()) {
    return report(DiagnosticId::CssBadRule, item);
  }
  namespaces_[prefix] = url.text;
}

void SheetParser::parse_import(const SyntaxItem& item) {
  TokenCursor prelude = cursor(item.prelude);
  ValueContext context(sheet_.memory);
  Url url;
  if (item.has_block || !parse_url(prelude, context, url, UrlStrings::Allowed)) {
    return report(DiagnosticId::CssBadRule, item);
  }
  Place place;
  if (prelude.take_ident("layer")) {
    place.layer = new_layer(kNoLayer, "");
  } else if (prelude.is_function("layer")) {
    TokenCursor inside = prelude.enter();
    place.layer = find_layer(kNoLayer, inside.rest());
  }
  if (place.layer != kNoLayer) add_rule(RuleKind::Layer, 1, place);
  if (prelude.is_function("supports")) {
    TokenCursor inside = prelude.enter();
    if (!evaluate_import_supports(inside)) return;
  }
  if (!prelude.at_end()) {
    Condition& condition = new_condition(nullptr);
    condition.media = parse_media_list(prelude, context);
    place.condition = &condition;
  }
  load_import(std::string(url.text), tokens_[item.name].offset, place);
}

void SheetParser::load_import(const std::string& url, std::size_t offset, const Place& place) {
  const auto refuse = [&] {
    report_at(diagnostics_, DiagnosticId::CssImportFailed, place_, offset, url);
  };
  if (options_.loader == nullptr || !*options_.loader || imports_.left <= 0 ||
      imports_.urls.size() > 16) {
    return refuse();
  }
  --imports_.left;
  const Result<LoadedSheet> loaded = (*options_.loader)(url, sheet_.url);
  if (!loaded) {
    return diagnostics_.report_unloaded(loaded.error(), place_.file, position_in(place_, offset));
  }
  const std::string& name = loaded.value().url;
  if (std::find(imports_.urls.begin(), imports_.urls.end(), name) != imports_.urls.end()) {
    return refuse();  // a loop
  }
  SheetOptions options = options_;
  options.url = name;
  options.file = name;
  options.start = {1, 1};
  imports_.urls.push_back(name);
  sheet_.imports.push_back(parse_sheet(loaded.value().text, options, imports_, diagnostics_));
  imports_.urls.pop_back();
  add_rule(RuleKind::Import, sheet_.imports.size(), place);
}

void SheetParser::parse_at_rule(const SyntaxItem& item, const Place& place) {
  const std::string name = to_lower(token_text(sheet_.text, tokens_[item.name], sheet_.memory));
  const bool top = place.depth == 0 && !place.nested;
  if (name == "import") {
    if (!top || !imports_allowed_) return report(DiagnosticId::CssBadRule, item);
    return parse_import(item);
  }
  if (name == "namespace") {
    if (!top || !namespaces_allowed_) return report(DiagnosticId::CssBadRule, item);
    imports_allowed_ = false;
    return parse_namespace(item);
  }
  // @layer statements may stand before imports, but not between them and namespaces.
  if (name == "layer" && !item.has_block) return parse_layer(item, place);
  if (name == "charset") return;
  imports_allowed_ = namespaces_allowed_ = false;
  if (!item.has_block) return report(DiagnosticId::CssBadRule, item);
  if (name == "media") return parse_media(item, place);
  if (name == "layer") return parse_layer(item, place);
  if (name == "supports") {
    if (evaluate_supports(cursor(item.prelude))) parse_group(item, place);
    return;
  }
  if (name == "container") return parse_container(item, place);
  if (name == "scope") return parse_scope(item, place);
  if (is_skipped_rule(name)) return;
  if (place.parent == nullptr) {
    if (name == "page") return parse_page(item, place);
    if (name == "font-face") return parse_font_face(item, place);
    if (name == "counter-style") return parse_counter_style(item, place);
    if (name == "property") return parse_property(item, place);
  }
  report(DiagnosticId::CssUnknownRule, item);
}

std::unique_ptr<Sheet> parse_sheet(std::string_view text,
                                   const SheetOptions& options,
                                   ImportState& imports,
                                   Diagnostics& diagnostics) {
  auto sheet = std::make_unique<Sheet>();
  sheet->url = options.url;
  if (text.size() > options.limits.sheet_bytes) {
    diagnostics.report(DiagnosticId::CssSheetLimit, options.file, {},
                       std::to_string(options.limits.sheet_bytes) + " bytes");
    text = text.substr(0, options.limits.sheet_bytes);
  }
  sheet->text = preprocess(text);
  SheetParser(*sheet, options, imports, diagnostics).parse();
  return sheet;
}

std::unique_ptr<Sheet> parse_sheet(std::string_view text,
                                   const SheetOptions& options,
                                   Diagnostics& diagnostics) {
  ImportState imports;
  imports.urls.push_back(options.url);
  return parse_sheet(text, options, imports, diagnostics);
}

}  // namespace banxin::css
