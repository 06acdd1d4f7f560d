#include "repair/doubled_copy.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "base/utf8.h"
#include "repair/align.h"
#include "repair/text_traits.h"

namespace banxin::repair {
namespace {

using language::HanModel;

constexpr std::size_t kGram = 4;
constexpr std::size_t kShortest = 16;   // characters of a line that is worth a partner
constexpr std::size_t kLinesAGram = 8;  // a commoner gram tells nothing
constexpr int kMostDifferences = 400;
constexpr std::uint64_t kSampling = 8;  // one gram of so many stands for all
constexpr std::uint64_t kGramSeed = 1469598103934665603U;
constexpr std::uint64_t kGramStep = 1099511628211U;

struct Partner {
  std::size_t line;
  std::size_t other;
};

std::uint64_t gram_at(std::u32string_view text, std::size_t at) {
  std::uint64_t key = kGramSeed;
  for (std::size_t i = at; i < at + kGram; ++i)
    key = (key ^ text[i]) * kGramStep;
  return key;
}

// OPTIMIZATION: gram_at(text, at) % kSampling == 0, whose low bits come of low bits alone.
bool is_sampled(std::u32string_view text, std::size_t at) {
  static_assert(kSampling == 8 && kGramSeed % 8 == 3 && kGramStep % 8 == 3 && kGram == 4);
  const char32_t* c = text.data() + at;
  return (((((((3U ^ c[0]) * 3U) ^ c[1]) * 3U) ^ c[2]) * 3U ^ c[3]) & 7U) == 0;
}

// What stands for lost text is alike everywhere: 锟斤拷锟斤拷, ????.
bool is_all_loss(std::u32string_view text, std::size_t at) {
  const std::u32string_view gram = text.substr(at, kGram);
  return std::all_of(gram.begin(), gram.end(), [](char32_t c) {
    return is_loss_mark(c) || c == U'锟' || c == U'斤' || c == U'拷';
  });
}

using Index = std::unordered_map<std::uint64_t, std::vector<std::uint32_t>>;

// Where the grams of the lines `asked` stand in the whole text.
Index index_grams(const std::vector<Paragraph>& lines, const std::vector<std::size_t>& asked) {
  Index index;
  const auto each_gram = [&](std::size_t line, const auto& visit) {
    const std::u32string& text = lines[line].text;
    for (std::size_t at = 0; at + kGram <= text.size(); ++at) {
      if (is_sampled(text, at) && !is_all_loss(text, at)) visit(gram_at(text, at));
    }
  };
  for (const std::size_t line : asked)
    each_gram(line, [&](std::uint64_t gram) { index[gram]; });
  for (std::size_t i = 0; i < lines.size(); ++i) {
    each_gram(i, [&](std::uint64_t gram) {
      const auto found = index.find(gram);
      if (found == index.end()) return;
      std::vector<std::uint32_t>& where = found->second;
      if (where.size() > kLinesAGram || (!where.empty() && where.back() == i)) return;
      where.push_back(static_cast<std::uint32_t>(i));
    });
  }
  return index;
}

// Whether a character is lost there for sure. □ stands for one among others, not in （≧□≦）.
bool is_lost_at(std::u32string_view text, std::size_t at) {
  if (text[at] != U'□') return text[at] == kReplacementCharacter;
  return (at > 0 && HanModel::is_covered(text[at - 1])) ||
         (at + 1 < text.size() && HanModel::is_covered(text[at + 1]));
}

bool has_doubt(const Paragraph& line) {
  if (!line.guesses.empty()) return true;
  for (std::size_t i = 0; i < line.text.size(); ++i) {
    // A question mark ends a sentence; in the middle of one it stands for a
    // character.
    const bool inside = i > 0 && i + 1 < line.text.size() &&
                        HanModel::is_covered(line.text[i - 1]) &&
                        HanModel::is_covered(line.text[i + 1]);
    if (line.text[i] == '?' ? inside : is_lost_at(line.text, i)) return true;
  }
  return false;
}

// The lines with something to heal, and some of the others, evenly, that tell whether the text as
// a whole stands there twice.
std::vector<std::size_t> asked_lines(const std::vector<Paragraph>& lines) {
  constexpr std::size_t sample = 256;
  const std::size_t step = lines.size() / sample + 1;
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool doubt = lines[i].suspicious && has_doubt(lines[i]);
    if (doubt || i % step == 0) out.push_back(i);
  }
  return out;
}

// The other line that shares the most with line `i`, if that is at least a
// third of it.
std::size_t partner_of(std::size_t i, const std::vector<Paragraph>& lines, const Index& index) {
  const std::u32string& text = lines[i].text;
  std::unordered_map<std::uint32_t, std::size_t> shared;
  std::size_t sampled = 0;
  for (std::size_t at = 0; at + kGram <= text.size(); ++at) {
    if (!is_sampled(text, at)) continue;
    ++sampled;
    const auto found = index.find(gram_at(text, at));
    if (found == index.end() || found->second.size() > kLinesAGram) continue;
    for (const std::uint32_t other : found->second) {
      if (other != i) ++shared[other];
    }
  }
  std::size_t best = i;
  std::size_t most = 0;
  for (const auto& [other, count] : shared) {
    if (count > most || (count == most && other < best)) {
      most = count;
      best = other;
    }
  }
  return most > 0 && most * 3 >= sampled ? best : i;
}

bool is_guess(const Paragraph& line, std::size_t begin, std::size_t end) {
  return std::any_of(line.guesses.begin(), line.guesses.end(),
                     [&](std::size_t at) { return at >= begin && at < end; });
}

// What one side of a hunk is worth.
struct Side {
  bool suspect = false;  // a guess, or a mark of loss
  bool soft = false;     // only a `?`, which is also punctuation
  int cost = 0;          // with the character before and after it
};

Side weigh(const Paragraph& line, std::size_t begin, std::size_t end, const HanModel& model) {
  Side side;
  bool hard = is_guess(line, begin, end);
  for (std::size_t i = begin; i < end; ++i) {
    hard = hard || is_lost_at(line.text, i);
    side.soft = side.soft || line.text[i] == '?';
  }
  side.suspect = hard || side.soft;
  side.soft = side.soft && !hard;
  language::HanContext context;
  for (std::size_t i = begin - std::min<std::size_t>(begin, 3); i < begin; ++i)
    context.add(model.token(line.text[i]));
  for (std::size_t i = begin; i < std::min(end + 2, line.text.size()); ++i) {
    const char32_t token = model.token(line.text[i]);
    side.cost += model.cost(context, token);
    context.add(token);
  }
  return side;
}

// Whether the other copy shows bytes there itself (ï¿½, Ã?Â): it lost more; or has nothing but
// ASCII, which is never lost for U+FFFD.
bool is_worse(std::u32string_view text, std::u32string_view mine) {
  const auto is_ascii = [](char32_t c) { return c < 0x80; };
  if (mine.find(kReplacementCharacter) != std::u32string_view::npos &&
      std::all_of(text.begin(), text.end(), is_ascii)) {
    return true;
  }
  const auto is_high = [](char32_t c) { return c >= 0x80 && c < 0x100; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == kReplacementCharacter || (text[i] == '?' && text.size() > 1)) return true;
    if (i > 0 && is_high(text[i]) && is_high(text[i - 1])) return true;
  }
  return false;
}

// GBK's bytes; empty where a character has none, or may stand for any (`?`).
std::string bytes_of(std::u32string_view text, const DoubleByte& gbk) {
  std::string out;
  for (const char32_t c : text) {
    const unsigned pair = c < 0x80 ? 0 : gbk.encode(c);
    if (is_loss_mark(c) || (c >= 0x80 && pair == 0)) return {};
    if (pair != 0) out += static_cast<char>(pair >> 8U);
    out += static_cast<char>(c < 0x80 ? c : pair & 0xFFU);
  }
  return out;
}

// Whether `less` is what a decoder reads where one byte of `whole` went: 識 without its first byte
// is R. Nobody writes that.
bool lacks_a_byte(std::u32string_view less, std::u32string_view whole, const DoubleByte& gbk) {
  const std::string have = bytes_of(less, gbk);
  const std::string all = bytes_of(whole, gbk);
  if (have.empty() || all.size() != have.size() + 1) return false;
  const auto differs = std::mismatch(have.begin(), have.end(), all.begin());
  return static_cast<unsigned char>(*differs.second) >= 0x80 &&
         std::equal(differs.first, have.end(), differs.second + 1);
}

class Healer {
 public:
  Healer(std::vector<Paragraph>& lines, const HanModel& model, const DoubleByte& gbk)
      : lines_(lines), model_(model), gbk_(gbk) {}
  void pair(std::size_t a, std::size_t b);
  void apply();

 private:
  void hunk(std::size_t a, std::size_t b, const Hunk& h);

  struct Planned {
    std::size_t line;
    Change change;
    bool soft;
  };
  std::vector<Paragraph>& lines_;
  const HanModel& model_;
  const DoubleByte& gbk_;
  std::vector<Planned> planned_;
};

void Healer::hunk(std::size_t a, std::size_t b, const Hunk& h) {
  const Side left = weigh(lines_[a], h.a_begin, h.a_end, model_);
  const Side right = weigh(lines_[b], h.b_begin, h.b_end, model_);
  const std::size_t length = h.a_end - h.a_begin;
  const std::size_t other = h.b_end - h.b_begin;
  // The copies say the same: a passage that only one of them has is the writer's.
  if (other * 2 + 1 < length || other > length * 2 + 2 || other == 0) return;
  constexpr int clearly = 40;
  constexpr int garbage = 66;  // average cost, over the hunk and two characters more
  const bool reads_ill = length > 1 && left.cost >= garbage * static_cast<int>(length + 2);
  const bool wrong = left.suspect
                         ? !right.suspect || right.cost + clearly < left.cost
                         : !right.suspect && reads_ill && right.cost + 2 * clearly < left.cost;
  const std::u32string_view better = std::u32string_view(lines_[b].text).substr(h.b_begin, other);
  const std::u32string_view mine = std::u32string_view(lines_[a].text).substr(h.a_begin, length);
  if (!wrong && !lacks_a_byte(mine, better, gbk_)) return;
  if (left.suspect && is_worse(better, mine)) return;
  // □ is also what an edition of an old text has for a character it cannot read: it stands for one
  // character and for nothing beside it.
  if (mine.find(U'□') != std::u32string_view::npos &&
      (length != other || mine.find_first_not_of(U'□') != std::u32string_view::npos)) {
    return;
  }
  if (left.soft && (better.empty() || !HanModel::is_covered(better.front()))) return;
  planned_.push_back(
      {a,
       {h.a_begin, h.a_end, std::u32string(better), DamageKind::LostCharacter, 95, {}},
       left.soft});
}

void Healer::pair(std::size_t a, std::size_t b) {
  const auto hunks = align(lines_[a].text, lines_[b].text, kMostDifferences);
  if (!hunks) return;
  // Short lines that differ where nothing is lost are rows of a table, and no copies.
  constexpr std::size_t short_line = 32;
  const auto is_clean = [&](const Hunk& h) {
    return !weigh(lines_[a], h.a_begin, h.a_end, model_).suspect &&
           !weigh(lines_[b], h.b_begin, h.b_end, model_).suspect;
  };
  if (lines_[a].text.size() < short_line && std::any_of(hunks->begin(), hunks->end(), is_clean))
    return;
  for (const Hunk& h : *hunks)
    hunk(a, b, h);
}

void Healer::apply() {
  // One `?` where the other copy has a character may be the writer's change;
  // several are damage.
  const auto soft =
      std::count_if(planned_.begin(), planned_.end(), [](const Planned& p) { return p.soft; });
  std::vector<std::vector<Change>> changes(lines_.size());
  for (Planned& plan : planned_) {
    if (!plan.soft || soft >= 2) changes[plan.line].push_back(std::move(plan.change));
  }
  for (std::size_t i = 0; i < lines_.size(); ++i)
    lines_[i].apply(changes[i]);
}

}  // namespace

bool is_loss_mark(char32_t c) {
  return c == kReplacementCharacter || c == '?' || c == U'□';
}

bool is_lost_for_a_good_part(std::u32string_view text) {
  constexpr int part = 4;
  const auto lost = std::count(text.begin(), text.end(), kReplacementCharacter);
  const auto high = std::count_if(text.begin(), text.end(), [](char32_t c) { return c >= 0x80; });
  return lost * part > high;
}

void heal_from_copies(std::vector<Paragraph>& lines,
                      const HanModel& model,
                      const std::function<const DoubleByte&()>& gbk) {
  const bool doubt = std::any_of(lines.begin(), lines.end(), [](const Paragraph& line) {
    return line.suspicious && has_doubt(line);
  });
  if (lines.size() < 2 || !doubt) return;
  const std::vector<std::size_t> asked = asked_lines(lines);
  const Index index = index_grams(lines, asked);
  std::vector<Partner> partners;
  std::size_t all = 0;
  std::size_t doubled = 0;
  for (const std::size_t i : asked) {
    all += lines[i].text.size();
    if (lines[i].text.size() < kShortest) continue;
    const std::size_t other = partner_of(i, lines, index);
    if (other == i || is_lost_for_a_good_part(lines[other].text)) continue;
    doubled += lines[i].text.size();
    partners.push_back({i, other});
  }
  // Two lines alike are no second copy.
  if (doubled * 3 < all) return;
  Healer healer(lines, model, gbk());
  for (const Partner& partner : partners)
    healer.pair(partner.line, partner.other);
  healer.apply();
}

}  // namespace banxin::repair
