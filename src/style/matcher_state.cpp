// Pseudo-classes of HTML's elements (form_state.cpp has those of forms), :lang, values of
// attributes.
#include <algorithm>
#include <cstring>

#include "css/tokenizer.h"
#include "dom/names.h"
#include "style/matcher.h"

namespace banxin::style {

using css::AttributeMatch;
using css::SimpleKind;
namespace names = dom::names;

namespace {

bool is_empty(const dom::Node& node) {
  for (const dom::Node* child = node.first_child; child != nullptr; child = child->next_sibling) {
    if (child->is_element()) return false;
    if (child->is_text() && !child->text().empty()) return false;
  }
  return true;
}

bool is_link(const dom::Node& node) {
  const bool kind = node.is_html(names::a) || node.is_html(names::area) ||
                    (node.name_space == dom::Namespace::Svg && node.name == names::a);
  if (!kind) return false;
  return std::any_of(node.attributes().begin(), node.attributes().end(),
                     [](const dom::Attribute& attribute) { return attribute.name == names::href; });
}

}  // namespace

bool Matcher::matches_state(SimpleKind kind, std::uint32_t index) {
  const dom::Node& node = *elements_[index].node;
  switch (kind) {
    case SimpleKind::Empty:
      return is_empty(node);
    case SimpleKind::AnyLink:
      return is_link(node);
    case SimpleKind::Open:
      return (node.is_html(names::details) || node.is_html(names::dialog)) &&
             node.find_attribute(names::open) != nullptr;
    case SimpleKind::Defined:
      return node.name_space != dom::Namespace::Html ||
             elements_.document().name(node).find('-') == std::string_view::npos;
    default:
      return forms_.matches(kind, index);
  }
}

// RFC 4647 §3.3.2, extended filtering; ranges are in lower case.
bool matches_lang_range(std::string_view range, std::string_view lower_lang) {
  if (range.empty()) return lower_lang.empty();
  if (lower_lang.empty()) return false;
  const auto take = [](std::string_view& tag) {
    const std::size_t dash = tag.find('-');
    const std::string_view part = tag.substr(0, dash);
    tag = dash == std::string_view::npos ? std::string_view{} : tag.substr(dash + 1);
    return part;
  };
  const std::string_view first_range = take(range);
  const std::string_view first_tag = take(lower_lang);
  if (first_range != "*" && first_range != first_tag) return false;
  while (!range.empty()) {
    std::string_view rest = range;
    const std::string_view wanted = take(rest);
    if (wanted == "*") {
      range = rest;
      continue;
    }
    if (lower_lang.empty()) return false;
    const std::string_view part = take(lower_lang);
    if (part == wanted) {
      range = rest;
    } else if (part.size() == 1) {
      return false;
    }
  }
  return true;
}

bool matches_lang(const css::SimpleSelector& simple, std::string_view lang) {
  const std::string lower = css::to_lower(lang);
  return std::any_of(simple.values.begin(), simple.values.end(),
                     [&](std::string_view range) { return matches_lang_range(range, lower); });
}

namespace {

bool equal(std::string_view a, std::string_view b, bool ignore_case) {
  if (!ignore_case) return a == b;
  return a.size() == b.size() && css::to_lower(a) == css::to_lower(b);
}

bool includes(std::string_view list, std::string_view word, bool ignore_case) {
  constexpr std::string_view kSpaces = " \t\n\f\r";
  if (word.empty() || word.find_first_of(kSpaces) != std::string_view::npos) return false;
  while (!list.empty()) {
    const std::size_t end = list.find_first_of(kSpaces);
    if (equal(list.substr(0, end), word, ignore_case)) return true;
    if (end == std::string_view::npos) break;
    list.remove_prefix(end + 1);
  }
  return false;
}

// In linear time whatever the two are, which string_view::find() is not.
bool contains(std::string_view text, std::string_view part) {
  return memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
}

}  // namespace

bool matches_attribute_value(const css::SimpleSelector& simple,
                             std::string_view value,
                             bool ignore_case) {
  const std::string_view wanted = simple.value;
  const std::size_t size = wanted.size();
  switch (simple.match) {
    case AttributeMatch::Exists:
      return true;
    case AttributeMatch::Equals:
      return equal(value, wanted, ignore_case);
    case AttributeMatch::Includes:
      return includes(value, wanted, ignore_case);
    case AttributeMatch::Dash:
      return equal(value.substr(0, size), wanted, ignore_case) &&
             (value.size() == size || value[size] == '-');
    case AttributeMatch::Prefix:
      return size > 0 && equal(value.substr(0, size), wanted, ignore_case);
    case AttributeMatch::Suffix:
      return size > 0 && value.size() >= size &&
             equal(value.substr(value.size() - size), wanted, ignore_case);
    default:
      if (size == 0) return false;
      return ignore_case ? contains(css::to_lower(value), css::to_lower(wanted))
                         : contains(value, wanted);
  }
}

}  // namespace banxin::style
