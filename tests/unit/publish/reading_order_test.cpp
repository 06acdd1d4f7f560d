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
    for (const std::size_t index : reading_order(pages_))
      names += pages_[index].name.substr(0, pages_[index].name.find('.')) + ' ';
    return names;
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

}  // namespace banxin::publish
