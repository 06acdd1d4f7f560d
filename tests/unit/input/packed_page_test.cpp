#include "input/packed_page.h"

#include <doctest/doctest.h>

#include "input/archive.h"
#include "input/property_list.h"
#include "support/temporary_folder.h"
#include "support/web_archive_of.h"
#include "support/zip_of.h"

namespace banxin::input {
namespace {

SourcePage unpacked(const std::string& file, const std::string& bytes) {
  static DiskFileSystem disk;
  SourcePage page;
  page.file = file;
  page.bytes = bytes;
  page.loaded = true;
  Diagnostics diagnostics;
  REQUIRE(load_page(page, {}, disk, diagnostics));
  return page;
}

std::string fault_of(const std::string& bytes) {
  const auto parts = read_web_archive("a.webarchive", bytes, Limits{});
  return parts ? "none" : parts.error().detail;
}

}  // namespace

TEST_CASE("a web archive of Safari is its page with what it shows") {
  const SourcePage page =
      unpacked("a.webarchive", web_archive_of("https://e.org/d/p.html", "<p>版心"));
  CHECK(page.bytes == "<p>版心");
  CHECK(page.charset == "UTF-8");
  CHECK(page.base == "https://e.org/d/p.html");
  CHECK(page.parts->load("i.png", page.base).value().bytes == "picture");
  CHECK(page.parts->load("https://e.org/d/i.png", page.base).value().bytes == "picture");
  CHECK(page.parts->load("https://e.org/x", page.base).error().code == ErrorCode::Refused);
}

TEST_CASE("a web archive as XML") {
  const SourcePage page = unpacked(
      "a.webarchive",
      "<?xml version=\"1.0\"?><!DOCTYPE plist><plist version=\"1.0\"><!-- <dict> --><dict>"
      "<key>Other</key><array><true/><integer>1</integer><string/></array>"
      "<key>WebMainResource</key><dict><key>WebResourceData</key><data>\n\tPHA+54mI\n</data>"
      "<key>WebResourceMIMEType</key><string>text/html</string>"
      "<key>WebResourceURL</key><string>https://e.org/?a=1&amp;b=&#x32;</string></dict>"
      "</dict></plist>");
  CHECK(page.bytes == "<p>版");
  CHECK(page.base == "https://e.org/?a=1&b=2");
}

TEST_CASE("frames in a web archive lie in it, however deep and often") {
  PropertyListWriter writer;
  const int frame = web_resource(writer, "https://e.org/f.html", "text/html", "<p>框");
  const int inner = writer.dictionary({{"WebMainResource", frame}});
  const int main = web_resource(writer, "https://e.org/p.html", "text/html", "<iframe src=f.html>");
  const int self = writer.list({});
  const int frames = writer.list({inner, self});
  const int archive =
      writer.dictionary({{"WebMainResource", main}, {"WebSubframeArchives", frames}});
  writer.replace(self, archive);  // it is a frame of itself
  const auto parts = read_web_archive("a", writer.finish(), Limits{});
  REQUIRE(parts);
  CHECK(parts.value()[0].is_start);
  CHECK(parts.value()[1].bytes == "<p>框");
  CHECK(parts.value().size() < 100);
}

TEST_CASE("a property list that lies is no web archive, and costs nothing") {
  const std::string good = web_archive_of("https://e.org/p.html", "<p>x");
  CHECK(fault_of(good) == "none");
  const std::string_view damaged = "it is no web archive of a page, or a damaged one";
  CHECK(fault_of("bplist00") == damaged);
  CHECK(fault_of(good.substr(0, good.size() / 2)) == damaged);
  const auto with = [&good](std::size_t from_end, char value) {
    std::string bytes = good;
    bytes[bytes.size() - from_end] = value;
    return bytes;
  };
  CHECK(fault_of(with(26, '\0')) == damaged);      // offsets of no bytes
  CHECK(fault_of(with(26, '\x7F')) == damaged);    // offsets of 127 bytes
  CHECK(fault_of(with(24, '\x7F')) == damaged);    // billions of objects
  CHECK(fault_of(with(16, '\x7F')) == damaged);    // a root beyond them
  CHECK(fault_of(with(8, '\x7F')) == damaged);     // a table beyond the file
  for (std::size_t i = 8; i < good.size(); ++i) {  // any byte may be wrong
    std::string bytes = good;
    bytes[i] = static_cast<char>(~bytes[i]);
    (void)read_web_archive("a", bytes, Limits{});
  }
  PropertyListWriter other;
  other.dictionary({{"Label", other.text("com.example")}});
  CHECK(fault_of(other.finish()) == damaged);
  PropertyListWriter picture;
  const int main = web_resource(picture, "https://e.org/p.png", "image/png", "x");
  picture.dictionary({{"WebMainResource", main}});
  CHECK(fault_of(picture.finish()) == "it is a web archive of image/png, no page");
  // One resource, named a thousand times, is unpacked within the limit.
  PropertyListWriter many;
  const int page = web_resource(many, "https://e.org/p.html", "text/html", "<p>x");
  const int big = web_resource(many, "https://e.org/b", "text/css", std::string(5000, 'x'));
  const int all = many.list(std::vector<int>(1000, big));
  many.dictionary({{"WebMainResource", page}, {"WebSubresources", all}});
  Limits limits;
  limits.input_bytes = 1'000'000;
  CHECK(read_web_archive("a", many.finish(), limits).error().code == ErrorCode::LimitExceeded);
  // The same of its address, which may be longer than what it names.
  PropertyListWriter long_names;
  const int start = web_resource(long_names, "https://e.org/p.html", "text/html", "<p>x");
  const int named =
      web_resource(long_names, "https://e.org/" + std::string(2000, 'a'), "image/png", "b");
  long_names.dictionary({{"WebMainResource", start},
                         {"WebSubresources", long_names.list(std::vector<int>(1000, named))}});
  CHECK(read_web_archive("a", long_names.finish(), limits).error().code ==
        ErrorCode::LimitExceeded);
  std::string deep = "<?xml?><plist>";
  for (int i = 0; i < 100'000; ++i)
    deep += "<array>";
  CHECK(fault_of(deep) == damaged);
}

TEST_CASE("blanks behind a soft line break belong to it") {
  const SourcePage page = unpacked(
      "a.mht",
      "MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
      "<p>=E7= \t\r\n=89=\n=88=3D= x=");
  CHECK(page.bytes == "<p>版== x=");
}

TEST_CASE("packed pages are known by their bytes, under any name") {
  const std::string mail = "MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>m";
  CHECK(unpacked("a.html", mail).bytes == "<p>m");
  CHECK(unpacked("a.html", web_archive_of("https://e.org/p", "<p>w")).bytes == "<p>w");
  const SourcePage single = unpacked(
      "a.html", "<html><!--" + zip_of({{"index.html", "<p>z"}, {"p.txt", "p"}}) + "--></html>");
  CHECK(single.bytes == "<p>z");
  CHECK(single.parts->load("p.txt", single.base).value().bytes == "p");
  // A page that is only called so.
  CHECK(unpacked("a.mht", "\n<!DOCTYPE html><p>h").bytes == "\n<!DOCTYPE html><p>h");
}

}  // namespace banxin::input
