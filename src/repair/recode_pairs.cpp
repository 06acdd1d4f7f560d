#include "repair/recode_pairs.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/utf8.h"
#include "repair/beam.h"
#include "repair/cut_line.h"
#include "repair/gap_costs.h"
#include "repair/judge_pairs.h"
#include "repair/numeric_references.h"
#include "repair/respell.h"
#include "repair/suspicion.h"
#include "repair/utf8_feed.h"

namespace banxin::repair {
namespace {

using language::HanModel;

constexpr std::size_t kBeamWidth = 96;
constexpr int kOpenQuote = 12;  // at the end of a line
constexpr std::size_t kCandidates = 24;

// What the networks say beyond the language model counts for less than it: both know the nearest
// neighbours.
constexpr int kGapEighths = 6;
constexpr int kUsualEighths = 5;
constexpr int kCutEighths = 6;
constexpr int kMarkEighths = 4;
int weighed(int cost, int eighths) {
  return std::clamp(cost, -40, 60) * eighths / 8;
}

bool is_sign(char32_t c) {
  return c == '?' || c == kReplacementCharacter;
}
bool is_private(char32_t c) {
  return c >= 0xE000 && c < 0xF900;
}

constexpr int kOdd = 56;
constexpr int kRanges = 32;
constexpr int kHopeless = 64;  // dearer than the best candidate for one place

// Beyond the model: ０ and Ｕ, kana, ornaments are rarely what was lost.
int odd_character_cost(char32_t c) {
  if (HanModel::is_covered(c)) return 0;
  constexpr std::u32string_view marks = U"，。、！？“”‘’：；（）《》…—·「」『』";
  constexpr std::u32string_view rarer =
      U"～【】〈〉〔〕–－•●→←※★■◆○";  // to the model, they are any mark
  if (marks.find(c) != std::u32string_view::npos) return 0;
  return rarer.find(c) != std::u32string_view::npos ? 0 : kOdd;
}

// An open quotation is closed before another one begins, and none is closed that was not opened.
int quote_cost(char32_t c, bool quoted) {
  if (c == U'”') return quoted ? -8 : 24;
  if (c == U'“') return quoted ? 24 : 0;
  return (c == U'‘' || c == U'’') && quoted ? 12 : 0;
}

// What the three readings share: the line, the search and its result.
class PairsReader {
 public:
  PairsReader(std::u32string_view line, const PairsContext& context, DamageKind kind)
      : line_(line), context_(context), kind_(kind), beam_(context.search, kBeamWidth) {}
  virtual ~PairsReader() = default;
  PairsReader(const PairsReader&) = delete;
  PairsReader& operator=(const PairsReader&) = delete;

  std::optional<PairsReading> run();

 protected:
  virtual void step(const Hypothesis& h, std::size_t at) = 0;
  // Those of the guessed characters that are worth another look.
  virtual std::vector<Guess> doubtful(const std::vector<Emission>& emissions) = 0;
  virtual Weights weights() const { return {12, 12, 8}; }

  void push(Hypothesis h, std::uint32_t state) {
    h.state = state;
    beam_.push(h);
  }
  Hypothesis emit(const Hypothesis& h, char32_t c, std::size_t at, int extra = 0) {
    return beam_.extend(h, Emit{c, extra, true, false, false}, at);
  }
  Hypothesis guess(const Hypothesis& h, const Shortlist::Entry& entry, std::size_t at, int extra) {
    return beam_.extend(h, Emit{entry.character, extra + entry.extra, true, true, false}, at);
  }
  // `next` is the character that will follow, 0 when it is not known: it
  // decides which candidates are worth keeping.
  // What `around` says of it is beyond the model.
  void offer_before(Shortlist& list, const Hypothesis& h, char32_t c, int around, char32_t next) {
    if (c == 0 || is_private(c)) return;
    if (next != 0) beam_.spend(1);
    const int extra = odd_character_cost(c) + quote_cost(c, h.quoted) + around;
    const int ahead = next == 0 ? 0 : ahead_cost(h, c, next);
    list.offer({beam_.cost_of(h, c) + extra + ahead, c, extra, 0});
  }
  void offer(Shortlist& list, const Hypothesis& h, char32_t c, int around, unsigned detail) {
    if (c == 0 || is_private(c)) return;
    const int extra = odd_character_cost(c) + quote_cost(c, h.quoted) + around;
    list.offer({beam_.cost_of(h, c) + extra, c, extra, detail});
  }
  int ahead_cost(const Hypothesis& h, char32_t c, char32_t next) const {
    language::HanContext context = h.context;
    context.add(context_.model.token(c));
    return context_.traits().cost(context, context_.model.token(next), context_.model);
  }
  std::u32string_view line_;
  const PairsContext& context_;
  DamageKind kind_;
  Beam beam_;
};

std::optional<PairsReading> PairsReader::run() {
  beam_.start(line_.size());
  for (std::size_t at = 0; at < line_.size(); ++at) {
    for (const Hypothesis& h : beam_.live())
      step(h, at);
    beam_.advance();
    if (beam_.live().empty()) return std::nullopt;
    if (beam_.is_exhausted()) {
      context_.search.give_up();
      return std::nullopt;
    }
  }
  for (Hypothesis h : beam_.live()) {
    if (h.state != 0) continue;
    h.cost += context_.model.cost(h.context, U'\n');
    h.cost += h.brackets * kUnmatchedBracket;
    h.cost += h.quoted ? kOpenQuote : 0;
    if (is_sign(line_.back())) h.cost += context_.traits().end_cost(beam_.last_of(h));
    beam_.push(h);
  }
  beam_.advance();
  int cost = 0;
  const std::vector<Emission> emissions = beam_.best(&cost);
  if (emissions.empty()) return std::nullopt;
  PairsReading out;
  out.kind = kind_;
  for (const Emission& emission : emissions) {
    if (emission.guessed) out.guesses.push_back(out.text.size());
    out.text += emission.character;
  }
  respell(out.text, doubtful(emissions), {context_.words, context_.search, weights()});
  int literal = 0;
  language::HanContext context;
  for (const char32_t c : line_) {
    const char32_t token = context_.model.token(character_of_symbol(c));
    literal += context_.model.cost(context, token);
    context.add(token);
  }
  out.gain = literal - cost;
  return out;
}

// -- UTF-8 read as GBK. The state is the character begun: its bytes so far, and
// how many.

class Utf8Reader : public PairsReader {
 public:
  Utf8Reader(std::u32string_view line, const PairsContext& context)
      : PairsReader(line, context, DamageKind::Utf8AsGbk),
        cut_(line, context.traits(), context.model, context.gbk) {}

 protected:
  void step(const Hypothesis& h, std::size_t at) override;
  std::vector<Guess> doubtful(const std::vector<Emission>& emissions) override;

 private:
  // Feeds known bytes; the hypothesis dies where they are no UTF-8.
  void known(Hypothesis h, std::array<unsigned, 2> bytes, int count, std::size_t at);
  void sign(const Hypothesis& h, std::size_t at);
  void last_byte_lost(const Hypothesis& h, std::size_t at);
  void two_bytes_lost(const Hypothesis& h, std::size_t at);
  // The ASCII character that went with the byte before it; none at the end of the line.
  void eaten(std::span<const Hypothesis> cut, std::size_t at);
  int charge(const Hypothesis& h, char32_t c, char32_t next) const;

  CutLine cut_;
};

// What the language model will charge for an eaten character and the one after it.
int Utf8Reader::charge(const Hypothesis& h, char32_t c, char32_t next) const {
  const HanModel& model = context_.model;
  language::HanContext context = h.context;
  int out = 0;
  if (c != 0 && c != U' ') {
    const char32_t token = model.token(c);
    out = context_.traits().cost(context, token, model);
    context.add(token);
  }
  return next == CutLine::kUnknown
             ? out
             : out + context_.traits().cost(context, model.token(next), model);
}

void Utf8Reader::eaten(std::span<const Hypothesis> cut, std::size_t at) {
  // Which one was eaten is for the network to say, which knows what follows; the language model
  // says only which of the cut characters goes best with it: what it charges the best of them is
  // no reason against the eaten one.
  constexpr std::size_t compared = 6;
  const char32_t next = cut_.next(at);
  std::array<int, 128> least{};
  least.fill(-1);
  for (const Hypothesis& h : cut) {
    for (const CutLine::Eaten& candidate :
         cut_.candidates(beam_.last_of(h), {h.straight, h.brackets > 0}, at, beam_)) {
      const char32_t c = candidate.character;
      int& charged = least[c];
      if (charged < 0) {
        charged = charge(cut.front(), c, next);
        for (const Hypothesis& other : cut.first(std::min(compared, cut.size())))
          charged = std::min(charged, charge(other, c, next));
        beam_.spend(2 * static_cast<int>(compared));
      }
      Hypothesis out = h;
      if (c == 0) {
        out.cost += candidate.cost - charged;
      } else {
        const int mark = context_.traits().mark_cost(beam_.last_of(h), c);
        out = beam_.extend(h, Emit{c, candidate.cost - charged + mark, true, true, c == U' '}, at);
      }
      push(out, 0);
    }
  }
}

void Utf8Reader::known(Hypothesis h, std::array<unsigned, 2> bytes, int count, std::size_t at) {
  for (int i = 0; i < count; ++i) {
    const Utf8Fed fed = feed_utf8(h.state, bytes[static_cast<std::size_t>(i)]);
    if (!fed.valid) return;
    if (fed.character != 0) h = emit(h, fed.character, at);
    h.state = fed.state;
  }
  beam_.push(h);
}

void Utf8Reader::step(const Hypothesis& h, std::size_t at) {
  const char32_t c = line_[at];
  if (is_sign(c)) sign(h, at);
  if (c < 0x80) {
    if (h.state == 0) push(beam_.extend(h, Emit{c, 0, false, false, false}, at), 0);
  } else if (c == U'€') {
    known(h, {0x80, 0}, 1, at);
  } else if (const unsigned pair = context_.gbk.encode(c); pair != 0) {
    known(h, {pair >> 8U, pair & 0xFFU}, 2, at);
  }
}

void Utf8Reader::sign(const Hypothesis& h, std::size_t at) {
  const std::uint32_t missing = utf8_missing(h.state);
  if (missing == 1) last_byte_lost(h, at);
  if (missing == 2) two_bytes_lost(h, at);
}

void Utf8Reader::last_byte_lost(const Hypothesis& h, std::size_t at) {
  Shortlist list(beam_.candidates(kCandidates));
  const char32_t group = h.state & 0x1FFFFFU;
  const std::vector<int> known = cut_.last_byte(group, {h.straight, h.brackets > 0}, at, beam_);
  const int eighths = HanModel::is_covered(group << 6U) ? kCutEighths : kMarkEighths;
  for (unsigned byte = 0x80; byte < 0xC0; ++byte) {
    const char32_t c = feed_utf8(h.state, byte).character;
    int around = known.empty() ? 0 : weighed(known[byte - 0x80], eighths);
    // 6～8: the model takes it for any mark, and ａ for a letter.
    if (c == U'～') around -= kRanges;
    offer(list, h, c, around, byte);
  }
  std::vector<Hypothesis> cut;
  const std::vector<Shortlist::Entry> likeliest = list.take();
  for (const auto& entry : likeliest) {
    // OPTIMIZATION: of punctuation but the usual marks, what else is there is hardly ever meant.
    if (entry.cost > likeliest.front().cost + kHopeless) break;
    const Hypothesis& next = cut.emplace_back(guess(h, entry, at, 0));
    if (line_[at] != '?') push(next, 0);  // a browser's decoder leaves the ASCII character
    // The pair it was read with has no character: the next one lost its first
    // byte.
    for (const unsigned lead : {0xE4U, 0xE5U, 0xE6U, 0xE7U, 0xE8U, 0xE9U, 0xE3U, 0xEFU, 0xE2U}) {
      if (context_.gbk.decode(entry.detail, lead) != 0) continue;
      Hypothesis begun = next;
      begun.cost += lead >= 0xE4 && lead <= 0xE9 ? 10 : 16;
      push(begun, feed_utf8(0, lead).state);
    }
  }
  if (line_[at] == '?') eaten(cut, at);
}

// Both bytes that follow a first byte, as one pair without a character.
void Utf8Reader::two_bytes_lost(const Hypothesis& h, std::size_t at) {
  Shortlist list(beam_.candidates(kCandidates));
  for (unsigned middle = 0x81; middle < 0xC0; ++middle) {
    const Utf8Fed fed = feed_utf8(h.state, middle);
    if (!fed.valid) continue;
    for (unsigned last = 0x80; last < 0xC0; ++last) {
      if (context_.gbk.decode(middle, last) != 0) continue;
      offer(list, h, feed_utf8(fed.state, last).character, 0, last);
    }
  }
  for (const auto& entry : list.take())
    push(guess(h, entry, at, 4), 0);
}

std::vector<Guess> Utf8Reader::doubtful(const std::vector<Emission>& emissions) {
  std::vector<Guess> out;
  CutLine::Opened opened;
  int brackets = 0;
  for (std::size_t i = 0; i < emissions.size() && beam_.affords_more(); ++i) {
    const char32_t c = emissions[i].character;
    opened.quote = opened.quote != (c == '"');
    if (c == '(' || c == U'（') ++brackets;
    if ((c == ')' || c == U'）') && brackets > 0) --brackets;
    opened.bracket = brackets > 0;
    // A byte before an ASCII character or the end: nothing else went with it.
    const bool last = i + 1 == emissions.size() || emissions[i + 1].character < 0x80;
    if (!emissions[i].guessed || !HanModel::is_covered(c) || !last) continue;
    const char32_t group = c >> 6U;
    const std::vector<int> around = cut_.last_byte(group, opened, emissions[i].symbol, beam_);
    if (around.empty()) continue;
    Guess& guess = out.emplace_back(Guess{i, {}});
    for (char32_t low = 0; low < around.size(); ++low)
      guess.candidates.push_back({group << 6U | low, weighed(around[low], kCutEighths)});
  }
  return out;
}

// -- Big5 read as GBK: always in step, but some pairs have no character in GBK.

class Big5Reader : public PairsReader {
 public:
  Big5Reader(std::u32string_view line, const PairsContext& context)
      : PairsReader(line, context, DamageKind::Big5AsGbk),
        gaps_(line, context.model, context.gbk, context.big5) {
    if (std::none_of(line.begin(), line.end(), is_sign)) return;
    for (unsigned lead = 0xA1; lead <= 0xF9; ++lead) {
      for (unsigned trail = 0x40; trail <= 0xFE; ++trail) {
        const char32_t c = context.big5.decode(lead, trail);
        if (c == 0 || is_private(c) || context.gbk.decode(lead, trail) != 0) continue;
        lost_.push_back({c, gaps_.index_of(c)});
      }
    }
  }

 protected:
  void step(const Hypothesis& h, std::size_t at) override;
  std::vector<Guess> doubtful(const std::vector<Emission>& emissions) override;
  Weights weights() const override { return {3, 4, 5}; }

 private:
  struct Lost {
    char32_t character;
    int index;  // in gaps_
  };
  GapCosts gaps_;
  std::vector<Lost> lost_;
};

void Big5Reader::step(const Hypothesis& h, std::size_t at) {
  const char32_t c = line_[at];
  if (is_given_symbol(c)) {
    push(emit(h, character_of_symbol(c), at), 0);
    return;
  }
  if (is_sign(c)) {
    gaps_.look_around(at, beam_);
    Shortlist list(beam_.candidates(kCandidates));
    const char32_t next = at + 1 < line_.size() ? gaps_.whole(line_[at + 1]) : 0;
    for (const Lost& lost : lost_) {
      const int around = weighed(gaps_.cost(lost.index), kGapEighths);
      offer_before(list, h, lost.character, around, next);
    }
    for (const auto& entry : list.take())
      push(guess(h, entry, at, 0), 0);
  }
  if (c < 0x80) {
    const bool lost = c == '?' && at > 0 && line_[at - 1] >= 0x80;
    const bool inside = lost && at + 1 < line_.size() && line_[at + 1] >= 0x80;
    push(beam_.extend(h, Emit{c, inside ? 40 : lost ? 28 : 0, false, false, false}, at), 0);
    return;
  }
  if (const char32_t read = gaps_.whole(c); read != 0) push(emit(h, read, at), 0);
}

std::vector<Guess> Big5Reader::doubtful(const std::vector<Emission>& emissions) {
  std::vector<Guess> out;
  if (!beam_.affords_more()) return out;
  for (std::size_t i = 0; i < emissions.size(); ++i) {
    if (!emissions[i].guessed || !HanModel::is_covered(emissions[i].character)) continue;
    Guess& guess = out.emplace_back(Guess{i, {}});
    for (const Lost& lost : lost_) {
      if (!HanModel::is_covered(lost.character)) continue;
      // How common a character is counts for less than what speaks for it here.
      const int around = gaps_.cost_at(emissions[i].symbol, lost.index);
      guess.candidates.push_back(
          {lost.character, around + gaps_.usual_cost(lost.index) * kUsualEighths / 8});
    }
  }
  return out;
}

// -- GBK read as Big5: a pair that Big5 lacks costs its first byte, and the
// second is paired on. The state is the pending lead byte, kUnknown when it was
// lost.

class GbkReader : public PairsReader {
 public:
  GbkReader(std::u32string_view line, const PairsContext& context)
      : PairsReader(line, context, DamageKind::GbkAsBig5) {}

 protected:
  void step(const Hypothesis& h, std::size_t at) override;
  std::vector<Guess> doubtful(const std::vector<Emission>&) override { return {}; }

 private:
  static constexpr std::uint32_t kUnknown = 0x100;
  void byte(const Hypothesis& h, unsigned value, std::size_t at, std::vector<Hypothesis>& out);
  void lost_byte(const Hypothesis& h, std::size_t at);
  struct Pair {
    char32_t character;
    unsigned trail;
  };
  const std::vector<Pair>& lost_pairs();
  void both_lost(const Hypothesis& h, std::size_t at);

  std::vector<Pair> lost_pairs_;
};

void GbkReader::byte(const Hypothesis& h,
                     unsigned value,
                     std::size_t at,
                     std::vector<Hypothesis>& out) {
  if (h.state == 0) {
    Hypothesis next = value < 0x80 ? emit(h, value, at) : h;
    next.state = value < 0x80 ? 0 : value;
    out.push_back(next);
    return;
  }
  if (h.state != kUnknown) {
    const char32_t c = context_.gbk.decode(h.state, value);
    if (c == 0) return;
    out.push_back(emit(h, c, at));
    out.back().state = 0;
    return;
  }
  Shortlist list(beam_.candidates(kCandidates));
  for (unsigned lead = 0x81; lead <= 0xFE; ++lead) {
    // Which pairs Big5 has differs from one maker's table to the next.
    if (context_.big5.decode(lead, value) == 0 || lead >= 0xC6) {
      offer(list, h, context_.gbk.decode(lead, value), 0, lead);
    }
  }
  for (const auto& entry : list.take()) {
    out.push_back(guess(h, entry, at, 0));
    out.back().state = 0;
  }
}

void GbkReader::lost_byte(const Hypothesis& h, std::size_t at) {
  if (h.state == 0) {
    push(h, kUnknown);
    return;
  }
  if (h.state == kUnknown) {
    both_lost(h, at);
    return;
  }
  Shortlist list(beam_.candidates(kCandidates));
  for (unsigned trail = 0x80; trail <= 0xFE; ++trail) {
    offer(list, h, context_.gbk.decode(h.state, trail), 0, trail);
  }
  for (const auto& entry : list.take())
    push(guess(h, entry, at, 0), 0);
}

// The characters, rare ones aside, both of whose bytes Big5 has no use for.
const std::vector<GbkReader::Pair>& GbkReader::lost_pairs() {
  constexpr int rare = 60;
  if (!lost_pairs_.empty()) return lost_pairs_;
  for (unsigned lead = 0x81; lead <= 0xFE; ++lead) {
    if (lead >= 0xA1 && lead < 0xC6) continue;
    for (unsigned trail = 0x80; trail <= 0xFE; ++trail) {
      if (trail >= 0xA1 && trail < 0xFA) continue;
      const char32_t c = context_.gbk.decode(lead, trail);
      const HanModel& model = context_.model;
      if (c != 0 && model.cost(model.token(c)) < rare) lost_pairs_.push_back({c, trail});
    }
  }
  beam_.spend(static_cast<int>(lost_pairs_.size()));
  return lost_pairs_;
}

// Neither byte is known, but that Big5 begins no character with the first, nor with the second.
void GbkReader::both_lost(const Hypothesis& h, std::size_t at) {
  if (h.cost > beam_.live().front().cost + 40) return;  // dear: only for the likeliest
  Shortlist list(beam_.candidates(8));
  for (const Pair& pair : lost_pairs())
    offer(list, h, pair.character, 0, pair.trail);
  for (const auto& entry : list.take())
    push(guess(h, entry, at, 12), 0);
}

void GbkReader::step(const Hypothesis& h, std::size_t at) {
  const char32_t c = line_[at];
  if (is_given_symbol(c)) {
    if (h.state == 0) push(emit(h, character_of_symbol(c), at), 0);
    return;
  }
  if (is_sign(c)) {
    lost_byte(h, at);
    if (c != '?') return;
  }
  std::vector<Hypothesis> one;
  if (c < 0x80) {
    byte(h, c, at, one);
    for (const Hypothesis& next : one)
      beam_.push(next);
    return;
  }
  const unsigned pair = context_.big5.encode(c);
  if (pair == 0) return;
  byte(h, pair >> 8U, at, one);
  std::vector<Hypothesis> two;
  for (const Hypothesis& next : one)
    byte(next, pair & 0xFFU, at, two);
  for (const Hypothesis& next : two)
    beam_.push(next);
}

}  // namespace

std::optional<PairsReading> recode_pairs(std::u32string_view line, const PairsContext& context) {
  std::optional<PairsReading> best;
  // LIMIT: no paragraph; whole files in the wrong charset are found by their bytes.
  constexpr std::size_t longest = 1U << 16U;
  if (line.size() > longest) return best;
  if (!is_mostly_han(line) || is_private_text(line) || is_mostly_lost(line)) return best;
  const auto consider = [&](std::optional<PairsReading> reading) {
    if (!reading || !is_sound(*reading) || is_listing(reading->text)) return;
    if (!is_language(reading->text, context.model)) return;
    if (!best || reading->gain > best->gain) best = std::move(reading);
  };
  consider(Utf8Reader(line, context).run());
  // What the page's encoding lacked, its encoder wrote as a reference.
  const std::u32string marked = mark_numeric_references(line);
  consider(Big5Reader(marked, context).run());
  consider(GbkReader(marked, context).run());
  if (best) best->coheres = coheres(*best, context.model);
  return best;
}

}  // namespace banxin::repair
