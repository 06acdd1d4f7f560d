#include "article/headline.h"

#include <algorithm>
#include <array>

#include "article/bylines.h"
#include "article/phrases.h"
#include "base/utf8.h"

namespace banxin::article {

namespace {

// What parts a headline from a site's name. Spaces around a bar of Latin text are wanted, so that
// compound words and ranges stay.
constexpr std::array kSeparators = std::to_array<std::string_view>(
    {"_", "--", "——", " - ", " | ", "|", "｜", " – ", " — ", " :: ", " » ", " « ", " · ", " • ",
     " / ", " － ", "－", " -", "- "});

struct Cut {
  std::size_t begin = std::string_view::npos;
  std::size_t end = 0;
};

Cut last_separator(std::string_view title) {
  Cut best;
  for (const std::string_view separator : kSeparators) {
    const std::size_t at = title.rfind(separator);
    if (at == std::string_view::npos || at == 0) continue;
    const std::size_t end = at + separator.size();
    if (best.begin == std::string_view::npos || end > best.end ||
        (end == best.end && at < best.begin)) {
      best = {at, end};
    }
  }
  return best;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '-' || text.front() == '_'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '-' || text.back() == '_'))
    text.remove_suffix(1);
  return text;
}

constexpr std::size_t kHeadingRating = 1000;

// How well a line stands for the title: its length in bytes of key, headings first; 0: not at all.
std::size_t rate_line(const Line& line, const std::string& key, const std::string& title) {
  if (key.size() < 6 || !contains(title, key)) return 0;
  const bool whole = key.size() == title.size();
  // A short heading inside a long title is a channel or the site.
  if (!whole && key.size() * 10 < title.size() * 4) return 0;
  if (line.link_share() > 0.5F && !whole && line.kind != LineKind::Heading) return 0;
  const bool leads = std::string_view{title}.starts_with(key);
  // All of what the page declares before the first part of it: "某某的房间: 雨季的阳台".
  return key.size() + (line.kind == LineKind::Heading ? kHeadingRating : 0U) + (leads ? 40U : 0U) +
         (whole ? 20U : 0U);
}

// The first part of a title, before any separator.
std::string_view first_part(std::string_view title) {
  std::size_t end = title.size();
  for (const std::string_view separator : kSeparators) {
    const std::size_t at = title.find(separator);
    if (at != std::string_view::npos && at > 0) end = std::min(end, at);
  }
  return trimmed(title.substr(0, end));
}

// "老街铁匠铺-江城文史-江城在线": without spaces the stroke may be a part of the words
// ("中国-东盟"), so that only a line that says the same shows it to be none.
std::string_view before_stroke(std::string_view title) {
  for (std::size_t at = title.find('-'); at != std::string_view::npos && at > 0;
       at = title.find('-', at + 1)) {
    const bool between = at + 1 < title.size() &&
                         static_cast<unsigned char>(title[at - 1]) >= 0x80 &&
                         static_cast<unsigned char>(title[at + 1]) >= 0x80;
    if (between) return title.substr(0, at);
  }
  return title;
}

// A line of its own near the top that is one of these parts, of three characters or more.
std::uint32_t leading_line(const PageMap& map, const std::vector<std::string>& parts) {
  constexpr std::uint32_t kMostLines = 200;
  constexpr std::size_t kShortest = 9;
  constexpr std::size_t kLongName = 24;
  constexpr float kLongest = 200;
  const auto end = std::min(kMostLines, static_cast<std::uint32_t>(map.lines.size()));
  for (std::uint32_t index = 0; index < end; ++index) {
    const Line& line = map.lines[index];
    if (line.measure.weight > kLongest) continue;
    const std::string key = comparison_key(map.line_text(line));
    // Blogs link their headlines; a channel's name in a menu is shorter.
    if (key.size() < (line.link_share() > 0 ? kLongName : kShortest)) continue;
    if (std::find(parts.begin(), parts.end(), key) != parts.end()) return index;
  }
  return kNoIndex;
}

// A heading that is the whole first part of a declared title, however short: "盐商" of
// "盐商 - 维基百科，自由的百科全书".
std::uint32_t leading_heading(const PageMap& map, const std::vector<std::string>& declared) {
  constexpr std::uint32_t kMostHeadings = 200;
  std::vector<std::string> parts;
  for (const std::string& title : declared) {
    const std::string_view part = first_part(title);
    if (part.size() < trimmed(title).size()) parts.push_back(comparison_key(part));
    const std::string_view head = trimmed(before_stroke(title));
    if (head.size() < trimmed(title).size()) parts.push_back(comparison_key(head));
  }
  std::uint32_t headings = 0;
  for (std::uint32_t index = 0; index < map.lines.size(); ++index) {
    const Line& line = map.lines[index];
    if (line.kind != LineKind::Heading || line.link_share() > 0.5F) continue;
    if (++headings > kMostHeadings) break;
    const std::string key = comparison_key(map.line_text(line));
    if (key.empty()) continue;
    if (std::find(parts.begin(), parts.end(), key) != parts.end()) return index;
  }
  return leading_line(map, parts);
}

// The only h1, when it says about the same as a declared title in other words.
std::uint32_t lone_heading(const PageMap& map, const std::vector<std::string>& titles) {
  std::uint32_t found = kNoIndex;
  for (std::uint32_t index = 0; index < map.lines.size(); ++index) {
    const Line& line = map.lines[index];
    if (line.kind != LineKind::Heading || line.measure.weight < 10 || line.measure.weight > 400) {
      continue;
    }
    if (map.elements[line.element].node->name != dom::names::h1) continue;
    if (found != kNoIndex) return kNoIndex;
    found = index;
  }
  if (found == kNoIndex) return kNoIndex;
  const std::string heading = comparison_key(map.line_text(found));
  // What a title says behind its first part is the site's.
  const bool behind = std::any_of(titles.begin(), titles.end(), [&heading](const auto& title) {
    return title.size() > heading.size() && title.find(heading) != 0 && contains(title, heading);
  });
  if (behind && map.lines[found].link_share() > 0.5F) return kNoIndex;
  constexpr std::size_t kPiece = 6;  // two Han characters, or six letters
  if (heading.size() < 2 * kPiece) return kNoIndex;
  std::size_t pieces = 0;
  std::size_t shared = 0;
  for (std::size_t at = 0; at + kPiece <= heading.size(); at += 3) {
    ++pieces;
    const std::string_view piece = std::string_view{heading}.substr(at, kPiece);
    for (const std::string& title : titles) {
      if (!contains(title, piece)) continue;
      ++shared;
      break;
    }
  }
  return shared * 2 >= pieces ? found : kNoIndex;
}

// "涵曦 ~ 博客": a few letters and what kind of site it is, as a word of its own.
bool names_blog(std::string_view title) {
  constexpr float kLongest = 45;
  if (measure_text(title).weight > kLongest) return false;
  for (const std::string_view kind :
       {" 博客", " 的博客", " 个人博客", " 部落格", " blog", " Blog", " 블로그"}) {
    if (title.ends_with(kind)) return true;
  }
  return false;
}

// "人民日报-人民网", "某市教育局", "文章内容": a <title> that names the site and no text.
bool names_site_only(std::string_view title) {
  if (names_blog(title)) return true;
  static constexpr std::array kEnds = std::to_array<std::string_view>(
      {"网",     "網",     "报",     "報",     "网站",  "門戶", "门户",   "频道",   "頻道",
       "在线",   "大学",   "大學",   "学院",   "中学",  "小学", "政府",   "局",     "委员会",
       "厅",     "首页",   "公司",   "集团",   "协会",  "学会", "医院",   "法院",   "检察院",
       "研究所", "研究院", "电子报", "平台",   "正文",  "详情", "电视台", "電視台", "日报",
       "新闻网", "出版社", "图书馆", "博物馆", "管委会"});
  static constexpr std::array kWhole = std::to_array<std::string_view>(
      {"文章内容", "新闻中心", "新闻动态", "通知公告", "详细内容", "新闻内容", "内容", "新闻",
       "文章", "信息公开", "工作动态", "公示公告", "正文内容", "无标题文档"});
  constexpr float kLongest = 75;
  const TextMeasure measure = measure_text(title);
  if (measure.ideographs == 0 || measure.weight > kLongest || measure.commas > 0) return false;
  // Any stroke parts the names, with or without spaces.
  std::string part;
  for (std::size_t at = 0; at <= title.size();) {
    const DecodedCharacter decoded =
        at < title.size() ? decode_utf8(title, at) : DecodedCharacter{U'-', 1};
    if (is_word_character(decoded.code_point)) {
      part += title.substr(at, decoded.length);
    } else if (!part.empty()) {
      const auto ends = [&part](std::string_view end) { return part.ends_with(end); };
      const bool site = std::any_of(kEnds.begin(), kEnds.end(), ends) ||
                        std::find(kWhole.begin(), kWhole.end(), part) != kWhole.end();
      if (!site) return false;
      part.clear();
    }
    at += decoded.length;
  }
  return true;
}

enum class Between : unsigned char { Anything, NoHeading };

// Whether a date or prose stands not far below the line.
bool leads_to_text(const PageMap& map, std::uint32_t index, Between between) {
  constexpr std::uint32_t kReach = 8;
  const auto count = static_cast<std::uint32_t>(map.lines.size());
  for (std::uint32_t below = index + 1; below < std::min(index + kReach, count); ++below) {
    const Line& next = map.lines[below];
    const bool dated = next.measure.digits >= 6 && next.link_share() < 0.5F;
    const bool prose = next.measure.sentence_ends > 0 && next.measure.weight > 100;
    if (dated || prose) return true;
    if (between == Between::NoHeading && next.kind == LineKind::Heading) return false;
  }
  return false;
}

// A line that nothing marks as a title and nothing speaks against: no link, date or label, none of
// what the page's own <title> says. `shortest`, `longest`: in Latin letters.
bool may_be_title(const PageMap& map,
                  std::uint32_t index,
                  const std::vector<std::string>& keys,
                  float shortest,
                  float longest) {
  const Line& line = map.lines[index];
  const std::string_view text = map.line_text(index);
  const std::string key = comparison_key(text);
  const bool site = std::any_of(keys.begin(), keys.end(),
                                [&key](const std::string& title) { return contains(title, key); });
  return line.link_share() == 0 && line.measure.weight >= shortest &&
         line.measure.weight <= longest && !is_meta_line(text) && !site &&
         classify_line(text, line.measure.weight) == Phrase::None;
}

// Where a page has no heading at all: the line right above the dateline.
std::uint32_t line_above_date(const PageMap& map, const std::vector<std::string>& keys) {
  constexpr std::uint32_t kMostLines = 200;
  const auto count = std::min(kMostLines, static_cast<std::uint32_t>(map.lines.size()));
  for (std::uint32_t index = 1; index < count; ++index) {
    const Line& date = map.lines[index];
    const std::string_view row = map.line_text(index);
    if (date.measure.digits < 6 || date.link_share() > 0.5F || !is_meta_line(row)) continue;
    return may_be_title(map, index - 1, keys, 10, 150) ? index - 1 : kNoIndex;
  }
  return kNoIndex;
}

// Where a page has neither a heading nor a dateline: the line right above the first prose.
std::uint32_t line_above_text(const PageMap& map, const std::vector<std::string>& keys) {
  constexpr std::uint32_t kMostLines = 200;
  constexpr float kProse = 150;
  const auto count = std::min(kMostLines, static_cast<std::uint32_t>(map.lines.size()));
  for (std::uint32_t index = 1; index < count; ++index) {
    const TextMeasure& below = map.lines[index].measure;
    if (below.sentence_ends == 0 || below.weight < kProse) continue;
    const bool sentence = map.lines[index - 1].measure.sentence_ends > 0;
    return !sentence && may_be_title(map, index - 1, keys, 20, 100) ? index - 1 : kNoIndex;
  }
  return kNoIndex;
}

// "江城鸟事 雨后的白鹭" without a stroke between: the entry's line, where another line near the top
// is all that the title says before it.
std::uint32_t line_behind_blog(const PageMap& map, const std::vector<std::string>& titles) {
  constexpr std::uint32_t kMostLines = 1000;
  constexpr std::uint32_t kTop = 100;
  constexpr std::size_t kShortest = 15;
  const auto count = static_cast<std::uint32_t>(map.lines.size());
  for (const std::string& title : titles) {
    for (std::uint32_t index = 0; index < std::min(count, kMostLines); ++index) {
      const std::string key = comparison_key(map.line_text(index).substr(0, 400));
      if (key.size() < kShortest || key.size() >= title.size() || !title.ends_with(key)) continue;
      const std::string_view blog = std::string_view{title}.substr(0, title.size() - key.size());
      for (std::uint32_t top = 0; top < std::min(index, kTop); ++top) {
        if (comparison_key(map.line_text(top).substr(0, 400)) == blog) return index;
      }
    }
  }
  return kNoIndex;
}

// "● 雨后的白鹭"
std::string without_bullet(const std::string& headline) {
  for (const std::string_view mark : {"● ", "■ ", "◆ ", "★ ", "▼ ", "□ ", "○ "}) {
    if (headline.starts_with(mark)) return headline.substr(mark.size());
  }
  return headline;
}

// "通胀来了-某某的博客-某讯博客" without what names a site, where a bare stroke parts them.
std::string without_site_tails(const std::string& title) {
  std::string_view rest = title;
  for (std::size_t stroke = rest.rfind('-'); stroke != std::string_view::npos && stroke > 0;
       stroke = rest.rfind('-')) {
    const std::string_view tail = rest.substr(stroke + 1);
    const bool blog = tail.ends_with("博客") || tail.ends_with("论坛") || tail.ends_with("空间");
    if (!blog && !names_site_only(tail)) break;
    rest = trimmed(rest.substr(0, stroke));
  }
  return std::string{rest};
}

// The first heading, or line in an element named "title", that names no site and has a date or
// prose not far below.
std::uint32_t heading_of_text(const PageMap& map, const std::vector<std::string>& keys) {
  constexpr std::uint32_t kMostLines = 400;
  constexpr float kShortest = 10;
  constexpr float kLongest = 250;
  const auto count = static_cast<std::uint32_t>(map.lines.size());
  for (std::uint32_t index = 0; index < std::min(count, kMostLines); ++index) {
    const Line& line = map.lines[index];
    const float weight = line.measure.weight;
    const bool named = line.kind == LineKind::Text &&
                       has_hint(map.elements[line.element].hints, Hint::Title) &&
                       (map.elements[line.element].hints & kChromeHints) == 0;
    if ((line.kind != LineKind::Heading && !named) || line.link_share() > 0.5F) continue;
    const std::string_view text = map.line_text(index);
    if (weight < kShortest || weight > kLongest) continue;
    const std::string key = comparison_key(text);
    const bool site = std::any_of(keys.begin(), keys.end(), [&key](const std::string& title) {
      return contains(title, key);
    });
    if (site) continue;
    if (classify_line(text, weight) != Phrase::None) continue;
    const bool above_heading =
        named && index + 1 < count && map.lines[index + 1].kind == LineKind::Heading;
    if (above_heading || leads_to_text(map, index, Between::Anything)) return index;
  }
  return kNoIndex;
}

// "审稿人的脸色 已有 3201 次阅读": a counter in the heading's element, which no declared title has.
std::string without_counter(const std::string& headline, const std::vector<std::string>& keys) {
  const std::size_t space =
      headline.find(' ', headline.size() - std::min<std::size_t>(headline.size(), 40));
  if (space == std::string::npos || space < 9) return headline;
  const std::string_view tail = std::string_view{headline}.substr(space);
  if (measure_text(tail).digits == 0) return headline;
  static constexpr std::array kCounters = std::to_array<std::string_view>(
      {"阅读", "閱讀", "浏览", "瀏覽", "点击", "點擊", "评论", "評論", "回复", "回覆", "人气"});
  const bool counter = contains_any(tail, kCounters);
  const std::string all = comparison_key(headline);
  const std::string head = comparison_key(std::string_view{headline}.substr(0, space));
  const bool declared = std::any_of(keys.begin(), keys.end(), [&](const std::string& title) {
    return contains(title, head) && !contains(title, all);
  });
  return counter && declared ? headline.substr(0, space) : headline;
}

// "[四川]五一自驾" above a page whose title begins with "五一自驾": a kind of thread before the
// headline.
std::string without_kind(const std::string& headline, const std::vector<std::string>& declared) {
  const std::size_t close = headline.find(']');
  if (!headline.starts_with("[") || close == std::string::npos) return headline;
  const std::string rest = collapse_spaces(std::string_view{headline}.substr(close + 1));
  const bool begins = rest.size() >= 9 &&
                      std::any_of(declared.begin(), declared.end(),
                                  [&rest](const auto& title) { return title.starts_with(rest); });
  return begins ? rest : headline;
}

// A heading that a <br> breaks: all of it, where a declared title says all of it.
void join_broken(const PageMap& map, const std::vector<std::string>& declared, Headline& headline) {
  constexpr std::uint32_t kMostLines = 3;
  const Line& line = map.lines[headline.line];
  const Element& heading = map.elements[line.element];
  const std::uint32_t lines = heading.last_line - heading.first_line;
  if (line.kind != LineKind::Heading || lines < 2 || lines > kMostLines) return;
  std::string whole = map.element_text(line.element);
  const std::string key = comparison_key(whole);
  const bool told = std::any_of(declared.begin(), declared.end(),
                                [&key](const std::string& title) { return contains(title, key); });
  if (!told) return;
  for (std::uint32_t at = heading.first_line; at < heading.last_line; ++at)
    headline.keys.push_back(comparison_key(map.line_text(at)));
  headline.keys.push_back(key);
  headline.line = heading.last_line - 1;
  headline.title = std::move(whole);
}

// A link in a list of articles says the site's name, too: the heading that says the title without
// it, where there is one; else `line`.
std::uint32_t without_site_name(const PageMap& map,
                                std::uint32_t line,
                                const std::vector<std::string>& stripped) {
  if (line == kNoIndex || map.lines[line].link_share() <= 0.5F) return line;
  const std::string own = comparison_key(map.line_text(line));
  for (const std::string& title : stripped) {
    const std::string key = comparison_key(title);
    if (key.empty() || key.size() >= own.size() || !own.starts_with(key)) continue;
    for (std::uint32_t index = 0; index < map.lines.size(); ++index) {
      const Line& other = map.lines[index];
      const bool plain = other.kind == LineKind::Heading && other.link_share() < 0.5F;
      if (plain && comparison_key(map.line_text(other)) == key) return index;
    }
  }
  return line;
}

}  // namespace

std::string strip_site(std::string_view title, std::string_view site, std::string& cut) {
  std::string_view rest = trimmed(title);
  const std::string site_key = comparison_key(site);
  // "江城乐评 | 旧唱片 | 乐评"
  const std::string_view first = first_part(rest);
  if (!site_key.empty() && first.size() < rest.size() && comparison_key(first) == site_key) {
    std::string_view behind = rest.substr(rest.find(first) + first.size());
    std::size_t length = 0;
    for (const std::string_view separator : kSeparators) {
      if (behind.starts_with(separator)) length = std::max(length, separator.size());
    }
    behind = trimmed(behind.substr(length));
    cut = std::string{first};
    if (!behind.empty()) rest = behind;
  }
  for (int round = 0; round < 4; ++round) {
    const Cut at = last_separator(rest);
    if (at.begin == std::string_view::npos) break;
    const std::string_view head = trimmed(rest.substr(0, at.begin));
    const std::string_view tail = trimmed(rest.substr(at.end));
    const float head_weight = measure_text(head).weight;
    const float tail_weight = measure_text(tail).weight;
    const std::string tail_key = comparison_key(tail);
    const bool is_site =
        !site_key.empty() &&
        (contains(tail_key, site_key) || (tail_key.size() > 3 && contains(site_key, tail_key)));
    // The longer half is the headline, unless the page itself names the other.
    if (!is_site && (head_weight < 12 || tail_weight > 0.8F * head_weight || tail_weight > 60)) {
      if (round == 0 && tail_weight > 2 * head_weight && head_weight > 0) {
        cut = std::string{head};
        return std::string{tail};
      }
      break;
    }
    if (cut.empty()) cut = std::string{tail};
    rest = head;
  }
  return std::string{rest};
}

TitleTail behind_headline(std::string_view title, std::string_view headline) {
  const std::string_view first = first_part(title);
  // "通胀来了-某某的博客-某讯博客"
  const std::size_t stroke = headline.size();
  if (stroke > 0 && stroke + 1 < title.size() && title[stroke] == '-' && title[stroke + 1] != ' ' &&
      title.starts_with(headline)) {
    const std::string_view rest = title.substr(stroke + 1);
    const std::size_t next = rest.find('-');
    if (next == std::string_view::npos) return {rest, {}};
    return {rest.substr(0, next), rest.substr(rest.rfind('-') + 1)};
  }
  if (first.size() >= title.size() || comparison_key(first) != comparison_key(headline)) return {};
  const std::size_t at = title.find(first) + first.size();
  std::string_view rest = title.substr(at);
  // The separator behind the headline.
  std::size_t length = 0;
  for (const std::string_view separator : kSeparators) {
    if (rest.starts_with(separator)) length = std::max(length, separator.size());
  }
  rest = trimmed(rest.substr(length));
  const std::string_view next = first_part(rest);
  if (next.size() == rest.size()) return {next, {}};
  return {next, trimmed(rest.substr(last_separator(rest).end))};
}

Headline find_headline(const PageMap& map,
                       const std::vector<std::string>& declared,
                       std::string_view site) {
  Headline headline;
  std::vector<std::string> stripped;
  std::vector<std::string> keys;
  for (const std::string& title : declared) {
    if (title.empty()) continue;
    std::string cut;
    stripped.push_back(strip_site(title, site, cut));
    if (headline.site.empty()) headline.site = cut;
    keys.push_back(comparison_key(std::string_view{title}.substr(0, 600)));
  }
  constexpr std::uint32_t kMostLines = 3000;
  constexpr int kMostHeadings = 500;
  int headings = 0;
  std::size_t best = 0;
  for (std::uint32_t index = 0; index < map.lines.size(); ++index) {
    const Line& line = map.lines[index];
    if (line.measure.weight > 400 || line.kind == LineKind::Code) continue;
    // LIMIT: headlines stand near the top, or are headings.
    const bool heading = line.kind == LineKind::Heading && ++headings <= kMostHeadings;
    if (index >= kMostLines && !heading) continue;
    const std::string key = comparison_key(map.line_text(line));
    std::size_t rating = 0;
    for (const std::string& title : keys)
      rating = std::max(rating, rate_line(line, key, title));
    if (rating > best) {
      best = rating;
      headline.line = index;
    }
  }
  headline.line = without_site_name(map, headline.line, stripped);
  // Lines that are no headings and only a part of the title are of less trust.
  if (best < kHeadingRating) {
    const std::uint32_t heading = leading_heading(map, declared);
    if (heading != kNoIndex) headline.line = heading;
    if (best == 0 && heading == kNoIndex) headline.line = line_behind_blog(map, keys);
  }
  if (headline.line == kNoIndex) headline.line = lone_heading(map, keys);
  const bool seen =
      headline.line != kNoIndex && leads_to_text(map, headline.line, Between::NoHeading);
  const std::string site_key = comparison_key(site);
  const auto of_site = [&site_key](const std::string& title) {
    return names_site_only(title) || (!site_key.empty() && comparison_key(title) == site_key);
  };
  if (!declared.empty() && !seen && std::all_of(declared.begin(), declared.end(), of_site)) {
    std::uint32_t heading = heading_of_text(map, keys);
    if (heading == kNoIndex) heading = line_above_date(map, keys);
    if (heading == kNoIndex) heading = line_above_text(map, keys);
    if (heading != kNoIndex) headline.line = heading;
  }
  if (headline.line != kNoIndex) {
    headline.title = without_kind(std::string{map.line_text(headline.line)}, declared);
    headline.title = without_bullet(without_counter(headline.title, keys));
    headline.keys.push_back(comparison_key(headline.title));
    join_broken(map, keys, headline);
    // "Handwerk Die letzte Setzerin": what is declared first is the end of the heading.
    const std::string own = comparison_key(headline.title);
    const bool kicker = !keys.empty() && keys[0].size() >= 12 && keys[0].size() < own.size() &&
                        keys[0].size() * 2 > own.size() && own.ends_with(keys[0]);
    if (kicker) headline.title = declared[0];
  } else if (!stripped.empty()) {
    headline.title = without_site_tails(stripped.front());
  } else {
    for (std::uint32_t index = 0; index < map.lines.size(); ++index) {
      if (map.lines[index].kind != LineKind::Heading) continue;
      headline.title = std::string{map.line_text(index)};
      headline.line = index;
      break;
    }
  }
  for (const std::string& title : stripped)
    headline.keys.push_back(comparison_key(title));
  headline.keys.insert(headline.keys.end(), keys.begin(), keys.end());
  std::erase(headline.keys, std::string{});
  return headline;
}

}  // namespace banxin::article
