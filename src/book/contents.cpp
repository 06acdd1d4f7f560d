#include "book/contents.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace banxin::book {
namespace {

namespace names = dom::names;
using dom::Node;

// One line of the contents before it becomes a tree. `rank` orders levels: lower is nearer the top.
struct Line {
  std::string title;
  Place place;
  int rank = 0;
};

// Ranks of one written level: parts lie over chapters, chapters over sections that are marked up
// alike (<h2>第一卷</h2> <h2>第一章</h2>).
constexpr int kRanksPerLevel = 4;

int rank_within_level(const TitlePattern& pattern) {
  if (pattern.matter == Matter::Back || pattern.kind == TitleKind::Part) return 0;
  return pattern.kind == TitleKind::Section ? 2 : 1;
}

class LineCollector {
 public:
  LineCollector(Publication& publication, const ContentsInput& input)
      : publication_(publication), input_(input) {}

  std::vector<Line> collect() {
    const bool many = publication_.chapters.size() > 1;
    for (std::uint32_t i = 0; i < publication_.chapters.size(); ++i) {
      add_part(i);
      if (many) {
        add_page(i);
      } else {
        add_headings(i, 0, 1);
        if (lines_.empty()) lines_.push_back({publication_.chapters[i].title, {i, nullptr}, 0});
      }
    }
    return std::move(lines_);
  }

 private:
  void add_part(std::uint32_t index) {
    const std::string& part = input_.parts[index];
    if (part.empty() || part == last_part_) {
      if (part.empty()) last_part_.clear();
      return;
    }
    last_part_ = part;
    // A title page of its own: «卷一 风起» before «卷一 第一章».
    if (!lines_.empty() && lines_.back().title.starts_with(part)) return;
    lines_.push_back({part, {index, nullptr}, -kRanksPerLevel});
  }

  // A page is one line; the heading that its title comes from is that line.
  void add_page(std::uint32_t index) {
    Chapter& chapter = publication_.chapters[index];
    const std::vector<Heading>& headings = input_.headings[index];
    const TitlePattern pattern = classify_title(chapter.title);
    const bool opens = !headings.empty() && headings.front().text == chapter.title;
    const bool repeats_part = !pattern.part.empty() && pattern.part == last_part_;
    Line line{repeats_part ? std::string(pattern.rest) : chapter.title,
              {index, nullptr},
              rank_within_level(pattern)};
    // A part's own page, and 后记 behind the last part, belong to the book, not to the part before.
    const bool is_part = pattern.kind == TitleKind::Part;
    if ((is_part || chapter.matter == Matter::Back) && last_part_.empty()) {
      line.rank = -kRanksPerLevel;
    }
    if (opens) line.place.node = headings.front().node;
    lines_.push_back(std::move(line));
    // A heading that only repeats the title given by book.toml is not listed below it again.
    const std::size_t first = opens || (input_.titled[index] && headings.size() == 1) ? 1 : 0;
    if (headings.size() <= first) return;
    const int base = opens ? headings.front().level : headings[first].level - 1;
    add_headings(index, first, base);
  }

  void add_headings(std::uint32_t index, std::size_t first, int base) {
    const std::vector<Heading>& headings = input_.headings[index];
    std::string part;
    for (std::size_t i = first; i < headings.size(); ++i) {
      const Heading& heading = headings[i];
      const int rank = std::max(0, heading.level - base) * kRanksPerLevel;
      const TitlePattern pattern = classify_title(heading.text);
      // «第一卷 第三章» in one page: the part once, above its chapters.
      const bool is_new = !pattern.part.empty() && pattern.part != part &&
                          pattern.part != last_part_ &&
                          (lines_.empty() || !lines_.back().title.starts_with(pattern.part));
      if (is_new) lines_.push_back({std::string(pattern.part), {index, heading.node}, rank});
      part = pattern.part;
      lines_.push_back({part.empty() ? heading.text : std::string(pattern.rest),
                        {index, heading.node},
                        rank + rank_within_level(pattern)});
    }
  }

  Publication& publication_;
  const ContentsInput& input_;
  std::vector<Line> lines_;
  std::string last_part_;
};

// The tree of lines by their ranks: a line lies under the nearest line before it with a lower rank,
// so that levels which are skipped close up.
void grow_tree(std::vector<ContentsEntry>& roots, std::vector<Line>& lines, int depth) {
  // Entries are moved into their parents when they are complete: vectors that grow invalidate
  // pointers to their elements.
  struct Open {
    ContentsEntry entry;
    int rank;
  };
  std::vector<Open> open;
  const auto close = [&] {
    ContentsEntry done = std::move(open.back().entry);
    open.pop_back();
    if (static_cast<int>(open.size()) >= depth) return;
    (open.empty() ? roots : open.back().entry.children).push_back(std::move(done));
  };
  for (Line& line : lines) {
    while (!open.empty() && open.back().rank >= line.rank)
      close();
    open.push_back({{std::move(line.title), line.place, {}, {}}, line.rank});
  }
  while (!open.empty())
    close();
}

void assign_ids(std::vector<ContentsEntry>& entries, IdSource& ids) {
  // The tree is as deep as contents_depth at most: a loop over a list of entries to visit.
  std::vector<ContentsEntry*> pending;
  for (ContentsEntry& entry : entries)
    pending.push_back(&entry);
  for (std::size_t i = 0; i < pending.size(); ++i) {
    ContentsEntry& entry = *pending[i];
    if (entry.place.node != nullptr) entry.id = ids.id_of(*entry.place.node, "heading");
    for (ContentsEntry& child : entry.children)
      pending.push_back(&child);
  }
}

void find_landmarks(Publication& publication, const ContentsInput& input) {
  bool has_body = false;
  for (std::uint32_t i = 0; i < publication.chapters.size(); ++i) {
    const Chapter& chapter = publication.chapters[i];
    if (chapter.matter == Matter::Body && !has_body) {
      has_body = true;
      publication.landmarks.push_back({"bodymatter", chapter.title, {i, nullptr}});
    }
    const TitlePattern of_page = classify_title(chapter.title);
    if (!of_page.semantics.empty() && of_page.semantics != "toc") {
      publication.landmarks.push_back(
          {std::string(of_page.semantics), chapter.title, {i, nullptr}});
      continue;
    }
    for (const Heading& heading : input.headings[i]) {
      if (heading.pattern.semantics.empty() || heading.pattern.semantics == "toc") continue;
      publication.landmarks.push_back(
          {std::string(heading.pattern.semantics), heading.text, {i, heading.node}});
    }
  }
}

std::string join_number(std::string_view prefix, std::size_t number) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  std::string out(prefix);
  if (!out.empty()) out += '.';
  out.append(digits.data(), end);
  return out;
}

void write_number(Publication& publication, const ContentsEntry& entry, const std::string& number) {
  Node* heading = const_cast<Node*>(entry.place.node);
  if (heading == nullptr) return;
  dom::Document& document = *publication.chapters[entry.place.chapter].document;
  Node& span = document.create_element(names::span);
  document.set_attribute(span, names::class_, "section-number");
  Node& text = document.create_text(document.memory().copy(number + "\u2002"));
  dom::Document::append_child(span, text);
  dom::Document::insert_before(*heading, span, heading->first_child);
}

}  // namespace

void build_contents(Publication& publication,
                    const ContentsInput& input,
                    const BookOptions& options,
                    IdSource& ids) {
  find_landmarks(publication, input);
  if (options.contents == ContentsFrom::None) {
    publication.contents.push_back({publication.metadata.title, {0, nullptr}, {}, {}});
    return;
  }
  std::vector<Line> lines = LineCollector(publication, input).collect();
  if (options.contents == ContentsFrom::Titles) {
    std::erase_if(lines, [](const Line& line) { return line.rank >= kRanksPerLevel; });
  }
  grow_tree(publication.contents, lines, std::max(1, options.contents_depth));
  assign_ids(publication.contents, ids);
}

void number_sections(Publication& publication) {
  struct Level {
    std::vector<ContentsEntry>* entries;
    std::string prefix;
  };
  std::vector<Level> pending{{&publication.contents, ""}};
  while (!pending.empty()) {
    const Level level = std::move(pending.back());
    pending.pop_back();
    std::size_t count = 0;
    for (ContentsEntry& entry : *level.entries) {
      const TitlePattern pattern = classify_title(entry.title);
      const bool is_numbered =
          pattern.number.has_value() || pattern.matter != Matter::Body ||
          !pattern.semantics.empty() ||
          (!entry.title.empty() && entry.title[0] >= '0' && entry.title[0] <= '9');
      const std::string number = join_number(level.prefix, ++count);
      if (!is_numbered) {
        write_number(publication, entry, number);
        entry.title = number + " " + entry.title;
      } else if (pattern.matter != Matter::Body || !pattern.semantics.empty()) {
        --count;
      }
      if (!entry.children.empty()) pending.push_back({&entry.children, number});
    }
  }
}

}  // namespace banxin::book
