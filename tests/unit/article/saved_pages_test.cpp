// What pages saved from blogs, forums and news sites were seen to hold, in our own words.
#include <doctest/doctest.h>

#include "article/write_html.h"
#include "article/write_text.h"
#include "unit/article/article_page.h"

namespace banxin::article {

namespace {

std::string text_of(const std::string& body) {
  const Article article = extract(
      "<html lang=zh><head><title>小镇的一天_江城在线</title></head><body><article>"
      "<h1>小镇的一天</h1>" +
      body + "</article></body></html>");
  return write_text(*article.document);
}

Metadata facts_of(const std::string& head, const std::string& body) {
  return extract("<html lang=zh><head><title>小镇的一天 - 江城在线</title>" + head +
                 "</head><body>" + body + "</body></html>")
      .metadata;
}

}  // namespace

TEST_CASE("a program's names spell words of advertisements by chance") {
  CHECK(text_of("<div>" + paragraphs() +
                "<div id='SE-75f06e24-ad42-4be1-9a1c-0242ac1adb13'><p>桥头有一棵老树。</p></div>"
                "<div class='Text__3xAd9'><p>树下坐着两个下棋的人。</p></div></div>") ==
        expected() + "桥头有一棵老树。\n树下坐着两个下棋的人。\n");
  CHECK(text_of(paragraphs() + "<div class='box-ad-2'><p>新店开张，全场八折。</p></div>") ==
        expected());
}

TEST_CASE("the id of a heading is its own text") {
  CHECK(text_of("<h2 id='情景模式-与-widget'>情景模式 与 Widget</h2>" + paragraphs()) ==
        "情景模式 与 Widget\n" + expected());
  CHECK(text_of(paragraphs() + "<h2 id='Navigation'>Navigation</h2><p>" + kFirst + "</p>") ==
        expected() + "Navigation\n" + kFirst + "\n");
}

TEST_CASE("the numbers beside the lines of a program") {
  CHECK(text_of(paragraphs() +
                "<figure class=highlight><table><tr><td class=gutter><pre><span>1</span><br>"
                "<span>2</span><br><span>3</span><br></pre></td><td class=code><pre>int a;<br>"
                "<br>int b;</pre></td></tr></table></figure>") == expected() + "int a;\nint b;\n");
  // A table of numbers beside words is a table.
  CHECK(text_of(paragraphs() + "<table><tr><td>1</td><td>豆腐</td></tr><tr><td>2</td>"
                               "<td>米粉</td></tr></table>") == expected() + "1\n豆腐\n2\n米粉\n");
}

TEST_CASE("an object of JSON that a script keeps in a block") {
  CHECK(text_of(paragraphs() + "<div>{\"title\":\"小镇\",\"source\":\"https://e.org/1\"}</div>") ==
        expected());
  // What the text shows.
  const std::string object = "{\"title\":\"小镇\"}";
  CHECK(text_of(paragraphs() + "<pre>" + object + "</pre>") == expected() + object + "\n");
  CHECK(text_of(paragraphs() + "<p>" + object + "</p>") == expected() + object + "\n");
  CHECK(text_of(paragraphs() + "<div>" + object + "</div><p>" + kSecond + "</p>") ==
        expected() + object + "\n" + kSecond + "\n");
}

TEST_CASE("what a text refers to is its own") {
  const std::string list =
      "<ul><li><a href=/a>县志第三卷：桥与路</a></li><li><a href=/b>老街的铺子</a></li></ul>";
  CHECK(text_of(paragraphs() + "<h2>参考资料</h2>" + list) ==
        expected() + "参考资料\n县志第三卷：桥与路\n老街的铺子\n");
  CHECK(text_of(paragraphs() + "<ol><li><a href=/a>县志第三卷：桥与路</a> <a href='#r1'>↩</a></li>"
                               "<li><a href=/b>老街的铺子</a> <a href='#r2'>↩</a></li></ol>") ==
        expected() + "县志第三卷：桥与路 ↩\n老街的铺子 ↩\n");
  CHECK(text_of(paragraphs() + "<h2>本周要闻</h2>" + list) == expected());
}

TEST_CASE("heads in brackets and greetings above the first sentence") {
  CHECK(text_of("<div><section><p>【要闻】</p></section>" + paragraphs() + "</div>") ==
        "【要闻】\n" + expected());
  CHECK(text_of("<div><section><p>早上好~</p></section>" + paragraphs() + "</div>") ==
        "早上好~\n" + expected());
}

TEST_CASE("a question below a picture is put to the reader") {
  CHECK(text_of(paragraphs() +
                "<div><div><img src=a.jpg></div><p>又到一年春天，街上的铺子都在招人。你怎么看？"
                "</p></div>") == expected() + "又到一年春天，街上的铺子都在招人。你怎么看？\n");
}

TEST_CASE("what a program puts below every text") {
  CHECK(text_of(paragraphs() + "<div>（转载本站文章请注明作者和出处 <a href=/>江城在线</a> ，"
                               "请勿用于任何商业用途）</div>"
                               "<p>The post <a href=/1>小镇的一天</a> first appeared on "
                               "<a href=/>江城在线</a>.</p>") == expected());
  CHECK(text_of(paragraphs() + "<p>如你觉得文章不错，请识别图中二维码关注。</p>") == expected());
  // Who "we" are is no account.
  CHECK(text_of(paragraphs() + "<p>关注老人，就是关注我们自己。</p>") ==
        expected() + "关注老人，就是关注我们自己。\n");
}

TEST_CASE("names in boxes with more than the name") {
  const std::string title = "<h1>小镇的一天</h1>";
  CHECK(facts_of("", title +
                         "<div class=author-box><div class=author-name><a class=username>江小鱼"
                         "<span style='display:none'>VIP.3</span></a></div>"
                         "<div class=position>工程师 @ 某厂</div><time>2022年08月09日</time></div>"
                         "<div>" +
                         paragraphs() + "</div>")
            .bylines == std::vector<std::string>{"江小鱼"});
  CHECK(facts_of("", title +
                         "<h3 class=author-wrap><a href=/u>江小鱼</a>，<strong>写字的人，住在"
                         "桥边</strong></h3><div>" +
                         paragraphs() + "</div>")
            .bylines == std::vector<std::string>{"江小鱼"});
  CHECK(facts_of("", title + "<div>" + paragraphs() +
                         "</div><footer><figure class=author-image><span>小鱼的照片</span></figure>"
                         "</footer>")
            .bylines.empty());
  CHECK(facts_of("", title + "<p>2020-4-12 15:21 | 发布者: 江城公子 | 查看: 329</p><div>" +
                         paragraphs() + "</div>")
            .bylines == std::vector<std::string>{"江城公子"});
}

TEST_CASE("the makers of a forum's program write none of its pages") {
  CHECK(facts_of("<meta name=author content='Discuz! Team and Comsenz UI Team'>",
                 "<h1>小镇的一天</h1><div>" + paragraphs() + "</div>")
            .bylines.empty());
}

TEST_CASE("names and days in the rows of a table are what it lists") {
  std::string rows;
  for (const char* const name : {"王小明", "李大力", "张三丰", "赵长林", "陈水生", "周有光"})
    rows += "<tr><td>" + std::string{name} + "</td><td>2017.01.04</td><td>5.00</td></tr>";
  const Metadata found =
      facts_of("", "<h1>小镇的一天</h1><article>" + paragraphs() + "<table>" + rows +
                       "</table></article><footer><time datetime='2017-12-31T09:57:13Z'>12月 31"
                       "</time></footer>");
  CHECK(join_bylines(found.bylines).empty());
  CHECK(found.published.substr(0, 10) == "2017-12-31");
}

TEST_CASE("a theme that tells of the site on every page") {
  CHECK(facts_of("<meta property=og:title content=江城在线>"
                 "<meta property=og:site_name content=江城在线>"
                 "<meta property=article:published_time content='2023-07-10T00:28:41Z'>",
                 "<h1>小镇的一天</h1><time>2023-06-17 16:09</time><div>" + paragraphs() + "</div>")
            .published.substr(0, 10) == "2023-06-17");
}

TEST_CASE("a link in a list says the site's name, the headline does not") {
  const Metadata found =
      extract(
          "<html><head><title>河边的小镇从清晨到夜里的一天!_江小鱼-江城博客</title></head><body>"
          "<h1>河边的小镇从清晨到夜里的一天!</h1><div>" +
          paragraphs() +
          "</div><h4><a "
          "href=/1>河边的小镇从清晨到夜里的一天!_江小鱼-江城博客</a></h4></body></html>")
          .metadata;
  CHECK(found.title == "河边的小镇从清晨到夜里的一天!");
}

TEST_CASE("a picture whose address an empty element holds") {
  const Article article =
      extract("<html><head><title>小镇的一天</title></head><body><article><h1>小镇的一天</h1>" +
              paragraphs() +
              "<p><span class=_img thumburl='https://e.org/photo/a.jpg?type='></span></p>"
              "<p>" +
              kFirst + "</p></article></body></html>");
  CHECK(write_html(*article.document).find("https://e.org/photo/a.jpg") != std::string::npos);
}

TEST_CASE("an account with digits, a name with a day behind it") {
  CHECK(facts_of("", "<h1>小镇的一天</h1><div>" + paragraphs() + "</div><p>本文作者： xy9011</p>")
            .bylines == std::vector<std::string>{"xy9011"});
  CHECK(
      facts_of("", "<h1>小镇的一天</h1><p>作者：Lisa2021-03-05</p><div>" + paragraphs() + "</div>")
          .bylines == std::vector<std::string>{"Lisa"});
}

TEST_CASE("the name in an author's box of microdata, apart from what else the box says") {
  CHECK(facts_of("", "<h1>小镇的一天</h1><div>" + paragraphs() +
                         "</div><aside><div itemprop=author itemscope><p itemprop=name>xiaoyu</p>"
                         "<p itemprop=description>xiaoyu's blog about rivers</p></div></aside>")
            .bylines == std::vector<std::string>{"xiaoyu"});
}

TEST_CASE("a list of files is what the text offers") {
  const std::string files =
      "<ul><li><a href=/1>river-map.tcpdump</a></li><li><a href=/2>photos.zip</a></li>"
      "<li><a href=/3>notes.txt</a></li></ul>";
  CHECK(text_of(paragraphs() + "<h2>下载</h2>" + files + "<p>" + kFirst + "</p>") ==
        expected() + "下载\nriver-map.tcpdump\nphotos.zip\nnotes.txt\n" + kFirst + "\n");
  CHECK(text_of(paragraphs() + "<ul><li><a href=/1>river.com</a></li><li><a href=/2>town.cn</a>"
                               "</li><li><a href=/3>e.org</a></li></ul>") == expected());
}

TEST_CASE("a title that names the blog only") {
  CHECK(extract("<html><head><title>江小鱼 ~ 博客</title></head><body><div id=title>"
                "河边小镇的豆腐铺</div><div id=content><h2>一、清晨</h2>" +
                paragraphs() + "<h2>二、正午</h2>" + paragraphs() + "</div></body></html>")
            .metadata.title == "河边小镇的豆腐铺");
}

TEST_CASE("an article is never blank") {
  Diagnostics diagnostics;
  const auto page = html::parse_document(
      "page.html",
      "<html><body><div class=post><div class=author-area><img src=avatar.jpg class=avatar>"
      "<strong class=author>江小鱼</strong><p>2015. 10. 1. 18:33</p></div></div></body></html>",
      {}, diagnostics);
  ExtractOptions options;
  options.mode = Mode::Always;
  CHECK_FALSE(extract_article(*page, options, diagnostics).is_article);
}

TEST_CASE("links to other sites among a text's paragraphs are its own") {
  const auto page = [](const std::string& links) {
    const Article article = extract(
        "<html lang=zh><head><title>小镇的一天</title><link rel=canonical "
        "href='https://town.example.com/1'></head><body><article><h1>小镇的一天</h1>" +
        paragraphs() + links + "<p>" + kFirst + "</p></article></body></html>");
    return write_text(*article.document);
  };
  const std::string end = kFirst + "\n";
  CHECK(page("<ul><li><a href='https://maps.example.org/a'>老街地图</a></li>"
             "<li><a href='https://books.example.net/b'>县志全文</a></li></ul>") ==
        expected() + "老街地图\n县志全文\n" + end);
  CHECK(page("<p><a href='https://maps.example.org/a'>点这里看老街地图全图</a></p>") ==
        expected() + "点这里看老街地图全图\n" + end);
  // Of the same site, and where buttons to share lead.
  CHECK(page("<ul><li><a href='https://www.example.com/a'>老街地图</a></li>"
             "<li><a href='/b'>县志全文</a></li></ul>") == expected() + end);
  CHECK(page("<ul><li><a href='https://www.facebook.com/a'>老街地图</a></li>"
             "<li><a href='https://line.me/b'>县志全文</a></li></ul>") == expected() + end);
}

TEST_CASE("references at the end of a text, in paragraphs") {
  CHECK(text_of(paragraphs() + "<p>【参考资料】：</p><p><a href=/a>1、老街的桥</a></p>"
                               "<p><a href=/b>2、老街的铺子</a></p>") ==
        expected() + "【参考资料】：\n1、老街的桥\n2、老街的铺子\n");
  CHECK(text_of(paragraphs() + "<p>資料來源：</p><ul><li><a href=/a>老街的桥</a></li>"
                               "<li><a href=/b>老街的铺子</a></li></ul>") ==
        expected() + "資料來源：\n老街的桥\n老街的铺子\n");
  CHECK(text_of(paragraphs() + "<p>##参考资料</p><ul><li><a href=/a>老街的桥</a></li>"
                               "<li><a href=/b>老街的铺子</a></li></ul>") ==
        expected() + "##参考资料\n老街的桥\n老街的铺子\n");
}

TEST_CASE("headings of a text are no names") {
  for (const char* const word : {"简介", "安装", "关于", "方法"}) {
    const std::string heading{word};
    CHECK(facts_of("", "<h1>小镇的一天</h1><article><h2>" + heading + "</h2>" + paragraphs() +
                           "</article>")
              .bylines.empty());
    CHECK(text_of("<div><h2>" + heading + "</h2>" + paragraphs() + "</div>") ==
          heading + "\n" + expected());
  }
}

TEST_CASE("what the writer quotes or leads to above the first sentence stays") {
  CHECK(text_of("<div><blockquote><p>第二十一章：桥</p></blockquote>" + paragraphs() + "</div>") ==
        "第二十一章：桥\n" + expected());
  CHECK(text_of("<div><section><p>项目地址：<a href=/map>老街地图</a></p></section>" +
                paragraphs() + "</div>") == "项目地址：老街地图\n" + expected());
}

TEST_CASE("a program and a manual speak of comments, editing and cookies") {
  const std::string later = "后来的事，镇上的人都记得，一直说到今天，说的时候还会笑。";
  CHECK(text_of(paragraphs() + "<pre>theme: town\n#### Comment\nname: river</pre><p>" + later +
                "</p>") == expected() + "theme: town\n#### Comment\nname: river\n" + later + "\n");
  CHECK(text_of(paragraphs() + "<p>多行编辑：按住 alt 再选</p><p>" + later + "</p>") ==
        expected() + "多行编辑：按住 alt 再选\n" + later + "\n");
  const std::string cookies =
      "第一次请求时服务器会在收到报文之后把 cookie 和确认一起返回给客户端，由客户端保存下来。";
  CHECK(text_of(paragraphs() + "<ul><li>" + cookies + "</li></ul><p>" + later + "</p>") ==
        expected() + cookies + "\n" + later + "\n");
}

TEST_CASE("a short text around a long program") {
  std::string program;
  for (int line = 0; line < 40; ++line)
    program += "echo a line of the program that is as long as lines of programs are\n";
  CHECK(text_of("<div id=content><p>下面的脚本用来打包。</p><div class=highlight><pre>" + program +
                "</pre></div><p>第一行的写法引用自别处，还要设置账号。</p></div>")
            .starts_with("下面的脚本用来打包。\n"));
}

TEST_CASE("a blog's program marks an entry") {
  Diagnostics diagnostics;
  std::string text;
  for (int time = 0; time < 12; ++time)
    text += paragraphs();
  const auto page = html::parse_document("page.html",
                                         "<html lang=zh><body><article class=hentry>"
                                         "<h1 class=entry-title>小镇的一天</h1>"
                                         "<div class=entry-content>" +
                                             text + "</div></article></body></html>",
                                         {}, diagnostics);
  CHECK(extract_article(*page, {}, diagnostics).is_article);
}

TEST_CASE("a sentence about whoever writes names nobody") {
  for (const char* const row :
       {"作者相信，补贴总会停。", "由一个记者来写作。", "作者：英国目前怎样？",
        "完善起来，毕竟，要先吃饭。", "没问题，随时欢迎。"}) {
    const std::string line{row};
    CHECK(facts_of("",
                   "<h1>小镇的一天</h1><article><p>" + line + "</p>" + paragraphs() + "</article>")
              .bylines.empty());
  }
  const Metadata facts =
      facts_of("", "<h1>小镇的一天</h1><article><p>本报讯（记者 张三）昨天下了一场雨。</p>" +
                       paragraphs() + "</article>");
  CHECK(facts.bylines == std::vector<std::string>{"张三"});
}

TEST_CASE("a call of the name end ends no text") {
  const std::string code = ".end();";
  const std::string later = "后来的事，镇上的人都记得，一直说到今天，说的时候还会笑。";
  const std::string many = paragraphs() + paragraphs() + paragraphs();
  CHECK(contains(text_of(many + "<p>" + code + "</p><p>" + later + "</p>"), later));
  CHECK(!contains(text_of(many + "<p>THE END</p><p>" + later + "</p>"), later));
}

}  // namespace banxin::article
