// Query containers (CSS Containment 3 §5): which one a rule or a length refers to, and its size.
#include "style/style_engine.h"

namespace banxin::style {
namespace {

bool has_size_along(const ComputedStyle& style, bool horizontal) {
  if (style.container_type == ContainerType::Size) return true;
  return style.container_type == ContainerType::InlineSize &&
         is_horizontal(style.writing_mode) == horizontal;
}

bool has_sizes(const ComputedStyle& style, const css::AskedSizes& asked) {
  if (style.container_type == ContainerType::Normal) return false;
  const bool across = is_horizontal(style.writing_mode);
  const bool width = asked.width || (across ? asked.inline_size : asked.block_size);
  const bool height = asked.height || (across ? asked.block_size : asked.inline_size);
  return (!width || has_size_along(style, true)) && (!height || has_size_along(style, false));
}

bool is_named(const ComputedStyle& style, const std::string& name) {
  if (name.empty()) return true;
  for (const css::Name& own : style.container_name) {
    if (own.text == name) return true;
  }
  return false;
}

}  // namespace

bool StyleEngine::container_rules_hold(const css::Condition* condition,
                                       std::uint32_t element) const {
  for (; condition != nullptr; condition = condition->outer) {
    if (condition->container && !container_holds(*condition, element)) return false;
  }
  return true;
}

namespace {

class ContainerStyle final : public css::StyleAnswers {
 public:
  explicit ContainerStyle(const ComputedStyle& style) : style_(style) {}
  std::optional<std::string_view> find_custom(std::string_view name) const override {
    if (style_.custom_properties == nullptr) return std::nullopt;
    return style_.custom_properties->find(name);
  }

 private:
  const ComputedStyle& style_;
};

}  // namespace

bool StyleEngine::container_holds(const css::Condition& condition, std::uint32_t element) const {
  const css::AskedSizes asked = css::asked_sizes(condition.container_condition);
  // CSS Containment 3 §5.1: every element answers questions about its style.
  if (!asked.any()) return style_holds(condition, element);
  if (options_.containers == nullptr || !has_containers_) return false;
  for (std::uint32_t up = element; up != kNoElement; up = (*elements_)[up].parent) {
    const ComputedStyle& style = *styles_[up];
    if (!has_sizes(style, asked) || !is_named(style, condition.container_name)) continue;
    const auto size = options_.containers->find((*elements_)[up].node);
    if (size == options_.containers->end()) return false;
    css::MediaEnvironment environment;
    environment.width = size->second.width;
    environment.height = size->second.height;
    environment.is_container = true;
    environment.is_vertical = !is_horizontal(style.writing_mode);
    const ContainerStyle answers(style);
    environment.styles = &answers;
    return css::evaluate(condition.container_condition, environment) == css::Truth::True;
  }
  return false;
}

bool StyleEngine::style_holds(const css::Condition& condition, std::uint32_t element) const {
  for (std::uint32_t up = element; up != kNoElement; up = (*elements_)[up].parent) {
    if (!is_named(*styles_[up], condition.container_name)) continue;
    const ContainerStyle answers(*styles_[up]);
    css::MediaEnvironment environment;
    environment.is_container = true;
    environment.styles = &answers;
    return css::evaluate(condition.container_condition, environment) == css::Truth::True;
  }
  return false;
}

std::optional<double> StyleEngine::container_extent(const dom::Node& node, bool horizontal) {
  used_container_units_ = true;
  const std::uint32_t element = elements_->find(node);
  if (options_.containers == nullptr || element == kNoElement) return std::nullopt;
  for (std::uint32_t up = (*elements_)[element].parent; up != kNoElement;
       up = (*elements_)[up].parent) {
    if (!has_size_along(*styles_[up], horizontal)) continue;
    const auto size = options_.containers->find((*elements_)[up].node);
    if (size == options_.containers->end()) return std::nullopt;
    return horizontal ? size->second.width : size->second.height;
  }
  return std::nullopt;
}

}  // namespace banxin::style
