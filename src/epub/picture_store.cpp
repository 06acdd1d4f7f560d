#include "epub/picture_store.h"

#include "epub/xml_text.h"

namespace banxin::epub {
namespace {

struct Type {
  std::string_view magic, media_type, extension;
};
constexpr Type kTypes[] = {{"\xFF\xD8\xFF", "image/jpeg", "jpg"},
                           {"\x89PNG\r\n", "image/png", "png"},
                           {"GIF8", "image/gif", "gif"}};

}  // namespace

const Picture* PictureStore::find(const std::string& source_path, std::string_view reference) {
  if (!loader_) return nullptr;
  std::string key = source_path + '\n' + std::string(reference);
  if (const auto known = by_reference_.find(key); known != by_reference_.end()) {
    return known->second < 0 ? nullptr : &pictures_[static_cast<std::size_t>(known->second)];
  }
  std::int32_t& index = by_reference_.emplace(std::move(key), -1).first->second;
  Result<book::Resource> resource = loader_(source_path, reference);
  if (!resource) return nullptr;
  const auto [same, is_new] = by_path_.emplace(resource.value().path, -1);
  if (is_new) {
    if (add(std::move(resource.value().bytes)) != nullptr) {
      same->second = static_cast<std::int32_t>(pictures_.size() - 1);
    }
  }
  index = same->second;
  return index < 0 ? nullptr : &pictures_[static_cast<std::size_t>(index)];
}

const Picture* PictureStore::add(std::string bytes) {
  for (const Type& type : kTypes) {
    if (!bytes.starts_with(type.magic)) continue;
    Picture picture;
    picture.name = "image-";
    append_padded(picture.name, pictures_.size() + 1, 4);
    picture.name += '.';
    picture.name += type.extension;
    picture.media_type = type.media_type;
    picture.bytes = std::move(bytes);
    pictures_.push_back(std::move(picture));
    return &pictures_.back();
  }
  return nullptr;
}

}  // namespace banxin::epub
