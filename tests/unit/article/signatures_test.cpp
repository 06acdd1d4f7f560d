#include "article/signatures.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "article/bylines.h"
#include "article/extract.h"
#include "article/latin_bylines.h"
#include "article/metadata.h"
#include "html/parse.h"

using namespace banxin;
using namespace banxin::article;
using Names = std::vector<std::string>;

namespace {

const std::string kKana =
    "<p>川沿いの小さな町では、朝になると豆腐売りの老人が橋を渡ってくる。笛の音が霧のなかに響いた。<"
    "/p>"
    "<p>"
    "昼になれば学校の子どもたちが家へ走り、通りは急ににぎやかになる。犬が吠え、猫は屋根に逃げた。</"
    "p>"
    "<p>夕方、老人はまた橋を渡って帰る。桶は空になり、笛はもう鳴らない。</p>";

std::string byline(const std::string& body,
                   const std::string& lang = "ja",
                   const std::string& head = {}) {
  Diagnostics diagnostics;
  const auto document =
      html::parse_document("page.html",
                           "<!DOCTYPE html><html lang=" + lang + "><title>川沿いの町</title>" +
                               head + "<body><h1>川沿いの町</h1>" + body,
                           {}, diagnostics);
  ExtractOptions options;
  options.mode = Mode::Always;
  return join_bylines(extract_article(*document, options, diagnostics).metadata.bylines);
}

}  // namespace

TEST_CASE("find_latin_bylines: lists of names, and what follows a comma") {
  CHECK(find_latin_bylines("Von Anna Berg, Jan Lukas und Ben Struck, Berlin") ==
        Names{"Anna Berg", "Jan Lukas", "Ben Struck"});
  CHECK(find_latin_bylines("By Jane Doe, Staff Writer") == Names{"Jane Doe"});
  CHECK(find_latin_bylines("Auteur Arjen Dekker") == Names{"Arjen Dekker"});
  CHECK(find_latin_bylines("Auteur Jan Dekker vertelt over zijn boek").empty());
  CHECK(find_latin_bylines("By the river").empty());
}

TEST_CASE("find_latin_bylines: behind a date or the word for a text") {
  CHECK(find_latin_bylines("06.11.2023 13:30 von Olga") == Names{"Olga"});
  CHECK(find_latin_bylines("Posted on September 21, 2020 by Jane Doe") == Names{"Jane Doe"});
  CHECK(find_latin_bylines("Publié le 22 juillet 2020 par Maëlle") == Names{"Maëlle"});
  CHECK(find_latin_bylines("Gespeichert von rasen am 24. Juli 2017 - 18:55") == Names{"rasen"});
  CHECK(find_latin_bylines("Ein Artikel von Paula Sand | 27.01.2022") == Names{"Paula Sand"});
  // A picture's, a publisher's, prose.
  CHECK(find_latin_bylines("Foto von Max Muster am 3. Mai 2020").empty());
  CHECK(find_latin_bylines("Published by Random House").empty());
  CHECK(find_latin_bylines("The story by Homer is older than writing.").empty());
}

TEST_CASE("names_of_whole_line") {
  CHECK(names_of_whole_line("Nikolai Hook,") == Names{"Nikolai Hook"});
  CHECK(names_of_whole_line("Read the whole story").empty());
  CHECK(names_of_whole_line("Subscribe").empty());
}

TEST_CASE("find_bylines: Japanese posters and interviewers") {
  CHECK(find_bylines("投稿者 大西宏之 : June 12, 2005 11:48 PM") == Names{"大西宏之"});
  CHECK(find_bylines("聞き手・井上遥") == Names{"井上遥"});
  CHECK(find_bylines("文● 小町タロウ 編集●某社") == Names{"小町タロウ"});
  CHECK(find_bylines("投稿者が増えています").empty());
  CHECK(find_bylines("by 青い 空 2022. 9. 8.") == Names{"青い 空"});
  CHECK(find_bylines("by 개발하는 곰 2022. 9. 8.") == Names{"개발하는 곰"});
}

TEST_CASE("names: a surname may be a place") {
  CHECK_FALSE(is_japanese_name("福島県"));
  CHECK_FALSE(is_japanese_name("千葉支局"));
  CHECK(is_japanese_name("福島瑞穂子"));
}

TEST_CASE("signature: brackets at the end of a Japanese text") {
  CHECK(byline(kKana + "<p>（大浜健太）</p>") == "大浜健太");
  CHECK(byline(kKana + "<p>町はまた静かになった。【竹内望】</p><p><a href=#>続報</a></p>") ==
        "竹内望");
  CHECK(byline(kKana + "<p>町はまた静かになった。（敬称略）</p>").empty());
  CHECK(byline(kKana + "<p>【会社概要】</p>").empty());
  CHECK(byline(kKana + "<p>入館料は大人三百円。（消費税込）</p>").empty());
}

TEST_CASE("signature: a name alone and stressed below a text in Latin letters") {
  const std::string text =
      "<p>The town lies on both banks of the river, and in the morning the baker crosses the "
      "bridge with his cart, ringing a bell.</p><p>At noon, the children run home, the dogs bark, "
      "and the cats sit on the roofs and wait for the evening.</p><p>Then he goes back, slowly, "
      "with an empty cart.</p>";
  CHECK(byline(text + "<p><b><i>Stefan Wasser</i></b></p>", "en") == "Stefan Wasser");
  CHECK(byline(text + "<p>Stefan Wasser</p>", "en").empty());
  CHECK(byline(text + "<p><b>Read more about it</b></p>", "en").empty());
}

TEST_CASE("bylines: what readers wrote below, and what an entry is filed under, sign no text") {
  CHECK(byline("<div id=text>" + kKana +
               "</div><div id=comments><h3>この記事へのコメント</h3>"
               "<p>1. Posted by ポッポ 2015年03月23日 07:12</p><p>よい町ですね。</p></div>")
            .empty());
  CHECK(byline("<p>2013年07月21日 | <a href='/category/1'>山形の山</a></p>" + kKana).empty());
  CHECK(byline("<p>2013年07月21日 | 豆腐屋の孫</p>" + kKana) == "豆腐屋の孫");
}

TEST_CASE("bylines: what a plug-in declares, a person before an office") {
  const std::string label =
      "<meta name='twitter:label1' content='Verfasst von'>"
      "<meta name='twitter:data1' content='Anna Berg'>";
  CHECK(byline(kKana, "de", label) == "Anna Berg");
  CHECK(byline("<p>Von Claudia Linde</p>" + kKana, "de",
               "<meta name=author content='Das Magazin der Stadt'>") == "Claudia Linde");
  CHECK(byline("<p>Par Ann Berg</p>" + kKana, "fr",
               "<meta property='og:site_name' content='Nouvelles.fr'>"
               "<meta name=author content='Nouvelles'>") == "Ann Berg");
}

TEST_CASE("bylines: each name in a block, a name behind a button, in a class of a signature") {
  CHECK(byline("<div>By <div><a>Rosa Delta</a></div><span>Staff Writer</span></div><div>and "
               "<a>Matt Ham</a></div>" +
                   kKana,
               "en") == "Rosa Delta, Matt Ham");
  CHECK(byline("<p class=writer><a>フォローする</a> <a>花房 壮</a></p>" + kKana) == "花房 壮");
  CHECK(byline("<div class=c-signature><b class=c-signature__author>Marina Lobo</b></div>" + kKana,
               "pt") == "Marina Lobo");
}
