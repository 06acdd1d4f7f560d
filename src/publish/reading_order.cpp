#include "publish/reading_order.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>

#include "article/text_measure.h"
#include "base/ascii.h"
#include "base/file_system.h"
#include "base/utf8.h"
#include "book/title_pattern.h"
#include "input/resources.h"

namespace banxin::publish {
namespace {

constexpr std::size_t kMaxLinks = 20'000;  // LIMIT: of one page, that are looked at
constexpr std::size_t kMaxClimb = 12;      // ancestors of a link in which its list is sought
constexpr std::size_t kLinkWords = 60;     // bytes: longer words of a link are a text, no command

enum class Step : std::uint8_t { Other, Next, Previous };

struct PageLink {
  const dom::Node* node = nullptr;
  std::size_t target = 0;
  Step step = Step::Other;
  bool turns_page = false;  // its words speak of a page, not of a chapter
};

bool is_letter(unsigned char c) {
  return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

// "下一章：雪夜 »" is a step on, "上一页" a step back. Arrows and other marks before it do not
// count.
Step step_of_words(std::string_view words) {
  constexpr std::array<std::string_view, 14> kNext{"下一页", "下一頁", "下一章", "下一回", "下一节",
                                                   "下一節", "下一篇", "下一集", "下一话", "下一話",
                                                   "次へ",   "次の",   "다음",   "next"};
  constexpr std::array<std::string_view, 15> kPrevious{
      "上一页", "上一頁", "上一章", "上一回", "上一节", "上一節", "上一篇",  "上一集",
      "上一话", "上一話", "前へ",   "前の",   "이전",   "prev",   "previous"};
  constexpr std::array<std::string_view, 6> kArrows{"←", "→", "«", "»", "‹", "›"};
  if (words.size() > kLinkWords) return Step::Other;
  const std::string lower = ascii_lower(words);
  std::string_view rest = lower;
  for (bool moved = true; moved && !rest.empty();) {
    moved = !is_letter(static_cast<unsigned char>(rest.front()));
    if (moved) rest.remove_prefix(1);
    for (const std::string_view arrow : kArrows) {
      if (!rest.starts_with(arrow)) continue;
      rest.remove_prefix(arrow.size());
      moved = true;
    }
  }
  const auto begins = [rest](std::string_view word) {
    if (!rest.starts_with(word)) return false;
    // "nextcloud" is no command.
    const bool latin = static_cast<unsigned char>(word.front()) < 0x80;
    return !latin || rest.size() == word.size() ||
           !is_letter(static_cast<unsigned char>(rest[word.size()]));
  };
  if (std::any_of(kNext.begin(), kNext.end(), begins)) return Step::Next;
  if (std::any_of(kPrevious.begin(), kPrevious.end(), begins)) return Step::Previous;
  return Step::Other;
}

Step step_of(const dom::Node& link) {
  const std::string_view rel = link.attribute(dom::names::rel);
  if (has_ascii_word(rel, "next")) return Step::Next;
  if (has_ascii_word(rel, "prev") || has_ascii_word(rel, "previous")) return Step::Previous;
  return link.is_html(dom::names::a) ? step_of_words(dom::text_content(link)) : Step::Other;
}

// <link rel=next> does not say of what: the titles will.
bool turns_page(const dom::Node& link) {
  if (link.is_html(dom::names::link)) return true;
  const std::string words = ascii_lower(dom::text_content(link));
  return words.size() <= kLinkWords &&
         (words.find("页") != std::string::npos || words.find("頁") != std::string::npos ||
          words.find("ページ") != std::string::npos || words.find("페이지") != std::string::npos ||
          words.find("page") != std::string::npos);
}

class Links {
 public:
  explicit Links(const std::vector<LinkedPage>& pages) : pages_(pages), of_(pages.size()) {
    for (std::size_t page = 0; page < pages.size(); ++page)
      by_name_.try_emplace(pages[page].name, page);
    for (std::size_t page = 0; page < pages.size(); ++page)
      read(page);
  }
  const std::vector<PageLink>& of(std::size_t page) const { return of_[page]; }

 private:
  void read(std::size_t page) {
    const dom::Node& root = pages_[page].document->root();
    for (const dom::Node* node = root.first_child; node != nullptr;
         node = dom::next_in_tree(*node, root)) {
      if (!node->is_html(dom::names::a) && !node->is_html(dom::names::link)) continue;
      if (of_[page].size() >= kMaxLinks) return;
      std::string_view address = node->attribute(dom::names::href);
      address = address.substr(0, address.find_first_of("#?"));
      if (address.empty()) continue;
      const auto target = by_name_.find(input::resolve_path(address, pages_[page].name));
      if (target == by_name_.end() || target->second == page) continue;
      const Step step = step_of(*node);
      of_[page].push_back({node, target->second, step, step != Step::Other && turns_page(*node)});
    }
  }

  const std::vector<LinkedPage>& pages_;
  std::vector<std::vector<PageLink>> of_;
  std::unordered_map<std::string, std::size_t> by_name_;
};

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// The pages one after the other as their links lead; empty when that is not one way through all of
// them (one page may stand outside: the contents).
std::vector<std::size_t> follow_chain(const Links& links, std::size_t pages) {
  std::vector<std::size_t> next(pages, kNone);
  std::vector<std::size_t> previous(pages, kNone);
  const auto join = [&](std::size_t from, std::size_t to) {
    if ((next[from] != kNone && next[from] != to) ||
        (previous[to] != kNone && previous[to] != from))
      return false;
    next[from] = to;
    previous[to] = from;
    return true;
  };
  for (std::size_t page = 0; page < pages; ++page) {
    for (const PageLink& link : links.of(page)) {
      if (link.step == Step::Next && !join(page, link.target)) return {};
      if (link.step == Step::Previous && !join(link.target, page)) return {};
    }
  }
  std::vector<std::size_t> order;
  std::size_t outside = 0;
  std::size_t first = kNone;
  for (std::size_t page = 0; page < pages; ++page) {
    if (previous[page] != kNone) continue;
    if (next[page] != kNone) {
      if (first != kNone) return {};
      first = page;
    } else {
      ++outside;
      order.push_back(page);
    }
  }
  if (first == kNone || outside > 1) return {};
  for (std::size_t page = first; page != kNone; page = next[page])
    order.push_back(page);
  if (order.size() != pages) return {};
  return order;
}

// The links of the smallest element of the page that holds nearly all the pages that it links to:
// the list of contents, without "latest chapters" above it and "begin to read" below.
std::vector<std::size_t> list_of_contents(const std::vector<PageLink>& links, std::size_t least) {
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
  return found;
}

// The contents page first, then what it lists; a page that it does not list stays behind the one
// that its name follows. Empty when no page lists the others.
std::vector<std::size_t> follow_contents(const ContentsPage& contents, std::size_t pages) {
  if (contents.page == kNone) return {};
  std::vector<std::size_t> order{contents.page};
  order.insert(order.end(), contents.listed.begin(), contents.listed.end());
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

std::string_view stem_of(std::string_view name) {
  const std::string_view file = name.substr(name.rfind('/') + 1);
  return file.substr(0, file.rfind('.'));
}

std::string_view folder_part(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : name.substr(0, slash);
}

// Where a page named for its place in a book stands among its neighbours.
int matter_rank(std::string_view stem) {
  const book::TitlePattern said = book::classify_title(stem);
  if (said.matter == book::Matter::Front) return 0;
  if (said.semantics == "prologue") return 1;
  if (said.semantics == "epilogue") return 3;
  if (said.matter != book::Matter::Back) return 2;
  return said.semantics.empty() ? 4 : 5;  // 番外 before 后记
}

// The pages of one folder, when at least two of them are numbered chapters.
void order_by_matter(const std::vector<LinkedPage>& pages, std::vector<std::size_t>& order) {
  for (std::size_t begin = 0; begin < order.size();) {
    const std::string_view folder = folder_part(pages[order[begin]].name);
    std::size_t end = begin;
    std::size_t numbered = 0;
    for (; end < order.size() && folder_part(pages[order[end]].name) == folder; ++end) {
      const book::TitlePattern said = book::classify_title(stem_of(pages[order[end]].name));
      if (said.number.has_value() && said.kind != book::TitleKind::Other) ++numbered;
    }
    if (numbered >= 2) {
      const auto rank = [&pages](std::size_t page) {
        return matter_rank(stem_of(pages[page].name));
      };
      std::stable_sort(order.begin() + static_cast<std::ptrdiff_t>(begin),
                       order.begin() + static_cast<std::ptrdiff_t>(end),
                       [&rank](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    }
    begin = end;
  }
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

}  // namespace

ReadingPlan plan_reading(const std::vector<LinkedPage>& pages, PageOrder order) {
  ReadingPlan plan;
  plan.parts.resize(pages.size());
  for (std::size_t page = 0; page < pages.size(); ++page)
    plan.order.push_back(page);
  if (pages.size() < 2) return plan;
  const Links links(pages);
  if (order == PageOrder::AsNamed) {
    plan.turns = find_turns(links, plan.order);
    return plan;
  }
  const ContentsPage contents = find_contents(links, pages);
  std::vector<std::size_t> linked = follow_chain(links, pages.size());
  if (linked.empty()) linked = follow_contents(contents, pages.size());
  if (linked.empty()) {
    order_by_matter(pages, plan.order);
  } else {
    plan.order = std::move(linked);
  }
  plan.turns = find_turns(links, plan.order);
  if (contents.page != kNone) {
    parts_of_contents(links, pages, contents, plan.parts);
    const bool is_list = is_mostly_list(*pages[contents.page].document, links.of(contents.page));
    if (is_list) plan.contents = contents.page;
  }
  const auto is_named = [](const std::string& part) { return !part.empty(); };
  if (std::none_of(plan.parts.begin(), plan.parts.end(), is_named))
    parts_of_folders(pages, plan.parts);
  return plan;
}

}  // namespace banxin::publish
