#include "publish/publish.h"

#include <doctest/doctest.h>

#include <cstdlib>

#include "publish/gather.h"
#include "publish/sheets.h"

namespace banxin::publish {
namespace {

std::string fresh_folder() {
  std::string pattern = "/tmp/banxin-test-XXXXXX";
  REQUIRE(::mkdtemp(pattern.data()) != nullptr);
  return pattern;
}

struct Fixture {
  DiskFileSystem files;
  World world{{BANXIN_SOURCE "/styles"}, files, {}, {}, {}, {}};
  Diagnostics diagnostics;
  PublishOptions options;
  std::string folder = fresh_folder();

  Result<Published> run() { return publish(options, world, diagnostics); }
};

}  // namespace

TEST_CASE("one page goes to both outputs, twice to the same bytes") {
  Fixture f;
  REQUIRE(f.files.write_file(
      f.folder + "/p.html",
      "<!DOCTYPE html><html lang=zh><title>题</title><p>原来，你也玩《原神》！？"));
  f.options.inputs = {f.folder + "/p.html"};
  f.options.output.files = {f.folder + "/a.pdf", f.folder + "/a.epub"};
  const Published first = f.run().value();
  CHECK(first.pages == 1);
  CHECK(first.title == "题");
  const std::string pdf = f.files.load_file(f.folder + "/a.pdf", 1U << 24U).value();
  const std::string epub = f.files.load_file(f.folder + "/a.epub", 1U << 24U).value();
  REQUIRE(f.run());
  CHECK(f.files.load_file(f.folder + "/a.pdf", 1U << 24U).value() == pdf);
  CHECK(f.files.load_file(f.folder + "/a.epub", 1U << 24U).value() == epub);
}

TEST_CASE("what is asked wrongly is a usage error and writes nothing") {
  Fixture f;
  REQUIRE(f.files.write_file(f.folder + "/p.html", "<p>x"));
  f.options.inputs = {f.folder + "/p.html"};
  CHECK(f.run().error().code == ErrorCode::Usage);
  f.options.output.files = {f.folder + "/a.docx"};
  CHECK(f.run().error().code == ErrorCode::Usage);
  f.options.output.files = {f.folder + "/p.html"};
  CHECK(f.run().error().code == ErrorCode::Usage);
  f.options.output.files = {f.folder + "/a.pdf"};
  f.options.setting.theme = "nosuch";
  CHECK(f.run().error().code == ErrorCode::Usage);
  CHECK(f.run().error().detail.find("article, book, plain") != std::string::npos);
  CHECK(!f.files.kind(f.folder + "/a.pdf"));
}

TEST_CASE("an input that fails beside others is an error, and the others are published") {
  Fixture f;
  REQUIRE(f.files.write_file(f.folder + "/p.html", "<title>t</title><p>x"));
  f.options.inputs = {f.folder + "/none.html", f.folder + "/p.html"};
  f.options.output.files = {f.folder + "/a.epub"};
  CHECK(f.run().value().chapters == 1);
  CHECK(f.diagnostics.count(Severity::Error) == 1);
}

TEST_CASE("pages below one root find each other; other roots have names of their own") {
  DiskFileSystem disk;
  Gates gates("x");
  const Limits limits;
  CHECK(gates.add("/a", input::Resources(disk, "/a", limits)).empty());
  CHECK(gates.add("/a", input::Resources(disk, "/a", limits)).empty());
  CHECK(gates.add("/b", input::Resources(disk, "/b", limits)) == "@2/");
  CHECK(!gates.load("@9/p.html", "q.png"));
}

TEST_CASE("sheets are decoded as CSS says") {
  CHECK(decode_sheet("\xEF\xBB\xBFp{}") == "p{}");
  CHECK(decode_sheet("@charset \"gbk\";p::before{content:'\xB0\xE6'}").find("版") !=
        std::string::npos);
}

}  // namespace banxin::publish
