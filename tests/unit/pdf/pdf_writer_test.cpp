#include "pdf/pdf_writer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "base/file_system.h"
#include "font/font_set.h"
#include "unit/pdf/text_list.h"

namespace banxin::pdf {
namespace {

// Standard output of a command over `bytes` in a file, or nothing when the command is not there.
std::string run_on(const std::string& command, const std::string& bytes, const char* arguments) {
  if (std::system(("command -v " + command + " >/dev/null 2>&1").c_str()) != 0) {
    MESSAGE("skipped: no " << command);
    return {};
  }
  std::string path = "/tmp/banxin-pdf-test-XXXXXX";
  const int file = ::mkstemp(path.data());
  REQUIRE(file >= 0);
  DiskFileSystem disk;
  REQUIRE(disk.write_file(path, bytes));
  FILE* pipe = ::popen((command + " " + path + " " + arguments + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string out;
  char buffer[4096];
  while (const std::size_t got = std::fread(buffer, 1, sizeof buffer, pipe))
    out.append(buffer, got);
  ::pclose(pipe);
  std::remove(path.c_str());
  return out;
}

struct Fixture {
  Diagnostics diagnostics;
  std::unique_ptr<font::FontSet> fonts = std::move(font::FontSet::load()).value();
  paint::TagTree tags;

  const font::Face& face(const char* family) {
    font::FontDescription description;
    description.families = {family};
    description.quoted = {true};
    return fonts->stack(description).primary();
  }
  paint::TagId add_tag(paint::Role role) {
    paint::Tag tag;
    tag.role = role;
    return tags.add(std::move(tag));
  }
  std::string write(std::vector<paint::DisplayList> pages, PdfOptions options = {}) {
    PdfWriter writer(std::move(options), tags, nullptr, diagnostics);
    for (paint::DisplayList& page : pages)
      writer.add_page(std::move(page));
    Result<std::string> file = writer.finish();
    REQUIRE(file);
    return std::move(file).value();
  }
};

paint::DisplayList page() {
  paint::DisplayList list;
  list.width = 400;
  list.height = 600;
  return list;
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "text comes back the same, also where characters share a glyph") {
  paint::DisplayList list = page();
  // U+2F00 ⼀ and U+4E00 一, U+2F08 ⼈ and U+4EBA 人 have one glyph each in Noto CJK.
  const std::string text = "一⼀一人⼈，原来你也玩";
  add_text(list, face("Noto Serif CJK SC"), text, {20, 40});
  add_text(list, face("Noto Serif"), "Latin, fi", {20, 80});
  const std::string file = write({list});
  const std::string out = run_on("pdftotext", file, "-");
  if (!out.empty()) {
    CHECK(out.find(text) != std::string::npos);
    CHECK(out.find("Latin, fi") != std::string::npos);
  }
  const std::string listed = run_on("pdffonts", file, "");
  CHECK(listed.find("Type 3") == std::string::npos);
  CHECK(listed.find("CID Type 0C") != std::string::npos);
  CHECK(file.find("NotoSerifCJKsc") != std::string::npos);
}

TEST_CASE_FIXTURE(Fixture, "Latin and emoji are CID fonts with their text too") {
  paint::DisplayList list = page();
  add_text(list, face("Liberation Sans"), "Æble “x” fi", {20, 40});
  add_text(list, face("Noto Color Emoji"), "😀🎉😀", {20, 80});
  const std::string file = write({list});
  const std::string out = run_on("pdftotext", file, "-");
  if (!out.empty()) CHECK(out == "Æble “x” fi\n😀🎉😀\n\n\f");
  const std::string listed = run_on("pdffonts", file, "");
  if (!listed.empty()) {
    CHECK(listed.find("LiberationSans                CID Type 0C") != std::string::npos);
    CHECK(listed.find("WinAnsi") == std::string::npos);
    CHECK(listed.find("Type 3") == std::string::npos);
  }
}

TEST_CASE_FIXTURE(Fixture, "characters that no glyph shows keep their text and one font") {
  paint::DisplayList list = page();
  std::string missing;
  for (char32_t c = 0x4E00; c < 0x4E20; ++c)
    append_utf8(missing, c);
  add_text(list, face("Liberation Sans"), missing, {20, 40});
  const std::string file = write({list});
  const std::string out = run_on("pdftotext", file, "-");
  if (!out.empty()) CHECK(out.find(missing) != std::string::npos);
  const std::string listed = run_on("pdffonts", file, "");
  if (!listed.empty()) CHECK(std::count(listed.begin(), listed.end(), '\n') == 3);
}

TEST_CASE_FIXTURE(Fixture, "the same lists give the same bytes, in one batch or in several") {
  std::vector<paint::DisplayList> pages;
  for (int i = 0; i < 4; ++i) {
    pages.push_back(page());
    add_text(pages.back(), face("Noto Serif CJK SC"), "第" + std::to_string(i) + "页", {20, 40});
  }
  CHECK(write(pages) == write(pages));
  PdfOptions options;
  options.waiting_bytes = 1;
  const std::string batches = write(pages, options);
  const std::string out = run_on("pdftotext", batches, "-");
  if (!out.empty()) CHECK(out == "第0页\n\n\f第1页\n\n\f第2页\n\n\f第3页\n\n\f");
}

TEST_CASE_FIXTURE(Fixture, "links, destinations, outline, labels, tags and metadata are whole") {
  paint::Tag document;
  document.role = paint::Role::Document;
  const paint::TagId root = tags.add(document);
  paint::Tag paragraph;
  paragraph.parent = root;
  paragraph.role = paint::Role::Paragraph;
  const paint::TagId p = tags.add(paragraph);
  paint::Tag anchor;
  anchor.parent = p;
  anchor.role = paint::Role::Link;
  const paint::TagId a = tags.add(anchor);
  const paint::TagId b = tags.add(anchor);
  const paint::TagId lost = tags.add(anchor);
  const font::Face& serif = face("Noto Serif CJK SC");

  paint::DisplayList first = page();
  first.label = "iv";
  first.items.push_back(paint::Bookmark{"第一章", 1, {20, 30}});
  add_text(first, serif, "前", {20, 40}, p);
  add_text(first, serif, "链接", {40, 40}, a);
  first.items.push_back(paint::Link{{40, 20, 32, 24}, "https://example.org/a'b?q=文", "", a});
  add_text(first, serif, "跳", {80, 40}, b);
  first.items.push_back(paint::Link{{80, 20, 16, 24}, "", "注1", b});
  add_text(first, serif, "失", {100, 40}, lost);
  first.items.push_back(paint::Link{{100, 20, 16, 24}, "", "nowhere", lost});
  add_text(first, serif, "folio", {20, 590});
  paint::DisplayList second = page();
  second.items.push_back(paint::Destination{"注1", {20, 300}});
  second.items.push_back(paint::Bookmark{"第二节", 2, {20, 30}});
  add_text(second, serif, "后", {20, 40}, p);

  PdfOptions options;
  options.metadata.title = "書名 𠮷";
  options.metadata.language = "zh-Hant";
  options.metadata.created = "2024-05-01T08:09:10+08:00";
  const std::string file = write({first, second}, options);
  CHECK(file.find("/Lang (zh-Hant)") != std::string::npos);
  CHECK(file.find("/CreationDate (D:20240501080910+08'00')") != std::string::npos);
  CHECK(file.find("https://example.org/a%27b?q=%E6%96%87") != std::string::npos);
  const std::string checked = run_on("qpdf --check", file, "");
  if (!checked.empty()) {
    CHECK(checked.find("No syntax or stream encoding errors found") != std::string::npos);
  }
  // The paragraph of both pages is one element; its link, and the phrase in it, do not break it.
  const std::string structure = run_on("pdfinfo -struct-text", file, "");
  if (!structure.empty()) {
    CHECK(std::count(structure.begin(), structure.end(), 'P') == 1);
    CHECK(structure.find("\"后\"") != std::string::npos);
    CHECK(structure.find("folio") == std::string::npos);
  }
  const std::string info = run_on("pdfinfo", file, "");
  if (!info.empty()) {
    CHECK(info.find("書名 𠮷") != std::string::npos);
    CHECK(info.find("Tagged:          yes") != std::string::npos);
    CHECK(info.find("Pages:           2") != std::string::npos);
  }
}

TEST_CASE_FIXTURE(Fixture, "the outline is the contents' where the pages make no bookmarks") {
  const font::Face& serif = face("Noto Serif CJK SC");
  paint::DisplayList first = page();
  first.items.push_back(paint::Destination{"chapter-1", {20, 30}});
  add_text(first, serif, "前", {20, 40});
  paint::DisplayList second = page();
  second.items.push_back(paint::Destination{"h2", {20, 60}});
  add_text(second, serif, "后", {20, 80});
  PdfOptions options;
  options.outline = {{"One", 1, "chapter-1"}, {"Lost", 2, "nowhere"}, {"Two", 2, "h2"}};
  const std::string plain =
      run_on("qpdf --qdf --object-streams=disable", write({first, second}, options), "-");
  if (plain.empty()) return;
  CHECK(plain.find("/Title (One)") != std::string::npos);
  CHECK(plain.find("/Title (Two)") != std::string::npos);
  CHECK(plain.find("/Title (Lost)") == std::string::npos);
  first.items.push_back(paint::Bookmark{"Own", 1, {20, 30}});
  const std::string own =
      run_on("qpdf --qdf --object-streams=disable", write({first, second}, options), "-");
  CHECK(own.find("/Title (Own)") != std::string::npos);
  CHECK(own.find("/Title (One)") == std::string::npos);
}

TEST_CASE_FIXTURE(Fixture, "runs shown together keep their order, colour and element") {
  const font::Face& serif = face("Noto Serif");
  const paint::TagId first = add_tag(paint::Role::Paragraph);
  const paint::TagId second = add_tag(paint::Role::Paragraph);
  paint::DisplayList list = page();
  const auto coloured = [&](const char* text, double x, double y, paint::TagId tag, float red) {
    add_text(list, serif, text, {x, y}, tag);
    std::get<paint::GlyphRun>(list.items.back()).colour = {red, 0, 0, 1};
  };
  coloured("one ", 20, 40, first, 0);
  coloured("two ", 60, 40, first, 0);
  coloured("three", 20, 60, first, 0);
  coloured("red", 80, 60, first, 1);
  coloured("four", 20, 90, second, 1);
  list.items.push_back(paint::FillRect{{0, 0, 400, 100}, {1, 1, 1, 1}});  // hides what came before
  coloured("five", 20, 120, second, 1);
  const std::string file = write({list});
  const std::string structure = run_on("pdfinfo -struct-text", file, "");
  if (!structure.empty()) {
    CHECK(structure.find("\"one two threered\"") != std::string::npos);
    CHECK(structure.find("\"fourfive\"") != std::string::npos);
  }
  std::string content = run_on("qpdf --qdf --object-streams=disable", file, "-");
  if (content.empty()) return;
  const auto shown = [&content](std::string_view what) {
    std::size_t count = 0;
    for (std::size_t at = 0; (at = content.find(what, at)) != std::string::npos; ++at)
      ++count;
    return count;
  };
  CHECK(shown("BT\n") == 4);  // one two three, red, four, five
}

TEST_CASE_FIXTURE(Fixture, "a picture drawn often on a page is one resource") {
  // 1 × 1 GIF.
  const std::string gif("GIF89a\1\0\1\0\x80\0\0\xFF\0\0\0\xFF\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;", 35);
  const image::ImageStore store(
      [&](std::string_view, std::string_view) -> Result<image::LoadedImage> {
        return image::LoadedImage{gif, "a.gif"};
      },
      Limits{});
  const image::Image* picture = store.load("a.gif", "", {}, diagnostics);
  REQUIRE(picture != nullptr);
  PdfWriter writer({}, tags, &store, diagnostics);
  paint::Tag section;
  section.role = paint::Role::Section;
  paint::Tag figure;
  figure.parent = tags.add(section);
  figure.role = paint::Role::Figure;
  for (int i = 0; i < 2; ++i) {
    paint::DisplayList list = page();
    list.items.push_back(paint::DrawImage{picture, {0, 0, 400, 600}, true, tags.add(figure)});
    for (int x = 0; x < 5; ++x)
      list.items.push_back(
          paint::DrawImage{picture, {x * 20.0, 10, 16, 16}, true, paint::kArtifact});
    writer.add_page(std::move(list));
  }
  Result<std::string> written = writer.finish();
  if (!written) FAIL(written.error().detail);
  CHECK(diagnostics.found().empty());  // its structure was written too
  const std::string file = std::move(written).value();
  const std::string checked = run_on("qpdf --check", file, "");
  if (!checked.empty()) CHECK(checked.find("WARNING") == std::string::npos);
  const std::string pictures = run_on("pdfimages -list", file, "");
  if (!pictures.empty()) CHECK(pictures.find("   2     ") != std::string::npos);
  std::size_t found = 0;
  for (std::size_t at = 0; (at = file.find("/Subtype /Image", at)) != std::string::npos; ++at)
    ++found;
  CHECK(found == 1);
}

TEST_CASE_FIXTURE(Fixture, "structure begun or ended where the clip hides all is whole") {
  const paint::TagId before = add_tag(paint::Role::Paragraph);
  const paint::TagId hidden = add_tag(paint::Role::Paragraph);
  const paint::TagId after = add_tag(paint::Role::Paragraph);
  std::vector<paint::Item> pushes{paint::PushTransform{{0, 0, 0, 0, 0, 0}}, paint::PushClip{}};
  for (const paint::Item& push : pushes) {
    paint::DisplayList list = page();
    const font::Face& sans = face("Liberation Sans");
    add_text(list, sans, "first", {20, 40}, before);
    list.items.push_back(push);
    add_text(list, sans, "none", {20, 80}, hidden);
    list.items.emplace_back(paint::Pop{});
    add_text(list, sans, "last", {20, 120}, after);
    for (const std::size_t budget : {std::size_t{96} << 20U, std::size_t{1}}) {
      PdfOptions options;
      options.waiting_bytes = budget;
      const std::string file = write({list, list}, std::move(options));
      CHECK(file.find("/StructTreeRoot") != std::string::npos);
      CHECK(diagnostics.found().empty());
    }
  }
}

TEST_CASE_FIXTURE(Fixture, "values beyond all sense do no harm") {
  paint::DisplayList list = page();
  const double infinite = std::numeric_limits<double>::infinity();
  const double none = std::numeric_limits<double>::quiet_NaN();
  list.items.push_back(paint::FillRect{{none, infinite, 1e38, -1e38}, {}});
  list.items.push_back(paint::PushTransform{{0, 0, 0, 0, none, 5}});
  list.items.push_back(paint::FillRect{{0, 0, 10, 10}, {}});
  list.items.push_back(paint::Pop{});
  list.items.push_back(paint::PushTransform{{infinite, none, 1e38, 1, 0, 5}});
  list.items.push_back(paint::Pop{});
  list.items.push_back(paint::Pop{});
  list.items.push_back(paint::PushGroup{none, paint::Blend::Multiply});
  paint::StrokePath stroke;
  stroke.width = infinite;
  stroke.dashes = {none, -1};
  stroke.path.move(none, 0);
  stroke.path.line(infinite, 1e300);
  list.items.push_back(stroke);
  list.width = none;
  list.height = 1e38;
  const std::string file = write({list});
  CHECK(file.starts_with("%PDF-1."));
}

TEST_CASE_FIXTURE(Fixture, "a file without pages is an error") {
  PdfWriter writer({}, tags, nullptr, diagnostics);
  CHECK(!writer.finish());
}

}  // namespace banxin::pdf
