#include "article/join_pages.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <unordered_set>

#include "article/text_measure.h"
#include "base/ascii.h"
#include "base/assert.h"

namespace banxin::article {

namespace {

namespace names = dom::names;

struct NumberedName {
  std::string stem;
  int number = 1;
  // Whether the name says that it is a page of something: story.html?page=3, and story.html itself
  // beside story_2.html. A 2 alone may number chapters.
  bool is_page = false;
};

// "news/story_2.html" → news/story and 2; "story.html?page=3" → story.html and 3. Long numbers
// (dates, identifiers) are part of the name.
NumberedName split_name(std::string_view path) {
  NumberedName name;
  for (const std::string_view key : {"?page=", "&page=", "?p=", "&p=", "/page/"}) {
    const std::size_t at = path.find(key);
    if (at == std::string_view::npos) continue;
    const std::string_view digits = path.substr(at + key.size());
    std::from_chars(digits.data(), digits.data() + digits.size(), name.number);
    name.stem = std::string{path.substr(0, at)};
    name.is_page = true;
    return name;
  }
  const std::size_t slash = path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1;
  const std::size_t dot = path.find('.', slash);
  std::string_view stem = path.substr(0, dot);
  std::size_t begin = stem.size();
  while (begin > slash && is_ascii_digit(stem[begin - 1]))
    --begin;
  const bool numbered = begin < stem.size() && stem.size() - begin <= 2 && begin > slash &&
                        (stem[begin - 1] == '_' || stem[begin - 1] == '-');
  if (numbered) {
    std::from_chars(stem.data() + begin, stem.data() + stem.size(), name.number);
    stem = stem.substr(0, begin - 1);
  }
  name.is_page = !numbered;
  name.stem = std::string{stem};
  return name;
}

// "… (2/3)", "…（2）", "… 第2页" without the page's mark.
std::string_view without_page_mark(std::string_view title) {
  std::string_view rest = title;
  for (const std::string_view open : {"（", "(", "【", "["}) {
    const std::size_t at = rest.rfind(open);
    if (at == std::string_view::npos || at == 0 || rest.size() - at > 30) continue;
    if (rest.find_first_of("0123456789", at) != std::string_view::npos) rest = rest.substr(0, at);
  }
  const std::size_t page = rest.rfind("第");
  if (page != std::string_view::npos && page > 0 &&
      (rest.ends_with("页") || rest.ends_with("頁") || rest.ends_with("ページ"))) {
    rest = rest.substr(0, page);
  }
  while (rest.ends_with(' '))
    rest.remove_suffix(1);
  return rest;
}

std::string title_key(std::string_view title) {
  return comparison_key(without_page_mark(title));
}

// The title of all pages, and its heading, where the second page's shows what is a page's mark.
void name_whole(Article& first, const Article& second) {
  std::string& title = first.metadata.title;
  const std::string_view whole = without_page_mark(title);
  if (title == second.metadata.title || whole.size() == title.size() ||
      title_key(second.metadata.title) != comparison_key(whole)) {
    return;
  }
  const std::string mark = title.substr(whole.size());
  title.resize(whole.size());
  const dom::Node& root = first.document->root();
  for (dom::Node* node = root.first_child; node != nullptr; node = dom::next_in_tree(*node, root)) {
    const dom::Node* parent = node->parent;
    const bool is_title = parent->is_html(names::title) || parent->is_html(names::h1);
    if (node->is_text() && is_title && node->text().ends_with(mark))
      node->set_text(node->text().substr(0, node->text().size() - mark.size()));
  }
}

dom::Node* article_node(const dom::Document& document) {
  return dom::find_element(document.root(), names::article);
}

class Joiner {
 public:
  explicit Joiner(Article& first) : first_(first), target_(article_node(*first.document)) {
    if (target_ == nullptr) return;
    for (const dom::Node* child = target_->first_child; child != nullptr;
         child = child->next_sibling) {
      if (is_long(*child)) seen_.insert(key_of(*child));
    }
  }

  // The first block that the page adds, null when it adds none.
  const dom::Node* add(Article page) {
    const dom::Node* source = article_node(*page.document);
    if (target_ == nullptr || source == nullptr) return nullptr;
    const dom::Node* beginning = nullptr;
    for (const dom::Node* block : new_blocks(*source, page)) {
      dom::Node& copy = first_.document->import_subtree(*page.document, *block);
      // Places in another file's source say nothing here.
      for (dom::Node* node = &copy; node != nullptr; node = dom::next_in_tree(*node, copy))
        node->source_offset = 0;
      dom::Document::append_child(*target_, copy);
      if (beginning == nullptr && copy.is_element()) beginning = &copy;
    }
    std::move(page.removals.begin(), page.removals.end(), std::back_inserter(first_.removals));
    return beginning;
  }

 private:
  static std::uint64_t key_of(const dom::Node& block) {
    return hash_text(comparison_key(dom::text_content(block)));
  }

  // Short blocks (a cry, a name before a speech) may well stand twice.
  static bool is_long(const dom::Node& block) {
    constexpr std::size_t kLong = 36;
    return comparison_key(dom::text_content(block)).size() >= kLong;
  }

  // The blocks without those at either end that a page before it had. In the midst of the text a
  // paragraph that comes again is a refrain.
  std::vector<const dom::Node*> new_blocks(const dom::Node& source, Article& page) {
    std::vector<const dom::Node*> blocks;
    std::size_t first_new = 0;
    std::size_t after_new = 0;
    std::unordered_set<const dom::Node*> repeated;
    std::vector<std::uint64_t> own;
    for (const dom::Node* child = source.first_child; child != nullptr;
         child = child->next_sibling) {
      if (child->is_html(names::header)) continue;
      blocks.push_back(child);
      if (!is_long(*child)) continue;
      own.push_back(key_of(*child));
      if (seen_.count(own.back()) != 0) {
        repeated.insert(child);
        continue;
      }
      if (after_new == 0) first_new = blocks.size() - 1;
      after_new = blocks.size();
    }
    seen_.insert(own.begin(), own.end());
    std::vector<const dom::Node*> kept;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const bool at_end = after_new == 0 || i < first_new || i >= after_new;
      if (at_end && repeated.count(blocks[i]) != 0) {
        page.removals.push_back({"repeated", "a page before it has the same",
                                 std::string(shown_beginning(dom::text_content(*blocks[i]))),
                                 page.document->position(*blocks[i])});
      } else {
        kept.push_back(blocks[i]);
      }
    }
    return kept;
  }

  Article& first_;
  dom::Node* target_;
  std::unordered_set<std::uint64_t> seen_;
};

}  // namespace

std::vector<std::vector<std::size_t>> group_pages(
    std::span<const std::string> paths,
    const std::function<std::string(std::size_t index)>& title_of) {
  struct Member {
    int number;
    std::size_t index;
    bool is_page;  // its name or its title says so
  };
  std::vector<NumberedName> names;
  std::map<std::string_view, std::size_t> alike;
  names.reserve(paths.size());
  for (const std::string& path : paths)
    names.push_back(split_name(path));
  for (const NumberedName& name : names)
    ++alike[name.stem];
  std::map<std::pair<std::string_view, std::string>, std::vector<Member>> groups;
  for (std::size_t index = 0; index < paths.size(); ++index) {
    const NumberedName& name = names[index];
    const std::string title = alike[name.stem] > 1 ? title_of(index) : std::string{};
    const std::string key = title_key(title);
    // Without a title nothing tells two pages to be one article.
    const std::string own = key.empty() ? std::to_string(index) : key;
    const bool is_page = name.is_page || key != comparison_key(title);
    groups[{name.stem, own}].push_back({name.number, index, is_page});
  }
  std::vector<std::vector<std::size_t>> result;
  for (auto& [key, members] : groups) {
    std::stable_sort(members.begin(), members.end(),
                     [](const Member& a, const Member& b) { return a.number < b.number; });
    std::vector<std::size_t> group;
    for (const Member& member : members)
      group.push_back(member.index);
    if (std::any_of(members.begin(), members.end(), [](const Member& m) { return m.is_page; })) {
      result.push_back(std::move(group));
    } else {
      for (const std::size_t index : group)
        result.push_back({index});
    }
  }
  std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) {
    return *std::min_element(a.begin(), a.end()) < *std::min_element(b.begin(), b.end());
  });
  return result;
}

bool are_pages_of_one(std::string_view title, std::string_view next) {
  const std::string key = title_key(title);
  return !key.empty() && key == title_key(next);
}

JoinedArticle join_pages(std::vector<Article> pages) {
  BANXIN_ASSERT(!pages.empty(), "a group has a first page");
  JoinedArticle joined{std::move(pages.front()), {}};
  if (pages.size() > 1) name_whole(joined.article, pages[1]);
  Joiner joiner{joined.article};
  for (std::size_t index = 1; index < pages.size(); ++index)
    joined.beginnings.push_back(joiner.add(std::move(pages[index])));
  return joined;
}

}  // namespace banxin::article
