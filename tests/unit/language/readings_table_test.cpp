#include "language/readings_table.h"

#include <doctest/doctest.h>

using banxin::language::ReadingsTable;

TEST_CASE("Readings are known for simplified and traditional characters") {
  const ReadingsTable table;
  CHECK(table.is_reading_of(U'運', "yùn"));
  CHECK(table.is_reading_of(U'运', "yùn"));
  CHECK(table.is_reading_of(U'行', "háng"));
  CHECK(table.is_reading_of(U'行', "xíng"));
  CHECK(table.is_reading_of(U'女', "nǚ"));
  CHECK(table.is_reading_of(U'達', "Dá"));
  CHECK_FALSE(table.is_reading_of(U'云', "yùn"));
  CHECK_FALSE(table.is_reading_of(U'a', "ā"));
  CHECK_FALSE(table.is_reading_of(U'行', ""));
}

TEST_CASE("The commonest reading comes first") {
  const ReadingsTable table;
  CHECK(table.first_reading(U'红') == "hóng");
  CHECK(table.first_reading(U'行') == "xíng");
  CHECK(table.first_reading(U'。').empty());
  CHECK(table.first_reading(U'\U00020000').empty());
}

TEST_CASE("A breve or a script g, both common slips, is the same reading") {
  const ReadingsTable table;
  CHECK(table.is_reading_of(U'你', "nĭ"));
  CHECK(table.is_reading_of(U'商', "shānɡ"));
  CHECK(table.is_syllable("zhuàng"));
  CHECK_FALSE(table.is_syllable("aliyun"));
}
