#pragma once
// Headings of one chapter: which elements they are, their level and what they say.
#include <string>
#include <string_view>
#include <vector>

#include "book/publication.h"
#include "book/title_pattern.h"

namespace banxin::book {

struct Heading {
  dom::Node* node = nullptr;
  int level = 1;  // 1 to 6, as written
  std::string text;
  TitlePattern pattern;
};

// 1 to 6 for h1 to h6, 0 for all else.
int heading_level(const dom::Node& node);

// The text of a heading or a caption as a contents list shows it: one line, without ruby readings,
// note calls and hidden things; pictures by their alt.
std::string title_text(const dom::Node& heading);

// Blanks (also U+00A0, U+3000) collapsed to one space, none at the ends.
std::string collapse_blanks(std::string_view text);

// The headings below chapter.content in document order, those of quotes, tables, navigation,
// figures and hidden parts left out. A chapter without headings gets them from its paragraphs, or
// its lines between <br>, that say 第N章, 楔子…: these become h2 (h1 for parts) in its document.
std::vector<Heading> find_headings(Chapter& chapter);

}  // namespace banxin::book
