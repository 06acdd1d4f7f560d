#pragma once
// Content: the XHTML files of a publication before their links are known: what the content writer
// makes and the package reads.
#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "book/publication.h"

namespace banxin::epub {

// A place in a file's body where `href="…"` belongs, once the target's file is known. `extra` are
// attributes that are valid with an href only (role).
struct LinkHole {
  std::size_t offset = 0;
  book::Place target;
  std::string_view extra;  // a literal
};

// A film or sound of the page's own, kept as it is.
struct MediaFile {
  std::string name;
  std::string media_type;
  std::string bytes;
};

struct ContentFile {
  std::string body;
  std::vector<LinkHole> links;  // by offset
  std::uint32_t chapter = 0;
  std::string title;
  bool has_svg = false;
  bool has_mathml = false;
};

// What the content has, counted as it is written: accessibility metadata is computed from it.
struct ContentFacts {
  std::size_t images = 0;
  std::size_t undescribed_images = 0;  // neither an alt text nor marked as decoration
  std::size_t text_bytes = 0;
  std::size_t formulas = 0;
  std::size_t undescribed_formulas = 0;
  std::size_t ruby = 0;
  std::size_t tables = 0;
  std::size_t tables_without_headers = 0;
  std::size_t headings = 0;
  bool has_sound = false;
  bool has_film = false;
  bool has_animation = false;  // animated GIF or WebP: flashing cannot be ruled out
  bool has_author_colours = false;
};

struct WrittenPageBreak {
  std::string label;
  std::string id;
  std::uint32_t file = 0;
};

struct BookContent {
  std::deque<ContentFile> files;
  std::vector<std::uint32_t> first_file;                        // by chapter
  std::unordered_map<const dom::Node*, std::uint32_t> file_of;  // of every id that was written
  std::unordered_map<const dom::Node*, std::uint32_t> rank_of;  // its place among them, from 1
  std::vector<WrittenPageBreak> page_breaks;
  std::deque<MediaFile> media;
  ContentFacts facts;
};

}  // namespace banxin::epub
