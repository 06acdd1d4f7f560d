#pragma once
// RuleIndex: all style rules that hold for a document, by what their rightmost compound asks for,
// so that an element looks only at rules that name its id, its classes, its tag, or nothing.
#include <array>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "style/matcher.h"
#include "style/sheet_set.h"

namespace banxin::style {

// The weight of a matched block: compare in this order (CSS Cascade 5 §6).
struct RuleWeight {
  Origin origin = Origin::Author;
  std::uint32_t layer = 0;  // rank among the origin's layers; unlayered is the highest
  std::uint32_t specificity = 0;
  // Generations up to the root of its @scope (CSS Cascade 6 §2.5); the nearest is the strongest.
  std::uint32_t distance = ~0U;
  std::uint32_t order = 0;
};

struct IndexedRule {
  const css::ComplexSelector* selector = nullptr;
  const css::StyleRule* rule = nullptr;
  const BoundSheet* sheet = nullptr;
  RuleWeight weight;
  // Hashes of names that ancestors must have, 0 for none.
  std::array<std::uint32_t, 4> ancestors{};
  const css::Condition* container = nullptr;  // with a @container among it and the outer ones
  bool asks_for_attribute = false;            // an element without attributes cannot match
};

// Which names the open elements have; may say yes wrongly, never no.
class AncestorFilter {
 public:
  void add(std::uint32_t hash) { change(hash, 1); }
  void remove(std::uint32_t hash) { change(hash, -1); }
  bool may_have(std::uint32_t hash) const {
    return counts_[hash & kMask] > 0 && counts_[(hash >> 12U) & kMask] > 0;
  }

 private:
  static constexpr std::uint32_t kMask = 4095;
  void change(std::uint32_t hash, int by) {
    counts_[hash & kMask] = static_cast<std::uint16_t>(counts_[hash & kMask] + by);
    counts_[(hash >> 12U) & kMask] =
        static_cast<std::uint16_t>(counts_[(hash >> 12U) & kMask] + by);
  }
  std::array<std::uint16_t, 4096> counts_{};
};

std::uint32_t hash_of_tag(Atom name);
std::uint32_t hash_of_id(std::uint32_t name);
std::uint32_t hash_of_class(std::uint32_t name);

// The rules of other kinds that hold.
struct OtherRules {
  struct Page {
    const css::PageRule* rule;
    RuleWeight weight;
  };
  std::vector<Page> pages;
  std::vector<const css::FontFaceRule*> font_faces;
  std::unordered_map<std::string_view, const css::CounterStyleRule*> counter_styles;
  std::unordered_map<std::string_view, const css::PropertyRule*> properties;
};

class RuleIndex {
 public:
  RuleIndex(const SheetSet& sheets,
            const css::MediaEnvironment& media,
            const dom::Document& document,
            NameTable& names);

  // Rules (of elements or of one pseudo-element) that may match; `out` is overwritten.
  void find_candidates(const ElementTable& elements,
                       std::uint32_t element,
                       css::PseudoElement pseudo_element,
                       std::vector<const IndexedRule*>& out) const;
  bool has_rules_for(css::PseudoElement pseudo_element) const {
    return !buckets_[static_cast<std::size_t>(pseudo_element)].empty;
  }
  const OtherRules& others() const { return others_; }
  bool has_container_rules() const { return has_container_rules_; }

 private:
  struct Buckets {
    bool empty = true;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_id, by_class, by_tag;
    std::vector<std::uint32_t> others;
  };
  struct LayerNode;
  class Builder;

  void add(const IndexedRule& given);
  static void add_under(Buckets& buckets,
                        const BoundSheet& sheet,
                        const css::SimpleSelector& key,
                        std::uint32_t number);

  std::vector<std::unique_ptr<BoundSheet>> sheets_;
  std::vector<IndexedRule> rules_;
  std::array<Buckets, css::kPseudoElements> buckets_;
  OtherRules others_;
  bool has_container_rules_ = false;
};

}  // namespace banxin::style
