#pragma once
// Where a page prints who wrote it and when: the lines around the headline, at both ends of the
// body and behind it.
#include <vector>

#include "article/line_facts.h"
#include "article/visible.h"

namespace banxin::article {

inline constexpr std::uint32_t kIntoBody = 4;  // first lines of the body that may hold a dateline

class VisiblePlaces {
 public:
  VisiblePlaces(const PageMap& map, const std::vector<LineFacts>& facts, const VisiblePlace& place)
      : map_(map), facts_(facts), place_(place) {}

  // The lines from the headline to the first prose.
  std::vector<std::uint32_t> dateline() const;
  // All lines where one may stand, in the order of trust: below the headline, above it, the
  // body's first and last lines, behind the body.
  std::vector<std::uint32_t> all() const;
  // The end of the body's first lines; captions of a picture above the text are none.
  std::uint32_t into() const;

  bool is_short(std::uint32_t line) const { return map_.lines[line].measure.weight <= 200; }
  // A sentence with a date in it dates what it tells.
  bool in_prose(std::uint32_t line) const;
  // A row among many, "张三 | 2017.03.10 | 30.00": what it names and dates is what it lists.
  bool in_table(std::uint32_t line) const;
  // The date in a link's text is that of the page it leads to. Between headline and text it stands
  // alone, with a label at most.
  bool is_link(std::uint32_t line) const;

 private:
  std::uint32_t count() const { return static_cast<std::uint32_t>(map_.lines.size()); }
  std::uint32_t anchor() const {
    return place_.title_line != kNoIndex ? place_.title_line : place_.body_begin;
  }
  std::string_view text(std::uint32_t line) const { return map_.line_text(line); }
  std::uint32_t behind_prose() const;
  std::uint32_t end_of_tail() const;
  bool is_others(std::uint32_t line) const;

  const PageMap& map_;
  const std::vector<LineFacts>& facts_;
  const VisiblePlace& place_;
};

}  // namespace banxin::article
