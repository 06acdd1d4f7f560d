#pragma once
// References: ids that are unique over the book, and where its internal links lead.
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/diagnostics.h"
#include "book/publication.h"

namespace banxin::book {

// Fills publication.ids and publication.links. Links into the book that lead nowhere are reported;
// a link to a missing place of another chapter leads to its beginning.
void resolve_references(Publication& publication, Diagnostics& diagnostics);

// Hands out ids that no element of the book has.
class IdSource {
 public:
  explicit IdSource(Publication& publication) : publication_(publication) {}
  // The element's id, made from `stem` and a number when it has none.
  const std::string& id_of(const dom::Node& element, std::string_view stem);

 private:
  Publication& publication_;
  std::unordered_map<std::string, std::uint32_t> next_;
  std::unordered_map<std::string_view, bool> used_;
};

}  // namespace banxin::book
