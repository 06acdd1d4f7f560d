#include "style/form_state.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <optional>
#include <span>

#include "css/tokenizer.h"
#include "dom/names.h"

namespace banxin::style {

using css::SimpleKind;
namespace names = dom::names;

namespace {

// LIMIT: options of a select that are looked at.
constexpr std::uint32_t kMostOptions = 2048;

class FormState {
 public:
  FormState(const ElementTable& elements, const FormPlaces& places, std::uint32_t index)
      : elements_(elements), places_(places), index_(index), node_(*elements[index].node) {}

  bool can_be_disabled() const;
  bool is_disabled() const;
  bool is_checked() const;
  bool is_default() const;
  bool takes_required() const;
  bool has(std::string_view name) const { return find(node_, name) != nullptr; }
  bool is_read_write() const;
  bool shows_placeholder() const;
  bool is_indeterminate() const;
  // Takes part in constraint validation (HTML §4.10.21.1).
  bool is_validated() const;
  bool is_valid() const;
  bool has_range() const;
  bool is_in_range() const;
  bool is_group() const { return node_.is_html(names::fieldset) || is_form(); }
  bool is_form() const { return elements_.document().name(node_) == "form"; }
  bool is_submit() const;
  bool is_checked_radio() const {
    return node_.is_html(names::input) && is_type("radio") && is_checked();
  }
  std::string_view name() const { return value_of(node_, "name"); }

 private:
  const dom::Attribute* find(const dom::Node& node, std::string_view name) const {
    const Atom atom = elements_.document().atoms().find(name);
    return atom == Atom::None ? nullptr : node.find_attribute(atom);
  }
  std::string_view value_of(const dom::Node& node, std::string_view name) const {
    const dom::Attribute* attribute = find(node, name);
    return attribute == nullptr ? std::string_view{} : std::string_view(attribute->value);
  }
  bool is_type(std::string_view lower) const {
    return css::equals_ignoring_case(node_.attribute(names::type), lower);
  }
  bool is_one_of(std::span<const std::string_view> types) const {
    return std::any_of(types.begin(), types.end(), [&](std::string_view t) { return is_type(t); });
  }
  bool is_text_control() const;
  bool group_is_checked() const;
  bool lacks_value() const;
  bool mismatches_type() const;
  bool is_off_step() const;

  const ElementTable& elements_;
  const FormPlaces& places_;
  std::uint32_t index_;
  const dom::Node& node_;
};

bool FormState::can_be_disabled() const {
  return node_.is_html(names::button) || node_.is_html(names::input) ||
         node_.is_html(names::select) || node_.is_html(names::textarea) ||
         node_.is_html(names::optgroup) || node_.is_html(names::option) ||
         node_.is_html(names::fieldset);
}

bool FormState::is_disabled() const {
  if (node_.find_attribute(names::disabled) != nullptr) return true;
  if (node_.is_html(names::option)) {
    const std::uint32_t parent = elements_[index_].parent;
    return parent != kNoElement && elements_[parent].node->is_html(names::optgroup) &&
           elements_[parent].node->find_attribute(names::disabled) != nullptr;
  }
  if (node_.is_html(names::optgroup)) return false;
  return places_.of[index_].is_blocked;
}

bool FormState::is_checked() const {
  if (node_.is_html(names::option)) return node_.find_attribute(names::selected) != nullptr;
  return node_.is_html(names::input) && (is_type("checkbox") || is_type("radio")) &&
         node_.find_attribute(names::checked) != nullptr;
}

bool FormState::is_submit() const {
  if (node_.is_html(names::input)) return is_type("submit") || is_type("image");
  return node_.is_html(names::button) && !is_type("button") && !is_type("reset");
}

// §4.16.3: what is checked, and the first button of a form that sends it.
bool FormState::is_default() const {
  if (!is_submit()) return is_checked();
  const auto first = places_.first_submit.find(places_.of[index_].form);
  return first != places_.first_submit.end() && first->second == index_;
}

bool FormState::takes_required() const {
  if (node_.is_html(names::select) || node_.is_html(names::textarea)) return true;
  constexpr std::array<std::string_view, 7> kNever{"hidden", "range", "color", "submit",
                                                   "image",  "reset", "button"};
  return node_.is_html(names::input) && !is_one_of(kNever);
}

bool FormState::is_text_control() const {
  if (node_.is_html(names::textarea)) return true;
  constexpr std::array<std::string_view, 10> kOthers{"hidden", "checkbox", "radio", "file",
                                                     "submit", "image",    "reset", "button",
                                                     "range",  "color"};
  return node_.is_html(names::input) && !is_one_of(kOthers);
}

bool FormState::is_read_write() const {
  if (is_text_control()) return !has("readonly") && !is_disabled();
  const dom::Attribute* attribute = find(node_, "contenteditable");
  return attribute != nullptr && !css::equals_ignoring_case(attribute->value, "false");
}

bool FormState::shows_placeholder() const {
  return is_text_control() && node_.find_attribute(names::placeholder) != nullptr &&
         node_.attribute(names::value).empty() && node_.first_child == nullptr;
}

// The radio buttons of one name in one form are a group (§4.10.5.1.17).
bool FormState::group_is_checked() const {
  if (name().empty()) return is_checked();
  return places_.checked_groups.count({places_.of[index_].form, name()}) > 0;
}

bool FormState::is_indeterminate() const {
  if (elements_.document().name(node_) == "progress") return !has("value");
  return node_.is_html(names::input) && is_type("radio") && !group_is_checked();
}

bool FormState::is_validated() const {
  if (is_group()) return true;
  if (is_disabled()) return false;
  if (node_.is_html(names::select)) return true;
  if (node_.is_html(names::button)) return is_submit();
  if (node_.is_html(names::textarea)) return !has("readonly");
  if (!node_.is_html(names::input) || is_type("hidden") || is_type("reset") || is_type("button")) {
    return false;
  }
  return !(is_text_control() && has("readonly"));
}

bool FormState::lacks_value() const {
  if (!takes_required() || !has("required")) return false;
  if (node_.is_html(names::textarea)) return dom::text_content(node_).empty();
  if (node_.is_html(names::select)) {
    // §4.10.7: the first option is chosen where none says so.
    const dom::Node* chosen = nullptr;
    const std::uint32_t end = std::min(elements_[index_].subtree_end, index_ + kMostOptions);
    for (std::uint32_t at = index_ + 1; at < end; ++at) {
      const dom::Node& option = *elements_[at].node;
      if (!option.is_html(names::option)) continue;
      const bool selected = option.find_attribute(names::selected) != nullptr;
      if (chosen == nullptr || selected) chosen = &option;
    }
    if (chosen == nullptr) return true;
    return chosen->find_attribute(names::value) != nullptr ? chosen->attribute(names::value).empty()
                                                           : dom::text_content(*chosen).empty();
  }
  if (is_type("checkbox")) return !is_checked();
  if (is_type("radio")) return !group_is_checked();
  return is_type("file") || node_.attribute(names::value).empty();
}

// §4.10.5.1.5: the grammar for e-mail addresses, in short.
bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return false;
  const auto is_atom = [](char c) {
    constexpr std::string_view kMarks = ".!#$%&'*+/=?^_`{|}~-";
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           kMarks.find(c) != std::string_view::npos;
  };
  const std::string_view local = text.substr(0, at);
  if (!std::all_of(local.begin(), local.end(), is_atom)) return false;
  char before = '.';
  for (const char c : text.substr(at + 1)) {
    const bool alphanumeric = std::isalnum(static_cast<unsigned char>(c)) != 0;
    if (!alphanumeric && c != '-' && c != '.') return false;
    if (!alphanumeric && before == '.') return false;
    if (c == '.' && before == '-') return false;
    before = c;
  }
  return before != '.' && before != '-';
}

// Whether it begins with a scheme, as an absolute URL must.
bool is_absolute_url(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  if (std::isalpha(static_cast<unsigned char>(text[0])) == 0) return false;
  const std::string_view scheme = text.substr(0, colon);
  const bool good = std::all_of(scheme.begin(), scheme.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+' || c == '-' || c == '.';
  });
  const bool special =
      css::equals_ignoring_case(scheme, "http") || css::equals_ignoring_case(scheme, "https");
  return good && (!special || text.size() > colon + 3);
}

bool FormState::mismatches_type() const {
  const std::string_view value = node_.attribute(names::value);
  if (value.empty()) return false;
  return (is_type("email") && !is_email(value)) || (is_type("url") && !is_absolute_url(value));
}

// A number, or the days of a date: values of one type may be compared.
std::optional<double> parse_number(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) {
    return std::nullopt;
  }
  return number;
}

constexpr std::array<std::string_view, 5> kDates{"date", "month", "week", "time", "datetime-local"};

bool FormState::has_range() const {
  if (!node_.is_html(names::input) || !is_validated()) return false;
  if (is_type("range")) return true;
  return (is_type("number") || is_one_of(kDates)) && (has("min") || has("max"));
}

bool FormState::is_in_range() const {
  if (is_type("range")) return true;  // its value is brought into it
  const std::string_view value = node_.attribute(names::value);
  const std::string_view low = value_of(node_, "min"), high = value_of(node_, "max");
  if (is_one_of(kDates)) {
    // Dates of one form are ordered as texts are.
    const auto comparable = [&](std::string_view end) { return end.size() == value.size(); };
    return (!comparable(low) || value >= low) && (!comparable(high) || value <= high);
  }
  const std::optional<double> number = parse_number(value);
  if (!number) return true;
  const std::optional<double> least = parse_number(low), most = parse_number(high);
  return (!least || *number >= *least) && (!most || *number <= *most);
}

bool FormState::is_off_step() const {
  // Without a minimum, steps are counted from the value itself.
  const std::string_view step = value_of(node_, "step");
  if (!is_type("number") || !has("min") || css::equals_ignoring_case(step, "any")) return false;
  const std::optional<double> value = parse_number(node_.attribute(names::value));
  if (!value) return false;
  const double size = parse_number(step).value_or(1);
  const double base = parse_number(value_of(node_, "min")).value_or(0);
  const double steps = (*value - base) / (size > 0 ? size : 1);
  return std::abs(steps - std::round(steps)) > 1e-9;
}

bool FormState::is_valid() const {
  return !lacks_value() && !mismatches_type() && !is_off_step() && (!has_range() || is_in_range());
}

}  // namespace

// Where each element stands among forms: in one pass, parents before children.
void FormStates::find_places() {
  places_.of.resize(elements_.size());
  std::unordered_map<std::uint32_t, std::uint32_t> first_legend;  // by the parent
  for (std::uint32_t at = 0; at < elements_.size(); ++at) {
    const std::uint32_t parent = elements_[at].parent;
    FormPlace& place = places_.of[at];
    if (parent != kNoElement) {
      const dom::Node& holder = *elements_[parent].node;
      const FormState above(elements_, places_, parent);
      place = {above.is_form() ? parent : places_.of[parent].form, places_.of[parent].is_blocked,
               false};
      const bool is_first_legend =
          elements_[at].node->is_html(names::legend) && first_legend.try_emplace(parent, at).second;
      if (holder.is_html(names::fieldset) && above.has("disabled") && !is_first_legend)
        place.is_blocked = true;
    }
    const FormState state(elements_, places_, at);
    if (state.is_submit()) places_.first_submit.try_emplace(place.form, at);
    if (state.is_checked_radio()) places_.checked_groups.insert({place.form, state.name()});
  }
  places_.first_submit.erase(kNoElement);
}

void FormStates::find_invalid() {
  for (std::uint32_t at = 0; at < elements_.size(); ++at) {
    const FormState state(elements_, places_, at);
    if (state.is_group() || !state.is_validated() || state.is_valid()) continue;
    for (std::uint32_t up = at; up != kNoElement && !places_.of[up].is_invalid;
         up = elements_[up].parent) {
      places_.of[up].is_invalid = true;
    }
  }
}

bool FormStates::matches(SimpleKind kind, std::uint32_t index) {
  if (places_.of.empty()) {
    find_places();
    find_invalid();
  }
  const FormState state(elements_, places_, index);
  switch (kind) {
    case SimpleKind::Disabled:
      return state.can_be_disabled() && state.is_disabled();
    case SimpleKind::Enabled:
      return state.can_be_disabled() && !state.is_disabled();
    case SimpleKind::Checked:
      return state.is_checked();
    case SimpleKind::Default:
      return state.is_default();
    case SimpleKind::Required:
      return state.takes_required() && state.has("required");
    case SimpleKind::Optional:
      return state.takes_required() && !state.has("required");
    case SimpleKind::ReadWrite:
      return state.is_read_write();
    case SimpleKind::ReadOnly:
      return !state.is_read_write();
    case SimpleKind::PlaceholderShown:
      return state.shows_placeholder();
    case SimpleKind::Indeterminate:
      return state.is_indeterminate();
    case SimpleKind::Valid:
      return state.is_validated() && !places_.of[index].is_invalid;
    case SimpleKind::Invalid:
      return state.is_validated() && places_.of[index].is_invalid;
    case SimpleKind::InRange:
      return state.has_range() && state.is_in_range();
    case SimpleKind::OutOfRange:
      return state.has_range() && !state.is_in_range();
    default:
      return false;
  }
}

}  // namespace banxin::style
