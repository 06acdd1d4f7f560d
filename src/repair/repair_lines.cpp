#include "repair/repair_lines.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/utf8.h"
#include "repair/double_byte.h"
#include "repair/doubled_copy.h"
#include "repair/encoding_talk.h"
#include "repair/judge_pairs.h"
#include "repair/numeric_references.h"
#include "repair/realign.h"
#include "repair/recode_foreign.h"
#include "repair/recode_legacy.h"
#include "repair/recode_marks.h"
#include "repair/recode_pairs.h"
#include "repair/recode_single.h"
#include "repair/search.h"
#include "repair/suspicion.h"
#include "repair/text_traits.h"

namespace banxin::repair {
namespace {

using language::HanModel;

// What the passes share; the code pages are made when the first line asks for
// them.
class Workshop {
 public:
  const HanModel& model() const { return model_; }
  const language::WordModel& words() const { return words_; }
  language::GapReader& reader() { return reader_; }
  auto& known_gaps() { return known_gaps_; }
  const language::ReadingsTable& readings() const { return readings_; }
  CodePages& pages() { return pages_; }
  const DoubleByte& gbk() { return pages_.of(DoubleByte::Page::Gbk); }
  const DoubleByte& big5() { return pages_.of(DoubleByte::Page::Big5); }
  // How `lines` are written; the same as before when forget_traits() was not called.
  const TextTraits& traits(const std::vector<Paragraph>& lines) {
    if (!traits_) traits_.emplace(lines, model_);
    return *traits_;
  }
  void forget_traits() { traits_.reset(); }

 private:
  HanModel model_;
  language::WordModel words_;
  language::GapReader reader_;
  std::unordered_map<std::u32string, std::vector<int>> known_gaps_;
  language::ReadingsTable readings_;
  std::optional<TextTraits> traits_;
  CodePages pages_;
};

bool shows_marks(std::u32string_view line, const HanModel& model) {
  return is_single_byte_line(line) ? shows_bytes(line) && !is_utf8_line(line)
                                   : reads_badly(line, model);
}

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

void recode_foreign_page(Paragraph& paragraph, Workshop& workshop) {
  auto recoded = recode_code_page(paragraph.text, workshop.model(), workshop.pages());
  if (!recoded) return;
  paragraph.replace_all(std::move(recoded->text), recoded->kind, recoded->certainty);
  paragraph.recoded = true;
}

constexpr int kBeyondDoubt = 60;  // quarter bits that a reading must explain the line better by
// A line in company is damaged as others are beyond doubt; but not where most lines that read badly
// have no better reading: they are what they are, and one was chance.
constexpr int kInCompany = 20;  // where other lines are damaged the same way beyond doubt

struct Suspect {
  std::size_t line;
  std::optional<PairsReading> reading;
  bool given_up = false;
  bool reads_badly = true;
};

bool is_beyond_doubt(const Suspect& suspect) {
  if (!suspect.reading) return false;
  return suspect.reading->proven ||
         (suspect.reading->coheres && suspect.reading->gain >= kBeyondDoubt);
}

std::size_t characters_of(const std::vector<Paragraph>& lines) {
  std::size_t sum = 0;
  for (const Paragraph& line : lines)
    sum += line.text.size();
  return sum;
}

// `known`: the lines as far as they were read before; empty in the first round.
void read_suspects(std::vector<Suspect>& suspects,
                   const std::vector<Paragraph>& lines,
                   const TextTraits& traits,
                   Workshop& workshop,
                   std::span<const Paragraph> known) {
  std::size_t searched = 0;
  for (const Suspect& suspect : suspects)
    searched += lines[suspect.line].text.size();
  constexpr int rounds = 2;
  Search search(workshop.model(), traits, Search::allowance(characters_of(lines)) / rounds,
                searched);
  DecoderHabits habits;
  PairsContext context{workshop.model(), workshop.words(),        workshop.pages(), search, {},
                       habits,           {&workshop.known_gaps()}};
  for (const Suspect& suspect : suspects)
    context.traces.add(lines[suspect.line].text);
  for (Suspect& suspect : suspects) {
    // Second round: nothing was guessed, nothing can become better.
    if (suspect.reading && suspect.reading->guesses.empty()) {
      search.leave(lines[suspect.line].text.size());
      continue;
    }
    if (!known.empty()) {
      const std::size_t at = suspect.line;
      context.gaps.reader = &workshop.reader();
      context.gaps.before = at > 0 ? known[at - 1].text : std::u32string_view{};
      context.gaps.after = at + 1 < known.size() ? known[at + 1].text : std::u32string_view{};
    }
    const std::u32string& text = lines[suspect.line].text;
    auto reading = recode_foreign(text, context);
    if (!reading) reading = recode_pairs(text, context);
    search.leave(lines[suspect.line].text.size());
    suspect.given_up = search.take_given_up() && !reading && !suspect.reading;
    if (reading || search.left() > 0) suspect.reading = std::move(reading);
  }
}

// Lines that the wrong double-byte decoder read. What one line shows beyond
// doubt, the shorter ones may follow; and what the first round read teaches the
// second how this text is written.
void repair_pairs(std::vector<Paragraph>& lines, Workshop& workshop) {
  std::vector<Suspect> suspects;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].suspicious || lines[i].recoded || is_listing(lines[i].text)) continue;
    const bool badly = reads_badly(lines[i].text, workshop.model());
    if (badly || shows_code_page(lines[i].text))
      suspects.push_back({i, std::nullopt, false, badly});
  }
  if (suspects.empty()) return;
  read_suspects(suspects, lines, workshop.traits(lines), workshop, {});
  std::array<int, kDamageKinds> seen{};
  std::vector<Paragraph> learnt_from;
  bool guessed = false;
  for (const Suspect& suspect : suspects) {
    if (!is_beyond_doubt(suspect)) continue;
    ++seen[static_cast<std::size_t>(suspect.reading->kind)];
    if (learnt_from.empty()) learnt_from = lines;
    learnt_from[suspect.line].text = suspect.reading->text;
    learnt_from[suspect.line].guesses = suspect.reading->guesses;
    guessed = guessed || !suspect.reading->guesses.empty();
  }
  if (guessed) {
    const TextTraits better(learnt_from, workshop.model());
    read_suspects(suspects, lines, better, workshop, learnt_from);
  }
  const auto unread = std::count_if(suspects.begin(), suspects.end(), [](const Suspect& suspect) {
    return !suspect.reading && suspect.reads_badly;
  });
  for (Suspect& suspect : suspects) {
    lines[suspect.line].given_up = suspect.given_up;
    if (!suspect.reading) continue;
    const int like_it = seen[static_cast<std::size_t>(suspect.reading->kind)];
    const bool company =
        like_it > 0 && like_it * 3 >= unread && suspect.reading->gain >= kInCompany;
    if (!company && !is_beyond_doubt(suspect)) continue;
    workshop.forget_traits();
    std::u32string text = std::move(suspect.reading->text);
    const int certainty = suspect.reading->guesses.empty() ? 100 : 80;
    const bool moved = resolve_numeric_references(text);
    lines[suspect.line].replace_all(std::move(text), suspect.reading->kind, certainty);
    lines[suspect.line].recoded = true;
    if (!moved) lines[suspect.line].guesses = std::move(suspect.reading->guesses);
  }
}

// What was damaged twice reads as badly after the first reading.
void repair_pairs_again(std::vector<Paragraph>& lines, Workshop& workshop) {
  std::vector<std::size_t> twice;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Paragraph& line = lines[i];
    if (line.recoded && !line.healed.empty() && line.healed[0].kind == DamageKind::Utf8AsGbk &&
        is_mostly_han(line.text) && reads_badly(line.text, workshop.model())) {
      twice.push_back(i);
    }
  }
  if (twice.empty()) return;
  for (const std::size_t i : twice)
    lines[i].recoded = false;
  repair_pairs(lines, workshop);
  for (const std::size_t i : twice)
    lines[i].recoded = true;
}

// Whether a line that reads badly as a whole, or is lost for a good part, still does after the
// changes: what was healed of it was chance, and half a line of other garbage is no better.
bool leaves_garbage(const Paragraph& line,
                    const std::vector<Change>& changes,
                    const HanModel& model) {
  if (changes.empty()) return false;
  Paragraph after;
  after.text = line.text;
  after.apply(changes);
  if (is_lost_for_a_good_part(after.text)) return true;
  return reads_badly(line.text, model) &&
         (reads_badly(after.text, model) || !is_plain_language(after.text, model));
}

// The passes that look inside a line and need to know how the text at large is
// written.
void repair_inside(std::vector<Paragraph>& lines, Workshop& workshop, TextForm form) {
  const auto is_out_of_step = [&](const Paragraph& line) {
    return line.suspicious && !line.recoded && !is_listing(line.text) &&
           !is_replaced_throughout(line.text) && may_be_out_of_step(line.text, workshop.model());
  };
  std::size_t searched = 0;
  for (const Paragraph& line : lines)
    searched += is_out_of_step(line) ? line.text.size() : 0;
  if (searched == 0) return;
  const TextTraits& traits = workshop.traits(lines);
  Search search(workshop.model(), traits, Search::allowance(characters_of(lines)), searched);
  const RealignContext context{workshop.model(), workshop.readings(), workshop.gbk(), search, form};
  for (Paragraph& line : lines) {
    if (!is_out_of_step(line)) continue;
    std::vector<Change> changes = realign(line.text, context);
    if (leaves_garbage(line, changes, workshop.model())) changes.clear();
    line.given_up = search.take_given_up() || (line.given_up && changes.empty());
    line.apply(changes);
  }
}

}  // namespace

std::vector<Paragraph> read_lines(std::span<const std::string_view> pieces,
                                  const LineOptions& options) {
  const HanModel model;
  const std::unordered_set<std::string_view> cleared(options.cleared.begin(),
                                                     options.cleared.end());
  std::vector<bool> suspicious(pieces.size());
  bool any = false;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Suspicions suspicions = first_look(pieces[i], model, options);
    if (!suspicions.any()) continue;
    // With a reference in it, the same bytes are no longer the same text.
    if (cleared.count(pieces[i]) > 0 && !suspicions.references) continue;
    suspicious[i] = is_suspicious(to_utf32(pieces[i]), suspicions, model);
    any = any || suspicious[i];
  }
  std::vector<Paragraph> lines;
  if (!any) return lines;
  lines.resize(pieces.size());
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    lines[i].length = pieces[i].size();
    lines[i].text = to_utf32(pieces[i]);
    lines[i].suspicious = suspicious[i];
  }
  return lines;
}

void repair_lines(std::vector<Paragraph>& lines, const LineOptions& options) {
  Workshop workshop;
  for (Paragraph& line : lines) {
    if (!line.suspicious) continue;
    if (options.references == References::Text) {
      if (auto text = heal_references(line.text)) {
        line.replace_all(std::move(*text), DamageKind::EntityAsText, 100);
      }
    }
  }
  for (Paragraph& line : lines) {
    if (!line.suspicious || !shows_marks(line.text, workshop.model())) continue;
    if (auto text = recode_marks(line.text, workshop.pages(), workshop.model())) {
      line.replace_all(std::move(*text), DamageKind::MarksMisread, 100);
      line.recoded = true;
    }
  }
  repair_legacy(lines, workshop.pages(), workshop.model());
  for (Paragraph& line : lines) {
    if (!line.suspicious || line.recoded) continue;
    if (shows_bytes(line.text)) recode_line(line, workshop);
    if (line.healed.empty() && may_be_code_page(line.text)) recode_foreign_page(line, workshop);
  }
  repair_pairs(lines, workshop);
  repair_pairs_again(lines, workshop);
  repair_inside(lines, workshop, options.form);
  leave_quotations(lines);
  heal_from_copies(lines, workshop.model(), [&]() -> const DoubleByte& { return workshop.gbk(); });
}

void find_lost(const Paragraph& line, RepairReport& report) {
  if (line.given_up && line.healed.empty()) {
    constexpr std::size_t shown = 24;
    report.given_up.push_back(
        {line.offset, line.length, to_utf8(std::u32string_view(line.text).substr(0, shown))});
  }
  if (!line.suspicious || !has_loss_mark(line.text) || talks_about_encodings(line.text)) return;
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
