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
