#include "repair/byte_slots.h"

#include <array>
#include <map>

#include "base/utf8.h"
#include "repair/numeric_references.h"
#include "repair/signs.h"
#include "repair/utf8_feed.h"

namespace banxin::repair {
namespace {

// What a decoder can make of two bytes.
class Reads {
 public:
  explicit Reads(const Decoder& decoder) : decoder_(decoder) {}

  bool pair(unsigned lead, unsigned trail) const {
    return decoder_.page.decode(lead, trail) != 0 &&
           (decoder_.extended || !decoder_.page.is_extension(lead, trail));
  }

  // Bytes that may have been lost before the byte `next`.
  ByteSet lost_before(unsigned next) const {
    ByteSet out;
    for (unsigned lead = 0x80; lead <= 0xFF; ++lead)
      out[lead] = !single_in_its_place(lead) && !pair(lead, next);
    return out;
  }
  // And those before an unknown one.
  const ByteSet& leads_of_lost() {
    if (leads_.none()) find_lost_pairs();
    return leads_;
  }
  const ByteSet& trails_of_lost() {
    if (trails_.none()) find_lost_pairs();
    return trails_;
  }

 private:
  bool single_in_its_place(unsigned byte) const {
    const char32_t c = decoder_.page.single(byte);
    const bool is_control = c < 0xA0 || is_private(c);  // an error to some decoders
    return !is_control && (byte != 0x80 || decoder_.euro);
  }
  void find_lost_pairs() {
    for (unsigned lead = 0x80; lead <= 0xFF; ++lead) {
      for (unsigned trail = 0x80; trail <= 0xFF; ++trail) {
        if (pair(lead, trail) || single_in_its_place(lead)) continue;
        leads_.set(lead);
        trails_.set(trail);
      }
    }
  }

  const Decoder& decoder_;
  ByteSet leads_;
  ByteSet trails_;
};

ByteSet any_high() {
  ByteSet out;
  for (std::size_t byte = 0x80; byte <= 0xFF; ++byte)
    out.set(byte);
  return out;
}

// Which bytes each lost slot may have held, from what follows it.
class LostSets {
 public:
  LostSets(Slots& line, const Decoder& decoder)
      : line_(line), reads_(decoder), loss_(decoder.loss) {
    known_.fill(kNone);
  }
  void fill();

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::uint32_t add(const ByteSet& set) {
    line_.sets.push_back(set);
    return static_cast<std::uint32_t>(line_.sets.size() - 1);
  }
  // 0x00..0xFF: before that byte; then the three for unknown ones.
  enum : std::size_t { kAny = 256, kLeads, kTrails, kCount };
  std::uint32_t set(std::size_t which);
  std::uint32_t set_alone_or_joined(const Slot* next);

  Slots& line_;
  Reads reads_;
  Loss loss_;
  std::map<std::uint32_t, std::uint32_t> joined_;
  std::array<std::uint32_t, kCount> known_{};
};

std::uint32_t LostSets::set(std::size_t which) {
  std::uint32_t& known = known_[which];
  if (known != kNone) return known;
  if (which == kAny) return known = add(any_high());
  if (which == kLeads) return known = add(reads_.leads_of_lost());
  if (which == kTrails) return known = add(reads_.trails_of_lost());
  return known = add(reads_.lost_before(static_cast<unsigned>(which)));
}

// A byte that is gone by itself, before `next`, or as the second of a pair.
std::uint32_t LostSets::set_alone_or_joined(const Slot* next) {
  const bool is_known = next != nullptr && next->is_byte();
  const std::uint32_t alone = set(is_known ? std::size_t{next->value} : std::size_t{kAny});
  const auto found = joined_.find(alone);
  if (found != joined_.end()) return found->second;
  const ByteSet both = line_.sets[alone] | reads_.trails_of_lost();
  return joined_[alone] = add(both);
}

void LostSets::fill() {
  for (std::size_t i = 0; i < line_.slots.size(); ++i) {
    Slot& slot = line_.slots[i];
    if (!slot.is_lost()) continue;
    const Slot* next = i + 1 < line_.slots.size() ? &line_.slots[i + 1] : nullptr;
    if (slot.joined && loss_ == Loss::NoSigns) {
      slot.set = set_alone_or_joined(next);
    } else if (slot.joined) {
      slot.set = set(kTrails);
    } else if (next == nullptr || next->kind == Slot::Kind::Literal) {
      slot.set = set(kAny);
    } else if (next->is_byte()) {
      slot.set = set(next->value);
    } else {
      // With two signs side by side, or a pair that may be an ASCII character's.
      const Slot* after = i + 2 < line_.slots.size() ? &line_.slots[i + 2] : nullptr;
      const bool before_ascii = after == nullptr || !after->is_byte() || after->is_ascii();
      const bool any = next->joined && before_ascii && loss_ != Loss::NoSigns;
      slot.set = set(any ? kAny : kLeads);
    }
  }
}

// The characters whose bytes all stand side by side; `visit` is called with where each begins and
// ends.
template <typename Visit>
std::size_t for_each_whole(const std::vector<Slot>& slots, Visit visit) {
  std::size_t stray = 0;
  for (std::size_t at = 0; at < slots.size();) {
    std::uint32_t state = 0;
    std::size_t end = at;
    char32_t character = 0;
    while (end < slots.size() && slots[end].is_byte()) {
      const Utf8Fed fed = feed_utf8(state, static_cast<unsigned>(slots[end].value));
      if (!fed.valid) break;
      ++end;
      state = fed.state;
      character = fed.character;
      if (state == 0) break;
    }
    if (end == at || state != 0) {
      stray += slots[at].is_byte() ? 1 : 0;
      ++at;
      continue;
    }
    visit(at, end, character);
    at = end;
  }
  return stray;
}

}  // namespace

Slots spell_line(std::u32string_view line, const Decoder& decoder) {
  Slots out;
  out.slots.reserve(line.size() * 2);
  const auto add = [&](Slot::Kind kind, char32_t value, std::size_t symbol) -> Slot& {
    return out.slots.emplace_back(Slot{kind, false, value, static_cast<std::uint32_t>(symbol), 0});
  };
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char32_t c = line[i];
    if (c < 0x80) {
      add(Slot::Kind::Byte, c, i);
    } else if (is_given_symbol(c)) {
      add(Slot::Kind::Literal, character_of_symbol(c), i);
    } else if (c == kReplacementCharacter) {
      ++out.lost;
      add(Slot::Kind::Lost, 0, i);
      if (decoder.loss == Loss::TwoBytes) add(Slot::Kind::MaybeLost, 0, i).joined = true;
    } else if (const unsigned bytes = decoder.page.spell(c); bytes == 0) {
      ++out.literals;
      add(Slot::Kind::Literal, c, i);
    } else {
      if (bytes > 0xFF) add(Slot::Kind::Byte, bytes >> 8U, i);
      add(Slot::Kind::Byte, bytes & 0xFFU, i);
    }
  }
  LostSets(out, decoder).fill();
  return out;
}

Utf8Fit measure_utf8(const Slots& line) {
  Utf8Fit out;
  out.stray = for_each_whole(line.slots, [&](std::size_t begin, std::size_t end, char32_t c) {
    if (c >= 0x80) out.characters.push_back(c);
    out.narrow += end - begin == 2 ? 1 : 0;
    out.wide += end - begin > 2 ? 1 : 0;
  });
  return out;
}

void add_missing(Slots& line, const Decoder& decoder) {
  std::vector<Slot> out;
  out.reserve(line.slots.size() + 16);
  const auto missing = [&](std::uint32_t symbol) {
    out.push_back(Slot{Slot::Kind::MaybeLost, false, 0, symbol, 0});
    out.push_back(Slot{Slot::Kind::MaybeLost, decoder.loss == Loss::NoSigns, 0, symbol, 0});
  };
  std::size_t done = 0;
  std::size_t whole_begin = 0;  // of the whole character before `done`
  // What stands between whole characters: bytes may be missing before each of it, and at its end.
  const auto broken = [&](std::size_t end) {
    // What ends a character may be another one's, and that before it was cut.
    const bool goes_on = line.slots[done].is_byte() && (line.slots[done].value & 0xC0U) == 0x80;
    if (goes_on && whole_begin < done) {
      out.resize(out.size() - (done - whole_begin));
      done = whole_begin;
    }
    for (; done < end; ++done) {
      missing(line.slots[done].symbol);
      out.push_back(line.slots[done]);
    }
    missing(out.back().symbol);
    whole_begin = done;
  };
  for_each_whole(line.slots, [&](std::size_t begin, std::size_t end, char32_t character) {
    if (begin > done) broken(begin);
    out.insert(out.end(), line.slots.begin() + static_cast<std::ptrdiff_t>(begin),
               line.slots.begin() + static_cast<std::ptrdiff_t>(end));
    whole_begin = character < 0x80 ? end : begin;
    done = end;
  });
  if (done < line.slots.size()) broken(line.slots.size());
  line.slots = std::move(out);
  LostSets(line, decoder).fill();
}

}  // namespace banxin::repair
