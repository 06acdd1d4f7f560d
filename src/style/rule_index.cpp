#include "style/rule_index.h"

#include <algorithm>
#include <string>

namespace banxin::style {

namespace {

std::uint32_t mix(std::uint32_t value, std::uint32_t salt) {
  std::uint64_t hash =
      (std::uint64_t{value} + 1) * 0x9E3779B97F4A7C15ULL + salt * 0xC2B2AE3D27D4EB4FULL;
  hash ^= hash >> 29U;
  hash *= 0xBF58476D1CE4E5B9ULL;
  return static_cast<std::uint32_t>(hash >> 32U) | 1U;  // 0 means none
}

}  // namespace

std::uint32_t hash_of_tag(Atom name) {
  return mix(static_cast<std::uint32_t>(name), 1);
}
std::uint32_t hash_of_id(std::uint32_t name) {
  return mix(name, 2);
}
std::uint32_t hash_of_class(std::uint32_t name) {
  return mix(name, 3);
}

// Layers of one origin over all its sheets, in the order they are first named.
struct RuleIndex::LayerNode {
  std::uint32_t parent = css::kNoLayer;
  std::string name;
  std::vector<std::uint32_t> children;
  std::uint32_t rank = 0;
};

// Walks the sheets in cascade order: binds, tests conditions, ranks layers, fills the index.
class RuleIndex::Builder {
 public:
  Builder(RuleIndex& index,
          const css::MediaEnvironment& media,
          const dom::Document& document,
          NameTable& names)
      : index_(index), media_(media), document_(document), names_(names) {}

  void add_entry(const SheetEntry& entry) {
    if (entry.origin != origin_) finish_origin();
    origin_ = entry.origin;
    if (css::matches(entry.media, media_)) add_sheet(*entry.sheet, css::kNoLayer, 0);
  }

  // Ranks are known once all sheets of an origin have been seen.
  void finish_origin() {
    rank_layers();
    for (IndexedRule& rule : pending_) {
      rule.weight.layer = rank_of(rule.weight.layer);
      index_.add(rule);
    }
    for (OtherRules::Page& page : pages_) {
      page.weight.layer = rank_of(page.weight.layer);
      index_.others_.pages.push_back(page);
    }
    pending_.clear();
    pages_.clear();
    layers_.clear();
    roots_.clear();
  }

 private:
  bool holds(const css::Condition* condition) const {
    for (; condition != nullptr; condition = condition->outer) {
      if (!condition->container && !css::matches(condition->media, media_)) return false;
    }
    return true;
  }

  static bool asks_for_container(const css::Condition* condition) {
    while (condition != nullptr && !condition->container)
      condition = condition->outer;
    return condition != nullptr;
  }

  std::uint32_t find_layer(std::uint32_t parent, const std::string& name) {
    const std::vector<std::uint32_t>& siblings =
        parent == css::kNoLayer ? roots_ : layers_[parent].children;
    if (!name.empty()) {
      for (const std::uint32_t sibling : siblings) {
        if (layers_[sibling].name == name) return sibling;
      }
    }
    const auto number = static_cast<std::uint32_t>(layers_.size());
    layers_.push_back({parent, name, {}, 0});
    (parent == css::kNoLayer ? roots_ : layers_[parent].children).push_back(number);
    return number;
  }

  // The sheet's layer as one of the origin's; `outer` is the layer the whole sheet is in.
  std::uint32_t map_layer(const css::Sheet& sheet,
                          std::uint32_t layer,
                          std::uint32_t outer,
                          std::vector<std::uint32_t>& known) {
    if (layer == css::kNoLayer) return outer;
    if (known[layer] != css::kNoLayer) return known[layer];
    const css::Layer& row = sheet.layers[layer];
    const std::uint32_t parent = map_layer(sheet, row.outer, outer, known);
    return known[layer] = find_layer(parent, row.name);
  }

  void add_sheet(const css::Sheet& sheet, std::uint32_t outer, int depth) {
    if (depth > 20) return;
    index_.sheets_.push_back(std::make_unique<BoundSheet>(bind_sheet(sheet, document_, names_)));
    const BoundSheet& bound = *index_.sheets_.back();
    std::vector<std::uint32_t> known(sheet.layers.size(), css::kNoLayer);
    for (const css::RuleEntry& entry : sheet.rules) {
      if (!holds(entry.condition)) continue;
      const std::uint32_t layer = map_layer(sheet, entry.layer, outer, known);
      switch (entry.kind) {
        case css::RuleKind::Style:
          add_style(sheet.style_rules[entry.index], bound, layer, entry.condition);
          break;
        case css::RuleKind::Import:
          if (sheet.imports[entry.index] != nullptr) {
            add_sheet(*sheet.imports[entry.index], layer, depth + 1);
          }
          break;
        case css::RuleKind::Layer:
          break;
        default:
          if (!asks_for_container(entry.condition)) add_other(sheet, entry, layer);
      }
    }
  }

  void add_style(const css::StyleRule& rule,
                 const BoundSheet& bound,
                 std::uint32_t layer,
                 const css::Condition* condition) {
    const bool contained = asks_for_container(condition);
    index_.has_container_rules_ = index_.has_container_rules_ || contained;
    for (const css::ComplexSelector& selector : rule.selectors->selectors) {
      if (selector.pseudo_element == css::PseudoElement::Other) continue;
      IndexedRule indexed;
      indexed.selector = &selector;
      indexed.rule = &rule;
      indexed.sheet = &bound;
      if (contained) indexed.container = condition;
      indexed.weight = {origin_, layer, selector.specificity, ~0U, order_};
      pending_.push_back(indexed);
    }
    ++order_;
  }

  void add_other(const css::Sheet& sheet, const css::RuleEntry& entry, std::uint32_t layer) {
    OtherRules& others = index_.others_;
    switch (entry.kind) {
      case css::RuleKind::Page:
        pages_.push_back({&sheet.page_rules[entry.index], {origin_, layer, 0, ~0U, order_++}});
        break;
      case css::RuleKind::FontFace:
        others.font_faces.push_back(&sheet.font_faces[entry.index]);
        break;
      case css::RuleKind::CounterStyle: {
        const css::CounterStyleRule& rule = sheet.counter_styles[entry.index];
        others.counter_styles[rule.name] = &rule;
        break;
      }
      default: {
        const css::PropertyRule& rule = sheet.properties[entry.index];
        others.properties[rule.name] = &rule;
      }
    }
  }

  // A layer's sublayers are weaker than what stands in it directly.
  void rank_layers() {
    std::uint32_t rank = 0;
    struct Step {
      std::uint32_t layer;
      std::size_t next_child;
    };
    for (const std::uint32_t root : roots_) {
      std::vector<Step> stack{{root, 0}};
      while (!stack.empty()) {
        Step& top = stack.back();
        if (top.next_child < layers_[top.layer].children.size()) {
          stack.push_back({layers_[top.layer].children[top.next_child++], 0});
        } else {
          layers_[top.layer].rank = rank++;
          stack.pop_back();
        }
      }
    }
  }
  std::uint32_t rank_of(std::uint32_t layer) const {
    return layer == css::kNoLayer ? css::kNoLayer : layers_[layer].rank;
  }

  RuleIndex& index_;
  const css::MediaEnvironment& media_;
  const dom::Document& document_;
  NameTable& names_;
  Origin origin_ = Origin::UserAgent;
  std::uint32_t order_ = 0;
  std::vector<LayerNode> layers_;
  std::vector<std::uint32_t> roots_;
  std::vector<IndexedRule> pending_;
  std::vector<OtherRules::Page> pages_;
};

RuleIndex::RuleIndex(const SheetSet& sheets,
                     const css::MediaEnvironment& media,
                     const dom::Document& document,
                     NameTable& names) {
  std::vector<const SheetEntry*> ordered;
  for (const SheetEntry& entry : sheets.entries())
    ordered.push_back(&entry);
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const SheetEntry* a, const SheetEntry* b) { return a->origin < b->origin; });
  Builder builder(*this, media, document, names);
  for (const SheetEntry* entry : ordered)
    builder.add_entry(*entry);
  builder.finish_origin();
}

namespace {

// Names that must be found above the element, from the compounds that stand for ancestors.
void find_ancestor_names(IndexedRule& rule) {
  std::size_t count = 0;
  bool above = false;
  const auto& compounds = rule.selector->compounds;
  for (std::size_t i = 0; i < compounds.size() && count < rule.ancestors.size(); ++i) {
    if (i > 0) {
      const css::Combinator to_right = compounds[i - 1].combinator;
      above = to_right == css::Combinator::Descendant || to_right == css::Combinator::Child;
    }
    if (!above) continue;
    for (const css::SimpleSelector& simple : compounds[i].simples) {
      if (count >= rule.ancestors.size()) break;
      if (simple.kind == css::SimpleKind::Id) {
        rule.ancestors[count++] = hash_of_id(rule.sheet->names[simple.symbol]);
      } else if (simple.kind == css::SimpleKind::Class) {
        rule.ancestors[count++] = hash_of_class(rule.sheet->names[simple.symbol]);
      } else if (simple.kind == css::SimpleKind::Type && simple.symbol == simple.lower_symbol) {
        rule.ancestors[count++] = hash_of_tag(rule.sheet->atoms[simple.symbol]);
      }
    }
  }
}

}  // namespace

namespace {

// What the compound asks for most precisely; null when anything may match.
const css::SimpleSelector* find_key(const css::CompoundSelector& compound) {
  const css::SimpleSelector* best = nullptr;
  for (const css::SimpleSelector& simple : compound.simples) {
    if (simple.kind == css::SimpleKind::Id) return &simple;
    if (simple.kind == css::SimpleKind::Class &&
        (best == nullptr || best->kind == css::SimpleKind::Type)) {
      best = &simple;
    }
    if (simple.kind == css::SimpleKind::Type && best == nullptr) best = &simple;
  }
  return best;
}

// Keys of a compound whose only name is inside :is(): one for each of its selectors; none when one
// of them has none.
std::vector<const css::SimpleSelector*> find_keys(const css::CompoundSelector& compound) {
  if (const css::SimpleSelector* key = find_key(compound)) return {key};
  for (const css::SimpleSelector& simple : compound.simples) {
    if (simple.kind != css::SimpleKind::Is && simple.kind != css::SimpleKind::Nesting) continue;
    std::vector<const css::SimpleSelector*> keys;
    for (const css::ComplexSelector& selector : simple.arguments->selectors) {
      const css::SimpleSelector* key = find_key(selector.compounds[0]);
      if (key == nullptr) break;
      keys.push_back(key);
    }
    if (keys.size() == simple.arguments->selectors.size()) return keys;
  }
  return {};
}

bool asks_for_attribute(const css::CompoundSelector& compound) {
  return std::any_of(
      compound.simples.begin(), compound.simples.end(),
      [](const css::SimpleSelector& simple) { return simple.kind == css::SimpleKind::Attribute; });
}

}  // namespace

void RuleIndex::add(const IndexedRule& given) {
  IndexedRule rule = given;
  find_ancestor_names(rule);
  const css::CompoundSelector& rightmost = rule.selector->compounds[0];
  rule.asks_for_attribute = asks_for_attribute(rightmost);
  const auto number = static_cast<std::uint32_t>(rules_.size());
  Buckets& buckets = buckets_[static_cast<std::size_t>(rule.selector->pseudo_element)];
  buckets.empty = false;
  rules_.push_back(rule);
  const std::vector<const css::SimpleSelector*> keys = find_keys(rightmost);
  for (const css::SimpleSelector* key : keys)
    add_under(buckets, *rule.sheet, *key, number);
  if (keys.empty()) buckets.others.push_back(number);
}

void RuleIndex::add_under(Buckets& buckets,
                          const BoundSheet& sheet,
                          const css::SimpleSelector& key,
                          std::uint32_t number) {
  const auto put = [number](auto& table, std::uint32_t name) {
    std::vector<std::uint32_t>& bucket = table[name];
    if (bucket.empty() || bucket.back() != number) bucket.push_back(number);
  };
  if (key.kind == css::SimpleKind::Id) return put(buckets.by_id, sheet.names[key.symbol]);
  if (key.kind == css::SimpleKind::Class) return put(buckets.by_class, sheet.names[key.symbol]);
  // Tags that the document never names match nothing.
  const Atom lower = sheet.atoms[key.lower_symbol];
  const Atom exact = sheet.atoms[key.symbol];
  if (lower != Atom::None) put(buckets.by_tag, static_cast<std::uint32_t>(lower));
  if (exact != Atom::None && exact != lower) {
    put(buckets.by_tag, static_cast<std::uint32_t>(exact));
  }
}

void RuleIndex::find_candidates(const ElementTable& elements,
                                std::uint32_t element,
                                css::PseudoElement pseudo_element,
                                std::vector<const IndexedRule*>& out) const {
  out.clear();
  const Buckets& buckets = buckets_[static_cast<std::size_t>(pseudo_element)];
  if (buckets.empty) return;
  const bool plain = elements[element].node->attributes().empty();
  const auto take = [&](const auto& table, std::uint32_t key) {
    const auto found = table.find(key);
    if (found == table.end()) return;
    for (const std::uint32_t number : found->second) {
      if (!plain || !rules_[number].asks_for_attribute) out.push_back(&rules_[number]);
    }
  };
  const Element& at = elements[element];
  if (at.id != kNoName && !buckets.by_id.empty()) take(buckets.by_id, at.id);
  if (!buckets.by_class.empty()) {
    for (const std::uint32_t name : elements.classes(at))
      take(buckets.by_class, name);
  }
  take(buckets.by_tag, static_cast<std::uint32_t>(at.node->name));
  for (const std::uint32_t number : buckets.others) {
    if (!plain || !rules_[number].asks_for_attribute) out.push_back(&rules_[number]);
  }
}

}  // namespace banxin::style
