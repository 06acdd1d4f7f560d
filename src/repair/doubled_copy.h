#pragma once
// A page that holds its text twice (once for a phone, once for print; a saved
// copy pasted below) damages each copy on its own. Where a character of one
// copy is lost or was only guessed, the other copy tells it.
#include <functional>
#include <string_view>
#include <vector>

#include "language/han_model.h"
#include "repair/double_byte.h"
#include "repair/paragraph.h"

namespace banxin::repair {

// Whether `c` may stand for a character that is gone.
bool is_loss_mark(char32_t c);

// Changes paragraphs in place. Nothing happens unless the text as a whole
// stands there twice. `gbk` makes the code page, and is asked only then.
void heal_from_copies(std::vector<Paragraph>& lines,
                      const language::HanModel& model,
                      const std::function<const DoubleByte&()>& gbk);

// Whether so much of it is U+FFFD that signs are what it has in common with other lines.
bool is_lost_for_a_good_part(std::u32string_view text);

}  // namespace banxin::repair
