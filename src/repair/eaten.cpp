#include "repair/eaten.h"

#include <algorithm>

#include "base/ascii.h"

namespace banxin::repair {
namespace {

bool is_full_width_mark(char32_t c) {
  return c == U'，' || c == U'。' || c == U'：' || c == U'、' || c == U'；' || c == U'？' ||
         c == U'！';
}

// What does not follow a sentence mark: no ，. and no 。:
bool is_closing_mark(char32_t c) {
  return c == '.' || c == ',' || c == ':' || c == ';' || c == '!' || c == '%';
}

bool is_opening(char32_t c) {
  return c == U'“' || c == U'‘' || c == U'（' || c == U'《' || c == U'「' || c == U'『' ||
         c == U'【';
}

// 2017年 and 1997年 rather than 3017年; 10 rather than 70.
int digit_cost(char32_t digit, std::u32string_view rest) {
  const bool year = rest.size() > 3 && is_ascii_digit(rest[0]) && is_ascii_digit(rest[1]) &&
                    is_ascii_digit(rest[2]) && !is_ascii_digit(rest[3]);
  if (year && rest[0] == '0') return digit == '2' ? 0 : 24;
  if (year && rest[0] == '9') return digit == '1' ? 0 : 24;
  return 6 + 2 * static_cast<int>(digit == '0' ? 10 : digit - '0');
}

int letter_follows(char32_t c, bool spaced) {
  switch (c) {
    case ' ':
      return spaced ? 4 : 14;
    case '(':
      return 18;
    case '"':
    case '\'':
    case '/':
    case '-':
      return 26;
    default:
      return 44;
  }
}

int digit_follows(char32_t c, std::u32string_view rest, bool spaced) {
  if (is_ascii_digit(c)) return digit_cost(c, rest) + (spaced ? 24 : 2);
  if (c == ' ') return spaced ? 4 : 18;
  return c == '(' || c == '-' || c == '"' ? 28 : 44;
}

// A path (/var), an option (-b, --force) or a suffix (.ex) begins: a word, spaced like one.
bool begins_word(char32_t next, char32_t second) {
  if (next == '-' && (second == '-' || second == ' ')) return true;
  return (next == '/' || next == '-' || next == '.' || next == '~') && is_ascii_letter(second);
}

// usr/local: its first / went.
bool goes_on_as_path(std::u32string_view rest) {
  constexpr std::size_t longest = 32;
  for (const char32_t c : rest.substr(0, longest)) {
    if (c == '/') return true;
    if (!is_ascii_letter(c) && !is_ascii_digit(c) && c != '.' && c != '_' && c != '-') return false;
  }
  return false;
}

int other_follows(char32_t c, char32_t next) {
  const bool fraction = next == '.' || next == '%' || next == ':' || next == '/' || next == '-';
  // Which digit it was is gone; numbers begin with a 1 oftener than with a 9, and never with a 0.
  const int rank = c == '0' ? 10 : static_cast<int>(c - '0');
  if (is_ascii_digit(c)) return (fraction ? 8 : 22) + rank;
  switch (c) {
    case ' ':
      return next < 0x80 ? 12 : 20;
    case '"':
    case ')':
      return 20;
    case ':':
    case ',':
      return next == ' ' ? 14 : 26;
    case '(':
    case '/':
    case '-':
    case '.':
      return 26;
    default:
      return 40;
  }
}

std::vector<EatenCharacter> find_candidates(char32_t before,
                                            std::u32string_view rest,
                                            const TextTraits& traits,
                                            const language::HanModel& model) {
  constexpr std::u32string_view eatable = U" 0123456789()\"'/-:,.;!%&*+<=>#$";
  std::vector<EatenCharacter> out;
  const char32_t next = rest.empty() ? 0 : rest[0];
  const char32_t second = rest.size() > 1 ? rest[1] : 0;
  for (const char32_t c : eatable) {
    int cost = 0;
    if (is_ascii_letter(next)) {
      cost = letter_follows(c, traits.spaces_letters());
    } else if (is_ascii_digit(next)) {
      cost = digit_follows(c, rest, traits.spaces_digits());
    } else if (begins_word(next, second) && !(next == '-' && c == '-')) {
      cost = letter_follows(c, traits.spaces_letters() || next == '-');
    } else {
      cost = other_follows(c, next);
    }
    const bool after_mark = is_full_width_mark(before);
    if (c == ' ' && (after_mark || is_opening(before)) && next != '[') cost += 16;
    if (after_mark && is_closing_mark(c)) cost += 30;
    if (after_mark && next >= 0x80 && (c == '-' || c == '/')) cost += 20;
    if (c == '/' && goes_on_as_path(rest)) cost -= 10;
    if (is_opening(before) && (c == '/' || c == '-' || c == '.')) cost -= 12;
    // Beyond ASCII, what follows is itself damaged.
    cost -= traits.ascii_bonus(model.token(before), c, next < 0x80 ? next : 0, second);
    out.push_back({c, cost});
  }
  std::sort(out.begin(), out.end(),
            [](const EatenCharacter& a, const EatenCharacter& b) { return a.cost < b.cost; });
  constexpr std::size_t kept = 8;
  out.resize(kept);
  return out;
}

}  // namespace

std::span<const EatenCharacter> EatenCharacters::candidates(char32_t before,
                                                            std::u32string_view line,
                                                            std::size_t at,
                                                            Beam& beam) {
  constexpr int questions = 32;  // as dear as so many to the model
  if (at != at_) known_.clear();
  at_ = at;
  std::vector<EatenCharacter>& found = known_[before];
  if (found.empty()) {
    found = find_candidates(before, line.substr(at), traits_, model_);
    beam.spend(questions);
  }
  return found;
}

}  // namespace banxin::repair
