#include "article/latin_bylines.h"

#include <algorithm>
#include <array>

#include "article/dates.h"
#include "article/text_measure.h"
#include "base/ascii.h"
#include "base/utf8.h"

namespace banxin::article {

namespace {

template <std::size_t Count>
bool is_one_of(std::string_view word, const std::array<std::string_view, Count>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array kByWords =
    std::to_array<std::string_view>({"by ",           "written by ",  "von ",
                                     "par ",          "por ",         "di ",
                                     "door ",         "author: ",     "authors: ",
                                     "autor: ",       "autorin: ",    "auteur : ",
                                     "auteur: ",      "text by ",     "words by ",
                                     "posted by ",    "story by ",    "text: ",
                                     "by: ",          "von: ",        "por: ",
                                     "автор: ",       "Автор: ",      "autore: ",
                                     "texte : ",      "texte: ",      "texto: ",
                                     "tekst: ",       "autorzy: ",    "escrito por ",
                                     "scritto da ",   "written by: ", "geschrieben von ",
                                     "verfasst von ", "rédigé par ",  "tekst av "});

// Of Romance, Germanic and Slavonic languages, which a whole name must follow: they are nouns too.
constexpr std::array kNouns =
    std::to_array<std::string_view>({"auteur ", "autor ", "autorin ", "autore ", "автор ", "av "});

bool is_capitalised(std::string_view word) {
  if (word.empty()) return false;
  const DecodedCharacter first = decode_utf8(word, 0);
  const char32_t c = first.code_point;
  return (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0xDE) || (c >= 0x410 && c <= 0x42F) ||
         c == 0x15A || c == 0x141 || c == 0x17B || c == 0x160 || c == 0x10C;
}

bool is_particle(std::string_view word) {
  static constexpr std::array kParticles = std::to_array<std::string_view>(
      {"de",  "da", "di", "van", "von", "der", "den", "la", "le",  "del",
       "dos", "do", "al", "bin", "y",   "e",   "el",  "zu", "ter", "af"});
  return is_one_of(word, kParticles);
}

struct NameRun {
  std::vector<std::string> names;
  std::size_t end = 0;  // where it stops in the text
};

// Capitalised words to the first that is none. Behind a comma stands a job or a place, unless "and"
// follows later: then it is a list.
NameRun read_names(std::string_view text) {
  static constexpr std::array kAnd =
      std::to_array<std::string_view>({"and", "und", "et", "&", "y", "i", "og", "och", "en"});
  constexpr std::size_t kMostWords = 16;
  NameRun run{{std::string{}}, 0};
  std::size_t words = 0;
  std::size_t at = 0;
  std::size_t first_comma = 0;  // names before it; 0: there is none
  std::size_t comma_end = 0;
  bool is_list = false;
  while (at < text.size() && words < kMostWords) {
    const std::size_t end = std::min(text.find_first_of(" \t", at), text.size());
    std::string_view word = text.substr(at, end - at);
    const std::size_t begin = at;
    at = end + 1;
    if (word.empty()) continue;
    if (is_one_of(word, kAnd) && !run.names.back().empty()) {
      is_list = is_list || first_comma > 0;
      run.names.emplace_back();
      continue;
    }
    const bool comma = word.back() == ',' || word.back() == ';';
    if (comma) word.remove_suffix(1);
    if (!is_capitalised(word) && !(is_particle(word) && !run.names.back().empty())) {
      at = begin;
      break;
    }
    run.names.back() += (run.names.back().empty() ? "" : " ") + std::string{word};
    ++words;
    if (!comma) continue;
    if (first_comma == 0) {
      first_comma = run.names.size();
      comma_end = end;
    }
    if (is_list) break;
    run.names.emplace_back();
  }
  run.end = std::min(at, text.size());
  if (first_comma > 0 && !is_list) {
    run.names.resize(first_comma);
    run.end = comma_end;
  }
  std::erase_if(run.names, [](const std::string& name) { return name.size() < 3; });
  constexpr std::size_t kMostNames = 6;
  if (run.names.size() > kMostNames) run.names.clear();
  return run;
}

// Behind a name: nothing, a date, a stroke, where it was filed.
bool closes(std::string_view tail) {
  tail.remove_prefix(std::min(tail.find_first_not_of(' '), tail.size()));
  if (tail.empty() || is_ascii_digit(tail[0])) return true;
  static constexpr std::array kMarks = std::to_array<std::string_view>(
      {"|",   "·",   "•",   ",",   "-",   "–",   "—",   "(",     "/",      "in ", "am ",
       "on ", "um ", "at ", "le ", "el ", "il ", "op ", "dans ", "unter ", "en ", "em "});
  return std::any_of(kMarks.begin(), kMarks.end(),
                     [tail](std::string_view mark) { return tail.starts_with(mark); });
}

// Whether the words before "by" say that what follows made the text: nothing but a date, or a kind
// of text.
bool tells_of_making(std::string_view before, bool dated) {
  static constexpr std::array kPictures = std::to_array<std::string_view>(
      {"foto", "photo", "bild", "image", "picture", "illustration", "video", "zeichnung", "cover",
       "übersetz", "translat", "review", "edited", "fotograf"});
  static constexpr std::array kTexts = std::to_array<std::string_view>(
      {"artikel",    "beitrag", "interview",   "kommentar", "article",     "story",   "geschrieben",
       "verfasst",   "written", "gespeichert", "submitted", "eingestellt", "escrito", "scritto",
       "geschreven", "analyse", "gastbeitrag", "reportage", "artículo",    "kolumne", "column"});
  static constexpr std::array kPrinted = std::to_array<std::string_view>(
      {"posted", "published", "veröffentlicht", "publié", "publicado", "pubblicato", "gepubliceerd",
       "geplaatst", "erstellt", "opublikowano", "updated", "added"});
  constexpr std::uint32_t kFewLetters = 14;  // "am", "Datum:", "on"
  if (contains_any(before, kPictures)) return false;
  const std::uint32_t letters = measure_text(before).letters;
  constexpr std::uint32_t kPhrase = 45;
  if (letters > kPhrase) return false;
  if (contains_any(before, kTexts)) return true;
  return dated && (contains_any(before, kPrinted) || letters <= kFewLetters);
}

// "06.11.2023 13:30 von Olga", "Posted on September 21, 2020 by Jane Doe".
std::vector<std::string> find_inside(std::string_view line, const std::string& lower) {
  constexpr std::size_t kLongest = 140;
  if (line.size() > kLongest || line.ends_with(".") || line.ends_with("?")) return {};
  for (const std::string_view word :
       {" by ", " von ", " par ", " por ", " di ", " door ", " przez ", " av ", " af ", " da "}) {
    const std::size_t at = lower.find(word);
    if (at == std::string::npos) continue;
    const std::string_view rest = line.substr(at + word.size());
    std::string before = lower.substr(0, at);
    const auto date = find_date(before);
    if (date.has_value()) before.erase(date->begin, date->end - date->begin);
    const bool dated = date.has_value() || find_date(rest).has_value();
    if (!tells_of_making(before, dated)) continue;
    NameRun run = read_names(rest);
    if (run.names.empty() && dated) {
      // An account, in small letters.
      run.end = std::min(rest.find(' '), rest.size());
      const std::string_view name = rest.substr(0, run.end);
      if (measure_text(name).letters >= 3) run.names.emplace_back(name);
    }
    if (!run.names.empty() && closes(rest.substr(run.end))) return run.names;
  }
  return {};
}

}  // namespace

std::optional<std::string_view> after_by_word(std::string_view line) {
  const std::string lower = ascii_lower(line.substr(0, 40));
  for (const std::string_view word : kByWords) {
    if (lower.starts_with(word)) return line.substr(word.size());
  }
  return std::nullopt;
}

std::vector<std::string> find_latin_bylines(std::string_view line) {
  // "| By", "· von"
  line.remove_prefix(std::min(line.find_first_not_of(" |-"), line.size()));
  if (const auto rest = after_by_word(line); rest.has_value()) return read_names(*rest).names;
  const std::string lower = ascii_lower(line);
  for (const std::string_view noun : kNouns) {
    if (!lower.starts_with(noun)) continue;
    const std::string_view rest = line.substr(noun.size());
    NameRun run = read_names(rest);
    const bool whole = !run.names.empty() && contains(run.names[0], " ");
    if (whole && closes(rest.substr(run.end))) return run.names;
  }
  return find_inside(line, lower);
}

bool is_lone_by_word(std::string_view line) {
  constexpr std::size_t kLongest = 24;
  if (line.size() > kLongest) return false;
  static constexpr std::array kWords = std::to_array<std::string_view>(
      {"by", "von", "par", "por", "di", "door", "av", "autor", "autorin", "author", "auteur",
       "auteurs", "autore", "autori", "writtenby", "postedby", "geschriebenvon", "verfasstvon",
       "автор"});
  return is_one_of(std::string_view{comparison_key(line)}, kWords);
}

std::vector<std::string> names_of_whole_line(std::string_view line) {
  constexpr std::size_t kLongest = 80;
  constexpr std::size_t kMostWords = 4;  // of one name
  if (line.size() > kLongest) return {};
  while (line.ends_with(",") || line.ends_with(" "))
    line.remove_suffix(1);
  NameRun run = read_names(line);
  if (run.end < line.size()) return {};
  for (const std::string& name : run.names) {
    const auto spaces = static_cast<std::size_t>(std::count(name.begin(), name.end(), ' '));
    if (spaces == 0 || spaces >= kMostWords || measure_text(name).digits > 0) return {};
  }
  return run.names;
}

}  // namespace banxin::article
