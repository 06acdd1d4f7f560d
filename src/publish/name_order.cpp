#include "publish/name_order.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/ascii.h"
#include "base/chinese_number.h"
#include "base/utf8.h"

namespace banxin::publish {
namespace {

constexpr int kChapterRank = 2;

std::string_view stem_of(std::string_view name) {
  const std::string_view file = name.substr(name.rfind('/') + 1);
  return file.substr(0, file.rfind('.'));
}

// As a title would have it: chapter_10, Chapter10 → chapter 10.
std::string title_of(std::string_view stem) {
  std::string title;
  for (const char c : stem) {
    const bool is_behind_letter = !title.empty() && is_ascii_letter(title.back());
    if (is_behind_letter && is_ascii_digit(c)) title += ' ';
    title += is_behind_letter && (c == '_' || c == '-') ? ' ' : c;
  }
  return title;
}

// ch 5, Ch. 12: as only files are called.
std::optional<std::uint64_t> abbreviated_number(std::string_view title) {
  for (const std::string_view word : {"chap", "ch"}) {
    if (!equals_ignoring_ascii_case(title.substr(0, word.size()), word)) continue;
    std::string_view rest = title.substr(word.size());
    while (rest.starts_with(' ') || rest.starts_with('.'))
      rest.remove_prefix(1);
    const auto number = parse_number(rest);
    return number && number->length == rest.size() ? std::optional(number->value) : std::nullopt;
  }
  return std::nullopt;
}

// 5, 004_雪, 12 山: counted without a word for what they are.
std::optional<std::uint64_t> bare_number(std::string_view title) {
  const auto number = parse_number(title);
  if (!number) return std::nullopt;
  const std::string_view rest = title.substr(number->length);
  const bool ends = rest.empty() || std::string_view(" ._-").find(rest.front()) != rest.npos ||
                    rest.starts_with("、") || rest.starts_with("　");
  return ends ? std::optional(number->value) : std::nullopt;
}

struct NamedPage {
  int rank = kChapterRank;
  bool is_chapter = false;  // says that it is one
  std::optional<std::uint64_t> number;
};

NamedPage read_name(std::string_view name) {
  const std::string title = title_of(stem_of(name));
  const book::TitlePattern said = book::classify_title(title);
  NamedPage page{
      place_in_book(said), said.kind != book::TitleKind::Other && said.number.has_value(), {}};
  if (const auto number = abbreviated_number(title)) {
    page = {kChapterRank, true, number};
  } else if (said.kind == book::TitleKind::Other) {
    page.number = bare_number(title);
  }
  if (said.kind == book::TitleKind::Chapter && said.part.empty()) page.number = said.number;
  return page;
}

using Places = std::vector<std::size_t>::iterator;

void order_folder(Places begin, Places end, const std::vector<std::string_view>& names) {
  std::unordered_map<std::size_t, NamedPage> pages;
  for (Places place = begin; place != end; ++place)
    pages.emplace(*place, read_name(names[*place]));
  const auto chapters = std::count_if(pages.begin(), pages.end(),
                                      [](const auto& page) { return page.second.is_chapter; });
  if (chapters < 2) return;
  std::stable_sort(begin, end, [&pages](std::size_t a, std::size_t b) {
    return pages.at(a).rank < pages.at(b).rank;
  });
  const auto is_in_middle = [&pages](std::size_t place) {
    return pages.at(place).rank == kChapterRank;
  };
  const Places first = std::find_if(begin, end, is_in_middle);
  const Places last = std::find_if_not(first, end, is_in_middle);
  const bool are_counted = std::all_of(
      first, last, [&pages](std::size_t place) { return pages.at(place).number.has_value(); });
  if (!are_counted) return;
  std::stable_sort(first, last, [&pages](std::size_t a, std::size_t b) {
    return pages.at(a).number < pages.at(b).number;
  });
}

}  // namespace

std::string_view folder_part(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : name.substr(0, slash);
}

int place_in_book(const book::TitlePattern& said) {
  if (said.matter == book::Matter::Front) return 0;
  if (said.semantics == "prologue") return 1;
  if (said.semantics == "epilogue") return 3;
  if (said.matter != book::Matter::Back) return kChapterRank;
  if (said.semantics.empty()) return 4;  // 番外 before 后记
  if (said.semantics == "appendix") return 5;
  const bool closes = said.semantics == "afterword" || said.semantics == "acknowledgments";
  return closes ? 7 : 6;
}

bool are_counted(const std::vector<std::string_view>& names) {
  if (names.empty()) return false;
  std::string_view same = stem_of(names.front());
  for (const std::string_view name : names) {
    const std::string_view stem = stem_of(name);
    const auto differ = std::mismatch(same.begin(), same.end(), stem.begin(), stem.end()).first;
    same = same.substr(0, static_cast<std::size_t>(differ - same.begin()));
  }
  // 10 and 12 begin alike, and so do the bytes of 一 and 二.
  same = same.substr(0, valid_utf8_prefix(same));
  while (!same.empty() && is_ascii_digit(same.back()))
    same.remove_suffix(1);
  return std::all_of(names.begin(), names.end(), [same](std::string_view name) {
    return read_name(name).number.has_value() ||
           parse_number(stem_of(name).substr(same.size())).has_value();
  });
}

void order_by_names(const std::vector<std::string_view>& names, std::vector<std::size_t>& order) {
  for (Places begin = order.begin(); begin != order.end();) {
    const std::string_view folder = folder_part(names[*begin]);
    const Places end = std::find_if(
        begin, order.end(), [&](std::size_t place) { return folder_part(names[place]) != folder; });
    order_folder(begin, end, names);
    begin = end;
  }
}

}  // namespace banxin::publish
