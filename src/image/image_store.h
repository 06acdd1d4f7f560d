#pragma once
// ImageStore: the pictures of one document, loaded through the gate once each. Bytes are kept up to
// a budget and asked for again past it, so that a book of pictures costs no more memory than one of
// text. Safe to use from the threads that lay out one document's chapters.
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "base/limits.h"
#include "image/image.h"

namespace banxin::image {

// Who refers to a picture: for the diagnostic.
struct Reference {
  std::string_view file;
  SourcePosition position;
};

class ImageStore {
 public:
  ImageStore(Loader loader, const Limits& limits);
  ~ImageStore();
  ImageStore(const ImageStore&) = delete;
  ImageStore& operator=(const ImageStore&) = delete;

  // The picture that `url` names in the file `base`; null when it cannot be had or is broken, which
  // is reported once to each Diagnostics.
  const Image* load(std::string_view url,
                    std::string_view base,
                    const Reference& reference,
                    Diagnostics& diagnostics) const;

  // The encoded bytes; of an SVG picture those that are left after sanitise_svg.
  Result<std::string> load_bytes(const Image& image) const;
  // load_bytes and decode. Not for SVG.
  Result<Pixels> load_pixels(const Image& image, std::size_t wanted_pixels) const;

  const DecodeLimits& limits() const { return limits_; }

 private:
  struct Entry;
  Result<void> read_entry(LoadedImage loaded,
                          std::string_view url,
                          std::string_view base,
                          Entry& entry) const;

  void report(const Entry& entry, const Reference& reference, Diagnostics& diagnostics) const;

  Loader loader_;
  DecodeLimits limits_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::unique_ptr<Entry>, std::less<>> entries_;  // by base NUL url
  mutable std::map<const Image*, const Entry*> by_image_;
  mutable std::size_t kept_bytes_ = 0;
};

}  // namespace banxin::image
