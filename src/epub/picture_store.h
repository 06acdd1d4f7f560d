#pragma once
// PictureStore: the pictures of a book, each once, in the types that EPUB's core knows, under names
// of ours.
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostics.h"
#include "base/limits.h"
#include "book/publication.h"
#include "image/image_store.h"

namespace banxin::epub {

struct Picture {
  std::string name;        // image-0001.jpg
  std::string media_type;  // image/jpeg, image/png, image/gif, image/svg+xml
  std::string bytes;
  int width = 0, height = 0;  // in pixels, 0 when unknown
  bool is_animated = false;
};

struct PictureOptions {
  int longest_side = 2048;  // larger pictures are scaled down
  int jpeg_quality = 85;
};

class PictureStore {
 public:
  PictureStore(book::ResourceLoader loader, PictureOptions options, const Limits& limits);

  // Null when it cannot be loaded, is no picture, or a tracker's single pixel. Valid until the next
  // call. `where` is the element that shows it, for diagnostics.
  const Picture* find(const std::string& source_path,
                      std::string_view reference,
                      const image::Reference& where,
                      Diagnostics& diagnostics);
  // A picture given by its bytes, scaled and converted as all others.
  const Picture* add(const std::string& bytes, Diagnostics& diagnostics);
  const std::vector<Picture>& pictures() const { return pictures_; }

 private:
  std::int32_t keep(const image::ImageStore& store,
                    const image::Image& image,
                    const image::Reference& where,
                    Diagnostics& diagnostics);

  book::ResourceLoader loader_;
  PictureOptions options_;
  Limits limits_;
  image::ImageStore store_;
  std::vector<Picture> pictures_;
  std::unordered_map<std::string, std::int32_t> by_reference_;  // -1: cannot be had
  std::unordered_map<std::uint64_t, std::int32_t> by_content_;
};

}  // namespace banxin::epub
