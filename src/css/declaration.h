#pragma once
// Declarations as they cascade: one for each longhand and custom property.
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "css/property.h"
#include "css/shorthand.h"
#include "css/syntax.h"

namespace banxin::css {

enum class CssWide : std::uint8_t { Initial, Inherit, Unset, Revert, RevertLayer };

enum class DeclarationKind : std::uint8_t {
  Value,         // `value` holds for every element
  Relative,      // `text` is parsed for each style
  Wide,          // a CSS-wide keyword
  Substitution,  // `text` has var(), env() or attr(); of `shorthand` where there is one
  Custom,        // a custom property: `name`, `text`
};

struct Declaration {
  Property property = Property::Count;  // Count: custom
  DeclarationKind kind = DeclarationKind::Value;
  CssWide wide = CssWide::Initial;
  bool important = false;
  bool has_shorthand = false;
  Shorthand shorthand{};
  const void* value = nullptr;  // of the property's type
  std::string_view name;        // Custom: with its dashes
  std::string_view text;
};

struct DeclarationBlock {
  List<Declaration> declarations;
  std::string_view base_url;  // for url() in declarations parsed later
};

// Where a text stands in a file, for diagnostics.
struct SourcePlace {
  std::string_view file;
  std::string_view source;     // the whole preprocessed text
  SourcePosition start{1, 1};  // of the text in the file
};
SourcePosition position_in(const SourcePlace& place, std::size_t offset);
void report_at(Diagnostics& diagnostics,
               DiagnosticId id,
               const SourcePlace& place,
               std::size_t offset,
               std::string_view subject);

struct DeclarationOptions {
  std::string_view base_url;
  UnitlessLengths unitless = UnitlessLengths::Refused;
  const SourcePlace* place = nullptr;  // null: nothing is reported
  Diagnostics* diagnostics = nullptr;
};

// The declarations among `items`; rules are passed over. Unknown properties and bad values are
// dropped, with a diagnostic.
DeclarationBlock parse_declarations(std::span<const SyntaxItem> items,
                                    std::span<const Token> tokens,
                                    std::string_view source,
                                    Arena& memory,
                                    const DeclarationOptions& options);
// A style attribute. `text` must be preprocessed and live as long as the block.
DeclarationBlock parse_style_attribute(std::string_view text,
                                       Arena& memory,
                                       const DeclarationOptions& options);
// Whether `name: value` is understood (@supports).
bool supports_declaration(std::string_view name, std::string_view value);

// Text with var(), env() or attr() anywhere in it.
bool has_substitution(TokenCursor cursor);

// The longhands of `all`: every one but direction and unicode-bidi.
bool is_in_all(Property property);
// Known to CSS, without a meaning on paper: no diagnostic.
bool is_ignored_property(std::string_view lower_name);

}  // namespace banxin::css
