#include "article/find_chrome.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace banxin::article {

namespace {

namespace names = dom::names;

// Sums over lines, so that a question about any subtree costs the same.
class LineSums {
 public:
  LineSums(const PageMap& map, const std::vector<LineFacts>& facts, const Marks& marks)
      : dates_(map.lines.size() + 1), readers_(dates_.size()), scores_(dates_.size()) {
    for (std::size_t line = 0; line < facts.size(); ++line) {
      const bool gone = marks.is_line_removed(static_cast<std::uint32_t>(line));
      dates_[line + 1] = dates_[line] + (!gone && facts[line].has_date ? 1U : 0U);
      readers_[line + 1] = readers_[line] + (!gone && facts[line].has_reader_mark ? 1U : 0U);
      scores_[line + 1] = scores_[line] + (gone ? 0.0F : std::max(facts[line].score, 0.0F));
    }
  }
  std::uint32_t dates(const Element& e) const { return dates_[e.last_line] - dates_[e.first_line]; }
  std::uint32_t readers(const Element& e) const {
    return readers_[e.last_line] - readers_[e.first_line];
  }
  float score(const Element& e) const { return scores_[e.last_line] - scores_[e.first_line]; }
  float score_before(std::uint32_t line) const { return scores_[line]; }
  float total() const { return scores_.back(); }

 private:
  std::vector<std::uint32_t> dates_;
  std::vector<std::uint32_t> readers_;
  std::vector<float> scores_;
};

struct Group {
  std::vector<std::uint32_t> members;
};

std::uint64_t signature(const dom::Node& node) {
  const std::string_view name = node.attribute(names::class_);
  return hash_text(name.substr(0, name.find(' '))) * 31 + static_cast<std::uint64_t>(node.name);
}

std::uint32_t next_child(const PageMap& map, std::uint32_t parent, std::uint32_t child) {
  const std::uint32_t next = map.elements[child].end;
  return next < map.elements[parent].end ? next : kNoIndex;
}

void judge_group(const PageMap& map, const LineSums& sums, const Group& group, Marks& marks) {
  std::size_t marked = 0;
  std::size_t dated = 0;
  float posts = 0;
  for (const std::uint32_t member : group.members) {
    const Element& element = map.elements[member];
    if (sums.readers(element) > 0) ++marked;
    if (sums.dates(element) > 0) ++dated;
    posts += sums.score(element);
  }
  const std::size_t count = group.members.size();
  if (marked * 10 < count * 7 || dated * 10 < count * 6) return;
  const float first = sums.score(map.elements[group.members[0]]);
  const float outside = sums.total() - posts;
  // A thread's first post is the article, unless there is one outside.
  const bool thread = first > 1.5F && outside < 1.5F * first;
  for (std::size_t index = thread ? 1 : 0; index < count; ++index) {
    marks.remove_element(group.members[index], "comments",
                         std::to_string(count) + " blocks of one shape with dates and readers");
  }
}

// The largest block that begins with this line and is not `root` or above.
std::uint32_t section_of(const PageMap& map, std::uint32_t line) {
  std::uint32_t section = map.lines[line].element;
  while (true) {
    const std::uint32_t parent = map.elements[section].parent;
    if (parent == kNoIndex || parent == 0 || map.elements[parent].first_line != line)
      return section;
    section = parent;
  }
}

bool is_text_like(const PageMap& map, const std::vector<LineFacts>& facts, std::uint32_t line) {
  return facts[line].score > 1.5F && map.lines[line].link_share() < 0.4F;
}

// Related links: link-heavy or short lines, to the first that is prose.
void cut_related(const PageMap& map,
                 const std::vector<LineFacts>& facts,
                 std::uint32_t heading,
                 Marks& marks) {
  const auto count = static_cast<std::uint32_t>(map.lines.size());
  const std::string evidence{map.line_text(heading).substr(0, 60)};
  std::uint32_t end = heading + 1;
  std::uint32_t links = 0;
  while (end < count && !is_text_like(map, facts, end) &&
         (map.lines[end].kind != LineKind::Heading || map.lines[end].link_share() > 0.5F)) {
    if (map.lines[end].link_share() > 0.5F) ++links;
    ++end;
  }
  if (links == 0) return;
  for (std::uint32_t line = heading; line < end; ++line)
    marks.remove_line(line, "related links", evidence);
}

// A link "Comments" above the article announces nothing: what follows must be less than what stands
// before, or carry readers' marks and dates.
bool announces_comments(const PageMap& map,
                        const LineSums& sums,
                        std::uint32_t heading,
                        std::uint32_t section) {
  Element region = map.elements[section];
  if (region.last_line <= heading + 1 && region.parent != kNoIndex) {
    region = map.elements[region.parent];
  }
  region.first_line = heading;
  const float before = sums.score_before(heading);
  if (sums.score(region) < 0.5F * before) return true;
  return sums.readers(region) >= 3 && sums.dates(region) >= 2;
}

// A few lines about the author or a contact: to the next heading or, for a contact, the next prose.
void cut_author(const PageMap& map,
                const std::vector<LineFacts>& facts,
                const LineSums& sums,
                std::uint32_t heading,
                Marks& marks) {
  const std::string evidence{map.line_text(heading).substr(0, 60)};
  const bool contact = facts[heading].phrase == Phrase::Contact;
  constexpr float kProse = 2.5F;
  std::uint32_t end = heading + 1;
  const std::uint32_t last = std::min(heading + 12, static_cast<std::uint32_t>(map.lines.size()));
  while (end < last && map.lines[end].kind != LineKind::Heading &&
         !(contact && facts[end].score > kProse)) {
    ++end;
  }
  if (end == heading + 1) return;
  if (sums.score_before(end) - sums.score_before(heading) > 0.2F * sums.total()) return;
  for (std::uint32_t line = heading; line < end; ++line)
    marks.remove_line(line, phrase_name(facts[heading].phrase), evidence);
}

void cut_section(const PageMap& map,
                 const std::vector<LineFacts>& facts,
                 const LineSums& sums,
                 std::uint32_t heading,
                 Marks& marks) {
  const bool comments = facts[heading].phrase == Phrase::Comments;
  const std::uint32_t section = section_of(map, heading);
  const Element& element = map.elements[section];
  const std::string evidence{map.line_text(heading).substr(0, 60)};
  // Text must stand before it: a tab "Comments" above the article announces nothing.
  if (sums.score_before(heading) < 3.0F) return;
  const bool about =
      facts[heading].phrase == Phrase::Author || facts[heading].phrase == Phrase::Contact;
  if (about && sums.score_before(heading) < 0.5F * sums.total()) return;
  const bool holds_more = element.last_line > heading + 1;
  const float share = sums.score(element) / std::max(sums.total(), 1.0F);
  if (comments && !announces_comments(map, sums, heading, section)) return;
  if (holds_more && (comments || share < 0.4F)) {
    marks.remove_element(section, phrase_name(facts[heading].phrase), evidence);
    return;
  }
  if (about) {
    cut_author(map, facts, sums, heading, marks);
    return;
  }
  if (!comments) {
    cut_related(map, facts, heading, marks);
    return;
  }
  marks.remove_line(heading, "comments", evidence);
  const std::uint32_t parent = element.parent;
  if (parent == kNoIndex) return;
  for (std::uint32_t next = next_child(map, parent, section); next != kNoIndex;
       next = next_child(map, parent, next)) {
    marks.remove_element(next, "comments", evidence);
  }
}

// A paragraph that is one link, between two of prose. Several in a row are a list, an address is
// content.
bool opens_section(Phrase phrase) {
  return phrase == Phrase::Related || phrase == Phrase::Comments || phrase == Phrase::Author ||
         phrase == Phrase::Contact;
}

bool is_lone_link(const PageMap& map, const std::vector<LineFacts>& facts, std::uint32_t line) {
  const Line& row = map.lines[line];
  if (row.kind != LineKind::Text || row.link_share() < 0.95F || row.measure.weight < 25 ||
      row.after_break || map.elements[row.element].images > 0) {
    return false;
  }
  const bool between = line > 0 && line + 1 < map.lines.size() && facts[line - 1].score > 1 &&
                       facts[line + 1].score > 1;
  return between && !contains(map.line_text(line), "://");
}

bool is_heading_like(const PageMap& map, std::uint32_t index) {
  const Line& line = map.lines[index];
  if (line.kind == LineKind::Heading) return true;
  return line.link_share() < 0.5F && line.kind != LineKind::Cell;
}

}  // namespace

void mark_threads(const PageMap& map, const std::vector<LineFacts>& facts, Marks& marks) {
  const LineSums sums{map, facts, marks};
  std::unordered_map<std::uint64_t, Group> groups;
  for (std::uint32_t parent = 0; parent < map.elements.size(); ++parent) {
    const Element& element = map.elements[parent];
    if (!element.is_block || marks.is_element_removed(parent) || element.end == parent + 1)
      continue;
    if (sums.readers(element) < 3 || sums.dates(element) < 3) continue;
    groups.clear();
    for (std::uint32_t child = parent + 1; child != kNoIndex;
         child = next_child(map, parent, child)) {
      const Element& row = map.elements[child];
      if (row.is_block && row.weight > 0 && !marks.is_element_removed(child)) {
        groups[signature(*row.node)].members.push_back(child);
      }
    }
    // In document order of their first members, so that the outcome does not depend on the hash.
    std::vector<const Group*> ordered;
    for (const auto& [key, group] : groups) {
      if (group.members.size() >= 3) ordered.push_back(&group);
    }
    std::sort(ordered.begin(), ordered.end(),
              [](const Group* a, const Group* b) { return a->members[0] < b->members[0]; });
    for (const Group* group : ordered)
      judge_group(map, sums, *group, marks);
  }
}

void mark_sections(const PageMap& map, const std::vector<LineFacts>& facts, Marks& marks) {
  const LineSums sums{map, facts, marks};
  for (std::uint32_t line = 0; line < map.lines.size(); ++line) {
    if (!opens_section(facts[line].phrase)) continue;
    if (marks.is_line_removed(line) || !is_heading_like(map, line)) continue;
    cut_section(map, facts, sums, line, marks);
  }
}

void mark_phrases(const PageMap& map,
                  const std::vector<LineFacts>& facts,
                  std::uint32_t root,
                  Marks& marks) {
  const Element& element = map.elements[root];
  for (std::uint32_t line = element.first_line; line < element.last_line; ++line) {
    const Phrase phrase = facts[line].phrase;
    if (phrase == Phrase::None || marks.is_line_removed(line)) continue;
    if (map.lines[line].kind == LineKind::Code) continue;
    if (phrase == Phrase::Related && map.lines[line].link_share() < 0.5F) continue;
    if (phrase == Phrase::PictureCredit || phrase == Phrase::Contact) continue;
    marks.remove_line(line, phrase_name(phrase), "its words");
  }
}

void mark_link_lists(const PageMap& map,
                     const std::vector<LineFacts>& facts,
                     std::uint32_t root,
                     Marks& marks) {
  const Element& element = map.elements[root];
  for (std::uint32_t line = element.first_line; line < element.last_line; ++line) {
    const Line& row = map.lines[line];
    if (marks.is_line_removed(line) || row.link_share() < 0.5F) continue;
    if (row.kind == LineKind::Cell || row.kind == LineKind::Code) continue;
    if (is_lone_link(map, facts, line)) {
      marks.remove_line(line, "related links", "a link alone between paragraphs");
    } else if (classify_label(map.line_text(line)) == Phrase::Related) {
      marks.remove_line(line, "related links", "a label before a link");
    }
  }
  std::uint32_t index = root + 1;
  while (index < element.end) {
    const Element& block = map.elements[index];
    const bool list = block.node->name == names::ul || block.node->name == names::ol ||
                      block.node->name == names::div || block.node->name == names::section ||
                      block.node->name == names::dl;
    if (!list || marks.is_element_removed(index) || block.weight == 0 ||
        block.link_weight < 0.7F * block.weight || block.last_line - block.first_line < 2) {
      ++index;
      continue;
    }
    marks.remove_element(index, "related links", "a block of links");
    index = block.end;
  }
}

}  // namespace banxin::article
