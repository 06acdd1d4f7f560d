#include "repair/slot_reader.h"

#include <algorithm>
#include <array>

#include "repair/recode_marks.h"
#include "repair/utf8_feed.h"

namespace banxin::repair {
namespace {

using language::HanModel;

constexpr int kMissing = 20;  // a byte that is gone without a sign
constexpr int kSecond = 24;   // the second byte of a sign: what explains more bytes is likelier
constexpr int kLoneLetter = 36;
constexpr int kTwoLost = 6;    // both bytes of a pair
constexpr int kLeftLost = 40;  // a character that nobody can guess
constexpr std::size_t kKept = 64;

std::size_t utf8_length(unsigned lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  return lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
}

char32_t read_utf8(const std::array<unsigned, 4>& bytes, std::size_t count) {
  std::uint32_t state = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Utf8Fed fed = feed_utf8(state, bytes[i]);
    if (!fed.valid) return 0;
    state = fed.state;
    if (state == 0) return i + 1 == count ? fed.character : 0;
  }
  return 0;
}

}  // namespace

SlotReader::Begun SlotReader::begun(const Hypothesis& h, std::size_t at) {
  return {at - (h.state & 0xFU), at, h.state >> 4U};
}

SlotReader::Pattern SlotReader::pattern(const Begun& begun) const {
  Pattern out;
  for (std::size_t i = begun.begin; i < begun.end; ++i) {
    if ((begun.skipped >> (i - begun.begin) & 1U) == 0) out.push_back(&source_.bytes.slots[i]);
  }
  return out;
}

ByteSet SlotReader::bytes_of(const Slot& slot) const {
  if (slot.is_lost()) return source_.bytes.set_of(slot);
  ByteSet out;
  if (slot.is_byte()) out.set(slot.value & 0xFFU);
  return out;
}

SlotReader::Progress SlotReader::progress(const Pattern& pattern) const {
  const Slot& lead = *pattern.front();
  if (source_.target != nullptr) {
    if (pattern.size() == 2) return Progress::Whole;
    if (lead.is_byte() && source_.target->single(lead.value) != 0) return Progress::Whole;
    return lead.is_ascii() ? Progress::Whole : Progress::More;
  }
  const Slot& last = *pattern.back();
  if (pattern.size() > 1) {
    if (last.is_byte() && (last.value & 0xC0U) != 0x80) return Progress::Invalid;
    if (!lead.is_byte() && pattern.size() == 2) return Progress::WholeOrMore;
  }
  const std::size_t length = lead.is_byte() ? utf8_length(lead.value) : 3;
  if (length == 0 || pattern.size() > length) return Progress::Invalid;
  return pattern.size() == length ? Progress::Whole : Progress::More;
}

void SlotReader::step(const Hypothesis& h, std::size_t at) {
  const Slot& slot = source_.bytes.slots[at];
  Begun now = begun(h, at);
  const bool between = now.begin == now.end;
  if (slot.kind == Slot::Kind::Literal) {
    if (between) push(beam_.extend(h, Emit{slot.value, 0, false, false, false}, at), 0);
    return;
  }
  if (between && slot.is_ascii()) {
    const int cost = is_lone_letter(at) ? kLoneLetter : 0;
    push(beam_.extend(h, Emit{slot.value, cost, false, false, false}, at), 0);
    return;
  }
  ++now.end;
  if (now.end - now.begin > kLongest) return;
  if (slot.kind == Slot::Kind::MaybeLost) {
    Begun without = now;
    without.skipped |= 1U << (at - now.begin);
    // Of two that may be missing, the second is: the first alone would be the same.
    const bool first_taken = !between && at > now.begin &&
                             source_.bytes.slots[at - 1].kind == Slot::Kind::MaybeLost &&
                             (now.skipped >> (at - 1 - now.begin) & 1U) == 0;
    if (!first_taken) push(h, between ? 0 : state_of(without));
  }
  const Pattern bytes = pattern(now);
  const Progress progress = this->progress(bytes);
  if (progress == Progress::Invalid) return;
  Hypothesis next = h;
  if (slot.kind == Slot::Kind::MaybeLost) next.cost += slot.joined ? kSecond : kMissing;
  if (progress != Progress::Whole) push(next, state_of(now));
  if (progress != Progress::More) whole(next, bytes, at);
}

// A letter after a sign is what is left of a pair, if no word goes on with it.
bool SlotReader::is_lone_letter(std::size_t at) const {
  const std::vector<Slot>& slots = source_.bytes.slots;
  if (source_.target == nullptr || slots[at].value < 0x40) return false;
  if (at == 0 || !slots[at - 1].is_lost()) return false;
  return at + 1 == slots.size() || !slots[at + 1].is_ascii();
}

void SlotReader::whole(const Hypothesis& h, const Pattern& pattern, std::size_t at) {
  const bool is_known =
      std::all_of(pattern.begin(), pattern.end(), [](const Slot* slot) { return slot->is_byte(); });
  if (is_known) {
    std::vector<Candidate> one;
    add(pattern, one);
    if (!one.empty()) push(emit(h, one.front().character, at), 0);
    return;
  }
  const std::vector<Candidate>& found = candidates(pattern, at);
  Shortlist list(beam_.candidates(kCandidates));
  for (const Candidate& candidate : found) {
    const char32_t c = candidate.character;
    if (c == kReplacementCharacter) {
      list.offer({kLeftLost, c, candidate.cost, 0});
    } else {
      offer(list, h, c, candidate.cost + mark_cost(h, c, at), 0);
    }
  }
  for (const auto& entry : list.take())
    push(guess(h, entry, at, 0), 0);
}

// The same for all places whose bytes are known or lost alike.
std::u32string SlotReader::signature(const Pattern& pattern) const {
  constexpr char32_t lost = 0x100;
  constexpr char32_t joined = 0x1000000;
  std::u32string out;
  for (const Slot* slot : pattern)
    out += slot->is_byte() ? slot->value : lost + slot->set + (slot->joined ? joined : 0);
  return out;
}

const std::vector<SlotReader::Candidate>& SlotReader::candidates(const Pattern& pattern,
                                                                 std::size_t at) {
  const auto [place, is_new] = known_.try_emplace(signature(pattern));
  std::vector<Candidate>& out = place->second;
  if (is_new) {
    add(pattern, out);
    beam_.spend(static_cast<int>(out.size()));  // about as dear as questions
    keep_likely(out);
  }
  if (out.size() > 1) guessed_at_[at] = &out;
  return out;
}

void SlotReader::add(const Pattern& pattern, std::vector<Candidate>& out) {
  if (source_.target == nullptr) {
    add_utf8(pattern, out);
  } else {
    add_pairs(pattern, out);
  }
}

void SlotReader::add_utf8(const Pattern& pattern, std::vector<Candidate>& out) {
  constexpr std::size_t most_unknown = 2;
  const auto unknown = static_cast<std::size_t>(std::count_if(
      pattern.begin(), pattern.end(), [](const Slot* slot) { return !slot->is_byte(); }));
  if (unknown > most_unknown) {
    out.push_back({kReplacementCharacter, 0});
    return;
  }
  std::array<ByteSet, 4> sets;
  for (std::size_t i = 0; i < pattern.size(); ++i)
    sets[i] = bytes_of(*pattern[i]);
  std::array<unsigned, 4> bytes{};
  const auto try_last = [&](std::size_t at, const auto& self) -> void {
    if (at == pattern.size()) {
      const char32_t c = read_utf8(bytes, pattern.size());
      if (c != 0 && !is_private(c)) out.push_back({c, unknown > 1 ? kTwoLost : 0});
      return;
    }
    const unsigned first = at == 0 ? 0xC2 : 0x80;
    const unsigned end = at == 0 ? 0xF0 : 0xC0;
    if (pattern[at]->is_byte()) {
      bytes[at] = static_cast<unsigned>(pattern[at]->value);
      self(at + 1, self);
      return;
    }
    for (unsigned byte = first; byte < end; ++byte) {
      const bool is_pair = at > 0 && pattern[at]->joined && pattern[at - 1]->is_lost();
      if (!sets[at][byte]) continue;
      if (is_pair && source_.page.decode(bytes[at - 1], byte) != 0 &&
          !source_.page.is_extension(bytes[at - 1], byte)) {
        continue;
      }
      bytes[at] = byte;
      self(at + 1, self);
    }
  };
  try_last(0, try_last);
}

void SlotReader::add_pairs(const Pattern& pattern, std::vector<Candidate>& out) {
  const Slot& lead = *pattern.front();
  if (pattern.size() == 1) {
    const char32_t c = lead.value < 0x80 ? lead.value : source_.target->single(lead.value);
    out.push_back({c, 0});
    return;
  }
  const Slot& trail = *pattern.back();
  const ByteSet leads = bytes_of(lead);
  const ByteSet trails = bytes_of(trail);
  const bool is_pair = trail.joined && lead.is_lost();
  const bool unknown = lead.is_lost() && trail.is_lost();
  for (unsigned first = 0x81; first <= 0xFE; ++first) {
    if (!leads[first]) continue;
    for (unsigned second = 0x40; second <= 0xFE; ++second) {
      if (!trails[second]) continue;
      const char32_t c = source_.target->decode(first, second);
      if (c == 0 || is_private(c)) continue;
      if (is_pair && source_.page.decode(first, second) != 0) continue;
      out.push_back({c, unknown ? kTwoLost : 0});
    }
  }
}

// Of many, those that are common; U+FFFD where none is anything that we know of.
void SlotReader::keep_likely(std::vector<Candidate>& candidates) {
  if (candidates.empty() || (candidates.size() == 1 && candidates.front().cost == 0)) return;
  const auto is_mark = [&](char32_t c) {
    constexpr char32_t first = 0x2000;
    return !HanModel::is_covered(c) && odd_character_cost(c) == 0 &&
           (c >= first || !source_.is_foreign);
  };
  const bool known = std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& one) {
    return is_mark(one.character) || (HanModel::is_covered(one.character) && !source_.is_foreign);
  });
  // In a Japanese text, kana are likelier than any mark, and nothing tells which.
  const bool may_be_kana =
      source_.is_foreign &&
      std::any_of(candidates.begin(), candidates.end(), [](const Candidate& one) {
        return one.character >= 0x3041 && one.character <= 0x30FF;
      });
  if (!known || may_be_kana) {
    candidates.assign(1, {kReplacementCharacter, 0});
    return;
  }
  struct Ranked {
    int cost;
    Candidate candidate;
    bool operator<(const Ranked& other) const {
      return cost != other.cost ? cost < other.cost
                                : candidate.character < other.candidate.character;
    }
  };
  std::vector<Ranked> ranked;
  ranked.reserve(candidates.size());
  for (const Candidate& one : candidates) {
    const char32_t c = one.character;
    ranked.push_back({context_.model.cost_of(c) + odd_character_cost(c) + one.cost, one});
  }
  const std::size_t kept = std::min(ranked.size(), kKept);
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(kept),
                    ranked.end());
  candidates.clear();
  for (std::size_t i = 0; i < kept; ++i)
    candidates.push_back(ranked[i].candidate);
}

char32_t SlotReader::next_character(std::size_t at) const {
  for (std::size_t i = at + 1; i < source_.bytes.slots.size(); ++i) {
    const Slot& slot = source_.bytes.slots[i];
    if (slot.kind == Slot::Kind::MaybeLost) continue;
    if (slot.kind == Slot::Kind::Literal || slot.is_ascii()) return slot.value;
    return U'\uFFFD';
  }
  return U'\n';
}

int SlotReader::chinese_mark_cost(const Hypothesis& h, char32_t c, std::size_t at) const {
  if (HanModel::is_covered(c)) return 0;
  constexpr int after_space = 24;
  constexpr std::u32string_view closing = U"，。、！？：；）”》」』";
  const char32_t before = beam_.last_of(h);
  int out = 0;
  if ((before == 0 || before == ' ') && closing.find(c) != std::u32string_view::npos) {
    out += after_space;
  }
  const char32_t next = next_character(at);
  if (next < 0x80 && next != U'\n') out += context_.traits().mark_cost(c, next);
  return out;
}

// Marks between letters: a dash stands between spaces, an apostrophe in a word, and so on.
int SlotReader::mark_cost(const Hypothesis& h, char32_t c, std::size_t at) const {
  if (!source_.is_foreign) return chinese_mark_cost(h, c, at);
  return place_cost(c, {beam_.last_of(h), next_character(at), h.quoted});
}

std::vector<Guess> SlotReader::doubtful(const std::vector<Emission>& emissions) {
  std::vector<Guess> out;
  if (source_.is_foreign || !beam_.affords_more()) return out;
  for (std::size_t i = 0; i < emissions.size(); ++i) {
    const char32_t c = emissions[i].character;
    if (!emissions[i].guessed || !HanModel::is_covered(c)) continue;
    const auto found = guessed_at_.find(emissions[i].symbol);
    if (found == guessed_at_.end()) continue;
    Guess guess{i, {}};
    bool has_it = false;
    for (const Candidate& candidate : *found->second) {
      if (!HanModel::is_covered(candidate.character)) continue;
      has_it = has_it || candidate.character == c;
      guess.candidates.push_back({candidate.character, candidate.cost});
    }
    if (has_it && guess.candidates.size() > 1) out.push_back(std::move(guess));
  }
  return out;
}

}  // namespace banxin::repair
