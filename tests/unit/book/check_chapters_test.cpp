#include "book/check_chapters.h"

#include <doctest/doctest.h>

#include "base/diagnostic_ids.h"
#include "book/build_publication.h"
#include "html/parse.h"

namespace banxin::book {
namespace {

// The findings about a book whose pages have these titles, one a line.
std::string findings(const std::vector<std::string>& titles, const std::string& text = {}) {
  Diagnostics diagnostics;
  std::vector<InputPage> pages;
  for (const std::string& title : titles) {
    InputPage page;
    page.source_path = "p" + std::to_string(pages.size()) + ".html";
    page.document = html::parse_document(
        page.source_path, "<html lang=zh><h1>" + title + "</h1><p>" + text, {}, diagnostics);
    pages.push_back(std::move(page));
  }
  Diagnostics found;
  build_publication(std::move(pages), {}, found);
  std::string all;
  for (const Diagnostic& one : found.found()) {
    const bool ours = one.id == DiagnosticId::ChapterMissing ||
                      one.id == DiagnosticId::ChapterRepeated ||
                      one.id == DiagnosticId::PageRepeated;
    if (ours)
      all += one.file + ' ' + std::string(diagnostic_text(one.id).name) + ' ' + one.subject + '\n';
  }
  return all;
}

}  // namespace

TEST_CASE("a chapter that is missing and one that is there twice are named") {
  CHECK(findings({"第五十六章 雨", "第58章 雪", "第58章 霜", "第59章", "第62章", "第63章"}) ==
        "p0.html chapter-missing 57, 60–61\n"
        "p2.html chapter-repeated 58: «第58章 雪», «第58章 霜»\n");
  CHECK(findings({"第1章", "第2章", "第3章", "第12章", "第20章"}) ==
        "p2.html chapter-missing 4–11, 13–19\n");
}

TEST_CASE("pages with bare numbers are counted, dates are not") {
  CHECK(findings({"001 雪", "002 山", "004 火", "005 归"}) == "p1.html chapter-missing 3\n");
  CHECK(findings({"一、雪", "二、山", "四、火", "五、归", "六、盐"}) ==
        "p1.html chapter-missing 3\n");
  CHECK(findings({"2019 春", "2019 夏", "2021 秋", "2021 冬"}).empty());
  CHECK(findings({"3 天", "雪", "5 夜", "山", "9 日"}).empty());
  CHECK(findings({"100米", "102米", "103米", "104米"}).empty());
}

TEST_CASE("a volume that counts anew begins at 1") {
  CHECK(findings({"卷一 第1章 雨", "卷一 第2章 雪", "卷一 第3章 霜", "卷二 第2章 风",
                  "卷二 第3章 云"}) == "p3.html chapter-missing 1\n");
  CHECK(findings({"卷一 第1章 雨", "卷一 第2章 雪", "卷二 第3章 风", "卷二 第4章 云"}).empty());
}

TEST_CASE("numbers that begin anew, or are no sequence, are no fault") {
  CHECK(findings({"第一卷", "第1章", "第2章", "第二卷", "第1章", "第2章", "第3章"}).empty());
  CHECK(findings({"第1章", "第400章", "第1000章"}).empty());
  CHECK(findings({"上卷", "第1章", "下卷", "第2章"}).empty());
  CHECK(findings({"序", "第1章", "第2章", "后记"}).empty());
  CHECK(findings({"第1章 雨（上）", "第1章 雨（下）", "第2章 雪 一", "第2章 雪 二"}).empty());
  CHECK(findings({"第1章 雨（上）", "第1章 雨（上）", "第2章"}) ==
        "p1.html chapter-repeated 1: «第1章 雨（上）», «第1章 雨（上）»\n");
}

TEST_CASE("a page that is there twice is named") {
  std::string text;
  for (int i = 0; i < 20; ++i)
    text += "天下雨了，船还没有来。";
  CHECK(findings({"甲", "甲"}, text) == "p1.html page-repeated p0.html\n");
  CHECK(findings({"甲", "乙"}, text).empty());
}

}  // namespace banxin::book
