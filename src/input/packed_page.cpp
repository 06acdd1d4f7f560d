#include "input/packed_page.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "input/archive.h"
#include "input/page_names.h"

namespace banxin::input {
namespace {

bool is_page(const ArchivePart& part) {
  return part.type == "text/html" || part.type == "application/xhtml+xml";
}

bool is_markup(std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first != std::string_view::npos && bytes[first] == '<';
}

bool is_called_mhtml(std::string_view file) {
  const std::string extension = extension_of(file);
  return extension == "mhtml" || extension == "mht";
}

// SingleFileZ: one page of which all the rest is an archive.
Result<std::vector<ArchivePart>> read_page_with_zip(const std::string& file,
                                                    std::string_view zip,
                                                    const Limits& limits) {
  BANXIN_TRY(std::vector<ArchivePart> parts, read_zip(file, zip, limits));
  std::vector<std::string_view> names;
  for (const ArchivePart& part : parts)
    names.push_back(part.name);
  const std::vector<bool> are_shown_by_others =
      lie_in_resource_folders({names.begin(), names.end()});
  for (const std::size_t place : reading_order_of(names)) {
    ArchivePart& part = parts[place];
    if (!is_page_name(part.name) || are_shown_by_others[place]) continue;
    part.type = "text/html";
    part.base = part.name;
    part.is_start = true;
    break;
  }
  return parts;
}

// Empty for a page that did not come packed.
Result<std::vector<ArchivePart>> read_parts(const SourcePage& page, const Limits& limits) {
  const std::string_view bytes = page.bytes;
  if (is_mhtml(bytes) || (is_called_mhtml(page.file) && !is_markup(bytes)))
    return read_mhtml(page.file, bytes, limits);
  if (is_web_archive(bytes)) return read_web_archive(page.file, bytes, limits);
  const std::string_view zip = bytes.starts_with("PK") ? std::string_view{} : find_zip(bytes);
  if (zip.empty()) return std::vector<ArchivePart>{};
  Result<std::vector<ArchivePart>> parts = read_page_with_zip(page.file, zip, limits);
  return parts ? std::move(parts) : std::vector<ArchivePart>{};
}

}  // namespace

Result<void> unpack_page(SourcePage& page, const SourceOptions& options, const FileSystem& files) {
  if (page.parts != nullptr) return {};
  BANXIN_TRY(std::vector<ArchivePart> parts, read_parts(page, options.limits));
  auto root = std::find_if(parts.begin(), parts.end(),
                           [](const ArchivePart& part) { return part.is_start && is_page(part); });
  if (root == parts.end()) root = std::find_if(parts.begin(), parts.end(), is_page);
  if (root == parts.end()) return {};
  page.parts = std::make_unique<Resources>(files, std::string{}, options.limits);
  page.parts->close_to_disk();
  for (ArchivePart& part : parts) {
    if (&part == &*root) continue;
    if (!part.id.empty()) page.parts->add_part(part.id, part.bytes);
    page.parts->add_part(std::move(part.name), std::move(part.bytes));
  }
  page.base = std::move(root->base);
  page.charset = std::move(root->charset);
  page.is_xml = root->type == "application/xhtml+xml";
  page.bytes = std::move(root->bytes);
  return {};
}

}  // namespace banxin::input
