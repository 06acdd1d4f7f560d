// Safari's web archive: a property list of the page, what it shows, and the archives of its frames.
#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "input/archive.h"
#include "input/property_list.h"

namespace banxin::input {
namespace {

using Value = PropertyList::Value;

constexpr std::size_t kMostParts = 100'000;
constexpr std::size_t kDeepest = 16;  // frames in frames

class WebArchiveReader {
 public:
  WebArchiveReader(const std::string& file, const PropertyList& list, const Limits& limits)
      : file_(file), list_(list), left_(limits.input_bytes) {}

  Result<std::vector<ArchivePart>> read() {
    std::vector<std::pair<Value, std::size_t>> pending{{list_.root(), 0}};
    while (!pending.empty() && parts_.size() < kMostParts) {
      const auto [archive, depth] = pending.back();
      pending.pop_back();
      BANXIN_TRY([[maybe_unused]] auto main, add(list_.find(archive, "WebMainResource")));
      if (depth == 0 && parts_.empty()) break;
      const Value shown = list_.find(archive, "WebSubresources");
      for (const Value resource : list_.items(shown, kMostParts - parts_.size())) {
        BANXIN_TRY([[maybe_unused]] auto added, add(resource));
      }
      if (depth == kDeepest) continue;
      const Value frames = list_.find(archive, "WebSubframeArchives");
      const std::vector<Value> archives = list_.items(frames, kMostFrames);
      for (auto frame = archives.rbegin(); frame != archives.rend(); ++frame) {
        if (++frames_ <= kMostFrames) pending.emplace_back(*frame, depth + 1);
      }
    }
    if (parts_.empty()) {
      return Error{ErrorCode::Unusable, file_, "it is no web archive of a page, or a damaged one"};
    }
    parts_.front().is_start = true;
    return std::move(parts_);
  }

 private:
  static constexpr std::size_t kMostFrames = 1000;

  Result<void> add(Value resource) {
    if (resource == PropertyList::kNone) return {};
    ArchivePart part;
    part.bytes = list_.bytes(list_.find(resource, "WebResourceData"));
    part.name = list_.text(list_.find(resource, "WebResourceURL"));
    part.type = ascii_lower(list_.text(list_.find(resource, "WebResourceMIMEType")));
    part.charset = list_.text(list_.find(resource, "WebResourceTextEncodingName"));
    part.base = part.name;
    if (part.bytes.empty() && part.name.empty()) return {};
    // Names count, too: many resources may share one long address.
    const std::size_t size =
        part.bytes.size() + 2 * part.name.size() + part.type.size() + part.charset.size();
    if (size > left_) {
      return Error{ErrorCode::LimitExceeded, file_, "it unpacks to more than the limit"};
    }
    left_ -= size;
    parts_.push_back(std::move(part));
    return {};
  }

  const std::string& file_;
  const PropertyList& list_;
  std::size_t left_;
  std::size_t frames_ = 0;
  std::vector<ArchivePart> parts_;
};

}  // namespace

bool is_web_archive(std::string_view bytes) {
  return is_binary_property_list(bytes) || is_xml_property_list(bytes);
}

Result<std::vector<ArchivePart>> read_web_archive(const std::string& file,
                                                  std::string_view bytes,
                                                  const Limits& limits) {
  const std::unique_ptr<PropertyList> list = open_property_list(bytes);
  if (list == nullptr) return Error{ErrorCode::Unusable, file, "it is no web archive"};
  BANXIN_TRY(std::vector<ArchivePart> parts, WebArchiveReader(file, *list, limits).read());
  const ArchivePart& page = parts.front();
  const bool is_page =
      page.type.empty() || page.type == "text/html" || page.type == "application/xhtml+xml";
  if (!is_page) {
    return Error{ErrorCode::Unusable, file, "it is a web archive of " + page.type + ", no page"};
  }
  if (page.type.empty()) parts.front().type = "text/html";
  decode_names(parts);
  return parts;
}

}  // namespace banxin::input
