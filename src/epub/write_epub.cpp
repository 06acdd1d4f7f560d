#include "epub/write_epub.h"

#include <algorithm>
#include <array>

#include "base/diagnostic_ids.h"
#include "base/utf8.h"
#include "book/title_pattern.h"
#include "epub/author_sheets.h"
#include "epub/container.h"
#include "epub/content_writer.h"
#include "epub/embed_fonts.h"
#include "epub/package.h"
#include "epub/sha1.h"
#include "epub/xml_text.h"

namespace banxin::epub {
namespace {

constexpr std::string_view kContainerXml =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
    "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
    "  <rootfiles>\n"
    "    <rootfile full-path=\"epub/package.opf\" "
    "media-type=\"application/oebps-package+xml\"/>\n"
    "  </rootfiles>\n"
    "</container>\n";

// EPUB's structural semantics for what a title says, of those that have a role of the same name in
// DPUB-ARIA 1.0 and ask for no content of their own.
std::string_view section_semantics(std::string_view title) {
  constexpr auto kKnown = std::to_array<std::string_view>(
      {"preface", "foreword", "introduction", "prologue", "epilogue", "afterword", "appendix",
       "dedication", "epigraph", "acknowledgments"});
  const book::TitlePattern pattern = book::classify_title(title);
  const auto known = std::find(kKnown.begin(), kKnown.end(), pattern.semantics);
  if (known != kKnown.end()) return *known;
  return pattern.kind == book::TitleKind::Part && pattern.matter == book::Matter::Body ? "part"
                                                                                       : "chapter";
}

class EpubWriter {
 public:
  EpubWriter(const book::Publication& publication,
             const EpubOptions& options,
             Diagnostics& diagnostics)
      : publication_(publication),
        options_(options),
        diagnostics_(diagnostics),
        pictures_(publication.load_resource,
                  {options.longest_picture_side, options.jpeg_quality},
                  options.limits),
        sheets_(publication, options, diagnostics),
        container_(options.compression) {}

  Result<std::string> write() {
    // Before the text is written: what drawing takes is free again then.
    std::string drawn_cover;
    if (publication_.cover.kind == book::CoverKind::Drawn) drawn_cover = draw_cover();
    content_ = ContentWriter(publication_, options_, pictures_, sheets_, diagnostics_).write();
    add("META-INF/container.xml", std::string(kContainerXml));
    const std::string cover = find_cover(drawn_cover);
    const std::string identifier = "urn:uuid:" + content_uuid();
    PackageInput input{publication_, options_, content_, identifier, {}, {}, {}};
    add_fonts(input);
    input.items.push_back({"style", "style.css", "text/css", ""});
    for (std::size_t i = 0; i < sheets_.sheets().size(); ++i) {
      const std::string name = sheet_name(i);
      input.items.push_back({name.substr(0, name.find('.')), name, "text/css", ""});
    }
    add_pictures(input, cover);
    for (const MediaFile& file : content_.media)
      input.items.push_back(
          {file.name.substr(0, file.name.find('.')), file.name, file.media_type, ""});
    add("epub/package.opf", write_package(input));
    add("epub/nav.xhtml", write_navigation(input));
    add("epub/toc.ncx", write_ncx(input));
    if (!input.cover_page.empty()) add("epub/" + input.cover_page, cover_page(cover));
    add("epub/style.css", options_.style + fonts_.css);
    for (std::size_t i = 0; i < sheets_.sheets().size(); ++i)
      add("epub/" + sheet_name(i), sheets_.sheets()[i]);
    for (std::uint32_t i = 0; i < content_.files.size(); ++i)
      add("epub/" + content_file_name(i), whole_page(i));
    for (const EmbeddedFont& font : fonts_.fonts)
      container_.add("epub/" + font.name, font.bytes, Compression::Deflated);
    for (const Picture& picture : pictures_.pictures()) {
      const bool is_text = picture.media_type == "image/svg+xml";
      container_.add("epub/" + picture.name, picture.bytes,
                     is_text ? Compression::Deflated : Compression::Stored);
    }
    for (const MediaFile& file : content_.media)
      container_.add("epub/" + file.name, file.bytes, Compression::Stored);
    return std::move(container_).finish();
  }

 private:
  static std::string sheet_name(std::size_t index) {
    std::string name = "page-";
    append_number(name, index + 1);
    return name + ".css";
  }

  // Text that is no UTF-8 (a name from a command line, cut in a character) makes a file that no
  // reader opens: here is the last place to see it.
  void add(std::string_view name, std::string_view bytes) {
    const bool valid = is_valid_utf8(bytes);
    container_.add(name, valid ? bytes : to_utf8(to_utf32(bytes)), Compression::Deflated);
  }

  // Of the text and the pictures, not of how they were packed.
  std::string content_uuid() const {
    Sha1 hash;
    hash.add(publication_.metadata.title);
    for (const ContentFile& file : content_.files)
      hash.add(file.body);
    for (const Picture& picture : pictures_.pictures())
      hash.add(picture.bytes);
    for (const MediaFile& file : content_.media)
      hash.add(file.bytes);
    return uuid_of(hash.finish());
  }

  void add_pictures(PackageInput& input, const std::string& cover) {
    for (const Picture& picture : pictures_.pictures()) {
      const std::string id = picture.name.substr(0, picture.name.find('.'));
      const bool is_cover = picture.name == cover;
      input.items.push_back({id, picture.name, picture.media_type, is_cover ? "cover-image" : ""});
      if (is_cover) input.cover_item = id;
    }
    if (!cover.empty() && has_cover_page_) input.cover_page = "cover.xhtml";
  }

  // "" where there is none to draw, or it cannot be drawn.
  std::string draw_cover() const {
    if (!options_.draw_cover) return {};
    auto drawn = options_.draw_cover();
    return drawn ? std::move(drawn).value() : std::string();
  }

  // The name of the cover's picture among the pictures, "" without one. A picture that stands in
  // the text needs no page of its own before it.
  std::string find_cover(const std::string& drawn) {
    const book::Cover& cover = publication_.cover;
    if (cover.kind == book::CoverKind::None) return {};
    const std::size_t before = pictures_.pictures().size();
    const Picture* picture = nullptr;
    if (cover.kind == book::CoverKind::Picture) {
      const image::Reference where{publication_.chapters.front().document->file(), {}};
      picture = cover.reference.empty()
                    ? pictures_.add(cover.bytes, diagnostics_)
                    : pictures_.find(cover.source_path, cover.reference, where, diagnostics_);
      constexpr int kSmallest = 300;
      const bool is_chosen = cover.reference.empty();
      if (picture != nullptr && !is_chosen && picture->media_type != "image/svg+xml" &&
          (picture->width < kSmallest || picture->height < kSmallest)) {
        picture = nullptr;
      }
    }
    if (picture == nullptr) {
      const bool has_one = cover.kind == book::CoverKind::Drawn;
      const std::string bytes = has_one ? drawn : draw_cover();
      if (!bytes.empty()) picture = pictures_.add(bytes, diagnostics_);
    }
    if (picture == nullptr) return {};
    has_cover_page_ = pictures_.pictures().size() > before;
    return picture->name;
  }

  std::string cover_page(const std::string& picture) const {
    const book::Metadata& metadata = publication_.metadata;
    std::string out;
    PageHead head;
    head.title = metadata.title;
    head.language = metadata.language;
    append_page_head(out, head);
    // doc-cover is a role of the picture (DPUB-ARIA 1.1), not of what it stands in.
    out += "<body>\n<section epub:type=\"cover\" class=\"bx-cover\"><img";
    append_attribute(out, "src", picture);
    append_attribute(out, "alt", metadata.title.empty() ? std::string_view("*") : metadata.title);
    out += " role=\"doc-cover\"/></section>\n</body>\n</html>\n";
    return out;
  }

  void add_fonts(PackageInput& input) {
    fonts_ = embed_fonts(publication_, content_, options_);
    if (fonts_.fonts.empty()) return;
    std::string encryption =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
        "<encryption xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" "
        "xmlns:enc=\"http://www.w3.org/2001/04/xmlenc#\">\n";
    for (EmbeddedFont& font : fonts_.fonts) {
      const std::string id = font.name.substr(0, font.name.find('.'));
      input.items.push_back({id, font.name, font.media_type, ""});
      if (options_.obfuscation == Obfuscation::None) continue;
      obfuscate_font(font.bytes, input.identifier);
      encryption +=
          "<enc:EncryptedData><enc:EncryptionMethod "
          "Algorithm=\"http://www.idpf.org/2008/embedding\"/><enc:CipherData>"
          "<enc:CipherReference URI=\"epub/" +
          font.name + "\"/></enc:CipherData></enc:EncryptedData>\n";
    }
    if (options_.obfuscation == Obfuscation::Idpf) {
      add("META-INF/encryption.xml", encryption + "</encryption>\n");
    }
  }

  // A body between its head and its end, with the links' targets filled in.
  std::string whole_page(std::uint32_t index) {
    ContentFile& file = content_.files[index];
    const book::Chapter& chapter = publication_.chapters[file.chapter];
    PageHead head;
    head.title = file.title;
    head.author_style = sheets_.of_chapter(file.chapter);
    head.language = chapter.language;
    head.direction = chapter.direction;
    if (!is_horizontal(chapter.writing_mode)) head.html_class = "bx-vertical";
    std::string out;
    out.reserve(file.body.size() + file.links.size() * 32 + 600);
    append_page_head(out, head);
    out += chapter.matter == book::Matter::Front  ? "<body epub:type=\"frontmatter\">\n"
           : chapter.matter == book::Matter::Back ? "<body epub:type=\"backmatter\">\n"
                                                  : "<body>\n";
    const std::string_view section = section_semantics(file.title);
    out.append("<section epub:type=\"").append(section);
    out.append("\" role=\"doc-").append(section).append("\"");
    append_attribute(out, "aria-label", file.title.empty() ? std::string_view("*") : file.title);
    out += ">\n";
    const std::string own_name = content_file_name(index);
    std::size_t from = 0;
    for (const LinkHole& hole : file.links) {
      out.append(file.body, from, hole.offset - from);
      from = hole.offset;
      std::string href = href_of(publication_, content_, hole.target);
      if (href.empty()) {
        report_lost_link(chapter, hole);
        continue;
      }
      if (href.starts_with(own_name + "#")) href.erase(0, own_name.size());
      append_attribute(out, "href", href);
      out += hole.extra;
    }
    out.append(file.body, from);
    out += "</section>\n</body>\n</html>\n";
    file.body = std::string();
    return out;
  }

  void report_lost_link(const book::Chapter& chapter, const LinkHole& hole) {
    const std::string_view id =
        hole.target.node == nullptr ? std::string_view{} : publication_.find_id(*hole.target.node);
    diagnostics_.report(DiagnosticId::LinkDropped, chapter.document->file(), {},
                        "#" + std::string(id));
  }

  const book::Publication& publication_;
  const EpubOptions& options_;
  Diagnostics& diagnostics_;
  PictureStore pictures_;
  AuthorSheets sheets_;
  EmbeddedFonts fonts_;
  bool has_cover_page_ = false;
  BookContent content_;
  Container container_;
};

}  // namespace

Result<std::string> write_epub(const book::Publication& publication,
                               const EpubOptions& options,
                               Diagnostics& diagnostics) {
  return EpubWriter(publication, options, diagnostics).write();
}

}  // namespace banxin::epub
