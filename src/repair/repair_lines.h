#pragma once
// The passes of repair over the lines of one text: what repair_text,
// repair_source and repair_document share.
#include <string_view>
#include <vector>

#include "language/han_model.h"
#include "repair/damage.h"
#include "repair/paragraph.h"
#include "repair/repair_text.h"

namespace banxin::repair {

enum class References : std::uint8_t {
  Text,    // `&#20013;` in the text is damage
  Markup,  // it is markup, and right
};

struct LineOptions {
  TextForm form = TextForm::Plain;
  References references = References::Text;
};

// Whether any pass may have work with this line. Clean text answers no, at the
// cost of looking at each character once.
bool is_suspicious(std::u32string_view line,
                   const language::HanModel& model,
                   const LineOptions& options);

// Heals `lines` in place; each notes what was done to it.
void repair_lines(std::vector<Paragraph>& lines, const LineOptions& options);

// What is lost for good in a line and not quoted there: U+FFFD, 锟斤拷.
void find_lost(const Paragraph& line, RepairReport& report);

}  // namespace banxin::repair
