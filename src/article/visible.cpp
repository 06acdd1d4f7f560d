#include "article/visible.h"

#include <algorithm>
#include <array>

#include "article/bylines.h"

namespace banxin::article {

namespace {

constexpr std::uint32_t kAbove = 12;  // lines above the headline that may hold its dateline
constexpr std::uint32_t kBelow = 14;  // and below it
constexpr std::uint32_t kInto = 4;    // first lines of the body
constexpr std::uint32_t kTail = 6;    // its last lines
constexpr std::uint32_t kAfter = 8;   // lines behind it

bool has_author_name(const PageMap& map, std::uint32_t element) {
  namespace names = dom::names;
  for (int level = 0; level < 3 && element != kNoIndex; ++level) {
    const dom::Node& node = *map.elements[element].node;
    for (const Atom attribute : {names::class_, names::id, names::rel, names::itemprop}) {
      const std::string name = ascii_lower(node.attribute(attribute).substr(0, 200));
      if (contains(name, "author") || contains(name, "byline") || contains(name, "writer") ||
          contains(name, "nickname") || contains(name, "reporter")) {
        return true;
      }
    }
    element = map.elements[element].parent;
  }
  return false;
}

bool says_modified(std::string_view text) {
  static constexpr std::array kWords = std::to_array<std::string_view>(
      {"更新", "修改", "Updated", "UPDATED", "updated", "Modified", "modified", "Aktualisiert",
       "Actualizado", "Mis à jour", "수정"});
  for (const std::string_view word : kWords) {
    if (contains(text, word)) return true;
  }
  return false;
}

bool says_published(std::string_view text) {
  static constexpr std::array kWords = std::to_array<std::string_view>(
      {"发布", "發布", "发表", "發表", "日期", "时间", "時間", "Published", "PUBLISHED", "Posted",
       "公開", "掲載", "投稿", "입력", "Veröffentlicht", "Publié", "Publicado"});
  for (const std::string_view word : kWords) {
    if (contains(text, word)) return true;
  }
  return false;
}

class Scanner {
 public:
  Scanner(const PageMap& map, const std::vector<LineFacts>& facts, const VisiblePlace& place)
      : map_(map), facts_(facts), place_(place) {}

  VisibleFacts run() {
    scan_bylines();
    scan_source();
    scan_dates();
    return std::move(out_);
  }

 private:
  std::uint32_t count() const { return static_cast<std::uint32_t>(map_.lines.size()); }
  std::uint32_t anchor() const {
    return place_.title_line != kNoIndex ? place_.title_line : place_.body_begin;
  }
  std::string_view text(std::uint32_t line) const { return map_.line_text(line); }
  bool is_short(std::uint32_t line) const { return map_.lines[line].measure.weight <= 200; }

  // The lines where a dateline stands, in the order of trust: below the headline, above it, the
  // body's first and last lines, behind the body.
  std::vector<std::uint32_t> places() const {
    std::vector<std::uint32_t> lines;
    const auto add = [&lines, this](std::uint32_t from, std::uint32_t to) {
      for (std::uint32_t line = from; line < std::min(to, count()); ++line) {
        if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
      }
    };
    const std::uint32_t at = anchor();
    const std::uint32_t below = std::min(at + kBelow, std::max(at + 1, place_.body_begin + 1));
    add(at, place_.title_line == kNoIndex ? at + 1 : below);
    if (place_.body_end > place_.body_begin) {
      add(place_.body_begin, std::min(place_.body_begin + kInto, place_.body_end));
    }
    for (std::uint32_t line = at; line > at - std::min(at, kAbove); --line)
      add(line - 1, line);
    if (place_.body_end > place_.body_begin) {
      add(std::max(place_.body_begin, place_.body_end - std::min(place_.body_end, kTail)),
          place_.body_end);
      add(place_.body_end, place_.body_end + kAfter);
    }
    return lines;
  }

  void scan_bylines() {
    const std::vector<std::uint32_t> lines = places();
    for (const std::uint32_t line : lines) {
      if (!is_short(line)) continue;
      out_.bylines = find_bylines(text(line));
      if (!out_.bylines.empty()) return;
    }
    // A name in an element that is named so.
    for (const std::uint32_t line : lines) {
      const Line& row = map_.lines[line];
      if (row.measure.weight > 50 || row.measure.sentence_ends > 1 || line == place_.title_line) {
        continue;
      }
      if (!has_author_name(map_, row.element) || facts_[line].has_date) continue;
      if (facts_[line].phrase != Phrase::None) continue;
      out_.bylines = split_names(text(line));
      if (!out_.bylines.empty()) return;
    }
    scan_bare_names();
    if (out_.bylines.empty()) scan_prose();
  }

  // "石佳/中国青年报", "2025-02-10 李晓明": a name without a label between headline and body.
  void scan_bare_names() {
    if (place_.title_line == kNoIndex) return;
    const std::uint32_t end = std::min(place_.title_line + kBelow, place_.body_begin + 1);
    for (std::uint32_t line = place_.title_line + 1; line < end; ++line) {
      const std::string_view row = text(line);
      if (map_.lines[line].measure.weight > 90) continue;
      std::string rest{row};
      const auto date = find_date(row, place_.order);
      if (date.has_value()) rest.erase(date->begin, date->end - date->begin);
      std::size_t begin = 0;
      while (begin < rest.size()) {
        std::size_t end_of = rest.find_first_of(" /|", begin);
        if (end_of == std::string::npos) end_of = rest.size();
        const std::string part = rest.substr(begin, end_of - begin);
        if (is_chinese_name(part)) out_.bylines.push_back(part);
        begin = end_of + 1;
      }
      if (!out_.bylines.empty()) return;
    }
  }

  // "新华社北京9月8日电（记者张三）…" opens the prose, "…（张巨峰）" ends it.
  void scan_prose() {
    if (place_.body_end <= place_.body_begin) return;
    const std::string_view first = text(place_.body_begin);
    const std::size_t close = first.substr(0, 240).find("）");
    if (close != std::string_view::npos) {
      out_.bylines = find_bylines(first.substr(0, close + 3));
      if (!out_.bylines.empty()) return;
    }
    for (std::uint32_t line = place_.body_end;
         line > place_.body_begin && line + 4 > place_.body_end; --line) {
      const std::string_view last = text(line - 1);
      if (!last.ends_with("）") && !last.ends_with(")")) continue;
      const std::size_t open = std::max(rfind(last, "（"), rfind(last, "("));
      if (open == 0 || last.size() - open > 60) continue;
      const std::size_t skip = last[open] == '(' ? 1 : 3;
      const std::size_t tail = last.ends_with(")") ? 1 : 3;
      if (last.size() < open + skip + tail) continue;
      const std::string_view inner = last.substr(open + skip, last.size() - open - skip - tail);
      if (is_chinese_name(inner)) {
        out_.bylines = {std::string{inner}};
      } else {
        out_.bylines = find_bylines(inner);
      }
      if (!out_.bylines.empty()) return;
    }
  }

  static std::size_t rfind(std::string_view text, std::string_view part) {
    const std::size_t at = text.rfind(part);
    return at == std::string_view::npos ? 0 : at;
  }

  void scan_source() {
    for (const std::uint32_t line : places()) {
      if (!is_short(line)) continue;
      out_.source = find_source(text(line));
      if (!out_.source.empty()) return;
    }
  }

  void scan_dates() {
    std::string modified;
    const std::vector<std::uint32_t> lines = places();
    for (const std::uint32_t line : lines) {
      if (!is_short(line) || line == place_.title_line || in_prose(line)) continue;
      const auto date = find_date(text(line), place_.order);
      if (!date.has_value()) continue;
      if (says_modified(text(line).substr(0, date->begin)) && !says_published(text(line))) {
        if (modified.empty()) modified = date->iso;
        continue;
      }
      out_.published = date->iso;
      return;
    }
    for (std::uint32_t line = 0; line < count(); ++line) {
      if (map_.lines[line].measure.weight > 100 || !says_published(text(line))) continue;
      const auto date = find_date(text(line), place_.order);
      if (date.has_value() && date->begin < 60) {
        out_.published = date->iso;
        return;
      }
    }
    out_.published = modified;
  }

  // A sentence with a date in it dates what it tells.
  bool in_prose(std::uint32_t line) const {
    const Line& row = map_.lines[line];
    const bool inside = line >= place_.body_begin && line < place_.body_end;
    return inside && (row.measure.weight > 90 || row.measure.commas > 1);
  }

  const PageMap& map_;
  const std::vector<LineFacts>& facts_;
  const VisiblePlace& place_;
  VisibleFacts out_;
};

}  // namespace

VisibleFacts read_visible(const PageMap& map,
                          const std::vector<LineFacts>& facts,
                          const VisiblePlace& place) {
  return Scanner{map, facts, place}.run();
}

}  // namespace banxin::article
