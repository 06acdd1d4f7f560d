#include "article/learn.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "article/declared.h"

namespace banxin::article {

namespace {

constexpr std::size_t kMinPages = 3;        // fewer prove nothing
constexpr float kShareOfPages = 0.5F;       // a line on half of the pages is the site's
constexpr std::size_t kMaxLines = 200'000;  // LIMIT: entries of the table, about 10 MB
constexpr std::size_t kMaxSites = 1000;     // LIMIT: pages of further ones are not learnt from

std::uint64_t line_hash(const PageMap& map, const Line& line) {
  const std::string key = comparison_key(map.line_text(line));
  return key.empty() ? 0 : hash_text(key);
}

// "https://news.example.cn/a/1.html" → "news.example.cn"; "" for what is no absolute URL.
std::string_view host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos || scheme > 8) return {};
  const std::string_view rest = url.substr(scheme + 3);
  return rest.substr(0, rest.find_first_of("/?#"));
}

std::string site_of(const dom::Document& page) {
  const Declared declared = read_declared(page);
  for (const std::string_view url :
       {std::string_view(declared.canonical), declared.find_meta("og:url")}) {
    if (const std::string_view host = host_of(url); !host.empty()) return std::string(host);
  }
  return std::string(declared.find_meta("og:site_name"));
}

// Reads a number and the one character after it.
bool take_number(std::string_view& text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end == text.data() + text.size()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
  return true;
}

}  // namespace

void SiteBoilerplate::add_page(const dom::Document& page) {
  const PageMap map = map_page(page);
  if (map.elements.empty()) return;
  std::vector<std::uint64_t> hashes;
  hashes.reserve(map.lines.size());
  for (const Line& line : map.lines) {
    const std::uint64_t hash = line_hash(map, line);
    if (hash != 0) hashes.push_back(hash);
  }
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  for (const std::uint64_t hash : hashes)
    count(hash);
  ++pages_;
  if (counts_.size() > kMaxLines) shrink();
}

void SiteBoilerplate::count(std::uint64_t hash) {
  ++counts_[hash];
}

// Forgets the rarest lines until half the table is free: they are articles' own text.
void SiteBoilerplate::shrink() {
  while (counts_.size() > kMaxLines / 2) {
    ++forgotten_;
    std::erase_if(counts_, [this](const auto& entry) { return entry.second <= forgotten_; });
  }
}

std::uint32_t SiteBoilerplate::pages_with(const PageMap& map, const Line& line) const {
  if (pages_ < kMinPages || line.kind == LineKind::Code) return 0;
  const auto least =
      static_cast<std::uint32_t>(std::max(2.0F, kShareOfPages * static_cast<float>(pages_)));
  const auto found = counts_.find(line_hash(map, line));
  return found == counts_.end() || found->second < least ? 0 : found->second;
}

void SiteBoilerplate::mark(const PageMap& map, Marks& marks) const {
  for (std::uint32_t index = 0; index < map.lines.size(); ++index) {
    if (marks.is_line_removed(index)) continue;
    const std::uint32_t seen = pages_with(map, map.lines[index]);
    if (seen == 0) continue;
    marks.remove_line(
        index, "repeated on the site",
        "seen on " + std::to_string(seen) + " of " + std::to_string(pages_) + " pages");
  }
  mark_emptied(map, marks);
}

void LearntSites::add_page(const dom::Document& page) {
  std::string site = site_of(page);
  const auto known = sites_.find(site);
  if (known != sites_.end()) {
    known->second.add_page(page);
  } else if (sites_.size() < kMaxSites) {
    sites_[std::move(site)].add_page(page);
  }
}

const SiteBoilerplate* LearntSites::find(const dom::Document& page) const {
  const auto found = sites_.find(site_of(page));
  return found == sites_.end() ? nullptr : &found->second;
}

// For each site: "pages lines name\n", then "hash pages\n" for each line.
std::string LearntSites::write() const {
  std::string text;
  for (const auto& [name, site] : sites_) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> repeated;
    for (const auto& entry : site.counts_)
      if (entry.second > 1) repeated.push_back(entry);
    std::sort(repeated.begin(), repeated.end());
    text += std::to_string(site.pages_) + ' ' + std::to_string(repeated.size()) + ' ' + name + '\n';
    for (const auto& [hash, pages] : repeated)
      text += std::to_string(hash) + ' ' + std::to_string(pages) + '\n';
  }
  return text;
}

void LearntSites::read(std::string_view text) {
  std::uint64_t pages = 0;
  std::uint64_t lines = 0;
  while (take_number(text, pages) && take_number(text, lines)) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    SiteBoilerplate& site = sites_[std::string(text.substr(0, end))];
    text.remove_prefix(std::min(end + 1, text.size()));
    site.pages_ += pages;
    for (; lines > 0; --lines) {
      std::uint64_t hash = 0;
      std::uint64_t count = 0;
      if (!take_number(text, hash) || !take_number(text, count)) return;
      site.counts_[hash] += static_cast<std::uint32_t>(count);
    }
  }
}

}  // namespace banxin::article
