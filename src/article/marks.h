#pragma once
// Marks: which elements and lines of a PageMap are left out of the article, and on what evidence.
#include <string>
#include <string_view>
#include <vector>

#include "article/page_map.h"

namespace banxin::article {

// One thing left out, for the report.
struct Removal {
  std::string kind;      // "navigation", "comments", "share bar"…
  std::string evidence;  // what told: a class name, a phrase, "seen on 12 of 14 pages"
  std::string text;      // shown_beginning() of what was left out
  SourcePosition position;
};

// As much of a text as a report shows.
std::string_view shown_beginning(std::string_view text);

class Marks {
 public:
  explicit Marks(const PageMap& map)
      : map_(map),
        elements_(map.elements.size()),
        lines_(map.lines.size()),
        kept_elements_(elements_.size()),
        kept_lines_(lines_.size()) {}

  bool is_element_removed(std::uint32_t element) const { return elements_[element] != 0; }
  bool is_line_removed(std::uint32_t line) const { return lines_[line] != 0; }

  // The element with its subtree.
  void remove_element(std::uint32_t element, std::string_view kind, std::string_view evidence);
  void remove_line(std::uint32_t line, std::string_view kind, std::string_view evidence);
  // Takes back what was said of the element and its subtree, and hears no more of it.
  void keep_element(std::uint32_t element);

  const std::vector<Removal>& removals() const { return removals_; }
  // The marks of another attempt on the same map instead of these.
  void take(Marks&& other);

 private:
  void note(std::string_view kind,
            std::string_view evidence,
            std::string_view text,
            std::uint32_t element);

  const PageMap& map_;
  std::vector<char> elements_;
  std::vector<char> lines_;
  std::vector<char> kept_elements_;  // kept ones with what is in them, and what they are in
  std::vector<char> kept_lines_;
  std::vector<Removal> removals_;
};

// Blocks with lines, all of them removed, go as a whole, with their pictures.
void mark_emptied(const PageMap& map, Marks& marks);

}  // namespace banxin::article
