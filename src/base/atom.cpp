#include "base/atom.h"

#include <algorithm>
#include <bit>

#include "base/assert.h"

namespace banxin {
namespace {

// FNV-1a with a final mix: names are short, and an attacker gains nothing but a longer probe that
// the load factor of one half keeps short on average.
std::uint64_t hash(std::string_view name) {
  std::uint64_t value = 14695981039346656037ULL;
  for (const char c : name)
    value = (value ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  value ^= value >> 29U;
  value *= 0xBF58476D1CE4E5B9ULL;
  return value ^ (value >> 32U);
}

}  // namespace

AtomTable::AtomTable(Arena& arena, std::span<const std::string_view> known) : arena_(arena) {
  names_.assign(known.begin(), known.end());
  slots_.assign(std::bit_ceil(std::max<std::size_t>(64, known.size() * 4)), 0);
  for (std::uint32_t i = 0; i < names_.size(); ++i)
    slots_[slot_of(names_[i])] = i + 1;
}

std::size_t AtomTable::slot_of(std::string_view name) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash(name) & mask;
  while (slots_[slot] != 0 && names_[slots_[slot] - 1] != name)
    slot = (slot + 1) & mask;
  return slot;
}

Atom AtomTable::intern(std::string_view name) {
  std::size_t slot = slot_of(name);
  if (slots_[slot] != 0) return Atom{slots_[slot] - 1};
  if ((names_.size() + 1) * 2 > slots_.size()) {
    grow();
    slot = slot_of(name);
  }
  names_.push_back(arena_.copy(name));
  slots_[slot] = static_cast<std::uint32_t>(names_.size());
  return Atom{static_cast<std::uint32_t>(names_.size() - 1)};
}

Atom AtomTable::find(std::string_view name) const {
  const std::size_t slot = slot_of(name);
  return slots_[slot] == 0 ? Atom::None : Atom{slots_[slot] - 1};
}

std::string_view AtomTable::name(Atom atom) const {
  const auto index = static_cast<std::size_t>(atom);
  BANXIN_ASSERT(index < names_.size(), "an atom of another table");
  return names_[index];
}

void AtomTable::grow() {
  slots_.assign(slots_.size() * 2, 0);
  for (std::uint32_t i = 0; i < names_.size(); ++i)
    slots_[slot_of(names_[i])] = i + 1;
}

}  // namespace banxin
