#include "repair/repair_lines.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.h"
#include "repair/double_byte.h"
#include "repair/doubled_copy.h"
#include "repair/encoding_talk.h"
#include "repair/numeric_references.h"
#include "repair/realign.h"
#include "repair/recode_pairs.h"
#include "repair/recode_single.h"

namespace banxin::repair {
namespace {

using language::HanModel;

// What the passes share; the code pages are made when the first line asks for
// them.
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

// Lines that the wrong double-byte decoder read. What one line shows beyond
// doubt, the shorter ones may follow; and what the first round read teaches the
// second how this text is written.
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

// The passes that look inside a line and need to know how the text at large is
// written.
void repair_inside(std::vector<Paragraph>& lines, Workshop& workshop, TextForm form) {
  const bool any = std::any_of(lines.begin(), lines.end(), [&](const Paragraph& line) {
    return may_be_out_of_step(line.text, workshop.model());
  });
  if (!any) return;
  const TextTraits traits(lines, workshop.model());
  const RealignContext context{workshop.model(), workshop.readings(), workshop.gbk(), traits, form};
  for (Paragraph& line : lines) {
    if (may_be_out_of_step(line.text, workshop.model())) line.apply(realign(line.text, context));
  }
}

// A Han character is missing: U+FFFD, □, or ? in the middle of a word.
bool has_loss_mark(std::u32string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == kReplacementCharacter || line[i] == U'□' || line[i] == U'锟') return true;
    if (line[i] == '?' && i > 0 && i + 1 < line.size() && HanModel::is_covered(line[i - 1]) &&
        HanModel::is_covered(line[i + 1])) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool is_suspicious(std::u32string_view line, const HanModel& model, const LineOptions& options) {
  const bool references = options.references == References::Text &&
                          line.find(U'#') != std::u32string_view::npos &&
                          line.find(U'&') != std::u32string_view::npos;
  return references || shows_bytes(line) || has_loss_mark(line) || reads_badly(line, model) ||
         may_be_out_of_step(line, model);
}

void repair_lines(std::vector<Paragraph>& lines, const LineOptions& options) {
  Workshop workshop;
  for (Paragraph& line : lines) {
    if (options.references == References::Text) {
      if (auto text = heal_references(line.text)) {
        line.replace_all(std::move(*text), DamageKind::EntityAsText, 100);
      }
    }
    if (shows_bytes(line.text)) recode_line(line, workshop);
  }
  repair_pairs(lines, workshop);
  repair_inside(lines, workshop, options.form);
  heal_from_copies(lines, workshop.model());
}

void find_lost(const Paragraph& line, RepairReport& report) {
  if (!has_loss_mark(line.text) || talks_about_encodings(line.text)) return;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < line.text.size();) {
    std::size_t end = i;
    while (end < line.text.size() && line.text[end] == kReplacementCharacter)
      ++end;
    while (line.text.compare(end, 3, U"锟斤拷") == 0)
      end += 3;
    if (end == i) {
      bytes += to_utf8(std::u32string_view(line.text).substr(i, 1)).size();
      ++i;
      continue;
    }
    LostPlace lost;
    lost.text = to_utf8(std::u32string_view(line.text).substr(i, end - i));
    // Where the line was changed, its own place must do.
    lost.offset = line.offset + (line.healed.empty() ? bytes : 0);
    lost.length = lost.text.size();
    bytes += lost.length;
    i = end;
    report.lost.push_back(std::move(lost));
  }
}

}  // namespace banxin::repair
