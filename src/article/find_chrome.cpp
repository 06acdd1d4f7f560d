#include "article/find_chrome.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "base/utf8.h"

namespace banxin::article {

namespace {

namespace names = dom::names;

// Sums over lines, so that a question about any subtree costs the same.
class LineSums {
 public:
  // Frames are what tells a post from an article's part: they count where their names gave them
  // away, too; prose that is gone does not.
  enum class Frames : unsigned char { Left, All };

  LineSums(const PageMap& map,
           const std::vector<LineFacts>& facts,
           const Marks& marks,
           Frames frames = Frames::Left)
      : dates_(map.lines.size() + 1), readers_(dates_.size()), scores_(dates_.size()) {
    for (std::size_t line = 0; line < facts.size(); ++line) {
      const bool gone = marks.is_line_removed(static_cast<std::uint32_t>(line));
      const bool counts = !gone || frames == Frames::All;
      dates_[line + 1] = dates_[line] + (counts && facts[line].has_date ? 1U : 0U);
      readers_[line + 1] = readers_[line] + (counts && facts[line].has_reader_mark ? 1U : 0U);
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

bool is_post_with_answer(const PageMap& map, const LineSums& sums, const Group& group) {
  for (const std::uint32_t member : group.members) {
    const Element& element = map.elements[member];
    if (sums.readers(element) == 0 || sums.dates(element) == 0) return false;
    if (element.node->attribute(names::class_).empty()) return false;
  }
  return sums.score(map.elements[group.members[1]]) < sums.score(map.elements[group.members[0]]);
}

// Siblings of one shape below `parent`, `least` or more, in document order.
std::vector<Group> find_groups(const PageMap& map,
                               const Marks& marks,
                               std::uint32_t parent,
                               std::size_t least) {
  std::vector<Group> found;
  const Element& element = map.elements[parent];
  if (!element.is_block || marks.is_element_removed(parent) || element.end < parent + 4)
    return found;
  std::unordered_map<std::uint64_t, std::size_t> places;
  for (std::uint32_t child = parent + 1; child != kNoIndex;
       child = next_child(map, parent, child)) {
    const Element& row = map.elements[child];
    if (!row.is_block || row.weight == 0 || marks.is_element_removed(child)) continue;
    const auto [at, is_new] = places.try_emplace(signature(*row.node), found.size());
    if (is_new) found.emplace_back();
    found[at->second].members.push_back(child);
  }
  std::erase_if(found, [least](const Group& group) { return group.members.size() < least; });
  return found;
}

// A link with a little text, that is not a paragraph with a link in it.
bool is_teaser(const PageMap& map, std::uint32_t member) {
  constexpr float kTeaserWeight = 400;
  constexpr std::uint32_t kTeaserLines = 5;
  const Element& element = map.elements[member];
  const std::uint32_t lines = element.last_line - element.first_line;
  if (element.weight > kTeaserWeight || lines < 2 || lines > kTeaserLines) return false;
  for (std::uint32_t line = element.first_line; line < element.last_line; ++line) {
    const Line& row = map.lines[line];
    if (row.link_share() > 0.8F && row.measure.weight > 12) return true;
  }
  return false;
}

void judge_teasers(const PageMap& map, const LineSums& sums, const Group& group, Marks& marks) {
  std::size_t teasers = 0;
  float score = 0;
  for (const std::uint32_t member : group.members) {
    if (is_teaser(map, member)) ++teasers;
    score += sums.score(map.elements[member]);
  }
  const std::size_t count = group.members.size();
  // An article stands elsewhere.
  if (teasers * 10 < count * 8 || sums.total() - score < score) return;
  for (const std::uint32_t member : group.members) {
    marks.remove_element(
        member, "related links",
        std::to_string(count) + " blocks of one shape, each a link and a little text");
  }
}

// The largest block that begins with this line and is not `root` or above; where none does, the one
// that the line stands in.
std::uint32_t section_of(const PageMap& map, std::uint32_t line) {
  std::uint32_t section = map.lines[line].element;
  while (true) {
    const std::uint32_t parent = map.elements[section].parent;
    if (parent == kNoIndex || parent == 0 || map.elements[parent].first_line != line)
      return section;
    section = parent;
  }
}

bool begins_with(const PageMap& map, std::uint32_t section, std::uint32_t line) {
  return map.elements[section].first_line == line;
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
  constexpr std::uint32_t kMost = 300;  // LIMIT: lines that one heading announces
  std::uint32_t end = heading + 1;
  std::uint32_t links = 0;
  while (end < std::min(count, heading + kMost) && !is_text_like(map, facts, end) &&
         (map.lines[end].kind != LineKind::Heading || map.lines[end].link_share() > 0.5F)) {
    if (map.lines[end].link_share() > 0.5F) ++links;
    ++end;
  }
  if (links == 0) return;
  for (std::uint32_t line = heading; line < end; ++line)
    marks.remove_line(line, "related links", evidence);
}

// Three or more blocks of one shape, no plain paragraphs; a table of a column holds them in a cell.
bool holds_rows(const PageMap& map, std::uint32_t section) {
  const std::uint32_t end = map.elements[section].end;
  const auto frames = [&map, section](std::uint32_t index) {
    const Atom name = map.elements[index].node->name;
    return index == section || name == names::tbody || name == names::tr || name == names::td;
  };
  for (std::uint32_t parent = section; parent < end; ++parent) {
    if (!frames(parent)) continue;
    std::unordered_map<std::uint64_t, int> counts;
    for (std::uint32_t child = parent + 1; child != kNoIndex && child < map.elements[parent].end;
         child = next_child(map, parent, child)) {
      const Element& row = map.elements[child];
      if (!row.is_block || row.node->name == names::p || row.weight == 0) continue;
      if (++counts[signature(*row.node)] >= 3) return true;
    }
  }
  return false;
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
  // Prose below the bare word, without a name, a day or a field, is a section of the text.
  constexpr float kProse = 2.5F;
  const bool bare = map.lines[heading].measure.digits == 0 &&
                    map.lines[heading].kind == LineKind::Heading && region.fields == 0;
  const std::uint32_t next = heading + 1;
  const bool told = bare && next < map.lines.size() && next < region.last_line &&
                    map.lines[next].link_share() < 0.2F &&
                    sums.score_before(next + 1) - sums.score_before(next) >= kProse;
  // Comments have short lines, of names, between them.
  constexpr float kName = 60;
  constexpr std::uint32_t kFewLines = 3;
  bool plain = region.last_line - heading <= kFewLines + 1;
  for (std::uint32_t line = next; plain && line < region.last_line; ++line)
    plain = map.lines[line].measure.weight > kName;
  // A chapter among chapters.
  const Atom level = map.elements[map.lines[heading].element].node->name;
  bool among = false;
  for (std::uint32_t line = 0; plain && told && line < heading && !among; ++line) {
    among = map.lines[line].kind == LineKind::Heading && line + 1 < heading &&
            map.elements[map.lines[line].element].node->name == level &&
            sums.score_before(line + 2) - sums.score_before(line + 1) > 1;
  }
  if (among && !has_hint(region.hints, Hint::Comments) &&
      sums.readers(region) + sums.dates(region) == 0) {
    return false;
  }
  if (sums.score(region) < 0.5F * before) return true;
  if (begins_with(map, section, heading) && map.elements[section].last_line > heading + 1 &&
      holds_rows(map, section)) {
    return true;
  }
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
  const bool begins = begins_with(map, section, heading);
  const bool holds_more = begins && element.last_line > heading + 1;
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
  // What follows it beside it: its section's neighbours, or, of a line that stands loose in a
  // block, the later parts of that block.
  const std::uint32_t parent = begins ? element.parent : section;
  if (parent == kNoIndex) return;
  for (std::uint32_t next = begins ? next_child(map, parent, section) : section + 1;
       next != kNoIndex && next < map.elements[parent].end; next = next_child(map, parent, next)) {
    if (map.elements[next].first_line > heading) marks.remove_element(next, "comments", evidence);
  }
}

bool opens_section(Phrase phrase) {
  return phrase == Phrase::Related || phrase == Phrase::Comments || phrase == Phrase::Author ||
         phrase == Phrase::Contact;
}

// A word among words in a list of them, whatever it means elsewhere: three of the same shape on
// either side.
bool is_in_word_list(const PageMap& map, const std::vector<LineFacts>& facts, std::uint32_t index) {
  constexpr std::uint32_t kBeside = 3;
  constexpr float kWord = 40;
  if (index < kBeside || index + kBeside >= map.lines.size()) return false;
  const std::uint64_t shape = signature(*map.elements[map.lines[index].element].node);
  for (std::uint32_t at = index - kBeside; at <= index + kBeside; ++at) {
    const Line& line = map.lines[at];
    const Element& element = map.elements[line.element];
    if (line.measure.weight > kWord || line.link_share() > 0 || line.measure.digits > 0 ||
        element.last_line != element.first_line + 1 || signature(*element.node) != shape ||
        (at != index && facts[at].phrase != Phrase::None)) {
      return false;
    }
  }
  return true;
}

bool is_heading_like(const PageMap& map, std::uint32_t index) {
  const Line& line = map.lines[index];
  if (line.kind == LineKind::Heading) return true;
  if (line.kind == LineKind::Code) return false;
  // A line of its own in a cell of running text, or a row's only cell; a whole cell among others is
  // a table's.
  const Element& cell = map.elements[line.element];
  const Element& row = map.elements[cell.parent == kNoIndex ? 0 : cell.parent];
  const bool is_cell = line.kind == LineKind::Cell && !line.after_break &&
                       cell.last_line == cell.first_line + 1 && row.last_line > row.first_line + 1;
  return line.link_share() < 0.5F && !is_cell;
}

}  // namespace

void mark_threads(const PageMap& map, const std::vector<LineFacts>& facts, Marks& marks) {
  const LineSums sums{map, facts, marks, LineSums::Frames::All};
  for (std::uint32_t parent = 0; parent < map.elements.size(); ++parent) {
    const Element& element = map.elements[parent];
    if (sums.readers(element) < 2 || sums.dates(element) < 2) continue;
    for (const Group& group : find_groups(map, marks, parent, 2)) {
      // Two are a post and its answer when each of them has both.
      const bool pair = group.members.size() == 2;
      if (pair && !is_post_with_answer(map, sums, group)) continue;
      judge_group(map, sums, group, marks);
    }
  }
}

void mark_teasers(const PageMap& map, const std::vector<LineFacts>& facts, Marks& marks) {
  const LineSums sums{map, facts, marks};
  for (std::uint32_t parent = 0; parent < map.elements.size(); ++parent) {
    if (map.elements[parent].link_weight < 40) continue;
    for (const Group& group : find_groups(map, marks, parent, 3))
      judge_teasers(map, sums, group, marks);
  }
}

void mark_sections(const PageMap& map, const std::vector<LineFacts>& facts, Marks& marks) {
  const LineSums sums{map, facts, marks};
  for (std::uint32_t line = 0; line < map.lines.size(); ++line) {
    if (!opens_section(facts[line].phrase)) continue;
    if (marks.is_line_removed(line) || !is_heading_like(map, line)) continue;
    if (is_in_word_list(map, facts, line)) continue;
    cut_section(map, facts, sums, line, marks);
  }
}

namespace {

// A name, a price and "去购买", with a picture: the block around the link to buy; none where the
// line is another.
std::uint32_t card_around(const PageMap& map, std::uint32_t root, std::uint32_t line) {
  constexpr float kCard = 200;
  const std::string key = comparison_key(map.line_text(line));
  if (key != "去购买" && key != "立即购买" && key != "直达链接") return kNoIndex;
  std::uint32_t card = kNoIndex;
  for (std::uint32_t index = map.lines[line].element; index != kNoIndex && index != root;
       index = map.elements[index].parent) {
    const Element& element = map.elements[index];
    if (element.weight > kCard || element.images > 1 ||
        element.last_line > element.first_line + 5) {
      break;
    }
    card = index;
  }
  return card;
}

// A manual's heading "印刷する" above what it tells: sections of chrome hold links and fields.
bool heads_prose(const PageMap& map, const std::vector<LineFacts>& facts, std::uint32_t line) {
  const Phrase phrase = facts[line].phrase;
  const bool command = phrase == Phrase::Tool || phrase == Phrase::Share ||
                       phrase == Phrase::Paging || phrase == Phrase::Prompt;
  const Line& row = map.lines[line];
  return command && row.kind == LineKind::Heading && row.link_share() < 0.5F &&
         line + 1 < map.lines.size() && facts[line + 1].score > 1 &&
         facts[line + 1].phrase == Phrase::None;
}

}  // namespace

void mark_phrases(const PageMap& map,
                  const std::vector<LineFacts>& facts,
                  std::uint32_t root,
                  Marks& marks) {
  const Element& element = map.elements[root];
  bool has_begun = false;  // a sentence or two of the text stand above
  float above = 0;
  for (std::uint32_t line = element.first_line; line < element.last_line; ++line) {
    const Phrase phrase = facts[line].phrase;
    if (!marks.is_line_removed(line)) above += std::max(facts[line].score, 0.0F);
    has_begun = has_begun || above > 4.0F;
    if (phrase == Phrase::None || marks.is_line_removed(line)) continue;
    if (map.lines[line].kind == LineKind::Code) continue;
    // 编辑|… beside the writer's name, above the text, is part of the byline.
    if (phrase == Phrase::Credit && !has_begun) continue;
    if (phrase == Phrase::Related && map.lines[line].link_share() < 0.5F) continue;
    if (phrase == Phrase::PictureCredit || phrase == Phrase::Contact) continue;
    if (heads_prose(map, facts, line) || is_in_word_list(map, facts, line)) continue;
    const std::uint32_t card = phrase == Phrase::Prompt ? card_around(map, root, line) : kNoIndex;
    if (card != kNoIndex) {
      marks.remove_element(card, "advertisement", "a card of goods");
    } else {
      marks.remove_line(line, phrase_name(phrase), "its words");
    }
  }
}

}  // namespace banxin::article
