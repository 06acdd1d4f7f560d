#include "input/property_list.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/utf8.h"
#include "input/encoding.h"
#include "input/transfer_encoding.h"

namespace banxin::input {
namespace {

constexpr std::size_t kMostKeys = 64;
constexpr std::size_t kDeepest = 64;
constexpr std::size_t kLongestText = 65'536;
constexpr std::size_t kMostNodes = 1'000'000;  // LIMIT: of XML

class BinaryPropertyList final : public PropertyList {
 public:
  explicit BinaryPropertyList(std::string_view file) : file_(file) {
    constexpr std::size_t kTrailer = 32;
    if (file.size() < kTrailer) return;
    const std::size_t trailer = file.size() - kTrailer;
    offset_width_ = number(trailer + 6, 1);
    reference_width_ = number(trailer + 7, 1);
    const std::uint64_t count = number(trailer + 8, 8);
    const std::uint64_t top = number(trailer + 16, 8);
    table_ = number(trailer + 24, 8);
    const auto is_width = [](std::uint64_t width) { return width >= 1 && width <= 8; };
    if (!is_width(offset_width_) || !is_width(reference_width_) || table_ > trailer) return;
    if (count > (trailer - table_) / offset_width_ || top >= count) return;
    count_ = count;
    root_ = top;
  }

  Value root() const override { return root_; }

  Value find(Value dictionary, std::string_view key) const override {
    const std::optional<Object> object = read(dictionary, kDictionary, 2 * reference_width_);
    if (!object) return kNone;
    for (std::uint64_t i = 0; i < std::min<std::uint64_t>(object->count, kMostKeys); ++i) {
      const std::optional<Object> name = read(reference(*object, i), kAscii, 1);
      if (name && file_.substr(name->start, name->count) == key)
        return reference(*object, object->count + i);
    }
    return kNone;
  }

  std::vector<Value> items(Value list, std::size_t most) const override {
    std::vector<Value> found;
    const std::optional<Object> object = read(list, kList, reference_width_);
    for (std::uint64_t i = 0; object && i < std::min<std::uint64_t>(object->count, most); ++i)
      found.push_back(reference(*object, i));
    return found;
  }

  std::string text(Value value) const override {
    if (const auto plain = read(value, kAscii, 1); plain && plain->count <= kLongestText) {
      std::string out(file_.substr(plain->start, plain->count));
      return is_valid_utf8(out) ? out : std::string{};
    }
    const auto wide = read(value, kUtf16, 2);
    if (!wide || wide->count > kLongestText) return {};
    return decode_as(Encoding::Utf16be, std::string(file_.substr(wide->start, 2 * wide->count)))
        .text;
  }

  std::string bytes(Value value) const override {
    const auto data = read(value, kData, 1);
    return data ? std::string(file_.substr(data->start, data->count)) : std::string{};
  }

 private:
  static constexpr std::uint64_t kData = 0x4;
  static constexpr std::uint64_t kAscii = 0x5;
  static constexpr std::uint64_t kUtf16 = 0x6;
  static constexpr std::uint64_t kList = 0xA;
  static constexpr std::uint64_t kDictionary = 0xD;

  struct Object {
    std::size_t start = 0;    // of what it holds
    std::uint64_t count = 0;  // which lies within the file
  };

  std::uint64_t number(std::size_t at, std::uint64_t width) const {
    std::uint64_t value = 0;
    for (std::size_t i = at; i < at + width; ++i)
      value = value << 8U | static_cast<unsigned char>(file_[i]);
    return value;
  }

  // The object, when it is of `kind` and all its items, of `width` bytes, are there.
  std::optional<Object> read(Value value, std::uint64_t kind, std::uint64_t width) const {
    if (value >= count_) return std::nullopt;
    const std::uint64_t offset = number(table_ + value * offset_width_, offset_width_);
    if (offset >= table_) return std::nullopt;
    const std::uint64_t marker = number(offset, 1);
    Object object{offset + 1, marker & 0xFU};
    if (marker >> 4U != kind) return std::nullopt;
    if (object.count == 0xF) {
      if (object.start >= table_) return std::nullopt;
      const std::uint64_t size = number(object.start, 1);
      const std::uint64_t length = std::uint64_t{1} << (size & 0xFU);
      if (size >> 4U != 1 || length > 8 || table_ - object.start - 1 < length) return std::nullopt;
      object.count = number(object.start + 1, length);
      object.start += 1 + length;
    }
    if (object.count > (table_ - object.start) / width) return std::nullopt;
    return object;
  }

  Value reference(const Object& object, std::uint64_t item) const {
    return number(object.start + item * reference_width_, reference_width_);
  }

  std::string_view file_;
  std::uint64_t offset_width_ = 1, reference_width_ = 1, count_ = 0, table_ = 0;
  Value root_ = kNone;
};

// The five entities of XML, and characters by number.
std::string unescaped(std::string_view text) {
  constexpr std::pair<std::string_view, char32_t> kEntities[] = {
      {"amp", U'&'}, {"lt", U'<'}, {"gt", U'>'}, {"quot", U'"'}, {"apos", U'\''}};
  std::string out;
  while (!text.empty()) {
    const std::size_t start = std::min(text.find('&'), text.size());
    out += text.substr(0, start);
    text.remove_prefix(start);
    if (text.empty()) break;
    constexpr std::size_t kLongest = 10;
    const std::size_t end = text.substr(0, kLongest).find(';');
    std::string_view name = text.substr(1, end == std::string_view::npos ? 0 : end - 1);
    char32_t character = 0;
    for (const auto& [entity, value] : kEntities) {
      if (name == entity) character = value;
    }
    if (name.starts_with('#')) {
      const bool is_hex = name.substr(1).starts_with('x');
      for (const char c : name.substr(is_hex ? 2 : 1)) {
        const char32_t digit = c >= '0' && c <= '9' ? static_cast<char32_t>(c - '0')
                                                    : static_cast<char32_t>((c | 0x20) - 'a' + 10);
        character = character * (is_hex ? 16 : 10) + (digit & 0xFU);
      }
    }
    const bool is_character =
        character != 0 && character <= 0x10FFFF && (character < 0xD800 || character > 0xDFFF);
    if (is_character) append_utf8(out, character);
    if (!is_character) out += '&';
    text.remove_prefix(is_character ? end + 1 : 1);
  }
  return out;
}

class XmlPropertyList final : public PropertyList {
 public:
  explicit XmlPropertyList(std::string_view file) {
    std::vector<Value> open;  // lists and dictionaries
    while (nodes_.size() < kMostNodes) {
      const std::size_t start = file.find('<');
      if (start == std::string_view::npos) return;
      file.remove_prefix(start);
      if (file.starts_with("<!--")) {
        skip(file, "-->");
        continue;
      }
      const std::size_t end = file.find('>');
      if (end == std::string_view::npos) return;
      std::string_view tag = file.substr(1, end - 1);
      file.remove_prefix(end + 1);
      const bool is_closed = tag.ends_with('/');
      if (is_closed) tag.remove_suffix(1);
      tag = tag.substr(0, tag.find_first_of(" \t\r\n"));
      if (tag == "/array" || tag == "/dict") {
        if (open.empty()) return;
        open.pop_back();
      } else if (tag == "array" || tag == "dict") {
        const Value value = add({tag == "array" ? Kind::List : Kind::Dictionary, {}, {}}, open);
        if (!is_closed) open.push_back(value);
        if (open.size() > kDeepest) return;
      } else if (!tag.starts_with('/') && !tag.starts_with('?') && !tag.starts_with('!') &&
                 tag != "plist") {
        const Kind kind = tag == "key" || tag == "string" ? Kind::Text
                          : tag == "data"                 ? Kind::Data
                                                          : Kind::Other;
        add({kind, is_closed ? std::string_view{} : file.substr(0, file.find('<')), {}}, open);
      }
      if (open.empty() && !nodes_.empty()) return;
    }
  }

  Value root() const override { return nodes_.empty() ? kNone : 0; }

  Value find(Value dictionary, std::string_view key) const override {
    if (!is(dictionary, Kind::Dictionary)) return kNone;
    const std::vector<Value>& items = nodes_[dictionary].items;
    for (std::size_t i = 0; i + 1 < std::min(items.size(), 2 * kMostKeys); i += 2) {
      if (is(items[i], Kind::Text) && nodes_[items[i]].text == key) return items[i + 1];
    }
    return kNone;
  }

  std::vector<Value> items(Value list, std::size_t most) const override {
    if (!is(list, Kind::List)) return {};
    std::vector<Value> found = nodes_[list].items;
    found.resize(std::min(found.size(), most));
    return found;
  }

  std::string text(Value value) const override {
    const bool is_text = is(value, Kind::Text) && nodes_[value].text.size() <= kLongestText;
    return is_text ? unescaped(nodes_[value].text) : std::string{};
  }

  std::string bytes(Value value) const override {
    return is(value, Kind::Data) ? decode_base64(nodes_[value].text) : std::string{};
  }

 private:
  enum class Kind : std::uint8_t { Other, Text, Data, List, Dictionary };
  struct Node {
    Kind kind = Kind::Other;
    std::string_view text;  // between its tags
    std::vector<Value> items;
  };

  static void skip(std::string_view& file, std::string_view end) {
    const std::size_t at = file.find(end);
    file.remove_prefix(at == std::string_view::npos ? file.size() : at + end.size());
  }

  Value add(Node node, const std::vector<Value>& open) {
    const Value value = nodes_.size();
    nodes_.push_back(std::move(node));
    if (!open.empty()) nodes_[open.back()].items.push_back(value);
    return value;
  }

  bool is(Value value, Kind kind) const {
    return value < nodes_.size() && nodes_[value].kind == kind;
  }

  std::vector<Node> nodes_;
};

}  // namespace

bool is_binary_property_list(std::string_view bytes) {
  return bytes.starts_with("bplist00");
}

bool is_xml_property_list(std::string_view bytes) {
  constexpr std::size_t kHead = 512;
  return bytes.starts_with("<?xml") &&
         bytes.substr(0, kHead).find("<plist") != std::string_view::npos;
}

std::unique_ptr<PropertyList> open_property_list(std::string_view bytes) {
  if (is_binary_property_list(bytes)) return std::make_unique<BinaryPropertyList>(bytes);
  if (is_xml_property_list(bytes)) return std::make_unique<XmlPropertyList>(bytes);
  return nullptr;
}

}  // namespace banxin::input
