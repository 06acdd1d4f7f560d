#include "book/sort_name.h"

#include <doctest/doctest.h>

namespace banxin::book {
namespace {

TEST_CASE("Chinese names sort under their pinyin, family first") {
  CHECK(sort_name_of_person("曹雪芹", "zh-Hans") == "Cao, Xueqin");
  CHECK(sort_name_of_person("欧阳修", "zh") == "Ouyang, Xiu");
  CHECK(sort_name_of_person("曾国藩", "zh") == "Zeng, Guofan");
  CHECK(sort_name_of_title("红楼梦", "zh-Hans") == "hong lou meng");
  CHECK(sort_name_of_title("《C++ 语言》入门，2版", "zh") == "c yu yan ru men 2 ban");
  CHECK(sort_name_of_person("吕蒙", "zh") == "Lu, Meng");
}

TEST_CASE("Names in Latin letters sort under the family name with its particle") {
  CHECK(sort_name_of_person("Jane Austen", "zh") == "Austen, Jane");
  CHECK(sort_name_of_person("Ludwig van Beethoven", "de") == "van Beethoven, Ludwig");
  CHECK(sort_name_of_person("夏目漱石", "ja").empty());
  CHECK(sort_name_of_title("The Tempest", "en") == "Tempest, The");
}

}  // namespace
}  // namespace banxin::book
