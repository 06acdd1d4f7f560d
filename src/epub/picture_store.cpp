#include "epub/picture_store.h"

#include <algorithm>

#include "base/diagnostic_ids.h"
#include "epub/xml_text.h"
#include "image/transcode.h"

namespace banxin::epub {
namespace {

image::Loader image_loader(book::ResourceLoader loader) {
  return [loader = std::move(loader)](std::string_view url,
                                      std::string_view base) -> Result<image::LoadedImage> {
    if (!loader) return Error{ErrorCode::Refused, std::string(url), "nothing is loaded here"};
    Result<book::Resource> resource = loader(std::string(base), url);
    if (!resource) return std::move(resource).error();
    return image::LoadedImage{std::move(resource.value().bytes), std::move(resource.value().path)};
  };
}

// Netscape's loop block: a GIF without one shows its frames once at most.
bool is_animated_gif(std::string_view bytes) {
  return bytes.substr(0, 4096).find("NETSCAPE2.0") != std::string_view::npos;
}

}  // namespace

PictureStore::PictureStore(book::ResourceLoader loader,
                           PictureOptions options,
                           const Limits& limits)
    : loader_(std::move(loader)),
      options_(options),
      limits_(limits),
      store_(image_loader(loader_), limits) {}

const Picture* PictureStore::find(const std::string& source_path,
                                  std::string_view reference,
                                  const image::Reference& where,
                                  Diagnostics& diagnostics) {
  if (!loader_) return nullptr;
  std::string key = source_path;
  key += '\n';
  key += reference;
  std::int32_t index = -1;
  if (const auto known = by_reference_.find(key); known != by_reference_.end()) {
    index = known->second;
  } else {
    const image::Image* found = store_.load(reference, source_path, where, diagnostics);
    if (found != nullptr) index = keep(store_, *found, where, diagnostics);
    by_reference_.emplace(std::move(key), index);
  }
  return index < 0 ? nullptr : &pictures_[static_cast<std::size_t>(index)];
}

const Picture* PictureStore::add(const std::string& bytes, Diagnostics& diagnostics) {
  const image::ImageStore single(
      [&bytes](std::string_view, std::string_view) -> Result<image::LoadedImage> {
        return image::LoadedImage{bytes, "cover"};
      },
      limits_);
  const image::Reference where{"cover", {}};
  const image::Image* found = single.load("cover", "", where, diagnostics);
  if (found == nullptr) return nullptr;
  const std::int32_t index = keep(single, *found, where, diagnostics);
  return index < 0 ? nullptr : &pictures_[static_cast<std::size_t>(index)];
}

std::int32_t PictureStore::keep(const image::ImageStore& store,
                                const image::Image& image,
                                const image::Reference& where,
                                Diagnostics& diagnostics) {
  const image::Header& header = image.header();
  constexpr int kTracker = 2;
  if (!image.is_vector() && header.width <= kTracker && header.height <= kTracker) return -1;
  const auto [same, is_new] = by_content_.emplace(image.id(), -1);
  if (!is_new) return same->second;
  Result<image::EncodedImage> encoded =
      image::transcode(store, image, {options_.longest_side, options_.jpeg_quality});
  if (!encoded) {
    diagnostics.report(DiagnosticId::PictureLost, where.file, where.position,
                       image.url().substr(0, 200));
    return -1;
  }
  Picture picture;
  picture.name = "image-";
  append_padded(picture.name, pictures_.size() + 1, 4);
  picture.name += '.';
  picture.name += image::file_extension(encoded.value().format);
  picture.media_type = image::media_type(encoded.value().format);
  picture.width = encoded.value().width;
  picture.height = encoded.value().height;
  picture.bytes = std::move(encoded.value().bytes);
  picture.is_animated =
      encoded.value().format == image::Format::Gif && is_animated_gif(picture.bytes);
  pictures_.push_back(std::move(picture));
  same->second = static_cast<std::int32_t>(pictures_.size() - 1);
  return same->second;
}

}  // namespace banxin::epub
