#pragma once
// Contents: the headings of all chapters → the tree of contents, chapter titles, matter and
// landmarks.
#include <vector>

#include "book/build_publication.h"
#include "book/heading.h"
#include "book/references.h"

namespace banxin::book {

// headings[i] belong to publication.chapters[i]; parts[i] is the part named for that chapter by
// book.toml, empty where none is.
struct ContentsInput {
  std::vector<std::vector<Heading>> headings;
  std::vector<std::string> parts;
  std::vector<bool> titled;  // whether book.toml gave the chapter its title
};

// Fills contents and landmarks. Levels that the page skips are closed up.
void build_contents(Publication& publication,
                    const ContentsInput& input,
                    const BookOptions& options,
                    IdSource& ids);

// Writes the numbers 1, 1.1, 1.2… of the contents into the headings, those with a number of their
// own left as they are, and into the contents' titles.
void number_sections(Publication& publication);

}  // namespace banxin::book
