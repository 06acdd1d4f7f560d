// Books of documents at random: the same bytes and findings with any number of threads.
#include <doctest/doctest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/file_system.h"
#include "property/random_document.h"
#include "publish/publish.h"

namespace banxin::property {
namespace {

// What depends on the pages before: sides, numbers, strings, counters, footnotes, named pages.
constexpr std::array kRules{
    "@page { @bottom-center { content: counter(page) ' / ' counter(pages) } }",
    "@page :left { margin-left: 60px } @page :right { margin-right: 60px }",
    "@page :left { margin: 80px 10px } body > :nth-child(2) { break-before: left }",
    "h2 { string-set: part content() } @page { @top-center { content: string(part) } }",
    "body { counter-reset: page 40 } p::before { content: counter(page) }",
    "a::after { content: target-counter(attr(href), page) }",
    "@page :nth(4) { margin-top: 100px } body > :last-child { page: last }",
    "div { background: url(shared.svg) } li { list-style-image: url(missing.png) }",
    "@font-face { font-family: a; src: url(BanxinSquare.ttf) } p { font-family: a }",
    "@font-face { font-family: a; src: url(nofont.svg) } p { font-family: a, serif }",
    "p { position: running(head) } @page { @top-left { content: element(head) } }",
    "html { writing-mode: vertical-rl }",
};

struct Book {
  std::string pdf, epub, findings;
  bool operator==(const Book&) const = default;
};

class Folder {
 public:
  Folder() {
    std::string pattern = "/tmp/banxin-test-XXXXXX";
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
    REQUIRE(files_.make_folder(path_ + "/book"));
    const std::string svg = "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20'/>";
    for (const char* name : {"shared.svg", "nofont.svg"})
      REQUIRE(files_.write_file(path_ + "/book/" + name, svg));
    const std::string font =
        files_.load_file(BANXIN_TEST_DATA "/BanxinSquare.ttf", 1U << 20U).value();
    REQUIRE(files_.write_file(path_ + "/book/BanxinSquare.ttf", font));
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write_chapter(std::uint64_t number, std::string html) {
    html += "<p><a href='#x'>1</a> <img src=shared.svg> <img src=missing.png> <p id=x>2";
    REQUIRE(files_.write_file(path_ + "/book/" + std::to_string(100 + number) + ".html", html));
  }

  Book publish(std::size_t threads) {
    publish::PublishOptions options;
    options.inputs = {path_ + "/book"};
    options.read.article = publish::ArticleChoice::Never;
    options.setting.theme = "plain";
    options.setting.author_css = publish::AuthorCss::Keep;
    options.output.files = {path_ + "/out.pdf", path_ + "/out.epub"};
    publish::World world{{BANXIN_SOURCE "/styles"}, files_, {}, {}, {}, {}};
    world.threads = threads;
    Diagnostics diagnostics(1000);
    REQUIRE(publish::publish(options, world, diagnostics));
    Book book;
    book.pdf = files_.load_file(options.output.files[0], 1U << 28U).value();
    book.epub = files_.load_file(options.output.files[1], 1U << 28U).value();
    for (const Diagnostic& found : diagnostics.found())
      book.findings += format_diagnostic(found) + '\n';
    return book;
  }

 private:
  DiskFileSystem files_;
  std::string path_;
};

TEST_CASE("a book set on several threads has the bytes of one set on one") {
  constexpr std::uint64_t kBooks = 8;
  constexpr std::uint64_t kChapters = 9;
  for (std::uint64_t number = 0; number < kBooks; ++number) {
    CAPTURE(number);
    Folder folder;
    for (std::uint64_t chapter = 0; chapter < kChapters; ++chapter) {
      const std::uint64_t seed = number * kChapters + chapter + 1;
      const RandomDocument document{{"size: 260px 320px", "margin: 30px"},
                                    make_document(seed).body};
      const std::string style =
          std::string("<style>") + kRules[(seed * 5) % kRules.size()] + "</style>";
      folder.write_chapter(chapter, write_html(document) + style);
    }
    const Book alone = folder.publish(1);
    for (const std::size_t threads : {2U, 4U}) {
      CAPTURE(threads);
      const Book beside = folder.publish(threads);
      CHECK(alone.pdf == beside.pdf);
      CHECK(alone.epub == beside.epub);
      CHECK(alone.findings == beside.findings);
    }
  }
}

}  // namespace
}  // namespace banxin::property
