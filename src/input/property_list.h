#pragma once
// Property lists of Apple's systems, binary ("bplist00", CFBinaryPList.c) and as XML, as far as web
// archives use them: texts, bytes, lists and dictionaries. Values are read when they are asked for:
// a list may hold itself, and a short file may say that it holds billions.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace banxin::input {

class PropertyList {
 public:
  // A value of the list; only it knows what the number means.
  using Value = std::uint64_t;
  static constexpr Value kNone = static_cast<Value>(-1);

  virtual ~PropertyList() = default;

  virtual Value root() const = 0;  // kNone for a broken list
  // In a dictionary, kNone when it is none or does not have it. LIMIT: its first 64 keys.
  virtual Value find(Value dictionary, std::string_view key) const = 0;
  // Of a list; LIMIT: the first `most`. Empty for anything else.
  virtual std::vector<Value> items(Value list, std::size_t most) const = 0;
  // In UTF-8, "" for anything else than a text. LIMIT: 64 KB.
  virtual std::string text(Value value) const = 0;
  // "" for anything else than bytes.
  virtual std::string bytes(Value value) const = 0;
};

bool is_binary_property_list(std::string_view bytes);
bool is_xml_property_list(std::string_view bytes);

// `bytes` must outlive the list. Null for what is neither.
std::unique_ptr<PropertyList> open_property_list(std::string_view bytes);

}  // namespace banxin::input
