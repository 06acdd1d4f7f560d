#pragma once
// book.toml / banxin.toml: the options of the command line under their own names, and, for a book,
// the list of its chapters.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace banxin::input {

struct BookChapter {
  std::string file;   // relative to the book.toml's folder
  std::string title;  // "" takes the page's own
  std::string part;   // the part it opens, "" for none
  enum class Matter { Front, Body, Back } matter = Matter::Body;
};

// A file that an option names, below the folder of the book.toml.
struct BookResource {
  std::string path;                  // as written
  std::string file;                  // as the option has it
  std::string place;                 // file:line:column
  std::optional<std::string> bytes;  // of one that lies in an archive
};

struct BookFile {
  // Option name without its dashes → its values in order: {"title": ["…"], "author": ["甲", "乙"]}.
  // Files among them (css, cover, a theme that is one) count from the book.toml's folder.
  std::map<std::string, std::vector<std::string>> options;
  std::map<std::string, std::string> places;  // of each option: file:line:column
  std::vector<BookResource> files;
  std::vector<BookChapter> chapters;
};

// Reads TOML. Unusable with the place of the fault when it cannot be parsed; Usage, with the
// place, for chapters that are none and for options that a book may not give; Refused for files
// outside of its folder. Chapters: `[[chapters]] file = "…" title = "…"`, or `chapters
// = ["a.html", …]`;
// `[[front]]` and `[[back]]` likewise.
Result<BookFile> parse_book_file(const std::string& file, const std::string& text);

}  // namespace banxin::input
