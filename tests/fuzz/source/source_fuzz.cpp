// Any bytes, as a page, an archive of pages, a page with includes or a book.toml: the pages that
// are in it come with names that can be shown, and nothing is read outside of the folder.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "base/utf8.h"
#include "input/book_file.h"
#include "input/source.h"

namespace {

using namespace banxin;

// One folder with the input, a page and a book's chapters; whatever is asked for elsewhere is a
// fault.
class OneFolder final : public FileSystem {
 public:
  OneFolder(std::string name, std::string bytes)
      : name_(std::move(name)), bytes_(std::move(bytes)) {}

  Result<std::string> load_file(const std::string& path, std::size_t limit) const override {
    BANXIN_ASSERT(path.starts_with("/folder/"), "a file of the folder");
    return load(path.substr(8), limit);
  }
  Result<std::string> load_below(const std::string& root,
                                 const std::string& path,
                                 std::size_t limit) const override {
    BANXIN_ASSERT(root == "/folder", "a file below the folder");
    return load(path, limit);
  }
  Result<std::vector<FolderEntry>> load_folder(const std::string& path) const override {
    BANXIN_ASSERT(path == "/folder" || path.starts_with("/folder/"), "below the folder");
    return std::vector<FolderEntry>{{name_, FileKind::Regular}, {"part.html", FileKind::Regular}};
  }
  Result<std::vector<FolderEntry>> load_folder_below(const std::string& root,
                                                     const std::string& path) const override {
    BANXIN_ASSERT(root == "/folder", "below the folder");
    return load_folder(path.empty() ? root : root + '/' + path);
  }
  Result<FileKind> kind(const std::string& path) const override {
    if (path == "/folder") return FileKind::Folder;
    if (path == "/folder/" + name_ || path == "/folder/part.html") return FileKind::Regular;
    return Error{ErrorCode::NotFound, path, "not there"};
  }
  Result<void> write_file(const std::string& path, std::string_view) override {
    return Error{ErrorCode::IoFailed, path, "nothing is written"};
  }
  Result<void> append_file(const std::string& path, std::string_view bytes) override {
    return write_file(path, bytes);
  }
  Result<void> make_folder(const std::string& path) override { return write_file(path, {}); }

 private:
  Result<std::string> load(const std::string& name, std::size_t limit) const {
    const bool own = name == name_;
    if (!own && name != "part.html") return Error{ErrorCode::NotFound, name, "not there"};
    const std::string bytes = own ? bytes_ : "<p>部分<!--#include file=\"part.html\" -->";
    if (bytes.size() > limit) return Error{ErrorCode::LimitExceeded, name, "too long"};
    return bytes;
  }

  std::string name_;
  std::string bytes_;
};

// What stands in quotes in the input is what its pages refer to.
void ask_gate(const input::Resources& gate, const std::string& base, const std::string& bytes) {
  constexpr int kMost = 40;
  std::size_t at = 0;
  for (int i = 0; i < kMost; ++i) {
    const std::size_t begin = bytes.find('"', at);
    if (begin == std::string::npos) return;
    const std::size_t end = std::min(bytes.find('"', begin + 1), bytes.size());
    const auto loaded = gate.load(std::string_view(bytes).substr(begin + 1, end - begin - 1), base);
    if (loaded) BANXIN_ASSERT(is_valid_utf8(loaded.value().name), "a name that can be shown");
    at = end;
  }
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it so.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  // The first byte says under which name the others come.
  constexpr std::array<std::string_view, 7> kNames{
      "page.html", "page.mhtml", "page.zip", "page.shtml", "book.toml", "-", "page.webarchive"};
  const std::string name{kNames[data[0] % kNames.size()]};
  OneFolder files(name, bytes);
  input::SourceOptions options;
  options.limits.input_bytes = 1U << 20U;
  Diagnostics diagnostics;
  auto opened = name == "-"
                    ? input::open_source("-", options, files, bytes, diagnostics)
                    : input::open_source("/folder/" + name, options, files, {}, diagnostics);
  if (name == "-" || !opened) return 0;
  for (input::SourcePage& page : opened.value().pages) {
    (void)input::load_page(page, options, files, diagnostics);
    BANXIN_ASSERT(is_valid_utf8(page.name) && is_valid_utf8(page.file), "a name that can be shown");
  }
  for (const input::SourcePage& page : opened.value().pages) {
    ask_gate(opened.value().resources, page.name, bytes);
    if (page.parts != nullptr) ask_gate(*page.parts, page.base, bytes);
  }
  return 0;
}
