#include "book/references.h"

#include <array>
#include <charconv>
#include <optional>
#include <unordered_set>

#include "base/diagnostic_ids.h"
#include "input/resources.h"
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

class Resolver {
 public:
  Resolver(Publication& publication, Diagnostics& diagnostics)
      : publication_(publication), diagnostics_(diagnostics) {}

  void run() {
    fragments_.resize(publication_.chapters.size());
    for (std::uint32_t i = 0; i < publication_.chapters.size(); ++i) {
      const Chapter& chapter = publication_.chapters[i];
      if (!chapter.source_path.empty()) by_path_.emplace(chapter.source_path, i);
      if (!chapter.source_url.empty()) by_url_.emplace(without_fragment(chapter.source_url), i);
      collect(chapter, fragments_[i]);
    }
    for (std::uint32_t i = 0; i < publication_.chapters.size(); ++i)
      resolve_chapter(i);
  }

 private:
  static std::string_view without_fragment(std::string_view url) {
    return url.substr(0, url.find('#'));
  }

  void collect(const Chapter& chapter, Fragments& fragments) {
    const Node& root = *chapter.content;
    for (const Node* node = &root; node != nullptr; node = dom::next_in_tree(*node, root)) {
      if (!node->is_element()) continue;
      const std::string_view name = own_name(*node);
      if (name.empty()) continue;
      fragments.emplace(name, node);
      assign(*node, name);
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
    Chapter& chapter = publication_.chapters[index];
    const Node& root = *chapter.content;
    for (const Node* node = &root; node != nullptr; node = dom::next_in_tree(*node, root)) {
      const bool is_frame = node->is_html(names::iframe) || node->is_html(names::frame);
      if (!is_frame && !node->is_html(names::a) && !node->is_html(names::area)) continue;
      const dom::Attribute* href = node->find_attribute(is_frame ? names::src : names::href);
      if (href == nullptr || (is_frame && href->value.empty())) continue;
      resolve_link(index, *node, trimmed(href->value));
    }
  }

  static std::string_view trimmed(std::string_view text) {
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= 0x20)
      text.remove_prefix(1);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= 0x20)
      text.remove_suffix(1);
    return text;
  }

  // The chapter that the part before # names; this one when that is empty.
  std::optional<std::uint32_t> find_chapter(std::uint32_t from, std::string_view url) {
    if (url.empty()) return from;
    if (const auto found = by_url_.find(url); found != by_url_.end()) return found->second;
    if (!input::url_scheme(url).empty() || url.starts_with("//")) return std::nullopt;
    const Chapter& chapter = publication_.chapters[from];
    const std::string path = input::resolve_path(url, chapter.source_path);
    if (const auto found = by_path_.find(path); found != by_path_.end()) return found->second;
    return std::nullopt;
  }

  void resolve_link(std::uint32_t from, const Node& link, std::string_view href) {
    const std::size_t hash = href.find('#');
    const auto target = find_chapter(from, href.substr(0, hash));
    if (!target) return;
    const std::string_view fragment =
        hash == std::string_view::npos ? std::string_view{} : href.substr(hash + 1);
    const Node* node = nullptr;
    if (!fragment.empty() && fragment != "top") {
      node = find_fragment(*target, fragment);
      if (node == nullptr) {
        report(from, link, href);
        if (*target == from) return;
      }
    } else if (*target == from && fragment.empty() && hash == std::string_view::npos &&
               !href.empty()) {
      // A page's link to itself.
      node = nullptr;
    }
    publication_.links.emplace(&link, Place{*target, node});
  }

  const Node* find_fragment(std::uint32_t chapter, std::string_view fragment) {
    const Fragments& fragments = fragments_[chapter];
    if (const auto found = fragments.find(fragment); found != fragments.end()) return found->second;
    const std::string decoded = input::decode_percent(fragment);
    const auto found = fragments.find(decoded);
    return found == fragments.end() ? nullptr : found->second;
  }

  void report(std::uint32_t from, const Node& link, std::string_view href) {
    const dom::Document& document = *publication_.chapters[from].document;
    diagnostics_.report(DiagnosticId::DanglingLink, document.file(), document.position(link), href);
  }

  Publication& publication_;
  Diagnostics& diagnostics_;
  std::vector<Fragments> fragments_;
  std::unordered_map<std::string_view, std::uint32_t> by_path_;
  std::unordered_map<std::string_view, std::uint32_t> by_url_;
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
