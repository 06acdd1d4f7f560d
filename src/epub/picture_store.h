#pragma once
// PictureStore: the pictures of a book, each once, in the types that EPUB's core knows, under names
// of ours.
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostics.h"
#include "book/publication.h"

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
  PictureStore(const book::ResourceLoader& loader, PictureOptions options, Diagnostics& diagnostics)
      : loader_(loader), options_(options), diagnostics_(diagnostics) {}

  // Null when it cannot be loaded or is no picture. Valid until the next call.
  const Picture* find(const std::string& source_path, std::string_view reference);
  const Picture* add(std::string bytes);
  const std::vector<Picture>& pictures() const { return pictures_; }
  std::vector<Picture>& pictures() { return pictures_; }

 private:
  const book::ResourceLoader& loader_;
  PictureOptions options_;
  Diagnostics& diagnostics_;
  std::vector<Picture> pictures_;
  std::unordered_map<std::string, std::int32_t> by_reference_;  // -1: cannot be had
  std::unordered_map<std::string, std::int32_t> by_path_;
};

}  // namespace banxin::epub
