#pragma once
// Publication: the one picture of a book that both outputs read: metadata, chapters with their
// documents, contents, notes, links between chapters, landmarks, cover. It owns the documents; what
// book found out about their nodes (ids, link targets, notes) stands in side tables, so that the
// trees stay as the page's own style sheets know them. CONTRACT: read by epub, layout and pdf.
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/geometry.h"
#include "base/result.h"
#include "dom/document.h"

namespace banxin::book {

// MARC relators (https://id.loc.gov/vocabulary/relators): "aut", "trl", "edt", "ill"…
struct Creator {
  std::string name;
  std::string role = "aut";
  std::string file_as;  // what it sorts under: pinyin of a Chinese name, "Family, Given"
};

enum class IdentifierScheme : std::uint8_t { Uuid, Isbn, Doi, Url, Other };
struct Identifier {
  std::string value;  // without its scheme: 9787020002207, not urn:isbn:9787020002207
  IdentifierScheme scheme = IdentifierScheme::Other;
};

struct Series {
  std::string name;
  std::string index;  // "2", "2.5", or empty
};

struct Metadata {
  std::string title;
  std::string subtitle;
  std::string title_file_as;
  std::vector<Creator> creators;      // who the book is by
  std::vector<Creator> contributors;  // translators, editors… of lesser weight
  std::string language;               // BCP 47; never empty after build_publication
  std::vector<Identifier> identifiers;
  std::string published;  // ISO 8601 date or date and time; empty when unknown
  std::string modified;
  std::string publisher;
  std::string rights;
  std::string description;
  std::vector<std::string> subjects;
  std::string source;     // the page's URL, or the print edition's identifier
  std::string site_name;  // where an article stood
  Series series;
  std::string cover_picture;  // a reference as the page has it (og:image), for Cover
};

enum class Matter : std::uint8_t { Front, Body, Back };

// A further page of an article that was cut into pages, put at the end of the first one's text.
struct JoinedPage {
  const dom::Node* beginning = nullptr;  // its first block; null: nothing of it is there
  std::string source_path;
  std::string source_url;
};

// One input page, or all pages of one article. A part's title page (卷一) may be a chapter of its
// own, `is_part`.
struct Chapter {
  std::unique_ptr<dom::Document> document;
  dom::Node* content = nullptr;  // its children are the chapter: `body`, or an article's root
  std::string title;
  std::string source_path;             // what the loader resolves the chapter's references against
  std::string source_url;              // the page's own address on the web, empty when unknown
  std::vector<std::string> addresses;  // all that it says it was at on the web
  std::string base_url;  // what its relative links out mean: <base href>, else source_url
  std::vector<JoinedPage> joined;
  std::string language;  // BCP 47, never empty
  Direction direction = Direction::Ltr;
  WritingMode writing_mode = WritingMode::HorizontalTb;
  Matter matter = Matter::Body;
  bool is_part = false;
};

// A place in the book: an element of a chapter, or (null) the chapter's beginning.
struct Place {
  std::uint32_t chapter = 0;
  const dom::Node* node = nullptr;
  bool operator==(const Place&) const = default;
};

struct ContentsEntry {
  std::string title;
  Place place;
  std::string id;  // find_id() of place.node; empty for a chapter's beginning
  std::vector<ContentsEntry> children;
};

// A note: where it is called, and the element that holds its text (li, p, div, aside). A note that
// is called twice is listed once for each call.
struct Note {
  Place reference;  // the `a` that calls it
  Place body;
  const dom::Node* back_link = nullptr;  // the `a` in the body that leads back, null when missing
};

// Names of EPUB's structural semantics: cover, titlepage, toc, bodymatter, preface, afterword…
struct Landmark {
  std::string type;
  std::string title;
  Place place;
};

enum class CoverKind : std::uint8_t { None, Picture, Drawn };
struct Cover {
  CoverKind kind = CoverKind::None;
  std::string reference;    // Picture: as the page has it,
  std::string source_path;  // … resolved against this page
  std::string bytes;        // Picture given as a file (--cover FILE): then no reference
};

// What the resource gate (input) hands out. `path` identifies the resource: equal paths, equal
// bytes; it never becomes a name in an output.
struct Resource {
  std::string path;
  std::string bytes;
  std::string media_type;  // as declared (data: URLs, MHTML); empty when unknown. Never trusted.
};
// Loads what `reference` (as it stands in the page or sheet) means on the page `source_path`. Who
// asks reports a refusal, with its place (Diagnostics::report_unloaded).
using ResourceLoader =
    std::function<Result<Resource>(const std::string& source_path, std::string_view reference)>;

struct Publication {
  Metadata metadata;
  std::vector<Chapter> chapters;
  std::vector<ContentsEntry> contents;
  std::vector<Note> notes;
  std::vector<Landmark> landmarks;
  Cover cover;
  Direction direction = Direction::Ltr;  // of page progression: Rtl for vertical-rl books too
  WritingMode writing_mode = WritingMode::HorizontalTb;
  ResourceLoader load_resource;  // may be empty: then nothing loads

  // Ids unique over the book and valid XML names (ASCII), for every element that has an id, is
  // linked to, is a heading in the contents, or a note.
  std::unordered_map<const dom::Node*, std::string> ids;
  // `a` and `area` elements that lead to a place in this book, frames that show one.
  std::unordered_map<const dom::Node*, Place> links;
  // Into `notes`, by the calling `a` and by the body element.
  std::unordered_map<const dom::Node*, std::uint32_t> note_of_reference;
  std::unordered_map<const dom::Node*, std::uint32_t> note_of_body;

  // Empty when the element has none.
  std::string_view find_id(const dom::Node& element) const {
    const auto found = ids.find(&element);
    return found == ids.end() ? std::string_view{} : std::string_view{found->second};
  }
  // Null when the link leads out of the book or nowhere.
  const Place* find_link(const dom::Node& element) const {
    const auto found = links.find(&element);
    return found == links.end() ? nullptr : &found->second;
  }
};

}  // namespace banxin::book
