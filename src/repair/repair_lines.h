#pragma once
// The passes of repair over the lines of one text: what repair_text,
// repair_source and repair_document share.
#include <span>
#include <string>
#include <string_view>
#include <vector>

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
  std::span<const std::string> cleared;  // lines that were looked at before, and found undamaged
};

// The lines of a text, those marked that any pass may have work with; none at all when no line is
// suspicious. Clean text costs one look at each character.
std::vector<Paragraph> read_lines(std::span<const std::string_view> pieces,
                                  const LineOptions& options);

// Heals the suspicious ones of `lines` in place; each notes what was done to it.
void repair_lines(std::vector<Paragraph>& lines, const LineOptions& options);

// What is lost for good in a line and not quoted there: U+FFFD, 锟斤拷.
void find_lost(const Paragraph& line, RepairReport& report);

}  // namespace banxin::repair
