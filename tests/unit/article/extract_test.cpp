#include "article/extract.h"

#include <doctest/doctest.h>

#include <string>

#include "article/json_ld.h"
#include "article/write_html.h"
#include "article/write_text.h"
#include "html/parse.h"
#include "unit/article/article_page.h"

using namespace banxin;
using namespace banxin::article;

namespace {

const std::string kChrome =
    "<ul class=nav><li><a href=/1>首页</a><li><a href=/2>新闻</a><li><a href=/3>体育</a></ul>";

std::string page_of(const std::string& body) {
  return "<!DOCTYPE html><html lang=zh-CN><head><meta charset=utf-8><title>河边的小镇_某某网"
         "</title></head><body>" +
         kChrome + body + "<div class=footer>某某网 版权所有</div></body></html>";
}

}  // namespace

TEST_CASE("extract: headline, dateline and chrome leave the text alone") {
  const Article article =
      extract(page_of("<h1>河边的小镇</h1><div>2021-03-04 来源：某某日报 作者：王小明</div><div>" +
                      paragraphs() + "</div><div>分享到：微信 微博</div>"));
  CHECK(article.is_article);
  CHECK(write_text(*article.document) == expected());
  CHECK(article.metadata.title == "河边的小镇");
  CHECK(article.metadata.published == "2021-03-04");
  CHECK(join_bylines(article.metadata.bylines) == "王小明");
  CHECK(article.metadata.source == "某某日报");
  CHECK(article.metadata.lang == "zh-CN");
}

TEST_CASE("extract: an account's name beside a date is whole, whatever its bytes") {
  const Article article = extract(page_of(
      "<h1>河边的小镇</h1><div>小镇公众号 2021-03-04</div><div>" + paragraphs() + "</div>"));
  CHECK(join_bylines(article.metadata.bylines) == "小镇公众号");
}

TEST_CASE("read_json_ld: what it says of a book") {
  JsonLd known;
  read_json_ld(R"({"@graph":[{"@type":"Book","name":"书","author":[{"name":"甲"},"乙"],)"
               R"("translator":{"name":"丙"},"isbn":"9787020002207","position":3,)"
               R"("isPartOf":{"@type":"BookSeries","name":"丛"},"publisher":"社",)"
               R"("keywords":"一, 二","license":"https://a.org/l"}]})",
               known);
  CHECK(known.headline == "书");
  CHECK_FALSE(known.is_article);
  CHECK(known.book.authors == std::vector<std::string>{"甲", "乙"});
  CHECK(known.book.translators == std::vector<std::string>{"丙"});
  CHECK(known.book.keywords == std::vector<std::string>{"一", "二"});
  CHECK(known.book.series == "丛");
  CHECK(known.book.series_index == "3");
  CHECK(known.book.publisher == "社");
  CHECK(known.book.rights == "https://a.org/l");
}

TEST_CASE("extract: related links, comments and prompts after the text go, with their evidence") {
  const Article article = extract(page_of(
      "<h1>河边的小镇</h1><div>" + paragraphs() +
      "<p>长按识别二维码，关注我们的公众号</p></div><h3>相关阅读</h3><ul><li><a "
      "href=/a>山上的小镇也有它的"
      "早晨</a><li><a "
      "href=/b>海边的小镇没有桥</a></ul><h3>网友评论</h3><div><p>写得真好，我小时候就住在这样的"
      "地方，每天都要过桥去上学，现在想起来还是很怀念。</p></div>"));
  CHECK(write_text(*article.document) == expected());
  CHECK_FALSE(article.removals.empty());
}

TEST_CASE("extract: the second copy of an article goes") {
  const Article article = extract(
      page_of("<div class=a>" + paragraphs() + "</div><div class=b>" + paragraphs() + "</div>"));
  CHECK(write_text(*article.document) == expected());
}

TEST_CASE("extract: conditions that a law names twice are no second copy") {
  const std::string conditions =
      "<p>（一）是本案的当事人，或者是当事人、代理人的近亲属的，应当自行回避；</p>"
      "<p>（二）与本案有利害关系，可能影响案件公正审理的，应当自行回避；</p>"
      "<p>（三）与本案当事人有其他关系，可能影响案件公正审理的，应当自行回避。</p>";
  const std::string own =
      "<p>（四）接受当事人、代理人的请客送礼，或者私自会见他们的，应当自行回避。</p>";
  const std::string text = write_text(
      *extract(
           page_of("<h1>河边的小镇</h1><div>" + paragraphs() + conditions +
                   "<p>仲裁员有下列情形之一的，必须回避，当事人也有权以口头或者书面方式申请。</p>" +
                   conditions + own + conditions + "</div>"))
           .document);
  std::size_t times = 0;
  for (std::size_t at = text.find("（二）"); at != std::string::npos;
       at = text.find("（二）", at + 1))
    ++times;
  CHECK(times == 3);
  CHECK(text.find("请客送礼") != std::string::npos);
}

TEST_CASE("extract: what only the second copy says stays") {
  const std::string text =
      write_text(*extract(page_of("<div><h1>河边的小镇</h1>" + paragraphs() +
                                  "<h1>河边的小镇</h1>" + paragraphs() +
                                  "<p>后来镇上修了新的学校，孩子们不用再过桥去别处念书，老人"
                                  "们都说这是几十年来最好的一件事情。</p></div>"))
                      .document);
  CHECK(text.find("新的学校") != std::string::npos);
  CHECK(text.find(kThird) == text.rfind(kThird));
}

TEST_CASE("extract: a salutation, a section's number, who signs and when are the text's") {
  const std::string text =
      write_text(*extract(page_of("<h1>河边的小镇</h1><div><p>亲爱的妈妈：</p><p>一</p>" +
                                  paragraphs() + "<p>女儿 小芳</p><p>二〇二三年五月六日</p></div>"))
                      .document);
  CHECK(text.starts_with("亲爱的妈妈：\n一\n"));
  CHECK(text.find("女儿 小芳\n二〇二三年五月六日") != std::string::npos);
  const std::string told =
      write_text(*extract(page_of("<h1>河边的小镇</h1><div><p>1998年5月1日，桥修好了。</p>" +
                                  paragraphs() + "<p>那是1998年5月2日。</p></div>"))
                      .document);
  CHECK(told.find("桥修好了") != std::string::npos);
  CHECK(told.find("那是") != std::string::npos);
}

TEST_CASE("extract: lazy pictures, tables, lists, code, quotes and captions stay") {
  const Article article =
      extract(page_of("<h1>河边的小镇</h1><div class=rich><p>" + kFirst +
                      "</p><p><img src='data:image/gif;base64,R0lGODlh' "
                      "data-src='/pic/bridge.jpg'></p><p class=caption>"
                      "桥</p><h2>街上</h2><p>" +
                      kSecond + "</p><ul><li>豆腐<li>米酒</ul><blockquote><p>" + kThird +
                      "</p></blockquote><pre>a\n  "
                      "b</pre><table><tr><th>年<th>人<tr><td>2020<td>3100</table></div>"));
  const std::string html = write_html(*article.document);
  CHECK(html.find("<figure><img src=\"/pic/bridge.jpg\" alt=\"\"><figcaption>桥</figcaption>") !=
        std::string::npos);
  CHECK(html.find("<h2>街上</h2>") != std::string::npos);
  CHECK(html.find("<li>米酒</li>") != std::string::npos);
  CHECK(html.find("<blockquote><p>") != std::string::npos);
  CHECK(html.find("<pre>a\n  b</pre>") != std::string::npos);
  CHECK(html.find("<td>3100</td>") != std::string::npos);
  CHECK(html.find("首页") == std::string::npos);
}

TEST_CASE("extract: line breaks between sentences make paragraphs") {
  const Article article = extract(page_of("<h1>河边的小镇</h1><div>　　" + kFirst + "<br>　　" +
                                          kSecond + "<br><br>　　" + kThird + "</div>"));
  CHECK(write_text(*article.document) == expected());
  const std::string html = write_html(*article.document);
  CHECK(html.find("<br>") == std::string::npos);
}

TEST_CASE("extract: a forum's first post is the article") {
  const auto post = [](const std::string& who, const std::string& text) {
    return "<div class=post><p>" + who + "</p><p>发表于 2021-03-04 10:20</p><div>" + text +
           "</div><p>回复 举报</p></div>";
  };
  const Article article = extract(page_of(
      "<h1>河边的小镇</h1><div>" + post("王小明", kFirst + "<br>" + kSecond + "<br>" + kThird) +
      post("网友一", "说得太好了，希望以后多写。") +
      post("网友二", "我觉得不对，我们那里不是这样的，河早就干了。") + "</div>"));
  CHECK(write_text(*article.document) == expected());
}

TEST_CASE("extract: empty and hostile pages give something") {
  CHECK_FALSE(extract("").is_article);
  CHECK(write_text(*extract("<frameset>").document).empty());
  std::string deep;
  for (int level = 0; level < 20000; ++level)
    deep += "<div><span>";
  CHECK_NOTHROW(extract(deep + kFirst));
}

TEST_CASE("judge_page: a page without a frame is left whole") {
  Diagnostics diagnostics;
  const auto whole = html::parse_document(
      "a.html", "<title>第三章 渡口</title><h1>第三章 渡口</h1>" + paragraphs() + paragraphs(), {},
      diagnostics);
  CHECK_FALSE(judge_page(*whole).is_article);
  const auto framed = html::parse_document(
      "b.html", page_of("<h1>河边的小镇</h1><div>" + paragraphs() + "</div>"), {}, diagnostics);
  CHECK(judge_page(*framed).is_article);
}

TEST_CASE("judge_page: documentation is left whole, whatever made it") {
  Diagnostics diagnostics;
  const auto is_article = [&diagnostics](const std::string& heads, const std::string& around) {
    const auto page = html::parse_document(
        "a.html", page_of(around + "<h1>河边的小镇</h1><div>" + paragraphs() + heads + "</div>"),
        {}, diagnostics);
    return judge_page(*page).is_article;
  };
  CHECK(is_article("<h2>早晨</h2><h2>中午（十二点）</h2><h2>晚上 (八点)</h2><h2>夜里 (一点)</h2>",
                   ""));
  CHECK_FALSE(
      is_article("<h2>open(path)</h2><h2>close(fd)</h2><h2>read(fd, n)</h2><h2>fd_()</h2>", ""));
  CHECK_FALSE(is_article("<h2>语法</h2><h2>参数</h2><h2>返回值</h2><h2>另请参阅</h2>", ""));
  CHECK_FALSE(
      is_article("<h2>一<a href=#a>¶</a></h2><h2>二<a href=#b>¶</a></h2>"
                 "<h2>三<a href=#c>¶</a></h2><h2>四<a href=#d>¶</a></h2>",
                 ""));
  CHECK_FALSE(is_article("", "<div class='sphinxsidebar'><ul><li><a href=/a>目录</a></ul></div>"));
}

TEST_CASE("extract: links that a sentence of the text announces stay") {
  const std::string links = "<ul><li><a href=/a>桥的历史</a><li><a href=/b>河流志</a></ul>";
  const auto text_with = [&links](const std::string& above) {
    return write_text(*extract(page_of("<h1>河边的小镇</h1><div>" + paragraphs() + "<p>" + above +
                                       "</p>" + links + paragraphs() + "</div>"))
                           .document);
  };
  CHECK(text_with("想知道这些事的人可以去看这几本书：").find("河流志") != std::string::npos);
  CHECK(text_with("为您推荐下面这几篇热门文章：").find("河流志") == std::string::npos);
}

TEST_CASE("extract: a table twice, for two kinds of screen, stands once") {
  const std::string row = "<tr><td>MA-01</td><td>9,900円</td></tr>";
  const std::string wide =
      "<table id=pc><tr><th>製品品番</th><th>価格</th></tr>" + row + "</table>";
  const std::string other = "<tr><th>品番</th><th>価格</th></tr>" + row + "</table>";
  const Article twin =
      extract(page_of("<div><h1>河边的小镇</h1>" + paragraphs() + wide + "<table id=smartphone>" +
                      other + "<p>" + kFirst + kThird + "</p></div>"));
  CHECK(write_text(*twin.document).find("\n品番") == std::string::npos);
  CHECK(write_text(*twin.document).find("製品品番") != std::string::npos);
  const Article both = extract(page_of("<div><h1>河边的小镇</h1>" + paragraphs() + wide +
                                       "<table>" + other + "<p>" + kFirst + kThird + "</p></div>"));
  CHECK(write_text(*both.document).find("\n品番") != std::string::npos);
}

TEST_CASE("extract: comments announced by loose words leave what stands before them") {
  const std::string talk =
      "<div class=item><b>网友一</b> 2020-01-02 <p>说得好。</p></div>"
      "<div class=item><b>网友二</b> 2020-01-03 <p>路过。</p></div>"
      "<div class=item><b>网友三</b> 2020-01-04 <p>同意。</p></div>";
  const Article article =
      extract(page_of("<div><h1>河边的小镇</h1>" + paragraphs() +
                      "<span>网友评论</span><div class=list>" + talk + "</div></div>"));
  CHECK(write_text(*article.document) == expected());
}

TEST_CASE("extract: one cell holds the text, its lists of links and its comments") {
  const Article article = extract(page_of(
      "<table width=760><tr><td width=160><a href=/x>排行榜</a><br><a href=/y>专题</a></td><td>"
      "<b>河边的小镇</b><br>2010-05-06 来源：某某晚报<br><br>　　" +
      kFirst + "<br><br>　　" + kSecond + "<br><br>　　" + kThird +
      "<br><br>相关新闻<br><a href=/1>旧桥要拆了</a><br><a href=/2>豆腐涨价了</a><br><br>网友评论"
      "<br>张三：好文章 2010-05-07<br>李四：顶 2010-05-08</td></tr></table>"));
  CHECK(write_text(*article.document) == expected());
}

TEST_CASE("extract: a page of which nothing is an article is left whole, not empty") {
  Diagnostics diagnostics;
  const auto page = html::parse_document(
      "p.html", "<body><div><p>相关阅读：</p><p><a href=a>旧桥的故事</a></p></div></body>", {},
      diagnostics);
  ExtractOptions options;
  options.mode = Mode::Always;
  const Article article = extract_article(*page, options, diagnostics);
  const bool left_whole = article.document == nullptr;
  CHECK((left_whole || !write_text(*article.document).empty()));
}

TEST_CASE("extract: the date in a link is another page's; the date of publication by its word") {
  const Article article = extract(
      page_of("<h1>河边的小镇</h1><div><p>最終更新日：2019年4月2日</p><p>2019年3月15日公表</p>"
              "<p><a href=/old>以前的消息说了些什么（2018/8/8）</a></p>" +
              paragraphs() + "</div>"));
  CHECK(article.metadata.published.substr(0, 10) == "2019-03-15");
  std::string more;
  for (const char* hour : {"清晨", "上午", "中午", "下午", "傍晚", "夜里", "深夜", "天亮"})
    more += "<p>" + (hour + kThird) + hour + kFirst + "</p>";
  const Article listed =
      extract(page_of("<h1>河边的小镇</h1><p>最終更新日：2019年4月2日</p><div>" + paragraphs() +
                      "<p>" + kSecond + kFirst + "</p><p>" + kThird + kSecond +
                      "</p><ul><li>2019年3月15日公表「镇上的旧桥」</li></ul>" + more + "</div>"));
  CHECK(listed.metadata.published.substr(0, 10) == "2019-04-02");
}

TEST_CASE("extract: short paragraphs between long ones are section heads, for a publication") {
  int day = 0;
  const auto section = [&day] {
    const std::string name = "第" + std::to_string(++day) + "天";
    return "<p>" + name + kFirst + name + kSecond + name + kThird + "</p><p>" + name + "晚上，" +
           kSecond + name + kFirst + kThird + "</p>";
  };
  const std::string body = section() + "<p>“清晨”过去,孩子回来</p>" + section() +
                           "<p>日子像<ruby>河<rt>hé</rt></ruby>水</p>" + section();
  ExtractOptions options;
  options.title_block = TitleBlock::Shown;
  const auto html = [&options](const std::string& inside) {
    const Article article =
        extract(page_of("<h1>河边的小镇</h1><div>" + inside + "</div>"), options);
    return write_html(*article.document);
  };
  CHECK(html(body).find("<h2>“清晨”过去,孩子回来</h2>") != std::string::npos);
  CHECK(html(body).find("<h2>日子像") != std::string::npos);
  // Lines of a dialogue, a sentence, a credit are none; nor is anything where the page has heads.
  const std::string talk =
      section() + "<p>“走吧。”</p><p>编辑｜王小明</p><p>他走了。</p>" + section();
  CHECK(html(talk).find("<h2>") == std::string::npos);
  CHECK(html("<h3>早上</h3>" + body).find("<h2>“清晨”") == std::string::npos);
  // An extracted page keeps the headings that it has.
  options.title_block = TitleBlock::Omitted;
  CHECK(html(body).find("<h2>") == std::string::npos);
}

namespace {

std::string text_of(const std::string& page) {
  return write_text(*extract(page).document);
}

std::string html_of(const std::string& page) {
  return write_html(*extract(page).document);
}

}  // namespace

TEST_CASE("extract: what forums, portals and newspapers put around a text") {
  for (const std::string line :
       {"<p>原标题：河边</p>", "<p>点击阅读全文</p>", "<p>喜欢本文请点赞、收藏、转发！</p>",
        "<p>欢迎关注“某某观察”微信公众号，获取更多资讯</p>",
        "<p>下載《某某01》App ，即睇城中熱話</p>",
        "<p>이 기사는 언론사에서 사회 섹션으로 분류했습니다.</p>", "<p>続きを読む</p>",
        "<p>天才一秒记住本站地址：www.example.com</p>"}) {
    CAPTURE(line);
    CHECK(text_of(page_of("<h1>河边的小镇</h1><div>" + paragraphs() + line + "</div>")) ==
          expected());
  }
}

TEST_CASE("extract: tools beside headings go, with what wikis add") {
  const std::string text = text_of(page_of(
      "<h1>河边的小镇</h1><div><p>" + kFirst +
      "</p><h2><span>历史</span><span class=mw-editsection>[<a href=e>编辑</a>]</span></h2><p>" +
      kSecond + "</p><h2>今天<a class=headerlink href=#a>¶</a></h2><p>" + kThird + "</p></div>"));
  CHECK(text == kFirst + "\n历史\n" + kSecond + "\n今天\n" + kThird + "\n");
}

TEST_CASE("extract: a class that says what is inside or beside names no chrome") {
  const std::string long_text = kFirst + kSecond + kThird + kFirst + kSecond + kThird;
  const std::string text =
      text_of(page_of("<div class=\"page has-sidebar\"><h1>河边的小镇</h1><section "
                      "class=\"part part--ads\"><p>" +
                      long_text + "</p></section><section class=\"part part--ads\"><p>二、" +
                      long_text + "</p></section></div>"));
  CHECK(text == long_text + "\n二、" + long_text + "\n");
}

TEST_CASE("extract: twins of lazy pictures, AMP's pictures, pictures behind empty elements") {
  const auto page = [](const std::string& picture) {
    return page_of("<h1>河边的小镇</h1><div>" + paragraphs() + picture + paragraphs() + "</div>");
  };
  const auto count = [](const std::string& html) {
    std::size_t found = 0;
    for (std::size_t at = html.find("<img"); at != std::string::npos;
         at = html.find("<img", at + 1))
      ++found;
    return found;
  };
  const std::string spare_first = html_of(
      page("<figure><noscript><img src=https://e.com/a/v2.jpg></noscript><img src=data:image/gif,x "
           "data-actualsrc=https://e.com/a/v2.jpg></figure>"));
  CHECK(count(spare_first) == 1);
  const std::string blur_first =
      html_of(page("<figure><img src=https://e.com/60/v2.jpg?q=20><img><noscript><img "
                   "src=https://e.com/1200/v2.jpg></noscript></figure>"));
  CHECK(count(blur_first) == 1);
  CHECK(contains(blur_first, "https://e.com/1200/v2.jpg"));
  CHECK(
      contains(html_of(page("<amp-img src=https://e.com/amp.jpg width=600 height=400></amp-img>")),
               "https://e.com/amp.jpg"));
  CHECK(contains(html_of(page("<figure><div data-bg=b8.jpg role=img></div></figure>")), "b8.jpg"));
  CHECK(
      contains(html_of(page("<p><img src=static/none.gif file=up/real.jpg></p>")), "up/real.jpg"));
}

TEST_CASE("extract: lines below a picture that read like captions") {
  const std::string html = html_of(
      page_of("<h1>河边的小镇</h1><div><p>" + kFirst +
              "</p><p align=center><img src=1.jpg></p><p "
              "align=center>▲ 老街全景</p><p>" +
              kSecond + "</p><p><img src=2.jpg></p><p>《渡口》</p><p>" + kThird + "</p></div>"));
  CHECK(contains(html, "<figcaption>▲ 老街全景</figcaption>"));
  CHECK(contains(html, "<p>《渡口》</p>"));
}

TEST_CASE("extract: line ends that a style shows are the text's") {
  const std::string text =
      text_of(page_of("<h1>河边的小镇</h1><div style=\"white-space: pre-wrap\">" + kFirst + "\n\n" +
                      kSecond + "\n\n" + kThird + "</div>"));
  CHECK(text == expected());
}

TEST_CASE("extract: an article that only scripts would show") {
  const std::string words = kFirst + kSecond + kThird;
  const auto page = [](const std::string& head, const std::string& body) {
    return "<!DOCTYPE html><html lang=zh-CN><head><meta charset=utf-8><title>河边的小镇_某某网"
           "</title>" +
           head + "</head><body>" + body + "</body></html>";
  };
  const std::string loading = "<div id=app>正在加载…</div>";
  const Article declared = extract(page(
      "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"河边的小镇\","
      "\"datePublished\":\"2023-02-03\",\"articleBody\":\"" +
          words + "\\n" + kFirst + "\"}</script>",
      loading));
  CHECK(write_text(*declared.document) == words + "\n" + kFirst + "\n");
  CHECK(declared.metadata.published == "2023-02-03");

  const Article state = extract(
      page("", loading +
                   "<script>window.__STATE__={\"hot\":[{\"title\":\"}\"}],\"article\":{\"title\":"
                   "\"河边的小镇\",\"author\":{\"name\":\"林默\"},\"publishTime\":1659960000,"
                   "\"content\":\"<p>" +
                   words + "<\\/p><p>" + kFirst + "<\\/p>\"}};</script>"));
  CHECK(write_text(*state.document) == words + "\n" + kFirst + "\n");
  CHECK(join_bylines(state.metadata.bylines) == "林默");
  CHECK(state.metadata.published.substr(0, 10) == "2022-08-08");

  CHECK(text_of(page("", "<div id=app></div><noscript><h1>河边的小镇</h1>" + paragraphs() +
                             "</noscript>")) == expected());
  CHECK(text_of(page("", "<div id=app></div><template><div>" + paragraphs() +
                             "</div></template>")) == expected());
}

TEST_CASE("extract: what a script repeats of a text that is seen changes nothing") {
  const std::string text =
      text_of(page_of("<script type=application/ld+json>{\"@type\":\"Article\",\"articleBody\":\"" +
                      kFirst + "\"}</script><h1>河边的小镇</h1><div>" + paragraphs() + "</div>"));
  CHECK(text == expected());
}

TEST_CASE("extract: a captioned picture above the text stays, an account's portrait does not") {
  const std::string body = "<div id=article_content>" + paragraphs() + "</div>";
  const std::string head = "<div><h1>河边的小镇</h1><div>2021-03-04 来源：某某日报</div>";
  const Article captioned =
      extract(page_of(head + "<dl><dt><img src=lead.jpg></dt><dd>资料图：河边的小镇。</dd></dl>" +
                      body + "</div>"));
  CHECK(write_html(*captioned.document).find("lead.jpg") != std::string::npos);
  const Article portrait =
      extract(page_of(head + "<div><img src=face.jpg><p>青石板</p></div>" + body + "</div>"));
  CHECK(write_html(*portrait.document).find("face.jpg") == std::string::npos);
}

TEST_CASE("extract: a caption beside its picture is neither front matter nor lost with it") {
  const Article article =
      extract(page_of("<h1>河边的小镇</h1><div>2021-03-04</div><div id=article_content>"
                      "<div class=img_wrapper><img src=chart.png><span "
                      "class=img_descr>资料图：收益率走势</span></div>"
                      "<p>来源：某某日报</p>" +
                      paragraphs() + "</div>"));
  CHECK(write_html(*article.document).find("chart.png") != std::string::npos);
  CHECK(write_text(*article.document, Captions::LeftOut) == expected());
}

TEST_CASE("extract: a link that opens its picture larger is no pop-up") {
  const Article article =
      extract(page_of("<h1>河边的小镇</h1><div id=article_content><p>" + kFirst +
                      "</p><a class=image-popup href=big.jpg><img src=small.jpg></a><p>" + kSecond +
                      "</p><p>" + kThird + "</p></div>"));
  CHECK(write_html(*article.document).find("small.jpg") != std::string::npos);
}

TEST_CASE("extract: the first publication before a later recommendation") {
  const Article article =
      extract(page_of("<h1>河边的小镇</h1><div>最新推荐文章于 2024-06-11 00:00:00 发布</div>"
                      "<div>于 2022-03-18 11:26:40 首次发布</div><div id=article_content>" +
                      paragraphs() + "</div>"));
  CHECK(article.metadata.published.substr(0, 10) == "2022-03-18");
}

TEST_CASE("extract: a form to write into goes with the words that lead to it") {
  const std::string form =
      "<div><h3>来信</h3><p>想对我们说什么，都可以写在下面。</p><form><p>您的邮箱会被保密。</p>"
      "<input type=email><textarea></textarea></form></div>";
  CHECK(write_text(*extract(page_of("<h1>河边的小镇</h1><div>" + paragraphs() + form + "</div>"))
                        .document) == expected());
  // Some systems wrap the whole page in one.
  CHECK(write_text(*extract(page_of("<form><input name=q><h1>河边的小镇</h1><div>" + paragraphs() +
                                    "</div></form>"))
                        .document) == expected());
}

TEST_CASE("extract: a notice of consent is no article, but one may tell of cookies") {
  const std::string notice =
      "<div><div>This website uses cookies to improve your experience while you navigate through "
      "it, and keeps what it learns.</div><div>Necessary cookies are absolutely essential for it "
      "to function properly, as you will agree.</div></div>";
  const std::string text =
      "<div><p>The river runs slowly past the town, and nobody who lives there is in a hurry.</p>"
      "<p>At noon the children run home from school, and the dogs of the street run with them.</p>"
      "<p>Days are like the river, people say, they seem to stand still and never do, ever.</p>"
      "</div>";
  const Article river = extract(
      "<!DOCTYPE html><html lang=en><title>The river</title><body>"
      "<h1>The river</h1>" +
      text + notice);
  CHECK(write_text(*river.document).find("cookies") == std::string::npos);
  CHECK(write_text(*river.document).find("never do") != std::string::npos);
  const Article cookies = extract(
      "<!DOCTYPE html><html lang=en><title>Cookies</title><body>"
      "<h1>Cookies</h1><div>" +
      notice + text + "</div>");
  CHECK(write_text(*cookies.document).find("essential") != std::string::npos);
}

TEST_CASE("extract: names that a program made say nothing") {
  const std::string heading = "<div class='fj fk ad gi'><h2>小镇的早晨</h2></div>";
  const std::string text =
      write_text(*extract(page_of("<h1>河边的小镇</h1><div><p>" + kFirst + "</p>" + heading +
                                  "<p>" + kSecond + "</p><p>" + kThird + "</p></div>"))
                      .document);
  CHECK(text.find("小镇的早晨") != std::string::npos);
  const std::string box = "<div class=ad><h2>小镇的早晨</h2></div>";
  CHECK(write_text(*extract(page_of("<h1>河边的小镇</h1><div><p>" + kFirst + "</p>" + box + "<p>" +
                                    kSecond + "</p><p>" + kThird + "</p></div>"))
                        .document)
            .find("小镇的早晨") == std::string::npos);
}

TEST_CASE("extract: a list of addresses is no prose, however many full stops it has") {
  std::string list = "<div><ul>";
  for (int i = 0; i < 40; ++i) {
    list += "<li>http://bureau" + std::to_string(i) + ".example.gov.cn</li><li><a href=/" +
            std::to_string(i) + ">某某委员会</a></li>";
  }
  list += "</ul></div>";
  CHECK(write_text(*extract(page_of("<div><h1>河边的小镇</h1><div>" + paragraphs() +
                                    "</div></div>" + list))
                        .document) == expected());
}

TEST_CASE("extract: who edited stands with who wrote above the text, and goes below it") {
  const std::string page = page_of(
      "<h1>河边的小镇</h1><div><p>一个清晨，一条河，一座桥。</p><p>文|某某日报 "
      "王小明</p><p>编辑|陈小红</p>" +
      paragraphs() + paragraphs() + "<p>编辑|陈小红</p></div>");
  const std::string text = write_text(*extract(page).document);
  CHECK(text.find("编辑|陈小红\n" + kFirst) != std::string::npos);
  CHECK(!text.ends_with("编辑|陈小红\n"));
}

TEST_CASE("extract: elements keep their places in the page") {
  const std::string page = page_of("<h1>河边的小镇</h1><div>" + paragraphs() +
                                   "\n<p><img src=a.png></p>" + paragraphs() + "</div>");
  const Article article = extract(page);
  const dom::Node* image = dom::find_element(article.document->root(), dom::names::img);
  REQUIRE(image != nullptr);
  CHECK(article.document->position(*image) == SourcePosition{2, 4});
}
