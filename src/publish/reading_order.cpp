#include "publish/reading_order.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>

#include "article/text_measure.h"
#include "base/ascii.h"
#include "base/file_system.h"
#include "book/heading.h"
#include "book/title_pattern.h"
#include "publish/name_order.h"
#include "publish/reading_links.h"

namespace banxin::publish {
namespace {

constexpr std::size_t kMaxClimb = 12;  // ancestors of a link in which its list is sought
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

enum class Arrows : std::uint8_t { Count, Ignored };

// Runs of pages, each one after the other as their links lead; empty where a page has two followers
// or the links go round. Links from and to `aside` do not count, and it is in no run.
std::vector<std::vector<std::size_t>> follow_steps(const Links& links,
                                                   std::size_t pages,
                                                   std::size_t aside,
                                                   Arrows arrows) {
  std::vector<std::size_t> next(pages, kNone);
  std::vector<std::size_t> previous(pages, kNone);
  const auto join = [&](std::size_t from, std::size_t to) {
    if (from == aside || to == aside) return true;
    if ((next[from] != kNone && next[from] != to) ||
        (previous[to] != kNone && previous[to] != from))
      return false;
    next[from] = to;
    previous[to] = from;
    return true;
  };
  for (std::size_t page = 0; page < pages; ++page) {
    for (const PageLink& link : links.of(page)) {
      if (link.is_arrow && arrows == Arrows::Ignored) continue;
      if (link.step == Step::Next && !join(page, link.target)) return {};
      if (link.step == Step::Previous && !join(link.target, page)) return {};
    }
  }
  std::vector<std::vector<std::size_t>> runs;
  std::size_t placed = aside == kNone ? 0 : 1;
  for (std::size_t first = 0; first < pages; ++first) {
    if (previous[first] != kNone || first == aside) continue;
    std::vector<std::size_t>& run = runs.emplace_back();
    for (std::size_t page = first; page != kNone; page = next[page])
      run.push_back(page);
    placed += run.size();
  }
  if (placed != pages) return {};
  return runs;
}

// One run through all pages; one page may stand outside: the contents.
std::vector<std::size_t> follow_chain(const Links& links,
                                      std::size_t pages,
                                      std::size_t contents,
                                      Arrows arrows) {
  for (const std::size_t aside : {kNone, contents}) {
    std::vector<std::vector<std::size_t>> runs = follow_steps(links, pages, aside, arrows);
    std::stable_sort(runs.begin(), runs.end(),
                     [](const auto& a, const auto& b) { return a.size() < b.size(); });
    const std::size_t most = aside == kNone ? 2 : 1;
    const bool is_chain = !runs.empty() && runs.size() <= most && runs.back().size() > 1 &&
                          (runs.size() == 1 || runs.front().size() == 1);
    // From the last chapter "next" leads back to the contents.
    if (!is_chain || (aside == kNone && runs.back().back() == contents)) continue;
    std::vector<std::size_t> order;
    if (aside != kNone) order.push_back(aside);
    for (const std::vector<std::size_t>& run : runs)
      order.insert(order.end(), run.begin(), run.end());
    return order;
  }
  return {};
}

// The links of the smallest element of the page that holds nearly all the pages that it links to:
// the list of contents, without "latest chapters" above it and "begin to read" below.
std::vector<std::size_t> list_of_contents(const std::vector<PageLink>& all_links,
                                          std::size_t least) {
  // A chapter leads a step on and back; of a short book that are most of its pages.
  std::vector<PageLink> links;
  std::copy_if(all_links.begin(), all_links.end(), std::back_inserter(links),
               [](const PageLink& link) { return link.step == Step::Other; });
  struct Holder {
    std::set<std::size_t> targets;
    std::size_t links = 0;
  };
  std::set<std::size_t> all;
  for (const PageLink& link : links)
    all.insert(link.target);
  if (all.size() < least) return {};
  std::unordered_map<const dom::Node*, Holder> holders;
  std::size_t most = 0;
  for (const PageLink& link : links) {
    const dom::Node* node = link.node->parent;
    for (std::size_t i = 0; i < kMaxClimb && node != nullptr; ++i, node = node->parent) {
      Holder& holder = holders[node];
      holder.targets.insert(link.target);
      ++holder.links;
      most = std::max(most, holder.targets.size());
    }
  }
  const Holder* best = nullptr;
  const dom::Node* element = nullptr;
  for (const auto& [node, holder] : holders) {
    if (holder.targets.size() * 10 < most * 9) continue;
    if (best != nullptr && holder.links >= best->links) continue;
    best = &holder;
    element = node;
  }
  std::vector<std::size_t> targets;
  std::set<std::size_t> seen;
  for (const PageLink& link : links) {
    bool inside = false;
    const dom::Node* node = link.node->parent;
    for (std::size_t i = 0; i < kMaxClimb && node != nullptr && !inside; ++i, node = node->parent)
      inside = node == element;
    if (inside && seen.insert(link.target).second) targets.push_back(link.target);
  }
  return targets;
}

bool is_named_contents(const std::string& name) {
  const std::string_view file = file_name_of(name);
  const std::string_view stem = file.substr(0, file.rfind('.'));
  for (const std::string_view known : {"index", "default", "toc", "contents", "catalog", "mulu",
                                       "目录", "目錄", "目次", "目录页"}) {
    if (stem == known) return true;
  }
  return false;
}

std::optional<std::uint64_t> chapter_number(std::string_view title) {
  const book::TitlePattern said = book::classify_title(article::collapse_spaces(title));
  return said.kind == book::TitleKind::Chapter ? said.number : std::nullopt;
}

// Sites list the latest chapter first: most numbers are lower than the one before.
bool is_listed_backwards(const std::vector<PageLink>& links,
                         const std::vector<std::size_t>& listed) {
  std::unordered_map<std::size_t, std::uint64_t> numbers;
  for (const PageLink& link : links) {
    if (const auto number = chapter_number(dom::text_content(*link.node)))
      numbers.try_emplace(link.target, *number);
  }
  std::size_t steps = 0;
  std::size_t back = 0;
  std::optional<std::uint64_t> last;
  for (const std::size_t page : listed) {
    const auto number = numbers.find(page);
    if (number == numbers.end()) continue;
    steps += last ? 1 : 0;
    back += last && number->second < *last ? 1 : 0;
    last = number->second;
  }
  return steps >= 2 && back * 5 >= steps * 4;
}

// A list whose entries all have numbers, each its own, is read by them: tables in columns, the
// latest chapter first. What has none keeps its place.
void order_by_numbers(const std::vector<PageLink>& links, std::vector<std::size_t>& listed) {
  std::unordered_map<std::size_t, std::uint64_t> numbers;
  std::set<std::uint64_t> different;
  for (const PageLink& link : links) {
    if (const auto number = chapter_number(dom::text_content(*link.node));
        number && numbers.try_emplace(link.target, *number).second)
      different.insert(*number);
  }
  std::vector<std::size_t> numbered;
  for (const std::size_t page : listed) {
    if (numbers.contains(page)) numbered.push_back(page);
  }
  if (numbered.size() < 3 || numbered.size() * 5 < listed.size() * 4 ||
      different.size() < numbers.size())
    return;
  std::sort(numbered.begin(), numbered.end(),
            [&numbers](std::size_t a, std::size_t b) { return numbers.at(a) < numbers.at(b); });
  auto next = numbered.begin();
  for (std::size_t& page : listed) {
    if (numbers.contains(page)) page = *next++;
  }
}

struct ContentsPage {
  std::size_t page = kNone;
  std::vector<std::size_t> listed;
};

// The page that lists most of the others.
ContentsPage find_contents(const Links& links, const std::vector<LinkedPage>& pages) {
  const std::size_t least = std::max<std::size_t>(2, (pages.size() - 1) * 6 / 10);
  ContentsPage found;
  for (std::size_t page = 0; page < pages.size(); ++page) {
    std::vector<std::size_t> targets = list_of_contents(links.of(page), least);
    if (targets.size() < least) continue;
    const bool better = found.page == kNone || (is_named_contents(pages[page].name) &&
                                                !is_named_contents(pages[found.page].name));
    if (!better) continue;
    found.page = page;
    found.listed = std::move(targets);
  }
  if (found.page != kNone && is_listed_backwards(links.of(found.page), found.listed))
    std::reverse(found.listed.begin(), found.listed.end());
  if (found.page != kNone) order_by_numbers(links.of(found.page), found.listed);
  return found;
}

// Whether at least a third of a page's text is the names of the pages that it lists. A preface that
// links to the chapters is a chapter itself.
bool is_mostly_list(const dom::Document& document, const std::vector<PageLink>& links) {
  if (document.body() == nullptr) return false;
  const std::size_t text = article::collapse_spaces(dom::text_content(*document.body())).size();
  std::size_t listed = 0;
  for (const PageLink& link : links)
    listed += dom::text_content(*link.node).size();
  return listed * 3 >= text;
}

// The page that a book begins with when none lists all the others: an index of the top folder.
std::size_t find_top_contents(const std::vector<LinkedPage>& pages) {
  std::size_t top = kNone;
  std::ptrdiff_t least_depth = 0;
  for (std::size_t page = 0; page < pages.size(); ++page) {
    const std::string& name = pages[page].name;
    const std::ptrdiff_t depth = std::count(name.begin(), name.end(), '/');
    if (!is_named_contents(name) || (top != kNone && depth >= least_depth)) continue;
    top = page;
    least_depth = depth;
  }
  return top;
}

// The contents of a book whose volumes have contents of their own: a list whose links lead to
// lists. Empty unless it names most pages.
std::vector<std::size_t> follow_nested_contents(const Links& links,
                                                const std::vector<LinkedPage>& pages) {
  const std::size_t top = find_top_contents(pages);
  if (top == kNone) return {};
  std::vector<bool> seen(pages.size());
  std::vector<std::size_t> order;
  std::vector<std::size_t> pending{top};
  while (!pending.empty()) {
    const std::size_t page = pending.back();
    pending.pop_back();
    if (seen[page]) continue;
    seen[page] = true;
    order.push_back(page);
    if (!is_mostly_list(*pages[page].document, links.of(page))) continue;
    const std::vector<std::size_t> listed = list_of_contents(links.of(page), 2);
    pending.insert(pending.end(), listed.rbegin(), listed.rend());
  }
  if (order.size() * 10 < pages.size() * 6 || order.size() < 3) return {};
  return order;
}

// Contents that go over several pages: each lists some chapters and hardly anything else. Empty
// unless together they name most pages, and hardly one twice.
std::vector<std::size_t> follow_paged_contents(const Links& links,
                                               const std::vector<LinkedPage>& pages) {
  constexpr std::size_t kFewest = 3;
  std::vector<std::size_t> contents;
  std::vector<std::size_t> chapters;
  std::set<std::size_t> named;
  for (std::size_t page = 0; page < pages.size(); ++page) {
    std::vector<std::size_t> listed = list_of_contents(links.of(page), kFewest);
    if (listed.size() < kFewest || !is_mostly_list(*pages[page].document, links.of(page))) continue;
    contents.push_back(page);
    named.insert(listed.begin(), listed.end());
    chapters.insert(chapters.end(), listed.begin(), listed.end());
  }
  const std::size_t others = pages.size() - contents.size();
  const bool are_contents = contents.size() >= 2 && named.size() * 10 >= others * 6 &&
                            named.size() * 10 >= chapters.size() * 9;
  if (!are_contents) return {};
  std::vector<std::size_t> order;
  std::set<std::size_t> placed;
  for (const std::vector<std::size_t>* part : {&contents, &chapters}) {
    for (const std::size_t page : *part) {
      if (placed.insert(page).second) order.push_back(page);
    }
  }
  return order;
}

// The number of the first numbered chapter of a run of pages.
std::optional<std::uint64_t> run_number(const std::vector<LinkedPage>& pages,
                                        const std::vector<std::size_t>& run) {
  for (const std::size_t page : run) {
    const dom::Node& root = pages[page].document->root();
    for (const dom::Node* node = root.first_child; node != nullptr;
         node = dom::next_in_tree(*node, root)) {
      const bool says = node->is_html(dom::names::title) || book::heading_level(*node) != 0;
      const auto number = says ? chapter_number(book::title_text(*node)) : std::nullopt;
      if (number) return number;
    }
  }
  return std::nullopt;
}

// A chain that was torn, where pages are missing: its runs by the numbers of their chapters, where
// all have one, else by their names. Empty unless links join most pages of one folder.
std::vector<std::size_t> follow_runs(const Links& links,
                                     const std::vector<LinkedPage>& pages,
                                     std::size_t contents) {
  std::vector<std::vector<std::size_t>> runs =
      follow_steps(links, pages.size(), contents, Arrows::Ignored);
  if (runs.size() < 2 || runs.size() * 2 > pages.size()) return {};
  const std::string folder = folder_of(pages.front().name);
  for (const LinkedPage& page : pages) {
    if (folder_of(page.name) != folder) return {};
  }
  std::vector<std::pair<std::uint64_t, std::size_t>> numbered;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (const auto number = run_number(pages, runs[i])) numbered.emplace_back(*number, i);
  }
  if (numbered.size() < runs.size()) {
    numbered.clear();
    for (std::size_t i = 0; i < runs.size(); ++i)
      numbered.emplace_back(0, i);
  }
  std::sort(numbered.begin(), numbered.end());
  std::vector<std::size_t> order;
  if (contents != kNone) order.push_back(contents);
  for (const auto& [number, run] : numbered)
    order.insert(order.end(), runs[run].begin(), runs[run].end());
  return order;
}

// A page that is not listed goes behind the one that its name follows.
std::vector<std::size_t> complete(std::vector<std::size_t> order, std::size_t pages) {
  if (order.empty()) return order;
  std::vector<bool> placed(pages);
  for (const std::size_t page : order)
    placed[page] = true;
  for (std::size_t page = 0; page < pages; ++page) {
    if (placed[page]) continue;
    const auto before = page == 0 ? order.begin() : std::find(order.begin(), order.end(), page - 1);
    order.insert(before + 1, page);
  }
  return order;
}

// The contents page first, then what it lists. Empty when no page lists the others.
std::vector<std::size_t> follow_contents(const ContentsPage& contents) {
  if (contents.page == kNone) return {};
  std::vector<std::size_t> order{contents.page};
  order.insert(order.end(), contents.listed.begin(), contents.listed.end());
  return order;
}

// Where each page's links turn to, in reading order; nothing for a page that names two.
std::vector<std::pair<std::size_t, std::size_t>> find_turns(const Links& links,
                                                            const std::vector<std::size_t>& order) {
  std::vector<std::pair<std::size_t, std::size_t>> turns;
  for (const std::size_t page : order) {
    std::size_t next = kNone;
    bool is_one = true;
    for (const PageLink& link : links.of(page)) {
      if (!link.turns_page || link.step != Step::Next) continue;
      is_one = is_one && (next == kNone || next == link.target);
      next = link.target;
    }
    if (next != kNone && is_one) turns.emplace_back(page, next);
  }
  return turns;
}

std::string part_title(std::string_view text) {
  std::string title = article::collapse_spaces(text);
  constexpr std::size_t kLongest = 90;
  const bool is_part =
      title.size() <= kLongest && book::classify_title(title).kind == book::TitleKind::Part;
  return is_part ? title : std::string{};
}

// 卷一 盐 above a run of links.
void parts_of_contents(const Links& links,
                       const std::vector<LinkedPage>& pages,
                       const ContentsPage& contents,
                       std::vector<std::string>& parts) {
  std::unordered_map<const dom::Node*, std::size_t> targets;
  for (const PageLink& link : links.of(contents.page))
    targets.try_emplace(link.node, link.target);
  const std::set<std::size_t> listed(contents.listed.begin(), contents.listed.end());
  std::string part;
  const dom::Node& root = pages[contents.page].document->root();
  for (const dom::Node* node = root.first_child; node != nullptr;
       node = dom::next_in_tree(*node, root)) {
    const auto link = targets.find(node);
    if (link != targets.end()) {
      if (listed.count(link->second) > 0 && parts[link->second].empty()) parts[link->second] = part;
    } else if (node->is_text()) {
      std::string title = part_title(node->text());
      const bool in_link =
          node->parent->is_html(dom::names::a) || node->parent->is_html(dom::names::title);
      if (!title.empty() && !in_link) part = std::move(title);
    }
  }
}

void parts_of_folders(const std::vector<LinkedPage>& pages, std::vector<std::string>& parts) {
  for (std::size_t page = 0; page < pages.size(); ++page) {
    const std::string_view folder = folder_part(pages[page].name);
    parts[page] = part_title(folder.substr(folder.rfind('/') + 1));
  }
}

// What the contents page calls the pages that it lists.
void titles_of_contents(const Links& links,
                        const ContentsPage& contents,
                        std::vector<std::string>& titles) {
  const std::set<std::size_t> listed(contents.listed.begin(), contents.listed.end());
  for (const PageLink& link : links.of(contents.page)) {
    std::string& title = titles[link.target];
    if (listed.count(link.target) > 0 && title.empty()) title = book::title_text(*link.node);
  }
}

// Empty where links say nothing.
std::vector<std::size_t> follow_links(const Links& links,
                                      const std::vector<LinkedPage>& pages,
                                      const ContentsPage& contents) {
  const std::size_t aside = contents.page != kNone ? contents.page : find_top_contents(pages);
  std::vector<std::size_t> order = follow_chain(links, pages.size(), aside, Arrows::Ignored);
  if (order.empty()) order = complete(follow_contents(contents), pages.size());
  if (order.empty()) order = complete(follow_nested_contents(links, pages), pages.size());
  if (order.empty()) order = complete(follow_paged_contents(links, pages), pages.size());
  if (order.empty()) order = follow_chain(links, pages.size(), aside, Arrows::Count);
  if (order.empty()) order = follow_runs(links, pages, aside);
  return order;
}

// The first title of a page that says where in a book it stands.
book::TitlePattern telling_title(const dom::Document& document) {
  const dom::Node& root = document.root();
  for (const dom::Node* node = root.first_child; node != nullptr;
       node = dom::next_in_tree(*node, root)) {
    if (!node->is_html(dom::names::title) && book::heading_level(*node) == 0) continue;
    const std::string title = book::title_text(*node);
    book::TitlePattern said = book::classify_title(title);
    if (said.kind == book::TitleKind::Other) continue;
    if (!said.part.empty()) said.number.reset();  // it counts from each part's beginning
    said.part = said.rest = {};                   // they lie in the title
    return said;
  }
  return {};
}

// Pages of one folder whose names say nothing, when all say by their titles where they stand, no
// two of them the same.
void order_by_titles(const std::vector<LinkedPage>& pages, std::vector<std::size_t>& order) {
  constexpr std::size_t kFewest = 3;
  std::vector<std::pair<int, std::uint64_t>> places;
  std::set<std::uint64_t> numbers;
  std::size_t chapters = 0;
  for (const LinkedPage& page : pages) {
    const book::TitlePattern said = telling_title(*page.document);
    const bool is_chapter = said.kind == book::TitleKind::Chapter && said.number.has_value() &&
                            said.matter == book::Matter::Body;
    const bool is_matter = said.matter != book::Matter::Body || !said.semantics.empty();
    if (folder_part(page.name) != folder_part(pages.front().name) || (!is_chapter && !is_matter))
      return;
    chapters += is_chapter ? 1 : 0;
    if (is_chapter) numbers.insert(*said.number);
    places.emplace_back(place_in_book(said), said.number.value_or(0));
  }
  if (chapters < kFewest || numbers.size() < chapters) return;
  std::stable_sort(order.begin(), order.end(),
                   [&places](std::size_t a, std::size_t b) { return places[a] < places[b]; });
}

}  // namespace

ReadingPlan plan_reading(const std::vector<LinkedPage>& pages, PageOrder order) {
  ReadingPlan plan;
  plan.parts.resize(pages.size());
  plan.titles.resize(pages.size());
  for (std::size_t page = 0; page < pages.size(); ++page)
    plan.order.push_back(page);
  if (pages.size() < 2) return plan;
  const Links links(pages);
  if (order == PageOrder::AsNamed) {
    plan.turns = find_turns(links, plan.order);
    return plan;
  }
  const ContentsPage contents = find_contents(links, pages);
  std::vector<std::size_t> linked = follow_links(links, pages, contents);
  if (linked.empty()) {
    std::vector<std::string_view> names;
    for (const LinkedPage& page : pages)
      names.push_back(page.name);
    order_by_names(names, plan.order);
    if (!are_counted(names)) order_by_titles(pages, plan.order);
  } else {
    plan.order = std::move(linked);
  }
  plan.turns = find_turns(links, plan.order);
  if (contents.page != kNone) {
    parts_of_contents(links, pages, contents, plan.parts);
    const bool is_list = is_mostly_list(*pages[contents.page].document, links.of(contents.page));
    if (is_list) {
      plan.contents = contents.page;
      titles_of_contents(links, contents, plan.titles);
    }
  }
  const auto is_named = [](const std::string& part) { return !part.empty(); };
  if (std::none_of(plan.parts.begin(), plan.parts.end(), is_named))
    parts_of_folders(pages, plan.parts);
  return plan;
}

}  // namespace banxin::publish
