#pragma once
// repair_text: plain text → the same text with damage undone. A line is a
// paragraph. Clean text comes back byte for byte, and costs one pass over it.
#include <string>
#include <string_view>
#include <vector>

#include "repair/damage.h"

namespace banxin::repair {

enum class TextForm : std::uint8_t {
  Plain,
  Html,  // markup between the text: tags stay, `<` that damage ate comes back
};

struct RepairedText {
  std::string text;
  RepairReport report;
  // Stretches of text that looked damaged and are not: nothing was healed in the whole text.
  std::vector<std::string> cleared;
};

// `text` is valid UTF-8.
RepairedText repair_text(std::string_view text);

}  // namespace banxin::repair
