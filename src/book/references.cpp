#include "book/references.h"

#include <array>
#include <charconv>
#include <optional>
#include <unordered_set>

#include "base/diagnostic_ids.h"
#include "book/page_addresses.h"
#include "input/transfer_encoding.h"

namespace banxin::book {
namespace {

namespace names = dom::names;
using dom::Node;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_name_character(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

// XML's NCName, ASCII only: what every reading system resolves after percent-encoding.
std::string valid_id(std::string_view wanted) {
  std::string out;
  out.reserve(wanted.size());
  if (wanted.empty() || !is_letter(wanted.front())) out = "id-";
  for (const char c : wanted.substr(0, 80)) {
    if (is_name_character(c)) {
      out += c;
    } else if (!out.ends_with('-')) {
      out += '-';
    }
  }
  return out;
}

std::string with_number(std::string_view stem, std::uint32_t number) {
  std::array<char, 10> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  std::string out(stem);
  out += '-';
  out.append(digits.data(), end);
  return out;
}

// The name under which other elements refer to this one, "" for none.
std::string_view own_name(const Node& node) {
  const std::string_view id = node.attribute(names::id);
  if (!id.empty() || !node.is_html(names::a)) return id;
  return node.attribute(names::name);
}

using Fragments = std::unordered_map<std::string_view, const Node*>;

// What one address names: a chapter, or a page that was joined to it. Each has its own fragments.
struct AddressedPage {
  Place place;
  Fragments fragments;
};

class Resolver {
 public:
  Resolver(Publication& publication, Diagnostics& diagnostics)
      : publication_(publication), diagnostics_(diagnostics) {}

  void run() {
    for (std::uint32_t i = 0; i < publication_.chapters.size(); ++i)
      collect(i);
    for (const Chapter& chapter : publication_.chapters)
      learn_links(*chapter.content);
    for (std::uint32_t i = 0; i < publication_.chapters.size(); ++i)
      resolve_chapter(i);
  }

 private:
  void collect(std::uint32_t index) {
    const Chapter& chapter = publication_.chapters[index];
    first_pages_.push_back(pages_.size());
    std::vector<std::string> urls = chapter.addresses;
    if (!chapter.source_url.empty()) urls.push_back(chapter.source_url);
    add_page({index, nullptr}, chapter.source_path, urls);
    std::unordered_map<const Node*, std::size_t> beginnings;
    for (const JoinedPage& page : chapter.joined) {
      if (page.beginning != nullptr) beginnings.emplace(page.beginning, pages_.size());
      add_page({index, nullptr}, page.source_path, {page.source_url});
    }
    std::size_t page = first_pages_.back();
    const Node& root = *chapter.content;
    for (const Node* node = &root; node != nullptr; node = dom::next_in_tree(*node, root)) {
      if (const auto found = beginnings.find(node); found != beginnings.end()) {
        page = found->second;
        pages_[page].place.node = node;
        page_from_.emplace(node, page);
      }
      if (!node->is_element()) continue;
      const std::string_view name = own_name(*node);
      if (name.empty() && pages_[page].place.node != node) continue;
      if (!name.empty()) {
        pages_[page].fragments.emplace(name, node);
        if (!chapter.joined.empty()) joined_fragments_[index].emplace(name, node);
      }
      assign(*node, name.empty() ? "page" : name);
    }
  }

  void add_page(const Place& place, std::string_view path, const std::vector<std::string>& urls) {
    addresses_.add_page(path, urls);
    pages_.push_back({place, {}});
  }

  void learn_links(const Node& root) {
    for (const Node* node = &root; node != nullptr; node = dom::next_in_tree(*node, root)) {
      if (node->is_html(names::a) || node->is_html(names::area))
        addresses_.learn_link(node->attribute(names::href));
    }
  }

  void assign(const Node& node, std::string_view wanted) {
    std::string id = valid_id(wanted);
    std::uint32_t& count = counts_[id];
    while (!used_.insert(id).second)
      id = with_number(valid_id(wanted), ++count + 1);
    publication_.ids.emplace(&node, std::move(id));
  }

  void resolve_chapter(std::uint32_t index) {
    std::size_t page = first_pages_[index];
    const Node& root = *publication_.chapters[index].content;
    for (const Node* node = &root; node != nullptr; node = dom::next_in_tree(*node, root)) {
      if (const auto found = page_from_.find(node); found != page_from_.end()) page = found->second;
      const bool is_frame = node->is_html(names::iframe) || node->is_html(names::frame);
      if (!is_frame && !node->is_html(names::a) && !node->is_html(names::area)) continue;
      const dom::Attribute* href = node->find_attribute(is_frame ? names::src : names::href);
      if (href == nullptr || (is_frame && href->value.empty())) continue;
      resolve_link(page, *node, trimmed(href->value));
    }
  }

  static std::string_view trimmed(std::string_view text) {
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= 0x20)
      text.remove_prefix(1);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= 0x20)
      text.remove_suffix(1);
    return text;
  }

  void resolve_link(std::size_t from, const Node& link, std::string_view href) {
    const std::size_t hash = href.find('#');
    const auto target = addresses_.find(from, href);
    if (!target) return;
    Place place = pages_[*target].place;
    const std::string_view fragment =
        hash == std::string_view::npos ? std::string_view{} : href.substr(hash + 1);
    if (!fragment.empty() && fragment != "top") {
      const Node* node = find_fragment(*target, fragment);
      if (node == nullptr) {
        report(pages_[from].place.chapter, link, href);
        if (*target == from) return;
      } else {
        place.node = node;
      }
    }
    publication_.links.emplace(&link, place);
  }

  // On the page itself, else on any that it was joined with: the last may hold all notes.
  const Node* find_fragment(std::size_t page, std::string_view fragment) const {
    if (const Node* node = find_name(pages_[page].fragments, fragment)) return node;
    const auto joined = joined_fragments_.find(pages_[page].place.chapter);
    return joined == joined_fragments_.end() ? nullptr : find_name(joined->second, fragment);
  }

  static const Node* find_name(const Fragments& fragments, std::string_view name) {
    if (const auto found = fragments.find(name); found != fragments.end()) return found->second;
    const std::string decoded = input::decode_percent(name);
    const auto found = fragments.find(decoded);
    return found == fragments.end() ? nullptr : found->second;
  }

  void report(std::uint32_t chapter, const Node& link, std::string_view href) {
    const dom::Document& document = *publication_.chapters[chapter].document;
    diagnostics_.report(DiagnosticId::DanglingLink, document.file(), document.position(link), href);
  }

  Publication& publication_;
  Diagnostics& diagnostics_;
  PageAddresses addresses_;
  std::vector<AddressedPage> pages_;
  std::vector<std::size_t> first_pages_;                           // of each chapter
  std::unordered_map<std::uint32_t, Fragments> joined_fragments_;  // of chapters of several pages
  std::unordered_map<const Node*, std::size_t> page_from_;         // where joined pages begin
  std::unordered_set<std::string> used_;
  std::unordered_map<std::string, std::uint32_t> counts_;
};

}  // namespace

void resolve_references(Publication& publication, Diagnostics& diagnostics) {
  Resolver(publication, diagnostics).run();
}

const std::string& IdSource::id_of(const Node& element, std::string_view stem) {
  if (used_.empty()) {
    for (const auto& [node, id] : publication_.ids)
      used_.emplace(id, true);
  }
  std::string& id = publication_.ids[&element];
  if (!id.empty()) return id;
  std::uint32_t& number = next_[std::string(stem)];
  do {
    id = with_number(stem, ++number);
  } while (used_.contains(id));
  return id;
}

}  // namespace banxin::book
