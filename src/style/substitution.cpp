#include "style/substitution.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "css/calc_parser.h"
#include "css/cursor.h"
#include "css/registered_syntax.h"

namespace banxin::style {

using css::Token;
using css::TokenCursor;
using css::TokenType;

namespace {

// LIMIT: var() inside the fallback of var() inside…
constexpr int kMaxDepth = 32;

using Lookup = std::function<std::optional<std::string_view>(std::string_view)>;

struct TokenRange {
  std::string_view text;
  std::span<const Token> tokens;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class Substituter {
 public:
  Substituter(SubstitutionScope& scope, const Lookup& lookup) : scope_(scope), lookup_(lookup) {}

  std::optional<std::string> run(std::string_view text, int depth) {
    Arena memory;
    const std::vector<Token> tokens = css::tokenize(text);
    std::string out;
    const TokenRange all{text, tokens, 0, static_cast<std::uint32_t>(tokens.size())};
    if (!append(all, out, depth, memory)) {
      return std::nullopt;
    }
    return out;
  }

 private:
  bool add(std::string& out, std::string_view piece) {
    const bool poor = scope_.budget != nullptr && *scope_.budget < piece.size();
    if (poor || out.size() + piece.size() > scope_.limit) {
      scope_.too_long = true;
      return false;
    }
    if (scope_.budget != nullptr) *scope_.budget -= piece.size();
    out += piece;
    return true;
  }

  // Pieces of different origin must not grow together into one token.
  bool add_replacement(std::string& out, std::string_view piece) {
    return add(out, "/**/") && add(out, piece) && add(out, "/**/");
  }

  bool append(const TokenRange& range, std::string& out, int depth, Arena& memory) {
    const auto& [text, tokens, begin, end] = range;
    for (std::uint32_t i = begin; i < end; ++i) {
      const Token& token = tokens[i];
      if (token.type == TokenType::Function) {
        const std::string name = css::to_lower(css::token_text(text, token, memory));
        if (name == "sibling-index" || name == "sibling-count") {
          if (!add_sibling_number(name, out)) return false;
          i = std::min(token.partner, end);
          continue;
        }
        if (name == "var" || name == "env" || name == "attr") {
          TokenCursor cursor(text, tokens, i, end, memory);
          const TokenCursor inside = cursor.enter();
          if (depth > kMaxDepth || !replace(name, inside, out, depth, memory)) return false;
          i = std::min(token.partner, end);
          continue;
        }
      }
      if (i > begin && tokens[i - 1].offset + tokens[i - 1].length != token.offset &&
          !add(out, "/**/")) {
        return false;  // a comment stood there
      }
      if (!add(out, css::raw_text(text, token))) return false;
    }
    return true;
  }

  // CSS Values 5 §9: the style is then the element's own, as with attr().
  bool add_sibling_number(std::string_view name, std::string& out) {
    if (scope_.element == nullptr || scope_.elements == nullptr) return false;
    scope_.used_attribute = true;
    const std::uint32_t index = scope_.elements->find(*scope_.element);
    if (index == kNoElement) return false;
    const Element& element = (*scope_.elements)[index];
    std::uint32_t number = element.child_number;
    if (name == "sibling-count") {
      number = element.parent == kNoElement ? 1 : (*scope_.elements)[element.parent].children;
    }
    return add_replacement(out, std::to_string(number));
  }

  // What stands after the comma, substituted; `found` false where there is no comma.
  bool add_fallback(TokenCursor inside, std::string& out, int depth, Arena& memory, bool& found) {
    found = inside.take(TokenType::Comma);
    if (!found) return true;
    std::string text;
    const TokenRange rest{inside.source(), inside.tokens(), inside.index(), inside.end_index()};
    if (!append(rest, text, depth + 1, memory)) {
      return false;
    }
    return add_replacement(out, text);
  }

  bool replace(
      const std::string& name, TokenCursor inside, std::string& out, int depth, Arena& memory) {
    if (inside.type() != TokenType::Ident) return false;
    const std::string_view first = inside.text();
    inside.skip();
    if (name == "attr") return replace_attribute(first, inside, out, depth, memory);
    if (name == "var") {
      if (!first.starts_with("--")) return false;
      if (const std::optional<std::string_view> value = lookup_(first)) {
        return (inside.at_end() || inside.type() == TokenType::Comma) &&
               add_replacement(out, *value);
      }
    } else {
      // CSS Environment Variables 1: paper has no notch.
      while (inside.is_integer())
        inside.skip();
      if (first.starts_with("safe-area-inset-") || first.starts_with("keyboard-inset-")) {
        return add_replacement(out, "0px");
      }
    }
    bool found = false;
    return add_fallback(inside, out, depth, memory, found) && found;
  }

  bool replace_attribute(
      std::string_view name, TokenCursor inside, std::string& out, int depth, Arena& memory) {
    scope_.used_attribute = true;
    std::string type = "string";
    if (inside.type() == TokenType::Ident) {
      type = css::to_lower(inside.text());
      inside.skip();
    } else if (inside.is_function("type")) {
      type = "type:" + std::string(inside.enter().rest());
    } else if (inside.is_delim('%')) {
      type = "%";
      inside.skip();
    }
    const std::optional<std::string> value = attribute_value(name, type);
    if (value) return add_replacement(out, *value);
    bool found = false;
    if (!add_fallback(inside, out, depth, memory, found)) return false;
    // Without a type the fallback is the empty string.
    return found || (type == "string" && add_replacement(out, "\"\""));
  }

  std::optional<std::string> attribute_value(std::string_view name, const std::string& type) const {
    if (scope_.element == nullptr || scope_.document == nullptr) return std::nullopt;
    const Atom exact = scope_.document->atoms().find(name);
    const Atom lower = scope_.document->atoms().find(css::to_lower(name));
    const dom::Attribute* attribute =
        exact == Atom::None ? nullptr : scope_.element->find_attribute(exact);
    if (attribute == nullptr && lower != Atom::None) {
      attribute = scope_.element->find_attribute(lower);
    }
    if (attribute == nullptr) return std::nullopt;
    const std::string_view text = attribute->value;
    if (type == "string" || type == "url" || type == "raw-string") {
      return type == "url" ? "url(" + css::serialize_string(text) + ")"
                           : css::serialize_string(text);
    }
    return typed_value(text, type);
  }

  // The attribute's text as a number with the unit, a colour, an identifier, any value.
  static std::optional<std::string> typed_value(std::string_view text, const std::string& type) {
    Arena memory;
    const std::vector<Token> tokens = css::tokenize(text);
    TokenCursor cursor(text, tokens, memory);
    if (cursor.at_end()) return std::nullopt;
    TokenCursor after = cursor;
    after.skip();
    const bool number = cursor.type() == TokenType::Number && after.at_end();
    const bool has_unit = type == "%" || css::find_length_unit(type) || type == "deg" ||
                          type == "s" || type == "ms" || type == "turn" || type == "rad";
    if (has_unit) {
      if (!number) return std::nullopt;
      return std::string(cursor.raw()) + type;
    }
    if (type == "number" || type == "integer") {
      return number ? std::optional(std::string(cursor.raw())) : std::nullopt;
    }
    for (const Token& token : tokens) {
      if (token.type == TokenType::Function) return std::nullopt;  // no var() from attributes
    }
    // CSS Values 5 §7.7.1: the text is read as the syntax has it.
    if (type.starts_with("type:") && !css::fits_syntax(type.substr(5), text)) return std::nullopt;
    return std::string(text);
  }

  SubstitutionScope& scope_;
  const Lookup& lookup_;
};

// The names that a value refers to by var(), fallbacks included.
std::vector<std::string_view> references(std::string_view text, Arena& memory) {
  std::vector<std::string_view> out;
  const std::vector<Token> tokens = css::tokenize(text);
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].type != TokenType::Function ||
        !css::equals_ignoring_case(css::token_text(text, tokens[i], memory), "var")) {
      continue;
    }
    TokenCursor cursor(text, tokens, i, static_cast<std::uint32_t>(tokens.size()), memory);
    const TokenCursor inside = cursor.enter();
    if (inside.type() == TokenType::Ident) out.push_back(memory.copy(inside.text()));
  }
  return out;
}

// Works out the declared properties in the order of their references; what refers to itself is
// invalid (CSS Variables 1 §2.3).
class CustomResolver {
 public:
  CustomResolver(const std::vector<Winner>& declared,
                 const CustomProperties* parent,
                 SubstitutionScope& scope,
                 Arena& memory)
      : declared_(declared), parent_(parent), scope_(scope), memory_(memory) {
    entries_.resize(declared.size());
  }

  std::vector<CustomProperty> run() {
    for (std::size_t i = 0; i < declared_.size(); ++i)
      visit(i);
    std::vector<CustomProperty> out;
    for (std::size_t i = 0; i < declared_.size(); ++i) {
      if (!entries_[i].inherits) {
        out.push_back({declared_[i].declaration->name, entries_[i].value, entries_[i].valid});
      }
    }
    return out;
  }

 private:
  enum class State : std::uint8_t { New, Open, Done };
  struct Entry {
    State state = State::New;
    bool valid = false;
    bool inherits = false;  // nothing of its own: as if not declared
    bool cyclic = false;
    std::string_view value;
    std::vector<std::size_t> references;
    std::size_t next = 0;
  };

  std::size_t find(std::string_view name) const {
    const auto found = std::lower_bound(declared_.begin(), declared_.end(), name,
                                        [](const Winner& winner, std::string_view wanted) {
                                          return winner.declaration->name < wanted;
                                        });
    if (found == declared_.end() || found->declaration->name != name) return declared_.size();
    return static_cast<std::size_t>(found - declared_.begin());
  }

  // Depth first with a stack of its own: chains may be as long as the sheet.
  void visit(std::size_t start) {
    if (entries_[start].state != State::New) return;
    std::vector<std::size_t> stack{start};
    open(start);
    while (!stack.empty()) {
      Entry& entry = entries_[stack.back()];
      if (entry.next == entry.references.size()) {
        finish(stack.back());
        stack.pop_back();
        continue;
      }
      const std::size_t to = entry.references[entry.next++];
      if (entries_[to].state == State::New) {
        open(to);
        stack.push_back(to);
      } else if (entries_[to].state == State::Open) {
        // All from `to` to the top of the stack are in the cycle.
        for (std::size_t i = stack.size(); i-- > 0;) {
          entries_[stack[i]].cyclic = true;
          if (stack[i] == to) break;
        }
      }
    }
  }

  void open(std::size_t index) {
    Entry& entry = entries_[index];
    entry.state = State::Open;
    const css::Declaration& declaration = *declared_[index].declaration;
    if (declaration.kind != css::DeclarationKind::Custom) return;
    for (const std::string_view name : references(declaration.text, memory_)) {
      const std::size_t to = find(name);
      if (to < declared_.size()) entry.references.push_back(to);
    }
  }

  const css::PropertyRule* registration(std::string_view name) const {
    if (scope_.registered == nullptr) return nullptr;
    const auto found = scope_.registered->find(name);
    return found == scope_.registered->end() ? nullptr : found->second;
  }

  std::optional<std::string_view> look_up(std::string_view name) const {
    const std::size_t index = find(name);
    if (index < declared_.size() && !entries_[index].inherits) {
      if (entries_[index].valid) return entries_[index].value;
    } else if (parent_ != nullptr) {
      if (const auto found = parent_->find(name)) return found;
    }
    const css::PropertyRule* rule = registration(name);
    if (rule != nullptr && rule->has_initial) return rule->initial;
    return std::nullopt;
  }

  void finish(std::size_t index) {
    Entry& entry = entries_[index];
    entry.state = State::Done;
    const css::Declaration& declaration = *declared_[index].declaration;
    if (declaration.kind == css::DeclarationKind::Wide) {
      const css::PropertyRule* rule = registration(declaration.name);
      const bool inherits = rule == nullptr || rule->inherits;
      entry.inherits = declaration.wide == css::CssWide::Inherit ||
                       (declaration.wide != css::CssWide::Initial && inherits);
      return;  // `initial` is the guaranteed-invalid value
    }
    if (entry.cyclic) return;
    if (!has_function(declaration.text)) {
      entry.valid = declaration.text.size() <= scope_.limit;
      scope_.too_long = scope_.too_long || !entry.valid;
      entry.value = declaration.text;
      check_syntax(entry, declaration.name);
      return;
    }
    const Lookup lookup = [this](std::string_view name) { return look_up(name); };
    const std::optional<std::string> text = Substituter(scope_, lookup).run(declaration.text, 0);
    entry.valid = text.has_value();
    if (text) entry.value = memory_.copy(std::string_view(*text));
    check_syntax(entry, declaration.name);
  }

  // CSS Properties and Values 1 §2.4: what is not of the registered syntax is as if unset.
  void check_syntax(Entry& entry, std::string_view name) const {
    const css::PropertyRule* rule = registration(name);
    if (rule == nullptr || !entry.valid || css::fits_syntax(rule->syntax, entry.value)) return;
    entry.valid = false;
    entry.inherits = rule->inherits;
  }

  static bool has_function(std::string_view text) {
    return text.find('(') != std::string_view::npos;
  }

  const std::vector<Winner>& declared_;
  const CustomProperties* parent_;
  SubstitutionScope& scope_;
  Arena& memory_;
  std::vector<Entry> entries_;
};

}  // namespace

std::optional<std::string> substitute(std::string_view text, SubstitutionScope& scope) {
  const Lookup lookup = [&](std::string_view name) -> std::optional<std::string_view> {
    if (scope.properties != nullptr) {
      if (const auto found = scope.properties->find(name)) return found;
    }
    if (scope.registered != nullptr) {
      const auto rule = scope.registered->find(name);
      if (rule != scope.registered->end() && rule->second->has_initial) {
        return rule->second->initial;
      }
    }
    return std::nullopt;
  };
  return Substituter(scope, lookup).run(text, 0);
}

const CustomProperties* resolve_custom_properties(const std::vector<Winner>& declared,
                                                  const CustomProperties* parent,
                                                  SubstitutionScope& scope,
                                                  Arena& memory) {
  std::vector<CustomProperty> own;
  if (!declared.empty()) own = CustomResolver(declared, parent, scope, memory).run();
  // Registered properties that do not inherit are hidden from children.
  if (scope.registered != nullptr && parent != nullptr) {
    for (const auto& [name, rule] : *scope.registered) {
      const auto place = std::lower_bound(
          own.begin(), own.end(), name,
          [](const CustomProperty& p, std::string_view wanted) { return p.name < wanted; });
      if (rule->inherits || (place != own.end() && place->name == name) || !parent->find(name)) {
        continue;
      }
      own.insert(place, {name, {}, false});
    }
  }
  if (own.empty()) return parent;
  CustomProperties& properties = memory.create<CustomProperties>();
  properties.parent = parent;
  properties.own = css::List<CustomProperty>(memory.copy(std::span<const CustomProperty>(own)));
  return &properties;
}

}  // namespace banxin::style
