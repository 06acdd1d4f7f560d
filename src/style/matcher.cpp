#include "style/matcher.h"

#include <algorithm>

#include "dom/names.h"

namespace banxin::style {

using css::Combinator;
using css::ComplexSelector;
using css::SimpleKind;
using css::SimpleSelector;

BoundSheet bind_sheet(const css::Sheet& sheet, const dom::Document& document, NameTable& names) {
  BoundSheet bound;
  bound.sheet = &sheet;
  for (const std::string_view name : sheet.symbols.names()) {
    bound.atoms.push_back(document.atoms().find(name));
    bound.names.push_back(names.intern(name));
  }
  return bound;
}

Matcher::Matcher(const ElementTable& elements)
    : elements_(elements),
      budget_(20'000'000 + std::int64_t{2000} * elements.size()),
      forms_(elements) {}

bool Matcher::spend() {
  if (budget_ > 0) {
    --budget_;
    return true;
  }
  ++given_up_;
  return false;
}

bool Matcher::matches(const ComplexSelector& selector,
                      const BoundSheet& sheet,
                      std::uint32_t element,
                      std::uint32_t scope) {
  const Run run{sheet, scope, kNoElement, 0};
  return match_from(selector, 0, element, run) == Outcome::Matches;
}

bool Matcher::matches_any(const css::SelectorList& list,
                          const BoundSheet& sheet,
                          std::uint32_t element,
                          std::uint32_t scope) {
  return match_list(list, element, Run{sheet, scope, kNoElement, 0});
}

bool Matcher::match_list(const css::SelectorList& list, std::uint32_t element, const Run& run) {
  // Deeper than any sheet nests: rules and functions are both limited when parsed.
  if (run.depth > 100 || !spend()) return false;
  const Run inner{run.sheet, run.scope, kNoElement, run.depth + 1};
  return std::any_of(list.selectors.begin(), list.selectors.end(),
                     [&](const ComplexSelector& selector) {
                       return selector.pseudo_element == css::PseudoElement::None &&
                              match_from(selector, 0, element, inner) == Outcome::Matches;
                     });
}

Matcher::Outcome Matcher::match_from(const ComplexSelector& selector,
                                     std::size_t compound,
                                     std::uint32_t element,
                                     const Run& run) {
  const css::CompoundSelector& here = selector.compounds[compound];
  if (run.depth > 0 && !spend()) return Outcome::FailsAll;
  for (const SimpleSelector& simple : here.simples) {
    if (!match_simple(simple, element, run)) return Outcome::FailsHere;
  }
  if (compound + 1 == selector.compounds.size()) {
    if (run.anchor == kNoElement || is_anchor_related(here.combinator, element, run)) {
      return Outcome::Matches;
    }
    return Outcome::FailsHere;
  }
  return match_left(selector, compound, element, run);
}

bool Matcher::is_anchor_related(Combinator combinator,
                                std::uint32_t element,
                                const Run& run) const {
  const Element& at = elements_[element];
  const Element& anchor = elements_[run.anchor];
  switch (combinator) {
    case Combinator::Child:
      return at.parent == run.anchor;
    case Combinator::NextSibling:
      return at.previous == run.anchor;
    case Combinator::LaterSibling:
      return at.parent == anchor.parent && element > run.anchor;
    default:
      return element > run.anchor && element < anchor.subtree_end;
  }
}

Matcher::Outcome Matcher::match_left(const ComplexSelector& selector,
                                     std::size_t compound,
                                     std::uint32_t element,
                                     const Run& run) {
  const Element& at = elements_[element];
  switch (selector.compounds[compound].combinator) {
    case Combinator::Descendant:
      return match_ancestors(selector, compound, element, run);
    case Combinator::Child: {
      if (at.parent == kNoElement) return Outcome::FailsAll;
      const Outcome outcome = match_from(selector, compound + 1, at.parent, run);
      return outcome == Outcome::Matches || outcome == Outcome::FailsAll ? outcome
                                                                         : Outcome::FailsSiblings;
    }
    case Combinator::NextSibling:
      return at.previous == kNoElement ? Outcome::FailsSiblings
                                       : match_from(selector, compound + 1, at.previous, run);
    default:
      return match_siblings(selector, compound, element, run);
  }
}

Matcher::Outcome Matcher::match_ancestors(const ComplexSelector& selector,
                                          std::size_t compound,
                                          std::uint32_t element,
                                          const Run& run) {
  for (std::uint32_t up = elements_[element].parent; up != kNoElement; up = elements_[up].parent) {
    const Outcome outcome = match_from(selector, compound + 1, up, run);
    if (outcome == Outcome::Matches || outcome == Outcome::FailsAll) return outcome;
  }
  return Outcome::FailsAll;
}

Matcher::Outcome Matcher::match_siblings(const ComplexSelector& selector,
                                         std::size_t compound,
                                         std::uint32_t element,
                                         const Run& run) {
  for (std::uint32_t left = elements_[element].previous; left != kNoElement;
       left = elements_[left].previous) {
    if (!spend()) return Outcome::FailsAll;
    const Outcome outcome = match_from(selector, compound + 1, left, run);
    if (outcome != Outcome::FailsHere) return outcome;
  }
  return Outcome::FailsSiblings;
}

namespace {

constexpr std::string_view kHtmlNamespace = "http://www.w3.org/1999/xhtml";
constexpr std::string_view kSvgNamespace = "http://www.w3.org/2000/svg";
constexpr std::string_view kMathMlNamespace = "http://www.w3.org/1998/Math/MathML";

bool is_in_namespace(const SimpleSelector& simple, const dom::Node& node) {
  if (simple.name_space == css::NamespaceMatch::Any) return true;
  if (simple.name_space == css::NamespaceMatch::None) return false;
  switch (node.name_space) {
    case dom::Namespace::Svg:
      return simple.namespace_uri == kSvgNamespace;
    case dom::Namespace::MathMl:
      return simple.namespace_uri == kMathMlNamespace;
    default:
      return simple.namespace_uri == kHtmlNamespace;
  }
}

// HTML §15.? "Case-sensitivity of selectors": values of these attributes compare without case.
bool has_case_insensitive_value(std::string_view name) {
  constexpr std::array<std::string_view, 46> kNames{
      "accept",     "accept-charset", "align",     "alink",    "axis",     "bgcolor", "charset",
      "checked",    "clear",          "codetype",  "color",    "compact",  "declare", "defer",
      "dir",        "direction",      "disabled",  "enctype",  "face",     "frame",   "hreflang",
      "http-equiv", "lang",           "language",  "link",     "media",    "method",  "multiple",
      "nohref",     "noresize",       "noshade",   "nowrap",   "readonly", "rel",     "rev",
      "rules",      "scope",          "scrolling", "selected", "shape",    "target",  "text",
      "type",       "valign",         "valuetype", "vlink"};
  return std::binary_search(kNames.begin(), kNames.end(), name);
}

bool is_attribute_namespace(const SimpleSelector& simple, const dom::Attribute& attribute) {
  switch (simple.name_space) {
    case css::NamespaceMatch::Any:
      return true;
    case css::NamespaceMatch::None:
      return attribute.name_space == dom::AttributeNamespace::None;
    default:
      if (simple.namespace_uri == "http://www.w3.org/1999/xlink") {
        return attribute.name_space == dom::AttributeNamespace::XLink;
      }
      return simple.namespace_uri == "http://www.w3.org/XML/1998/namespace" &&
             attribute.name_space == dom::AttributeNamespace::Xml;
  }
}

}  // namespace

bool Matcher::match_type(const SimpleSelector& simple,
                         const dom::Node& node,
                         const Run& run) const {
  const bool html = node.name_space == dom::Namespace::Html;
  const Atom wanted = run.sheet.atoms[html ? simple.lower_symbol : simple.symbol];
  return node.name == wanted && is_in_namespace(simple, node);
}

bool Matcher::match_attribute(const SimpleSelector& simple,
                              const dom::Node& node,
                              const Run& run) const {
  const bool html = node.name_space == dom::Namespace::Html;
  const Atom wanted = run.sheet.atoms[html ? simple.lower_symbol : simple.symbol];
  if (wanted == Atom::None) return false;
  for (const dom::Attribute& attribute : node.attributes()) {
    if (attribute.name != wanted || !is_attribute_namespace(simple, attribute)) continue;
    if (simple.match == css::AttributeMatch::Exists) return true;
    const bool ignore_case =
        simple.case_flag == css::CaseFlag::Insensitive ||
        (simple.case_flag == css::CaseFlag::None && html &&
         has_case_insensitive_value(elements_.document().atoms().name(wanted)));
    if (matches_attribute_value(simple, attribute.value, ignore_case)) return true;
  }
  return false;
}

bool Matcher::match_simple(const SimpleSelector& simple, std::uint32_t element, const Run& run) {
  const Element& at = elements_[element];
  switch (simple.kind) {
    case SimpleKind::Universal:
      return is_in_namespace(simple, *at.node);
    case SimpleKind::Type:
      return match_type(simple, *at.node, run);
    case SimpleKind::Id:
      return at.id != kNoName && at.id == run.sheet.names[simple.symbol];
    case SimpleKind::Class: {
      const auto classes = elements_.classes(at);
      return std::find(classes.begin(), classes.end(), run.sheet.names[simple.symbol]) !=
             classes.end();
    }
    case SimpleKind::Attribute:
      return match_attribute(simple, *at.node, run);
    case SimpleKind::Lang:
      return matches_lang(simple, at.lang);
    case SimpleKind::Dir:
      return at.right_to_left == simple.right_to_left;
    case SimpleKind::Always:
      return true;
    case SimpleKind::Never:
      return false;
    default:
      return match_structure(simple, element, run);
  }
}

bool Matcher::match_structure(const SimpleSelector& simple, std::uint32_t element, const Run& run) {
  const Element& at = elements_[element];
  switch (simple.kind) {
    case SimpleKind::Root:
      return at.parent == kNoElement;
    case SimpleKind::Scope:
      return run.scope == kNoElement ? at.parent == kNoElement : element == run.scope;
    case SimpleKind::NthChild:
    case SimpleKind::NthLastChild:
    case SimpleKind::NthOfType:
    case SimpleKind::NthLastOfType: {
      const std::int32_t place = position(simple, element, run);
      return place > 0 && simple.nth.matches(place);
    }
    case SimpleKind::Nesting:
    case SimpleKind::Is:
      return match_list(*simple.arguments, element, run);
    case SimpleKind::Not:
      return !match_list(*simple.arguments, element, run);
    case SimpleKind::Has:
      return match_has(simple, element, run);
    default:
      return matches_state(simple.kind, element);
  }
}

std::int32_t Matcher::position(const SimpleSelector& simple,
                               std::uint32_t element,
                               const Run& run) {
  const Element& at = elements_[element];
  const bool from_end =
      simple.kind == SimpleKind::NthLastChild || simple.kind == SimpleKind::NthLastOfType;
  if (simple.arguments != nullptr) return positions_of_list(simple, run)[element];
  if (simple.kind == SimpleKind::NthOfType || simple.kind == SimpleKind::NthLastOfType) {
    return positions_of_type(from_end)[element];
  }
  if (!from_end || at.parent == kNoElement) return static_cast<std::int32_t>(at.child_number);
  return static_cast<std::int32_t>(elements_[at.parent].children - at.child_number + 1);
}

const std::vector<std::int32_t>& Matcher::positions_of_type(bool from_end) {
  std::vector<std::int32_t>& places = of_type_[from_end ? 1 : 0];
  if (!places.empty()) return places;
  places.assign(elements_.size(), 1);
  // How many of (parent, name) have been seen.
  std::unordered_map<std::uint64_t, std::int32_t> seen;
  for (std::uint32_t i = 0; i < elements_.size(); ++i) {
    const std::uint32_t index = from_end ? elements_.size() - 1 - i : i;
    const Element& element = elements_[index];
    const std::uint64_t key = std::uint64_t{element.parent} << 32U |
                              (static_cast<std::uint32_t>(element.node->name) << 2U |
                               static_cast<std::uint32_t>(element.node->name_space));
    places[index] = ++seen[key];
  }
  return places;
}

// :nth-child(… of S): places among the siblings that match S, 0 for those that do not.
const std::vector<std::int32_t>& Matcher::positions_of_list(const SimpleSelector& simple,
                                                            const Run& run) {
  const auto found = of_list_.find(&simple);
  if (found != of_list_.end()) return found->second;
  std::vector<std::int32_t> places(elements_.size(), 0);
  std::vector<std::int32_t> seen(elements_.size() + 1, 0);  // by parent
  const bool from_end = simple.kind == SimpleKind::NthLastChild;
  for (std::uint32_t i = 0; i < elements_.size(); ++i) {
    const std::uint32_t index = from_end ? elements_.size() - 1 - i : i;
    if (!match_list(*simple.arguments, index, run)) continue;
    const std::uint32_t parent = elements_[index].parent;
    places[index] = ++seen[parent == kNoElement ? elements_.size() : parent];
  }
  return of_list_.emplace(&simple, std::move(places)).first->second;
}

bool Matcher::match_has(const SimpleSelector& simple, std::uint32_t element, const Run& run) {
  return std::any_of(simple.arguments->selectors.begin(), simple.arguments->selectors.end(),
                     [&](const ComplexSelector& selector) {
                       return spend() && match_relative(selector, element, run);
                     });
}

const std::vector<bool>& Matcher::marked(const ComplexSelector& selector, const Run& run) {
  const auto found = marked_.find(&selector);
  if (found != marked_.end()) return found->second;
  std::vector<bool> marks(elements_.size(), false);
  const Run inner{run.sheet, run.scope, kNoElement, run.depth + 1};
  const bool siblings = selector.compounds[0].combinator == Combinator::LaterSibling;
  for (std::uint32_t i = 0; i < elements_.size(); ++i) {
    if (match_from(selector, 0, i, inner) != Outcome::Matches) continue;
    std::uint32_t at = siblings ? elements_[i].previous : elements_[i].parent;
    while (at != kNoElement && !marks[at]) {
      marks[at] = true;
      at = siblings ? elements_[at].previous : elements_[at].parent;
    }
  }
  return marked_.emplace(&selector, std::move(marks)).first->second;
}

bool Matcher::match_relative(const ComplexSelector& selector,
                             std::uint32_t anchor,
                             const Run& run) {
  const css::CompoundSelector& leftmost = selector.compounds[selector.compounds.size() - 1];
  const bool one = selector.compounds.size() == 1;
  if (one && (leftmost.combinator == Combinator::Descendant ||
              leftmost.combinator == Combinator::LaterSibling)) {
    return marked(selector, run)[anchor];
  }
  const Run inner{run.sheet, run.scope, anchor, run.depth + 1};
  const Element& at = elements_[anchor];
  if (one && leftmost.combinator == Combinator::NextSibling) {
    return at.next != kNoElement && match_from(selector, 0, at.next, inner) == Outcome::Matches;
  }
  if (one) {
    for (std::uint32_t child = at.first_child; child != kNoElement; child = elements_[child].next) {
      if (match_from(selector, 0, child, inner) == Outcome::Matches) return true;
    }
    return false;
  }
  // Where the rightmost compound can be: below the anchor, or below what follows it.
  const bool beside = leftmost.combinator == Combinator::NextSibling ||
                      leftmost.combinator == Combinator::LaterSibling;
  std::uint32_t end = at.subtree_end;
  if (beside) end = at.parent == kNoElement ? end : elements_[at.parent].subtree_end;
  for (std::uint32_t i = beside ? at.subtree_end : anchor + 1; i < end; ++i) {
    if (!spend()) return false;
    if (match_from(selector, 0, i, inner) == Outcome::Matches) return true;
  }
  return false;
}

}  // namespace banxin::style
