#include "book/page_addresses.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "input/file_names.h"
#include "input/transfer_encoding.h"
#include "input/url.h"

namespace banxin::book {
namespace {

namespace names = dom::names;

constexpr std::size_t kMostPlaces = 10'000;  // LIMIT: of sites that links are counted for
constexpr std::size_t kLongestKey = 2'000;   // LIMIT: bytes of an address on a site
constexpr std::size_t kDeepest = 32;         // LIMIT: folders of one
constexpr std::size_t kAmbiguous = static_cast<std::size_t>(-1);

bool is_web_address(std::string_view url) {
  const std::string scheme = input::url_scheme(url);
  return scheme == "http" || scheme == "https" || url.starts_with("//");
}

// Without its scheme, decoded: "//host/path". Pages are linked to by http and by https alike.
std::string url_key(std::string_view url) {
  url = url.substr(0, url.find('#'));
  const std::size_t host = url.find("//");
  if (host == std::string_view::npos) return {};
  std::string key = input::decode_percent(url.substr(host));
  const std::size_t path = std::min(key.find('/', 2), key.size());
  for (std::size_t i = 2; i < path; ++i)
    key[i] = ascii_lower(key[i]);
  if (path == key.size()) key += '/';
  return key;
}

// The address as places_ names it; empty for one that names no place on a site.
std::string site_key(std::string_view href) {
  const bool from_root = href.starts_with('/') && !href.starts_with("//");
  if (!from_root && !is_web_address(href)) return {};
  std::string key = from_root ? input::decode_percent(href) : url_key(href);
  const auto depth = static_cast<std::size_t>(std::count(key.begin(), key.end(), '/'));
  if (key.size() > kLongestKey || depth > kDeepest) key.clear();
  return key;
}

// "<!-- saved from url=(0023)https://example.org/a -->", "url: https://example.org/a" of
// SingleFile.
std::string saved_address(std::string_view comment) {
  for (const std::string_view sign : {"saved from url=", "url: "}) {
    std::size_t at = comment.find(sign);
    if (at == std::string_view::npos) continue;
    at += sign.size();
    if (comment.substr(at).starts_with('(')) at = comment.find(')', at) + 1;
    const std::string_view rest = comment.substr(std::min(at, comment.size()));
    const std::string_view url = rest.substr(0, rest.find_first_of(" \t\r\n"));
    if (at != 0 && is_web_address(url)) return std::string(url);
  }
  return {};
}

// Under the name itself or with what servers leave out: page → page.html, folder/ → its index.
constexpr std::array<std::string_view, 6> kEndings{"",       ".html",       ".htm",
                                                   ".xhtml", "/index.html", "/index.htm"};

}  // namespace

std::vector<std::string> own_addresses(const dom::Document& document) {
  std::vector<std::string> found;
  const auto add = [&found](std::string url) {
    url = input::strip_url(url);
    if (is_web_address(url) && std::find(found.begin(), found.end(), url) == found.end())
      found.push_back(std::move(url));
  };
  const dom::Node& root = document.root();
  for (const dom::Node* node = root.first_child; node != nullptr;
       node = dom::next_in_tree(*node, root)) {
    if (node->is_html(names::body)) break;
    if (node->type == dom::NodeType::Comment) add(saved_address(node->text()));
    if (node->is_html(names::link) && has_ascii_word(node->attribute(names::rel), "canonical"))
      add(std::string(node->attribute(names::href)));
    if (!node->is_html(names::meta)) continue;
    for (const dom::Attribute& attribute : node->attributes()) {
      if (equals_ignoring_ascii_case(attribute.value, "og:url"))
        add(std::string(node->attribute(names::content)));
    }
  }
  return found;
}

void PageAddresses::add_page(std::string_view path, const std::vector<std::string>& urls) {
  const std::size_t page = paths_.size();
  paths_.emplace_back(path);
  const auto first = std::find_if(urls.begin(), urls.end(),
                                  [](const std::string& url) { return is_web_address(url); });
  urls_.push_back(first == urls.end() ? std::string{} : *first);
  const auto add = [page](Index& index, std::string key) {
    const auto [entry, is_new] = index.try_emplace(std::move(key), page);
    if (!is_new && entry->second != page) entry->second = kAmbiguous;
  };
  if (!path.empty()) {
    by_path_.try_emplace(std::string(path), page);
    add(by_folded_path_, input::folded_name(std::string(path)));
  }
  for (const std::string& url : urls) {
    if (is_web_address(url)) add(by_url_, url_key(url));
  }
}

void PageAddresses::learn_link(std::string_view href) {
  const std::string key = site_key(href.substr(0, href.find('#')));
  for (std::size_t slash = key.find('/'); slash != std::string::npos;
       slash = key.find('/', slash + 1)) {
    const auto page = by_path_.find(key.substr(slash + 1));
    if (page == by_path_.end()) continue;
    const std::string place = key.substr(0, slash + 1);
    if (places_.size() >= kMostPlaces && !places_.contains(place)) continue;
    places_[place].insert(page->second);
  }
}

std::optional<std::size_t> PageAddresses::find_path(const std::string& path) const {
  if (path.empty()) return std::nullopt;
  for (const std::string_view ending : kEndings) {
    const auto found = by_path_.find(path + std::string(ending));
    if (found != by_path_.end()) return found->second;
  }
  // The bytes of a name may be written out (%B5%DA).
  for (const std::string& reading : input::readings_of_name(path)) {
    const auto found = by_folded_path_.find(reading);
    if (found != by_folded_path_.end() && found->second != kAmbiguous) return found->second;
  }
  return std::nullopt;
}

std::optional<std::size_t> PageAddresses::find_url(std::string_view url) const {
  const auto found = by_url_.find(url_key(url));
  if (found == by_url_.end() || found->second == kAmbiguous) return std::nullopt;
  return found->second;
}

// Where links have named two pages and more than half of them, the folder lay.
std::optional<std::size_t> PageAddresses::find_on_site(std::string_view url) const {
  const std::string key = site_key(url);
  for (std::size_t slash = key.find('/'); slash != std::string::npos;
       slash = key.find('/', slash + 1)) {
    const auto place = places_.find(key.substr(0, slash + 1));
    if (place == places_.end()) continue;
    const std::size_t named = place->second.size();
    if (named < 2 || named * 2 < paths_.size()) continue;
    const std::string rest = key.substr(slash + 1);
    const auto found = find_path(rest.substr(0, rest.find('?')));
    if (found) return found;
  }
  return std::nullopt;
}

std::optional<std::size_t> PageAddresses::find(std::size_t from, std::string_view href) const {
  const std::string url = input::strip_url(href.substr(0, href.find('#')));
  if (url.empty()) return from;
  const bool is_relative = input::url_scheme(url).empty() && !url.starts_with("//");
  if (!is_relative) {
    if (!is_web_address(url)) return std::nullopt;
    const auto page = find_url(url);
    return page ? page : find_on_site(url);
  }
  if (!url.starts_with('/')) {
    // A file saved under a name with a question mark is meant first.
    for (const std::string_view meant :
         {std::string_view(url), std::string_view(url).substr(0, url.find('?'))}) {
      if (const auto page = find_path(input::resolve_path(meant, paths_[from]))) return page;
    }
  }
  if (!urls_[from].empty()) {
    if (const auto page = find_url(input::resolve_url(url, urls_[from]))) return page;
  }
  if (!url.starts_with('/')) return std::nullopt;
  const auto page = find_on_site(url);
  return page ? page : find_path(input::resolve_path(url, {}));
}

}  // namespace banxin::book
