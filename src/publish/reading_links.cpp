#include "publish/reading_links.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "book/page_addresses.h"

namespace banxin::publish {
namespace {

constexpr std::size_t kMaxLinks = 20'000;  // LIMIT: of one page, that are looked at
constexpr std::size_t kLinkWords = 60;     // bytes: longer words of a link are a text, no command

bool is_letter(unsigned char c) {
  return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

constexpr std::array<std::string_view, 27> kNext{
    "下一页",   "下一頁", "下一章", "下一回", "下一节", "下一節", "下一篇", "下一集",    "下一话",
    "下一話",   "下一卷", "下一部", "后一页", "後一頁", "后一章", "後一章", "次へ",      "次の",
    "次ページ", "次頁",   "次章",   "次回",   "次話",   "다음",   "next",   "siguiente", "weiter"};
constexpr std::array<std::string_view, 28> kPrevious{
    "上一页", "上一頁", "上一章", "上一回",   "上一节",   "上一節", "上一篇",
    "上一集", "上一话", "上一話", "上一卷",   "上一部",   "前一页", "前一頁",
    "前一章", "前へ",   "前の",   "前ページ", "前頁",     "前章",   "前回",
    "前話",   "이전",   "prev",   "previous", "anterior", "zurück", "précédent"};
// Words that a text may begin with, too: they are steps where nothing follows.
constexpr std::array<std::string_view, 7> kShortNext{"下章", "下页", "下頁", "下节",
                                                     "下節", "下篇", "下回"};
constexpr std::array<std::string_view, 7> kShortPrevious{"上章", "上页", "上頁", "上节",
                                                         "上節", "上篇", "上回"};
constexpr std::array<std::string_view, 8> kArrowsOn{"→", "»", "›", "▶", "►", "⇒", "＞", ">"};
constexpr std::array<std::string_view, 8> kArrowsBack{"←", "«", "‹", "◀", "◄", "⇐", "＜", "<"};

struct Words {
  Step step = Step::Other;
  bool is_arrow = false;
};

template <std::size_t N>
std::string_view arrow_at(std::string_view text, const std::array<std::string_view, N>& arrows) {
  for (const std::string_view arrow : arrows) {
    if (text.starts_with(arrow)) return arrow;
  }
  return {};
}

// Takes marks and arrows off both ends; says which way they point.
Words take_marks(std::string_view& rest) {
  bool on = false;
  bool back = false;
  for (bool moved = true; moved && !rest.empty();) {
    const std::string_view next = arrow_at(rest, kArrowsOn);
    const std::string_view previous = arrow_at(rest, kArrowsBack);
    const std::size_t length = std::max(next.size(), previous.size());
    on = on || !next.empty();
    back = back || !previous.empty();
    moved = length > 0 || !is_letter(static_cast<unsigned char>(rest.front()));
    if (moved) rest.remove_prefix(std::max<std::size_t>(length, 1));
  }
  for (bool moved = true; moved && !rest.empty();) {
    moved = !is_letter(static_cast<unsigned char>(rest.back()));
    if (moved) rest.remove_suffix(1);
    for (const auto& arrows : {kArrowsOn, kArrowsBack}) {
      for (const std::string_view arrow : arrows) {
        if (!rest.ends_with(arrow)) continue;
        rest.remove_suffix(arrow.size());
        moved = true;
      }
    }
  }
  if (on == back) return {};
  return {on ? Step::Next : Step::Previous, true};
}

// "下一章：雪夜 »" is a step on, "上一页" a step back; so is an arrow alone.
Words step_of_words(std::string_view words) {
  if (words.size() > kLinkWords) return {};
  const std::string lower = ascii_lower(words);
  std::string_view rest = lower;
  const Words arrow = take_marks(rest);
  if (rest.empty()) return arrow;
  const auto begins = [rest](std::string_view word) {
    if (!rest.starts_with(word)) return false;
    // "nextcloud" is no command.
    const bool latin = static_cast<unsigned char>(word.front()) < 0x80;
    return !latin || rest.size() == word.size() ||
           !is_letter(static_cast<unsigned char>(rest[word.size()]));
  };
  const auto is_all = [rest](std::string_view word) { return rest == word; };
  if (std::any_of(kNext.begin(), kNext.end(), begins) ||
      std::any_of(kShortNext.begin(), kShortNext.end(), is_all))
    return {Step::Next, false};
  if (std::any_of(kPrevious.begin(), kPrevious.end(), begins) ||
      std::any_of(kShortPrevious.begin(), kShortPrevious.end(), is_all))
    return {Step::Previous, false};
  return {};
}

Words step_of(const dom::Node& link) {
  const std::string_view rel = link.attribute(dom::names::rel);
  if (has_ascii_word(rel, "next")) return {Step::Next, false};
  if (has_ascii_word(rel, "prev") || has_ascii_word(rel, "previous"))
    return {Step::Previous, false};
  return link.is_html(dom::names::a) ? step_of_words(dom::text_content(link)) : Words{};
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

bool is_link(const dom::Node& node) {
  return node.is_html(dom::names::a) || node.is_html(dom::names::link) ||
         node.is_html(dom::names::area);
}

}  // namespace

Links::Links(const std::vector<LinkedPage>& pages) : of_(pages.size()) {
  book::PageAddresses addresses;
  for (const LinkedPage& page : pages)
    addresses.add_page(page.name, book::own_addresses(*page.document));
  std::vector<std::vector<const dom::Node*>> found(pages.size());
  for (std::size_t page = 0; page < pages.size(); ++page) {
    const dom::Node& root = pages[page].document->root();
    for (const dom::Node* node = root.first_child;
         node != nullptr && found[page].size() < kMaxLinks; node = dom::next_in_tree(*node, root)) {
      if (!is_link(*node) || node->attribute(dom::names::href).empty()) continue;
      found[page].push_back(node);
      addresses.learn_link(node->attribute(dom::names::href));
    }
  }
  for (std::size_t page = 0; page < pages.size(); ++page) {
    for (const dom::Node* node : found[page]) {
      const auto target = addresses.find(page, node->attribute(dom::names::href));
      if (!target || *target == page) continue;
      const Words words = step_of(*node);
      of_[page].push_back({node, *target, words.step,
                           words.step != Step::Other && turns_page(*node), words.is_arrow});
    }
  }
}

}  // namespace banxin::publish
