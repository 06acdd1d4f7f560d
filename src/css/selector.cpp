#include "css/selector.h"

#include <algorithm>
#include <array>
#include <optional>

namespace banxin::css {

std::uint32_t SymbolTable::intern(std::string_view name, Arena& memory) {
  const auto found = index_.find(name);
  if (found != index_.end()) return found->second;
  const std::string_view kept = memory.copy(name);
  const auto number = static_cast<std::uint32_t>(names_.size());
  names_.push_back(kept);
  index_.emplace(kept, number);
  return number;
}

namespace {

// LIMIT: :is() in :not() in :is()…; compounds in a selector.
constexpr int kMaxDepth = 16;
constexpr std::size_t kMaxCompounds = 1000;

struct PseudoElementRow {
  std::string_view name;
  PseudoElement pseudo_element;
};
constexpr std::array kPseudoElementRows{
    PseudoElementRow{"before", PseudoElement::Before},
    PseudoElementRow{"after", PseudoElement::After},
    PseudoElementRow{"marker", PseudoElement::Marker},
    PseudoElementRow{"first-line", PseudoElement::FirstLine},
    PseudoElementRow{"first-letter", PseudoElement::FirstLetter},
    PseudoElementRow{"footnote-call", PseudoElement::FootnoteCall},
    PseudoElementRow{"footnote-marker", PseudoElement::FootnoteMarker},
    PseudoElementRow{"placeholder", PseudoElement::Placeholder},
    PseudoElementRow{"-webkit-input-placeholder", PseudoElement::Placeholder},
    PseudoElementRow{"selection", PseudoElement::Other},
    PseudoElementRow{"backdrop", PseudoElement::Other},
    PseudoElementRow{"cue", PseudoElement::Other},
    PseudoElementRow{"target-text", PseudoElement::Other},
    PseudoElementRow{"spelling-error", PseudoElement::Other},
    PseudoElementRow{"grammar-error", PseudoElement::Other},
    PseudoElementRow{"file-selector-button", PseudoElement::Other},
    PseudoElementRow{"details-content", PseudoElement::Other},
    PseudoElementRow{"checkmark", PseudoElement::Other},
    PseudoElementRow{"view-transition", PseudoElement::Other},
};

struct PseudoClassRow {
  std::string_view name;
  SimpleKind kind;
  NthPattern nth;
};
constexpr std::array kPseudoClasses{
    PseudoClassRow{"root", SimpleKind::Root, {}},
    PseudoClassRow{"scope", SimpleKind::Scope, {}},
    PseudoClassRow{"empty", SimpleKind::Empty, {}},
    PseudoClassRow{"first-child", SimpleKind::NthChild, {0, 1}},
    PseudoClassRow{"last-child", SimpleKind::NthLastChild, {0, 1}},
    PseudoClassRow{"first-of-type", SimpleKind::NthOfType, {0, 1}},
    PseudoClassRow{"last-of-type", SimpleKind::NthLastOfType, {0, 1}},
    PseudoClassRow{"any-link", SimpleKind::AnyLink, {}},
    PseudoClassRow{"-webkit-any-link", SimpleKind::AnyLink, {}},
    PseudoClassRow{"link", SimpleKind::AnyLink, {}},
    PseudoClassRow{"enabled", SimpleKind::Enabled, {}},
    PseudoClassRow{"disabled", SimpleKind::Disabled, {}},
    PseudoClassRow{"checked", SimpleKind::Checked, {}},
    PseudoClassRow{"default", SimpleKind::Default, {}},
    PseudoClassRow{"required", SimpleKind::Required, {}},
    PseudoClassRow{"optional", SimpleKind::Optional, {}},
    PseudoClassRow{"read-only", SimpleKind::ReadOnly, {}},
    PseudoClassRow{"read-write", SimpleKind::ReadWrite, {}},
    PseudoClassRow{"placeholder-shown", SimpleKind::PlaceholderShown, {}},
    PseudoClassRow{"open", SimpleKind::Open, {}},
    PseudoClassRow{"defined", SimpleKind::Defined, {}},
    PseudoClassRow{"valid", SimpleKind::Valid, {}},
    PseudoClassRow{"invalid", SimpleKind::Invalid, {}},
    PseudoClassRow{"in-range", SimpleKind::InRange, {}},
    PseudoClassRow{"out-of-range", SimpleKind::OutOfRange, {}},
    PseudoClassRow{"user-valid", SimpleKind::Never, {}},
    PseudoClassRow{"user-invalid", SimpleKind::Never, {}},
    PseudoClassRow{"indeterminate", SimpleKind::Indeterminate, {}},
    PseudoClassRow{"hover", SimpleKind::Never, {}},
    PseudoClassRow{"active", SimpleKind::Never, {}},
    PseudoClassRow{"focus", SimpleKind::Never, {}},
    PseudoClassRow{"focus-visible", SimpleKind::Never, {}},
    PseudoClassRow{"focus-within", SimpleKind::Never, {}},
    PseudoClassRow{"visited", SimpleKind::Never, {}},
    PseudoClassRow{"local-link", SimpleKind::Never, {}},
    PseudoClassRow{"target", SimpleKind::Never, {}},
    PseudoClassRow{"target-within", SimpleKind::Never, {}},
    PseudoClassRow{"current", SimpleKind::Never, {}},
    PseudoClassRow{"past", SimpleKind::Never, {}},
    PseudoClassRow{"future", SimpleKind::Never, {}},
    PseudoClassRow{"playing", SimpleKind::Never, {}},
    PseudoClassRow{"paused", SimpleKind::Never, {}},
    PseudoClassRow{"seeking", SimpleKind::Never, {}},
    PseudoClassRow{"muted", SimpleKind::Never, {}},
    PseudoClassRow{"fullscreen", SimpleKind::Never, {}},
    PseudoClassRow{"modal", SimpleKind::Never, {}},
    PseudoClassRow{"popover-open", SimpleKind::Never, {}},
    PseudoClassRow{"picture-in-picture", SimpleKind::Never, {}},
    PseudoClassRow{"autofill", SimpleKind::Never, {}},
    PseudoClassRow{"-webkit-autofill", SimpleKind::Never, {}},
    PseudoClassRow{"blank", SimpleKind::Never, {}},
    PseudoClassRow{"host", SimpleKind::Never, {}},
};

constexpr std::uint32_t kA = 1U << 20U;
constexpr std::uint32_t kB = 1U << 10U;
constexpr std::uint32_t kC = 1U;

// Each of the three counts stops at 1023.
std::uint32_t add_specificity(std::uint32_t a, std::uint32_t b) {
  std::uint32_t sum = 0;
  for (const unsigned shift : {0U, 10U, 20U}) {
    const std::uint32_t part = ((a >> shift) & 1023U) + ((b >> shift) & 1023U);
    sum |= std::min(part, 1023U) << shift;
  }
  return sum;
}

enum class ListKind : std::uint8_t { Strict, Forgiving, Relative };

class SelectorParser {
 public:
  explicit SelectorParser(SelectorContext& context) : context_(context) {}

  const SelectorList* parse_list(TokenCursor& cursor, ListKind kind, int depth);

 private:
  struct Compound {
    std::vector<SimpleSelector> simples;
    Combinator combinator = Combinator::None;  // to the left
  };

  std::optional<ComplexSelector> parse_complex(TokenCursor& cursor, ListKind kind, int depth);
  bool parse_compound(TokenCursor& cursor, Compound& out, int depth);
  bool parse_type(TokenCursor& cursor, Compound& out);
  bool parse_subclass(TokenCursor& cursor, Compound& out, int depth);
  bool parse_attribute(TokenCursor& cursor, Compound& out);
  bool parse_pseudo(TokenCursor& cursor, Compound& out, int depth);
  bool parse_pseudo_class(TokenCursor& cursor, Compound& out, int depth);
  bool parse_function(TokenCursor& cursor, Compound& out, int depth);
  bool parse_nth_function(std::string_view name,
                          TokenCursor& inside,
                          SimpleSelector& out,
                          int depth);
  bool parse_lang(TokenCursor& inside, SimpleSelector& out);
  bool set_namespace(SimpleSelector& simple, std::string_view prefix) const;
  void set_default_namespace(SimpleSelector& simple) const;
  void add(Compound& out, const SimpleSelector& simple, std::uint32_t specificity) {
    out.simples.push_back(simple);
    specificity_ = add_specificity(specificity_, specificity);
  }
  std::uint32_t symbol(std::string_view name) {
    return context_.symbols.intern(name, context_.memory);
  }
  // The name as it is and in lower case.
  void set_names(SimpleSelector& simple, std::string_view name) {
    simple.symbol = symbol(name);
    simple.lower_symbol = symbol(to_lower(name));
  }
  SimpleSelector nesting() const {
    SimpleSelector simple;
    simple.kind = context_.parent != nullptr ? SimpleKind::Nesting : SimpleKind::Scope;
    simple.arguments = context_.parent;
    return simple;
  }
  std::uint32_t nesting_specificity() const {
    return context_.parent != nullptr ? context_.parent->specificity : 0;
  }
  template <class T>
  List<T> keep(const std::vector<T>& items) {
    return List<T>(context_.memory.copy(std::span<const T>(items)));
  }

  SelectorContext& context_;
  std::uint32_t specificity_ = 0;  // of the selector being read
  PseudoElement pseudo_element_ = PseudoElement::None;
  bool has_nesting_ = false;
  bool in_function_ = false;
};

std::optional<Combinator> find_combinator(const TokenCursor& cursor) {
  if (cursor.is_delim('>')) return Combinator::Child;
  if (cursor.is_delim('+')) return Combinator::NextSibling;
  if (cursor.is_delim('~')) return Combinator::LaterSibling;
  return std::nullopt;
}

const SelectorList* SelectorParser::parse_list(TokenCursor& cursor, ListKind kind, int depth) {
  if (depth > kMaxDepth) return nullptr;
  std::vector<ComplexSelector> selectors;
  std::uint32_t most = 0;
  while (true) {
    TokenCursor end = cursor;
    while (!end.at_end() && end.type() != TokenType::Comma)
      end.skip();
    TokenCursor one = cursor.range(cursor.index(), end.index());
    const std::optional<ComplexSelector> selector = parse_complex(one, kind, depth);
    if (selector && one.at_end()) {
      selectors.push_back(*selector);
      most = std::max(most, selector->specificity);
    } else if (kind != ListKind::Forgiving) {
      return nullptr;
    }
    cursor = end;
    if (!cursor.take(TokenType::Comma)) break;
  }
  SelectorList& list = context_.memory.create<SelectorList>();
  list.selectors = keep(selectors);
  list.specificity = most;
  return &list;
}

std::optional<ComplexSelector> SelectorParser::parse_complex(TokenCursor& cursor,
                                                             ListKind kind,
                                                             int depth) {
  const std::uint32_t outer = specificity_;
  const PseudoElement outer_pseudo = pseudo_element_;
  const bool outer_nesting = has_nesting_;
  specificity_ = 0;
  pseudo_element_ = PseudoElement::None;
  if (depth == 0) has_nesting_ = false;
  std::vector<Compound> compounds;
  Combinator combinator = Combinator::None;
  const bool relative_nested = depth == 0 && context_.nested;
  if (const std::optional<Combinator> leading = find_combinator(cursor)) {
    // CSS Cascade 6 §2.5.2: relative to :scope in @scope.
    const bool anchored = relative_nested || (depth == 0 && context_.scoped);
    if (kind != ListKind::Relative && !anchored) return std::nullopt;
    combinator = *leading;
    cursor.skip();
    if (anchored) {
      has_nesting_ = true;
      Compound anchor;
      add(anchor, nesting(), nesting_specificity());
      compounds.push_back(anchor);
    }
  } else if (kind == ListKind::Relative) {
    combinator = Combinator::Descendant;
  }
  bool good = true;
  while (good) {
    Compound compound;
    compound.combinator = combinator;
    good = compounds.size() < kMaxCompounds && pseudo_element_ == PseudoElement::None &&
           parse_compound(cursor, compound, depth);
    if (!good) break;
    compounds.push_back(std::move(compound));
    if (cursor.at_end()) break;
    const std::optional<Combinator> next = find_combinator(cursor);
    if (next) {
      combinator = *next;
      cursor.skip();
    } else {
      good = cursor.after_space();
      combinator = Combinator::Descendant;
    }
  }
  std::optional<ComplexSelector> result;
  if (good && !compounds.empty()) {
    if (relative_nested && !has_nesting_) {
      // CSS Nesting 1 §3.1: without an &, the selector is a descendant of the parent's.
      Compound anchor;
      add(anchor, nesting(), nesting_specificity());
      compounds.front().combinator = Combinator::Descendant;
      compounds.insert(compounds.begin(), anchor);
    }
    std::vector<CompoundSelector> flat;
    for (auto compound = compounds.rbegin(); compound != compounds.rend(); ++compound)
      flat.push_back({keep(compound->simples), compound->combinator});
    result = ComplexSelector{keep(flat), specificity_, pseudo_element_};
  }
  const bool nesting_seen = has_nesting_;
  specificity_ = outer;
  pseudo_element_ = outer_pseudo;
  has_nesting_ = outer_nesting || (depth > 0 && nesting_seen);
  return result;
}

bool SelectorParser::parse_compound(TokenCursor& cursor, Compound& out, int depth) {
  const std::uint32_t start = cursor.index();
  bool first = true;
  while (!cursor.at_end()) {
    // White space ends a compound.
    if (!first && cursor.after_space()) break;
    if (find_combinator(cursor)) break;
    if (cursor.is_delim('&')) {
      has_nesting_ = true;
      add(out, nesting(), nesting_specificity());
      cursor.skip();
    } else if (first && (cursor.type() == TokenType::Ident || cursor.is_delim('*') ||
                         cursor.is_delim('|'))) {
      if (!parse_type(cursor, out)) return false;
    } else if (!parse_subclass(cursor, out, depth)) {
      return false;
    }
    first = false;
  }
  const bool has_type = !out.simples.empty() && (out.simples[0].kind == SimpleKind::Type ||
                                                 out.simples[0].kind == SimpleKind::Universal);
  if (!has_type && cursor.index() > start) {
    // The default namespace holds for compounds without a type selector too (§6.1).
    SimpleSelector universal;
    set_default_namespace(universal);
    if (universal.name_space == NamespaceMatch::Named && !in_function_) {
      out.simples.insert(out.simples.begin(), universal);
    }
  }
  return cursor.index() > start;
}

void SelectorParser::set_default_namespace(SimpleSelector& simple) const {
  if (context_.namespaces == nullptr) return;
  const auto found = context_.namespaces->find("");
  if (found == context_.namespaces->end()) return;
  simple.name_space = NamespaceMatch::Named;
  simple.namespace_uri = context_.memory.copy(std::string_view(found->second));
}

bool SelectorParser::set_namespace(SimpleSelector& simple, std::string_view prefix) const {
  if (context_.namespaces == nullptr) return false;
  const auto found = context_.namespaces->find(std::string(prefix));
  if (found == context_.namespaces->end()) return false;
  simple.name_space = NamespaceMatch::Named;
  simple.namespace_uri = context_.memory.copy(std::string_view(found->second));
  return true;
}

// name, *, ns|name, *|name, |name
bool SelectorParser::parse_type(TokenCursor& cursor, Compound& out) {
  SimpleSelector simple;
  std::string_view prefix;
  bool any_prefix = false;
  const bool bare_bar = cursor.is_delim('|');
  if (!bare_bar) {
    any_prefix = cursor.is_delim('*');
    if (!any_prefix) prefix = cursor.text();
    const bool bar = cursor.peek_next().type == TokenType::Delim &&
                     raw_text(cursor.source(), cursor.peek_next()) == "|";
    if (!bar) {
      set_default_namespace(simple);
      if (!any_prefix) {
        simple.kind = SimpleKind::Type;
        set_names(simple, prefix);
      }
      cursor.skip();
      add(out, simple, any_prefix ? 0 : kC);
      return true;
    }
    cursor.step();
  }
  cursor.step();  // the bar
  if (bare_bar) {
    simple.name_space = NamespaceMatch::None;
  } else if (!any_prefix && !set_namespace(simple, prefix)) {
    return false;
  }
  if (cursor.is_delim('*')) {
    cursor.skip();
    add(out, simple, 0);
    return true;
  }
  if (cursor.type() != TokenType::Ident) return false;
  simple.kind = SimpleKind::Type;
  set_names(simple, cursor.text());
  cursor.skip();
  add(out, simple, kC);
  return true;
}

bool SelectorParser::parse_subclass(TokenCursor& cursor, Compound& out, int depth) {
  // After a pseudo-element only pseudo-classes for users may stand; none is on paper.
  if (pseudo_element_ != PseudoElement::None && cursor.type() != TokenType::Colon) return false;
  SimpleSelector simple;
  if (cursor.type() == TokenType::Hash) {
    if ((cursor.peek().flags & kTokenIdHash) == 0) return false;
    simple.kind = SimpleKind::Id;
    simple.symbol = symbol(cursor.text());
    cursor.skip();
    add(out, simple, kA);
    return true;
  }
  if (cursor.is_delim('.')) {
    if (cursor.peek_next().type != TokenType::Ident) return false;
    cursor.step();
    simple.kind = SimpleKind::Class;
    simple.symbol = symbol(cursor.text());
    cursor.skip();
    add(out, simple, kB);
    return true;
  }
  if (cursor.type() == TokenType::OpenSquare) return parse_attribute(cursor, out);
  if (cursor.type() == TokenType::Colon) return parse_pseudo(cursor, out, depth);
  return false;
}

bool SelectorParser::parse_attribute(TokenCursor& cursor, Compound& out) {
  TokenCursor inside = cursor.enter();
  SimpleSelector simple;
  simple.kind = SimpleKind::Attribute;
  simple.name_space = NamespaceMatch::None;
  if (inside.take_delim('|')) {
    // [|name]
  } else if (inside.is_delim('*') && inside.peek_next().type == TokenType::Delim) {
    inside.skip();
    if (!inside.take_delim('|')) return false;
    simple.name_space = NamespaceMatch::Any;
  } else if (inside.type() == TokenType::Ident && inside.peek_next().type == TokenType::Delim &&
             raw_text(inside.source(), inside.peek_next()) == "|") {
    if (!set_namespace(simple, inside.text())) return false;
    inside.skip();
    inside.skip();
  }
  if (inside.type() != TokenType::Ident) return false;
  set_names(simple, inside.text());
  inside.skip();
  if (!inside.at_end()) {
    switch (inside.type()) {
      case TokenType::IncludeMatch:
        simple.match = AttributeMatch::Includes;
        break;
      case TokenType::DashMatch:
        simple.match = AttributeMatch::Dash;
        break;
      case TokenType::PrefixMatch:
        simple.match = AttributeMatch::Prefix;
        break;
      case TokenType::SuffixMatch:
        simple.match = AttributeMatch::Suffix;
        break;
      case TokenType::SubstringMatch:
        simple.match = AttributeMatch::Substring;
        break;
      default:
        if (!inside.is_delim('=')) return false;
        simple.match = AttributeMatch::Equals;
    }
    inside.skip();
    if (inside.type() != TokenType::Ident && inside.type() != TokenType::String) return false;
    simple.value = context_.memory.copy(inside.text());
    inside.skip();
    if (inside.take_ident("i")) simple.case_flag = CaseFlag::Insensitive;
    if (inside.take_ident("s")) simple.case_flag = CaseFlag::Sensitive;
  }
  if (!inside.at_end()) return false;
  add(out, simple, kB);
  return true;
}

bool SelectorParser::parse_pseudo(TokenCursor& cursor, Compound& out, int depth) {
  const bool element = cursor.peek_next().type == TokenType::Colon;
  if (element) cursor.step();
  const TokenType next = cursor.peek_next().type;
  if (next != TokenType::Ident && next != TokenType::Function) return false;
  cursor.step();
  if (!element) {
    // CSS 2's pseudo-elements have one colon.
    const std::string name = to_lower(cursor.text());
    const bool old =
        name == "before" || name == "after" || name == "first-line" || name == "first-letter";
    if (!old) return parse_pseudo_class(cursor, out, depth);
  }
  if (depth > 0 || pseudo_element_ != PseudoElement::None) return false;
  const std::string name = to_lower(cursor.text());
  pseudo_element_ = find_pseudo_element(name);
  cursor.skip();
  specificity_ = add_specificity(specificity_, kC);
  return pseudo_element_ != PseudoElement::None;
}

bool SelectorParser::parse_pseudo_class(TokenCursor& cursor, Compound& out, int depth) {
  if (cursor.type() == TokenType::Function) return parse_function(cursor, out, depth);
  const std::string name = to_lower(cursor.text());
  SimpleSelector simple;
  if (name == "only-child" || name == "only-of-type") {
    // :first-… and :last-… together, counted once.
    const bool of_type = name == "only-of-type";
    simple.nth = {0, 1};
    simple.kind = of_type ? SimpleKind::NthOfType : SimpleKind::NthChild;
    add(out, simple, kB);
    simple.kind = of_type ? SimpleKind::NthLastOfType : SimpleKind::NthLastChild;
    add(out, simple, 0);
    cursor.skip();
    return true;
  }
  const auto* row = std::find_if(kPseudoClasses.begin(), kPseudoClasses.end(),
                                 [&](const PseudoClassRow& r) { return r.name == name; });
  if (row == kPseudoClasses.end()) return false;
  simple.kind = row->kind;
  simple.nth = row->nth;
  cursor.skip();
  add(out, simple, kB);
  return true;
}

bool SelectorParser::parse_nth_function(std::string_view name,
                                        TokenCursor& inside,
                                        SimpleSelector& out,
                                        int depth) {
  out.kind = name == "nth-child"        ? SimpleKind::NthChild
             : name == "nth-last-child" ? SimpleKind::NthLastChild
             : name == "nth-of-type"    ? SimpleKind::NthOfType
                                        : SimpleKind::NthLastOfType;
  const std::optional<NthPattern> pattern = parse_nth(inside);
  if (!pattern) return false;
  out.nth = *pattern;
  if (inside.at_end()) return true;
  const bool takes_list = out.kind == SimpleKind::NthChild || out.kind == SimpleKind::NthLastChild;
  if (!takes_list || !inside.take_ident("of")) return false;
  out.arguments = parse_list(inside, ListKind::Strict, depth + 1);
  return out.arguments != nullptr;
}

bool SelectorParser::parse_lang(TokenCursor& inside, SimpleSelector& out) {
  out.kind = SimpleKind::Lang;
  std::vector<std::string_view> ranges;
  do {
    if (inside.type() != TokenType::Ident && inside.type() != TokenType::String) return false;
    ranges.push_back(context_.memory.copy(std::string_view(to_lower(inside.text()))));
    inside.skip();
  } while (inside.take(TokenType::Comma));
  out.values = keep(ranges);
  return inside.at_end();
}

bool SelectorParser::parse_function(TokenCursor& cursor, Compound& out, int depth) {
  const std::string name = to_lower(cursor.text());
  TokenCursor inside = cursor.enter();
  SimpleSelector simple;
  if (name == "is" || name == "where" || name == "-webkit-any" || name == "-moz-any" ||
      name == "matches" || name == "not" || name == "has") {
    simple.kind = name == "not"   ? SimpleKind::Not
                  : name == "has" ? SimpleKind::Has
                                  : SimpleKind::Is;
    ListKind kind = ListKind::Forgiving;
    if (simple.kind == SimpleKind::Not) kind = ListKind::Strict;
    if (simple.kind == SimpleKind::Has) kind = ListKind::Relative;
    const bool outer = in_function_;
    in_function_ = true;
    simple.arguments = parse_list(inside, kind, depth + 1);
    in_function_ = outer;
    if (simple.arguments == nullptr) return false;
    add(out, simple, name == "where" ? 0 : simple.arguments->specificity);
    return true;
  }
  if (name.starts_with("nth-")) {
    constexpr std::array<std::string_view, 4> kNames{"nth-child", "nth-last-child", "nth-of-type",
                                                     "nth-last-of-type"};
    if (std::find(kNames.begin(), kNames.end(), name) == kNames.end()) return false;
    if (!parse_nth_function(name, inside, simple, depth)) return false;
    add(out, simple,
        add_specificity(kB, simple.arguments != nullptr ? simple.arguments->specificity : 0));
    return true;
  }
  if (name == "lang") {
    if (!parse_lang(inside, simple)) return false;
  } else if (name == "dir") {
    simple.kind = SimpleKind::Dir;
    simple.right_to_left = inside.is_ident("rtl");
    if (!simple.right_to_left && !inside.is_ident("ltr")) simple.kind = SimpleKind::Never;
    inside.skip();
    if (!inside.at_end()) return false;
  } else if (name == "host" || name == "host-context" || name == "current" || name == "state") {
    simple.kind = SimpleKind::Never;
  } else {
    return false;
  }
  add(out, simple, kB);
  return true;
}

}  // namespace

const SelectorList* parse_selector_list(TokenCursor& cursor, SelectorContext& context) {
  if (cursor.at_end()) return nullptr;
  return SelectorParser(context).parse_list(cursor, ListKind::Strict, 0);
}

PseudoElement find_pseudo_element(std::string_view lower_name) {
  for (const PseudoElementRow& row : kPseudoElementRows) {
    if (row.name == lower_name) return row.pseudo_element;
  }
  // §3.6.4: unknown ones with this prefix are valid and match nothing.
  return lower_name.starts_with("-webkit-") ? PseudoElement::Other : PseudoElement::None;
}

std::string_view pseudo_element_name(PseudoElement pseudo_element) {
  for (const PseudoElementRow& row : kPseudoElementRows) {
    if (row.pseudo_element == pseudo_element) return row.name;
  }
  return "";
}

}  // namespace banxin::css
