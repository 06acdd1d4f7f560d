#include "layout/picture_source.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "dom/names.h"

namespace banxin::layout {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\f";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

struct Candidate {
  std::string_view address;
  double density = 1;  // of widths: against the viewport's
};

// The descriptor of a candidate: `2x` or `800w`.
double density_of(std::string_view descriptor, double viewport) {
  if (descriptor.empty()) return 1;
  double value = 0;
  const char* end = descriptor.data() + descriptor.size();
  const auto [rest, error] = std::from_chars(descriptor.data(), end, value);
  if (error != std::errc{} || rest == end || !(value > 0)) return 1;
  return *rest == 'w' ? value / std::max(1.0, viewport) : value;
}

// HTML §4.8.4.3.10: addresses divided by blanks, descriptors by commas. Takes one off the front.
Candidate take_candidate(std::string_view& srcset, double viewport) {
  Candidate found;
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
  found.density = density_of(trimmed(srcset.substr(0, comma)), viewport);
  srcset.remove_prefix(std::min(comma + 1, srcset.size()));
  return found;
}

// The least dense that is dense enough, else the densest.
Candidate choose(std::string_view srcset, double viewport) {
  Candidate best;
  while (!srcset.empty()) {
    const Candidate next = take_candidate(srcset, viewport);
    if (next.address.empty()) continue;
    const bool enough = next.density >= 1;
    const bool best_is_enough = best.density >= 1;
    const bool better = enough == best_is_enough ? (next.density < best.density) == enough : enough;
    if (best.address.empty() || (better && next.density != best.density)) best = next;
  }
  return best;
}

bool is_shown_type(std::string_view type) {
  constexpr std::array<std::string_view, 8> kShown{"image/png",     "image/jpeg", "image/gif",
                                                   "image/webp",    "image/avif", "image/jpg",
                                                   "image/svg+xml", "image/apng"};
  return type.empty() || std::find(kShown.begin(), kShown.end(), type) != kShown.end();
}

}  // namespace

std::string_view find_picture_source(const dom::Document& document,
                                     const dom::Node& image,
                                     const css::MediaEnvironment& media) {
  const auto attribute = [&](const dom::Node& node, std::string_view name) {
    return trimmed(node.attribute(document.atoms().find(name)));
  };
  std::string_view offered;
  const dom::Node* picture = image.parent;
  if (picture != nullptr && picture->is_html(dom::names::picture)) {
    for (const dom::Node* at = picture->first_child; at != &image; at = at->next_sibling) {
      if (!at->is_html(dom::names::source)) continue;
      const Candidate found = choose(attribute(*at, "srcset"), media.width);
      if (found.address.empty() || !is_shown_type(attribute(*at, "type"))) continue;
      const std::string_view condition = attribute(*at, "media");
      if (!condition.empty() && !css::matches(css::parse_media_list(condition), media)) continue;
      offered = found.address;
      break;
    }
  }
  if (!offered.empty()) return offered;
  const std::string_view own = attribute(image, "src");
  const Candidate found = choose(attribute(image, "srcset"), media.width);
  return own.empty() || (!found.address.empty() && found.density == 1) ? found.address : own;
}

}  // namespace banxin::layout
