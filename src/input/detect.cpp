#include "input/detect.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.h"
#include "base/diagnostic_ids.h"
#include "base/utf8.h"
#include "input/detect_votes.h"
#include "input/language_cost.h"
#include "input/latin_letters.h"

namespace banxin::input {
namespace {

using language::HanModel;

constexpr std::size_t kSampleBytes = 8192;
// Average cost of a reading beyond which others are asked, quarter bits: prose costs about 30.
constexpr long kSensible = 40;

bool is_high(char c) {
  return (static_cast<unsigned char>(c) & 0x80U) != 0;
}
bool has_high(std::string_view bytes) {
  return std::any_of(bytes.begin(), bytes.end(), is_high);
}

// The first lines with bytes beyond ASCII. No encoding that is sampled has 0A
// inside a character.
std::string sample_of(std::string_view bytes) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size() && out.size() < kSampleBytes;) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    std::string_view line = bytes.substr(at, end - at);
    at = end + 1;
    if (!has_high(line)) continue;
    const std::size_t room = kSampleBytes - out.size();
    if (line.size() > room) {
      // Cut after an ASCII byte that can be no second byte.
      std::size_t cut = room;
      while (cut > 0 && (is_high(line[cut - 1]) || line[cut - 1] >= 0x30))
        --cut;
      line = line.substr(0, cut > 0 ? cut : room);
    }
    out += line;
    out += '\n';
  }
  return out;
}

struct Utf8Count {
  std::size_t sequences = 0;
  std::size_t long_sequences = 0;  // three bytes and more
  std::size_t invalid = 0;
};

Utf8Count count_utf8(std::string_view bytes) {
  Utf8Count out;
  for (std::size_t at = 0; at < bytes.size();) {
    if (!is_high(bytes[at])) {
      ++at;
      continue;
    }
    const DecodedCharacter c = decode_utf8(bytes, at);
    const bool written = c.code_point == kReplacementCharacter && c.length == 3 &&
                         bytes.substr(at, 3) == "\xEF\xBF\xBD";
    if (c.code_point == kReplacementCharacter && !written) {
      ++out.invalid;
    } else {
      ++out.sequences;
      out.long_sequences += c.length > 2 ? 1 : 0;
    }
    at += c.length;
  }
  return out;
}

// Whether all beyond ASCII are letters and signs of Latin text: two bytes each, which read as one
// rare Han character or Hangul elsewhere. No page has but two or three of those.
bool is_latin_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const DecodedCharacter c = decode_utf8(bytes, at);
    if (is_high(bytes[at]) && (c.code_point < 0xA0 || c.code_point > 0x24F)) return false;
    at += c.length;
  }
  return true;
}

// "<p", "<!", "<?" in UTF-16: whatever little ASCII follows.
std::optional<Encoding> utf16_of_first_tag(std::string_view bytes) {
  if (bytes.size() < 4) return std::nullopt;
  const auto begins_tag = [](char open, char next) {
    return open == '<' && (is_ascii_letter(next) || next == '!' || next == '?');
  };
  if (begins_tag(bytes[0], bytes[2]) && bytes[1] == 0 && bytes[3] == 0) return Encoding::Utf16le;
  if (begins_tag(bytes[1], bytes[3]) && bytes[0] == 0 && bytes[2] == 0) return Encoding::Utf16be;
  return std::nullopt;
}

// UTF-16 without a mark: the markup's ASCII leaves every second byte zero.
std::optional<Encoding> find_utf16(std::string_view bytes) {
  if (const auto encoding = utf16_of_first_tag(bytes)) return encoding;
  const std::string_view head = bytes.substr(0, 4096);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < head.size(); ++i)
    zeros[i % 2] += head[i] == 0 ? 1 : 0;
  const std::size_t pairs = head.size() / 2;
  if (pairs < 2) return std::nullopt;
  if (zeros[1] * 5 > pairs && zeros[0] * 20 < zeros[1]) return Encoding::Utf16le;
  if (zeros[0] * 5 > pairs && zeros[1] * 20 < zeros[0]) return Encoding::Utf16be;
  return std::nullopt;
}

// No text but ISO-2022-JP goes over to JIS X 0208 and back.
bool has_japanese_escapes(std::string_view bytes) {
  const bool there = bytes.find("\x1B$B") != std::string_view::npos ||
                     bytes.find("\x1B$@") != std::string_view::npos;
  return there && (bytes.find("\x1B(B") != std::string_view::npos ||
                   bytes.find("\x1B(J") != std::string_view::npos);
}

constexpr std::array kCandidates = {
    Encoding::Utf8,        Encoding::Gbk,         Encoding::Big5,        Encoding::ShiftJis,
    Encoding::EucJp,       Encoding::EucKr,       Encoding::Windows1251, Encoding::Koi8R,
    Encoding::Windows1252, Encoding::Windows1250, Encoding::Iso88592,    Encoding::Windows1253,
    Encoding::Windows1254, Encoding::Windows1255, Encoding::Windows1256, Encoding::Windows1257,
    Encoding::Windows874,  Encoding::Ibm866};

bool is_cjk(Encoding encoding) {
  return encoding == Encoding::Gbk || encoding == Encoding::Gb18030 || encoding == Encoding::Big5 ||
         encoding == Encoding::ShiftJis || encoding == Encoding::EucJp ||
         encoding == Encoding::EucKr || encoding == Encoding::Utf8;
}

// Encodings that give the same letters to most bytes; only the other detectors
// tell them apart.
bool is_rare_latin(Encoding encoding) {
  return encoding == Encoding::Windows1250 || encoding == Encoding::Iso88592 ||
         encoding == Encoding::Windows1254 || encoding == Encoding::Windows1257 ||
         encoding == Encoding::Ibm866;
}

LanguageCost cost_as(Encoding encoding, const std::string& bytes, const HanModel& model) {
  return language_cost(decode_as(encoding, bytes).text, model);
}

// Three-byte sequences by the dozen, and what they are reads as language: the rest is foreign.
bool is_mostly_utf8(const std::string& sample, const Utf8Count& utf8, const HanModel& model) {
  if (utf8.long_sequences < 12 || utf8.long_sequences * 2 < utf8.invalid) return false;
  const LanguageCost cost = cost_as(Encoding::Utf8, sample, model);
  return cost.cost_of_read() <= kSensible * (cost.characters - cost.replaced);
}

std::optional<Encoding> find_hinted(std::string_view hint) {
  struct Alias {
    std::string_view label;
    Encoding encoding;
  };
  // What pages write though no standard has it.
  constexpr std::array<Alias, 8> aliases = {{{"cp936", Encoding::Gbk},
                                             {"ms936", Encoding::Gbk},
                                             {"windows-936", Encoding::Gbk},
                                             {"cp950", Encoding::Big5},
                                             {"cp932", Encoding::ShiftJis},
                                             {"cp949", Encoding::EucKr},
                                             {"utf8mb4", Encoding::Utf8},
                                             {"utf", Encoding::Utf8}}};
  std::string name(hint);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 0x20 : c); });
  for (const Alias& alias : aliases) {
    if (alias.label == name) return alias.encoding;
  }
  return find_encoding(name);
}

// The text after a `charset=` that the standard's prescan did not accept.
std::string stray_label(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 8192);
  const std::size_t at = head.find("charset=");
  if (at == std::string_view::npos) return {};
  std::string out;
  for (std::size_t i = at + 8; i < head.size() && out.size() < 20; ++i) {
    const char c = head[i];
    const bool quote = c == '"' || c == '\'';
    if (quote && out.empty()) continue;
    const bool part =
        (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-' || c == '_';
    if (!part) break;
    out += c;
  }
  return out;
}

struct Scored {
  Encoding encoding;
  long cost;
};

struct ByteCount {
  std::size_t high = 0;
  std::size_t letters = 0;  // of ASCII
  std::size_t odd = 0;      // high, and in windows-1252 seldom what stands inside a word
};

// What windows-1252 makes of other encodings' letters: symbols inside words (Rz¹d), and the
// letters that only Icelandic has (açýkladý).
ByteCount count_bytes(std::string_view sample) {
  const auto is_letter = [](char c) { return is_ascii_letter(c) || is_high(c); };
  ByteCount out;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const auto byte = static_cast<unsigned char>(sample[i]);
    out.letters += is_ascii_letter(sample[i]) ? 1 : 0;
    if (!is_high(sample[i])) continue;
    ++out.high;
    const bool symbol = byte >= 0xA1 && byte <= 0xBF && byte != 0xAA && byte != 0xB7 &&
                        byte != 0xBA && byte != 0xAB && byte != 0xBB;
    const bool inside =
        i > 0 && i + 1 < sample.size() && is_letter(sample[i - 1]) && is_letter(sample[i + 1]);
    const unsigned lower = byte | 0x20U;
    const bool icelandic = lower == 0xF0 || lower == 0xFD || lower == 0xFE;
    out.odd += (symbol && inside) || icelandic ? 1 : 0;
  }
  return out;
}

// Pages of half of Europe say ISO-8859-1 whatever they are written in.
bool may_be_any_single_byte(Encoding label, const ByteCount& count) {
  return label == Encoding::Windows1252 && count.odd * 4 >= count.high && count.odd >= 3;
}

// Half-width katakana throughout, as mails of old telephones are written: nothing is ill-formed,
// and the marks of voice stand behind what can be voiced. Single bytes of any encoding read as such
// katakana, but without this order.
bool is_half_width_japanese(std::string_view sample) {
  const std::u32string text = to_utf32(decode_as(Encoding::ShiftJis, std::string(sample)).text);
  std::size_t kana = 0;
  std::size_t others = 0;
  std::size_t marks = 0;
  std::size_t misplaced = 0;
  char32_t before = 0;
  for (const char32_t c : text) {
    if (c >= 0xFF61 && c <= 0xFF9F) {
      ++kana;
    } else if (c >= 0x80) {
      ++others;
    }
    if (c == 0xFF9E || c == 0xFF9F) {
      ++marks;
      const bool voiced = before == 0xFF73 || (before >= 0xFF76 && before <= 0xFF84) ||
                          (before >= 0xFF8A && before <= 0xFF8E);
      misplaced += voiced ? 0 : 1;
    }
    before = c;
  }
  return marks > 0 && misplaced == 0 && kana >= 8 && others * 8 <= kana;
}

// Whether a label's reading is what the bytes say. Only where it is not, others
// are asked.
bool label_holds(Encoding label, const std::string& sample, const HanModel& model) {
  if (label == Encoding::Replacement) return true;
  const Utf8Count utf8 = count_utf8(sample);
  if (label == Encoding::Utf8) {
    // No other encoding makes three-byte sequences by the dozen: then parts of
    // it are foreign.
    const bool mixed = utf8.long_sequences >= 4 && utf8.long_sequences * 8 >= utf8.invalid;
    return mixed || utf8.invalid * 4 <= utf8.sequences;
  }
  if (label == Encoding::Utf16be || label == Encoding::Utf16le || label == Encoding::Iso2022Jp) {
    return true;
  }
  if (label == Encoding::ShiftJis && is_half_width_japanese(sample)) return true;
  const LanguageCost own = cost_as(label, sample, model);
  // Bytes that happen to be valid UTF-8 under another label hardly ever happen.
  if (utf8.invalid == 0 && utf8.sequences > 0) {
    return cost_as(Encoding::Utf8, sample, model).cost >= own.cost;
  }
  // The kana stand at the same place in GBK and EUC-JP.
  const bool may_be_japanese = label == Encoding::Gbk || label == Encoding::Gb18030;
  if (is_cjk(label)) {
    return own.replaced * 50 <= own.characters && own.average() <= kSensible &&
           !(may_be_japanese && own.kana * 8 > own.characters);
  }
  // A single-byte label is doubted where letters beyond ASCII are the rule, not
  // the exception.
  const ByteCount count = count_bytes(sample);
  if (may_be_any_single_byte(label, count)) return false;
  const bool western = label == Encoding::Windows1252;
  return (!western && own.average() <= 34 && own.replaced == 0) || count.high * 5 < count.letters;
}

// Among single-byte encodings a label knows better than statistics, but for the one that is said
// without a thought.
bool may_overrule(Encoding label, Encoding found, const std::string& sample) {
  if (is_cjk(label) || is_cjk(found)) return true;
  if (label != Encoding::Windows1252) return false;
  if (!is_rare_latin(found)) return found != Encoding::Windows1252;
  return may_be_any_single_byte(label, count_bytes(sample)) &&
         (uchardet_vote(sample) == found || find_latin_encoding(sample) == found);
}

// Statistics of letters tell Latin encodings from others, but hardly from one another. Windows-1256
// has the letters of French, too.
std::optional<Encoding> latin_encoding(Encoding found, const std::string& sample) {
  const ByteCount count = count_bytes(sample);
  const bool may_be_latin = is_latin_encoding(found) ||
                            (found == Encoding::Windows1256 && count.high * 3 < count.letters);
  return may_be_latin ? find_latin_encoding(sample) : std::nullopt;
}

}  // namespace

Detection detect_encoding(std::string_view bytes, std::string_view hint) {
  Detection out;
  if (const auto utf16 = find_utf16(bytes)) return {*utf16, true, "every second byte is zero"};
  if (!has_high(bytes)) {
    if (has_japanese_escapes(bytes)) return {Encoding::Iso2022Jp, true, "its escape sequences"};
    out.evidence = "nothing but ASCII";
    return out;
  }
  const std::string sample = sample_of(bytes);
  const Utf8Count utf8 = count_utf8(sample);
  if (utf8.long_sequences + utf8.sequences > 3 && utf8.invalid * 20 <= utf8.sequences) {
    return {Encoding::Utf8, true, "valid UTF-8"};
  }
  const HanModel model;
  if (is_mostly_utf8(sample, utf8, model)) return {Encoding::Utf8, true, "mostly valid UTF-8"};
  const std::optional<Encoding> hinted = find_hinted(hint);
  if (utf8.invalid == 0 && !hinted && is_latin_utf8(sample))
    return {Encoding::Utf8, true, "valid UTF-8"};
  const std::optional<Encoding> votes[] = {uchardet_vote(sample), icu_vote(sample)};
  std::vector<Scored> scored;
  for (const Encoding encoding : kCandidates) {
    LanguageCost reading = cost_as(encoding, sample, model);
    long cost = reading.cost;
    if (is_rare_latin(encoding)) cost += cost / 8;
    // Each vote is worth a twentieth, a label that did not bind a seventh.
    for (const auto& vote : votes)
      cost -= vote == encoding ? cost / 20 : 0;
    if (hinted == encoding) cost -= cost / 7;
    scored.push_back({encoding, cost});
  }
  std::stable_sort(scored.begin(), scored.end(),
                   [](const Scored& a, const Scored& b) { return a.cost < b.cost; });
  out.encoding = scored[0].encoding;
  if (const auto latin = latin_encoding(out.encoding, sample); latin && !hinted) {
    return {*latin, *latin == out.encoding, "it has the letters of its language"};
  }
  out.sure = scored[1].cost * 7 > scored[0].cost * 8;
  out.evidence = "it reads as language";
  if (votes[0] == out.encoding) out.evidence += "; uchardet agrees";
  if (votes[1] == out.encoding) out.evidence += "; ICU agrees";
  return out;
}

namespace {

// -- One file, two encodings: pasted together from parts.

// A piece that is ill-formed in the file's own encoding but whole in another one.
std::optional<Encoding> other_encoding_of(const std::string& line, const HanModel& model) {
  std::optional<Encoding> best;
  long best_cost = 0;
  for (const Encoding encoding : {Encoding::Gbk, Encoding::Big5, Encoding::ShiftJis,
                                  Encoding::EucJp, Encoding::EucKr, Encoding::Windows1252}) {
    const LanguageCost cost = cost_as(encoding, line, model);
    const bool enough =
        encoding == Encoding::Windows1252 ? cost.average() <= 36 : cost.characters >= 2;
    if (!enough || cost.replaced > 0 || cost.average() > 50) continue;
    if (best && cost.cost >= best_cost) continue;
    best = encoding;
    best_cost = cost.cost;
  }
  return best;
}

bool is_foreign_utf8(std::string_view line, Encoding encoding, const HanModel& model) {
  const Utf8Count count = count_utf8(line);
  if (count.invalid > 0 || count.long_sequences < 2) return false;
  const std::string copy(line);
  return cost_as(Encoding::Utf8, copy, model).cost * 4 < cost_as(encoding, copy, model).cost * 3;
}

// Of a file in one of the double-byte encodings: what is ill-formed in that and reads as prose in
// another. Damage does not.
std::optional<Encoding> other_double_byte(const std::string& line,
                                          Encoding encoding,
                                          const HanModel& model) {
  constexpr long kFewest = 6;
  const LanguageCost own = cost_as(encoding, line, model);
  if (own.replaced == 0) return std::nullopt;
  const std::optional<Encoding> other = other_encoding_of(line, model);
  if (!other || *other == encoding || *other == Encoding::Windows1252) return std::nullopt;
  const LanguageCost cost = cost_as(*other, line, model);
  const bool reads = cost.characters >= kFewest && cost.average() <= kSensible;
  return reads && cost.cost * 2 < own.cost ? other : std::nullopt;
}

struct Mixed {
  std::string bytes;  // the whole in the file's own encoding's stead: UTF-8
  std::size_t pieces = 0;
  SourcePosition first;
  Encoding other = Encoding::Utf8;
};

// Decodes piece by piece where some are in another encoding; nothing when none is. A piece goes up
// to the next line end or tag: neither byte is the second one of a character in any encoding.
// LIMIT: after kMostPieces that had to be looked at, pieces are lines.
std::optional<Mixed> unmix(std::string_view bytes, Encoding encoding) {
  const HanModel model;
  Mixed out;
  std::uint32_t line = 1;
  std::size_t line_start = 0;
  std::size_t done = 0;  // bytes before this are in `out.bytes`
  constexpr std::size_t kMostPieces = 10'000;
  std::size_t looked_at = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::string_view ends = looked_at < kMostPieces ? "\n<" : "\n";
    const std::size_t end = std::min(bytes.find_first_of(ends, at + 1), bytes.size());
    const std::string_view piece = bytes.substr(at, end - at);
    std::optional<Encoding> other;
    if (encoding == Encoding::Utf8) {
      if (!is_valid_utf8(piece)) {
        other = other_encoding_of(std::string(piece), model);
        ++looked_at;
      }
    } else if (has_high(piece)) {
      if (is_foreign_utf8(piece, encoding, model)) {
        other = Encoding::Utf8;
      } else if (is_cjk(encoding)) {
        other = other_double_byte(std::string(piece), encoding, model);
      }
      ++looked_at;
    }
    if (piece.starts_with('\n')) {
      ++line;
      line_start = at + 1;
    }
    if (other) {
      out.bytes += decode_as(encoding, std::string(bytes.substr(done, at - done))).text;
      out.bytes += decode_as(*other, std::string(piece)).text;
      done = end;
      if (out.pieces++ == 0) out.first = {line, static_cast<std::uint32_t>(at - line_start + 1)};
      out.other = *other;
    }
    at = end;
  }
  if (out.pieces == 0) return std::nullopt;
  out.bytes += decode_as(encoding, std::string(bytes.substr(std::min(done, bytes.size())))).text;
  return out;
}

bool may_be_mixed(Encoding encoding, std::string_view bytes) {
  if (encoding == Encoding::Utf8) return !is_valid_utf8(bytes);
  return is_cjk(encoding) || encoding == Encoding::Windows1252;
}

// What the label and the bytes together say.
Encoding decide(std::string_view bytes, const SniffedEncoding& sniffed, Detection& detection) {
  if (sniffed.source == EncodingSource::ByteOrderMark ||
      sniffed.source == EncodingSource::Override) {
    return sniffed.encoding;
  }
  if (sniffed.source != EncodingSource::Default) {
    if (!has_high(bytes) && sniffed.encoding != Encoding::Replacement &&
        has_japanese_escapes(bytes)) {
      return Encoding::Iso2022Jp;
    }
    if (sniffed.encoding == Encoding::Utf8 && is_valid_utf8(bytes)) return sniffed.encoding;
    const std::string sample = sample_of(bytes);
    const HanModel model;
    if (label_holds(sniffed.encoding, sample, model)) return sniffed.encoding;
    detection = detect_encoding(bytes, {});
    const long own = cost_as(sniffed.encoding, sample, model).cost;
    const long found = cost_as(detection.encoding, sample, model).cost;
    if (!may_overrule(sniffed.encoding, detection.encoding, sample)) return sniffed.encoding;
    // These pairs share most characters, so that the rest decides.
    const bool alike = is_rare_latin(detection.encoding) || detection.encoding == Encoding::EucJp;
    const bool better = alike ? found < own : found * 6 < own * 5;
    return better ? detection.encoding : sniffed.encoding;
  }
  // The parser would meet a late <meta> and start again (HTML Standard, "change
  // the encoding").
  const SniffedEncoding late = prescan_encoding(bytes);
  const std::string hint = late.source == EncodingSource::Default
                               ? stray_label(bytes)
                               : std::string(encoding_name(late.encoding));
  detection = detect_encoding(bytes, hint);
  return detection.encoding;
}

}  // namespace

DecodedText decode_document(std::string bytes,
                            const EncodingOptions& options,
                            std::string_view file,
                            Diagnostics& diagnostics) {
  const SniffedEncoding sniffed = sniff_encoding(bytes, options);
  Detection detection;
  const Encoding encoding = decide(bytes, sniffed, detection);
  const std::string name(encoding_name(encoding));
  if (encoding != sniffed.encoding) {
    const bool guessed = sniffed.source == EncodingSource::Default;
    std::string subject = name + ": " + detection.evidence;
    if (!guessed) subject = name + ", not " + std::string(encoding_name(sniffed.encoding));
    diagnostics.report(guessed ? DiagnosticId::EncodingGuessed : DiagnosticId::EncodingContradicted,
                       file, {}, subject);
  }
  EncodingOptions decided = options;
  if (encoding != sniffed.encoding) decided.override_label = name;
  if (may_be_mixed(encoding, bytes)) {
    if (std::optional<Mixed> mixed = unmix(bytes, encoding)) {
      diagnostics.report(
          DiagnosticId::EncodingMixed, file, mixed->first,
          std::to_string(mixed->pieces) + " in " + std::string(encoding_name(mixed->other)));
      bytes = std::move(mixed->bytes);
      decided.override_label = "utf-8";
    }
  }
  DecodedText out = decode_text(std::move(bytes), decided, file, diagnostics);
  out.encoding = encoding;
  out.source = sniffed.source;
  return out;
}

}  // namespace banxin::input
