#include "input/archive_source.h"

#include <algorithm>
#include <utility>

#include "base/diagnostic_ids.h"
#include "input/archive.h"
#include "input/file_names.h"
#include "input/page_names.h"
#include "input/server_includes.h"

namespace banxin::input {
namespace {

Source archive_source(const std::string& path,
                      const SourceOptions& options,
                      const FileSystem& files) {
  Source source{{},
                Resources(files, {}, options.limits),
                std::nullopt,
                readable_name(stem_of(path), {}),
                false};
  source.resources.close_to_disk();
  return source;
}

SourcePage archive_page(const std::string& path, ArchivePart part) {
  SourcePage page = page_of(path + '/' + part.name, part.name);
  page.bytes = std::move(part.bytes);
  page.loaded = true;
  return page;
}

// Only what book.toml lists, in its order.
Result<void> arrange_book(const std::string& path, Source& source, Diagnostics& diagnostics) {
  std::vector<SourcePage> listed;
  std::vector<BookChapter> chapters;
  for (BookChapter& chapter : source.book->chapters) {
    const std::string name = resolve_path(chapter.file, {});
    const std::string literal = resolve_name(chapter.file);
    const auto page = std::find_if(
        source.pages.begin(), source.pages.end(),
        [&](const SourcePage& one) { return one.name == literal || one.name == name; });
    if (page == source.pages.end()) {
      diagnostics.report(DiagnosticId::InputFailed, path + '/' + chapter.file, {},
                         "there is no such page in the archive");
      continue;
    }
    // It may be listed twice.
    listed.push_back(page_of(page->file, page->name));
    listed.back().bytes = page->bytes;
    listed.back().loaded = true;
    chapters.push_back(std::move(chapter));
  }
  if (listed.empty()) {
    return Error{ErrorCode::Unusable, path, "there is no page of its book.toml in this archive"};
  }
  source.pages = std::move(listed);
  source.book->chapters = std::move(chapters);
  return {};
}

// The chapters' files count from the folder of the book.toml.
Result<void> read_book(const std::string& path, const ArchivePart& part, Source& source) {
  const std::string file = path + '/' + part.name;
  BANXIN_TRY(BookFile book, parse_book_file(file, decode_short_text(part.bytes)));
  for (BookResource& named : book.files) {
    const std::string* const bytes =
        source.resources.find_part(resolve_path(named.path, part.name));
    if (bytes != nullptr) named.bytes = *bytes;
  }
  const std::string folder = folder_of(part.name);
  for (BookChapter& chapter : book.chapters)
    chapter.file = folder == "." ? chapter.file : join_path(folder, chapter.file);
  for (std::size_t i = 0; book.chapters.empty() && i < source.pages.size(); ++i)
    book.chapters.push_back({source.pages[i].name, {}, {}, {}});
  source.book = std::move(book);
  return {};
}

bool is_book_file(std::string_view name) {
  const std::string_view file = file_name_of(name);
  return file == "book.toml" || file == "banxin.toml";
}

}  // namespace

Result<Source> open_zip(const std::string& path,
                        std::string_view bytes,
                        const SourceOptions& options,
                        const FileSystem& files,
                        Diagnostics& diagnostics) {
  BANXIN_TRY(std::vector<ArchivePart> parts, read_zip(path, bytes, options.limits, diagnostics));
  Source source = archive_source(path, options, files);
  std::vector<std::string_view> names;
  for (const ArchivePart& part : parts)
    names.push_back(part.name);
  const std::vector<bool> shown_by_others = lie_in_resource_folders({names.begin(), names.end()});
  std::vector<ArchivePart> sorted;
  std::vector<bool> are_shown_by_others;
  for (const std::size_t place : reading_order_of(names)) {
    sorted.push_back(std::move(parts[place]));
    are_shown_by_others.push_back(shown_by_others[place]);
  }
  const ArchivePart* book = nullptr;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    ArchivePart& part = sorted[i];
    if (part.name == "mimetype" || part.name == "[Content_Types].xml") {
      return Error{ErrorCode::Unusable, path,
                   "it is no archive of pages but an EPUB or an office document"};
    }
    if (is_book_file(part.name) && (book == nullptr || part.name.size() < book->name.size())) {
      book = &part;
    } else if (is_page_name(part.name) && !are_shown_by_others[i]) {
      source.resources.add_part(part.name, part.bytes);  // other pages may include or frame it
      source.pages.push_back(archive_page(path, std::move(part)));
    } else {
      source.resources.add_part(std::move(part.name), std::move(part.bytes));
    }
  }
  if (source.pages.empty())
    return Error{ErrorCode::Unusable, path, "there is no page in this archive"};
  for (SourcePage& page : source.pages) {
    if (has_server_includes(page.name))
      expand_server_includes(page, source.resources, options.limits, diagnostics);
  }
  source.is_folder = source.pages.size() > 1;
  if (book != nullptr) {
    BANXIN_TRY([[maybe_unused]] auto read, read_book(path, *book, source));
    BANXIN_TRY([[maybe_unused]] auto arranged, arrange_book(path, source, diagnostics));
    source.is_folder = true;
  }
  return source;
}

}  // namespace banxin::input
