#include "repair/repair_text.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.h"
#include "language/han_model.h"
#include "repair/double_byte.h"
#include "repair/doubled_copy.h"
#include "repair/numeric_references.h"
#include "repair/paragraph.h"
#include "repair/realign.h"
#include "repair/recode_pairs.h"
#include "repair/recode_single.h"

namespace banxin::repair {
namespace {

using language::HanModel;

// What the passes share; the code pages are made when the first line asks for them.
class Workshop {
 public:
  const HanModel& model() const { return model_; }
  const language::ReadingsTable& readings() const { return readings_; }
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
  language::ReadingsTable readings_;
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

constexpr int kBeyondDoubt = 60;  // quarter bits that a reading must explain the line better by
constexpr int kInCompany = 20;    // where other lines are damaged the same way beyond doubt

struct Suspect {
  std::size_t line;
  std::optional<PairsReading> reading;
};

void read_suspects(std::vector<Suspect>& suspects,
                   const std::vector<Paragraph>& lines,
                   const std::vector<Paragraph>& learnt_from,
                   Workshop& workshop) {
  const TextTraits traits(learnt_from, workshop.model());
  const PairsContext context{workshop.model(), workshop.gbk(), workshop.big5(), traits};
  for (Suspect& suspect : suspects) {
    // Second round: nothing was guessed, nothing can become better.
    if (suspect.reading && suspect.reading->guesses.empty()) continue;
    suspect.reading = recode_pairs(lines[suspect.line].text, context);
  }
}

// Lines that the wrong double-byte decoder read. What one line shows beyond doubt, the shorter
// ones may follow; and what the first round read teaches the second how this text is written.
void repair_pairs(std::vector<Paragraph>& lines, Workshop& workshop) {
  std::vector<Suspect> suspects;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (reads_badly(lines[i].text, workshop.model())) suspects.push_back({i, std::nullopt});
  }
  if (suspects.empty()) return;
  read_suspects(suspects, lines, lines, workshop);
  std::array<int, 16> seen{};
  std::vector<Paragraph> learnt_from = lines;
  bool guessed = false;
  for (const Suspect& suspect : suspects) {
    if (!suspect.reading || suspect.reading->gain < kBeyondDoubt) continue;
    ++seen[static_cast<std::size_t>(suspect.reading->kind)];
    learnt_from[suspect.line].text = suspect.reading->text;
    learnt_from[suspect.line].guesses = suspect.reading->guesses;
    guessed = guessed || !suspect.reading->guesses.empty();
  }
  if (guessed) read_suspects(suspects, lines, learnt_from, workshop);
  for (Suspect& suspect : suspects) {
    if (!suspect.reading) continue;
    const bool company = seen[static_cast<std::size_t>(suspect.reading->kind)] > 0;
    if (suspect.reading->gain < (company ? kInCompany : kBeyondDoubt)) continue;
    std::u32string text = std::move(suspect.reading->text);
    const int certainty = suspect.reading->guesses.empty() ? 100 : 80;
    const bool moved = resolve_numeric_references(text);
    lines[suspect.line].replace_all(std::move(text), suspect.reading->kind, certainty);
    if (!moved) lines[suspect.line].guesses = std::move(suspect.reading->guesses);
  }
}

// The passes that look inside a line and need to know how the text at large is written.
void repair_inside(std::vector<Paragraph>& lines, Workshop& workshop) {
  const bool any = std::any_of(lines.begin(), lines.end(), [&](const Paragraph& line) {
    return may_be_out_of_step(line.text, workshop.model());
  });
  if (!any) return;
  const TextTraits traits(lines, workshop.model());
  const RealignContext context{workshop.model(), workshop.readings(), workshop.gbk(), traits,
                               TextForm::Plain};
  for (Paragraph& line : lines) {
    if (may_be_out_of_step(line.text, workshop.model())) line.apply(realign(line.text, context));
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
  for (Paragraph& line : lines)
    repair_paragraph(line, workshop);
  repair_pairs(lines, workshop);
  repair_inside(lines, workshop);
  heal_from_copies(lines, workshop.model());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Paragraph& line = lines[i];
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
