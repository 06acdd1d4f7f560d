// How papers and blogs of East Asia frame, sign and date what they print, in our own words.
#include <doctest/doctest.h>

#include "article/write_html.h"
#include "article/write_text.h"
#include "unit/article/article_page.h"

namespace banxin::article {

namespace {

const std::string kTitle = "河边的小镇在清晨醒来";

std::string text_of(const std::string& body) {
  const Article article = extract("<html lang=zh><head><title>" + kTitle + "</title></head><body>" +
                                  body + "</body></html>");
  return write_text(*article.document);
}

Metadata facts_of(const std::string& head, const std::string& body) {
  return extract("<html lang=zh><head><title>" + kTitle + "_江城在线</title>" + head +
                 "</head><body>" + body + "</body></html>")
      .metadata;
}

std::string byline_of(const std::string& head, const std::string& body) {
  return join_bylines(facts_of(head, "<h1>" + kTitle + "</h1>" + body).bylines);
}

}  // namespace

TEST_CASE("papers: who runs the site wrote nothing") {
  for (const std::string_view name :
       {"ASHIMA DIGITAL INC.", "Ashima, Inc.", "株式会社あしま", "Ashima network Co., LTD"}) {
    CHECK(byline_of("<meta name=author content='" + std::string{name} + "'>", paragraphs()) == "");
  }
  CHECK(byline_of("<meta name=author content='Tim Marsh'>", paragraphs()) == "Tim Marsh");
}

TEST_CASE("papers: a name in the element behind its label, or before what the person is") {
  CHECK(byline_of("",
                  "<div>2016/02/11 09:00 <span class=entry-author><span "
                  "class=entry-author-writer>ライター：</span><img src=a.jpg><span "
                  "class=entry-author-name><a href=/a>satsuki</a></span></span></div>" +
                      paragraphs()) == "satsuki");
  CHECK(byline_of("",
                  "<div><a href=/a class=author><span class=name>青山薫</span> "
                  "<span class=title>| 町の学者</span></a></div>" +
                      paragraphs()) == "青山薫");
  CHECK(byline_of("", "<p class=writer>佐藤耕平（某書店北町店）</p>" + paragraphs()) == "佐藤耕平");
  CHECK(byline_of("", "<p class=writer>（佐藤耕平）</p>" + paragraphs()) == "佐藤耕平");
  CHECK(byline_of("",
                  "<p><a href=/u/1><span class=name>pinkmoss</span></a><span "
                  "class=date>2016年2月10日</span></p>" +
                      paragraphs()) == "pinkmoss");
}

TEST_CASE("papers: systems, designers and whoever hands a text on are no names") {
  CHECK(byline_of("", "<p class=author>admin admin</p>" + paragraphs()) == "");
  CHECK(byline_of("<meta name=author content='Designer by Ashima www.example.com'>",
                  paragraphs()) == "");
  CHECK(byline_of("", "<a class=username>river_umaさんをフォローする</a>" + paragraphs()) == "");
  CHECK(byline_of("", "<p>作成者 : mossgreen</p>" + paragraphs()) == "mossgreen");
  CHECK(byline_of("", paragraphs() + "<p>執筆者名：川辺マニア</p>") == "川辺マニア");
  CHECK(byline_of("", "<p>本期主笔|李小苏</p>" + paragraphs()) == "李小苏");
  CHECK(byline_of("", "<p>週刊川辺 2016年2月11日(木)9時10分配信</p>" + paragraphs()) == "");
}

TEST_CASE("papers: the day in an address behind what asks for the page") {
  const auto day = [](const std::string& url) {
    return facts_of("<meta property=og:url content='" + url + "'>", paragraphs()).published;
  };
  CHECK(day("http://example.org/article?a=20160210-01048977-w").substr(0, 10) == "2016-02-10");
  CHECK(day("http://example.org/article?a=2016021001048977") == "");
}

TEST_CASE("papers: tags and the head of a list that is gone, at the end") {
  CHECK(text_of("<h1>" + kTitle + "</h1>" + paragraphs() +
                "<p>記事全文を表示する</p><p>最新情報をお届けします</p><h2>外部サイト</h2>"
                "<p>※你可能還想看：</p><ul><li>#小镇</li><li>#豆腐 #老人</li></ul>") == expected());
  CHECK(text_of("<h1>" + kTitle + "</h1>" + paragraphs() + "<p>#endif</p>") ==
        expected() + "#endif\n");
}

TEST_CASE("papers: how reports are signed") {
  CHECK(byline_of("",
                  paragraphs() + "<p>桥上的风很大，行人都低着头走。（劉小貞／綜合外電報導）</p>") ==
        "劉小貞");
  CHECK(byline_of("",
                  paragraphs() +
                      "<p>桥上的风很大，行人都低着头走。（某視新聞陳小平、郭大海江城報導）</p>") ==
        "陳小平、郭大海");
  CHECK(byline_of("", "<p>【江城晚報╱記者楊小海╱即時報導】</p>" + paragraphs()) == "楊小海");
  CHECK(byline_of("", "<p>江城新報2014.10.24 金小名/江城報導</p>" + paragraphs()) == "金小名");
  CHECK(byline_of("", paragraphs() + "<p>記者賴小敏 洪大祥 花蓮報導</p>") == "賴小敏、洪大祥");
}

TEST_CASE("papers: words beside a text that name nobody who wrote it") {
  CHECK(byline_of("", paragraphs() +
                          "<dl><dt>统筹</dt><dd>罗小灵</dd><dt>监制</dt><dd>张大川</dd></dl>") ==
        "");
  CHECK(byline_of("", paragraphs() + "<div class=username>選擇登入帳號</div>") == "");
  // The paper's account; the text says who wrote for it.
  CHECK(byline_of("", "<a class=author href=/a>江城新闻</a>" + paragraphs() +
                          "<p>江城新闻记者 单小川</p>") == "单小川");
  CHECK(byline_of("", "<a class=author href=/a>江城新闻</a>" + paragraphs()) == "江城新闻");
  const Metadata place =
      extract(
          "<html lang=ja><head><title>川辺の町のお知らせ</title></head><body>"
          "<h1>川辺の町のお知らせ</h1><p>川辺の町では、来月から橋の工事が始まります。ご迷惑を"
          "おかけしますが、ご協力をお願いします。</p><p>工事の間は、北側の道を通ってください。"
          "夜の間は通れません。</p><p>川辺市中央1-2-2 庁舎8階（南側）</p></body></html>")
          .metadata;
  CHECK(place.bylines.empty());
}

TEST_CASE("papers: the day of an event is not the page's, one cell is no table") {
  CHECK(facts_of("", "<p>更新日：2017年1月30日</p><h1>" + kTitle +
                         "</h1><p>日時：2017年2月3日(金)</p><p>場所：町の集会所</p>" + paragraphs())
            .published.substr(0, 10) == "2017-01-30");
  CHECK(facts_of("", "<h1>" + kTitle + "</h1><p>投稿日時：2017年1月30日</p>" + paragraphs())
            .published.substr(0, 10) == "2017-01-30");
  std::string lines;
  for (int i = 0; i < 9; ++i)
    lines += kFirst + "<br>";
  CHECK(facts_of("", "<table><tr><td><h1>" + kTitle +
                         "</h1></td></tr><tr><td>【2017/02/07 14:20】 "
                         "小鸟<br>" +
                         lines + "</td></tr></table>")
            .published.substr(0, 10) == "2017-02-07");
}

TEST_CASE("papers: a title between the site's names, behind a blog's, or above the text alone") {
  const auto title_of = [](const std::string& head, const std::string& body) {
    return extract("<html lang=ja><head>" + head + "</head><body>" + body + "</body></html>")
        .metadata.title;
  };
  CHECK(title_of("<meta property=og:site_name content=川辺音楽><title>川辺音楽 | 古い歌を集めた"
                 "一枚の静かな録音 | REVIEWS</title>",
                 paragraphs()) == "古い歌を集めた一枚の静かな録音");
  CHECK(title_of("<title>川辺の鳥日記 白鷺の季節についての考察</title>",
                 "<p><a href=/>川辺の鳥日記</a></p><p><a href=/1>● 白鷺の季節についての考察</a></p>"
                 "<p>2017/02/07 14:20</p>" +
                     paragraphs()) == "白鷺の季節についての考察");
  CHECK(title_of("<title>江城電視台 新聞網</title>",
                 "<p><a href=/>江城電視台</a></p><p>小鎮清晨賣豆腐的老人退休</p><p>" + kFirst +
                     kSecond + kThird + "</p>") == "小鎮清晨賣豆腐的老人退休");
}

TEST_CASE("papers: a frame that is mostly links keeps the text inside of it") {
  std::string menu;
  for (int i = 0; i < 60; ++i) {
    menu += "<div><a href=/" + std::to_string(i) + ">镇上今天的另一件新鲜事情" + std::to_string(i) +
            "</a></div>";
  }
  CHECK(text_of("<div id=content-body><div><div><h1>" + kTitle + "</h1><div>" + paragraphs() +
                "</div></div>" + menu + "</div><p>" + kFirst + "</p></div>")
            .starts_with(expected()));
  Diagnostics diagnostics;
  const auto page = html::parse_document(
      "page.html",
      "<html lang=zh><head><title>" + kTitle +
          "</title><meta property=og:type content=article></head><body><ul>" + menu + "</ul><h1>" +
          kTitle + "</h1><div>" + paragraphs() + "</div></body></html>",
      {}, diagnostics);
  CHECK(extract_article(*page, {}, diagnostics).is_article);
}

TEST_CASE("papers: a form of choices, comments below a row's only cell, a lead above a menu") {
  CHECK(
      text_of("<h1>" + kTitle + "</h1>" + paragraphs() +
              "<form><dl><dt>这一页好找吗？</dt><dd><p><input type=radio name=a value=1>1：好找</p>"
              "<p><input type=radio name=a value=2>2：难找</p></dd></dl></form>") == expected());
  const std::string reader =
      "<div class=td>" + kFirst + "</div><div class=state>【2017/02/07 14:35】 路人</div>";
  CHECK(text_of("<h1>" + kTitle + "</h1><div>" + paragraphs() +
                "</div><table><tr><td>この記事に対する<a name=c>コメント</a></td></tr><tr><td>" +
                reader + reader + reader + "</td></tr></table>") == expected());
  std::string areas;
  for (int i = 0; i < 70; ++i)
    areas += "<li><a href=/a>江城" + std::to_string(i) + "区</a></li>";
  CHECK(text_of("<h1>" + kTitle + "</h1><div class=sidebar><ul>" + areas +
                "</ul></div><p>桥头的豆腐店要搬走了，住在附近的人都觉得可惜，老人也舍不得。</p>"
                "<article>" +
                paragraphs() + "</article>") ==
        "桥头的豆腐店要搬走了，住在附近的人都觉得可惜，老人也舍不得。\n" + expected());
}

TEST_CASE("papers: buttons and icons by the names of their files") {
  const Article article =
      extract("<html lang=zh><head><title>" + kTitle + "</title></head><body><h1>" + kTitle +
              "</h1><div><p><img src=/a/btn_enlarge.png><img src=/a/icon_clock.gif width=12>"
              "<img src=/a/bridge.jpg><img src=/a/icon_bridge.png width=400></p>" +
              paragraphs() + "</div></body></html>");
  const std::string html = write_html(*article.document);
  CHECK(html.find("btn_enlarge") == std::string::npos);
  CHECK(html.find("icon_clock") == std::string::npos);
  CHECK(html.find("bridge.jpg") != std::string::npos);
  CHECK(html.find("icon_bridge") != std::string::npos);
}

TEST_CASE("papers: pictures in links that share the page") {
  const auto html_of = [](const std::string& picture) {
    return write_html(*extract("<html lang=zh><head><title>" + kTitle +
                               "</title></head><body><h1>" + kTitle + "</h1><div>" + paragraphs() +
                               "<p>" + picture + "</p></div></body></html>")
                           .document);
  };
  const auto has = [&html_of](const std::string& link) {
    return html_of("<a href=\"" + link + "\"><img src=/t/plurk.gif></a>").find("plurk.gif") !=
           std::string::npos;
  };
  CHECK(
      !has("javascript:void(window.open('http://e.org/?s='.concat("
           "encodeURIComponent(location.href))));"));
  CHECK(!has("https://www.facebook.com/sharer/sharer.php?u=http://e.org/1"));
  CHECK(has("javascript:enlarge(1)"));
  CHECK(has("https://www.facebook.com/jiangcheng"));
  CHECK(html_of("<a href=https://twitter.com/share?u=1><img src=/b.jpg width=640></a>")
            .find("b.jpg") != std::string::npos);
  CHECK(html_of("<img src=/a/09_1px_white_line.png>").find("1px") == std::string::npos);
}

TEST_CASE("papers: a day by the names that Open Graph has for it") {
  const Article article = extract(
      "<html lang=zh><head><title>" + kTitle +
      "</title><meta property=og:article:publish_time content=2017-02-07T12:39:00+0900>"
      "<meta property=og:article:modified_time content=2017-02-08T17:07:24+0900></head><body><h1>" +
      kTitle + "</h1>" + paragraphs() + "</body></html>");
  CHECK(article.metadata.published == "2017-02-07T12:39:00+09:00");
  CHECK(article.metadata.modified == "2017-02-08T17:07:24+09:00");
}

TEST_CASE("papers: words in a list of words are no headings of chrome") {
  std::string words;
  for (const char* word : {"印花", "印象", "印章", "印刷", "印台", "印信", "平定", "平分", "評定",
                           "評論", "評判", "兵力", "平原", "平均", "屏風"})
    words += std::string("<p>") + word + "</p>\n";
  const std::string text =
      text_of("<h1>" + kTitle + "</h1><div>" + paragraphs() + words + "</div>");
  CHECK(text.find("印刷\n印台") != std::string::npos);
  CHECK(text.find("評論\n評判\n兵力") != std::string::npos);
  CHECK(text.find("平均") != std::string::npos);
}

TEST_CASE("papers: a printed account that is no person leaves the declared author") {
  const Article article =
      extract("<html lang=zh><head><title>" + kTitle +
              "</title><meta name=author content=李小明></head><body><h1>" + kTitle +
              "</h1><p>2017-02-07 作者：admin</p>" + paragraphs() + "</body></html>");
  REQUIRE(article.metadata.bylines.size() == 1);
  CHECK(article.metadata.bylines[0] == "李小明");
}

TEST_CASE("papers: a short first line that goes on is no label") {
  CHECK(text_of("<h1>" + kTitle + "</h1><div><p>今日早晨，</p>" + paragraphs() + "</div>") ==
        "今日早晨，\n" + expected());
}

}  // namespace banxin::article
