#include "language/han_model.h"

#include <doctest/doctest.h>

using banxin::language::HanModel;

TEST_CASE("Chinese costs half of what wrongly decoded Chinese costs") {
  const HanModel model;
  CHECK(model.average_cost(U"春天的早晨，小城的街道上弥漫着豆浆和油条的香味。") < 40);
  CHECK(model.average_cost(U"在現場觀眾的一片驚呼聲中") < 40);
  CHECK(model.average_cost(U"佢哋話今日天氣幾好") < 60);
  CHECK(model.average_cost(U"涓枃鎴戞槸") > 75);  // 中文我是 as UTF-8 read as GBK
  CHECK(model.average_cost(U"") == 0);
}

TEST_CASE("Tokens: traditional folds to simplified, half width to full width, digits to one") {
  const HanModel model;
  CHECK(model.token(U'國') == U'国');
  CHECK(model.token(U',') == U'，');
  CHECK(model.token(U'7') == U'0');
  CHECK(model.token(U'ù') == U'A');
  CHECK(model.token(U'の') == U'の');
  CHECK(model.cost({U'\n', U'我', U'们'}, U'的') < model.cost({U'\n', U'我', U'们'}, U'嘀'));
}
