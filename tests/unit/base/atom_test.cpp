#include "base/atom.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

namespace banxin {

TEST_CASE("atoms: known names come first, others are interned once") {
  Arena arena;
  const std::array<std::string_view, 2> known{"div", "p"};
  AtomTable table(arena, known);
  CHECK(table.intern("p") == Atom{1});
  CHECK(table.find("article") == Atom::None);
  const Atom article = table.intern("article");
  CHECK(table.intern(std::string("article")) == article);
  CHECK(table.name(article) == "article");
  CHECK(table.find("") == Atom::None);
}

TEST_CASE("atoms survive growth") {
  Arena arena;
  AtomTable table(arena, {});
  for (int i = 0; i < 5000; ++i)
    table.intern("name" + std::to_string(i));
  for (std::uint32_t i = 0; i < 5000; ++i) {
    REQUIRE(table.find("name" + std::to_string(i)) == Atom{i});
  }
}

}  // namespace banxin
