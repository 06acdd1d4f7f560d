#include "article/locate.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "article/bylines.h"
#include "article/find_captions.h"
#include "article/find_chrome.h"
#include "article/find_data.h"
#include "article/find_doubles.h"
#include "article/find_prompts.h"
#include "article/learn.h"
#include "base/ascii.h"

namespace banxin::article {

namespace {

constexpr float kEnough = 4;              // a body with this score is not empty
constexpr float kEnoughShare = 0.3F;      // nor one with this share of the page
constexpr std::uint32_t kLeadReach = 60;  // lines between headline and body
constexpr float kLeadScore = 2;
constexpr float kNamedLeadScore = 1;  // of a line whose block is called a lead

void keep_chosen(const PageMap& map, const std::vector<const dom::Node*>& nodes, Marks& marks) {
  if (nodes.empty()) return;
  const std::unordered_set<const dom::Node*> chosen(nodes.begin(), nodes.end());
  for (std::uint32_t index = 0; index < map.elements.size(); ++index) {
    if (chosen.count(map.elements[index].node) > 0) marks.keep_element(index);
  }
}

// What stands before and behind the body's prose is said on other pages of the site too, or leads
// to them: 上一章 目录 下一章.
bool is_framed(const PageReading& reading, const SiteBoilerplate& site) {
  constexpr float kProse = 2;
  constexpr float kLinks = 0.5F;
  const PageMap& map = reading.map;
  const Element& body = map.elements[reading.body.root];
  const auto is_prose = [&](std::uint32_t line) {
    return reading.facts[line].score > kProse && !reading.marks.is_line_removed(line);
  };
  std::uint32_t first = body.first_line;
  std::uint32_t last = body.last_line;
  while (first < last && !is_prose(first))
    ++first;
  while (last > first && !is_prose(last - 1))
    --last;
  const auto is_frame = [&](std::uint32_t line) {
    const bool leads_on =
        reading.facts[line].phrase == Phrase::Paging && map.lines[line].link_share() > kLinks;
    return leads_on || site.repeats(map, line);
  };
  for (std::uint32_t line = 0; line < map.lines.size(); ++line) {
    if ((line < first || line >= last) && is_frame(line)) return true;
  }
  return false;
}

}  // namespace

PageReading::PageReading(const dom::Document& page)
    : map(map_page(page)),
      facts(read_line_facts(map)),
      declared(read_declared(page)),
      headline(find_headline(map, declared_titles(declared), declared_site(declared))),
      marks(map) {
  find_captions(map, facts);
  for (const LineFacts& fact : facts)
    all_score += std::max(fact.score, 0.0F);
}

void PageReading::locate(const ExtractOptions& options) {
  if (map.elements.empty()) return;
  for (const ChromeTrust trust : {ChromeTrust::Names, ChromeTrust::Tags, ChromeTrust::None}) {
    Marks attempt{map};
    mark_chrome(map, facts, trust, attempt);
    mark_line_numbers(map, attempt);
    mark_data_lines(map, attempt);
    if (options.boilerplate != nullptr) options.boilerplate->mark(map, attempt);
    mark_threads(map, facts, attempt);
    mark_teasers(map, facts, attempt);
    mark_sections(map, facts, attempt);
    mark_forms(map, facts, attempt);
    mark_consent(map, facts, headline, attempt);
    mark_doubles(map, attempt);
    keep_chosen(map, options.keep, attempt);
    body = choose_body(map, attempt);
    marks.take(std::move(attempt));
    if (body.score > kEnough || body.score > kEnoughShare * all_score) break;
  }
  framed_by_site = options.boilerplate != nullptr && body.root != kNoIndex &&
                   is_framed(*this, *options.boilerplate);
}

std::vector<std::uint32_t> PageReading::leads() const {
  std::vector<std::uint32_t> lines;
  if (headline.line == kNoIndex || body.root == kNoIndex) return lines;
  const std::uint32_t end = map.elements[body.root].first_line;
  if (headline.line >= end) return lines;
  // Menus between them that are left out do not part them.
  std::uint32_t between = 0;
  for (std::uint32_t line = headline.line + 1; line < end; ++line) {
    if (!marks.is_line_removed(line) && ++between > kLeadReach) return lines;
  }
  for (std::uint32_t line = headline.line + 1; line < end; ++line) {
    if (marks.is_line_removed(line) || map.lines[line].kind == LineKind::Caption) continue;
    if (facts[line].phrase != Phrase::None || map.lines[line].link_share() > 0.3F) continue;
    const float least = is_called_lead(map.lines[line].element) ? kNamedLeadScore : kLeadScore;
    if (facts[line].score <= least || is_meta_line(map.line_text(line))) continue;
    if (!is_told_again(line)) lines.push_back(line);
  }
  return lines;
}

// "article__intro", "chapo", "standfirst": by the name of the line's block.
bool PageReading::is_called_lead(std::uint32_t element) const {
  static constexpr std::array kNames =
      std::to_array<std::string_view>({"intro", "chapo", "standfirst", "teaser-text", "vorspann",
                                       "entradilla", "sommario", "lead", "ingress", "anrisstext"});
  const std::string name = ascii_lower(map.elements[element].node->attribute(dom::names::class_));
  return contains_any(name, kNames);
}

// "摘要：…" repeats the first paragraph.
bool PageReading::is_told_again(std::uint32_t line) const {
  constexpr std::size_t kRead = 4000;  // LIMIT: bytes of a line
  const std::string key = comparison_key(map.line_text(line).substr(0, kRead));
  constexpr std::size_t kSample = 45;
  if (key.size() < 2 * kSample) return false;
  // From the middle, behind any label; whole characters of three bytes or one.
  std::size_t at = key.size() / 3;
  while (at < key.size() && (static_cast<unsigned char>(key[at]) & 0xC0U) == 0x80U)
    ++at;
  const std::string_view sample = std::string_view{key}.substr(at, kSample);
  const Element& element = map.elements[body.root];
  const std::uint32_t end = std::min(element.first_line + 6, element.last_line);
  for (std::uint32_t other = element.first_line; other < end; ++other) {
    if (contains(comparison_key(map.line_text(other).substr(0, kRead)), sample)) return true;
  }
  return false;
}

VisibleFacts PageReading::visible() const {
  VisiblePlace place;
  place.title_line = headline.line;
  if (body.root != kNoIndex) {
    place.body_begin = map.elements[body.root].first_line;
    place.body_end = map.elements[body.root].last_line;
  }
  // A headline behind the body's beginning is the one inside it.
  if (place.title_line != kNoIndex && place.title_line >= place.body_begin &&
      place.title_line < place.body_end) {
    place.body_begin = place.title_line + 1;
  }
  place.order = date_order(declared_language(declared));
  return read_visible(map, facts, place);
}

}  // namespace banxin::article
