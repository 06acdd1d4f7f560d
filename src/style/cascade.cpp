#include "style/cascade.h"

#include <algorithm>
#include <unordered_map>

namespace banxin::style {

using css::CssWide;
using css::Declaration;
using css::DeclarationKind;

namespace {

bool weaker(const MatchedBlock& a, const MatchedBlock& b) {
  if (a.weight.origin != b.weight.origin) return a.weight.origin < b.weight.origin;
  if (a.inline_style != b.inline_style) return b.inline_style;
  if (a.weight.layer != b.weight.layer) return a.weight.layer < b.weight.layer;
  if (a.weight.specificity != b.weight.specificity) {
    return a.weight.specificity < b.weight.specificity;
  }
  if (a.weight.distance != b.weight.distance) return a.weight.distance > b.weight.distance;
  return a.weight.order < b.weight.order;
}

// Important declarations: origins and layers count the other way round.
bool weaker_important(const MatchedBlock& a, const MatchedBlock& b) {
  if (a.weight.origin != b.weight.origin) return a.weight.origin > b.weight.origin;
  if (a.inline_style != b.inline_style) return b.inline_style;
  if (a.weight.layer != b.weight.layer) return a.weight.layer > b.weight.layer;
  if (a.weight.specificity != b.weight.specificity) {
    return a.weight.specificity < b.weight.specificity;
  }
  if (a.weight.distance != b.weight.distance) return a.weight.distance > b.weight.distance;
  return a.weight.order < b.weight.order;
}

}  // namespace

Cascade::Cascade(std::vector<MatchedBlock>& blocks) : blocks_(blocks) {
  std::sort(blocks.begin(), blocks.end(), weaker);
  bool any_important = false;
  for (std::uint32_t i = 0; i < blocks.size(); ++i) {
    append(i, false);
    const auto& declarations = blocks[i].block->declarations;
    any_important = any_important || std::any_of(declarations.begin(), declarations.end(),
                                                 [](const Declaration& d) { return d.important; });
  }
  if (any_important) {
    std::vector<std::uint32_t> order(blocks.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
      order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return weaker_important(blocks[a], blocks[b]);
    });
    for (const std::uint32_t i : order)
      append(i, true);
  }
  find_custom();
}

void Cascade::append(std::uint32_t block, bool important) {
  for (const Declaration& declaration : blocks_[block].block->declarations) {
    if (declaration.important != important) continue;
    items_.push_back({&declaration, block});
    has_logical_ = has_logical_ || (declaration.property != css::Property::Count &&
                                    css::is_logical(declaration.property));
  }
}

namespace {

bool is_revert(const Declaration& declaration) {
  return declaration.kind == DeclarationKind::Wide &&
         (declaration.wide == CssWide::Revert || declaration.wide == CssWide::RevertLayer);
}

// Hints count as the author's where origins are rolled back (CSS Cascade 5 §7.3.4).
Origin revert_origin(Origin origin) {
  return origin == Origin::Hints ? Origin::Author : origin;
}

}  // namespace

// The strongest declaration of the same property that `revert` or `revert-layer` leaves.
Winner Cascade::roll_back(std::size_t item, FlowDirection flow) const {
  const Item* at = &items_[item];
  const auto property = [&](const Declaration& d) {
    return d.property == css::Property::Count ? d.property : css::to_physical(d.property, flow);
  };
  const css::Property wanted = property(*at->declaration);
  for (std::size_t i = item; i-- > 0;) {
    const Item& candidate = items_[i];
    if (property(*candidate.declaration) != wanted) continue;
    if (wanted == css::Property::Count && candidate.declaration->name != at->declaration->name) {
      continue;
    }
    const MatchedBlock& here = blocks_[at->block];
    const MatchedBlock& there = blocks_[candidate.block];
    const Origin origin = revert_origin(here.weight.origin);
    const Origin other = revert_origin(there.weight.origin);
    bool left = false;
    if (at->declaration->wide == CssWide::Revert) {
      left = other < origin;
    } else {
      // A layer is an origin's layer; style attributes are one of their own.
      left = other < origin || (other == origin && (here.inline_style != there.inline_style ||
                                                    here.weight.layer != there.weight.layer ||
                                                    here.weight.origin != there.weight.origin));
    }
    if (!left) continue;
    if (!is_revert(*candidate.declaration)) {
      return {candidate.declaration, there.block};
    }
    at = &candidate;
  }
  return {};
}

const std::array<Winner, css::kPhysicalCount>& Cascade::find_winners(FlowDirection flow) {
  std::array<std::uint32_t, css::kPhysicalCount> strongest;
  strongest.fill(kNoElement);
  for (std::uint32_t i = 0; i < items_.size(); ++i) {
    const css::Property property = items_[i].declaration->property;
    if (property == css::Property::Count) continue;
    strongest[static_cast<std::size_t>(css::to_physical(property, flow))] = i;
  }
  for (std::size_t p = 0; p < css::kPhysicalCount; ++p) {
    const std::uint32_t i = strongest[p];
    if (i == kNoElement) {
      winners_[p] = {};
    } else if (is_revert(*items_[i].declaration)) {
      winners_[p] = roll_back(i, flow);
    } else {
      winners_[p] = {items_[i].declaration, blocks_[items_[i].block].block};
    }
  }
  return winners_;
}

Winner Cascade::find_winner(css::Property property) {
  for (std::size_t i = items_.size(); i-- > 0;) {
    if (items_[i].declaration->property != property) continue;
    if (is_revert(*items_[i].declaration)) return roll_back(i, {});
    return {items_[i].declaration, blocks_[items_[i].block].block};
  }
  return {};
}

void Cascade::find_custom() {
  std::unordered_map<std::string_view, std::size_t> strongest;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (items_[i].declaration->property == css::Property::Count) {
      strongest[items_[i].declaration->name] = i;
    }
  }
  for (const auto& [name, i] : strongest) {
    const Winner winner = is_revert(*items_[i].declaration)
                              ? roll_back(i, {})
                              : Winner{items_[i].declaration, blocks_[items_[i].block].block};
    if (winner.declaration != nullptr) custom_.push_back(winner);
  }
  std::sort(custom_.begin(), custom_.end(), [](const Winner& a, const Winner& b) {
    return a.declaration->name < b.declaration->name;
  });
}

}  // namespace banxin::style
