#include "input/source.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "base/chinese_number.h"
#include "base/diagnostic_ids.h"
#include "input/archive.h"
#include "input/server_includes.h"

namespace banxin::input {
namespace {

constexpr std::size_t kFolderDepth = 16;

bool is_page_extension(std::string_view extension) {
  return extension == "html" || extension == "htm" || extension == "xhtml" ||
         extension == "shtml" || extension == "xht";
}

std::string stem_of(std::string_view path) {
  const std::string_view name = file_name_of(path);
  const std::size_t dot = name.rfind('.');
  return std::string(dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot));
}

// index.html opens a folder; the rest follows as people count.
std::string page_order_key(std::string_view name) {
  const std::string stem = stem_of(name);
  const bool first = stem == "index" || stem == "cover" || stem == "title" || stem == "titlepage";
  return (first ? "0" : "1") + natural_sort_key(name);
}

Source make_source(const FileSystem& files,
                   std::string root,
                   const SourceOptions& options,
                   std::string_view path) {
  return {
      {}, Resources(files, std::move(root), options.limits), std::nullopt, stem_of(path), false};
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

SourcePage page_of(std::string file, std::string name) {
  SourcePage page;
  const std::string extension = extension_of(file);
  page.is_xml = extension == "xhtml" || extension == "xht";
  page.file = std::move(file);
  page.name = std::move(name);
  return page;
}

Result<Source> open_file(const std::string& path,
                         const SourceOptions& options,
                         const FileSystem& files) {
  BANXIN_TRY(const Root root, choose_root(folder_of(path), options));
  Source source = make_source(files, root.folder, options, path);
  source.pages.push_back(page_of(path, root.prefix + std::string(file_name_of(path))));
  BANXIN_TRY([[maybe_unused]] auto loaded, load_page(source.pages.front(), options, files));
  return source;
}

// All pages below `folder`, resource folders of saved pages left out, in reading order.
Result<std::vector<std::string>> find_pages(const std::string& folder, const FileSystem& files) {
  std::vector<std::string> pages;
  std::vector<std::pair<std::string, std::size_t>> pending{{"", 0}};
  while (!pending.empty()) {
    const auto [inside, depth] = pending.back();
    pending.pop_back();
    Result<std::vector<FolderEntry>> entries =
        files.load_folder(inside.empty() ? folder : join_path(folder, inside));
    if (!entries && inside.empty()) return std::move(entries).error();
    if (!entries) continue;
    for (const FolderEntry& entry : entries.value()) {
      if (entry.name.starts_with('.')) continue;
      const std::string name = inside.empty() ? entry.name : join_path(inside, entry.name);
      if (entry.kind == FileKind::Regular && is_page_extension(extension_of(name))) {
        pages.push_back(name);
      } else if (entry.kind == FileKind::Folder && depth < kFolderDepth &&
                 !name.ends_with("_files") && !name.ends_with(".files")) {
        pending.emplace_back(name, depth + 1);
      }
    }
  }
  std::vector<std::pair<std::string, std::string>> keyed;
  keyed.reserve(pages.size());
  for (std::string& page : pages)
    keyed.emplace_back(page_order_key(page), std::move(page));
  std::sort(keyed.begin(), keyed.end());
  pages.clear();
  for (auto& [key, page] : keyed)
    pages.push_back(std::move(page));
  return pages;
}

Result<Source> open_book(const std::string& path,
                         const SourceOptions& options,
                         const FileSystem& files) {
  BANXIN_TRY(const std::string text, files.load_file(path, options.limits.input_bytes));
  BANXIN_TRY(BookFile book, parse_book_file(path, text));
  const std::string folder = folder_of(path);
  BANXIN_TRY(const Root root, choose_root(folder, options));
  Source source = make_source(files, root.folder, options, folder);
  if (book.chapters.empty()) {
    BANXIN_TRY(std::vector<std::string> pages, find_pages(folder, files));
    for (std::string& page : pages)
      book.chapters.push_back({std::move(page), {}, {}, {}});
  }
  for (const BookChapter& chapter : book.chapters) {
    const std::string inside = resolve_path(chapter.file, {});
    if (inside.empty()) {
      return Error{ErrorCode::Refused, chapter.file,
                   "this chapter of book.toml lies outside its folder"};
    }
    source.pages.push_back(page_of(join_path(folder, inside), root.prefix + inside));
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
    if (files.kind(book)) return open_book(book, options, files);
  }
  BANXIN_TRY(const Root root, choose_root(path, options));
  Source source = make_source(files, root.folder, options, path);
  source.is_folder = true;
  BANXIN_TRY(std::vector<std::string> names, find_pages(path, files));
  for (const std::string& name : names) {
    source.pages.push_back(page_of(join_path(path, name), root.prefix + name));
  }
  if (source.pages.empty()) {
    return Error{ErrorCode::Unusable, path,
                 "there is no page in this folder (.html, .htm, .xhtml, .shtml)"};
  }
  return source;
}

void add_archive_page(Source& source, const std::string& path, ArchivePart part) {
  SourcePage page = page_of(path + '/' + part.name, part.name);
  page.charset = part.charset;
  page.is_xml = page.is_xml || part.type == "application/xhtml+xml";
  page.bytes = std::move(part.bytes);
  page.loaded = true;
  source.pages.push_back(std::move(page));
}

Result<Source> open_mhtml(const std::string& path,
                          const SourceOptions& options,
                          const FileSystem& files) {
  BANXIN_TRY(const std::string bytes, files.load_file(path, options.limits.input_bytes));
  BANXIN_TRY(std::vector<ArchivePart> parts, read_mhtml(path, bytes, options.limits));
  Source source = make_source(files, {}, options, path);
  for (ArchivePart& part : parts) {
    // RFC 2557 §4: the first HTML part is the page, the others are what its frames show.
    const bool is_page = part.type == "text/html" || part.type == "application/xhtml+xml";
    if (is_page && source.pages.empty()) {
      add_archive_page(source, path, std::move(part));
      source.pages.front().file = path;
      continue;
    }
    if (!part.id.empty()) source.resources.add_part(part.id, part.bytes);
    source.resources.add_part(std::move(part.name), std::move(part.bytes));
  }
  return source;
}

// Whether an entry says that it wants to lie outside the archive's folder.
bool climbs_out(std::string_view name) {
  const std::string framed = '/' + std::string(name) + '/';
  return name.starts_with('/') || framed.find("/../") != std::string::npos;
}

Result<Source> open_zip(const std::string& path,
                        const SourceOptions& options,
                        const FileSystem& files,
                        Diagnostics& diagnostics) {
  BANXIN_TRY(const std::string bytes, files.load_file(path, options.limits.input_bytes));
  BANXIN_TRY(std::vector<ArchivePart> parts, read_zip(path, bytes, options.limits));
  Source source = make_source(files, {}, options, path);
  std::stable_sort(parts.begin(), parts.end(), [](const ArchivePart& a, const ArchivePart& b) {
    return page_order_key(a.name) < page_order_key(b.name);
  });
  for (ArchivePart& part : parts) {
    if (climbs_out(part.name)) {
      diagnostics.report(DiagnosticId::ResourceRefused, path, {}, part.name);
      continue;
    }
    const bool in_resource_folder = part.name.find("_files/") != std::string::npos;
    const bool hidden = part.name.starts_with("__MACOSX/");
    if (is_page_extension(extension_of(part.name)) && !in_resource_folder && !hidden) {
      add_archive_page(source, path, std::move(part));
    } else {
      source.resources.add_part(std::move(part.name), std::move(part.bytes));
    }
  }
  source.is_folder = source.pages.size() > 1;
  if (source.pages.empty())
    return Error{ErrorCode::Unusable, path, "there is no page in this archive"};
  return source;
}

}  // namespace

Result<Source> open_source(const std::string& path,
                           const SourceOptions& options,
                           const FileSystem& files,
                           std::string standard_input,
                           Diagnostics& diagnostics) {
  if (path == "-") {
    Source source = make_source(files, options.root, options, "input");
    SourcePage page = page_of("-", "");
    page.bytes = std::move(standard_input);
    page.loaded = true;
    source.pages.push_back(std::move(page));
    return source;
  }
  BANXIN_TRY(const FileKind kind, files.kind(path));
  if (kind == FileKind::Folder) {
    std::string folder = path;
    while (folder.size() > 1 && folder.ends_with('/'))
      folder.pop_back();
    return open_folder(folder, options, files);
  }
  const std::string extension = extension_of(path);
  if (extension == "toml") return open_book(path, options, files);
  if (extension == "mhtml" || extension == "mht") return open_mhtml(path, options, files);
  if (extension == "zip") return open_zip(path, options, files, diagnostics);
  Result<Source> source = open_file(path, options, files);
  if (source && extension == "shtml") {
    Source& opened = source.value();
    expand_server_includes(opened.pages.front(), opened.resources, options.limits, diagnostics);
  }
  return source;
}

Result<void> load_page(SourcePage& page, const SourceOptions& options, const FileSystem& files) {
  if (!page.loaded) {
    BANXIN_TRY(page.bytes, files.load_file(page.file, options.limits.input_bytes));
    page.loaded = true;
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
  return {};
}

}  // namespace banxin::input
