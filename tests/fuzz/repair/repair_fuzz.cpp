// Any text may look damaged: what comes back is valid, and the report speaks of places that exist.
#include <cstdint>
#include <string>

#include "base/assert.h"
#include "base/utf8.h"
#include "repair/repair_source.h"
#include "repair/repair_text.h"

namespace {

using namespace banxin;

void check(const repair::RepairedText& repaired, const std::string& text) {
  BANXIN_ASSERT(is_valid_utf8(repaired.text), "what is healed is valid");
  for (const repair::HealedSpan& span : repaired.report.healed) {
    BANXIN_ASSERT(span.offset <= text.size() && span.length <= text.size() - span.offset,
                  "what was healed stood in the text");
  }
  for (const repair::LostPlace& place : repaired.report.lost)
    BANXIN_ASSERT(place.offset <= text.size(), "what is lost stood in the text");
  BANXIN_ASSERT(!repaired.report.healed.empty() || repaired.text == text,
                "a text that nothing was healed of is the same");
}

}  // namespace

// The first byte chooses plain text or a page.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it so.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string text = to_utf8(to_utf32(bytes));
  const bool is_page = (data[0] & 1U) != 0;
  check(is_page ? repair::repair_source(text) : repair::repair_text(text), text);
  return 0;
}
