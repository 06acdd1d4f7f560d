#include "article/metadata.h"

#include <doctest/doctest.h>

#include <string>

#include "html/parse.h"

using namespace banxin;
using namespace banxin::article;

// Pages in the manner of common sites, of our own words: what a reader takes for the headline, the
// author, the source and the day.
namespace {

const std::string kProse =
    "<p>河边的小镇在清晨总是很安静，只有卖豆腐的老人推着车，从桥上慢慢走过，一路都是豆香。</p>"
    "<p>到了中午，学校的孩子们跑回家吃饭，街上才热闹起来，狗也跟着叫，猫却躲到了屋顶上。</p>";

Metadata read(const std::string& head, const std::string& body, const std::string& lang = "zh-CN") {
  Diagnostics diagnostics;
  const auto document =
      html::parse_document("page.html",
                           "<!DOCTYPE html><html lang=" + lang + "><head><meta charset=utf-8>" +
                               head + "</head><body>" + body + "</body></html>",
                           {}, diagnostics);
  return read_metadata(*document);
}

}  // namespace

TEST_CASE("metadata: a short heading is the headline before a long site name") {
  const Metadata metadata = read("<title>盐商 - 某某百科，人人可写的大百科全书</title>",
                                 "<h1>盐商</h1><div>某某百科，人人可写的大百科全书</div>" + kProse);
  CHECK(metadata.title == "盐商");
}

TEST_CASE("metadata: the day of publication before that of a change, however they are marked") {
  const std::string title = "<title>河边的小镇</title>";
  const std::string head = "<h1>河边的小镇</h1>";
  CHECK(read(title,
             head + "<p>已于 2022-03-02 10:00:12 修改</p><p>于 2021-12-20 首次发布</p>" + kProse)
            .published.substr(0, 10) == "2021-12-20");
  CHECK(read(title, "<p>更新日：令和3年6月1日</p><p>掲載日：令和三年四月十五日</p>" + head + kProse,
             "ja")
            .published == "2021-04-15");
  CHECK(read(title,
             "<table><tr><td>成文日期<td>二〇二〇年三月十五日<td>发布日期"
             "<td>二〇二〇年三月十八日</table>" +
                 head + kProse)
            .published == "2020-03-18");
  CHECK(read(title, head + "<ul><li>發布日期：113-04-05<li>更新日期：113-04-09</ul>" + kProse,
             "zh-TW")
            .published == "2024-04-05");
  CHECK(read(title, head +
                        "<div>发布于<a href=#><time>2021年8月15日</time><time>2021年9月1日"
                        "</time></a></div>" +
                        kProse)
            .published == "2021-08-15");
}

TEST_CASE("metadata: days that only a number or a script tells") {
  const std::string title = "<title>河边的小镇</title>";
  CHECK(
      read(title + "<meta property=article:published_time content=1555500000>", kProse).published ==
      "2019-04-17T19:20:00+08:00");
  CHECK(read(title, "<h1>河边的小镇</h1>" + kProse + "<script>var ct=\"1618300800\";</script>")
            .published.substr(0, 10) == "2021-04-13");
  CHECK(read(title, "<h1>河边的小镇</h1>" + kProse + "<script>var object = 1618300800;</script>")
            .published.empty());
  std::string functions;
  for (int i = 0; i < 60; ++i)
    functions += "function f" + std::to_string(i) + "(){}\n";
  CHECK(read(title, "<h1>河边的小镇</h1>" + kProse + "<script>" + functions +
                        "var ct = \"1618300800\";</script>")
            .published.substr(0, 10) == "2021-04-13");
}

TEST_CASE("metadata: the day that the page prints, not that of Greenwich") {
  CHECK(read("<title>河边的小镇</title><meta property=article:published_time "
             "content=2019-04-02T23:30:00Z>",
             "<h1>河边的小镇</h1><p>2019年4月3日 8:30</p>" + kProse)
            .published.substr(0, 10) == "2019-04-03");
}

TEST_CASE("metadata: accounts by the button to follow them, by their box, by a label's neighbour") {
  const std::string title = "<title>河边的小镇</title>";
  const std::string head = "<h1>河边的小镇</h1>";
  CHECK(join_bylines(read(title, head +
                                     "<div><div><a href=u>青石板</a><button>关注</button></div>"
                                     "<div>2017.10.22 19:03</div></div>" +
                                     kProse)
                         .bylines) == "青石板");
  CHECK(join_bylines(read(title,
                          "<div class=user-info><h4><a href=u>走读江城</a></h4><dl><dd>文章"
                          "<em>123</em></dl></div>" +
                              head + "<p>2023-03-05 12:01</p>" + kProse)
                         .bylines) == "走读江城");
  CHECK(join_bylines(read(title,
                          "<div><span>作者</span><span>riverside (河邊)</span></div><div>"
                          "<span>時間</span><span>Sun Mar 24 16:32:08 2019</span></div>" +
                              head + kProse)
                         .bylines) == "riverside (河邊)");
}

TEST_CASE("metadata: reporters of Japan and Korea without a label") {
  CHECK(join_bylines(read("<title>川の町</title>",
                          "<h1>川の町</h1><p>有料会員記事 田中花子、鈴木一郎</p>" + kProse, "ja")
                         .bylines) == "田中花子、鈴木一郎");
  CHECK(
      join_bylines(read("<title>시장의 아침</title>",
                        "<h1>시장의 아침</h1><p>박민수 입력 2020. 07. 14. 08:30</p>" + kProse, "ko")
                       .bylines) == "박민수");
}

TEST_CASE("metadata: the source by its element's name and by the account that published") {
  const std::string title = "<title>老街改造</title>";
  CHECK(read(title,
             "<h1>老街改造</h1><div class=top-bar><span>2020年10月19日</span> <a href=# "
             "class=source>江城观察</a></div>" +
                 kProse)
            .source == "江城观察");
  CHECK(read(title + "<meta name=author content=阿木>",
             "<h1>老街改造</h1><div><span id=js_name>江城故事</span></div>" + kProse)
            .source == "江城故事");
}

TEST_CASE("metadata: the book that a chapter belongs to") {
  CHECK(read("<title>第一章 入城_江城旧事_某小说网</title>", "<h1>第一章 入城</h1>" + kProse)
            .book.title == "江城旧事");
  CHECK(read("<title>第一章 入城_某小说网</title>", "<h1>第一章 入城</h1>" + kProse)
            .book.title.empty());
}

TEST_CASE("metadata: what stands beside a date need not be its author") {
  const std::string title = "<title>河边的小镇</title>";
  const std::string head = "<h1>河边的小镇</h1>";
  CHECK(read(title, head + "<div><span>2024/06/19 05:30</span> <a>字級</a></div>" + kProse)
            .bylines.empty());
  CHECK(read(title, head + "<p><time>2024年11月5日</time> <a href=/c>自動車</a></p>" + kProse, "ja")
            .bylines.empty());
  CHECK(join_bylines(
            read(title, head + "<div>2023-03-09 12:44 · 灶台边的故事</div>" + kProse).bylines) ==
        "灶台边的故事");
  CHECK(join_bylines(
            read(title,
                 head + "<div>posted @ 2023-03-09 12:44 <a href=/u>灶台边的故事</a> 阅读(9)</div>" +
                     kProse)
                .bylines) == "灶台边的故事");
}

TEST_CASE("metadata: an editor named author is none, a box of several lines gives its name") {
  const std::string title = "<title>河边的小镇</title>";
  const std::string head = "<h1>河边的小镇</h1><p>2024-06-19</p>";
  CHECK(read(title, head + kProse + "<p class=show_author>责任编辑：秦艺</p>").bylines.empty());
  CHECK(join_bylines(read(title,
                          head + kProse +
                              "<div class=wrap_writer><strong>여름비</strong><p>작가</p>"
                              "<p>걷고 읽고 씁니다.</p></div>",
                          "ko")
                         .bylines) == "여름비");
}

TEST_CASE("metadata: the day that a <time> prints, not the day before in Greenwich") {
  CHECK(read("<title>冬の水は冷たい</title>",
             "<h1>冬の水は冷たい</h1><a href=/d><time datetime=2020-12-28T15:10:00Z>2020-12-29"
             "</time></a>" +
                 kProse,
             "ja")
            .published.substr(0, 10) == "2020-12-29");
}

TEST_CASE("metadata: a line that says the first part of a title parts it at a bare stroke") {
  const std::string title = "<title>老街铁匠铺-江城文史-江城在线</title>";
  CHECK(read(title,
             "<table><tr><td><b>老街铁匠铺</b></td></tr><tr><td>" + kProse + "</td></tr></table>")
            .title == "老街铁匠铺");
  CHECK(read("<title>江城-海城高铁开通</title>", "<p>" + kProse).title == "江城-海城高铁开通");
}

TEST_CASE("metadata: the day of a change is better than none, wherever it stands") {
  std::string comments;
  for (int i = 0; i < 20; ++i)
    comments += "<p>路人说得对，我也这样想。</p>";
  CHECK(read("<title>河边的小镇</title>", "<h1>河边的小镇</h1>" + kProse +
                                              "<div>编辑于 2023-07-15 22:10・IP 属地广东</div>" +
                                              comments)
            .published.substr(0, 10) == "2023-07-15");
}

TEST_CASE("metadata: a headline that a line break parts is one") {
  const std::string head = "<title>河边的新桥通车～两岸的老人说～ | 江城报</title>";
  CHECK(read(head, "<h1>河边的新桥通车<br>～两岸的老人说～</h1>" + kProse).title ==
        "河边的新桥通车 ～两岸的老人说～");
  // The second line is no part of what is declared.
  CHECK(read("<title>河边的新桥通车 | 江城报</title>",
             "<h1>河边的新桥通车<br>江城报记者在桥上</h1>" + kProse)
            .title == "河边的新桥通车");
}

TEST_CASE("metadata: the day of a diary above the entry, a date in a title attribute") {
  CHECK(read("<title>河边的小镇</title>",
             "<p><a href=/1>前の日</a></p><h2><a href=/20071123>2007-11-23</a></h2>"
             "<h3>河边的小镇</h3>" +
                 kProse,
             "ja")
            .published == "2007-11-23");
  CHECK(read("<title>河边的小镇</title>",
             "<h1>河边的小镇</h1><span title='2022-08-17 04:04:13 UTC'>3 days ago</span>" + kProse,
             "en")
            .published.substr(0, 10) == "2022-08-17");
}
