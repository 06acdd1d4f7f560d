#pragma once
// ValueContext: what relative values are relative to. A value is parsed straight into its computed
// form. When the parser asks the context for anything (em, vw, currentcolor, the parent), the value
// `depends` and is parsed again for each style; when it does not, one parse serves all elements.
#include <cstdint>
#include <string_view>

#include "base/arena.h"
#include "css/values.h"

namespace banxin::css {

enum class LengthUnit : std::uint8_t {
#define LENGTH_UNIT(enumerator, text, px) enumerator,
#include "css/length_units.def"
#undef LENGTH_UNIT
};

// Answers for relative units; style owns it.
class LengthResolver {
 public:
  virtual ~LengthResolver() = default;
  // One `unit` in px.
  virtual double px_of(LengthUnit unit) const = 0;
};

enum class UnitlessLengths : std::uint8_t { Refused, Quirk };

struct ValueContext {
  explicit ValueContext(Arena& arena) : memory(arena) {}

  Arena& memory;
  const LengthResolver* lengths = nullptr;  // null: only checking, any length will do
  std::string_view base_url;                // of the sheet, for url()
  // Of the parent, for `bolder`, `larger`, and where th is centred.
  float parent_font_weight = 400;
  double parent_font_size = 16;
  TextAlign parent_text_align = TextAlign::Start;
  WritingMode writing_mode = WritingMode::HorizontalTb;
  Color current_color;  // for mixing; plain currentcolor is kept as such
  // Quirks Mode Standard §3.2: `width: 10` in declarations of some properties.
  UnitlessLengths unitless = UnitlessLengths::Refused;
  bool depends = false;

  double px_of(LengthUnit unit, double value);
};

}  // namespace banxin::css
