#pragma once
// Cascade: the declaration blocks that matched an element → the winning declaration of each
// property (CSS Cascade 5 §6).
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "css/declaration.h"
#include "style/rule_index.h"

namespace banxin::style {

struct MatchedBlock {
  const css::DeclarationBlock* block = nullptr;
  RuleWeight weight;
  // Declarations of a style attribute beat those of every rule of their importance and layer.
  bool inline_style = false;
};

struct Winner {
  const css::Declaration* declaration = nullptr;  // null: nothing was declared
  const css::DeclarationBlock* block = nullptr;
};

class Cascade {
 public:
  // Sorts `blocks`.
  explicit Cascade(std::vector<MatchedBlock>& blocks);

  // Winners of the physical longhands; logical ones are mapped by `flow`. `revert` and
  // `revert-layer` are already followed: their winner is what they roll back to, or null.
  const std::array<Winner, css::kPhysicalCount>& find_winners(FlowDirection flow);
  // One property alone, which is not logical.
  Winner find_winner(css::Property property);
  // Custom properties, each once.
  const std::vector<Winner>& custom() const { return custom_; }
  bool has_logical() const { return has_logical_; }

 private:
  struct Item {
    const css::Declaration* declaration;
    std::uint32_t block;
  };
  void append(std::uint32_t block, bool important);
  Winner roll_back(std::size_t item, FlowDirection flow) const;
  void find_custom();

  std::vector<MatchedBlock>& blocks_;
  std::vector<Item> items_;  // weakest first
  std::vector<Winner> custom_;
  std::array<Winner, css::kPhysicalCount> winners_;
  bool has_logical_ = false;
};

}  // namespace banxin::style
