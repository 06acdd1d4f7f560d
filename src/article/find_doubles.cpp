#include "article/find_doubles.h"

#include <cmath>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/ascii.h"

namespace banxin::article {

namespace {

constexpr float kLongLine = 60;        // lines shorter than this repeat by chance
constexpr std::size_t kMinRun = 3;     // this many long lines make a copy
constexpr std::size_t kKeyBytes = 36;  // copies may differ later in a line: damage, a reading

struct First {
  std::uint32_t line;
  float weight;
};

class Doubles {
 public:
  Doubles(const PageMap& map, Marks& marks)
      : map_(map), marks_(marks), long_(map.elements.size()), copied_(map.elements.size()) {}

  void run() {
    remove_twin_tables();
    find_copies();
    if (copies_.size() < kMinRun) return;
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

  void find_copies() {
    std::unordered_map<std::uint64_t, First> seen;
    for (std::uint32_t index = 0; index < map_.lines.size(); ++index) {
      const Line& line = map_.lines[index];
      if (marks_.is_line_removed(index) || line.measure.weight < kLongLine) continue;
      if (line.link_share() > 0.5F) continue;
      count_up(long_, line.element);
      const std::string key = comparison_key(map_.line_text(line));
      const std::uint64_t hash = hash_text(std::string_view{key}.substr(0, kKeyBytes));
      const auto [at, is_new] = seen.try_emplace(hash, First{index, line.measure.weight});
      if (is_new) continue;
      const float difference = std::abs(at->second.weight - line.measure.weight);
      if (difference > 0.25F * line.measure.weight) continue;
      copies_.push_back(index);
      // All blocks around the copy that do not hold the original too.
      for (std::uint32_t element = line.element;
           element != kNoIndex && map_.elements[element].first_line > at->second.line;
           element = map_.elements[element].parent) {
        ++copied_[element];
      }
    }
  }

  void count_up(std::vector<std::uint32_t>& counts, std::uint32_t element) const {
    for (; element != kNoIndex; element = map_.elements[element].parent)
      ++counts[element];
  }

  void remove_blocks() {
    for (std::uint32_t index = 1; index < map_.elements.size();) {
      const Element& element = map_.elements[index];
      if (element.is_block && !marks_.is_element_removed(index) && copied_[index] >= kMinRun &&
          copied_[index] * 10 >= long_[index] * 6) {
        marks_.remove_element(index, "second copy",
                              std::to_string(copied_[index]) + " lines stand above already");
        index = element.end;
      } else {
        ++index;
      }
    }
  }

  // Both copies side by side in one block: the later lines, from the first copied to the last.
  void remove_flat_run() {
    std::size_t live = 0;
    std::uint32_t first = kNoIndex;
    std::uint32_t last = 0;
    for (const std::uint32_t line : copies_) {
      if (marks_.is_line_removed(line)) continue;
      ++live;
      if (first == kNoIndex) first = line;
      last = line;
    }
    if (live < kMinRun) return;
    std::size_t own = 0;
    for (std::uint32_t line = first; line <= last; ++line) {
      if (!marks_.is_line_removed(line) && map_.lines[line].measure.weight >= kLongLine) ++own;
    }
    if (live * 10 < own * 6) return;
    for (std::uint32_t line = first; line <= last; ++line)
      marks_.remove_line(line, "second copy", "between lines that stand above already");
  }

  const PageMap& map_;
  Marks& marks_;
  std::vector<std::uint32_t> long_;    // long lines in the subtree
  std::vector<std::uint32_t> copied_;  // of them, those whose original stands before the subtree
  std::vector<std::uint32_t> copies_;
};

}  // namespace

void mark_doubles(const PageMap& map, Marks& marks) {
  Doubles{map, marks}.run();
}

}  // namespace banxin::article
