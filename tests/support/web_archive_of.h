#pragma once
// Safari's web archives of a test's own: binary property lists, written as plainly as can be.
#include <string>
#include <utility>
#include <vector>

namespace banxin {

// Objects are added and named by their number; finish() makes the last one the root.
class PropertyListWriter {
 public:
  int text(const std::string& ascii) { return add(0x5, ascii.size(), ascii); }
  int data(const std::string& bytes) { return add(0x4, bytes.size(), bytes); }
  int list(const std::vector<int>& items) { return add(0xA, items.size(), references(items)); }
  int dictionary(const std::vector<std::pair<std::string, int>>& entries) {
    std::vector<int> keys;
    std::vector<int> values;
    for (const auto& [key, value] : entries) {
      keys.push_back(text(key));
      values.push_back(value);
    }
    return add(0xD, entries.size(), references(keys) + references(values));
  }
  // What object `number` refers to from now on: for lists that hold themselves.
  void replace(int number, int by) {
    offsets_[static_cast<std::size_t>(number)] = offsets_[static_cast<std::size_t>(by)];
  }

  std::string finish() const {
    std::string out = bytes_;
    for (const std::size_t offset : offsets_)
      out += big_endian(offset, 4);
    out += std::string(6, '\0') + '\4' + '\2' + big_endian(offsets_.size(), 8) +
           big_endian(offsets_.size() - 1, 8) + big_endian(bytes_.size(), 8);
    return out;
  }

 private:
  static std::string big_endian(std::size_t value, int width) {
    std::string out;
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8)
      out += static_cast<char>((value >> static_cast<unsigned>(shift)) & 0xFFU);
    return out;
  }
  static std::string references(const std::vector<int>& items) {
    std::string out;
    for (const int item : items)
      out += big_endian(static_cast<std::size_t>(item), 2);
    return out;
  }
  int add(unsigned kind, std::size_t count, const std::string& content) {
    offsets_.push_back(bytes_.size());
    bytes_ += static_cast<char>(kind << 4U | (count < 15 ? count : 15));
    if (count >= 15) bytes_ += '\x12' + big_endian(count, 4);
    bytes_ += content;
    return static_cast<int>(offsets_.size()) - 1;
  }

  std::string bytes_ = "bplist00";
  std::vector<std::size_t> offsets_;
};

inline int web_resource(PropertyListWriter& writer,
                        const std::string& url,
                        const std::string& type,
                        const std::string& bytes) {
  return writer.dictionary({{"WebResourceData", writer.data(bytes)},
                            {"WebResourceURL", writer.text(url)},
                            {"WebResourceMIMEType", writer.text(type)},
                            {"WebResourceTextEncodingName", writer.text("UTF-8")}});
}

// A page at `url` with one picture i.png beside it.
inline std::string web_archive_of(const std::string& url, const std::string& page) {
  PropertyListWriter writer;
  const std::string folder = url.substr(0, url.rfind('/') + 1);
  const int main = web_resource(writer, url, "text/html", page);
  const int picture = web_resource(writer, folder + "i.png", "image/png", "picture");
  writer.dictionary({{"WebMainResource", main}, {"WebSubresources", writer.list({picture})}});
  return writer.finish();
}

}  // namespace banxin
