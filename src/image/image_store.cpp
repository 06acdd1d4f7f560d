#include "image/image_store.h"

#include <optional>
#include <utility>

#include "base/diagnostic_ids.h"
#include "image/svg.h"

namespace banxin::image {
namespace {

constexpr std::size_t kMostKeptBytes = 64U << 20U;

// FNV-1a over eight bytes at a time: told apart, not protected.
std::uint64_t hash(std::string_view bytes) {
  std::uint64_t value = 0xCBF29CE484222325U ^ bytes.size();
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t block = 0;
    for (unsigned i = 0; i < 8; ++i)
      block |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
    value = (value ^ block) * 0x9E3779B97F4A7C15U;
    value ^= value >> 29U;
  }
  for (; at < bytes.size(); ++at)
    value = (value ^ static_cast<unsigned char>(bytes[at])) * 0x100000001B3U;
  return value ^ (value >> 32U);
}

Result<std::string> cleaned(std::string bytes, Format format) {
  if (format != Format::Svg) return bytes;
  return sanitise_svg(bytes);
}

// What a diagnostic shows of a URL: a data: URL may be megabytes long.
std::string shown(std::string_view url) {
  constexpr std::size_t kMostShown = 80;
  if (url.size() <= kMostShown) return std::string(url);
  return std::string(url.substr(0, kMostShown)) + "…";
}

}  // namespace

struct ImageStore::Entry {
  std::unique_ptr<Image> image;  // null when it could not be had
  std::string base;
  std::string bytes;  // "" when they are to be loaded again
  std::optional<Error> miss;
  std::string broken;  // what is said of a broken picture
  bool too_big = false;
};

ImageStore::ImageStore(Loader loader, const Limits& limits) : loader_(std::move(loader)) {
  limits_.pixels = limits.image_pixels;
}

ImageStore::~ImageStore() = default;

Result<void> ImageStore::read_entry(LoadedImage loaded,
                                    std::string_view url,
                                    std::string_view base,
                                    Entry& entry) const {
  BANXIN_TRY(const Header header, read_header(loaded.bytes, limits_));
  BANXIN_TRY(entry.bytes, cleaned(std::move(loaded.bytes), header.format));
  entry.base = base;
  entry.image =
      std::make_unique<Image>(hash(entry.bytes), header, std::string(url), std::move(loaded.name));
  return {};
}

// Each chapter has Diagnostics of its own, and whichever thread comes first, all are told.
void ImageStore::report(const Entry& entry,
                        const Reference& reference,
                        Diagnostics& diagnostics) const {
  if (entry.miss) diagnostics.report_unloaded(*entry.miss, reference.file, reference.position);
  if (entry.broken.empty()) return;
  const DiagnosticId id = entry.too_big ? DiagnosticId::ImageTooBig : DiagnosticId::ImageBroken;
  for (const Diagnostic& said : diagnostics.found()) {
    if (said.id == id && said.subject == entry.broken && said.file == reference.file) return;
  }
  diagnostics.report(id, reference.file, reference.position, entry.broken);
}

const Image* ImageStore::load(std::string_view url,
                              std::string_view base,
                              const Reference& reference,
                              Diagnostics& diagnostics) const {
  std::string key(base);
  key += '\0';
  key += url;
  const std::scoped_lock lock(mutex_);
  if (const auto found = entries_.find(key); found != entries_.end()) {
    if (found->second->image == nullptr) report(*found->second, reference, diagnostics);
    return found->second->image.get();
  }
  auto entry = std::make_unique<Entry>();
  if (Result<LoadedImage> loaded = loader_(url, base); loaded) {
    const Result<void> read = read_entry(std::move(loaded).value(), url, base, *entry);
    if (!read) {
      entry->too_big = read.error().code == ErrorCode::LimitExceeded;
      entry->broken = shown(url) + " (" + read.error().detail + ")";
    }
  } else {
    entry->miss = std::move(loaded).error();
  }
  if (entry->image == nullptr) report(*entry, reference, diagnostics);
  if (entry->image != nullptr) {
    by_image_[entry->image.get()] = entry.get();
    kept_bytes_ += entry->bytes.size();
    if (kept_bytes_ > kMostKeptBytes) {
      kept_bytes_ -= entry->bytes.size();
      entry->bytes = {};
    }
  }
  return entries_.emplace(std::move(key), std::move(entry)).first->second->image.get();
}

Result<std::string> ImageStore::load_bytes(const Image& image) const {
  std::string base;
  {
    const std::scoped_lock lock(mutex_);
    const auto found = by_image_.find(&image);
    BANXIN_ASSERT(found != by_image_.end(), "a picture of another store");
    if (!found->second->bytes.empty()) return found->second->bytes;
    base = found->second->base;
  }
  BANXIN_TRY(LoadedImage loaded, loader_(image.url(), base));
  BANXIN_TRY(std::string bytes, cleaned(std::move(loaded.bytes), image.format()));
  // The file may have been changed since: what was laid out is not what is there now.
  if (hash(bytes) != image.id()) {
    return Error{ErrorCode::Unusable, image.name(), "it was changed while it was being used"};
  }
  return bytes;
}

Result<Pixels> ImageStore::load_pixels(const Image& image, std::size_t wanted_pixels) const {
  BANXIN_TRY(const std::string bytes, load_bytes(image));
  DecodeLimits limits = limits_;
  limits.wanted_pixels = wanted_pixels;
  return decode(bytes, image.header(), limits);
}

}  // namespace banxin::image
