#include "repair/repair_text.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"
#include "language/han_model.h"
#include "repair/double_byte.h"
#include "repair/numeric_references.h"
#include "repair/paragraph.h"
#include "repair/recode_single.h"

namespace banxin::repair {
namespace {

using language::HanModel;

// What the passes share; the code pages are made when the first line asks for them.
class Workshop {
 public:
  const HanModel& model() const { return model_; }
  const DoubleByte& gbk() {
    if (!gbk_) gbk_.emplace(DoubleByte::Page::Gbk);
    return *gbk_;
  }
  const DoubleByte& big5() {
    if (!big5_) big5_.emplace(DoubleByte::Page::Big5);
    return *big5_;
  }

 private:
  HanModel model_;
  std::optional<DoubleByte> gbk_;
  std::optional<DoubleByte> big5_;
};

void recode_line(Paragraph& paragraph, Workshop& workshop) {
  if (!is_single_byte_line(paragraph.text)) return;
  auto recoded = recode_utf8(paragraph.text, workshop.model());
  if (!recoded) {
    recoded = recode_double_byte(paragraph.text, workshop.model(), workshop.gbk(), workshop.big5());
  }
  if (recoded) {
    paragraph.replace_all(std::move(recoded->text), recoded->kind, recoded->certainty);
  }
}

void repair_paragraph(Paragraph& paragraph, Workshop& workshop) {
  if (auto text = heal_references(paragraph.text)) {
    paragraph.replace_all(std::move(*text), DamageKind::EntityAsText, 100);
  }
  recode_line(paragraph, workshop);
}

std::vector<Paragraph> split_lines(std::string_view text) {
  std::vector<Paragraph> lines;
  std::size_t at = 0;
  while (at <= text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    Paragraph line;
    line.offset = at;
    line.length = end - at;
    line.text = to_utf32(text.substr(at, end - at));
    lines.push_back(std::move(line));
    at = end + 1;
  }
  return lines;
}

}  // namespace

RepairedText repair_text(std::string_view text) {
  Workshop workshop;
  RepairedText out;
  std::vector<Paragraph> lines = split_lines(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Paragraph& line = lines[i];
    repair_paragraph(line, workshop);
    if (i > 0) out.text += '\n';
    if (line.healed.empty()) {
      out.text += text.substr(line.offset, line.length);
      continue;
    }
    out.text += to_utf8(line.text);
    std::move(line.healed.begin(), line.healed.end(), std::back_inserter(out.report.healed));
  }
  return out;
}

}  // namespace banxin::repair
