// Any bytes: an error, or SVG without anything active that cleaning again leaves as it is.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "image/image.h"
#include "image/svg.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace banxin;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Result<std::string> clean = image::sanitise_svg(bytes);
  if (!clean) return 0;
  for (const std::string_view start : {"<script>", "<script ", "<foreignObject>"})
    BANXIN_ASSERT(clean.value().find(start) == std::string::npos, "nothing that runs");
  BANXIN_ASSERT(clean.value().find("<!") == std::string::npos, "no declarations");
  const Result<std::string> again = image::sanitise_svg(clean.value());
  BANXIN_ASSERT(again && again.value() == clean.value(), "cleaning twice is cleaning once");
  static_cast<void>(image::read_header(bytes, {}));
  return 0;
}
