#include <doctest/doctest.h>

#include <string>

#include "repair/repair_text.h"

namespace {

std::string healed(const std::string& text) {
  return banxin::repair::repair_text(text).text;
}

}  // namespace

TEST_CASE("GBK cut before an out-of-step ！: Windows 936's trace") {
  // 。“ = A1 A3 A1 B0: cut after A1, the rest read pair by pair from A3 A1 on.
  CHECK(healed("他说，不确定性正在增强?！岸\uE09A溉说耐缜啃愿窬龆?"
               "耍\uE0E9蠢此淠眩\uE0D0\uE08F欢ɑ嵊谐雎贰！?") ==
        "他说，不确定性正在增强。“东莞人的顽强性格决定了，未来虽难，但一定会有"
        "出路。”");
  // The second half of ” fell out with the end of the paragraph.
  CHECK(healed("同时，苹果公司表示，“我们正在与富士康密切合作解决这个问题?！?") ==
        "同时，苹果公司表示，“我们正在与富士康密切合作解决这个问题。”");
  // No open quote: 迹 = BC A3, then 。
  CHECK(healed("救援队认为，如果孩子的确曾被拖行，应该留有明显痕?！?") ==
        "救援队认为，如果孩子的确曾被拖行，应该留有明显痕迹。");
}

TEST_CASE(
    "What stands between characters is looked through; what was eaten "
    "comes back") {
  // Half-width page: the cut shows as ?!, and `(` before a reading went with
  // the second byte.
  CHECK(healed("我們也有(yǒu)信心,結果,他們對自己的技術(shù)水平一向很有自信?!"
               "币晃唤咏\uE3BB⒗镌频姆\uE848?wù)"
               "商向時代財經(jīng)評價道。")
            .find("自信。”一位接近阿里云的服務(wù)商向時代") != std::string::npos);
}

TEST_CASE("Question and exclamation marks in clean text stay") {
  for (const std::string text : {"“你说什么?!”他猛地站了起来。", "这是真的吗？！我不相信！？",
                                 "什么??他走了,我不知道,你呢?!", "真的?！我不信。", "为什么?",
                                 "?！", "?", "他问:你是谁?!我说:不知道。"}) {
    CAPTURE(text);
    CHECK(healed(text) == text);
  }
}

TEST_CASE("Code charts, runs of signs and sorted characters are not out of step") {
  for (const std::string text :
       {"DDB0 莅荼莶莩荽莸荻莘莞莨莺莼菁萁菥菘", "E1B0 岚岜岵岢岽岬岫岱岣峁岷峄峒峤峋峥",
        "AAA0 獱???????????????", "8950 塒塓塕塖塗塙塚塛塜塝塟塠塡塢塣塤",
        "怎么会这样?????? 太过分了!!!!"}) {
    CAPTURE(text);
    CHECK(healed(text) == text);
  }
}
