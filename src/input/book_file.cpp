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

Result<void> read_chapters(const std::string& file,
                           const toml::array& list,
                           Matter matter,
                           BookFile& book) {
  std::string part;
  for (const toml::node& entry : list) {
    BookChapter chapter;
    chapter.matter = matter;
    if (const toml::table* table = entry.as_table()) {
      for (const auto& [key, value] : *table) {
        if (key == "file") chapter.file = text_of(value);
        if (key == "title") chapter.title = text_of(value);
        if (key == "part") chapter.part = text_of(value);
      }
    } else {
      chapter.file = text_of(entry);
    }
    if (chapter.file.empty()) {
      return Error{ErrorCode::Usage, file, "a chapter has no `file` (write file = \"name.html\")"};
    }
    book.chapters.push_back(std::move(chapter));
  }
  return {};
}

void read_option(const std::string& name, const toml::node& value, BookFile& book) {
  std::vector<std::string>& values = book.options[name];
  if (const toml::array* list = value.as_array()) {
    for (const toml::node& item : *list)
      values.push_back(text_of(item));
  } else {
    values.push_back(text_of(value));
  }
}

}  // namespace

Result<BookFile> parse_book_file(const std::string& file, const std::string& text) {
  const toml::parse_result parsed = toml::parse(std::string_view(text));
  if (!parsed) {
    const toml::parse_error& fault = parsed.error();
    return Error{ErrorCode::Unusable,
                 file + ':' + std::to_string(fault.source().begin.line) + ':' +
                     std::to_string(fault.source().begin.column),
                 std::string(fault.description())};
  }
  BookFile book;
  // Front matter first, whatever the order of the tables in the file.
  for (const auto& [name, matter] :
       {std::pair{"front", Matter::Front}, std::pair{"chapters", Matter::Body},
        std::pair{"back", Matter::Back}}) {
    if (const toml::array* list = parsed.table()[name].as_array()) {
      BANXIN_TRY([[maybe_unused]] auto done, read_chapters(file, *list, matter, book));
    }
  }
  for (const auto& [key, value] : parsed.table()) {
    const std::string name(key.str());
    if (name == "front" || name == "chapters" || name == "back") continue;
    if (const toml::table* group = value.as_table()) {
      // A [book] or [output] table only groups options.
      for (const auto& [inner, inner_value] : *group) {
        read_option(std::string(inner.str()), inner_value, book);
      }
    } else {
      read_option(name, value, book);
    }
  }
  return book;
}

}  // namespace banxin::input
