#include "article/learn.h"

#include <algorithm>
#include <string>
#include <vector>

namespace banxin::article {

namespace {

constexpr std::size_t kMinPages = 3;        // fewer prove nothing
constexpr float kShareOfPages = 0.5F;       // a line on half of the pages is the site's
constexpr std::size_t kMaxLines = 200'000;  // LIMIT: entries of the table, about 10 MB

std::uint64_t line_hash(const PageMap& map, const Line& line) {
  const std::string key = comparison_key(map.line_text(line));
  return key.empty() ? 0 : hash_text(key);
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

void SiteBoilerplate::mark(const PageMap& map, Marks& marks) const {
  if (pages_ < kMinPages) return;
  const auto least =
      static_cast<std::uint32_t>(std::max(2.0F, kShareOfPages * static_cast<float>(pages_)));
  for (std::uint32_t index = 0; index < map.lines.size(); ++index) {
    if (marks.is_line_removed(index) || map.lines[index].kind == LineKind::Code) continue;
    const auto found = counts_.find(line_hash(map, map.lines[index]));
    if (found == counts_.end() || found->second < least) continue;
    marks.remove_line(
        index, "repeated on the site",
        "seen on " + std::to_string(found->second) + " of " + std::to_string(pages_) + " pages");
  }
  mark_emptied(map, marks);
}

}  // namespace banxin::article
