#pragma once
// Generated content (CSS Content 3, GCPM 3): the `content` property as text and pictures.
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "layout/counters.h"
#include "style/style_tree.h"

namespace banxin::image {
class Image;
}

namespace banxin::layout {

class LayoutContext;

struct ContentPiece {
  std::string text;
  const image::Image* image = nullptr;
  bool is_leader = false;  // `text` is the leader's pattern
};

// What target-counter() and target-text() find out about an element of the document: taken at the
// end of a first pass over the boxes and pages (pages of targets are known only then).
struct TargetFacts {
  std::unordered_map<std::string, std::int32_t> counters;  // values at the target, by name
  std::unordered_map<std::string, std::vector<std::int32_t>> nested;
  std::int32_t page = 0;
  bool known = false;
  std::string text, before, after;
};
using Targets = std::unordered_map<std::string, TargetFacts>;  // by id

// What generated content asks of the pages, and what a first pass over them answers.
struct PageQuestions {
  std::vector<std::string> targets;              // ids
  std::unordered_set<const dom::Node*> numbers;  // elements that show counter(page)
  bool total = false;                            // counter(pages)
  bool any() const { return total || !targets.empty() || !numbers.empty(); }
};
struct PageNumbers {
  std::int32_t total = 0;
  std::unordered_map<const dom::Node*, std::int32_t> of;
};

// How deep quotes are nested, over the whole document.
struct QuoteState {
  std::int32_t depth = 0;
};

struct ContentSurroundings {
  const CounterScopes& counters;
  QuoteState& quotes;
  const dom::Node* element = nullptr;    // the originating element
  const Targets* targets = nullptr;      // of an earlier pass, null in the first
  const PageNumbers* numbers = nullptr;  // likewise
  PageQuestions* wanted = nullptr;
  LayoutContext& context;
};

// Pieces in order, adjoining text joined. What cannot be had (a missing picture) is left out.
std::vector<ContentPiece> generate_content(const style::List<style::ContentItem>& items,
                                           const style::ComputedStyle& style,
                                           const ContentSurroundings& surroundings);
std::string pieces_text(const std::vector<ContentPiece>& pieces);

// The number of a counter in a style; with the style's prefix and suffix for markers.
std::string counter_text(const style::CounterStyleName& style,
                         std::int32_t value,
                         const LayoutContext& context);
std::string marker_text(const style::CounterStyleName& style,
                        std::int32_t value,
                        const LayoutContext& context);

}  // namespace banxin::layout
