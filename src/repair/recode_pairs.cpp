#include "repair/recode_pairs.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "repair/beam.h"
#include "repair/eaten.h"
#include "repair/numeric_references.h"
#include "repair/suspicion.h"

namespace banxin::repair {
namespace {

using language::HanModel;

constexpr std::size_t kBeamWidth = 96;
constexpr int kOpenQuote = 12;    // at the end of a line
constexpr int kPlacedMark = -20;  // in place of what the model says that a mark costs on average
constexpr std::size_t kCandidates = 24;

bool is_sign(char32_t c) {
  return c == '?' || c == kReplacementCharacter;
}
bool is_private(char32_t c) {
  return c >= 0xE000 && c < 0xF900;
}

// Beyond the model: ０ and Ｕ, kana, ornaments are rarely what was lost.
int odd_character_cost(char32_t c) {
  if (HanModel::is_covered(c)) return 0;
  constexpr std::u32string_view marks = U"，。、！？“”‘’：；（）《》…—·「」『』";
  return marks.find(c) != std::u32string_view::npos ? 0 : 56;
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
      : line_(line),
        context_(context),
        kind_(kind),
        beam_(context.search, kBeamWidth),
        eaten_(context.traits(), context.model) {}
  virtual ~PairsReader() = default;
  PairsReader(const PairsReader&) = delete;
  PairsReader& operator=(const PairsReader&) = delete;

  std::optional<PairsReading> run();

 protected:
  virtual void step(const Hypothesis& h, std::size_t at) = 0;

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
  void offer(Shortlist& list, const Hypothesis& h, char32_t c, unsigned detail, char32_t next = 0) {
    if (c == 0 || is_private(c)) return;
    if (next != 0) beam_.spend(1);
    const int extra = odd_character_cost(c) + quote_cost(c, h.quoted);
    const int ahead = next == 0 ? 0 : ahead_cost(h, c, next);
    list.offer({beam_.cost_of(h, c) + extra + ahead, c, extra, detail});
  }
  int ahead_cost(const Hypothesis& h, char32_t c, char32_t next) const {
    language::HanContext context = h.context;
    context.add(context_.model.token(c));
    return context_.traits().cost(context, context_.model.token(next), context_.model);
  }
  // The ASCII character that went with the byte before it; none at the end of
  // the line.
  void eaten(const Hypothesis& h, char32_t before, std::size_t at);

  std::u32string_view line_;
  const PairsContext& context_;
  DamageKind kind_;
  Beam beam_;
  EatenCharacters eaten_;
};

void PairsReader::eaten(const Hypothesis& h, char32_t before, std::size_t at) {
  const std::u32string_view rest = line_.substr(at + 1);
  if (rest.empty()) {
    // The end of the line, or the quotation mark that closes it.
    const bool open = h.quoted && line_.find(U'"') != std::u32string_view::npos;
    Hypothesis none = h;
    none.cost += open ? 16 : 0;
    push(none, 0);
    if (open) push(beam_.extend(h, Emit{'"', 0, true, true, true}, at), 0);
    if (h.bracketed) push(beam_.extend(h, Emit{')', 14, true, true, true}, at), 0);
    return;
  }
  for (const EatenCharacter& candidate : eaten_.candidates(before, line_, at + 1, beam_)) {
    // Digits and marks have their places in the sentence (2 月, （参见）, which the model knows;
    // what it cannot know leaves the context alone.
    const bool digit = candidate.character >= '0' && candidate.character <= '9';
    const bool placed = candidate.character == '(';
    const bool closes = candidate.character == ')' && h.bracketed;
    const int mark = digit ? -14 : placed ? kPlacedMark : closes ? 0 : 8;
    const Emit ascii{candidate.character, candidate.cost + mark, true, true, !digit && !placed};
    push(beam_.extend(h, ascii, at), 0);
  }
}

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
    h.cost += h.bracketed ? kUnmatchedBracket : 0;
    h.cost += h.quoted ? kOpenQuote : 0;
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
  int literal = 0;
  language::HanContext context;
  for (const char32_t c : line_) {
    const char32_t token = context_.model.token(c);
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
      : PairsReader(line, context, DamageKind::Utf8AsGbk) {}

 protected:
  void step(const Hypothesis& h, std::size_t at) override;

 private:
  struct Fed {
    std::uint32_t state = 0;
    char32_t character = 0;
    bool valid = false;
  };
  // The value of the character begun sits in the lower 21 bits, above it the
  // bytes still to come.
  static constexpr unsigned kMissing = 24;
  static Fed feed(std::uint32_t state, unsigned byte);
  // Feeds known bytes; the hypothesis dies where they are no UTF-8.
  void known(Hypothesis h, std::array<unsigned, 2> bytes, int count, std::size_t at);
  void sign(const Hypothesis& h, std::size_t at);
  void last_byte_lost(const Hypothesis& h, std::size_t at);
  void two_bytes_lost(const Hypothesis& h, std::size_t at);
};

Utf8Reader::Fed Utf8Reader::feed(std::uint32_t state, unsigned byte) {
  const std::uint32_t missing = state >> kMissing;
  const std::uint32_t value = state & 0x1FFFFFU;
  if (missing == 0) {
    if (byte < 0x80) return {0, static_cast<char32_t>(byte), true};
    if (byte < 0xC2 || byte > 0xF4) return {};
    const std::uint32_t more = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1;
    return {more << kMissing | (byte & (0x3FU >> more)), 0, true};
  }
  if ((byte & 0xC0U) != 0x80) return {};
  const std::uint32_t next = value << 6U | (byte & 0x3FU);
  if (missing > 1) {
    // E0 80, F0 80: overlong forms
    if (next == 0 || (missing == 2 && next < 0x20 && value == 0)) return {};
    return {(missing - 1) << kMissing | next, 0, true};
  }
  const bool surrogate = next >= 0xD800 && next < 0xE000;
  return {0, static_cast<char32_t>(next), next >= 0x80 && next <= 0x10FFFF && !surrogate};
}

void Utf8Reader::known(Hypothesis h, std::array<unsigned, 2> bytes, int count, std::size_t at) {
  for (int i = 0; i < count; ++i) {
    const Fed fed = feed(h.state, bytes[static_cast<std::size_t>(i)]);
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
  const std::uint32_t missing = h.state >> kMissing;
  if (missing == 1) last_byte_lost(h, at);
  if (missing == 2) two_bytes_lost(h, at);
}

void Utf8Reader::last_byte_lost(const Hypothesis& h, std::size_t at) {
  Shortlist list(beam_.candidates(kCandidates));
  for (unsigned byte = 0x80; byte < 0xC0; ++byte) {
    offer(list, h, feed(h.state, byte).character, byte);
  }
  for (const auto& entry : list.take()) {
    const Hypothesis next = guess(h, entry, at, 0);
    if (line_[at] == '?') {
      eaten(next, entry.character, at);
    } else {
      push(next, 0);  // a browser's decoder leaves the ASCII character
    }
    // The pair it was read with has no character: the next one lost its first
    // byte.
    for (const unsigned lead : {0xE4U, 0xE5U, 0xE6U, 0xE7U, 0xE8U, 0xE9U, 0xE3U, 0xEFU, 0xE2U}) {
      if (context_.gbk.decode(entry.detail, lead) != 0) continue;
      Hypothesis begun = next;
      begun.cost += lead >= 0xE4 && lead <= 0xE9 ? 10 : 16;
      push(begun, feed(0, lead).state);
    }
  }
}

// Both bytes that follow a first byte, as one pair without a character.
void Utf8Reader::two_bytes_lost(const Hypothesis& h, std::size_t at) {
  Shortlist list(beam_.candidates(kCandidates));
  for (unsigned middle = 0x81; middle < 0xC0; ++middle) {
    const Fed fed = feed(h.state, middle);
    if (!fed.valid) continue;
    for (unsigned last = 0x80; last < 0xC0; ++last) {
      if (context_.gbk.decode(middle, last) != 0) continue;
      offer(list, h, feed(fed.state, last).character, last);
    }
  }
  for (const auto& entry : list.take())
    push(guess(h, entry, at, 4), 0);
}

// -- Big5 read as GBK: always in step, but some pairs have no character in GBK.

class Big5Reader : public PairsReader {
 public:
  Big5Reader(std::u32string_view line, const PairsContext& context)
      : PairsReader(line, context, DamageKind::Big5AsGbk) {
    if (std::none_of(line.begin(), line.end(), is_sign)) return;
    for (unsigned lead = 0xA1; lead <= 0xF9; ++lead) {
      for (unsigned trail = 0x40; trail <= 0xFE; ++trail) {
        const char32_t c = context.big5.decode(lead, trail);
        if (c != 0 && !is_private(c) && context.gbk.decode(lead, trail) == 0) lost_.push_back(c);
      }
    }
  }

 protected:
  void step(const Hypothesis& h, std::size_t at) override {
    const char32_t c = line_[at];
    if (is_sign(c)) {
      Shortlist list(beam_.candidates(kCandidates));
      const char32_t next = at + 1 < line_.size() ? whole(line_[at + 1]) : 0;
      for (const char32_t candidate : lost_)
        offer(list, h, candidate, 0, next);
      for (const auto& entry : list.take())
        push(guess(h, entry, at, 0), 0);
    }
    if (c < 0x80) {
      const bool lost = c == '?' && at > 0 && line_[at - 1] >= 0x80;
      const bool inside = lost && at + 1 < line_.size() && line_[at + 1] >= 0x80;
      push(beam_.extend(h, Emit{c, inside ? 40 : lost ? 28 : 0, false, false, false}, at), 0);
      return;
    }
    if (whole(c) != 0) push(emit(h, whole(c), at), 0);
  }

 private:
  char32_t whole(char32_t c) const {
    if (c < 0x80) return is_sign(c) ? 0 : c;
    const unsigned pair = context_.gbk.encode(c);
    return pair == 0 ? 0 : context_.big5.decode(pair >> 8U, pair & 0xFFU);
  }

  std::vector<char32_t> lost_;
};

// -- GBK read as Big5: a pair that Big5 lacks costs its first byte, and the
// second is paired on. The state is the pending lead byte, kUnknown when it was
// lost.

class GbkReader : public PairsReader {
 public:
  GbkReader(std::u32string_view line, const PairsContext& context)
      : PairsReader(line, context, DamageKind::GbkAsBig5) {}

 protected:
  void step(const Hypothesis& h, std::size_t at) override;

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
      offer(list, h, context_.gbk.decode(lead, value), lead);
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
    offer(list, h, context_.gbk.decode(h.state, trail), trail);
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
    offer(list, h, pair.character, pair.trail);
  for (const auto& entry : list.take())
    push(guess(h, entry, at, 12), 0);
}

void GbkReader::step(const Hypothesis& h, std::size_t at) {
  const char32_t c = line_[at];
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

// Only two-byte UTF-8 (é, Я): in a Latin or Cyrillic text, or it is chance.
bool is_sound(const PairsReading& reading) {
  int wide = 0;
  int narrow = 0;
  int lonely = 0;
  const std::u32string& text = reading.text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] >= 0x800) ++wide;
    if (text[i] < 0x80 || text[i] >= 0x800) continue;
    ++narrow;
    if (text[i] >= 0x180 && (text[i] < 0x386 || text[i] >= 0x460)) return wide > 0;
    const auto letter = [](char32_t c) { return (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z'; };
    const bool company = (i > 0 && (letter(text[i - 1]) || text[i - 1] >= 0x80)) ||
                         (i + 1 < text.size() && (letter(text[i + 1]) || text[i + 1] >= 0x80));
    lonely += company ? 0 : 1;
  }
  return wide > 0 || (narrow >= 2 && lonely * 4 < narrow);
}

// Where half of the text is gone (a code chart with empty places), what is guessed is made up.
bool is_mostly_lost(std::u32string_view line) {
  std::size_t lost = 0;
  std::size_t known = 0;
  for (const char32_t c : line) {
    if (is_sign(c)) {
      ++lost;
    } else if (c >= 0x80) {
      ++known;
    }
  }
  return lost * 2 > known + 2;
}

// What a double-byte decoder makes of foreign bytes is Han for the most part; Cyrillic, Greek and
// rows of stars are what they are.
bool is_mostly_han(std::u32string_view line) {
  int han = 0;
  int other = 0;
  for (const char32_t c : line) {
    if (c < 0x80 || c == kReplacementCharacter) continue;
    ++(HanModel::is_covered(c) || is_private(c) ? han : other);
  }
  return han > other;
}

bool is_language(std::u32string_view text, const HanModel& model) {
  constexpr int worst = 58;
  std::u32string beyond_ascii;
  for (const char32_t c : text) {
    if (c >= 0x80) beyond_ascii += c;
  }
  return model.average_cost(beyond_ascii) <= worst;
}

// Bytes that are valid UTF-8 speak for themselves. Nearly any double-byte text can be read as
// another one, and where the result happens to be common characters, only words tell it from
// chance: each character is likelier after those before it than alone.
bool coheres(const PairsReading& reading, const HanModel& model) {
  constexpr int fewest = 4;
  constexpr int dearest = 46;
  constexpr int together = 40;
  if (reading.kind == DamageKind::Utf8AsGbk) return true;
  const Coherence words = measure_coherence(reading.text, model);
  return words.characters >= fewest && words.in_context <= dearest * words.characters &&
         words.alone - words.in_context >= together;
}

// Icons and characters of one's own (private use) are no text that was read wrongly, though three
// of four characters of such a text may be private.
bool is_private_text(std::u32string_view line) {
  const auto own = std::count_if(line.begin(), line.end(), is_private);
  const auto beyond_ascii =
      std::count_if(line.begin(), line.end(), [](char32_t c) { return c >= 0x80; });
  return own * 8 > beyond_ascii * 7;
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
  consider(Big5Reader(line, context).run());
  consider(GbkReader(line, context).run());
  if (best) best->coheres = coheres(*best, context.model);
  return best;
}

}  // namespace banxin::repair
