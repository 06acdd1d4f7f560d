#include "article/references.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/ascii.h"
#include "base/utf8.h"

namespace banxin::article {

namespace {

namespace names = dom::names;

// «参考资料», "References": the words that lead to what a text rests on.
bool begins_with_reference_word(std::string_view line) {
  static constexpr std::array kWords = std::to_array<std::string_view>(
      {"参考",       "參考",      "引用",      "注释",    "註釋",         "脚注",      "参照",
       "出典",       "참고",      "출처",      "출저",    "資料來源",     "資料出處",  "资料来源",
       "references", "reference", "footnotes", "sources", "bibliography", "literatur", "quellen"});
  std::string_view rest = line;
  // "5. 参考资料", "§ References"
  while (!rest.empty()) {
    const DecodedCharacter first = decode_utf8(rest, 0);
    if (is_word_character(first.code_point) && !is_ascii_digit(rest[0])) break;
    rest.remove_prefix(first.length);
  }
  constexpr std::size_t kRead = 20;  // LIMIT: bytes, more than the longest word has
  const std::string key = ascii_lower(rest.substr(0, kRead));
  return std::any_of(kWords.begin(), kWords.end(),
                     [&key](std::string_view word) { return key.starts_with(word); });
}

// A heading, "参考资料", or the label of what follows in its line, "参考网址：1. …".
bool heads_references(std::string_view line) {
  constexpr std::size_t kShort = 36;
  return line.size() <= kShort && begins_with_reference_word(line);
}

// "附件1.docx", "capture.tcpdump.gz": the name of a file, not of a site.
bool names_file(std::string_view line) {
  static constexpr std::array kSites =
      std::to_array<std::string_view>({"com", "cn", "net", "org", "jp", "kr", "tw", "hk", "io",
                                       "me", "edu", "gov", "info", "html"});
  constexpr std::size_t kLongestKind = 8;
  const std::size_t dot = line.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 2 > line.size()) return false;
  const std::string_view kind = line.substr(dot + 1);
  return kind.size() <= kLongestKind && !is_ascii_digit(kind[0]) && line[dot - 1] != ' ' &&
         std::all_of(kind.begin(), kind.end(), [](char c) { return is_ascii_alphanumeric(c); }) &&
         std::find(kSites.begin(), kSites.end(), kind) == kSites.end();
}

// A list of files is what the text offers.
bool lists_files(const PageMap& map, const Element& block) {
  std::uint32_t files = 0;
  for (std::uint32_t line = block.first_line; line < block.last_line; ++line)
    files += names_file(map.line_text(line)) ? 1 : 0;
  return files * 2 > block.last_line - block.first_line;
}

// "news.example.co.jp": where a link leads, "" for a page of the same host.
std::string_view host_of(std::string_view address) {
  std::size_t at = address.find("://");
  if (at != std::string_view::npos && at <= 5) {
    at += 3;
  } else if (address.starts_with("//")) {
    at = 2;
  } else {
    return {};
  }
  return address.substr(at, address.find_first_of("/?#:", at) - at);
}

// "example.co.jp" of "news.example.co.jp": without what stands before the name.
std::string site_of(std::string_view address) {
  std::string host = ascii_lower(host_of(address));
  std::size_t dot = host.rfind('.');
  if (dot == std::string::npos || dot == 0) return host;
  std::size_t before = host.rfind('.', dot - 1);
  // "co.jp", "com.cn", "github.io": a name below which the names of sites stand.
  constexpr std::size_t kShort = 3;
  const std::size_t second = before == std::string::npos ? 0 : before + 1;
  const bool shared = (host.size() - dot == kShort && dot - second <= kShort) ||
                      host.compare(second, std::string::npos, "github.io") == 0;
  if (shared && before != std::string::npos && before > 0) before = host.rfind('.', before - 1);
  return before == std::string::npos ? host : host.substr(before + 1);
}

// Where buttons to share, goods and advertisements lead.
bool is_of_chrome(const std::string& site) {
  static constexpr std::array kSites = std::to_array<std::string_view>({"facebook.com",
                                                                        "twitter.com",
                                                                        "x.com",
                                                                        "weibo.com",
                                                                        "qq.com",
                                                                        "line.me",
                                                                        "pinterest.com",
                                                                        "linkedin.com",
                                                                        "t.me",
                                                                        "whatsapp.com",
                                                                        "getpocket.com",
                                                                        "hatena.ne.jp",
                                                                        "plurk.com",
                                                                        "instagram.com",
                                                                        "youtube.com",
                                                                        "telegram.me",
                                                                        "reddit.com",
                                                                        "doubleclick.net",
                                                                        "taboola.com",
                                                                        "outbrain.com",
                                                                        "mgid.com",
                                                                        "google.com",
                                                                        "googleadservices.com",
                                                                        "amazon-adsystem.com",
                                                                        "apple.com",
                                                                        "feedly.com",
                                                                        "douban.com",
                                                                        "kakao.com",
                                                                        "naver.com",
                                                                        "amzn.to",
                                                                        "rakuten.co.jp",
                                                                        "a8.net",
                                                                        "valuecommerce.com",
                                                                        "moshimo.com",
                                                                        "jd.com",
                                                                        "taobao.com",
                                                                        "tmall.com",
                                                                        "coupang.com"});
  return site.starts_with("amazon.") ||
         std::find(kSites.begin(), kSites.end(), site) != kSites.end();
}

}  // namespace

bool is_labelled_reference(std::string_view line) {
  constexpr std::size_t kLabel = 24;
  const std::size_t colon = std::min(line.find("："), line.find(':'));
  return colon <= kLabel && begins_with_reference_word(line);
}

bool is_reference_list(const PageMap& map, const Marks& marks, std::uint32_t index) {
  const Element& block = map.elements[index];
  if (lists_files(map, block)) return true;
  const std::string_view last = map.line_text(block.last_line - 1);
  constexpr std::size_t kEnd = 9;  // bytes: "↩" and a variation selector
  if (contains(last.substr(last.size() - std::min(last.size(), kEnd)), "↩")) return true;
  const std::uint32_t above = block.first_line;
  return above > 0 && !marks.is_line_removed(above - 1) &&
         map.lines[above - 1].link_share() < 0.5F && heads_references(map.line_text(above - 1));
}

std::uint32_t find_references(const PageMap& map, std::uint32_t first, std::uint32_t last) {
  constexpr float kShort = 60;
  constexpr float kLinks = 0.5F;
  for (std::uint32_t line = last; line > first; --line) {
    const Line& row = map.lines[line - 1];
    if (row.link_share() < kLinks && heads_references(map.line_text(row))) {
      return line < last ? line : kNoIndex;
    }
    if (row.link_share() < kLinks && row.measure.weight > kShort) return kNoIndex;
  }
  return kNoIndex;
}

OwnSite::OwnSite(const PageMap& map, std::string_view address)
    : map_(map), site_(site_of(address)) {
  if (!site_.empty()) return;
  std::unordered_map<std::string, std::size_t> counts;
  std::size_t links = 0;
  std::size_t most = 0;
  for (const Element& element : map.elements) {
    if (element.node->name != names::a) continue;
    ++links;
    std::string site = site_of(element.node->attribute(names::href));
    if (site.empty()) continue;
    const std::size_t count = ++counts[site];
    if (count <= most) continue;
    most = count;
    site_ = std::move(site);
  }
  // Most links of a page lead to its own site, by whole addresses or by parts of them.
  if (most * 2 <= links) site_.clear();
}

bool OwnSite::leads_elsewhere(std::uint32_t element) const {
  const Element& block = map_.elements[element];
  std::size_t links = 0;
  std::size_t others = 0;
  for (std::uint32_t index = element; index < block.end; ++index) {
    const Element& link = map_.elements[index];
    if (link.node->name != names::a || link.weight == 0) continue;
    const std::string site = site_of(link.node->attribute(names::href));
    ++links;
    if (!site.empty() && site != site_ && !is_of_chrome(site)) ++others;
  }
  return links > 0 && others * 4 >= links * 3;
}

}  // namespace banxin::article
