#include "input/book_file.h"

// toml++ is used without exceptions: its parse result says what is wrong.
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <toml++/toml.h>
#pragma GCC diagnostic pop

#include <utility>

#include "base/file_system.h"

namespace banxin::input {
namespace {

using Matter = BookChapter::Matter;

std::string text_of(const toml::node& node) {
  if (const auto text = node.value<std::string>()) return *text;
  if (const auto number = node.value<std::int64_t>()) return std::to_string(*number);
  if (const auto flag = node.value<bool>()) return *flag ? "true" : "false";
  if (const auto date = node.value<toml::date>()) {
    const auto two = [](unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    return std::to_string(date->year) + '-' + two(date->month) + '-' + two(date->day);
  }
  return {};
}

std::string place_of(const std::string& file, const toml::source_position& position) {
  return file + ':' + std::to_string(position.line) + ':' + std::to_string(position.column);
}

Error wrong(const std::string& file, const toml::node& node, std::string_view why) {
  return {ErrorCode::Usage, place_of(file, node.source().begin), std::string(why)};
}

constexpr std::string_view kChapterForm =
    "a chapter is a file's name, or { file = \"name.html\", title = \"…\", part = \"…\" }";

Result<BookChapter> read_chapter(const std::string& file, const toml::node& entry) {
  BookChapter chapter;
  if (entry.is_string()) {
    chapter.file = text_of(entry);
  } else if (const toml::table* table = entry.as_table()) {
    for (const auto& [key, value] : *table) {
      std::string* const field = key == "file"    ? &chapter.file
                                 : key == "title" ? &chapter.title
                                 : key == "part"  ? &chapter.part
                                                  : nullptr;
      if (field == nullptr) {
        return wrong(file, value,
                     "a chapter has no key " + std::string(key.str()) + " (file, title and part)");
      }
      if (!value.is_value()) return wrong(file, value, "this is no text");
      *field = text_of(value);
    }
  }
  if (chapter.file.empty()) return wrong(file, entry, kChapterForm);
  return chapter;
}

Result<void> read_chapters(const std::string& file,
                           const toml::node& node,
                           Matter matter,
                           BookFile& book) {
  const toml::array* list = node.as_array();
  if (list == nullptr) {
    return wrong(file, node, "chapters are a list: [\"a.html\", \"b.html\"]");
  }
  for (const toml::node& entry : *list) {
    BANXIN_TRY(BookChapter chapter, read_chapter(file, entry));
    chapter.matter = matter;
    book.chapters.push_back(std::move(chapter));
  }
  return {};
}

bool names_file(std::string_view option, std::string_view value) {
  if (option == "css" || option == "root") return true;
  if (option == "cover") return value != "auto" && value != "none";
  return option == "theme" && value.ends_with(".css");
}

void read_option(const std::string& file,
                 const std::string& name,
                 const toml::node& value,
                 BookFile& book) {
  std::vector<std::string>& values = book.options[name];
  book.places[name] = place_of(file, value.source().begin);
  const auto add = [&](const toml::node& item) {
    std::string text = text_of(item);
    const std::string folder = folder_of(file);
    if (names_file(name, text) && !text.starts_with('/') && folder != ".")
      text = join_path(folder, text);
    values.push_back(std::move(text));
  };
  if (const toml::array* list = value.as_array()) {
    for (const toml::node& item : *list)
      add(item);
  } else {
    add(value);
  }
}

}  // namespace

Result<BookFile> parse_book_file(const std::string& file, const std::string& text) {
  const toml::parse_result parsed = toml::parse(std::string_view(text));
  if (!parsed) {
    const toml::parse_error& fault = parsed.error();
    return Error{ErrorCode::Unusable, place_of(file, fault.source().begin),
                 std::string(fault.description())};
  }
  BookFile book;
  // Front matter first, whatever the order of the tables in the file.
  for (const auto& [name, matter] :
       {std::pair{"front", Matter::Front}, std::pair{"chapters", Matter::Body},
        std::pair{"back", Matter::Back}}) {
    if (const toml::node* node = parsed.table().get(name)) {
      BANXIN_TRY([[maybe_unused]] auto done, read_chapters(file, *node, matter, book));
    }
  }
  for (const auto& [key, value] : parsed.table()) {
    const std::string name(key.str());
    if (name == "front" || name == "chapters" || name == "back") continue;
    if (const toml::table* group = value.as_table()) {
      // A [book] or [output] table only groups options.
      for (const auto& [inner, inner_value] : *group) {
        read_option(file, std::string(inner.str()), inner_value, book);
      }
    } else {
      read_option(file, name, value, book);
    }
  }
  return book;
}

}  // namespace banxin::input
