#pragma once
// What the names that an author gave to an element (class, id, role, its tag) say about its part in
// the page. A hint is evidence, never a verdict: the caller weighs it against the text inside.
#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "dom/document.h"

namespace banxin::article {

enum class Hint : std::uint32_t {
  None = 0,
  Navigation = 1U << 0U,
  Comments = 1U << 1U,
  Share = 1U << 2U,
  Related = 1U << 3U,
  Advertisement = 1U << 4U,
  Author = 1U << 5U,     // a box about the author
  Meta = 1U << 6U,       // byline, date, source, counters
  Subscribe = 1U << 7U,  // newsletter, login, paywall, cookie notice, app prompt
  Footer = 1U << 8U,
  Sidebar = 1U << 9U,
  Tool = 1U << 10U,  // print, font size, rating, search
  Tags = 1U << 11U,
  Hidden = 1U << 12U,
  Caption = 1U << 13U,
  Title = 1U << 14U,
  Content = 1U << 15U,  // a name that bodies often have
  Body = 1U << 16U,     // a name that only bodies have (entry-content, js_content, articleBody)
  Header = 1U << 17U,
  Quote = 1U << 18U,  // pull quotes, info boxes
};

using Hints = std::uint32_t;

constexpr Hints operator|(Hint a, Hint b) {
  return static_cast<Hints>(a) | static_cast<Hints>(b);
}
constexpr Hints operator|(Hints a, Hint b) {
  return a | static_cast<Hints>(b);
}
constexpr bool has_hint(Hints hints, Hint wanted) {
  return (hints & static_cast<Hints>(wanted)) != 0;
}

// Hints that speak against an element.
inline constexpr Hints kChromeHints = Hint::Navigation | Hint::Comments | Hint::Share |
                                      Hint::Related | Hint::Advertisement | Hint::Author |
                                      Hint::Subscribe | Hint::Footer | Hint::Sidebar | Hint::Tool |
                                      Hint::Tags | Hint::Hidden;

// The hints of a document's elements, which outlives it. A page has few classes and many elements:
// a name is read once.
class HintReader {
 public:
  Hints read(const dom::Node& element);

 private:
  Hints of_names(std::string_view names);

  std::unordered_map<std::string_view, Hints> known_;  // by class or id attribute
};

// A word for a person: "navigation", "comments"… of the first hint that is set.
const char* hint_name(Hints hints);

}  // namespace banxin::article
