#pragma once
// Atom: a name (element, attribute) as a 32-bit number, so that names compare as integers. Atoms of
// one AtomTable compare with each other only; the names a table is born with have the same atom in
// every table of that birth list (dom/names.h).
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/arena.h"

namespace banxin {

enum class Atom : std::uint32_t { None = 0xFFFFFFFF };

class AtomTable {
 public:
  // `known` gets the atoms 0, 1, 2… in order; its strings outlive the table. `arena` keeps the
  // rest.
  AtomTable(Arena& arena, std::span<const std::string_view> known);

  Atom intern(std::string_view name);
  // Atom::None when the name was never interned.
  Atom find(std::string_view name) const;
  std::string_view name(Atom atom) const;
  std::size_t size() const { return names_.size(); }

 private:
  std::size_t slot_of(std::string_view name) const;
  void grow();

  Arena& arena_;
  std::vector<std::string_view> names_;
  std::vector<std::uint32_t> slots_;  // open addressing; index into names_ + 1, 0 is free
};

}  // namespace banxin
