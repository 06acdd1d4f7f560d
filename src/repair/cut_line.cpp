#include "repair/cut_line.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/ascii.h"
#include "base/utf8.h"
#include "repair/signs.h"
#include "repair/utf8_feed.h"

namespace banxin::repair {
namespace {

using language::EatenModel;
namespace eaten_token = language::eaten_token;

constexpr int kOrder = 8;  // the next section number is cheaper than any other candidate
constexpr int kReference = 16;
constexpr int kQuestions =
    340;  // asking the network costs as much as so many to the language model

// The parts of a number like 3.1.12 that `text` begins with; empty for others.
std::vector<int> parts_of(std::u32string_view text) {
  constexpr std::size_t most = 4;
  constexpr int largest = 999;
  std::vector<int> out;
  for (std::size_t i = 0; i < text.size() && is_ascii_digit(text[i]) && out.size() < most;) {
    int part = 0;
    for (; i < text.size() && is_ascii_digit(text[i]); ++i)
      part = std::min(part * 10 + static_cast<int>(text[i] - '0'), largest);
    out.push_back(part);
    i += i < text.size() && text[i] == '.' ? 1 : text.size();
  }
  if (out.size() < 2) out.clear();
  return out;
}

// Whether sections are numbered like this: 3.2 or 4.1 after 3.1, at most a few left out.
bool goes_on(const std::vector<int>& before, const std::vector<int>& number) {
  constexpr int left_out = 2;
  if (before.size() != number.size() || number.size() < 2) return false;
  const std::size_t last = number.size() - 1;
  const auto differs = std::mismatch(before.begin(), before.end(), number.begin());
  const auto at = static_cast<std::size_t>(differs.second - number.begin());
  if (at == last) return number[last] > before[last] && number[last] <= before[last] + 1 + left_out;
  return at + 1 == last && number[at] == before[at] + 1 && number[last] <= 1 + left_out;
}

// 4～5级: what a digit costs where the number it begins ends or begins a range. The second number
// is the larger one, and of two single digits most often the next.
bool joins_range(char32_t c) {
  return c == U'～' || c == '~' || c == U'–' || c == U'至' || c == U'到';
}
int range_cost(int first, int second) {
  constexpr int backwards = 28;
  constexpr int each = 3;
  if (second <= first) return backwards;
  return second < 10 ? each * (second - first - 1) : 0;
}
double likelihood(std::span<const int, 10> costs) {
  double out = 0;
  for (const int cost : costs)
    out += std::exp2(-0.25 * cost);
  return out;
}
// The whole number in `text` from `at` on, or -1.
int number_at(std::u32string_view text, std::size_t at) {
  constexpr int largest = 99'999;
  if (at >= text.size() || !is_ascii_digit(text[at])) return -1;
  int out = 0;
  for (; at < text.size() && is_ascii_digit(text[at]); ++at)
    out = std::min(out * 10 + static_cast<int>(text[at] - '0'), largest);
  return at < text.size() && text[at] == '.' ? -1 : out;
}

// What a slash costs before `rest`: a path from the root goes on with usr/local, others with
// src/bar or CD/DVD. To the network one word is like another.
int slash_cost(std::u32string_view rest) {
  constexpr int elsewhere = 24;
  constexpr int from_root = -16;
  // Filesystem Hierarchy Standard 3.0 §3.2; what macOS has, and examples.
  constexpr std::array<std::u32string_view, 23> directories = {
      U"bin",   U"boot", U"cdrom", U"dev",  U"etc",  U"home",  U"lib",    U"lib64",
      U"media", U"mnt",  U"opt",   U"proc", U"root", U"run",   U"sbin",   U"srv",
      U"sys",   U"tmp",  U"usr",   U"var",  U"path", U"Users", U"Library"};
  const auto end = std::find_if_not(
      rest.begin(), rest.end(), [](char32_t c) { return is_ascii_letter(c) || is_ascii_digit(c); });
  if (end == rest.begin() || end == rest.end() || *end != '/') return 0;
  const std::u32string_view first = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
  const bool is_root =
      std::find(directories.begin(), directories.end(), first) != directories.end();
  return is_root ? from_root : elsewhere;
}

bool is_opening(char32_t token) {
  return token == '(' || token == U'（';
}
bool is_closing(char32_t token) {
  return token == ')' || token == U'）';
}
EatenModel::Pair quote_of(char32_t token) {
  if (token == U'“' || token == U'「') return EatenModel::Opening;
  return token == U'”' || token == U'」' ? EatenModel::Closing : EatenModel::Neither;
}
EatenModel::Pair title_of(char32_t token) {
  constexpr std::u32string_view opening = U"《【〈『";
  constexpr std::u32string_view closing = U"》】〉』";
  if (opening.find(token) != std::u32string_view::npos) return EatenModel::Opening;
  return closing.find(token) != std::u32string_view::npos ? EatenModel::Closing
                                                          : EatenModel::Neither;
}

}  // namespace

CutLine::CutLine(std::u32string_view line,
                 const TextTraits& traits,
                 const language::HanModel& model,
                 const DoubleByte& gbk)
    : traits_(traits), model_(model), line_(line) {
  if (std::any_of(line.begin(), line.end(), is_sign)) read(line, gbk);
  note_marks();
}

void CutLine::add(char32_t character) {
  if (is_ascii_letter(character)) {
    if (!tokens_.empty() && tokens_.back() == U'A') return;
    tokens_.push_back(U'A');
  } else {
    tokens_.push_back(character < ' ' ? U' ' : model_.simplified(character));
  }
  characters_.push_back(character);
}

void CutLine::read(std::u32string_view line, const DoubleByte& gbk) {
  std::uint32_t state = 0;
  const auto lost = [&](char32_t token) {
    tokens_.push_back(token);
    characters_.push_back(kUnknown);
  };
  const auto feed = [&](unsigned byte) {
    const Utf8Fed fed = feed_utf8(state, byte);
    // The rest of a character whose first byte went.
    const bool begins = fed.valid && utf8_missing(state) == 0;
    state = fed.valid ? fed.state : 0;
    if (fed.character != 0) add(fed.character);
    return begins;
  };
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char32_t c = line[at];
    const unsigned pair = c < 0x80 ? 0 : gbk.encode(c);
    if (is_sign(c) && utf8_missing(state) > 0) {
      const bool last = utf8_missing(state) == 1;
      const char32_t group = state & 0x1FFFFFU;
      state = 0;
      const char32_t after = at + 1 < line.size() ? line[at + 1] : 0;
      const unsigned next = after < 0x80 ? 0 : after == U'€' ? 0x8000 : gbk.encode(after);
      const bool next_cut = ((next >> 8U) & 0xC0U) == 0x80;
      lost(last ? eaten_token::cut_character(group) : eaten_token::kSomeHan);
      if (!last || c != '?') continue;
      if (next_cut) {
        lost(eaten_token::kSomeHan);
        continue;
      }
      places_.push_back({at, tokens_.size() - 1, at + 1 == line.size()});
      lost(eaten_token::kEaten);
    } else if (c < 0x80) {
      state = 0;
      add(c);
    } else if (c == U'€') {
      feed(0x80);
    } else if (pair != 0) {
      feed(pair >> 8U);
      feed(pair & 0xFFU);
    } else {
      state = 0;
      lost(kUnknown);
    }
  }
}

void CutLine::Marks::add(char32_t token) {
  const bool is_bracket = is_opening(token) || is_closing(token);
  const bool is_eaten = token == eaten_token::kEaten;
  if (is_bracket) bracket = token;
  eaten_until = is_bracket ? 0 : eaten_until + (is_eaten ? 1 : 0);
  if (const auto kind = quote_of(token); kind != EatenModel::Neither) quote = kind;
  if (const auto kind = title_of(token); kind != EatenModel::Neither) title = kind;
  straight += token == U'"' ? 1 : 0;
  eaten += is_eaten ? 1 : 0;
}

void CutLine::note_marks() {
  before_.resize(tokens_.size() + 1);
  after_.resize(tokens_.size() + 1);
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    before_[i + 1] = before_[i];
    before_[i + 1].add(tokens_[i]);
  }
  for (std::size_t i = tokens_.size(); i > 0; --i) {
    after_[i - 1] = after_[i];
    after_[i - 1].add(tokens_[i - 1]);
  }
}

// `place`: of the character before the eaten one.
EatenModel::Context CutLine::context_at(std::size_t place, Opened opened) const {
  EatenModel::Context out;
  out.around.fill(U'\n');
  const std::size_t next = place + 2;
  for (std::size_t i = 0; i < EatenModel::kReach; ++i) {
    if (i < place && place - 1 - i < tokens_.size()) out.around[i] = tokens_[place - 1 - i];
    if (next + i < tokens_.size()) out.around[EatenModel::kReach + i] = tokens_[next + i];
  }
  out.style = traits_.style();
  const Marks& before = before_[std::min(place, tokens_.size())];
  const Marks& after = after_[std::min(next, tokens_.size())];
  out.quotes_after = after.straight == 0 ? 0 : after.straight % 2 == 1 ? 1 : 2;
  out.eaten_after = after.eaten > 0;
  out.opened = !opened.bracket ? 0 : before.bracket == U'（' ? 2 : 1;
  out.is_quoted = opened.quote;
  out.closed = !is_closing(after.bracket) ? 0 : after.bracket == ')' ? 1 : 2;
  out.eaten_between = std::min(after.eaten_until, 2U);
  out.quotes = {before.quote, after.quote};
  out.titles = {before.title, after.title};
  note_mood(out, place);
  return out;
}

// Of the clause before `place`.
void CutLine::note_mood(EatenModel::Context& context, std::size_t place) const {
  constexpr std::size_t longest = 64;
  constexpr std::u32string_view stops = U"。？！；?!;\n";
  constexpr std::u32string_view asking = U"吗么呢哪谁何几否怎";
  constexpr std::u32string_view exclaiming = U"太真多竟啊吧请勿别必";
  const auto is_one_of = [](std::u32string_view of, char32_t token) {
    return of.find(token) != std::u32string_view::npos;
  };
  for (std::size_t i = std::min(place, tokens_.size()), left = longest; i > 0 && left > 0; --left) {
    const char32_t token = tokens_[--i];
    if (is_one_of(stops, token)) return;
    context.asks = context.asks || is_one_of(asking, token);
    context.exclaims = context.exclaims || is_one_of(exclaiming, token);
  }
}

const CutLine::Place* CutLine::place_of(std::size_t sign) const {
  const auto found =
      std::lower_bound(places_.begin(), places_.end(), sign,
                       [](const Place& place, std::size_t at) { return place.sign < at; });
  return found == places_.end() || found->sign != sign ? nullptr : &*found;
}

char32_t CutLine::next(std::size_t at) const {
  const Place* place = place_of(at);
  if (place == nullptr) return kUnknown;
  if (place->is_last) return U'\n';
  return place->in_tokens + 2 < characters_.size() ? characters_[place->in_tokens + 2] : kUnknown;
}

std::vector<CutLine::Eaten> CutLine::ask(char32_t before,
                                         char32_t cut,
                                         const Place& place,
                                         Opened opened) {
  std::vector<Eaten> out;
  EatenModel::Context context = context_at(place.in_tokens, opened);
  context.cut = cut;
  const auto costs = eaten_.costs(context);
  const auto after = [&](std::size_t i) {
    const std::size_t at = place.in_tokens + 1 + i;
    return at < characters_.size() ? characters_[at] : place.is_last ? U'\n' : kUnknown;
  };
  const char32_t token = model_.token(before);
  for (std::size_t i = 0; i < costs.size(); ++i) {
    if (i == EatenModel::kEnd) {
      if (place.is_last) out.push_back({0, costs[i]});
      continue;
    }
    const auto c = static_cast<char32_t>(' ' + i);
    out.push_back(
        {c, traits_.ascii_cost(costs[i], c, {token, after(1), after(2), opened.bracket})});
    // The texts that the network learnt from have references left (&nbsp;), others have none.
    if (c == '&') out.back().cost += kReference;
    if (c == '/')
      out.back().cost += slash_cost(line_.substr(std::min(place.sign + 1, line_.size())));
  }
  weigh_digits(out, place, before);
  std::sort(out.begin(), out.end(), [](const Eaten& a, const Eaten& b) {
    return a.cost != b.cost ? a.cost < b.cost : a.character < b.character;
  });
  // OPTIMIZATION: each is tried after every cut character; the rest would not win.
  constexpr std::size_t kept = 10;
  constexpr int dearer = 48;
  while (out.size() > kept || out.back().cost > out.front().cost + dearer)
    out.pop_back();
  return out;
}

// The digit before `rest` with which the section numbers of the line go on.
std::optional<std::size_t> CutLine::next_in_order(const Place& place,
                                                  std::u32string_view rest) const {
  constexpr std::size_t farthest = 256;
  const std::u32string_view line(characters_.data(), std::min(place.in_tokens, characters_.size()));
  const auto is_part = [](char32_t c) { return is_ascii_digit(c) || c == '.' || c == kUnknown; };
  if (parts_of(U"1" + std::u32string(rest)).empty()) return std::nullopt;
  for (std::size_t at = line.size(); at > 0 && line.size() - at < farthest; --at) {
    if (!is_ascii_digit(line[at - 1]) || (at > 1 && is_part(line[at - 2]))) continue;
    const std::vector<int> before = parts_of(line.substr(at - 1));
    if (before.empty()) continue;
    for (std::size_t digit = 1; digit < 10; ++digit) {
      const std::u32string number = std::u32string(1, static_cast<char32_t>('0' + digit)) += rest;
      if (goes_on(before, parts_of(number))) return digit;
    }
    return std::nullopt;
  }
  return std::nullopt;
}

// `rest`: after the digit; `before`: the character it stands after.
void CutLine::weigh_range(std::span<int, 10> costs,
                          const Place& place,
                          std::u32string_view rest,
                          char32_t before) const {
  const std::u32string_view line(characters_.data(), std::min(place.in_tokens, characters_.size()));
  std::size_t begin = line.size();
  while (begin > 0 && is_ascii_digit(line[begin - 1]))
    --begin;
  const bool fraction = begin > 0 && line[begin - 1] == '.';
  const int first = joins_range(before) && !fraction ? number_at(line, begin) : -1;
  std::size_t end = 0;
  while (end < rest.size() && is_ascii_digit(rest[end]))
    ++end;
  const bool joined = end < rest.size() && joins_range(rest[end]);
  const int second = joined ? number_at(rest, end + 1) : -1;
  if (first < 0 && second < 0) return;
  const double mass = likelihood(costs);
  for (std::size_t digit = 0; digit < costs.size(); ++digit) {
    const std::u32string number = std::u32string(1, static_cast<char32_t>('0' + digit)) += rest;
    const int own = number_at(number, 0);
    if (own < 0) continue;
    if (first >= 0) costs[digit] += range_cost(first, own);
    if (second >= 0) costs[digit] += range_cost(own, second);
  }
  // That it is a digit is as likely as before.
  const int shift = static_cast<int>(std::lround(4 * std::log2(mass / likelihood(costs))));
  for (int& cost : costs)
    cost -= shift;
}

void CutLine::weigh_digits(std::vector<Eaten>& candidates,
                           const Place& place,
                           char32_t before) const {
  constexpr std::size_t seen = 10;
  std::u32string rest;
  for (std::size_t at = place.in_tokens + 2; at < characters_.size() && rest.size() < seen; ++at)
    rest += characters_[at];
  std::array<int, 10> costs{};
  const auto digit = [](const Eaten& one) { return one.character - '0'; };
  for (const Eaten& one : candidates) {
    if (is_ascii_digit(one.character)) costs[digit(one)] = one.cost;
  }
  traits_.weigh_digits(costs, rest);
  weigh_range(costs, place, rest, before);
  const auto least =
      std::min_element(candidates.begin(), candidates.end(),
                       [](const Eaten& one, const Eaten& other) { return one.cost < other.cost; });
  if (const auto next = next_in_order(place, rest))
    costs[*next] = std::min(costs[*next], least->cost - kOrder);
  for (Eaten& one : candidates) {
    if (is_ascii_digit(one.character)) one.cost = costs[digit(one)];
  }
}

const std::vector<CutLine::Eaten>& CutLine::candidates(char32_t before,
                                                       Opened opened,
                                                       std::size_t at,
                                                       Beam& beam) {
  if (at != asked_at_) answers_.clear();
  asked_at_ = at;
  // Of Han only the group is asked with, or there would be as many questions as candidates.
  const bool is_han = language::HanModel::is_covered(before);
  const char32_t cut = is_han ? eaten_token::kGroup + (before >> 6U) : before;
  std::vector<Eaten>& found = answers_[{cut, opened.quote, opened.bracket}];
  if (!found.empty()) return found;
  const Place* place = place_of(at);
  // Where the line could not be read up to here, nothing around is known.
  const Place nowhere{at, tokens_.size() + EatenModel::kReach, at + 1 == line_.size()};
  beam.spend(kQuestions);
  found = ask(before, cut, place == nullptr ? nowhere : *place, opened);
  return found;
}

// 装 and 裝 are as likely as either is: which script it is, TextTraits knows better.
void CutLine::share_scripts(std::vector<int>& costs, char32_t group) const {
  std::map<char32_t, double> likelihoods;
  for (char32_t i = 0; i < costs.size(); ++i)
    likelihoods[model_.simplified(group << 6U | i)] += std::exp2(-0.25 * costs[i]);
  for (char32_t i = 0; i < costs.size(); ++i) {
    const double likelihood = likelihoods[model_.simplified(group << 6U | i)];
    costs[i] = static_cast<int>(std::lround(-4 * std::log2(likelihood + 1e-12)));
  }
}

std::vector<int> CutLine::last_byte(char32_t group, Opened opened, std::size_t at, Beam& beam) {
  const Place* place = place_of(at);
  const char32_t cut = eaten_token::group_of(group << 6U);
  if (place == nullptr || cut == eaten_token::cut_character(0) || !beam.affords_more()) return {};
  if (at != looked_at_) last_bytes_.clear();
  looked_at_ = at;
  std::vector<int>& found = last_bytes_[{group, opened.quote, opened.bracket}];
  if (!found.empty()) return found;
  EatenModel::Context context = context_at(place->in_tokens, opened);
  context.cut = cut;
  beam.spend(kQuestions);
  const auto costs = eaten_.cut_costs(context);
  found.assign(costs.begin(), costs.end());
  share_scripts(found, group);
  // The language model knows how common a character is, too.
  double whole = 0;
  for (char32_t i = 0; i < found.size(); ++i)
    whole += std::exp2(-0.25 * model_.cost_of(group << 6U | i));
  const int rest = static_cast<int>(std::lround(-4 * std::log2(whole)));
  for (char32_t i = 0; i < found.size(); ++i)
    found[i] -= model_.cost_of(group << 6U | i) - rest;
  return found;
}

}  // namespace banxin::repair
