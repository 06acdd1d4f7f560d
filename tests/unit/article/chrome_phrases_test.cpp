#include <doctest/doctest.h>

#include <string>

#include "article/extract.h"
#include "article/phrases.h"
#include "article/write_html.h"
#include "article/write_text.h"
#include "html/parse.h"

using namespace banxin;
using namespace banxin::article;

// What Japanese, Korean and Western pages put between and around paragraphs, and text that only
// looks like it.
namespace {

const std::string kOne =
    "<p>The town lies on both banks of the river, and in the morning the baker crosses the bridge "
    "with his cart, ringing a bell that was his father's.</p>";
const std::string kTwo =
    "<p>At noon, the children run home, the dogs bark, and the cats sit on the roofs and wait for "
    "the evening, when the boats come back with the fish.</p>";
const std::string kThree =
    "<p>Then the baker goes back, slowly, with an empty cart, and the bell is silent until the "
    "next day, as it has been for forty years.</p>";

std::unique_ptr<dom::Document> article_of(const std::string& body, const std::string& lang = "en") {
  Diagnostics diagnostics;
  const auto document = html::parse_document(
      "page.html",
      "<!DOCTYPE html><html lang=" + lang +
          "><title>The town on the river</title><body><h1>The town on the river</h1>" + body,
      {}, diagnostics);
  ExtractOptions options;
  options.mode = Mode::Always;
  return std::move(extract_article(*document, options, diagnostics).document);
}

std::string text_of(const std::string& body, const std::string& lang = "en") {
  return dom::text_content(*article_of(body, lang)->body());
}

bool keeps(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

Phrase judge(std::string_view line) {
  return classify_line(line, measure_text(line).weight);
}

}  // namespace

TEST_CASE("prompts: a block that offers a newsletter goes as a whole") {
  const std::string text = text_of(
      "<div id=body>" + kOne +
      "<div id=gate><h2>Sign up to the Morning Bell</h2><p>Free daily newsletter</p><p>Ann and Bob "
      "take you through the town's news, free every weekday morning</p><p>Privacy Notice: we keep "
      "your address to ourselves.</p></div>" +
      kTwo + kThree + "</div>");
  CHECK(keeps(text, "At noon"));
  CHECK_FALSE(keeps(text, "Ann and Bob"));
  CHECK_FALSE(keeps(text, "Privacy"));
}

TEST_CASE("prompts: a paragraph about a newsletter, and one beside a prompt, stay") {
  const std::string letter =
      "<p>She writes a newsletter about the river, which goes to forty people, most of them in the "
      "next town, and some of them answer.</p>";
  const std::string text =
      text_of("<div>" + kOne + letter + "<div><p>Sign up for our newsletter</p>" + kTwo + "</div>" +
              kThree + "</div>");
  CHECK(keeps(text, "forty people"));
  CHECK(keeps(text, "At noon"));
  CHECK_FALSE(keeps(text, "Sign up"));
}

TEST_CASE(
    "phrases: asking for an address, in several languages, is a prompt; telling of it is not") {
  CHECK(judge("Jeden Morgen das Wichtigste: Abonnieren Sie unseren kostenlosen Newsletter.") ==
        Phrase::Prompt);
  CHECK(judge("Enjoying this? Join 2,400 readers and get the next one by email.") ==
        Phrase::Prompt);
  CHECK(judge("Schrijf je in voor de nieuwsbrief") == Phrase::Prompt);
  CHECK(judge("残り683文字（全文1358文字）") == Phrase::Prompt);
  CHECK(judge("1358文字") == Phrase::Prompt);
  CHECK(judge("文字") == Phrase::None);
  CHECK(judge("“Sign up for the newsletter,” she said.") == Phrase::None);
  CHECK(judge("まとめサイトが無断転載していた問題で、編集長が謝罪した。") == Phrase::None);
  CHECK(judge("記事の無断転載を禁じます") == Phrase::Legal);
  CHECK(judge("市は２日、ＬＩＮＥ公式アカウントを開設した。") == Phrase::None);
}

TEST_CASE("phrases: a manual's heading that is a command stays above its text") {
  const std::string text = text_of(kOne + kTwo + "<h2>Unsubscribe</h2>" + kThree);
  CHECK(keeps(text, "Unsubscribe"));
}

TEST_CASE("leads and bylines: what stands between headline, lead and text") {
  const std::string text = text_of(
      "<article><p>Veröffentlicht am 19.03.2024 um 17:42 Uhr Von Martina Kohl Lesezeit: 3 "
      "Min.</p><div class=body>" +
          kOne + kTwo + kThree + "</div></article>",
      "de");
  CHECK_FALSE(keeps(text, "Lesezeit"));
  const std::string intro = text_of(
      "<header><p class=article__intro>The baker stops. There is no "
      "other.</p></header><div class=article-body>" +
      kOne + kTwo + kThree + "</div>");
  CHECK(keeps(intro, "There is no other."));
  const std::string between = text_of(
      "<div>" + kOne + "<p>Publié le 28/04/2022 à 18h05</p>" + kTwo + kThree + "</div>", "fr");
  CHECK_FALSE(keeps(between, "Publié"));
  // A date that the text tells of.
  const std::string diary =
      text_of("<div>" + kOne + "<p>28 April 2022</p>" + kTwo + kThree + "</div>");
  CHECK(keeps(diary, "28 April 2022"));
}

TEST_CASE("pictures: the face of a speaker is none, what is said stays") {
  const auto document = article_of(
      "<div>" + kOne +
      "<div class=speech-wrap><div class=speech-person><figure class=speech-icon><img "
      "src=ken.png></figure><div>Ken</div></div><div class=speech-balloon><p>Mind the cat!</p>"
      "</div></div>" +
      kTwo + kThree + "</div>");
  CHECK(keeps(dom::text_content(*document->body()), "Mind the cat!"));
  CHECK(dom::find_element(*document->body(), dom::names::img) == nullptr);
}

TEST_CASE("pictures: a captioned one above the text, with a button to enlarge it") {
  const auto document = article_of(
      "<div class=photo-box><img src=bridge.jpg><p>The bridge in "
      "spring</p><p>拡大</p></div><div class=article-body>" +
      kOne + kTwo + kThree + "</div>");
  CHECK(dom::find_element(*document->body(), dom::names::img) != nullptr);
}

TEST_CASE("asides: notes of the text stay, links beside it go") {
  const std::string text = text_of("<div>" + kOne +
                                   "<aside class='msg message'><p>The bridge was closed in May.</p>"
                                   "</aside><aside><p>The ferry sails on Sundays.</p></aside>" +
                                   kTwo + kThree + "</div>");
  CHECK(keeps(text, "closed in May"));
  CHECK_FALSE(keeps(text, "Sundays"));
}

TEST_CASE("sections: comments in a cell of a page laid out with tables") {
  const std::string text = text_of(
      "<table><tr><td>" + kOne + kTwo + kThree +
      "</td></tr><tr><td><b>댓글 2</b><div>고치는 법을 알려 주셔서 감사합니다. 저도 해 보겠습니다."
      "</div><div>2019-02-21 13:40 라면왕</div></td></tr></table>");
  CHECK(keeps(text, "forty years"));
  CHECK_FALSE(keeps(text, "알려 주셔서"));
  // A cell of a table that says the word alone is the table's.
  const std::string table = text_of(kOne + kTwo +
                                    "<table><tr><td>Comments</td><td>12</td></tr><tr>"
                                    "<td>Readers</td><td>40</td></tr></table>" +
                                    kThree);
  CHECK(keeps(table, "Readers"));
}

TEST_CASE("phrases: pagers, the last entries of a category, questions about the page") {
  CHECK(judge("＞＞次のページ：名物の秘密") == Phrase::Paging);
  CHECK(judge("[園芸] カテゴリの最新記事") == Phrase::Related);
  CHECK(judge("この回答は役に立ちましたか？") == Phrase::Prompt);
  CHECK(judge("質問者からの補足コメント") == Phrase::Tool);
  CHECK(judge("アプリをダウンロードして、画面の指示に従ってください。") == Phrase::None);
  CHECK(judge("この記事は会員限定記事です。登録すると続きをお読みいただけます。") != Phrase::None);
}

TEST_CASE("trim: a writer's letters in brackets end a text, words in brackets do not") {
  CHECK_FALSE(keeps(text_of(kOne + kTwo + kThree + "<p>(mond)</p>", "de"), "mond"));
  CHECK(keeps(text_of(kOne + kTwo + kThree + "<p>(To be continued.)</p>"), "continued"));
}

TEST_CASE("pictures: a plain caption in a block called a picture, above the text") {
  const auto document = article_of(
      "<div class=news_img><img src=cover.jpg><p>表紙</p><a "
      "href=/all>大きなサイズで見る（全4件）</a></div>"
      "<div class=article-body>" +
          kOne + kTwo + kThree + "</div>",
      "ja");
  CHECK(dom::find_element(*document->body(), dom::names::img) != nullptr);
  CHECK_FALSE(keeps(dom::text_content(*document->body()), "大きな"));
}

TEST_CASE("sections: a manual's chapter on comments is text, readers' comments are not") {
  const std::string chapter = text_of(
      "<main>" + kOne + kTwo + kThree +
      "<h2>Sharing</h2><p>Choose the person from the list, and the page is sent to them at "
      "once.</p>"
      "<h2>Comments</h2><p>Everybody you share the page with may write beside it, and you will see "
      "what they wrote in the margin, in the order of the lines.</p></main>");
  CHECK(keeps(chapter, "in the margin"));
  const std::string readers =
      text_of("<main>" + kOne + kTwo + kThree +
              "<h2>Comments</h2><p>Ron says: October 16, 2006</p><p>I prune whenever I can find "
              "the ladder, "
              "which has never made any difference to anything.</p></main>");
  CHECK_FALSE(keeps(readers, "ladder"));
}

TEST_CASE("body: what old systems put behind the fold is part of it") {
  const std::string text =
      text_of("<div class=entry><div class=entry-body>" + kOne + kTwo +
              "</div><div class=entry-more>" + kThree + "</div><p>Posted by Ann</p></div>");
  CHECK(keeps(text, "forty years"));
}
