#include "layout/picture_source.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "base/arena.h"
#include "css/calc_parser.h"
#include "css/tokenizer.h"
#include "css/value_context.h"
#include "dom/names.h"

namespace banxin::layout {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\f";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// Lengths in `sizes`: of the initial font and the viewport.
class SourceLengths final : public css::LengthResolver {
 public:
  explicit SourceLengths(const css::MediaEnvironment& media) : media_(media) {}
  double px_of(css::LengthUnit unit) const override {
    switch (unit) {
      case css::LengthUnit::Em:
      case css::LengthUnit::Rem:
      case css::LengthUnit::Ic:
        return media_.font_size;
      case css::LengthUnit::Ex:
      case css::LengthUnit::Ch:
        return media_.font_size / 2;
      case css::LengthUnit::Vh:
      case css::LengthUnit::Vb:
        return media_.height / 100;
      case css::LengthUnit::Vmin:
        return std::min(media_.width, media_.height) / 100;
      case css::LengthUnit::Vmax:
        return std::max(media_.width, media_.height) / 100;
      default:
        return media_.width / 100;
    }
  }

 private:
  const css::MediaEnvironment& media_;
};

// HTML §4.8.4.2.2: the first size whose condition holds, px; 100vw when there is none.
double source_size(std::string_view sizes, const css::MediaEnvironment& media) {
  Arena memory;
  const SourceLengths lengths(media);
  css::ValueContext context(memory);
  context.lengths = &lengths;
  const std::string clean = css::preprocess(sizes);
  const std::vector<css::Token> tokens = css::tokenize(clean);
  css::TokenCursor cursor(clean, tokens, memory);
  while (!cursor.at_end()) {
    css::TokenCursor last = cursor;  // the last component of this entry
    css::TokenCursor end = cursor;
    while (!end.at_end() && end.type() != css::TokenType::Comma) {
      last = end;
      end.skip();
    }
    const css::TokenCursor condition = cursor.range(cursor.index(), last.index());
    const bool holds =
        condition.at_end() || css::matches(css::parse_media_list(condition, context), media);
    const auto size = css::parse_numeric(last, context, css::Percentages::Separate);
    if (holds && size && size->kind == css::NumericKind::Length && size->value >= 0) {
      return size->value;
    }
    cursor = end;
    cursor.take(css::TokenType::Comma);
  }
  return media.width;
}

// The descriptor of a candidate: `2x`, or `800w` of a picture shown `shown` px wide.
double density_of(std::string_view descriptor, double shown) {
  if (descriptor.empty()) return 1;
  double value = 0;
  const char* end = descriptor.data() + descriptor.size();
  const auto [rest, error] = std::from_chars(descriptor.data(), end, value);
  if (error != std::errc{} || rest == end || !(value > 0)) return 1;
  return *rest == 'w' ? value / std::max(1.0, shown) : value;
}

// HTML §4.8.4.3.10: addresses divided by blanks, descriptors by commas. Takes one off the front.
PictureSource take_candidate(std::string_view& srcset, double shown) {
  PictureSource found;
  const std::size_t first = srcset.find_first_not_of(" \t\r\n\f,");
  srcset.remove_prefix(std::min(first, srcset.size()));
  const std::size_t end = std::min(srcset.find_first_of(kBlanks), srcset.size());
  found.address = srcset.substr(0, end);
  srcset.remove_prefix(end);
  if (!found.address.empty() && found.address.back() == ',') {
    while (!found.address.empty() && found.address.back() == ',')
      found.address.remove_suffix(1);
    return found;
  }
  const std::size_t comma = std::min(srcset.find(','), srcset.size());
  found.density = density_of(trimmed(srcset.substr(0, comma)), shown);
  srcset.remove_prefix(std::min(comma + 1, srcset.size()));
  return found;
}

// The least dense that is dense enough, else the densest. `src` stands beside `srcset` as one of 1x
// (HTML §4.8.4.3.7).
PictureSource choose(std::string_view srcset, std::string_view src, double shown) {
  PictureSource best;
  const auto offer = [&best](const PictureSource& next) {
    const bool enough = next.density >= 1;
    const bool best_is_enough = best.density >= 1;
    const bool better = enough == best_is_enough ? (next.density < best.density) == enough : enough;
    if (best.address.empty() || (better && next.density != best.density)) best = next;
  };
  while (!srcset.empty()) {
    const PictureSource next = take_candidate(srcset, shown);
    if (!next.address.empty()) offer(next);
  }
  if (!src.empty()) offer({src, 1});
  return best;
}

bool is_shown_type(std::string_view type) {
  constexpr std::array<std::string_view, 8> kShown{"image/png",     "image/jpeg", "image/gif",
                                                   "image/webp",    "image/avif", "image/jpg",
                                                   "image/svg+xml", "image/apng"};
  return type.empty() || std::find(kShown.begin(), kShown.end(), type) != kShown.end();
}

}  // namespace

PictureSource find_picture_source(const dom::Document& document,
                                  const dom::Node& image,
                                  const css::MediaEnvironment& media) {
  const auto attribute = [&](const dom::Node& node, std::string_view name) {
    return trimmed(node.attribute(document.atoms().find(name)));
  };
  const auto offers = [&](const dom::Node& node, std::string_view src) -> PictureSource {
    const std::string_view srcset = attribute(node, "srcset");
    if (srcset.empty()) return {src, 1};
    // With widths `src` is for those who do not know them.
    const bool by_width = srcset.find("w,") != std::string_view::npos || srcset.back() == 'w';
    const double shown = by_width ? source_size(attribute(node, "sizes"), media) : media.width;
    return choose(srcset, by_width ? std::string_view{} : src, shown);
  };
  const dom::Node* picture = image.parent;
  if (picture != nullptr && picture->is_html(dom::names::picture)) {
    for (const dom::Node* at = picture->first_child; at != &image; at = at->next_sibling) {
      if (!at->is_html(dom::names::source)) continue;
      const PictureSource found = offers(*at, {});
      if (found.address.empty() || !is_shown_type(attribute(*at, "type"))) continue;
      const std::string_view condition = attribute(*at, "media");
      if (!condition.empty() && !css::matches(css::parse_media_list(condition), media)) continue;
      return found;
    }
  }
  return offers(image, attribute(image, "src"));
}

}  // namespace banxin::layout
