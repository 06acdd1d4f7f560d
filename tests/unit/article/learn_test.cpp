#include "article/learn.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "article/extract.h"
#include "article/join_pages.h"
#include "article/write_text.h"
#include "html/parse.h"

using namespace banxin;
using namespace banxin::article;

namespace {

std::unique_ptr<dom::Document> parse(const std::string& page) {
  Diagnostics diagnostics;
  return html::parse_document("page.html", page, {}, diagnostics);
}

std::string story(int number) {
  const std::string n = std::to_string(number);
  return "<p>第" + n + "天，船队沿着河岸慢慢往上走，两边的山越来越高，水也越来越急。</p><p>到了第" +
         n + "个渡口，船老大说今天不走了，大家就上岸生火做饭，等着月亮出来。</p><p>夜里有人讲起第" +
         n + "个故事，说的是很多年以前，一个小孩在河里捡到一块会发光的石头。</p>";
}

std::string page(int number) {
  return "<!DOCTYPE html><html lang=zh><title>船队日记 " + std::to_string(number) +
         "</title><body><div><h1>船队日记 " + std::to_string(number) + "</h1>" + story(number) +
         "<p>本站所有的故事都由读者寄来，我们只改错字，不改意思，也不付稿费，请多包涵。</p></div>"
         "</body></html>";
}

std::string text_of(const std::string& html, const SiteBoilerplate* boilerplate) {
  const auto document = parse(html);
  ExtractOptions options;
  options.mode = Mode::Always;
  options.boilerplate = boilerplate;
  Diagnostics diagnostics;
  const Article article = extract_article(*document, options, diagnostics);
  return write_text(*article.document);
}

Article article_of(const std::string& body) {
  const auto document =
      parse("<!DOCTYPE html><html lang=zh><title>船队日记</title><body><h1>船队日记</h1>" + body);
  ExtractOptions options;
  options.mode = Mode::Always;
  Diagnostics diagnostics;
  return extract_article(*document, options, diagnostics);
}

}  // namespace

TEST_CASE("SiteBoilerplate: a paragraph on every page of the site goes, with its evidence") {
  SiteBoilerplate site;
  for (int number = 1; number <= 6; ++number)
    site.add_page(*parse(page(number)));
  CHECK(text_of(page(3), nullptr).find("不付稿费") != std::string::npos);
  const std::string text = text_of(page(3), &site);
  CHECK(text.find("不付稿费") == std::string::npos);
  CHECK(text.find("会发光的石头") != std::string::npos);

  const auto document = parse(page(3));
  ExtractOptions options;
  options.mode = Mode::Always;
  options.boilerplate = &site;
  Diagnostics diagnostics;
  const Article article = extract_article(*document, options, diagnostics);
  bool told = false;
  for (const Removal& removal : article.removals)
    told = told || removal.evidence == "seen on 6 of 6 pages";
  CHECK(told);
}

TEST_CASE("SiteBoilerplate: short speeches, refrains and heads among the text stay") {
  const auto chapter = [](int number) {
    const std::string refrain = "<p>“好。”</p><p>他笑了。</p>";
    return "<!DOCTYPE html><html lang=zh><title>第" + std::to_string(number) +
           "章</title><body><div class=bar><p>书库</p></div><div "
           "id=content><p>亲爱的妈妈：</p><h2>上半日</h2>" +
           story(number) + refrain + "<p><a href=/ad>点这里领红包</a></p><h2>下半日</h2>" +
           story(number + 100) + "<table><tr><td>水位</td><td>这一天是" + std::to_string(number) +
           "尺，比去年同一天低了很多很多，大家都说要下雨了。</td></tr></table>" + refrain +
           story(number + 200) + "<p>“走吧。”</p></div><p>留言板</p></body></html>";
  };
  SiteBoilerplate site;
  for (int number = 1; number <= 5; ++number)
    site.add_page(*parse(chapter(number)));
  const std::string text = text_of(chapter(2), &site);
  CHECK(text.find("“好。”") != text.rfind("“好。”"));
  for (const std::string own : {"他笑了。", "下半日", "水位", "“走吧。”", "亲爱的妈妈"}) {
    INFO(own);
    CHECK(text.find(own) != std::string::npos);
  }
  for (const std::string of_site : {"书库", "红包", "留言板"}) {
    INFO(of_site);
    CHECK(text.find(of_site) == std::string::npos);
  }
}

TEST_CASE("SiteBoilerplate: two pages prove nothing") {
  SiteBoilerplate site;
  site.add_page(*parse(page(1)));
  site.add_page(*parse(page(2)));
  CHECK(text_of(page(1), &site).find("不付稿费") != std::string::npos);
}

TEST_CASE("extract: a chapter is freed from the frame that the other chapters repeat") {
  const auto chapter = [](int number) {
    std::string text = "<title>第" + std::to_string(number) +
                       "章</title><p>书库 排行 留言</p><div><h1>第" + std::to_string(number) +
                       "章</h1>";
    for (int i = 0; i < 12; ++i)
      text += "<p>这是第" + std::to_string(number * 100 + i) +
              "段，船队在雨里停了三天，谁也没有说话，只有老船长每天清早到岸上去看水位。</p>";
    return text + "</div><p>本站所有章节由网友上传</p>";
  };
  const auto whole = parse(chapter(1));
  SiteBoilerplate site;
  for (int number = 1; number <= 4; ++number)
    site.add_page(*parse(chapter(number)));
  ExtractOptions options;
  Diagnostics diagnostics;
  CHECK_FALSE(extract_article(*whole, options, diagnostics).is_article);
  options.boilerplate = &site;
  const Article freed = extract_article(*whole, options, diagnostics);
  REQUIRE(freed.is_article);
  const std::string text = write_text(*freed.document);
  CHECK(text.find("网友上传") == std::string::npos);
  CHECK(text.find("书库") == std::string::npos);
  CHECK(text.find("这是第100段") != std::string::npos);
  CHECK(text.find("这是第111段") != std::string::npos);
}

TEST_CASE("extract: what is to be kept is stronger than everything else") {
  const auto document = parse(page(1) + "<div class=comments id=keep><p>留下这一句话。</p></div>");
  ExtractOptions options;
  options.mode = Mode::Always;
  const dom::Node* body = document->body();
  for (const dom::Node* node = body->first_child; node != nullptr;
       node = dom::next_in_tree(*node, *body)) {
    if (node->is_element() && node->attribute(dom::names::id) == "keep")
      options.keep.push_back(node);
  }
  Diagnostics diagnostics;
  const Article article = extract_article(*document, options, diagnostics);
  const std::string text = write_text(*article.document);
  CHECK(text.find("留下这一句话。") != std::string::npos);
  CHECK(text.find("上岸生火") != std::string::npos);
}

TEST_CASE("LearntSites: pages are judged by their own site, also in another process") {
  const auto of_site = [](const std::string& host, int number) {
    return parse("<link rel=canonical href='https://" + host + "/x'>" + page(number));
  };
  LearntSites learnt;
  for (int number = 1; number <= 6; ++number)
    learnt.add_page(*of_site("a.example", number));
  LearntSites copy;
  copy.read(learnt.write());
  REQUIRE(copy.find(*of_site("a.example", 9)) != nullptr);
  CHECK(copy.find(*of_site("b.example", 9)) == nullptr);
  CHECK(text_of(page(1), copy.find(*of_site("a.example", 9))).find("不付稿费") ==
        std::string::npos);
  copy.read("3 99999999999999999999 x");  // hostile or cut off: read as far as it goes
}

using Groups = std::vector<std::vector<std::size_t>>;

TEST_CASE("group_pages: numbered files of one title, in their order") {
  const std::vector<std::string> paths = {"a/story_2.html", "a/other.html", "a/story.html",
                                          "a/story_10.html", "a/story_3.html"};
  const std::vector<std::string> titles = {"船队日记（2）", "别的文章", "船队日记",
                                           "船队日记（10）", "另一个题目"};
  std::vector<std::size_t> asked;
  const Groups groups = group_pages(paths, [&](std::size_t index) {
    asked.push_back(index);
    return titles[index];
  });
  CHECK(groups == Groups{{2, 0, 3}, {1}, {4}});
  CHECK(asked == std::vector<std::size_t>{0, 2, 3, 4});  // a title costs a reading of its page
}

TEST_CASE("group_pages: chapters of a book that all have its title stay apart") {
  const auto book = [](std::size_t) { return std::string("红楼梦"); };
  CHECK(group_pages(std::vector<std::string>{"hlm_1.html", "hlm_2.html"}, book).size() == 2);
  const auto marked = [](std::size_t index) {
    return "长文（" + std::to_string(index + 1) + "/2）";
  };
  CHECK(group_pages(std::vector<std::string>{"s_1.html", "s_2.html"}, marked).size() == 1);
}

TEST_CASE("join_pages: one text, what the pages repeat once") {
  const std::string lead =
      "<p>这是一支船队的日记，一共写了三十天，每一页的开头都有这一句话，读者不必再看。</p>";
  std::vector<Article> pages;
  pages.push_back(article_of("<div>" + lead + story(1) + "</div>"));
  pages.push_back(article_of("<div>" + lead + story(2) + "</div>"));
  const Article joined = join_pages(std::move(pages)).article;
  const std::string text = write_text(*joined.document);
  CHECK(text.find("第1个渡口") < text.find("第2个渡口"));
  CHECK(text.find("第2个渡口") != std::string::npos);
  CHECK(text.find("三十天") == text.rfind("三十天"));
}

TEST_CASE("join_pages: the whole has no page's mark in its title") {
  const auto page = [](const char* title) {
    Article article = article_of("<div>" + story(1) + "</div>");
    article.metadata.title = title;
    return article;
  };
  const auto title_of = [&page](const char* first, const char* second) {
    std::vector<Article> pages;
    pages.push_back(page(first));
    pages.push_back(page(second));
    return join_pages(std::move(pages)).article.metadata.title;
  };
  CHECK(title_of("船队日记（1/2）", "船队日记（2/2）") == "船队日记");
  CHECK(title_of("船队日记 (1/2ページ)", "船队日记 (2/2ページ)") == "船队日记");
  CHECK(title_of("船队日记（2023）", "船队日记（2023）") == "船队日记（2023）");
}

TEST_CASE("join_pages: a refrain in the midst of a page is no repeated head") {
  const std::string refrain =
      "<p>大河向东流啊，天上的星星参北斗，说走咱就走，你有我有全都有，路见不平一声吼。</p>";
  std::vector<Article> pages;
  pages.push_back(article_of("<div>" + story(1) + refrain + story(2) + "</div>"));
  pages.push_back(article_of("<div>" + story(3) + refrain + story(4) + refrain + "</div>"));
  const JoinedArticle joined = join_pages(std::move(pages));
  const std::string text = write_text(*joined.article.document);
  std::size_t sung = 0;
  for (std::size_t at = text.find("参北斗"); at != std::string::npos;
       at = text.find("参北斗", at + 1))
    ++sung;
  CHECK(sung == 2);  // the one at the second page's end is taken for what every page ends with
  REQUIRE(joined.beginnings.size() == 1);
  REQUIRE(joined.beginnings[0] != nullptr);
  CHECK(dom::text_content(*joined.beginnings[0]).find("第3天") != std::string::npos);
  CHECK(joined.article.removals.back().kind == "repeated");
}
