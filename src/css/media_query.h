#pragma once
// Media queries (Media Queries 4 and 5): parsed once, asked for each environment.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "css/calc_parser.h"
#include "css/cursor.h"

namespace banxin::css {

// The page as a query sees it.
// The custom properties of a query container, for style().
class StyleAnswers {
 public:
  virtual ~StyleAnswers() = default;
  // Nothing where it is not set.
  virtual std::optional<std::string_view> find_custom(std::string_view name) const = 0;
};

struct MediaEnvironment {
  bool print = true;  // else `screen`
  double width = 800;
  double height = 600;
  double font_size = 16;  // the initial one: em in a query
  double resolution = 1;  // dppx
  // A query container: only its sizes are known.
  bool is_container = false;
  bool has_height = true;
  bool is_vertical = false;
  const StyleAnswers* styles = nullptr;
};

enum class Truth : std::uint8_t { False, True, Unknown };
enum class Comparison : std::uint8_t { None, Less, LessEqual, Equal, GreaterEqual, Greater };

struct MediaFeature {
  std::string name;  // without min-, max-
  // value `low` feature, feature `high` value; None where there is none. Both None: (feature).
  Comparison low = Comparison::None, high = Comparison::None;
  Numeric low_value, high_value;
  std::string keyword;
  // style(--name) or style(--name: text), of a container.
  bool is_style = false;
};

// A condition as postfix: operands push, operators pop.
struct MediaStep {
  enum class Kind : std::uint8_t { Feature, Unknown, Not, And, Or } kind = Kind::Feature;
  MediaFeature feature;
};

struct MediaQuery {
  bool negated = false;
  std::string type;  // "" is all
  std::vector<MediaStep> condition;
  bool never = false;  // it could not be read: `not all`
};

struct MediaList {
  std::vector<MediaQuery> queries;  // none: everything
};

// Never fails: a query that cannot be read is `not all`.
MediaList parse_media_list(TokenCursor cursor, ValueContext& context);
MediaList parse_media_list(std::string_view text);
bool matches(const MediaList& list, const MediaEnvironment& environment);

// A condition of features alone, as in @container; nothing when it cannot be read.
bool parse_feature_condition(TokenCursor& cursor,
                             ValueContext& context,
                             std::vector<MediaStep>& out);
// Which sizes a condition asks for, by the names of its features (CSS Containment 3 §5.2).
struct AskedSizes {
  bool width = false, height = false, inline_size = false, block_size = false;
  bool any() const { return width || height || inline_size || block_size; }
};
AskedSizes asked_sizes(const std::vector<MediaStep>& condition);
Truth evaluate(const std::vector<MediaStep>& condition, const MediaEnvironment& environment);

}  // namespace banxin::css
