#include "publish/reading_order.h"

#include <doctest/doctest.h>

#include <memory>
#include <utility>

#include "html/parse.h"

namespace banxin::publish {
namespace {

class Folder {
 public:
  void add(const std::string& name, const std::string& body) {
    Diagnostics ignored(0);
    documents_.push_back(html::parse_document(name, body, {}, ignored));
    pages_.push_back({documents_.back().get(), name});
  }
  std::string order() const {
    std::string names;
    for (const std::size_t index : plan_reading(pages_, PageOrder::Sought).order)
      names += pages_[index].name.substr(0, pages_[index].name.find('.')) + ' ';
    return names;
  }

  std::string parts() const {
    std::string parts;
    for (const std::string& part : plan_reading(pages_, PageOrder::Sought).parts)
      parts += part + '|';
    return parts;
  }

  std::optional<std::size_t> contents() const {
    return plan_reading(pages_, PageOrder::Sought).contents;
  }

 private:
  std::vector<std::unique_ptr<dom::Document>> documents_;
  std::vector<LinkedPage> pages_;
};

}  // namespace

TEST_CASE("pages follow the links from each to the next") {
  Folder folder;
  folder.add("a.html", "<p>终<p><a href=c.html>← 上一章</a>");
  folder.add("b.html", "<p>始<p><a href='./c.html#top'>下一章：夜</a>");
  folder.add("c.html", "<link rel=next href=a.html><p>中");
  CHECK(folder.order() == "b c a ");
}

TEST_CASE("links may write a name out in the encoding of its time") {
  Folder folder;
  folder.add("回1.html", "<p>中<a href='回2.html'>下一回</a>");
  folder.add("回2.html", "<p>终");
  folder.add("回3.html", "<p>始<a href='%BB%D81.html'>下一回</a>");
  CHECK(folder.order() == "回3 回1 回2 ");
}

TEST_CASE("prefaces and prologues go before numbered chapters, the rest behind them") {
  Folder folder;
  for (const char* name : {"后记.html", "尾声.html", "序.html", "楔子.html", "番外.html",
                           "第一章.html", "第二章.html"}) {
    folder.add(name, "<p>字");
  }
  CHECK(folder.order() == "序 楔子 第一章 第二章 尾声 番外 后记 ");
  Folder essays;
  essays.add("后记.html", "<p>字");
  essays.add("城.html", "<p>字");
  CHECK(essays.order() == "后记 城 ");
}

TEST_CASE("chapters go by their numbers, in whatever words these are written") {
  Folder folder;
  for (const char* name :
       {"004_d.html", "Chapter3.html", "Prologue.html", "第10章.html", "第一章.html", "第二章.html",
        "附录A.html", "番外一.html", "致谢.html", "索引.html"}) {
    folder.add(name, "<p>字");
  }
  CHECK(folder.order() == "Prologue 第一章 第二章 Chapter3 004_d 第10章 番外一 附录A 索引 致谢 ");
  // Not by the chapter's number alone where the names have a volume's.
  Folder volumes;
  volumes.add("卷一 第二章.html", "<p>字");
  volumes.add("卷二 第一章.html", "<p>字");
  CHECK(volumes.order() == "卷一 第二章 卷二 第一章 ");
}

TEST_CASE("chapters whose files are named at random go by their titles") {
  Folder folder;
  folder.add("b3c.html", "<title>第三章 雪</title><p>字");
  folder.add("m0d.html", "<title>旧城记</title><h1>第一章 雪</h1><p>字");
  folder.add("q1x.html", "<title>后记</title><p>字");
  folder.add("x7f.html", "<title>第二章 雪</title><p>字");
  CHECK(folder.order() == "m0d x7f b3c q1x ");
  Folder counted;
  counted.add("p1.html", "<title>第三章 雪</title><p>字");
  counted.add("p2.html", "<title>第二章 雪</title><p>字");
  counted.add("p10.html", "<title>第一章 雪</title><p>字");
  CHECK(counted.order() == "p1 p2 p10 ");
  Folder volumes;
  volumes.add("一a.html", "<title>卷一 第二章</title><p>字");
  volumes.add("一b.html", "<title>卷一 第三章</title><p>字");
  volumes.add("二.html", "<title>卷二 第一章</title><p>字");
  CHECK(volumes.order() == "一a 一b 二 ");
}

TEST_CASE("parts: as the contents page has them above its links, else by the folders") {
  Folder listed;
  listed.add("1.html", "<h1>第一章</h1>");
  listed.add("2.html", "<h1>第二章</h1>");
  listed.add("3.html", "<h1>第一章</h1>");
  listed.add(
      "index.html",
      "<title>旧事</title><h1>旧事</h1><p><a href=1.html>卷首开始读</a><h2>卷一 盐</h2><ul><li>"
      "<a href=1.html>第一章</a><li><a href=2.html>第二章</a></ul><h2>卷二 桥</h2><ul><li><a "
      "href=3.html>第一章</a></ul>");
  CHECK(listed.parts() == "卷一 盐|卷一 盐|卷二 桥||");
  Folder folders;
  folders.add("书/第一卷/1.html", "<p>字");
  folders.add("书/第二卷/1.html", "<p>字");
  folders.add("书/图/2.html", "<p>字");
  CHECK(folders.parts() == "第一卷|第二卷||");
}

TEST_CASE("a chain that gaps tore goes by the numbers of its chapters") {
  Folder folder;
  folder.add("1.html", "<h1>第四章</h1><a href=3.html>下一章</a>");
  folder.add("2.html", "<h1>第二章</h1><a href=9.html>下一章</a>");
  folder.add("3.html", "<h1>第五章</h1><a href=1.html>上一章</a>");
  folder.add("4.html", "<h1>第一章</h1><a href=2.html>下一章</a>");
  CHECK(folder.order() == "4 2 1 3 ");
}

TEST_CASE("from the last chapter the links lead back to the contents, which stay in front") {
  Folder folder;
  folder.add("8.html", "<a href=index.html>上章</a><a href=3.html>下章</a>");
  folder.add("3.html", "<a href=8.html>上章</a><a href=5.html>下章</a>");
  folder.add("5.html", "<a href=3.html>上章</a><a href=index.html>下章</a>");
  folder.add("index.html", "<p>一本书");
  CHECK(folder.order() == "index 8 3 5 ");
}

TEST_CASE("arrows alone are steps where no words are") {
  Folder folder;
  folder.add("a.html", "<a href=c.html>&lt;&lt;</a>");
  folder.add("b.html", "<a href=c.html>»</a>");
  folder.add("c.html", "<a href=a.html>→</a>");
  CHECK(folder.order() == "b c a ");
}

TEST_CASE("links by addresses on the web mean the pages that were saved from there") {
  Folder saved;
  saved.add("甲.html", "<!-- saved from url=(0023)https://e.org/b/2.html -->\n<p>二");
  saved.add("乙.html", "<html><head><link rel=canonical href=https://e.org/b/1.html></head><p>一");
  saved.add(
      "目录.html",
      "<ul><li><a href=http://e.org/b/1.html>一</a><li><a href='//E.org/b/2.html'>二</a></ul>");
  CHECK(saved.order() == "目录 乙 甲 ");
  // The links themselves say where on its site the folder lay.
  Folder mirror;
  mirror.add("a.html", "<p>二");
  mirror.add("b.html", "<p>一");
  mirror.add("index.html",
             "<ul><li><a href=/book/b.html>一</a><li><a href=/book/a>二</a><li><a "
             "href=/book/index.html>目录</a></ul>");
  CHECK(mirror.order() == "index b a ");
}

TEST_CASE("contents of contents, and contents from the last chapter to the first") {
  Folder volumes;
  for (const char* name : {"v1/2", "v1/1", "v2/4", "v2/3"})
    volumes.add(std::string(name) + ".html", "<p>字");
  volumes.add("index.html", "<a href=v1/index.html>卷一</a><a href=v2/>卷二</a>");
  volumes.add("v1/index.html", "<a href=2.html>第一章</a><a href=1.html>第二章</a>");
  volumes.add("v2/index.html", "<a href=4.html>第三章</a><a href=3.html>第四章</a>");
  CHECK(volumes.order() == "index v1/index v1/2 v1/1 v2/index v2/4 v2/3 ");
  Folder reversed;
  for (const char* name : {"1.html", "2.html", "3.html"})
    reversed.add(name, "<p>字");
  reversed.add("index.html",
               "<ul><li><a href=2.html>第三章</a><li><a href=1.html>第二章</a>"
               "<li><a href=3.html>第一章</a></ul>");
  CHECK(reversed.order() == "index 3 1 2 ");
}

TEST_CASE("contents over several pages, and in columns") {
  Folder paged;
  paged.add("a.html", "<p>4");
  paged.add("b.html", "<p>3");
  paged.add("c.html", "<p>1");
  paged.add("d.html", "<p>6");
  paged.add("e.html", "<p>2");
  paged.add("f.html", "<p>5");
  paged.add("list.html",
            "<a href=c.html>雪</a><a href=e.html>山</a><a href=b.html>岸</a>"
            "<a href=list_2.html>下一页</a>");
  paged.add("list_2.html", "<a href=a.html>船</a><a href=f.html>灯</a><a href=d.html>信</a>");
  CHECK(paged.order() == "list list_2 c e b a f d ");
  Folder columns;
  columns.add("index.html",
              "<table><tr><td><a href=c.html>第一章</a><td><a href=a.html>第三章</a>"
              "<tr><td><a href=d.html>第二章</a><td><a href=b.html>第四章</a></table>");
  for (const char* name : {"a.html", "b.html", "c.html", "d.html"})
    columns.add(name, "<p>字");
  CHECK(columns.order() == "index c d a b ");
}

TEST_CASE("links that contradict each other say nothing") {
  Folder folder;
  folder.add("a.html", "<a href=b.html>next</a>");
  folder.add("b.html", "<a href=a.html>next</a>");
  folder.add("c.html", "<a href=b.html>下一页</a><a href=nextcloud.html>nextcloud</a>");
  CHECK(folder.order() == "a b c ");
}

TEST_CASE("an index page gives the order of its list, whatever it shows above and below") {
  Folder folder;
  folder.add("ch1.html", "<a href=toc.html>目录</a>");
  folder.add("ch2.html", "<a href=toc.html>目录</a>");
  folder.add("ch3.html", "<a href=toc.html>目录</a>");
  folder.add("ch4.html", "<a href=toc.html>目录</a>");
  folder.add("toc.html",
             "<p>最新：<a href=ch4.html>四</a> <a href=ch1.html>一</a></p>"
             "<ul><li><a href=ch2.html>二</a><li><a href=ch1.html>一</a><li><a href=ch4.html>四</a>"
             "</ul><a href=ch1.html>开始读</a>");
  // ch3 is not listed: it stays behind ch2.
  CHECK(folder.order() == "toc ch2 ch3 ch1 ch4 ");
}

TEST_CASE("a contents page is one where the names of the others are much of its text") {
  Folder folder;
  folder.add("a.html",
             "<h1>旧城记</h1><p>沈默著<ol><li><a href=b.html>第一章 雨</a>"
             "<li><a href=c.html>第二章 雪</a></ol>");
  folder.add("b.html", "<p>雨");
  folder.add("c.html", "<p>雪");
  CHECK(folder.contents() == 0);
  Folder preface;
  std::string text = "<h1>序</h1>";
  for (int i = 0; i < 40; ++i)
    text += "<p>这座城里的雨，总是在傍晚时分落下来。";
  preface.add("a.html", text + "<p><a href=b.html>第一章 雨</a><a href=c.html>第二章 雪</a>");
  preface.add("b.html", "<p>雨");
  preface.add("c.html", "<p>雪");
  CHECK(preface.order() == "a b c ");
  CHECK(preface.contents() == std::nullopt);
}

}  // namespace banxin::publish
