#pragma once
// PairsReader: what the readings of a line in another charset share: the search over characters
// and how its result is weighed against the line.
#include <optional>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "repair/beam.h"
#include "repair/recode_pairs.h"
#include "repair/respell.h"
#include "repair/signs.h"

namespace banxin::repair {

inline constexpr std::size_t kBeamWidth = 96;
inline constexpr std::size_t kCandidates = 24;

// Beyond the model: ０ and Ｕ, kana, ornaments are rarely what was lost.
int odd_character_cost(char32_t c);
// An open quotation is closed before another one begins, and none is closed that was not opened.
int quote_cost(char32_t c, bool quoted);

class PairsReader {
 public:
  PairsReader(std::u32string_view line,
              const PairsContext& context,
              DamageKind kind,
              std::size_t width = kBeamWidth)
      : line_(line), context_(context), kind_(kind), beam_(context.search, width) {}
  virtual ~PairsReader() = default;
  PairsReader(const PairsReader&) = delete;
  PairsReader& operator=(const PairsReader&) = delete;

  std::optional<PairsReading> run();

 protected:
  // How many steps the line is read in: its characters, or their bytes.
  virtual std::size_t length() const { return line_.size(); }
  virtual void step(const Hypothesis& h, std::size_t at) = 0;
  // Those of the guessed characters that are worth another look.
  virtual std::vector<Guess> doubtful(const std::vector<Emission>& emissions) = 0;
  virtual Weights weights() const { return {12, 12, 8}; }

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
  // What `around` says of it is beyond the model.
  void offer_before(Shortlist& list, const Hypothesis& h, char32_t c, int around, char32_t next) {
    if (c == 0 || is_private(c)) return;
    if (next != 0) beam_.spend(1);
    const int extra = odd_character_cost(c) + quote_cost(c, h.quoted) + around;
    const int ahead = next == 0 ? 0 : ahead_cost(h, c, next);
    list.offer({beam_.cost_of(h, c) + extra + ahead, c, extra, 0});
  }
  void offer(Shortlist& list, const Hypothesis& h, char32_t c, int around, unsigned detail) {
    if (c == 0 || is_private(c)) return;
    const int extra = odd_character_cost(c) + quote_cost(c, h.quoted) + around;
    list.offer({beam_.cost_of(h, c) + extra, c, extra, detail});
  }
  int ahead_cost(const Hypothesis& h, char32_t c, char32_t next) const {
    language::HanContext context = h.context;
    context.add(context_.model.token(c));
    return context_.traits().cost(context, context_.model.token(next), context_.model);
  }

  std::u32string_view line_;
  const PairsContext& context_;
  DamageKind kind_;
  Beam beam_;
};

}  // namespace banxin::repair
