#include "article/find_doubles.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/ascii.h"

namespace banxin::article {

namespace {

constexpr float kLongLine = 60;        // lines shorter than this repeat by chance
constexpr std::size_t kMinRun = 3;     // this many long lines make a copy
constexpr std::size_t kKeyBytes = 36;  // copies may differ later in a line: damage, a reading

// A line that is long enough to tell.
struct LongLine {
  std::uint32_t line = 0;
  std::uint32_t original = kNoIndex;  // the long line that it repeats
  bool is_exact = false;
  float weight = 0;
  std::uint64_t hash = 0;  // of the whole line
};

class Doubles {
 public:
  Doubles(const PageMap& map, Marks& marks) : map_(map), marks_(marks) {}

  void run() {
    remove_twin_tables();
    if (find_copies() < kMinRun) return;
    remove_blocks();
    remove_flat_run();
  }

 private:
  // One table for wide screens and one for telephones, side by side; style sheets show either.
  void remove_twin_tables() {
    for (std::uint32_t index = 1; index < map_.elements.size(); ++index) {
      const Element& element = map_.elements[index];
      if (!element.node->is_html(dom::names::table)) continue;
      const std::uint32_t next = element.end;
      if (next >= map_.elements.size() || map_.elements[next].parent != element.parent) continue;
      const Element& twin = map_.elements[next];
      if (!twin.node->is_html(dom::names::table) || !names_telephone(*twin.node)) continue;
      if (repeats(twin, element)) {
        marks_.remove_element(next, "second copy", "the table above for another screen");
      }
    }
  }

  static bool names_telephone(const dom::Node& node) {
    for (const Atom attribute : {dom::names::id, dom::names::class_}) {
      const std::string name = ascii_lower(node.attribute(attribute).substr(0, 100));
      if (contains(name, "phone") || contains(name, "mobile") || name == "sp") return true;
    }
    return false;
  }

  // Whether seven of ten lines of `twin` stand in `table`; tables of any size are compared by
  // their first lines.
  bool repeats(const Element& twin, const Element& table) const {
    constexpr std::uint32_t most = 200;
    std::unordered_set<std::string_view> lines;
    for (std::uint32_t i = table.first_line; i < table.last_line && lines.size() < most; ++i)
      lines.insert(map_.line_text(i));
    std::uint32_t seen = 0;
    std::uint32_t same = 0;
    for (std::uint32_t i = twin.first_line; i < twin.last_line && seen < most; ++i, ++seen)
      same += lines.count(map_.line_text(i)) > 0 ? 1 : 0;
    return seen > 0 && same * 10 >= seen * 7;
  }

  // The number of lines that repeat one above.
  std::size_t find_copies() {
    std::unordered_map<std::uint64_t, std::uint32_t> seen;
    std::size_t copies = 0;
    for (std::uint32_t index = 0; index < map_.lines.size(); ++index) {
      const Line& line = map_.lines[index];
      if (marks_.is_line_removed(index) || line.measure.weight < kLongLine) continue;
      if (line.link_share() > 0.5F) continue;
      const std::string key = comparison_key(map_.line_text(line));
      LongLine own{index, kNoIndex, false, line.measure.weight, hash_text(key)};
      const std::uint64_t beginning = hash_text(std::string_view{key}.substr(0, kKeyBytes));
      const auto number = static_cast<std::uint32_t>(long_.size());
      const auto [at, is_new] = seen.try_emplace(beginning, number);
      if (!is_new) {
        const LongLine& first = long_[at->second];
        own.is_exact = first.hash == own.hash;
        if (std::abs(first.weight - own.weight) <= 0.25F * own.weight) own.original = at->second;
      }
      copies += own.original != kNoIndex ? 1 : 0;
      long_.push_back(own);
    }
    return copies;
  }

  // Long lines [begin, end), as far as they repeat lines above them in their order.
  std::vector<std::uint32_t> chain(std::uint32_t begin, std::uint32_t end) const {
    std::vector<std::uint32_t> pairs;
    for (std::uint32_t index = begin; index < end; ++index) {
      const std::uint32_t original = long_[index].original;
      if (original == kNoIndex || original >= begin || marks_.is_line_removed(long_[index].line))
        continue;
      if (pairs.empty() || original > long_[pairs.back()].original) pairs.push_back(index);
    }
    return pairs;
  }

  // Whether the lines are the text above once more, from its beginning: conditions and parameters
  // that a law or a manual names again are not.
  bool is_second_copy(const std::vector<std::uint32_t>& pairs) {
    if (pairs.size() < kMinRun) return false;
    const std::size_t first = long_[pairs.front()].original;
    const std::size_t last = long_[pairs.back()].original;
    const std::size_t above = pairs.front();
    const std::size_t exact = static_cast<std::size_t>(std::count_if(
        pairs.begin(), pairs.end(), [this](std::uint32_t index) { return long_[index].is_exact; }));
    const auto is_most = [&pairs](std::size_t of) { return pairs.size() * 10 >= of * 6; };
    return exact * 3 >= pairs.size() && is_most(pairs.back() + 1 - above) &&
           is_most(last + 1 - first) && is_most(above) &&
           first <= std::max<std::size_t>(1, above / 5) && !has_own_head(pairs.front());
  }

  // A heading before the line that stands nowhere above opens a section of its own.
  bool has_own_head(std::uint32_t index) {
    const std::uint32_t end = long_[index - 1].line;  // a copy has its original above it
    for (std::uint32_t head = long_[index].line - 1; head > end; --head) {
      if (map_.lines[head].kind != LineKind::Heading || marks_.is_line_removed(head)) continue;
      return first_with_key(head) == head;
    }
    return false;
  }

  std::uint32_t first_with_key(std::uint32_t line) {
    if (first_lines_.empty()) {
      for (std::uint32_t each = 0; each < map_.lines.size(); ++each)
        first_lines_.try_emplace(hash_text(comparison_key(map_.line_text(each))), each);
    }
    return first_lines_.at(hash_text(comparison_key(map_.line_text(line))));
  }

  // The long lines of [pairs.front(), pairs.back()] that the text above lacks: neither paired nor
  // in the place of a line there that damage keeps from being known again.
  std::unordered_set<std::uint32_t> own_lines(const std::vector<std::uint32_t>& pairs) const {
    std::unordered_set<std::uint32_t> own;
    for (std::size_t i = 1; i < pairs.size(); ++i) {
      const bool has_gap = long_[pairs[i]].original > long_[pairs[i - 1]].original + 1;
      for (std::uint32_t index = pairs[i - 1] + 1; !has_gap && index < pairs[i]; ++index)
        own.insert(long_[index].line);
    }
    return own;
  }

  void remove_blocks() {
    for (std::uint32_t index = 1; index < map_.elements.size();) {
      const Element& element = map_.elements[index];
      const auto at = [this](std::uint32_t line) {
        return static_cast<std::uint32_t>(
            std::lower_bound(long_.begin(), long_.end(), line,
                             [](const LongLine& a, std::uint32_t b) { return a.line < b; }) -
            long_.begin());
      };
      std::vector<std::uint32_t> pairs;
      const std::uint32_t begin = at(element.first_line);
      const std::uint32_t end = at(element.last_line);
      if (element.is_block && !marks_.is_element_removed(index)) pairs = chain(begin, end);
      if (pairs.size() * 10 >= (end - begin) * 6 && is_second_copy(pairs) &&
          own_lines(pairs).empty()) {
        marks_.remove_element(index, "second copy",
                              std::to_string(pairs.size()) + " lines stand above already");
        index = element.end;
      } else {
        ++index;
      }
    }
  }

  // Both copies side by side in one block: the later lines, from the first copied to the last.
  void remove_flat_run() {
    std::uint32_t begin = 0;
    while (begin < long_.size() &&
           (long_[begin].original == kNoIndex || marks_.is_line_removed(long_[begin].line)))
      ++begin;
    const std::vector<std::uint32_t> pairs = chain(begin, static_cast<std::uint32_t>(long_.size()));
    if (!is_second_copy(pairs)) return;
    const std::unordered_set<std::uint32_t> own = own_lines(pairs);
    for (std::uint32_t line = long_[begin].line; line <= long_[pairs.back()].line; ++line) {
      const bool is_long = map_.lines[line].measure.weight >= kLongLine;
      const bool is_copied =
          is_long ? own.count(line) == 0 : first_with_key(line) < long_[begin].line;
      if (is_copied) marks_.remove_line(line, "second copy", "stands above already");
    }
  }

  const PageMap& map_;
  Marks& marks_;
  std::vector<LongLine> long_;
  std::unordered_map<std::uint64_t, std::uint32_t> first_lines_;  // by the hash of their keys
};

}  // namespace

void mark_doubles(const PageMap& map, Marks& marks) {
  Doubles{map, marks}.run();
}

}  // namespace banxin::article
