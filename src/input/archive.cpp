#include "input/archive.h"

#include "base/utf8.h"
#include "input/detect.h"

namespace banxin::input {

void decode_names(std::vector<ArchivePart>& parts) {
  std::string foreign;
  for (const ArchivePart& part : parts) {
    if (!is_valid_utf8(part.name)) foreign.append(part.name).append("\n");
    if (!is_valid_utf8(part.base)) foreign.append(part.base).append("\n");
  }
  if (foreign.empty()) return;
  const Encoding encoding = detect_encoding(foreign, {}).encoding;
  for (ArchivePart& part : parts) {
    for (std::string* name : {&part.name, &part.base}) {
      if (!is_valid_utf8(*name)) *name = decode_as(encoding, std::move(*name)).text;
    }
  }
}

}  // namespace banxin::input
