#include <doctest/doctest.h>

#include <string>

#include "article/extract.h"
#include "article/write_html.h"
#include "article/write_text.h"
#include "html/parse.h"
#include "unit/article/article_page.h"

using namespace banxin;
using namespace banxin::article;

// How pages of the mainland, Taiwan and Hong Kong sign their texts and frame them, in our own
// words.
namespace {

const std::string kHead = "<h1>河边的小镇</h1>";

std::string page_of(const std::string& body, const std::string& title = "河边的小镇_某某网") {
  return "<!DOCTYPE html><html lang=zh-CN><head><meta charset=utf-8><title>" + title +
         "</title></head><body>" + body + "</body></html>";
}

std::string byline_of(const std::string& body, const std::string& title = "河边的小镇_某某网") {
  return join_bylines(extract(page_of(body, title)).metadata.bylines);
}

std::string text_of(const std::string& body) {
  return write_text(*extract(page_of(body)).document);
}

}  // namespace

TEST_CASE("byline: in the brackets that open the first paragraph, below a picture too") {
  CHECK(byline_of(kHead + "<div>" + paragraphs("江城9月30日电 (记者 林春晓 吴晟)") + "</div>") ==
        "林春晓、吴晟");
  CHECK(byline_of(kHead + "<div>" + paragraphs("【江城时报驻外特约记者 赵怡然】") + "</div>") ==
        "赵怡然");
  CHECK(byline_of(kHead +
                  "<div><figure><img src=a.jpg><figcaption>河邊。（記者王大明攝）</figcaption>"
                  "</figure>" +
                  paragraphs("〔記者黃明堂／江城報導〕") + "</div>") == "黃明堂");
  // Somebody speaks, nobody signs.
  CHECK(byline_of(kHead + "<div>" + paragraphs("（记者问起时，他笑了笑）") + "</div>").empty());
}

TEST_CASE("byline: at the end of the text, with whatever the body's element holds behind it") {
  const std::string after =
      "<p>编辑 陈小舒 校对 吴兴</p><div>我要反馈</div><div>文章关键词：小镇</div>"
      "<div>保存网页</div><div>返回</div><div>回到首页</div><div>联系</div><div>帮助</div>";
  CHECK(byline_of(kHead + "<div id=article_content>" + paragraphs() + "<p>新江报记者 李昂</p>" +
                  after + "</div>") == "李昂");
}

TEST_CASE("byline: elements that run together in a dateline") {
  CHECK(byline_of(kHead +
                  "<div><span>2018-11-30 03:20:11</span><span>来源：某周报</span>"
                  "<span>作者：沈河西</span></div><div>" +
                  paragraphs() + "</div>") == "沈河西");
  CHECK(byline_of(kHead +
                  "<p>新闻来源：宣传部 作者：王璐 摄影：李想 发布时间：2022-09-05</p><div>" +
                  paragraphs() + "</div>") == "王璐");
  // A button to see one reader's posts names nobody.
  CHECK(byline_of(kHead + "<p>发表于 2013-5-6 22:10 | 只看该作者 | 倒序浏览</p><div>" +
                  paragraphs() + "</div>")
            .empty());
}

TEST_CASE("byline: an account's name among counters and labels") {
  CHECK(byline_of(kHead +
                  "<div><a>风吹草凉</a> <span>123</span> <time>发布于 2021-08-01 </time> 阅读 "
                  "1.2k</div><div>" +
                  paragraphs() + "</div>") == "风吹草凉");
  CHECK(byline_of(kHead +
                  "<small><a href=/u>windrunner</a> · 2023-04-12 11:25:11 +08:00 · 8213 "
                  "次点击</small><div>" +
                  paragraphs() + "</div>") == "windrunner");
  CHECK(
      byline_of(kHead +
                "<div class=authorinfo><a>骑行的老陈</a><span>发布于 10-07 21:18</span><span>阅读 "
                "2.3万</span><a>＋关注</a></div><div>" +
                paragraphs() + "</div>") == "骑行的老陈");
  CHECK(byline_of(kHead + "<div><span data-testid=author-name>文史砖家</span></div><div>" +
                  paragraphs() + "</div>") == "文史砖家");
}

TEST_CASE("byline: beside the date in the next cell; a tag is none") {
  CHECK(byline_of("<table><tr><td><a href=#>包永刚</a></td><td>2020-07-30 17:48</td></tr></table>" +
                  kHead + "<div>" + paragraphs() + "</div>") == "包永刚");
  CHECK(
      byline_of(kHead +
                "<p>2008-06-07 21:14</p><table><tr><td>标签：</td><td>高考</td></tr></table><div>" +
                paragraphs() + "</div>")
          .empty());
}

TEST_CASE("byline: whose blog it is, by the page's title") {
  CHECK(byline_of(kHead + "<p>(2008-06-07 21:14:30)</p><div>" + paragraphs() + "</div>",
                  "河边的小镇_苏北老农_某浪博客") == "苏北老农");
  CHECK(byline_of(kHead + "<div>" + paragraphs() + "</div>", "河边的小镇-老树的博客-某讯博客") ==
        "老树");
  CHECK(byline_of(kHead + "<div>" + paragraphs() + "</div>", "河边的小镇_社会新闻_某网").empty());
}

TEST_CASE("byline: what a badge says of the author is not the name") {
  CHECK(
      byline_of(kHead +
                "<div class=AuthorInfo itemprop=author itemscope><meta itemprop=name "
                "content=韩日天><a>韩日天</a><div class=AuthorInfo-badgeText>信号爱好者</div></div>"
                "<div>" +
                paragraphs() + "</div>") == "韩日天");
}

TEST_CASE("text: a notice keeps its number, its office and its day") {
  CHECK(text_of(kHead + "<div id=article_content><p>江教发〔2023〕22号</p>" + paragraphs() +
                "<p>江城市教育局</p><p>2023年6月30日</p></div>") ==
        "江教发〔2023〕22号\n" + expected() + "江城市教育局\n2023年6月30日\n");
}

TEST_CASE("text: an author, a place and a day in elements of their own above the text") {
  const std::string page =
      kHead + "<div><p>作者，林怡</p><ul><li>驻江城记者</li></ul><p>2024年2月28日</p>" +
      paragraphs() + "</div>";
  CHECK(byline_of(page) == "林怡");
  CHECK(text_of(page) == expected());
}

TEST_CASE("text: the last paragraph, however short; counters below the headline are no lead") {
  CHECK(text_of(kHead + "<div>" + paragraphs() + "<p>谢谢大家</p></div>") ==
        expected() + "谢谢大家\n");
  CHECK(text_of(kHead +
                "<div><div><a href=u>青石板</a> 2019.05.12 11:21:08 字数 1,203 阅读 892 "
                "评论 12 喜欢 30</div></div><article>" +
                paragraphs() + "</article>") == expected());
}

TEST_CASE("text: a summary beside a small picture is no caption") {
  const std::string summary =
      "去年夏天，镇上的人忽然发现，桥下多了一块石碑，上面刻着三百年前的水位，谁也说不清它是怎么来的"
      "。"
      "老人们争论了很久，最后决定把它搬到祠堂里去，等学者来看，再作打算。";
  const std::string text =
      text_of(kHead +
              "<div class=content><div class=summary><a href=t><img "
              "src=t.png></a><p>" +
              summary + "</p></div><div class=text>" + paragraphs() + "</div></div>");
  CHECK(text.find("老人们争论了很久") != std::string::npos);
}

TEST_CASE("text: a post and its answer, whose frames their names give away") {
  const auto post = [](const std::string& name, const std::string& text, const char* floor) {
    return "<div class='l_post bright'><div>" + name + "</div><div><div>" + text +
           "</div><div class=core_reply><span>" + floor +
           "楼</span><span>2015-02-18 22:31</span><i>回复</i></div></div></div>";
  };
  CHECK(text_of(kHead + "<div>" + post("橘座", paragraphs(), "1") +
                post("喵喵侠", "看哭了，我家猫也十二岁了。", "2") + "</div>") == expected());
}

TEST_CASE("text: a card of goods goes whole, what is told of buying stays") {
  const std::string card =
      "<div class=box><div><img src=card.jpg></div><div>某牌耳机</div><div>499元</div>"
      "<a href=b>去购买</a></div>";
  CHECK(text_of(kHead + "<div class=content><p>" + kFirst + "</p>" + card + "<p>" + kSecond +
                "</p><p>她说现在就去购买。</p><p>" + kThird + "</p></div>") ==
        kFirst + "\n" + kSecond + "\n她说现在就去购买。\n" + kThird + "\n");
}

TEST_CASE("text: tags and links to topics at the ends, credits and prompts behind the text") {
  CHECK(text_of(kHead + "<div class=content><div>标签：小镇</div><div>分类：往事</div>" +
                paragraphs() +
                "<div>出品 | 江城实验室</div><p>©著作权归作者所有</p><div><a href=t>小镇</a></div>"
                "</div>") == expected());
}

TEST_CASE("title: the heading, where <title> names the site alone") {
  const auto title_of = [](const std::string& body, const std::string& title) {
    return extract(page_of(body, title)).metadata.title;
  };
  const std::string top = "<h1>江城市教育局</h1><div>首页 政务公开</div>";
  CHECK(
      title_of(top + "<h2>关于河边小镇的通知</h2><p>2023-07-03</p><div>" + paragraphs() + "</div>",
               "江城市教育局") == "关于河边小镇的通知");
  CHECK(
      title_of("<h1>河边的小镇</h1><h4>梁晓明</h4><p>2013-10-30</p><div>" + paragraphs() + "</div>",
               "江城日报-江城网") == "河边的小镇");
  // A headline that ends like a site's name.
  CHECK(title_of("<h1>探访江城图书馆</h1><p>2013-10-30</p><div>" + paragraphs() +
                     "</div><h3>为河边的孩子读书</h3><p>2013-10-29</p>",
                 "探访江城图书馆") == "探访江城图书馆");
  CHECK(title_of("<h1><a>[四川]</a><a>河边的小镇</a></h1><div>" + paragraphs() + "</div>",
                 "河边的小镇 - 自驾游记 - 驴友之家") == "河边的小镇");
}

TEST_CASE("date: of the post, not of its account") {
  CHECK(
      extract(page_of(kHead + "<p>註冊時間: 2008年 11月 2日</p><p>2009年 3月 21日, 14:05</p><div>" +
                      paragraphs() + "</div>"))
          .metadata.published.substr(0, 10) == "2009-03-21");
}

TEST_CASE("title: of a blog, whose name stands first, or is the only heading") {
  const auto title_of = [](const std::string& body, const std::string& title) {
    return extract(page_of(body, title)).metadata.title;
  };
  CHECK(title_of("<h1><a href=/>叶子的房间</a></h1><h3>雨季的阳台</h3><p>2013-07-14</p><div>" +
                     paragraphs() + "</div>",
                 "叶子的房间: 雨季的阳台</title><meta property=og:title content=雨季的阳台>") ==
        "雨季的阳台");
  CHECK(
      title_of("<h1><a href=/>老树的博客</a></h1><div><a href=#>河边的小镇，当年的人</a> <i>[原创 "
               "2009-11-05]</i></div><div>" +
                   paragraphs() + "</div>",
               "河边的小镇，当年的人-老树的博客-某讯博客") == "河边的小镇，当年的人");
  CHECK(title_of(
            "<h1>我为什么卖了船</h1><p>2021-07-27</p><div><p>来源：某球App，作者：老树，（https://"
            "example.com/1）</p>" +
                paragraphs() + "</div>",
            "我为什么卖了船 来源：某球App，作者：老树，（https://example.com/1） - 某球") ==
        "我为什么卖了船");
}

TEST_CASE("byline: two reporters of one paper, a poster, links behind a label") {
  CHECK(byline_of(kHead + "<p>江城周报记者 苏友朋 江城周报记者 贺佳 发自河西</p><div>" +
                  paragraphs() + "</div>") == "苏友朋、贺佳");
  CHECK(byline_of(kHead + "<p>楼主：老槐树下 时间：2011-08-19 点击：12</p><div>" + paragraphs() +
                  "</div>") == "老槐树下");
  CHECK(byline_of(kHead +
                  "<div class=author-row><span>文字</span><a href=1>李雪</a><a "
                  "href=2>简永达</a></div><div>" +
                  paragraphs() + "</div>") == "李雪、简永达");
}

TEST_CASE("byline: an author of a graph by its id, a name among other words beside the date") {
  CHECK(byline_of(
            kHead + "<div>" + paragraphs() + "</div>",
            "河边的小镇</title><script type=application/ld+json>{\"@graph\":[{\"@type\":"
            "\"BlogPosting\",\"headline\":\"河边的小镇\",\"author\":{\"@id\":\"#p\"}},{\"@type\":"
            "\"Person\",\"@id\":\"#p\",\"name\":\"陈小皓\"}]}</script>") == "陈小皓");
  CHECK(byline_of(kHead +
                  "<div class=person><strong><a class=per_name>阿布在路上</a></strong><a>LV.23</a>"
                  "<div><span>2019-10-12 21:33</span></div></div><div>" +
                  paragraphs() + "</div>") == "阿布在路上");
  CHECK(byline_of(kHead + "<div>口述：张树林　采访整理：王明义　2015年7月7日</div><div>" +
                  paragraphs() + "</div>") == "王明义");
}

TEST_CASE("title: without a counter in its element; above the date, where nothing is a heading") {
  const auto title_of = [](const std::string& body, const std::string& title) {
    return extract(page_of(body, title)).metadata.title;
  };
  CHECK(title_of("<h1>河边的小镇和它的老人们 <span>已有 3201 次阅读</span></h1><div>" +
                     paragraphs() + "</div>",
                 "某网—河边的小镇和它的老人们 - 王善勇的博文") == "河边的小镇和它的老人们");
  CHECK(
      title_of("<table><tr><td><strong>河边的小镇</strong></td></tr><tr><td>2022年07月29日 星期五 "
               "◎本报记者 赵汉斌</td></tr></table><div>" +
                   paragraphs() + "</div>",
               "江城日报数字报") == "河边的小镇");
}

TEST_CASE("text: pictures of a photographer beside the words; a notice behind a star") {
  const std::string page =
      kHead +
      "<div><div class=content><div><img src=a.jpg></div><div><img src=b.jpg></div>"
      "<div class=text>" +
      paragraphs() + "</div></div><div><a href=t>江南</a> <a href=c>评论(2)</a></div></div>";
  const Article article = extract(page_of(page));
  CHECK(write_html(*article.document).find("a.jpg") != std::string::npos);
  CHECK(write_html(*article.document).find("b.jpg") != std::string::npos);
  CHECK(text_of(kHead + "<div>" + paragraphs() +
                "<div>※某新聞提醒您：保持冷靜，解決問題。</div></div>") == expected());
}

TEST_CASE("byline: who took the pictures too, an office's account, a blog's footer") {
  CHECK(byline_of(kHead + "<p>2022-02-05</p><div><p>江面新闻记者 杨金 杨峰 摄影报道</p>" +
                  paragraphs() + "</div>") == "杨金、杨峰");
  CHECK(byline_of(kHead + "<p>来源：江城特区报 作者：河西发布</p><div>" + paragraphs() +
                  "</div>") == "河西发布");
  CHECK(byline_of(kHead +
                  "<div><span>撰文：梁雅琴</span><span>發佈時間：2021-05-19 12:00</span>"
                  "<span>最後更新：2021-05-20</span></div><div>" +
                  paragraphs() + "</div>") == "梁雅琴");
  CHECK(byline_of(kHead + "<p>2005-09-21 15:12 ◎贝小荣 江城周刊</p><div>" + paragraphs() +
                  "</div>") == "贝小荣");
  CHECK(byline_of(kHead + "<div>发信人: oldtree (胡同串子), 信区: Beijing</div><div>" +
                  paragraphs() + "</div>") == "oldtree");
  CHECK(byline_of(kHead + "<div>" + paragraphs() +
                  "</div><h6>发布:木子 | 分类:随笔 | 评论:3 | 浏览:12</h6>") == "木子");
}

TEST_CASE("text: more of a paper above links; a judgement in few words") {
  CHECK(text_of(kHead + "<div>" + paragraphs() +
                "<p><strong>更多某報報導</strong><br><a href=1>海底的考古隊走了三十年</a><br>"
                "<a href=2>長江水位持續回落的秋天</a></p></div>") == expected());
  const std::string short_lines = "<p>一审判决被告人李某有期徒刑七个月。</p><p>二审维持原判。</p>";
  CHECK(text_of(kHead + "<div>" + "<p>" + kFirst + "</p>" + short_lines + "<p>" + kSecond +
                "</p><p>" + kThird + "</p></div>")
            .find("二审维持原判。") != std::string::npos);
}

TEST_CASE("byline: a page without a headline, with names in Latin letters beside its date") {
  const Article article = extract(
      "<html><head><meta charset=utf-8></head><body><div><div><a class=user>Oldriver</a></div>"
      "<div>2008-11-09 10:22</div><div>" +
      paragraphs() + "</div></div></body></html>");
  CHECK(article.metadata.published.substr(0, 10) == "2008-11-09");
}
