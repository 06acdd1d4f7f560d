#pragma once
// Selectors (Selectors 4), parsed and flat. Matching needs a tree and is style's.
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/arena.h"
#include "css/cursor.h"
#include "css/nth.h"
#include "css/values.h"

namespace banxin::css {

enum class SimpleKind : std::uint8_t {
  Universal,
  Type,
  Id,
  Class,
  Attribute,
  Nesting,  // &
  Root,
  Scope,
  Empty,
  NthChild,  // and :first-child, :last-child, :only-child as patterns
  NthLastChild,
  NthOfType,
  NthLastOfType,
  Is,  // and :where, whose specificity is 0
  Not,
  Has,
  Lang,
  Dir,
  AnyLink,
  Enabled,
  Disabled,
  Checked,
  Default,
  Required,
  Optional,
  ReadOnly,
  ReadWrite,
  PlaceholderShown,
  Indeterminate,
  Valid,
  Invalid,
  InRange,
  OutOfRange,
  Open,
  Defined,
  Always,  // a fact of every printed page: :not(:hover) must match
  Never,   // :hover, :visited and what else paper has not
};

enum class AttributeMatch : std::uint8_t {
  Exists,
  Equals,
  Includes,
  Dash,
  Prefix,
  Suffix,
  Substring
};
enum class CaseFlag : std::uint8_t { None, Insensitive, Sensitive };
enum class NamespaceMatch : std::uint8_t { Any, None, Named };
enum class Combinator : std::uint8_t { None, Descendant, Child, NextSibling, LaterSibling };

enum class PseudoElement : std::uint8_t {
  None,
  Before,
  After,
  Marker,
  FirstLine,
  FirstLetter,
  FootnoteCall,
  FootnoteMarker,
  Placeholder,
  Other,  // valid, and nothing on paper: ::selection, ::-webkit-…
};
inline constexpr std::size_t kPseudoElements = 9;  // those that styles are made for, None included

// Names of one sheet as numbers, so that a document binds each of them once.
class SymbolTable {
 public:
  std::uint32_t intern(std::string_view name, Arena& memory);
  const std::vector<std::string_view>& names() const { return names_; }

 private:
  std::vector<std::string_view> names_;
  std::unordered_map<std::string_view, std::uint32_t> index_;
};

struct SelectorList;

struct SimpleSelector {
  SimpleKind kind = SimpleKind::Universal;
  NamespaceMatch name_space = NamespaceMatch::Any;
  AttributeMatch match = AttributeMatch::Exists;
  CaseFlag case_flag = CaseFlag::None;
  bool right_to_left = false;      // Dir
  std::uint32_t symbol = 0;        // Type, Id, Class, Attribute: of the name
  std::uint32_t lower_symbol = 0;  // Type, Attribute: in lower case, for HTML
  std::string_view namespace_uri;  // of NamespaceMatch::Named
  std::string_view value;          // Attribute
  List<std::string_view> values;   // Lang: ranges
  NthPattern nth;
  const SelectorList* arguments = nullptr;  // Is, Not, Has, Nesting; Nth…: `of S`
};

struct CompoundSelector {
  List<SimpleSelector> simples;
  // To the compound at the left, which is the next in the list. Of the last compound of a relative
  // selector (:has): to the anchor.
  Combinator combinator = Combinator::None;
};

struct ComplexSelector {
  List<CompoundSelector> compounds;  // from right to left
  std::uint32_t specificity = 0;     // a << 20 | b << 10 | c
  PseudoElement pseudo_element = PseudoElement::None;
};

struct SelectorList {
  List<ComplexSelector> selectors;
  std::uint32_t specificity = 0;  // of the most specific
};

// What a selector is parsed in: the sheet's names and namespaces, and the rule around it.
struct SelectorContext {
  Arena& memory;
  SymbolTable& symbols;
  // Prefix → URI; the default namespace under "".
  const std::unordered_map<std::string, std::string>* namespaces = nullptr;
  const SelectorList* parent = nullptr;  // of a nested rule: what & stands for
  bool nested = false;
  bool scoped = false;  // in @scope: `> a` is a child of :scope
};

// The whole list; null when any selector of it is invalid.
const SelectorList* parse_selector_list(TokenCursor& cursor, SelectorContext& context);

// `before` of :before and ::before; None when there is no such pseudo-element.
PseudoElement find_pseudo_element(std::string_view lower_name);
std::string_view pseudo_element_name(PseudoElement pseudo_element);

}  // namespace banxin::css
