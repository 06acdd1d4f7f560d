#include "html/named_references.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace banxin::html {
namespace {

constexpr NamedReference kReferences[] = {
#include "html/named_references_table.inc"
};
constexpr std::size_t kCount = std::size(kReferences);

// Where the names with each first letter begin; the table is sorted by bytes.
constexpr std::array<std::uint16_t, 129> first_letter_index() {
  std::array<std::uint16_t, 129> starts{};
  std::size_t row = 0;
  for (std::size_t letter = 0; letter < starts.size(); ++letter) {
    while (row < kCount && static_cast<std::size_t>(kReferences[row].name[0]) < letter)
      ++row;
    starts[letter] = static_cast<std::uint16_t>(row);
  }
  return starts;
}
constexpr std::array<std::uint16_t, 129> kFirstLetter = first_letter_index();

int character_at(const NamedReference& row, std::size_t index) {
  return index < row.name.size() ? static_cast<unsigned char>(row.name[index]) : -1;
}

}  // namespace

const NamedReference* find_named_reference(std::string_view text) {
  if (text.empty() || static_cast<unsigned char>(text[0]) >= 128) return nullptr;
  const std::size_t letter = static_cast<unsigned char>(text[0]);
  const NamedReference* first = &kReferences[0] + kFirstLetter[letter];
  const NamedReference* last = &kReferences[0] + kFirstLetter[letter + 1];
  const NamedReference* found = nullptr;
  // [first, last) holds the names that share the characters before `index` with the text.
  for (std::size_t index = 1; first != last; ++index) {
    if (first->name.size() == index) found = first;
    if (index == text.size()) break;
    const int wanted = static_cast<unsigned char>(text[index]);
    first = std::lower_bound(first, last, wanted, [index](const NamedReference& row, int value) {
      return character_at(row, index) < value;
    });
    last = std::upper_bound(first, last, wanted, [index](int value, const NamedReference& row) {
      return value < character_at(row, index);
    });
  }
  return found;
}

}  // namespace banxin::html
