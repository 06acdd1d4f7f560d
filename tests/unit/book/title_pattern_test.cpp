#include "book/title_pattern.h"

#include <doctest/doctest.h>

namespace banxin::book {
namespace {

TEST_CASE("Chinese numbers with their units make parts, chapters and sections") {
  CHECK(classify_title("第三卷 风起").kind == TitleKind::Part);
  CHECK(classify_title("卷一百二十").number == 120U);
  CHECK(classify_title("第十二回 送宫花贾琏戏熙凤").number == 12U);
  CHECK(classify_title("第十二回 送宫花贾琏戏熙凤").kind == TitleKind::Chapter);
  CHECK(classify_title("第 4 节").kind == TitleKind::Section);
  CHECK(classify_title("第二部分").kind == TitleKind::Part);
  CHECK(classify_title("第１２章").number == 12U);
}

TEST_CASE("Fractions, ranges and brackets around numbers") {
  CHECK(classify_title("第1.5章 间").kind == TitleKind::Chapter);
  CHECK(!classify_title("第1.5章 间").number);
  CHECK(classify_title("第12-13章").number == 12U);
  CHECK(classify_title("第12-13章").last == 13U);
  CHECK(classify_title("第十二、十三回").last == 13U);
  CHECK(classify_title("【第三章】雪").number == 3U);
  CHECK(classify_title("三章 火").kind == TitleKind::Chapter);
  CHECK(!classify_title("三章 火").is_certain);
  CHECK(classify_title("一部手机").kind == TitleKind::Other);
}

TEST_CASE("Appendices have letters") {
  CHECK(classify_title("附录A").matter == Matter::Back);
  CHECK(classify_title("附錄乙 年表").matter == Matter::Back);
  CHECK(classify_title("附录Abc").kind == TitleKind::Other);
}

TEST_CASE("Forewords and afterwords are counted, and somebody's") {
  CHECK(classify_title("序二").matter == Matter::Front);
  CHECK(classify_title("序1 山").number == 1U);
  CHECK(classify_title("序列二").kind == TitleKind::Other);
  CHECK(classify_title("再版后记").semantics == "afterword");
  CHECK(classify_title("译者序").matter == Matter::Front);
  CHECK(classify_title("次序").kind == TitleKind::Other);
}

TEST_CASE("Upper, middle and lower volumes are parts in their order") {
  CHECK(classify_title("上卷").number == 1U);
  CHECK(classify_title("中篇 夜行").number == 2U);
  CHECK(classify_title("卷下").number == 3U);
  CHECK(classify_title("上班路上").kind == TitleKind::Other);
}

TEST_CASE("A chapter's title may repeat its part's") {
  const TitlePattern found = classify_title("卷一 第十二章 初见");
  CHECK(found.kind == TitleKind::Chapter);
  CHECK(found.number == 12U);
  CHECK(found.part == "卷一");
  CHECK(found.rest == "第十二章 初见");
  CHECK(classify_title("第二卷 云涌 第三章").part == "第二卷 云涌");
  CHECK(classify_title("第二卷：云涌").part.empty());
  CHECK(classify_title("正文 第三章 夜").number == 3U);
  CHECK(classify_title("正文 第三章 夜").part.empty());
  // What a chapter is about names no part.
  CHECK(classify_title("第三章 再论 第二节").kind == TitleKind::Chapter);
  CHECK(classify_title("第三章 再论 第二节").number == 3U);
}

TEST_CASE("Front and back matter is known by its words") {
  CHECK(classify_title("序").matter == Matter::Front);
  CHECK(classify_title("自序：写在前面").semantics == "preface");
  CHECK(classify_title("序曲响起").kind == TitleKind::Other);
  CHECK(classify_title("跋").matter == Matter::Back);
  CHECK(classify_title("附录一 年表").semantics == "appendix");
  CHECK(classify_title("番外 雪夜").kind == TitleKind::Part);
  CHECK(classify_title("楔子").semantics == "prologue");
  CHECK(classify_title("あとがき").matter == Matter::Back);
}

TEST_CASE("English and Korean titles") {
  CHECK(classify_title("Chapter 4: The Road").number == 4U);
  CHECK(classify_title("PART II").kind == TitleKind::Part);
  CHECK(classify_title("Chapter and verse").kind == TitleKind::Other);
  CHECK(classify_title("Prologue").semantics == "prologue");
  CHECK(classify_title("Part One: Snow").kind == TitleKind::Part);
  CHECK(classify_title("Chapter Twenty-One").number == 21U);
  CHECK(!classify_title("Part one of the job").is_certain);
  CHECK(classify_title("제1부 눈").kind == TitleKind::Part);
  CHECK(classify_title("2장. 길").number == 2U);
  CHECK(classify_title("작가의 말").matter == Matter::Back);
}

}  // namespace
}  // namespace banxin::book
