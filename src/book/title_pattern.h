#pragma once
// What a heading says about the book's structure: 第三卷, 第十二回, 番外, 序, Chapter 4, あとがき.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "book/publication.h"

namespace banxin::book {

// In the order of their rank: a part holds chapters, a chapter sections.
enum class TitleKind : std::uint8_t { Part, Chapter, Section, Other };

struct TitlePattern {
  TitleKind kind = TitleKind::Other;
  Matter matter = Matter::Body;
  std::optional<std::uint64_t> number;  // of 第N章, 卷三, Chapter 4; none of 第1.5章
  std::string_view semantics;  // EPUB's name for it (preface, afterword…), "" for a plain one
  // Whether the words alone make it a heading, in a text without headings: 第三章, 楔子, but not
  // 上.
  bool is_certain = false;
  // Of «卷一 第三章 初见»: the part that the title repeats (卷一), and the rest. They lie inside
  // the classified title; both empty where it names no part.
  std::string_view part = {};
  std::string_view rest = {};
  std::optional<std::uint64_t> last = {};  // of 第12-13章
};

// `title` is one line without blanks around it.
TitlePattern classify_title(std::string_view title);

}  // namespace banxin::book
