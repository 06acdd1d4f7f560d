#include "repair/readings.h"

#include <algorithm>
#include <unordered_map>

#include "base/utf8.h"
#include "language/han_model.h"
#include "language/readings_table.h"
#include "repair/kana_readings.h"
#include "repair/spelled_reading.h"

namespace banxin::repair {
namespace {

using language::HanModel;

struct Candidate {
  PastedReading place;
  char32_t character = 0;
};

struct Tally {
  int annotated = 0;
  int all = 0;
  std::string_view reading;  // the first one
  bool varies = false;
};

// A converter leaves out next to nothing; a text whose readings were damaged
// lacks a few.
constexpr int kConsistent = 70;  // per cent
constexpr int kFewest = 3;

class Finder {
 public:
  void scan(std::size_t number, std::string_view text);
  std::vector<PastedReading> pasted() const;

 private:
  // The reading that opens at `open` after `character`, or an end of 0.
  std::size_t reading_end(std::string_view text, std::size_t open, char32_t character) const;

  language::ReadingsTable readings_;
  std::vector<Candidate> candidates_;
  std::unordered_map<char32_t, Tally> tallies_;
  int running_ = 0;  // candidates that stand inside a run of text
};

std::size_t Finder::reading_end(std::string_view text, std::size_t open, char32_t character) const {
  constexpr int kLongest = 12;  // characters, with a blank on either side and a tone
  const std::size_t start = open + decode_utf8(text, open).length;
  std::size_t at = start;
  for (int letters = 0; at < text.size() && letters < kLongest; ++letters) {
    const DecodedCharacter c = decode_utf8(text, at);
    if (c.code_point == ')' || c.code_point == U'）') {
      const std::string syllable = pinyin_of(text.substr(start, at - start));
      // A name is spelled with a capital: 李(Lǐ).
      const bool capital = !syllable.empty() && syllable[0] >= 'A' && syllable[0] <= 'Z';
      return !syllable.empty() && !capital && readings_.is_reading_of(character, syllable)
                 ? at + c.length
                 : 0;
    }
    if (c.code_point == '(' || c.code_point == U'（' || HanModel::is_covered(c.code_point))
      return 0;
    at += c.length;
  }
  return 0;
}

void Finder::scan(std::size_t number, std::string_view text) {
  char32_t before = 0;  // two characters back
  char32_t character = 0;
  std::size_t character_at = 0;
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCharacter c = decode_utf8(text, at);
    const bool opens = c.code_point == '(' || c.code_point == U'（';
    if (HanModel::is_covered(c.code_point)) ++tallies_[c.code_point].all;
    if (opens && HanModel::is_covered(character)) {
      const std::size_t end = reading_end(text, at, character);
      if (end > 0) {
        candidates_.push_back({{number, character_at, at, end}, character});
        Tally& tally = tallies_[character];
        const std::string_view reading = text.substr(at, end - at);
        if (tally.annotated++ == 0) tally.reading = reading;
        tally.varies = tally.varies || tally.reading != reading;
        const char32_t after = end < text.size() ? decode_utf8(text, end).code_point : 0;
        running_ += HanModel::is_covered(before) || HanModel::is_covered(after) ? 1 : 0;
        before = character;
        character = 0;
        at = end;
        continue;
      }
    }
    before = character == 0 ? before : character;
    character = c.code_point;
    character_at = at;
    at += c.length;
  }
}

std::vector<PastedReading> Finder::pasted() const {
  std::vector<PastedReading> out;
  int annotated = 0;
  int all = 0;
  int repeated = 0;
  int characters = 0;
  int varied = 0;
  for (const auto& [character, tally] : tallies_) {
    if (tally.annotated == 0) continue;
    ++characters;
    varied += tally.varies ? 1 : 0;
    annotated += tally.annotated;
    all += tally.all;
    repeated += tally.annotated - 1;
  }
  // The same character again and again, or a text that is annotated throughout; fewer where none is
  // left out: who explains a character does not do it at each place.
  const bool often = repeated >= 2 || annotated >= 8 || (annotated >= 5 && annotated == all);
  const bool everywhere = annotated * 100 >= all * kConsistent;
  // Who tells readings apart gives a character more than one: 长(zhǎng)大，长(cháng)短.
  if (varied * 2 > characters) return out;
  if (annotated < kFewest || !often || !everywhere || running_ * 100 < annotated * kConsistent) {
    return out;
  }
  for (const Candidate& candidate : candidates_) {
    const Tally& tally = tallies_.at(candidate.character);
    if (tally.annotated * 2 >= tally.all) out.push_back(candidate.place);
  }
  return out;
}

// OPTIMIZATION: how many brackets may hold a reading: one after a Han character, with a letter in
// it. Most texts have too few for any to be one.
int count_openings(std::string_view text) {
  int count = 0;
  for (const std::string_view bracket : {std::string_view("("), std::string_view("（")}) {
    for (std::size_t at = text.find(bracket, 1); at != std::string_view::npos;
         at = text.find(bracket, at + 1)) {
      const std::size_t inside = at + bracket.size();
      if (inside >= text.size() || !begins_reading(decode_utf8(text, inside).code_point)) continue;
      count += HanModel::is_covered(decode_utf8_before(text, at).code_point) ? 1 : 0;
    }
  }
  return count;
}

}  // namespace

static std::vector<PastedReading> find_spelled_readings(std::span<const std::string_view> texts) {
  int openings = 0;
  for (std::size_t i = 0; i < texts.size() && openings < kFewest; ++i)
    openings += count_openings(texts[i]);
  if (openings < kFewest) return {};
  Finder finder;
  for (std::size_t i = 0; i < texts.size(); ++i)
    finder.scan(i, texts[i]);
  return finder.pasted();
}

std::vector<PastedReading> find_pasted_readings(std::span<const std::string_view> texts) {
  std::vector<PastedReading> pasted = find_spelled_readings(texts);
  return pasted.empty() ? find_kana_readings(texts) : pasted;
}

std::string drop_readings(std::string_view text, RepairReport& report) {
  const std::vector<PastedReading> pasted = find_spelled_readings(std::span(&text, 1));
  std::string out;
  std::size_t at = 0;
  for (const PastedReading& reading : pasted) {
    out += text.substr(at, reading.character - at);
    const std::string_view word = text.substr(reading.character, reading.open - reading.character);
    out += word;
    at = reading.close;
    HealedSpan span;
    span.offset = reading.character;
    span.before = text.substr(reading.character, reading.close - reading.character);
    span.after = word;
    span.length = span.before.size();
    span.kind = DamageKind::Reading;
    report.healed.push_back(std::move(span));
  }
  out += text.substr(at);
  return out;
}

}  // namespace banxin::repair
