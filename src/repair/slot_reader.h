#pragma once
// SlotReader: a line read anew from its bytes, as UTF-8 or as pairs of another code page; what the
// decoder could not read is searched, or left as lost where nothing tells what it was.
#include <map>
#include <vector>

#include "repair/byte_slots.h"
#include "repair/pairs_reader.h"

namespace banxin::repair {

class SlotReader : public PairsReader {
 public:
  struct Source {
    const Slots& bytes;
    const DoubleByte& page;    // that the line was read in
    const DoubleByte* target;  // null: UTF-8
    bool is_foreign = false;   // no Chinese: nothing is known of what was lost but of marks
  };
  SlotReader(std::u32string_view line,
             const PairsContext& context,
             DamageKind kind,
             const Source& source)
      : PairsReader(line, context, kind, kSlotWidth), source_(source) {}

 protected:
  std::size_t length() const override { return source_.bytes.slots.size(); }
  void step(const Hypothesis& h, std::size_t at) override;
  std::vector<Guess> doubtful(const std::vector<Emission>& emissions) override;
  Weights weights() const override { return {12, 12, 12}; }

 private:
  static constexpr std::size_t kSlotWidth = 48;
  // The slots of the character begun: how many, and which of them hold nothing.
  struct Begun {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::uint32_t skipped = 0;
  };
  static constexpr std::size_t kLongest = 7;
  static Begun begun(const Hypothesis& h, std::size_t at);
  static std::uint32_t state_of(const Begun& begun) {
    return static_cast<std::uint32_t>(begun.end - begun.begin) | begun.skipped << 4U;
  }
  enum class Progress : std::uint8_t { Invalid, More, Whole, WholeOrMore };
  using Pattern = std::vector<const Slot*>;
  Pattern pattern(const Begun& begun) const;
  Progress progress(const Pattern& pattern) const;
  ByteSet bytes_of(const Slot& slot) const;

  bool is_lone_letter(std::size_t at) const;
  void whole(const Hypothesis& h, const Pattern& pattern, std::size_t at);
  struct Candidate {
    char32_t character;
    int cost;  // beyond the model
  };
  const std::vector<Candidate>& candidates(const Pattern& pattern, std::size_t at);
  std::u32string signature(const Pattern& pattern) const;
  void add(const Pattern& pattern, std::vector<Candidate>& out);
  void add_utf8(const Pattern& pattern, std::vector<Candidate>& out);
  void add_pairs(const Pattern& pattern, std::vector<Candidate>& out);
  void keep_likely(std::vector<Candidate>& candidates);
  int chinese_mark_cost(const Hypothesis& h, char32_t c, std::size_t at) const;
  int mark_cost(const Hypothesis& h, char32_t c, std::size_t at) const;
  char32_t next_character(std::size_t at) const;

  Source source_;
  std::map<std::u32string, std::vector<Candidate>> known_;  // by the bytes, or what they may be
  std::map<std::size_t, const std::vector<Candidate>*> guessed_at_;  // by the last slot
};

}  // namespace banxin::repair
