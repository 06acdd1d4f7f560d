#include "article/phrases.h"

#include <doctest/doctest.h>

#include <string>

#include "article/text_grams.h"

using banxin::article::classify_line;
using banxin::article::first_gram;
using banxin::article::Phrase;
using banxin::article::TextGrams;

TEST_CASE("Grams rule out what is not there, and nothing that is") {
  const std::string text = "推荐阅读 Read more";
  const TextGrams grams(text);
  for (std::size_t at = 0; at < text.size(); ++at)
    CHECK(grams.may_hold(first_gram(text.substr(at))));
  CHECK_FALSE(grams.may_hold(first_gram("相关")));
  CHECK(grams.may_hold(first_gram("ad")));  // too short to tell
}

TEST_CASE("A line is known as a whole, by its beginning and by what stands inside") {
  CHECK(classify_line("相关阅读", 10) == Phrase::Related);
  CHECK(classify_line("评论 (128)", 10) == Phrase::Comments);
  CHECK(classify_line("关闭", 5) == Phrase::Tool);
  CHECK(classify_line("点击图片可下载某某客户端", 30) == Phrase::Prompt);
  CHECK(classify_line("他关上门，走了出去。", 25) == Phrase::None);
  CHECK(classify_line("« 上一章 | 目录 | 下一章 »", 25) == Phrase::Paging);
  CHECK(classify_line("目录", 5) == Phrase::None);
  CHECK(classify_line("上一章说到他走了。", 25) == Phrase::None);
}

TEST_CASE("Notices of rights are told by what they claim, prose about rights is not") {
  CHECK(classify_line("未经正式授权严禁转载本文，侵权必究。", 45) == Phrase::Legal);
  CHECK(classify_line(
            "本文系某某网独家稿件，内容纯属作者个人观点，不代表平台观点，未经授权，不得转载。",
            100) == Phrase::Legal);
  CHECK(classify_line("本網站之文字、圖片及影音，非經授權，不得轉載、公開播送。", 70) ==
        Phrase::Legal);
  CHECK(classify_line("他说，小说未经授权被改成了剧本，三年来一直没有人给过他一个说法。", 80) ==
        Phrase::None);
}

TEST_CASE("Who saw to the page is a credit, wherever the label ends") {
  CHECK(classify_line("编辑 | 阿九", 12) == Phrase::Credit);
  CHECK(classify_line("（編輯：李大力）1130618", 30) == Phrase::Credit);
  CHECK(classify_line("某某新闻编辑 | 王小明", 25) == Phrase::Credit);
  CHECK(classify_line("文 | 阿九", 12) == Phrase::None);
  CHECK(classify_line("编辑部的灯还亮着。", 20) == Phrase::None);
  CHECK(classify_line("编辑：李大力 审核：王小明、张三、李四。", 50) == Phrase::Credit);
  // An interview.
  CHECK(classify_line("主编：那么后来呢？", 20) == Phrase::None);
  CHECK(classify_line("运营：我们卖了多少本。", 25) == Phrase::None);
}

TEST_CASE("A row of tags is known by its signs, one tag in a sentence is text") {
  CHECK(classify_line("#仕事#豆腐", 12) == Phrase::Related);
  CHECK(classify_line("#京都 #紅葉", 12) == Phrase::Related);
  CHECK(classify_line("#1 豆腐", 12) == Phrase::None);
  CHECK(classify_line("#include <thread>", 17) == Phrase::None);
}

TEST_CASE("What blogging systems put below a text, in their readers' languages") {
  CHECK(classify_line("Teilen Sie dies mit:", 20) == Phrase::Share);
  CHECK(classify_line("Ähnliche Beiträge", 17) == Phrase::Related);
  CHECK(classify_line("Gib deine E-Mail-Adresse ein, um diesem Blog zu folgen.", 50) ==
        Phrase::Prompt);
  CHECK(classify_line("関連ニュース", 12) == Phrase::Related);
  CHECK(classify_line("Beiträge, die niemand liest", 25) == Phrase::None);
}
