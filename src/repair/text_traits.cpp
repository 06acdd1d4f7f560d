#include "repair/text_traits.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/utf8.h"

namespace banxin::repair {
namespace {

using language::HanModel;

constexpr int kRare = 60;  // garbage is rarer than this

bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// `kind` keeps apart what the numbers mean.
std::uint64_t context_key(unsigned kind, char32_t a, char32_t b, char32_t c) {
  return std::uint64_t{kind} << 60U | (std::uint64_t{a} & 0xFFFFFU) << 40U |
         (std::uint64_t{b} & 0xFFFFFU) << 20U | (std::uint64_t{c} & 0xFFFFFU);
}

// `?` or U+FFFD before ！ or ？: the known damage cuts there, and some garbage
// follows.
constexpr std::size_t kGarbage = 10;
bool begins_garbage(std::u32string_view text, std::size_t at) {
  if ((text[at] != '?' && text[at] != kReplacementCharacter) || at + 1 >= text.size()) return false;
  const char32_t next = text[at + 1];
  return next == '!' || next == '?' || next == U'！' || next == U'？';
}

// How often marks of the same 64 codes stand before a digit, a space, another ASCII character:
// counted in free texts, in thousandths.
struct UsualMark {
  char32_t mark;
  std::array<int, 3> before;
};
constexpr std::array<UsualMark, 13> kUsualMarks = {{{U'、', {163, 130, 53}},
                                                    {U'。', {787, 823, 764}},
                                                    {U'「', {34, 5, 57}},
                                                    {U'」', {5, 33, 117}},
                                                    {U'《', {8, 5, 5}},
                                                    {U'》', {5, 9, 5}},
                                                    {U'，', {498, 448, 171}},
                                                    {U'：', {173, 263, 555}},
                                                    {U'；', {51, 14, 6}},
                                                    {U'？', {1, 66, 22}},
                                                    {U'！', {1, 17, 19}},
                                                    {U'（', {262, 27, 129}},
                                                    {U'）', {14, 165, 99}}}};
const UsualMark* find_usual(char32_t mark) {
  const auto found = std::find_if(kUsualMarks.begin(), kUsualMarks.end(),
                                  [&](const UsualMark& usual) { return usual.mark == mark; });
  return found == kUsualMarks.end() ? nullptr : &*found;
}
char32_t half_bracket(char32_t c) {
  return c == U'（' ? U'(' : c == U'）' ? U')' : c;
}
std::size_t follower_class(char32_t ascii) {
  return is_digit(ascii) ? 0 : ascii == ' ' ? 1 : 2;
}

// What an ASCII character follows: Han, or a mark.
char32_t follows_what(char32_t before) {
  return HanModel::is_covered(before) ? 1 : 2;
}
char32_t class_of(char32_t next) {
  if (HanModel::is_covered(next)) return 1;
  return is_digit(next) ? 2 : is_letter(next) ? 3 : next;
}
constexpr int kFewFollowers = 8;  // fewer are no habit

// The rest of a number and what it counts: 6260人.
struct NumberRest {
  std::size_t digits = 0;
  char32_t hash = 0;
  char32_t unit = 0;
};
NumberRest number_rest(std::u32string_view rest) {
  constexpr std::size_t longest = 8;
  NumberRest out;
  std::size_t i = 0;
  for (; i < rest.size() && i < longest; ++i) {
    const bool parts = (rest[i] == '.' || rest[i] == ',') && i + 1 < rest.size();
    if (!is_digit(rest[i]) && !(parts && is_digit(rest[i + 1]))) break;
    out.digits += is_digit(rest[i]) ? 1 : 0;
    out.hash = (out.hash * 31 + (rest[i] - '+')) & 0xFFFFFU;
  }
  // A long number is enough by itself: 76260 people, cases or users.
  constexpr std::size_t enough = 4;
  out.unit = out.digits >= enough ? 0 : i < rest.size() ? rest[i] : U'\n';
  return out;
}

// Characters that teach how a text is written; more cost time and tell little.
constexpr std::size_t kEnough = 30'000;

template <typename Widths>
void count_widths(std::u32string_view line, Widths& widths) {
  for (std::size_t i = 1; i < line.size(); ++i) {
    const char32_t c = line[i];
    if (!HanModel::is_covered(line[i - 1])) continue;
    widths.full += c == U'，' || c == U'：' || c == U'；' || c == U'？' || c == U'！' ? 1 : 0;
    widths.half += c == ',' || c == ':' || c == ';' ? 1 : 0;
  }
}

}  // namespace

bool reads_badly(std::u32string_view line, const HanModel& model) {
  std::int64_t sum = 0;
  int count = 0;
  for (const char32_t c : line) {
    if (c < 0x80 || c == kReplacementCharacter) continue;
    sum += model.cost(model.token(c));
    ++count;
  }
  constexpr int dear = 50;  // by single characters; Chinese prose has about 40
  if (count == 0 || sum < std::int64_t{dear} * count) return false;
  // Rare characters, then; but do they make words?
  constexpr int wordless = 58;
  std::u32string text;
  for (const char32_t c : line) {
    if (c >= 0x80 && c != kReplacementCharacter) text += c;
  }
  return model.averages_at_least(text, wordless);
}

Coherence measure_coherence(std::u32string_view text, const HanModel& model) {
  Coherence out;
  language::HanContext context;
  for (const char32_t c : text) {
    const char32_t token = model.token(c);
    if (HanModel::is_covered(c)) {
      ++out.characters;
      out.alone += model.cost(token);
      out.in_context += model.cost(context, token);
    }
    context.add(token);
  }
  return out;
}

TextTraits::TextTraits(std::span<const Paragraph> lines, const HanModel& model) {
  std::size_t learnt = 0;
  for (const Paragraph& line : lines) {
    if (learnt > kEnough) break;
    if (line.text.empty() || reads_badly(line.text, model)) continue;
    learnt += line.text.size();
    count_widths(line.text, marks_);
    count_neighbours(line, model);
    count_followers(line, model);
    count_spaces(line.text, model);
    count_pairs(line.text);
    count_numbers(line);
    count_marks(line);
    count_bracketed(line);
    const bool is_guessed = !line.guesses.empty() && line.guesses.back() + 1 == line.text.size();
    if (is_guessed) continue;
    ++counts_[context_key(kLast, line.text.back(), 0, 0)];
    ++counts_[context_key(kLast, 0, 0, 0)];
  }
  halved_ = marks_.half >= 2 && marks_.half > marks_.full * 8;
}

language::EatenModel::Style TextTraits::style() const {
  using Style = language::EatenModel::Style;
  const auto spaces = [](const Spacing& seen) {
    return seen.spaced + seen.tight == 0 ? Style::Unknown
           : seen.spaced > seen.tight    ? Style::Spaced
                                         : Style::Tight;
  };
  const auto widths = [](const Widths& seen) {
    return seen.full + seen.half < 3    ? Style::None
           : seen.half * 20 < seen.full ? Style::Full
           : seen.half > seen.full      ? Style::Half
                                        : Style::Mixed;
  };
  return {.letters = spaces({spaced_letters_, tight_letters_}),
          .digits = spaces({spaced_digits_, tight_digits_}),
          .marks = widths(marks_),
          .brackets = widths(brackets_),
          .quotes = widths(quotes_),
          .ends = lines_ < 5                      ? Style::Few
                  : ended_lines_ * 3 < lines_     ? Style::Seldom
                  : ended_lines_ * 3 < lines_ * 2 ? Style::Often
                                                  : Style::Mostly,
          .after_marks = spaces(after_marks_),
          .before_brackets = spaces(before_brackets_),
          .before_quotes = spaces(before_quotes_)};
}

void TextTraits::count_pairs(std::u32string_view text) {
  constexpr std::u32string_view marks = U"。，：；！？”）";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    brackets_.full += c == U'（' ? 1 : 0;
    brackets_.half += c == '(' ? 1 : 0;
    quotes_.full += c == U'“' || c == U'「' ? 1 : 0;
    quotes_.half += c == '"' ? 1 : 0;
    const bool spaced = i + 2 < text.size() && text[i + 1] == ' ';
    if (i + 1 >= text.size() || (text[i + 1] == ' ' && !spaced)) continue;
    const char32_t next = text[i + (spaced ? 2 : 1)];
    const auto note = [&](Spacing& spacing) { ++(spaced ? spacing.spaced : spacing.tight); };
    if (next >= 0x80 && marks.find(c) != std::u32string_view::npos) note(after_marks_);
    if (!HanModel::is_covered(c)) continue;
    if (next == '(') note(before_brackets_);
    if (next == '"') note(before_quotes_);
  }
  const char32_t last = text.back();
  ++lines_;
  ended_lines_ +=
      std::u32string_view(U"。！？：；").find(last) != std::u32string_view::npos ? 1 : 0;
}

void TextTraits::count_neighbours(const Paragraph& line, const HanModel& model) {
  char32_t first = U'\n';
  char32_t second = U'\n';
  std::size_t guess = 0;
  std::size_t garbage_until = 0;
  for (std::size_t i = 0; i < line.text.size(); ++i) {
    const char32_t c = line.text[i];
    if (c == ' ') continue;
    while (guess < line.guesses.size() && line.guesses[guess] < i)
      ++guess;
    const bool guessed = guess < line.guesses.size() && line.guesses[guess] == i;
    char32_t third = model.token(c);
    const bool goes_on = third == second && (third == U'0' || third == U'A');
    if (begins_garbage(line.text, i)) garbage_until = i + kGarbage;
    // Garbage, and what repair itself guessed, teaches nothing.
    if (guessed || i < garbage_until || model.cost(third) > kRare) third = 0;
    if (second != 0 && third != 0 && !goes_on) {
      ++counts_[context_key(kFollowed, second, 0, 0)];
      ++counts_[context_key(kPair, second, third, 0)];
      if (first != 0) ++counts_[context_key(kTriple, first, second, third)];
    }
    if (!goes_on) {
      first = second;
      second = third;
    }
    const char32_t after = i + 1 < line.text.size() ? line.text[i + 1] : 0;
    const char32_t after2 = i + 2 < line.text.size() ? line.text[i + 2] : 0;
    if (i == 0 || c <= ' ' || c >= 0x40 || line.text[i - 1] < 0x80) continue;
    const char32_t token = model.token(line.text[i - 1]);
    counts_[context_key(kAscii, token, c, 0)] = 1;
    counts_[context_key(kAsciiBetween, token, c, after)] = 1;
    counts_[context_key(kAsciiBefore, c, after, after2)] = 1;
  }
}

// Which ASCII characters follow others than ASCII, and what comes after them.
void TextTraits::count_followers(const Paragraph& line, const HanModel& model) {
  const std::u32string& text = line.text;
  std::size_t guess = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char32_t c = text[i];
    if (c < ' ' || c >= 0x40 || text[i - 1] < 0x80) continue;
    while (guess < line.guesses.size() && line.guesses[guess] + 1 < i)
      ++guess;
    if (guess < line.guesses.size() && line.guesses[guess] <= i) continue;
    const char32_t next = i + 1 < text.size() ? text[i + 1] : U'\n';
    const char32_t second = is_letter(next) || i + 2 >= text.size() ? 0 : text[i + 2];
    const char32_t before = model.token(text[i - 1]);
    const char32_t kind = follows_what(before);
    ++counts_[context_key(kFollower, kind, c, 0)];
    ++counts_[context_key(kFollower, kind, 0, 0)];
    ++counts_[context_key(kFollower, kind, c, class_of(next))];
    ++counts_[context_key(kFollower, kind, 0, class_of(next))];
    ++counts_[context_key(kNext, c, next, second)];
    ++counts_[context_key(kNext, 0, next, second)];
    ++counts_[context_key(kBetween, before, c, next)];
    ++counts_[context_key(kBetween, before, 0, next)];
  }
}

void TextTraits::count_numbers(const Paragraph& line) {
  const std::u32string_view text = line.text;
  std::size_t guess = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_digit(text[i])) continue;
    while (guess < line.guesses.size() && line.guesses[guess] < i)
      ++guess;
    if (guess < line.guesses.size() && line.guesses[guess] == i) continue;
    const char32_t before = i > 0 ? text[i - 1] : 0;
    if (is_digit(before) || before == '.' || before == ',') continue;
    const NumberRest rest = number_rest(text.substr(i + 1));
    ++counts_[context_key(kNumber, text[i], rest.hash, rest.unit)];
    ++counts_[context_key(kNumber, 0, rest.hash, rest.unit)];
  }
}

void TextTraits::count_marks(const Paragraph& line) {
  std::size_t guess = 0;
  for (std::size_t i = 0; i + 1 < line.text.size(); ++i) {
    const char32_t mark = line.text[i];
    const char32_t next = line.text[i + 1];
    if (next < ' ' || next >= '@' || find_usual(mark) == nullptr) continue;
    while (guess < line.guesses.size() && line.guesses[guess] < i)
      ++guess;
    if (guess < line.guesses.size() && line.guesses[guess] <= i + 1) continue;
    const auto kind = static_cast<char32_t>(follower_class(next));
    ++counts_[context_key(kMark, mark, kind, 0)];
    ++counts_[context_key(kMark, mark >> 6U, kind, 1)];
  }
}

void TextTraits::weigh_digits(std::span<int, 10> costs, std::u32string_view rest) const {
  const NumberRest number = number_rest(rest);
  const int whole = count(kNumber, 0, number.hash, number.unit);
  if (whole == 0) return;
  // The longer the rest, the less it is chance.
  const double doubt = number.digits == 0 ? 12 : number.digits == 1 ? 2 : 0.5;
  const double own = whole / (whole + doubt);
  double mass = 0;
  for (const int cost : costs)
    mass += std::exp2(-0.25 * cost);
  for (std::size_t i = 0; i < costs.size(); ++i) {
    const int part = count(kNumber, static_cast<char32_t>('0' + i), number.hash, number.unit);
    const double probability = own * mass * part / whole + (1 - own) * std::exp2(-0.25 * costs[i]);
    costs[i] = static_cast<int>(std::lround(-4 * std::log2(probability + 1e-9)));
  }
}

// What stands before two characters, and what inside brackets after a mark; brackets of both widths
// count as one.
void TextTraits::count_bracketed(const Paragraph& line) {
  const std::u32string& text = line.text;
  std::size_t guess = 0;
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = half_bracket(text[i]);
    const bool was_inside = inside;
    inside = c == '(' || (inside && c != ')');
    while (guess < line.guesses.size() && line.guesses[guess] + 1 < i)
      ++guess;
    const bool guessed = guess < line.guesses.size() && line.guesses[guess] <= i;
    if (i == 0 || guessed || c <= ' ' || c >= '@') continue;
    if (i + 2 < text.size() && text[i + 1] >= 0x80 && text[i + 2] >= 0x80) {
      ++counts_[context_key(kBeforeTwo, c, text[i + 1], text[i + 2])];
      ++counts_[context_key(kBeforeTwo, 0, text[i + 1], text[i + 2])];
    }
    const char32_t before = text[i - 1];
    if (!was_inside || before < 0x80 || HanModel::is_covered(before)) continue;
    ++counts_[context_key(kInBrackets, c, before, 0)];
    ++counts_[context_key(kInBrackets, 0, before, 0)];
  }
}

void TextTraits::count_spaces(std::u32string_view text, const HanModel& model) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    if (!HanModel::is_covered(c) || model.cost(model.token(c)) > kRare) continue;
    ++han_;
    traditional_characters_ += model.simplified(c) != c ? 1 : 0;
    simplified_characters_ += model.is_simplified_only(c) ? 1 : 0;
    const char32_t next = i + 1 < text.size() ? text[i + 1] : 0;
    const char32_t second = next == ' ' && i + 2 < text.size() ? text[i + 2] : 0;
    tight_digits_ += is_digit(next) ? 1 : 0;
    tight_letters_ += is_letter(next) ? 1 : 0;
    spaced_digits_ += is_digit(second) ? 1 : 0;
    spaced_letters_ += is_letter(second) ? 1 : 0;
  }
}

int TextTraits::count(Kind kind, char32_t a, char32_t b, char32_t c) const {
  const auto found = counts_.find(context_key(kind, a, b, c));
  return found == counts_.end() ? 0 : found->second;
}

int TextTraits::end_cost(char32_t last) const {
  constexpr std::u32string_view marks = U"。：，；？！";
  constexpr std::array<double, 6> usual = {0.6, 0.12, 0.04, 0.05, 0.04, 0.02};
  constexpr double doubt = 4;  // lines
  const std::size_t mark = marks.find(last);
  if (counts_.empty() || mark == std::u32string_view::npos) return 0;
  const double own =
      (count(kLast, last, 0, 0) + doubt * usual[mark]) / (count(kLast, 0, 0, 0) + doubt);
  return static_cast<int>(std::lround(-4 * std::log2(own / usual[mark])));
}

int TextTraits::mark_cost(char32_t mark, char32_t eaten) const {
  const UsualMark* usual = find_usual(mark);
  if (usual == nullptr || eaten == 0) return 0;
  constexpr double doubt = 4;
  const std::size_t kind = follower_class(eaten);
  const double expected = usual->before[kind] / 1000.0;
  const auto key = static_cast<char32_t>(kind);
  const double own =
      (count(kMark, mark, key, 0) + doubt * expected) / (count(kMark, mark >> 6U, key, 1) + doubt);
  return static_cast<int>(std::lround(-4 * std::log2(own / expected)));
}

int TextTraits::literal_cost(const language::HanContext& context,
                             char32_t token,
                             const HanModel& model) const {
  // What stands there was itself counted once.
  return cost_without(1, context, token, model);
}

int TextTraits::cost(const language::HanContext& context,
                     char32_t token,
                     const HanModel& model) const {
  return cost_without(0, context, token, model);
}

int TextTraits::cost_without(int self,
                             const language::HanContext& context,
                             char32_t token,
                             const HanModel& model) const {
  const int plain = model.cost(context, token);
  if (plain <= 6 || counts_.empty() || !HanModel::is_covered(token)) return plain;
  const auto [zeroth, first, second] = context;
  const int pair = count(kPair, second, token, 0) - self;
  if (pair <= 0) return plain;
  // A share of the probability goes to what this text does itself.
  const auto share = [](double weight, int part, int whole) {
    return static_cast<int>(std::lround(-4 * std::log2(weight * part / (whole + 1))));
  };
  int best = std::min(plain, share(0.3, pair, count(kFollowed, second, 0, 0)));
  const int triple = count(kTriple, first, second, token) - self;
  if (triple > 0) best = std::min(best, share(0.5, triple, count(kPair, first, second, 0)));
  return std::max(best, 2);
}

int TextTraits::ascii_bonus(char32_t before, char32_t c, char32_t next, char32_t second) const {
  int bonus = count(kAscii, before, c, 0) > 0 ? 6 : 0;
  if (next == 0) return bonus;
  bonus += count(kAsciiBetween, before, c, next) > 0 ? 6 : 0;
  bonus += count(kAsciiBefore, c, next, second) > 0 ? 10 : 0;
  return bonus;
}

int TextTraits::ascii_cost(int expected, char32_t c, const AsciiPlace& place) const {
  const auto [before, next, second, bracketed] = place;
  double probability = std::exp2(-0.25 * expected);
  // The oftener the text had the choice, the more its own habit counts.
  const auto mix = [&](int part, int whole, double doubt) {
    const double own = whole / (whole + doubt);
    if (whole > 0) probability = own * part / whole + (1 - own) * probability;
  };
  if (next == 0 || next == U'\n') return expected;
  const char32_t kind = follows_what(before);
  // Before the same kind of character, where the text has enough of them.
  const bool alike = count(kFollower, kind, 0, class_of(next)) >= kFewFollowers;
  const char32_t like = alike ? class_of(next) : 0;
  const int followers = count(kFollower, kind, 0, like);
  const double habit = followers < kFewFollowers ? 0 : 0.2;
  probability =
      (1 - habit) * probability + habit * count(kFollower, kind, c, like) / std::max(followers, 1);
  mix(count(kBetween, before, c, next), count(kBetween, before, 0, next), 3);
  if (second != 0 && !is_letter(next)) {
    mix(count(kNext, c, next, second), count(kNext, 0, next, second), 2);
    if (next >= 0x80 && second >= 0x80) {
      mix(count(kBeforeTwo, c, next, second), count(kBeforeTwo, 0, next, second), 1);
    }
  }
  if (bracketed && before >= 0x80 && !HanModel::is_covered(before)) {
    mix(count(kInBrackets, c, before, 0), count(kInBrackets, 0, before, 0), 1);
  }
  return static_cast<int>(std::lround(-4 * std::log2(probability + 1e-9)));
}

int TextTraits::script_cost(char32_t character, const HanModel& model) const {
  if (!HanModel::is_covered(character)) return 0;
  if (model.simplified(character) != character) return is_simplified() ? 48 : 0;
  return is_traditional() && model.is_simplified_only(character) ? 32 : 0;
}

}  // namespace banxin::repair
