#pragma once
// What the names of files say of pages: which are pages, in which order they are read, and which
// folders hold only what a saved page shows.
#include <string>
#include <string_view>
#include <vector>

#include "input/source.h"

namespace banxin::input {

// A file's name without its extension.
std::string stem_of(std::string_view path);

bool is_page_name(std::string_view name);
// .shtml and its kin.
bool has_server_includes(std::string_view name);

// What browsers put beside a page that is saved complete: 雪夜_files, page.files, Seite-Dateien.
bool is_resource_folder(std::string_view name);
// Of each of `names`, paths of files: whether it lies in such a folder, or in one whose name alone
// does not say it: 雪夜_文件 beside 雪夜.html.
std::vector<bool> lie_in_resource_folders(const std::vector<std::string>& names);

// The places of `names`, paths, in reading order: folder by folder, index.html first in each, the
// rest as people count.
std::vector<std::size_t> reading_order_of(const std::vector<std::string_view>& names);

// A page without its bytes. `name` is that of the gate.
SourcePage page_of(std::string file, std::string name);

}  // namespace banxin::input
