#include "epub/package.h"

#include <algorithm>

#include "epub/accessibility.h"
#include "epub/date.h"
#include "epub/xml_text.h"

namespace banxin::epub {
namespace {

using book::Creator;
using book::Metadata;

void element(std::string& out,
             std::string_view name,
             std::string_view attributes,
             std::string_view text) {
  out += "    <";
  out += name;
  out += attributes;
  out += '>';
  append_text(out, text);
  out += "</";
  out += name;
  out += ">\n";
}

void property(std::string& out, std::string_view name, std::string_view value) {
  std::string attributes;
  append_attribute(attributes, "property", name);
  element(out, "meta", attributes, value);
}

void refinement(std::string& out,
                std::string_view id,
                std::string_view name,
                std::string_view value,
                std::string_view scheme = {}) {
  std::string attributes;
  append_attribute(attributes, "refines", "#" + std::string(id));
  append_attribute(attributes, "property", name);
  if (!scheme.empty()) append_attribute(attributes, "scheme", scheme);
  element(out, "meta", attributes, value);
}

std::string numbered(std::string_view stem, std::size_t number) {
  std::string out(stem);
  append_number(out, number);
  return out;
}

std::string id_attribute(std::string_view id) {
  std::string out;
  append_attribute(out, "id", id);
  return out;
}

void write_titles(std::string& out, const Metadata& metadata) {
  element(out, "dc:title", id_attribute("title"), metadata.title);
  refinement(out, "title", "title-type", "main");
  if (!metadata.title_file_as.empty()) refinement(out, "title", "file-as", metadata.title_file_as);
  if (metadata.subtitle.empty()) return;
  refinement(out, "title", "display-seq", "1");
  element(out, "dc:title", id_attribute("subtitle"), metadata.subtitle);
  refinement(out, "subtitle", "title-type", "subtitle");
  refinement(out, "subtitle", "display-seq", "2");
}

void write_people(std::string& out,
                  const std::vector<Creator>& people,
                  std::string_view element_name,
                  std::string_view stem) {
  for (std::size_t i = 0; i < people.size(); ++i) {
    const Creator& person = people[i];
    if (person.name.empty()) continue;
    const std::string id = numbered(stem, i + 1);
    element(out, element_name, id_attribute(id), person.name);
    if (!person.role.empty()) refinement(out, id, "role", person.role, "marc:relators");
    if (!person.file_as.empty()) refinement(out, id, "file-as", person.file_as);
    if (people.size() > 1) refinement(out, id, "display-seq", numbered("", i + 1));
  }
}

void write_identifiers(std::string& out, const PackageInput& input) {
  element(out, "dc:identifier", id_attribute("book-id"), input.identifier);
  for (const book::Identifier& identifier : input.publication.metadata.identifiers) {
    std::string value = identifier.value;
    switch (identifier.scheme) {
      case book::IdentifierScheme::Isbn:
        value.insert(0, "urn:isbn:");
        break;
      case book::IdentifierScheme::Doi:
        value.insert(0, "doi:");
        break;
      case book::IdentifierScheme::Uuid:
        value.insert(0, "urn:uuid:");
        break;
      default:
        break;
    }
    if (!value.empty() && value != input.identifier) element(out, "dc:identifier", {}, value);
  }
}

void optional_element(std::string& out, std::string_view name, const std::string& text) {
  if (!text.empty()) element(out, name, {}, text);
}

void write_metadata(std::string& out, const PackageInput& input) {
  const Metadata& metadata = input.publication.metadata;
  out += "  <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n";
  write_identifiers(out, input);
  write_titles(out, metadata);
  element(out, "dc:language", {}, metadata.language);
  write_people(out, metadata.creators, "dc:creator", "creator");
  write_people(out, metadata.contributors, "dc:contributor", "contributor");
  optional_element(out, "dc:date", valid_date(metadata.published));
  optional_element(out, "dc:publisher",
                   metadata.publisher.empty() ? metadata.site_name : metadata.publisher);
  optional_element(out, "dc:rights", metadata.rights);
  optional_element(out, "dc:description", metadata.description);
  for (const std::string& subject : metadata.subjects)
    optional_element(out, "dc:subject", subject);
  optional_element(out, "dc:source", metadata.source);
  // EPUB Accessibility 1.1 §4.1.3: what the page numbers are those of.
  if (has_page_list(input.content)) {
    property(out, "pageBreakSource",
             input.options.pages_source.empty() ? input.identifier + "#pdf"
                                                : input.options.pages_source);
  }
  if (!metadata.series.name.empty()) {
    std::string attributes = " property=\"belongs-to-collection\"" + id_attribute("series");
    element(out, "meta", attributes, metadata.series.name);
    refinement(out, "series", "collection-type", "series");
    if (!metadata.series.index.empty()) {
      refinement(out, "series", "group-position", metadata.series.index);
    }
  }
  property(out, "dcterms:modified", modification_date(metadata, input.options));
  write_accessibility(out, input);
  if (!input.cover_item.empty()) {
    out += "    <meta name=\"cover\"";
    append_attribute(out, "content", input.cover_item);
    out += "/>\n";
  }
  out += "  </metadata>\n";
}

void write_item(std::string& out, const ManifestItem& item) {
  out += "    <item";
  append_attribute(out, "id", item.id);
  append_attribute(out, "href", item.href);
  append_attribute(out, "media-type", item.media_type);
  if (!item.properties.empty()) append_attribute(out, "properties", item.properties);
  out += "/>\n";
}

void write_manifest(std::string& out, const PackageInput& input) {
  out += "  <manifest>\n";
  write_item(out, {"nav", "nav.xhtml", "application/xhtml+xml", "nav"});
  write_item(out, {"ncx", "toc.ncx", "application/x-dtbncx+xml", ""});
  if (!input.cover_page.empty()) {
    write_item(out, {"cover-page", input.cover_page, "application/xhtml+xml", ""});
  }
  for (std::uint32_t i = 0; i < input.content.files.size(); ++i) {
    const ContentFile& file = input.content.files[i];
    std::string properties;
    if (file.has_mathml) properties = "mathml";
    if (file.has_svg) properties += properties.empty() ? "svg" : " svg";
    write_item(out,
               {numbered("c", i + 1), content_file_name(i), "application/xhtml+xml", properties});
  }
  for (const ManifestItem& item : input.items)
    write_item(out, item);
  out += "  </manifest>\n";
}

void write_spine(std::string& out, const PackageInput& input) {
  out += "  <spine toc=\"ncx\"";
  if (input.publication.direction == Direction::Rtl) out += " page-progression-direction=\"rtl\"";
  out += ">\n";
  if (!input.cover_page.empty()) out += "    <itemref idref=\"cover-page\"/>\n";
  if (has_contents_page(input.publication)) out += "    <itemref idref=\"nav\"/>\n";
  for (std::uint32_t i = 0; i < input.content.files.size(); ++i) {
    out += "    <itemref";
    append_attribute(out, "idref", numbered("c", i + 1));
    out += "/>\n";
  }
  out += "  </spine>\n";
}

}  // namespace

std::string content_file_name(std::uint32_t file) {
  std::string out = "c";
  append_padded(out, file + 1, 4);
  return out + ".xhtml";
}

std::string href_of(const book::Publication& publication,
                    const BookContent& content,
                    const book::Place& place) {
  if (place.node == nullptr) {
    if (place.chapter >= content.first_file.size()) return {};
    return content_file_name(content.first_file[place.chapter]);
  }
  const auto file = content.file_of.find(place.node);
  const std::string_view id = publication.find_id(*place.node);
  if (file == content.file_of.end() || id.empty()) return {};
  return content_file_name(file->second) + "#" + std::string(id);
}

bool has_contents_page(const book::Publication& publication) {
  constexpr std::size_t kWorthAPage = 5;
  std::size_t entries = 0;
  for (const book::ContentsEntry& entry : publication.contents)
    entries += 1 + entry.children.size();
  return entries >= kWorthAPage;
}

bool has_page_list(const BookContent& content) {
  return !content.page_breaks.empty();
}

std::string write_package(const PackageInput& input) {
  const Metadata& metadata = input.publication.metadata;
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" "
      "unique-identifier=\"book-id\"";
  append_attribute(out, "xml:lang", metadata.language);
  if (input.publication.chapters.front().direction == Direction::Rtl) out += " dir=\"rtl\"";
  out += ">\n";
  write_metadata(out, input);
  write_manifest(out, input);
  write_spine(out, input);
  out += "</package>\n";
  return out;
}

}  // namespace banxin::epub
