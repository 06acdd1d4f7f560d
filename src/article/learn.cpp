#include "article/learn.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "article/declared.h"
#include "base/utf8.h"

namespace banxin::article {

namespace {

constexpr std::size_t kMinPages = 3;        // fewer prove nothing
constexpr float kShareOfPages = 0.5F;       // a line on half of the pages is the site's
constexpr float kShareAmong = 0.8F;         // one between the text's own lines on so many
constexpr float kLinked = 0.5F;             // of a line's text
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

bool opens_speech(std::string_view line) {
  constexpr std::u32string_view kOpeners = U"“‘「『\"";
  return !line.empty() &&
         kOpeners.find(decode_utf8(line, 0).code_point) != std::u32string_view::npos;
}

// A sentence that a site may have put into its articles, and nobody says.
bool is_insertion(const PageMap& map, const Line& line) {
  constexpr float kSentence = 40;  // about 15 Han characters
  return line.measure.weight >= kSentence && !opens_speech(map.line_text(line));
}

// Where a line stands beside the page's own text.
enum class Standing : std::uint8_t { Outside, AtAnEnd, Among };

// Which of a page's repeated lines stand among the page's own ones, as those do: “好。” may well be
// said on half of a novel's pages, and 参数 head a section on every page of a manual.
class OwnText {
 public:
  OwnText(const PageMap& map, const std::vector<std::uint32_t>& seen_on, const Marks& marks)
      : map_(map) {
    constexpr float kProse = 40;  // about 15 Han characters
    for (std::uint32_t line = 0; line < map.lines.size(); ++line) {
      if (seen_on[line] != 0 || marks.is_line_removed(line)) continue;
      if (map.lines[line].link_share() > kLinked) continue;
      unrepeated_.push_back(line);
      if (map.lines[line].measure.weight >= kProse) prose_.push_back(line);
    }
  }

  Standing place_of(std::uint32_t line) const {
    if (!holds(line)) return Standing::Outside;
    return line < prose_.front() || line > prose_.back() ? Standing::AtAnEnd : Standing::Among;
  }

 private:
  using LineList = std::vector<std::uint32_t>;

  bool holds(std::uint32_t line) const {
    if (prose_.empty()) return false;
    const std::uint32_t block = map_.lines[line].element;
    const auto [before, after] = neighbours(line);
    const std::uint32_t box = shared_box(before, after);
    if (!map_.is_inside(block, box)) return false;
    if (block == box || block == before || block == after) return true;
    // A box in the text whose every line is the site's is the site's.
    const std::uint32_t branch = branch_to(block, box);
    if (has_any(prose_, map_.elements[branch])) return true;
    if (branch != block) return false;
    if (map_.lines[line].kind == LineKind::Heading) return is_within_text(line, box);
    return is_sibling(block, before) || is_sibling(block, after);
  }

  // The blocks of the prose before and behind the line; at either end the two that are nearest.
  std::pair<std::uint32_t, std::uint32_t> neighbours(std::uint32_t line) const {
    const auto next = std::lower_bound(prose_.begin(), prose_.end(), line);
    auto after = next == prose_.end() ? next - 1 : next;
    auto before = after == prose_.begin() ? after : after - 1;
    if (next == prose_.begin() && prose_.size() > 1) after = before + 1;
    return {map_.lines[*before].element, map_.lines[*after].element};
  }

  std::uint32_t shared_box(std::uint32_t a, std::uint32_t b) const {
    if (a == b && map_.elements[a].parent != kNoIndex) return map_.elements[a].parent;
    while (!map_.is_inside(b, a))
      a = map_.elements[a].parent;
    return a;
  }

  // The child of `box` that leads to `inner`, which is inside it.
  std::uint32_t branch_to(std::uint32_t inner, std::uint32_t box) const {
    while (map_.elements[inner].parent != box)
      inner = map_.elements[inner].parent;
    return inner;
  }

  static bool has_any(const LineList& lines, const Element& element) {
    const auto first = std::lower_bound(lines.begin(), lines.end(), element.first_line);
    return first != lines.end() && *first < element.last_line;
  }

  // Behind something of the page's own, and before; or right before it.
  bool is_within_text(std::uint32_t line, std::uint32_t box) const {
    const Element& element = map_.elements[box];
    const auto first = std::lower_bound(unrepeated_.begin(), unrepeated_.end(), element.first_line);
    const auto next = std::upper_bound(first, unrepeated_.end(), line);
    if (next == unrepeated_.end() || *next >= element.last_line) return false;
    return first != next || *next == line + 1;
  }

  bool is_sibling(std::uint32_t a, std::uint32_t b) const {
    return map_.elements[a].node->name == map_.elements[b].node->name &&
           map_.elements[a].parent == map_.elements[b].parent;
  }

  const PageMap& map_;
  LineList unrepeated_;  // lines that are no links and that the other pages do not have
  LineList prose_;       // the long ones of them
};

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
  std::vector<std::uint32_t> seen_on;
  seen_on.reserve(map.lines.size());
  for (const Line& line : map.lines)
    seen_on.push_back(pages_with(map, line));
  const OwnText own_text(map, seen_on, marks);
  for (std::uint32_t index = 0; index < map.lines.size(); ++index) {
    const std::uint32_t seen = seen_on[index];
    if (seen == 0 || marks.is_line_removed(index)) continue;
    const float share = static_cast<float>(seen) / static_cast<float>(pages_);
    const bool among = seen >= kMinPages && share >= kShareAmong;
    const bool at_end = seen >= kMinPages;
    const Line& line = map.lines[index];
    const Standing standing = own_text.place_of(index);
    const bool is_of_site =
        standing == Standing::Outside || line.link_share() > kLinked ||
        ((standing == Standing::Among ? among : at_end) && is_insertion(map, line));
    if (!is_of_site) continue;
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
