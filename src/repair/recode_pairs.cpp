#include "repair/recode_pairs.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/utf8.h"
#include "repair/cut_line.h"
#include "repair/gap_costs.h"
#include "repair/judge_pairs.h"
#include "repair/numeric_references.h"
#include "repair/pairs_reader.h"
#include "repair/recode_bytes.h"
#include "repair/suspicion.h"
#include "repair/transparent.h"
#include "repair/utf8_feed.h"

namespace banxin::repair {
namespace {

using language::HanModel;

// What the networks say beyond the language model counts for less than it: both know the nearest
// neighbours.
constexpr int kGapEighths = 6;
constexpr int kUsualEighths = 5;
constexpr int kFolded = 4;
// What the whole line says counts for more, and instead of what the nearest neighbours do.
constexpr int kReaderEighths = 9;
constexpr int kMostAround = 80;
constexpr int kCutEighths = 6;
constexpr int kMarkEighths = 6;
int weighed(int cost, int eighths) {
  return std::clamp(cost, -40, 60) * eighths / 8;
}

constexpr int kRanges = 32;
constexpr int kHopeless = 64;  // dearer than the best candidate for one place

// -- UTF-8 read as GBK. The state is the character begun: its bytes so far, and
// how many.

class Utf8Reader : public PairsReader {
 public:
  Utf8Reader(std::u32string_view line, const PairsContext& context)
      : PairsReader(line, context, DamageKind::Utf8AsGbk),
        cut_(line, context.traits(), context.model, context.gbk()) {}

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
  char32_t eaten_of_markup(std::size_t at) const;
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

// What markup shows of the character that the sign at `at` ate: `?/p>`, `alt="…?>`; 0 for nothing.
char32_t Utf8Reader::eaten_of_markup(std::size_t at) const {
  const std::u32string_view rest = line_.substr(at + 1);
  if (tag_tail_length(rest) > 0) return U'<';
  return rest == U">" || rest == U"/>" || rest == U" />" || is_attribute_begin(rest) ? U'"' : 0;
}

void Utf8Reader::eaten(std::span<const Hypothesis> cut, std::size_t at) {
  if (const char32_t c = eaten_of_markup(at); c != 0) {
    for (const Hypothesis& h : cut)
      push(beam_.extend(h, Emit{c, 0, true, true, true}, at), 0);
    return;
  }
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
  } else if (const unsigned pair = context_.gbk().encode(c); pair != 0) {
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
      if (context_.gbk().decode(entry.detail, lead) != 0) continue;
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
      if (context_.gbk().decode(middle, last) != 0) continue;
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
        gaps_(line, context.model, context.gbk(), context.big5(), context.gaps) {
    if (std::none_of(line.begin(), line.end(), is_sign)) return;
    for (unsigned lead = 0xA1; lead <= 0xF9; ++lead) {
      for (unsigned trail = 0x40; trail <= 0xFE; ++trail) {
        const char32_t c = context.big5().decode(lead, trail);
        if (c == 0 || is_private(c) || context.gbk().decode(lead, trail) != 0) continue;
        lost_.push_back({c, gaps_.index_of(c)});
      }
    }
  }

 protected:
  void step(const Hypothesis& h, std::size_t at) override;
  std::vector<Guess> doubtful(const std::vector<Emission>& emissions) override;
  Weights weights() const override { return {3, 5, 4}; }

 private:
  struct Lost {
    char32_t character;
    int index;  // in gaps_
  };
  std::vector<char32_t> likely_at(const Emission& emission) const;
  std::vector<Guess::Candidate> weighed_at(const Emission& emission,
                                           const std::vector<int>* again) const;

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

// The characters that a gap most likely was, by itself.
std::vector<char32_t> Big5Reader::likely_at(const Emission& emission) const {
  constexpr std::size_t most = 8;
  std::vector<std::pair<int, char32_t>> ranked;
  for (const Lost& lost : lost_) {
    if (!HanModel::is_covered(lost.character)) continue;
    const bool is_read = lost.character == emission.character;
    ranked.emplace_back(is_read ? -kMostAround : gaps_.cost_at(emission.symbol, lost.index),
                        lost.character);
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<char32_t> out;
  for (std::size_t i = 0; i < std::min(most, ranked.size()); ++i)
    out.push_back(ranked[i].second);
  return out;
}

// How common a character is counts for less than what speaks for it here; `again` is what the
// reader says.
std::vector<Guess::Candidate> Big5Reader::weighed_at(const Emission& emission,
                                                     const std::vector<int>* again) const {
  std::vector<Guess::Candidate> out;
  for (const Lost& lost : lost_) {
    if (!HanModel::is_covered(lost.character)) continue;
    int around = gaps_.cost_at(emission.symbol, lost.index);
    if (again != nullptr && lost.index >= 0) {
      const int read = (*again)[static_cast<std::size_t>(lost.index)];
      around = std::clamp(read, -kMostAround, kMostAround) * kReaderEighths / 8;
    }
    // To n-grams, 合併 has it too, and they take it for commoner than it is.
    if (lost.character == U'並') around += kFolded;
    out.push_back({lost.character, around + gaps_.usual_cost(lost.index) * kUsualEighths / 8});
  }
  return out;
}

std::vector<Guess> Big5Reader::doubtful(const std::vector<Emission>& emissions) {
  using Place = language::GapReader::Place;
  constexpr char32_t gap = language::GapReader::kGap;
  std::vector<Guess> out;
  if (!beam_.affords_more()) return out;
  std::u32string text;
  for (std::size_t i = 0; i < emissions.size(); ++i) {
    text += emissions[i].character;
    if (emissions[i].guessed && HanModel::is_covered(text.back()))
      out.push_back({i, weighed_at(emissions[i], nullptr)});
  }
  if (context_.gaps.reader == nullptr) return out;
  std::vector<Place> places;
  // What becomes of each answer: the guess, and what the one before it is taken for.
  std::vector<std::pair<std::size_t, char32_t>> asked;
  const auto ask = [&](std::size_t guess, char32_t before, char32_t after) {
    places.push_back({out[guess].at,
                      before == 0 || before == gap ? before : context_.model.token(before), after});
    asked.emplace_back(guess, before);
  };
  for (std::size_t i = 0; i < out.size(); ++i) {
    const Emission& emission = emissions[out[i].at];
    if (pair_at(out, i) == 1) {
      if (!gaps_.is_sure(emission.symbol, gaps_.index_of(emission.character))) ask(i, 0, 0);
      continue;
    }
    // Two side by side: each without the other, and the second with what the first may be.
    ask(i, 0, gap);
    ask(++i, gap, 0);
    for (const char32_t first : likely_at(emission))
      ask(i, first, 0);
  }
  if (places.empty()) return out;
  const auto again = gaps_.read_again(text, places, beam_);
  for (std::size_t k = 0; k < again.size(); ++k) {
    Guess& guess = out[asked[k].first];
    auto candidates = weighed_at(emissions[guess.at], &again[k]);
    if (asked[k].second == 0 || asked[k].second == gap) {
      guess.candidates = std::move(candidates);
    } else {
      guess.given.emplace_back(asked[k].second, std::move(candidates));
    }
  }
  return out;
}

}  // namespace

namespace {

// The readings that are tried of a line, the one that the lines before it had first; where it is
// good, the others would not be better.
class Readings {
 public:
  Readings(std::u32string_view line, const PairsContext& context)
      : line_(line),
        context_(context),
        marked_(mark_numeric_references(line)),
        has_sign_(line.find(kReplacementCharacter) != std::u32string_view::npos),
        utf8_(likeness_to_utf8(line, context.pages.of(DoubleByte::Page::Gbk))) {}

  std::optional<PairsReading> best();

 private:
  static constexpr std::size_t kReaders = 5;
  std::optional<PairsReading> read(std::size_t reader) const;
  bool is_sensible(const PairsReading& reading) const;
  bool is_good(const PairsReading& reading) const;

  std::u32string_view line_;
  const PairsContext& context_;
  std::u32string marked_;  // what the page's encoding lacked, its encoder wrote as a reference
  bool has_sign_;
  Utf8Likeness utf8_;
};

std::optional<PairsReading> Readings::read(std::size_t reader) const {
  switch (reader) {
    case 0:
      return Utf8Reader(line_, context_).run();
    case 1:
      return recode_bytes_as_utf8(line_, DoubleByte::Page::Gbk, context_);
    case 2:
      return Big5Reader(marked_, context_).run();
    case 3:
      return has_sign_ ? recode_bytes_as_big5(marked_, context_) : std::nullopt;
    default:
      return recode_bytes_as_gbk(marked_, context_);
  }
}

bool Readings::is_sensible(const PairsReading& reading) const {
  // Other languages are for recode_foreign().
  const bool has_hangul = std::any_of(reading.text.begin(), reading.text.end(),
                                      [](char32_t c) { return c >= 0xAC00 && c < 0xD7A4; });
  return !has_hangul && is_sound(reading) && !is_listing(reading.text) &&
         is_language(reading.text, context_.model);
}

bool Readings::is_good(const PairsReading& reading) const {
  constexpr int beyond_doubt = 120;
  return reading.gain >= beyond_doubt && reading.coheres &&
         is_chinese(reading.text, context_.model);
}

std::optional<PairsReading> Readings::best() {
  std::array<std::size_t, kReaders> order = {0, 1, 3, 2, 4};
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return context_.habits.readers.lines(a) > context_.habits.readers.lines(b);
  });
  std::optional<PairsReading> best;
  std::size_t whose = 0;
  for (const std::size_t reader : order) {
    const bool reads_utf8 = reader < 2;
    if (reads_utf8 ? utf8_ == Utf8Likeness::None : utf8_ == Utf8Likeness::Proof) continue;
    // Without signs, what is missing is guessed: only where no sign explains it.
    if (reader == 1 && !has_sign_ && best && best->kind == DamageKind::Utf8AsGbk) continue;
    std::optional<PairsReading> reading = read(reader);
    if (!reading || !is_sensible(*reading) || (best && reading->gain <= best->gain)) continue;
    best = std::move(reading);
    best->coheres = coheres(*best, context_.model);
    whose = reader;
    if (is_good(*best) && !best->tentative) break;
  }
  if (best && is_good(*best)) context_.habits.readers.note(whose);
  return best;
}

}  // namespace

std::optional<PairsReading> recode_pairs(std::u32string_view line, const PairsContext& context) {
  // LIMIT: no paragraph; whole files in the wrong charset are found by their bytes.
  constexpr std::size_t longest = 1U << 16U;
  if (line.size() > longest) return std::nullopt;
  if (!is_mostly_han(line) || is_private_text(line) || is_mostly_lost(line)) return std::nullopt;
  return Readings(line, context).best();
}

void DecoderTraces::add(std::u32string_view line) {
  for (const char32_t c : line) {
    private_use += is_private(c) ? 1 : 0;
    euros += c == U'€' ? 1 : 0;
    signs += c == kReplacementCharacter ? 1 : 0;
  }
}

}  // namespace banxin::repair
