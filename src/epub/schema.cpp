#include "epub/schema.h"

#include <array>

namespace banxin::epub {
namespace {

namespace names = dom::names;

constexpr std::size_t kKnownNames = [] {
  std::size_t count = 0;
#define NAME(identifier, name) ++count;
#include "dom/names.def"
#undef NAME
  return count;
}();

constexpr std::array<ElementRule, kKnownNames> kRules = [] {
  std::array<ElementRule, kKnownNames> rules{};
#define ELEMENT(name, treatment, target, kind, content, style_class) \
  rules[static_cast<std::size_t>(names::name)] =                     \
      ElementRule{Treatment::treatment, Kind::kind, Content::content, names::target, style_class};
#include "epub/elements.def"
#undef ELEMENT
  return rules;
}();
constexpr ElementRule kUnknown{};

}  // namespace

const ElementRule& element_rule(const dom::Node& element) {
  const auto index = static_cast<std::size_t>(element.name);
  return index < kRules.size() ? kRules[index] : kUnknown;
}

bool is_block(const dom::Node& node) {
  if (!node.is_element() || node.name_space != dom::Namespace::Html) return false;
  const ElementRule& rule = element_rule(node);
  return rule.treatment != Treatment::Drop && rule.kind != Kind::Inline &&
         rule.kind != Kind::RubyPart;
}

}  // namespace banxin::epub
