#include "layout/inline/total_fit.h"

#include <algorithm>

namespace banxin::layout {
namespace {

// How bad it is to use up a class of shrinking (typography.md §3, 1–7): later classes only where
// earlier ones do not do.
constexpr double kShrinkBadness[kShrinkClasses + 1] = {0, 0, 4, 6, 10, 14, 24, 45};
constexpr double kWordStretchBadness = 8;
constexpr double kHanLatinStretchBadness = 8;
// A gap opened by a tenth of an em is what typography.md calls the limit.
constexpr double kGapLimit = 0.1;
constexpr double kGapBadness = 100;

constexpr double kHyphenPenalty = 40;
constexpr double kInWordPenalty = 2;
constexpr double kAddressPenalty = 15;
// A mark that cannot be half wide (centred ：； of vertical Chinese) rather stands inside the line.
constexpr double kFullMarkPenalty = 20;
constexpr double kRemedialPenalty = 3000;
constexpr double kEmergencyPenalty = 3000;
constexpr double kFitnessDemerits = 2000;
constexpr double kHyphenRunDemerits = 40'000;
constexpr double kRuntDemerits = 5e7;
constexpr double kRescueDemerits = 1e6;
constexpr std::uint32_t kMostTried = 64;  // nodes looked at for one candidate

struct Tolerance {
  double gap;       // em a gap between characters may open
  double word_gap;  // em a blank between words may open beyond half an em
  bool last;        // nothing looser follows: lines that fit badly are taken
};

struct Node {
  std::uint32_t candidate = 0;
  std::uint32_t line = 0;
  std::uint32_t before = 0;  // index of the node of the line's start
  int fitness = 1;
  int hyphens = 0;  // lines in a row that end with one
  double demerits = 0;
};

class TotalFit {
 public:
  TotalFit(const CandidateList& list, const LineMeasures& measures, std::uint32_t line, Unit em)
      : list_(list),
        measures_(measures),
        first_line_(line),
        per_em_(1 / std::max(1.0, double(em.raw()))) {}

  std::vector<std::uint32_t> run() {
    constexpr Tolerance kPasses[] = {{0.05, 0.2, false}, {0.12, 0.4, false}, {0.5, 1.5, true}};
    for (const Tolerance& tolerance : kPasses) {
      tolerance_ = tolerance;
      if (!run_pass()) continue;
      if (!ends_in_runt() || tolerance.last) break;
    }
    std::vector<std::uint32_t> ends;
    for (std::uint32_t at = final_; at != 0; at = nodes_[at].before)
      ends.push_back(nodes_[at].candidate);
    std::reverse(ends.begin(), ends.end());
    return ends;
  }

 private:
  bool run_pass() {
    nodes_.assign(1, Node{});
    nodes_[0].line = first_line_;
    head_ = 0;
    const auto last = static_cast<std::uint32_t>(list_.items.size() - 1);
    for (std::uint32_t k = 1; k <= last;) {
      const std::size_t before = nodes_.size();
      removed_ = kNone;
      try_candidate(k, k == last);
      if (nodes_.size() == before && head_ >= nodes_.size()) {
        if (!tolerance_.last) return false;
        k = rescue(k);
        continue;
      }
      ++k;
    }
    return choose_final(last);
  }

  void try_candidate(std::uint32_t k, bool is_last) {
    const Candidate& end = list_.items[k];
    if (end.kind == BreakKind::Remedial && !tolerance_.last) return;
    best_count_ = 0;
    std::uint32_t tried = 0;
    const std::size_t count = nodes_.size();
    for (std::size_t at = head_; at < count && tried < kMostTried; ++at) {
      const Node& node = nodes_[at];
      const LineFit fit = fit_line(node, end, is_last);
      if (!fit.possible) {
        if (at == head_) {
          removed_ = better_of(removed_, static_cast<std::uint32_t>(at), k);
          ++head_;
        }
        continue;
      }
      // Later nodes make a still looser line.
      if (fit.loose) break;
      ++tried;
      keep_best(static_cast<std::uint32_t>(at), k, fit, is_last);
    }
    nodes_.insert(nodes_.end(), best_, best_ + best_count_);
  }

  // Among nodes that no line can end for any more: the one whose path is the best to go on from.
  std::uint32_t better_of(std::uint32_t a, std::uint32_t b, std::uint32_t k) const {
    if (a == kNone) return b;
    // A node just before the candidate has nothing in between to end a line with.
    const bool a_usable = nodes_[a].candidate + 1 < k;
    const bool b_usable = nodes_[b].candidate + 1 < k;
    if (a_usable != b_usable) return a_usable ? a : b;
    return nodes_[b].demerits < nodes_[a].demerits ? b : a;
  }

  // No line fits within the tolerance: take the fullest that is not too long, or one that is.
  std::uint32_t rescue(std::uint32_t k) {
    BANXIN_ASSERT(removed_ != kNone, "a node is removed before none is left");
    const Node& from = nodes_[removed_];
    std::uint32_t end = std::max(k - 1, from.candidate + 1);
    while (end > from.candidate + 1 && !fit_line(from, list_.items[end], false).possible)
      --end;
    Node node;
    node.candidate = end;
    node.line = from.line + 1;
    node.before = removed_;
    node.fitness = 3;
    node.demerits = from.demerits + kRescueDemerits;
    node.hyphens = list_.items[end].kind == BreakKind::Hyphen ? from.hyphens + 1 : 0;
    head_ = nodes_.size();
    nodes_.push_back(node);
    return end + 1;
  }

  LineFit fit_line(const Node& node, const Candidate& end, bool is_last) const {
    const Candidate& start = list_.items[node.candidate];
    const RawWidth slack = measures_.of(node.line, node.candidate == 0) - (end.end - start.start);
    if (slack < 0) return shrink(start, end, -slack);
    LineFit fit;
    fit.possible = true;
    if (is_last || slack == 0) return fit;
    return stretch(start, end, slack);
  }

  RawWidth capacity(const Candidate& start, const Candidate& end, int shrink_class) const {
    if (end.sums_end <= start.sums_start) return 0;
    return list_.sums[end.sums_end].shrink[shrink_class] -
           list_.sums[start.sums_start].shrink[shrink_class];
  }

  LineFit shrink(const Candidate& start, const Candidate& end, RawWidth need) const {
    LineFit fit;
    need -= std::min(need, end.end_optional);
    if (need > 0 && need > capacity(start, end, 0)) return fit;
    for (int c = 2; c <= kShrinkClasses && need > 0; ++c) {
      const RawWidth has = capacity(start, end, c);
      if (has <= 0) continue;
      const RawWidth used = std::min(has, need);
      fit.badness += kShrinkBadness[c] * double(used) / double(has);
      need -= used;
      if (c >= 4) fit.fitness = 0;
    }
    fit.possible = need <= 0;
    return fit;
  }

  LineFit stretch(const Candidate& start, const Candidate& end, RawWidth slack) const {
    LineFit fit;
    fit.possible = true;
    std::uint32_t word_gaps = 0;
    if (end.sums_end > start.sums_start) {
      const Capacities& a = list_.sums[start.sums_start];
      const Capacities& b = list_.sums[end.sums_end];
      word_gaps = b.word_gaps - a.word_gaps;
      for (int c = 1; c <= 2 && slack > 0; ++c) {
        const RawWidth has = b.stretch[c] - a.stretch[c];
        if (has <= 0) continue;
        const RawWidth used = std::min(has, slack);
        const double part = double(used) / double(has);
        fit.badness += (c == 1 ? kWordStretchBadness : kHanLatinStretchBadness) * part * part;
        slack -= used;
      }
    }
    if (slack <= 0) return fit;
    const std::uint32_t gaps =
        end.gaps_end > start.gaps_start ? end.gaps_end - start.gaps_start : 0;
    if (gaps == 0) {
      fit.loose = true;
      fit.badness = 1e5;
      return fit;
    }
    const std::uint32_t other = gaps > word_gaps ? gaps - word_gaps : 0;
    const double opened = double(slack) * per_em_;
    fit.loose = opened > other * tolerance_.gap + (gaps - other) * tolerance_.word_gap;
    const double each = opened / gaps;
    const double ratio = each / kGapLimit;
    fit.badness += kGapBadness * ratio * ratio;
    fit.fitness = each < kGapLimit / 2 ? 1 : (each < kGapLimit ? 2 : 3);
    return fit;
  }

  static double penalty_of(BreakKind kind) {
    switch (kind) {
      case BreakKind::Hyphen:
        return kHyphenPenalty;
      case BreakKind::InWord:
        return kInWordPenalty;
      case BreakKind::InAddress:
        return kAddressPenalty;
      case BreakKind::Remedial:
        return kRemedialPenalty;
      case BreakKind::Emergency:
        return kEmergencyPenalty;
      default:
        return 0;
    }
  }

  void keep_best(std::uint32_t at, std::uint32_t k, const LineFit& fit, bool is_last) {
    const Node& from = nodes_[at];
    const Candidate& end = list_.items[k];
    const double cost =
        1 + fit.badness + penalty_of(end.kind) + (end.full_mark ? kFullMarkPenalty : 0);
    Node node;
    node.candidate = k;
    node.line = from.line + 1;
    node.before = at;
    node.fitness = fit.fitness;
    node.hyphens = end.kind == BreakKind::Hyphen ? from.hyphens + 1 : 0;
    node.demerits = from.demerits + cost * cost;
    if (node.fitness > from.fitness + 1 || node.fitness + 1 < from.fitness) {
      node.demerits += kFitnessDemerits;
    }
    // typography.md §1: at most two hyphenated lines in a row.
    if (node.hyphens > 2) node.demerits += kHyphenRunDemerits;
    if (is_last && runt(from)) node.demerits += kRuntDemerits;
    // Lines of different number are different places only while floats shape them.
    const bool shaped =
        node.line < measures_.request.measures.size() + 1 && !measures_.request.measures.empty();
    for (std::uint32_t i = 0; i < best_count_; ++i) {
      if (shaped && best_[i].line != node.line) continue;
      if (node.demerits < best_[i].demerits) best_[i] = node;
      return;
    }
    if (best_count_ < kMostBest) best_[best_count_++] = node;
  }

  bool runt(const Node& from) const {
    return from.candidate != 0 && list_.items.back().han - list_.items[from.candidate].han <= 1;
  }

  bool choose_final(std::uint32_t last) {
    final_ = kNone;
    for (std::size_t at = nodes_.size(); at > 0; --at) {
      const Node& node = nodes_[at - 1];
      if (node.candidate != last) break;
      if (final_ == kNone || node.demerits < nodes_[final_].demerits)
        final_ = static_cast<std::uint32_t>(at - 1);
    }
    if (final_ != kNone) return true;
    if (!tolerance_.last) return false;
    // The end was never reached within the tolerance: the last rescue reaches it.
    Node node;
    node.candidate = last;
    node.before = static_cast<std::uint32_t>(nodes_.size() - 1);
    final_ = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back(node);
    return true;
  }

  bool ends_in_runt() const { return runt(nodes_[nodes_[final_].before]); }

  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  static constexpr std::uint32_t kMostBest = 4;
  const CandidateList& list_;
  const LineMeasures& measures_;
  std::uint32_t first_line_;
  double per_em_;
  Tolerance tolerance_{};
  std::vector<Node> nodes_;  // in the order of their candidates; active from head_ on
  std::size_t head_ = 0;
  std::uint32_t removed_ = kNone;
  std::uint32_t final_ = 0;
  Node best_[kMostBest];
  std::uint32_t best_count_ = 0;
};

}  // namespace

std::vector<std::uint32_t> total_fit(const CandidateList& list,
                                     const LineMeasures& measures,
                                     std::uint32_t first_line,
                                     Unit em) {
  return TotalFit(list, measures, first_line, em).run();
}

}  // namespace banxin::layout
