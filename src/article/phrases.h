#pragma once
// What short lines of chrome say, in the languages that pages are most often written in: headings
// of related links and comments, share bars, prompts to scan a code or to install an app, prev/next
// links, legal lines. A phrase judges short lines only; prose that happens to hold one stays.
#include <string_view>

namespace banxin::article {

enum class Phrase : unsigned char {
  None,
  Related,        // the heading of, or a label before, links to other pages
  Comments,       // the heading of comments
  Author,         // the heading of a box about the author
  Contact,        // the heading of a press contact
  PictureCredit,  // "Photo: …", "图：…", "资料图"
  Share,
  Prompt,  // scan, install, follow, subscribe
  Tool,    // print, close, font size, report an error
  Paging,  // previous, next, back to top
  Legal,   // copyright, disclaimer of a reprint
  Advertisement,
  Credit,  // editor in charge, proof-reader: neither text nor author
  End,     // "(完)", "- THE END -"
};

const char* phrase_name(Phrase phrase);

// What the whole line is, by the words it consists of or begins with. `weight` as of TextMeasure.
Phrase classify_line(std::string_view line, float weight);

// Classifies a line that opens with a label and goes on: "相关阅读：…", "Read more: …".
Phrase classify_label(std::string_view line);

}  // namespace banxin::article
