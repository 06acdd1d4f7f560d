#pragma once
// Numbers, dimensions and math functions (CSS Values 4 §5–10), folded while they are read.
#include <optional>

#include "css/calc.h"
#include "css/cursor.h"
#include "css/value_context.h"

namespace banxin::css {

enum class NumericKind : std::uint8_t { Number, Length, Percent, Angle, Time, Resolution, Flex };

// A number, length in px, percentage, angle in degrees, time in s, resolution in dppx. A Length may
// have a percentage in it where percentages stand for lengths; `node` holds what cannot be folded.
struct Numeric {
  NumericKind kind = NumericKind::Number;
  double value = 0;
  double percent = 0;
  bool has_percent = false;
  int power = 1;            // of the unit, inside a calculation only: 2px * 3px is 6px²
  bool integer = false;     // written as an integer
  bool calculated = false;  // the result of a math function: clamped to the range, never refused
  const CalcNode* node = nullptr;
};

// Whether a percentage mixes with lengths here.
enum class Percentages : std::uint8_t { Separate, AreLengths };

// Reads one numeric value; nothing is taken when there is none. NaN never leaves: it is 0.
std::optional<Numeric> parse_numeric(TokenCursor& cursor,
                                     ValueContext& context,
                                     Percentages percentages);

enum class Range : std::uint8_t { All, NonNegative };

bool parse_number(TokenCursor& cursor,
                  ValueContext& context,
                  double& out,
                  Range range = Range::All);
bool parse_integer(TokenCursor& cursor, ValueContext& context, std::int32_t& out);
// Absolute: percentages are refused.
bool parse_length(TokenCursor& cursor, ValueContext& context, Unit& out, Range range = Range::All);
bool parse_length_px(TokenCursor& cursor, ValueContext& context, double& out, Range range);
bool parse_length_percentage(TokenCursor& cursor,
                             ValueContext& context,
                             LengthPercentage& out,
                             Range range = Range::All);
// 50% is 50.
bool parse_percentage(TokenCursor& cursor, ValueContext& context, double& out, Range range);
// Degrees. A unitless 0 is an angle where `zero` says so.
enum class UnitlessZero : std::uint8_t { Refused, Allowed };
bool parse_angle(TokenCursor& cursor, ValueContext& context, double& out, UnitlessZero zero);

std::optional<LengthUnit> find_length_unit(std::string_view lower);

}  // namespace banxin::css
