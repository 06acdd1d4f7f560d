#include "input/archive.h"

#include <string_view>

#include "input/file_names.h"

namespace banxin::input {

void decode_names(std::vector<ArchivePart>& parts) {
  std::vector<std::string_view> names;
  for (const ArchivePart& part : parts)
    names.insert(names.end(), {part.name, part.base});
  const std::optional<Encoding> encoding = encoding_of_names(names);
  for (ArchivePart& part : parts) {
    for (std::string* name : {&part.name, &part.base})
      *name = readable_name(*name, encoding);
  }
}

}  // namespace banxin::input
