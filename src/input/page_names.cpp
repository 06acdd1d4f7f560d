#include "input/page_names.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include "base/ascii.h"
#include "base/chinese_number.h"
#include "base/file_system.h"

namespace banxin::input {
namespace {

// Whether the pages are counted as I, II, III…: the name alone does not say it (V, X, I).
bool are_counted_in_roman(const std::vector<std::string_view>& names) {
  std::size_t roman = 0;
  std::size_t certain = 0;
  for (const std::string_view name : names) {
    const auto number = parse_roman_number(stem_of(name));
    roman += number ? 1 : 0;
    certain += number && number->length > 1 ? 1 : 0;
  }
  return certain >= 2 && roman * 2 >= names.size();
}

// index.html opens a folder; the rest follows as people count, folder by folder.
std::string page_order_key(std::string_view name, bool in_roman) {
  constexpr std::array<std::string_view, 7> kOpening{"index",     "default", "cover", "title",
                                                     "titlepage", "封面",    "扉页"};
  std::string key;
  std::size_t at = 0;
  for (std::size_t slash = name.find('/'); slash != std::string_view::npos;
       slash = name.find('/', at)) {
    key += '1';
    key += natural_sort_key(name.substr(at, slash - at));
    key += '\x01';
    at = slash + 1;
  }
  const std::string stem = stem_of(name);
  const bool opens =
      std::find(kOpening.begin(), kOpening.end(), ascii_lower(stem)) != kOpening.end();
  key += opens ? '0' : '1';
  key += natural_sort_key(in_roman ? "chapter " + stem : stem);
  return key;
}

}  // namespace

std::string stem_of(std::string_view path) {
  const std::string_view name = file_name_of(path);
  const std::size_t dot = name.rfind('.');
  return std::string(dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot));
}

bool is_page_name(std::string_view name) {
  constexpr std::array<std::string_view, 10> kExtensions{
      "html", "htm", "xhtml", "xht", "shtml", "shtm", "stm", "mhtml", "mht", "webarchive"};
  return std::find(kExtensions.begin(), kExtensions.end(), extension_of(name)) != kExtensions.end();
}

bool has_server_includes(std::string_view name) {
  const std::string extension = extension_of(name);
  return extension == "shtml" || extension == "shtm" || extension == "stm";
}

bool is_resource_folder(std::string_view name) {
  // Windows translates its suffix; those of one word and a hyphen belong to it too.
  constexpr std::array<std::string_view, 19> kSuffixes{
      "_files",     ".files",     "_file",    "-Dateien",     "_archivos", "_fichiers", "_arquivos",
      "_ficheiros", "_bestanden", "-filer",   "_tiedostot",   "_pliki",    "_soubory",  "_elemei",
      "_dosyalar",  "_datoteke",  "_fajlovi", "_fitxategiak", "_fitxers"};
  return std::any_of(kSuffixes.begin(), kSuffixes.end(), [name](std::string_view suffix) {
    return name.size() > suffix.size() && name.ends_with(suffix);
  });
}

std::vector<bool> lie_in_resource_folders(const std::vector<std::string>& names) {
  std::unordered_set<std::string> pages;  // with their folders, without extensions
  for (const std::string& name : names) {
    if (is_page_name(name)) pages.insert(name.substr(0, name.rfind('.')));
  }
  const auto is_companion = [&pages](std::string_view folder) {
    for (const std::string_view suffix : {"_文件", "_檔案", "_ファイル", "_파일"}) {
      if (!folder.ends_with(suffix)) continue;
      return pages.contains(std::string(folder.substr(0, folder.size() - suffix.size())));
    }
    return false;
  };
  std::vector<bool> lie;
  for (const std::string& name : names) {
    bool inside = false;
    for (std::size_t slash = name.find('/'); slash != std::string::npos && !inside;
         slash = name.find('/', slash + 1)) {
      const std::string_view folder = std::string_view(name).substr(0, slash);
      inside = is_resource_folder(folder) || is_companion(folder);
    }
    lie.push_back(inside);
  }
  return lie;
}

std::vector<std::size_t> reading_order_of(const std::vector<std::string_view>& names) {
  const bool in_roman = are_counted_in_roman(names);
  std::vector<std::pair<std::string, std::size_t>> keyed;
  keyed.reserve(names.size());
  for (std::size_t i = 0; i < names.size(); ++i)
    keyed.emplace_back(page_order_key(names[i], in_roman), i);
  std::sort(keyed.begin(), keyed.end(), [&names](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : names[a.second] < names[b.second];
  });
  std::vector<std::size_t> order;
  for (const auto& [key, place] : keyed)
    order.push_back(place);
  return order;
}

SourcePage page_of(std::string file, std::string name) {
  SourcePage page;
  const std::string extension = extension_of(file);
  page.is_xml = extension == "xhtml" || extension == "xht";
  page.file = std::move(file);
  page.name = std::move(name);
  return page;
}

}  // namespace banxin::input
