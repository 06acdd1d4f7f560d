#include "repair/realign.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "repair/beam.h"
#include "repair/eaten.h"
#include "repair/signs.h"
#include "repair/transparent.h"

namespace banxin::repair {
namespace {

using language::HanModel;

// Costs in quarter bits: how rare each event is.
constexpr int kCutAtMark = 14;  // a sign before ！ or ？: where the known damage cuts
constexpr int kCutElsewhere = 60;
constexpr int kLostByte = 76;  // no sign at all
constexpr int kUnmappedPair = 12;
constexpr int kWrongReading = 80;
constexpr int kGainWanted = 44;      // a heal must explain the line so much better
constexpr int kGainAtMark = 12;      // at a place where the known damage cuts
constexpr int kFullStopAtMark = 24;  // 。 is what stands before nearly all cuts
constexpr int kOpenQuote = 16;       // at the end of a paragraph
constexpr int kOddGuess = 60;        // a space, a Latin letter, a sign as the guessed character

constexpr std::uint32_t kInStep = 0;
constexpr std::uint32_t kUnknownLead = 0x100;  // states 81..FE: a pending lead byte

constexpr std::size_t kBeamWidth = 64;
constexpr std::size_t kCandidates = 20;

char32_t halved(char32_t c) {
  return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

// ????: lost altogether, or an outcry; the known damage leaves two signs, three at most.
bool in_run_of_signs(std::u32string_view line, std::size_t at) {
  constexpr std::size_t long_run = 4;
  const char32_t sign = line[at];
  std::size_t begin = at;
  while (begin > 0 && line[begin - 1] == sign && at - begin < long_run)
    --begin;
  std::size_t end = at + 1;
  while (end < line.size() && line[end] == sign && end - at < long_run)
    ++end;
  return end - begin >= long_run;
}

// Lead bytes some of whose pairs Windows 936 leaves unassigned.
bool has_holes(unsigned lead) {
  return lead == 0xA2 || (lead >= 0xA4 && lead <= 0xA9) || lead == 0xD7 || lead == 0xFE;
}

bool is_plain_chinese(std::u32string_view text) {
  constexpr std::u32string_view marks = U"，。、！？“”‘’：；（）《》…—·「」『』,!?:;()<\" ";
  return std::all_of(text.begin(), text.end(), [&](char32_t c) {
    return HanModel::is_covered(c) || marks.find(c) != std::u32string_view::npos ||
           (c >= '0' && c <= '9');
  });
}

// A few characters may be anything; more of them are likelier together than alone.
bool makes_words(std::u32string_view text, const HanModel& model) {
  constexpr int few = 6;
  constexpr int each = 4;
  const Coherence words = measure_coherence(text, model);
  return words.characters < few || words.alone - words.in_context >= each * words.characters;
}

using Candidates = std::vector<Shortlist::Entry>;

class Realigner {
 public:
  Realigner(std::u32string_view line, const RealignContext& context)
      : line_(line),
        context_(context),
        transparent_(transparent_characters(line)),
        beam_(context.search, kBeamWidth),
        eaten_(context.traits(), context.model) {
    measure();
  }

  std::vector<Change> run();

 private:
  void measure();
  bool reads_well_shifted(std::size_t at) const;
  static int guess_cost(char32_t c, bool quoted);
  void step(std::size_t at);
  void step_in(const Hypothesis& h, std::size_t at);
  void step_out(const Hypothesis& h, std::size_t at);
  void ascii_out(const Hypothesis& h, std::size_t at);
  bool drops_tag(std::size_t at);
  std::size_t tag_tail(std::size_t at);
  void start_lost(const Hypothesis& h, std::size_t at, unsigned pair);
  void pair_out(const Hypothesis& h, std::size_t at, unsigned lead, unsigned trail, int extra);
  void sign_out(const Hypothesis& h, std::size_t at);
  void finish(std::size_t end);
  void eaten_character(const Hypothesis& h, std::size_t at);
  void push(Hypothesis h, std::uint32_t state) {
    h.state = state;
    beam_.push(h);
  }
  // [lead ?] and [? trail]: the likeliest characters.
  Candidates with_lead(const Hypothesis& h, unsigned lead, std::u32string_view reading);
  Candidates with_trail(const Hypothesis& h, unsigned trail);
  char32_t shown(char32_t c) const { return context_.traits().is_halved() ? halved(c) : c; }
  Hypothesis emit(const Hypothesis& h, char32_t c, std::size_t at, int extra) {
    return beam_.extend(h, Emit{shown(c), extra, true, false, false}, at);
  }
  Hypothesis guess(const Hypothesis& h, const Shortlist::Entry& entry, std::size_t at, int extra) {
    return beam_.extend(h, Emit{shown(entry.character), extra + entry.extra, true, true, false},
                        at);
  }
  std::vector<Change> changes(const std::vector<Emission>& emissions);

  std::u32string_view line_;
  const RealignContext& context_;
  std::vector<bool> transparent_;
  std::vector<int> literal_;  // cost of the line as it stands, up to each character
  std::vector<bool> hot_;     // from here on it reads like garbage
  std::vector<bool> shifts_;  // from here on, paired one byte later, it reads like language
  Beam beam_;
  EatenCharacters eaten_;
  std::size_t tag_at_ = std::u32string_view::npos;  // where a tag's tail was last looked for
  std::size_t tag_length_ = 0;
};

// The cost of the line as it stands, and where a window of it is too dear for
// Chinese.
void Realigner::measure() {
  constexpr std::size_t window = 6;
  constexpr int garbage = 60;
  literal_.assign(line_.size() + 1, 0);
  hot_.assign(line_.size() + 1, false);
  shifts_.assign(line_.size() + 1, false);
  std::vector<int> seen(line_.size() + 1);
  language::HanContext context;
  for (std::size_t i = 0; i < line_.size(); ++i) {
    literal_[i + 1] = literal_[i];
    seen[i + 1] = seen[i];
    if (transparent_[i]) continue;
    const char32_t token = context_.model.token(line_[i]);
    literal_[i + 1] += context_.traits().literal_cost(context, token, context_.model);
    ++seen[i + 1];
    context.add(token);
  }
  for (std::size_t i = 0; i < line_.size(); ++i) {
    const std::size_t end = std::min(line_.size(), i + window);
    const int count = seen[end] - seen[i];
    hot_[i] = count >= 2 && literal_[end] - literal_[i] >= garbage * count;
  }
  for (std::size_t i = 0; i < line_.size(); ++i)
    shifts_[i] = (hot_[i] || hot_[i + 1]) && reads_well_shifted(i);
}

// The search for a byte that went without a trace is dear: it begins only where the bytes after
// the first one make words when they are paired anew.
bool Realigner::reads_well_shifted(std::size_t at) const {
  constexpr std::size_t window = 6;
  const HanModel& model = context_.model;
  unsigned pending = 0;
  int sum = 0;
  int count = 0;
  language::HanContext context;
  for (std::size_t i = at; i < std::min(line_.size(), at + window); ++i) {
    if (transparent_[i]) continue;
    const char32_t c = line_[i];
    const unsigned pair = c < 0x80 ? 0 : context_.gbk.encode(c);
    const unsigned head = c < 0x80 ? c : pair >> 8U;
    if (pending != 0) {
      const char32_t whole = context_.gbk.decode(pending, head);
      if (whole == 0) break;
      const char32_t token = model.token(whole);
      sum += count == 0 ? model.cost(token) : model.cost(context, token);
      ++count;
      context.add(token);
    }
    pending = pair & 0xFFU;
    if (pending < 0x80) break;  // in step again
  }
  // The fewer, the likelier by chance.
  constexpr std::array<int, 3> language = {0, 40, 48};
  constexpr int at_most = 54;
  constexpr int better = 12;
  if (count == 0) return false;
  const auto shown = static_cast<std::size_t>(count) + 1;
  const std::size_t end = std::min(line_.size(), at + shown);
  const int literal = (literal_[end] - literal_[at]) / static_cast<int>(end - at);
  const int average = sum / count;
  return average <= (count < 3 ? language[static_cast<std::size_t>(count)] : at_most) &&
         average + better <= literal;
}

// What the choice of a character costs beyond what the model says.
int Realigner::guess_cost(char32_t c, bool quoted) {
  if (c == U'”') return quoted ? -8 : kOddGuess;
  if (c == U'。' || c == U'，' || c == U'“' || c == U'、' || c == U'：') return 0;
  const bool usual =
      HanModel::is_covered(c) || (c >= 0x3008 && c <= 0x3011) || (c >= 0xFF01 && c < 0xFF40);
  return usual ? 0 : kOddGuess;
}

Candidates Realigner::with_lead(const Hypothesis& h, unsigned lead, std::u32string_view reading) {
  Shortlist list(beam_.candidates(kCandidates));
  const std::string syllable = to_utf8(reading);
  for (unsigned trail = 0x81; trail <= 0xFE; ++trail) {
    const char32_t c = context_.gbk.decode(lead, trail);
    if (c == 0 || is_private(c)) continue;
    int extra = guess_cost(c, h.quoted);
    if (!syllable.empty() && !context_.readings.is_reading_of(c, syllable)) extra += kWrongReading;
    list.offer({beam_.cost_of(h, c) + extra, c, extra, trail});
  }
  return list.take();
}

Candidates Realigner::with_trail(const Hypothesis& h, unsigned trail) {
  Shortlist list(beam_.candidates(kCandidates));
  for (unsigned lead = 0x81; lead <= 0xFE; ++lead) {
    const char32_t c = context_.gbk.decode(lead, trail);
    if (c == 0 || is_private(c)) continue;
    const int extra = guess_cost(c, h.quoted);
    list.offer({beam_.cost_of(h, c) + extra, c, extra, lead});
  }
  return list.take();
}

void Realigner::step(std::size_t at) {
  for (const Hypothesis& h : beam_.live()) {
    if (h.state == kInStep) {
      step_in(h, at);
    } else {
      step_out(h, at);
    }
  }
  beam_.advance();
}

void Realigner::step_in(const Hypothesis& h, std::size_t at) {
  const char32_t c = line_[at];
  push(beam_.extend(h, Emit{c, 0, false, false, transparent_[at]}, at), kInStep);
  if (transparent_[at]) return;
  if (is_sign(c) && at + 1 < line_.size()) {
    const char32_t next = line_[at + 1];
    const bool mark = next == U'！' || next == U'？' ||
                      (context_.traits().is_halved() && (next == '!' || next == '?') &&
                       !in_run_of_signs(line_, at));
    const bool garbage = hot_[at + 1] || (at + 2 < line_.size() && hot_[at + 2]);
    if (mark || garbage) {
      Hypothesis cut = h;
      cut.cost += mark ? kCutAtMark : kCutElsewhere;
      push(cut, kUnknownLead);
    }
    return;
  }
  constexpr int likely = 48;  // behind the best; the search for a lost byte is dear
  if (shifts_[at] && h.cost <= beam_.live().front().cost + likely) {
    const unsigned pair = context_.gbk.encode(c);
    if (pair != 0) start_lost(h, at, pair);
  }
}

// A byte went without a trace: the lead byte of the first character here, or
// its second.
void Realigner::start_lost(const Hypothesis& h, std::size_t at, unsigned pair) {
  const unsigned head = pair >> 8U;
  const unsigned tail = pair & 0xFFU;
  const auto go_on = [&](const Hypothesis& next) {
    if (tail >= 0x80) {
      push(next, tail);
    } else {
      push(emit(next, tail, at, 0), kInStep);
    }
  };
  for (const auto& entry : with_trail(h, head)) {
    go_on(guess(h, entry, at, kLostByte));
  }
  for (const auto& entry : with_lead(h, head, {})) {
    go_on(guess(h, entry, at, kLostByte));
  }
}

// The pair that the decoder saw belongs to two characters: one ends with
// `lead`, one may begin with `trail`.
void Realigner::pair_out(
    const Hypothesis& h, std::size_t at, unsigned lead, unsigned trail, int extra) {
  const auto go_on = [&](const Hypothesis& next) {
    if (trail > 0x80) {
      push(next, trail);
    } else if (trail < 0x80) {
      push(emit(next, trail, at, 0), kInStep);
    }
  };
  if (h.state != kUnknownLead) {
    const char32_t c = context_.gbk.decode(h.state, lead);
    if (c != 0) go_on(emit(h, c, at, extra));
    return;
  }
  // At the end of a paragraph without an open quote, 。 itself follows what was
  // cut.
  const bool at_end = at + 2 >= line_.size() && !h.quoted;
  const bool at_mark = lead == 0xA3 && (trail == 0xA1 || trail == 0xBF) && !at_end;
  for (const auto& entry : with_trail(h, lead)) {
    const int mark = at_mark && entry.character != U'。' ? kFullStopAtMark : 0;
    go_on(guess(h, entry, at, extra + mark));
  }
}

// An ASCII-range second byte of the pending character showed as a letter; or, where widths were
// halved, the character stands for a full-width pair.
void Realigner::ascii_out(const Hypothesis& h, std::size_t at) {
  const char32_t c = line_[at];
  if (context_.traits().is_halved() && c > 0x20 && c < 0x7F) pair_out(h, at, 0xA3, c + 0x80, 4);
  if (c < 0x40 || c == 0x7F) return;
  if (h.state != kUnknownLead) {
    const char32_t whole = context_.gbk.decode(h.state, c);
    if (whole != 0) push(emit(h, whole, at, 0), kInStep);
    return;
  }
  for (const auto& entry : with_trail(h, c))
    push(guess(h, entry, at, 0), kInStep);
}

void Realigner::step_out(const Hypothesis& h, std::size_t at) {
  const char32_t c = line_[at];
  if (transparent_[at]) return;  // no decoder leaves ASCII whole after a pending byte
  if (is_sign(c)) sign_out(h, at);
  if (c < 0x80) {
    ascii_out(h, at);
  } else if (c == U'€') {
    const char32_t whole = context_.gbk.decode(h.state, 0x80);
    if (h.state != kUnknownLead && whole != 0) push(emit(h, whole, at, 0), kInStep);
  } else if (const unsigned pair = context_.gbk.encode(c); pair != 0) {
    pair_out(h, at, pair >> 8U, pair & 0xFFU, 0);
  }
  // A second byte went without a trace, and the rest is in step again.
  if (hot_[at] || is_sign(c) || h.state == kUnknownLead) return;
  for (const auto& entry : with_lead(h, h.state, {})) {
    const Hypothesis next = guess(h, entry, at == 0 ? 0 : at - 1, kLostByte);
    push(beam_.extend(next, Emit{c, 0, false, false, false}, at), kInStep);
  }
}

// The sign stands for the second byte of the pending character, and what it was
// read with.
void Realigner::sign_out(const Hypothesis& h, std::size_t at) {
  if (h.state == kUnknownLead) return;
  const bool eats = line_[at] == '?';
  const std::u32string_view rest = std::u32string_view(line_).substr(at + 1);
  const std::size_t reading = eats ? reading_tail_length(rest) : 0;
  const std::u32string_view syllable =
      reading > 0 ? rest.substr(0, reading - 1) : std::u32string_view{};
  for (const auto& entry : with_lead(h, h.state, syllable)) {
    const Hypothesis next = guess(h, entry, at, 0);
    if (!eats) {
      push(next, kInStep);
    } else {
      eaten_character(next, at);
    }
    if (reading == 0 && has_holes(entry.detail)) {
      Hypothesis unmapped = next;
      unmapped.cost += kUnmappedPair;
      push(unmapped, kUnknownLead);
    }
  }
}

// Whether the rest of a tag at `at` is no markup here, and goes: in plain text, or where the page
// shows it as text (`/p&gt;`).
bool Realigner::drops_tag(std::size_t at) {
  const std::size_t length = tag_tail(at);
  return length > 0 && (context_.form == TextForm::Plain || line_[at + length - 1] == ';');
}

std::size_t Realigner::tag_tail(std::size_t at) {
  if (tag_at_ != at) {
    tag_at_ = at;
    tag_length_ = at < line_.size() ? tag_tail_length(line_.substr(at)) : 0;
  }
  return tag_length_;
}

// Which ASCII character (below @: the others are second bytes themselves) went
// with the lead byte.
void Realigner::eaten_character(const Hypothesis& h, std::size_t at) {
  const std::u32string_view rest = std::u32string_view(line_).substr(at + 1);
  const auto ascii = [&](char32_t c, int cost) {
    push(beam_.extend(h, Emit{c, cost, true, true, true}, at), kInStep);
  };
  if (rest.empty()) {
    push(h, kInStep);
    return;
  }
  if (reading_tail_length(rest) > 0) {
    ascii('(', 0);
    return;
  }
  if (tag_tail(at + 1) > 0) {
    if (!drops_tag(at + 1)) {
      ascii('<', 0);
    } else {
      push(h, kInStep);  // the rest of the tag goes in changes()
    }
    return;
  }
  for (const EatenCharacter& candidate : eaten_.candidates(h.context.third, line_, at + 1, beam_)) {
    ascii(candidate.character, candidate.cost + 8);
  }
}

void Realigner::finish(std::size_t end) {
  for (Hypothesis h : beam_.live()) {
    if (h.state == kInStep) {
      h.cost += context_.model.cost(h.context, U'\n') + (h.quoted ? kOpenQuote : 0);
      push(h, kInStep);
      continue;
    }
    if (h.state == kUnknownLead) continue;
    for (const auto& entry : with_lead(h, h.state, {})) {
      push(guess(h, entry, end - 1, kLostByte), kInStep);
    }
  }
  beam_.advance();
}

std::vector<Change> Realigner::run() {
  beam_.start(line_.size());
  for (std::size_t at = 0; at < line_.size(); ++at) {
    step(at);
    if (beam_.is_exhausted()) {
      context_.search.give_up();
      return {};
    }
  }
  if (!line_.empty()) finish(line_.size());
  return changes(beam_.best());
}

// Runs of damaged emissions that explain the line clearly better than the line
// itself does.
std::vector<Change> Realigner::changes(const std::vector<Emission>& emissions) {
  std::vector<Change> out;
  std::size_t i = 0;
  while (i < emissions.size()) {
    if (!emissions[i].damaged) {
      ++i;
      continue;
    }
    Change change;
    change.kind = DamageKind::GbkOutOfStep;
    change.begin = i == 0 ? 0 : emissions[i - 1].symbol + 1U;
    const int cost_before = i == 0 ? 0 : emissions[i - 1].cost;
    while (i < emissions.size() && emissions[i].damaged) {
      if (emissions[i].guessed) change.guesses.push_back(change.after.size());
      change.after += emissions[i++].character;
    }
    change.end = i < emissions.size() ? emissions[i].symbol : line_.size();
    const int healed = emissions[i - 1].cost - cost_before;
    const int gain = literal_[change.end] - literal_[change.begin] - healed;
    const bool at_mark = is_sign(line_[change.begin]) && change.after.starts_with(U"。");
    if (gain < (at_mark ? kGainAtMark : kGainWanted)) continue;
    // Without a sign of damage, only whole words convince: no stray letters or
    // brackets.
    if (!is_sign(line_[change.begin]) &&
        (!is_plain_chinese(change.after) || !makes_words(change.after, context_.model))) {
      continue;
    }
    if (line_[change.end - 1] == '?' && drops_tag(change.end)) {
      change.end += tag_tail(change.end);
    }
    change.certainty = change.guesses.empty() ? 100 : std::min(99, 60 + gain / 8);
    out.push_back(std::move(change));
  }
  return out;
}

}  // namespace

bool may_be_out_of_step(std::u32string_view line, const HanModel& model) {
  constexpr int rare = 62;
  constexpr int wordless = 62;
  const auto garbage_around = [&](std::size_t i) {
    const std::size_t from = i < 3 ? 0 : i - 3;
    return model.averages_at_least(line.substr(from, 8), wordless);
  };
  std::size_t last_sign = line.size();
  int run = 0;  // rare characters among the last few, decaying
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char32_t c = line[i];
    if (c < 0x80 && c != '?') continue;
    if (is_sign(c)) {
      if (in_run_of_signs(line, i)) continue;
      last_sign = i;
      const char32_t next = i + 1 < line.size() ? line[i + 1] : 0;
      const bool half = (next == '!' || next == '?') && i > 0;
      if (next == U'！' || next == U'？' || half) return true;
      continue;
    }
    const bool strange =
        model.cost(model.token(c)) >= rare && (HanModel::is_covered(c) || is_private(c));
    run = strange ? run + 2 : std::max(0, run - 1);
    const bool near_sign = strange && last_sign < line.size() && i - last_sign <= 4;
    if ((run >= 4 || near_sign) && garbage_around(i)) return true;
  }
  return false;
}

namespace {

// The next piece of a long line: what goes out of step in it comes into step again at its end.
std::size_t piece_length(std::u32string_view line) {
  constexpr std::size_t longest = 8192;
  if (line.size() <= longest) return line.size();
  for (std::size_t end = longest; end > longest * 3 / 4; --end) {
    const char32_t c = line[end - 1];
    if (c == U'。' || (c < 0x80 && !is_sign(c) && !is_sign(line[end]))) return end;
  }
  return longest;
}

}  // namespace

std::vector<Change> realign(std::u32string_view line, const RealignContext& context) {
  std::vector<Change> out;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t length = piece_length(line.substr(at));
    for (Change& change : Realigner(line.substr(at, length), context).run()) {
      change.begin += at;
      change.end += at;
      out.push_back(std::move(change));
    }
    at += length;
  }
  return out;
}

}  // namespace banxin::repair
