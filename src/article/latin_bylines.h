#pragma once
// Bylines in the languages of Europe: "By Jane Doe and John Roe", "Publié le 3 mai 2020 par
// Maëlle", "Ein Beitrag von Max Muster".
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace banxin::article {

// What stands behind "By ", "Von ", "Autor: " at the beginning of `line`.
std::optional<std::string_view> after_by_word(std::string_view line);

// The names of a byline in Latin or Cyrillic letters; empty when the line is none.
std::vector<std::string> find_latin_bylines(std::string_view line);

// "By", "Autor:" and nothing more: the name is on the next line.
bool is_lone_by_word(std::string_view line);

// The names of a line that holds nothing but capitalised names, of two words each at least.
std::vector<std::string> names_of_whole_line(std::string_view line);

}  // namespace banxin::article
