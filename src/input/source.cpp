#include "input/source.h"

#include <array>
#include <filesystem>
#include <utility>

#include "input/archive.h"
#include "input/archive_source.h"
#include "input/file_names.h"
#include "input/packed_page.h"
#include "input/page_names.h"
#include "input/server_includes.h"

namespace banxin::input {
namespace {

constexpr std::size_t kFolderDepth = 16;

Source make_source(const FileSystem& files,
                   std::string root,
                   const SourceOptions& options,
                   std::string_view path) {
  return {{},
          Resources(files, std::move(root), options.limits),
          std::nullopt,
          readable_name(stem_of(path), {}),
          false};
}

// Without `.` and `..`, by the names alone: the gate looks at what links lead to.
std::string absolute_path(const std::string& path) {
  std::error_code failed;
  const std::filesystem::path absolute = std::filesystem::absolute(path, failed);
  std::string normal =
      (failed ? std::filesystem::path(path) : absolute).lexically_normal().string();
  while (normal.size() > 1 && normal.ends_with('/'))
    normal.pop_back();
  return normal;
}

// `path` relative to `root` when it lies below it; both absolute.
std::optional<std::string> below(const std::string& root, const std::string& path) {
  if (path == root) return "";
  const std::string folder = root == "/" ? root : root + '/';
  if (!path.starts_with(folder)) return std::nullopt;
  return path.substr(folder.size());
}

// The folder that the gate opens, and what lies between it and the input's own folder.
struct Root {
  std::string folder;
  std::string prefix;  // "" or ends in '/'
};

Result<Root> choose_root(const std::string& own_folder, const SourceOptions& options) {
  if (options.root.empty() || options.root == own_folder) return Root{own_folder, {}};
  const std::optional<std::string> inside =
      below(absolute_path(options.root), absolute_path(own_folder));
  if (!inside) {
    return Error{ErrorCode::Usage, options.root,
                 "--root is no folder above the input (name one that holds it)"};
  }
  return Root{options.root, inside->empty() ? "" : *inside + '/'};
}

// `stored`: its name in `folder`.
SourcePage page_below(const Root& root,
                      const std::string& folder,
                      const std::string& stored,
                      std::optional<Encoding> encoding) {
  const std::string name = readable_name(stored, encoding);
  const std::string shown = folder == "." ? name : join_path(readable_name(folder, encoding), name);
  SourcePage page = page_of(shown, root.prefix + name);
  page.root = root.folder;
  page.path = root.prefix + stored;
  return page;
}

// What a file is, by its first bytes: pages are saved as archives under any name.
Result<Source> open_bytes(const std::string& path,
                          std::string bytes,
                          const SourceOptions& options,
                          const FileSystem& files,
                          Diagnostics& diagnostics) {
  const bool looks = options.look_inside == LookInside::Yes;
  if (const std::string_view zip = looks ? find_zip(bytes) : std::string_view{}; !zip.empty()) {
    Result<Source> archive = open_zip(path, zip, options, files, diagnostics);
    if (archive || bytes.starts_with("PK")) return archive;
  }
  const bool is_input = path == "-";
  Root root{options.root, {}};
  if (!is_input) {
    BANXIN_TRY(root, choose_root(folder_of(path), options));
  }
  Source source = make_source(files, root.folder, options, is_input ? "input" : path);
  SourcePage page = is_input ? page_of(path, {})
                             : page_below(root, folder_of(path), std::string(file_name_of(path)),
                                          encoding_of_names({file_name_of(path)}));
  page.root = root.folder;
  page.bytes = std::move(bytes);
  page.loaded = true;
  BANXIN_TRY([[maybe_unused]] auto loaded, load_page(page, options, files, diagnostics));
  source.pages.push_back(std::move(page));
  return source;
}

// As stored.
struct FoundPages {
  std::vector<std::string> names;
  std::optional<Encoding> encoding;  // of those that are not UTF-8
};

// All pages below `folder`, resource folders of saved pages left out, in reading order. Links that
// lead out of it are not followed, nor those to folders, which lie in it anyway.
Result<FoundPages> find_pages(const std::string& folder, const FileSystem& files) {
  std::vector<std::string> pages;
  std::vector<std::pair<std::string, std::size_t>> pending{{"", 0}};
  while (!pending.empty()) {
    const auto [inside, depth] = pending.back();
    pending.pop_back();
    Result<std::vector<FolderEntry>> entries = files.load_folder_below(folder, inside);
    if (!entries && inside.empty()) return std::move(entries).error();
    if (!entries) continue;
    for (const FolderEntry& entry : entries.value()) {
      if (entry.name.starts_with('.')) continue;
      const std::string name = inside.empty() ? entry.name : join_path(inside, entry.name);
      if (entry.kind == FileKind::Regular && is_page_name(name)) {
        pages.push_back(name);
      } else if (entry.kind == FileKind::Folder && !entry.is_link && depth < kFolderDepth &&
                 !is_resource_folder(name)) {
        pending.emplace_back(name, depth + 1);
      }
    }
  }
  FoundPages found;
  found.encoding = encoding_of_names({pages.begin(), pages.end()});
  std::vector<std::string> names;
  for (const std::string& page : pages)
    names.push_back(readable_name(page, found.encoding));
  const std::vector<bool> are_shown_by_others = lie_in_resource_folders(names);
  for (const std::size_t place : reading_order_of({names.begin(), names.end()})) {
    if (!are_shown_by_others[place]) found.names.push_back(std::move(pages[place]));
  }
  return found;
}

// A book names its files as people read them.
Result<void> list_chapters(const BookFile& book,
                           const Root& root,
                           const std::string& folder,
                           Source& source) {
  for (const BookChapter& chapter : book.chapters) {
    const std::string inside = resolve_path(chapter.file, {});
    if (inside.empty()) {
      return Error{ErrorCode::Refused, chapter.file,
                   "this chapter of book.toml lies outside its folder"};
    }
    // A name may have escapes in it, and be meant as written.
    const std::string literal = resolve_name(chapter.file);
    auto stored = source.resources.stored_name(root.prefix + literal);
    const std::string& meant = stored ? literal : inside;
    if (!stored) stored = source.resources.stored_name(root.prefix + inside);
    source.pages.push_back(page_below(root, folder, meant, {}));
    if (stored) source.pages.back().path = *stored;
  }
  return {};
}

Result<Source> open_book(const std::string& path,
                         std::string bytes,
                         const SourceOptions& options,
                         const FileSystem& files) {
  BANXIN_TRY(BookFile book, parse_book_file(path, decode_short_text(std::move(bytes))));
  const std::string folder = folder_of(path);
  // Nor may a link lead out, as of any file that comes with the pages.
  for (const BookResource& named : book.files) {
    const auto loaded = files.load_below(folder, named.path, options.limits.resource_bytes);
    if (!loaded && loaded.error().code == ErrorCode::Refused) {
      return Error{ErrorCode::Refused, named.place, "this file lies outside the book's folder"};
    }
  }
  BANXIN_TRY(const Root root, choose_root(folder, options));
  Source source = make_source(files, root.folder, options, folder);
  if (book.chapters.empty()) {
    BANXIN_TRY(const FoundPages pages, find_pages(folder, files));
    source.resources.set_name_encoding(pages.encoding);
    for (const std::string& page : pages.names) {
      source.pages.push_back(page_below(root, folder, page, pages.encoding));
      book.chapters.push_back({source.pages.back().name, {}, {}, {}});
    }
  } else {
    BANXIN_TRY([[maybe_unused]] auto listed, list_chapters(book, root, folder, source));
  }
  source.book = std::move(book);
  source.is_folder = true;
  return source;
}

Result<Source> open_folder(const std::string& path,
                           const SourceOptions& options,
                           const FileSystem& files) {
  for (const std::string_view name : {"book.toml", "banxin.toml"}) {
    const std::string book = join_path(path, name);
    if (!files.kind(book)) continue;
    BANXIN_TRY(std::string bytes,
               files.load_below(path, std::string(name), options.limits.input_bytes));
    return open_book(book, std::move(bytes), options, files);
  }
  BANXIN_TRY(const Root root, choose_root(path, options));
  Source source = make_source(files, root.folder, options, path);
  source.is_folder = true;
  BANXIN_TRY(const FoundPages pages, find_pages(path, files));
  source.resources.set_name_encoding(pages.encoding);
  for (const std::string& name : pages.names)
    source.pages.push_back(page_below(root, path, name, pages.encoding));
  if (source.pages.empty()) {
    return Error{
        ErrorCode::Unusable, path,
        "there is no page in this folder (.html, .htm, .xhtml, .shtml, .mhtml, .webarchive)"};
  }
  return source;
}

}  // namespace

Result<Source> open_source(const std::string& path,
                           const SourceOptions& options,
                           const FileSystem& files,
                           std::string standard_input,
                           Diagnostics& diagnostics) {
  if (path == "-") return open_bytes(path, std::move(standard_input), options, files, diagnostics);
  BANXIN_TRY(const FileKind kind, files.kind(path));
  if (kind == FileKind::Folder) {
    std::string folder = path;
    while (folder.size() > 1 && folder.ends_with('/'))
      folder.pop_back();
    return open_folder(folder, options, files);
  }
  const std::string extension = extension_of(path);
  BANXIN_TRY(std::string bytes, files.load_file(path, options.limits.input_bytes));
  if (extension == "toml") return open_book(path, std::move(bytes), options, files);
  if (extension == "zip") return open_zip(path, bytes, options, files, diagnostics);
  return open_bytes(path, std::move(bytes), options, files, diagnostics);
}

Result<void> load_page(SourcePage& page,
                       const SourceOptions& options,
                       const FileSystem& files,
                       Diagnostics& diagnostics) {
  const std::size_t limit = options.limits.input_bytes;
  if (!page.loaded) {
    BANXIN_TRY(page.bytes, files.load_below(page.root, page.path, limit));
    page.loaded = true;
  }
  if (options.look_inside == LookInside::Yes) {
    BANXIN_TRY([[maybe_unused]] auto unpacked, unpack_page(page, options, files));
  }
  // A browser, too, shows no markup in these (MIME Sniffing Standard §7.1).
  struct Signature {
    std::string_view bytes;
    std::string_view what;
  };
  constexpr auto kSignatures = std::to_array<Signature>({
      {"PK\3\4", "a zip archive (of pages: name it .zip), an EPUB or an office document"},
      {"%PDF-", "a PDF"},
      {"\xD0\xCF\x11\xE0", "an office document"},
      {"\x89PNG\r\n", "a picture"},
      {"\xFF\xD8\xFF", "a picture"},
      {"GIF8", "a picture"},
      {"\x1F\x8B\x08", "compressed (unpack it first)"},
      {"7z\xBC\xAF\x27\x1C", "a 7z archive (unpack it first)"},
      {"Rar!\x1A\x07", "a RAR archive (unpack it first)"},
      {"\x7F"
       "ELF",
       "a program"},
  });
  for (const Signature& signature : kSignatures) {
    if (std::string_view(page.bytes).starts_with(signature.bytes)) {
      return Error{ErrorCode::Unusable, page.file,
                   "it is no page but " + std::string(signature.what)};
    }
  }
  if (has_server_includes(page.file) && !page.root.empty()) {
    const Resources gate(files, page.root, options.limits);
    expand_server_includes(page, gate, options.limits, diagnostics);
  }
  return {};
}

}  // namespace banxin::input
