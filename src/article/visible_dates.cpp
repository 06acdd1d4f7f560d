#include "article/visible_dates.h"

#include <algorithm>
#include <array>
#include <optional>

#include "article/names.h"
#include "article/visible_places.h"
#include "base/ascii.h"

namespace banxin::article {

namespace {

enum class DateLabel : unsigned char { None, Published, First, Modified };

constexpr std::array kModifiedWords = std::to_array<std::string_view>(
    {"更新", "修改", "编辑于", "編輯於", "修訂", "修订", "改定", "Updated", "UPDATED", "updated",
     "Modified", "modified", "Aktualisiert", "Actualizado", "Mis à jour", "수정", "Last edited"});

constexpr std::array kPublishedWords = std::to_array<std::string_view>(
    {"发布",   "發布",           "发表",      "發表",     "發佈",   "刊登",      "出版",
     "首发",   "撰寫",           "Published", "公開",     "公表",   "掲載",      "投稿",
     "配信",   "입력",           "승인",      "등록",     "作成日", "PUBLISHED", "登録日",
     "Posted", "Veröffentlicht", "Publié",    "Publicado"});

// What the words before a date say of it; both at once say nothing.
DateLabel rate_date_label(std::string_view text) {
  if (text.empty()) return DateLabel::None;
  const bool published = contains_any(text, kPublishedWords);
  if (contains_any(text, kModifiedWords)) return published ? DateLabel::None : DateLabel::Modified;
  return published ? DateLabel::Published : DateLabel::None;
}

// "2022-03-02 10:00 修改", "2021-12-20 首次发布": the words right behind it.
DateLabel rate_label_behind(std::string_view text) {
  while (text.starts_with(" "))
    text.remove_prefix(1);
  for (const std::string_view word : {"修改", "更新", "に更新", "编辑", "編輯", "수정",
                                      "lastupdate", "last update", "(更新", "（更新"}) {
    if (!text.starts_with(word)) continue;
    const std::string_view rest = text.substr(word.size());
    const bool is_label = rest.starts_with("：") || rest.starts_with(":") || rest.starts_with("者");
    return is_label ? DateLabel::None : DateLabel::Modified;
  }
  for (const std::string_view word : {"首次发布", "首次發布", "首发"}) {
    if (text.starts_with(word)) return DateLabel::First;
  }
  for (const std::string_view word :
       {"发布", "發布", "发表", "發表", "配信", "公開", "に公開", "に投稿"}) {
    if (text.starts_with(word)) return DateLabel::Published;
  }
  return DateLabel::None;
}

class DateScanner {
 public:
  DateScanner(const PageMap& map, const std::vector<LineFacts>& facts, const VisiblePlace& place)
      : map_(map), place_(place), places_(map, facts, place) {}

  std::string run() const {
    DateChoice choice;
    for (const std::uint32_t line : places_.all()) {
      if (line == place_.title_line) take_date_behind_title(choice);
      if (!places_.is_short(line) || line == place_.title_line || places_.in_prose(line)) continue;
      if (places_.in_table(line)) continue;
      if (places_.is_link(line)) continue;
      read_dates(line, choice);
    }
    std::string found = !choice.first.empty()       ? choice.first
                        : !choice.published.empty() ? choice.published
                                                    : choice.plain;
    if (!found.empty()) return found;
    for (std::uint32_t line = 0; line < count(); ++line) {
      if (map_.lines[line].measure.weight > 100 || places_.is_link(line)) continue;
      // What the text itself lists was published elsewhere: less than when this page was changed.
      const bool inside = line >= place_.body_begin + kIntoBody && line < place_.body_end;
      if (inside && !choice.modified.empty()) continue;
      const DateLabel label = rate_date_label(text(line));
      if (label == DateLabel::None) continue;
      const auto date = find_date(text(line), place_.order);
      if (!date.has_value() || date->begin >= 60) continue;
      if (label == DateLabel::Modified) {
        if (choice.modified.empty()) choice.modified = date->iso;
        continue;
      }
      const bool first = rate_label_behind(text(line).substr(date->end)) == DateLabel::First;
      if (first || found.empty()) found = date->iso;
      if (first) return found;
    }
    return found.empty() ? choice.modified : found;
  }

 private:
  std::uint32_t count() const { return static_cast<std::uint32_t>(map_.lines.size()); }
  std::string_view text(std::uint32_t line) const { return map_.line_text(line); }

  bool is_near_title(std::uint32_t line) const {
    return line < place_.body_begin + kIntoBody || place_.body_end <= place_.body_begin;
  }

  struct DateChoice {
    std::string first;      // beside a label that says it was the first time
    std::string published;  // beside a label that says so, near the headline
    std::string plain;
    std::string modified;
  };

  // "江边的面馆2014/12/1 18:13": a moment, not a day, which the headline itself might name.
  void take_date_behind_title(DateChoice& choice) const {
    constexpr std::size_t kDay = 10;
    const std::string_view row = text(place_.title_line);
    const std::optional<DateMatch> date = find_date(row, place_.order);
    if (date.has_value() && date->end == row.size() && date->iso.size() > kDay)
      choice.plain = date->iso;
  }

  // All dates of a line, each by what stands before it (or, for the first, on the line above) and
  // behind it: 发布日期, 更新：, 2022-03-02 修改.
  void read_dates(std::uint32_t line, DateChoice& choice) const {
    constexpr int kMostDates = 4;
    const std::string_view row = text(line);
    std::size_t from = 0;
    for (int seen = 0; seen < kMostDates; ++seen) {
      std::optional<DateMatch> date = find_date(row, place_.order, from);
      std::string_view before = row.substr(from, date.has_value() ? date->begin - from : 0);
      if (!date.has_value() && from == 0) {
        date = find_minguo_date(row);
        if (date.has_value()) before = row.substr(0, date->begin);
        if (date.has_value() && rate_date_label(label_before(line, before)) == DateLabel::None)
          return;
      }
      if (!date.has_value()) return;
      const std::string_view words = from == 0 ? label_before(line, before) : before;
      if (dates_account(words)) {
        from = date->end;
        continue;
      }
      DateLabel label = rate_date_label(words);
      if (label == DateLabel::None) label = rate_label_behind(row.substr(date->end));
      take_date(line, label, date->iso, choice);
      from = date->end;
    }
  }

  // The label of a date: on its line, or all of the line above ("发布日期" in the cell beside it).
  std::string_view label_before(std::uint32_t line, std::string_view before) const {
    constexpr float kLabelWeight = 24;
    if (!comparison_key(before).empty() || line == 0) return before;
    const Line& above = map_.lines[line - 1];
    return above.measure.weight <= kLabelWeight && above.measure.digits == 0 ? text(line - 1)
                                                                             : before;
  }

  // "註冊時間：2008年11月2日" is an account's.
  static bool dates_account(std::string_view before) {
    return contains(before, "注册") || contains(before, "註冊") || contains(before, "加入日期") ||
           contains(before, "Joined") || contains(before, "最后登录") ||
           contains(before, "最後登入") || dates_event(before);
  }

  // "日時：2017年2月3日", "申込期限 …": when something takes place, not when it was told.
  static bool dates_event(std::string_view before) {
    static constexpr std::array kEvents = std::to_array<std::string_view>(
        {"日時",     "開催日",   "開催期間", "会期",     "期日",     "期限",
         "締切",     "締め切り", "実施日",   "発売日",   "上映日",   "公演日",
         "活動時間", "活動日期", "活动时间", "活动日期", "举办时间", "會議時間",
         "会议时间", "截止日期", "截止时间", "報名時間", "报名时间", "일시"});
    static constexpr std::array kOfPages = std::to_array<std::string_view>(
        {"投稿日時", "更新日時", "質問日時", "公開日時", "掲載日時", "配信日時", "作成日時",
         "登録日時", "回答日時", "最終日時", "発信日時", "記事日時"});
    const std::string key = comparison_key(before);
    const auto ends = [&key](std::string_view word) { return key.ends_with(word); };
    return std::any_of(kEvents.begin(), kEvents.end(), ends) &&
           std::none_of(kOfPages.begin(), kOfPages.end(), ends);
  }

  void take_date(std::uint32_t line,
                 DateLabel label,
                 const std::string& iso,
                 DateChoice& choice) const {
    const auto fill = [&iso](std::string& field) {
      if (field.empty()) field = iso;
    };
    if (label == DateLabel::Modified) {
      fill(choice.modified);
    } else if (label == DateLabel::First) {
      fill(choice.first);
    } else if (label == DateLabel::Published && is_near_title(line)) {
      fill(choice.published);
    } else {
      fill(choice.plain);
    }
  }

  const PageMap& map_;
  const VisiblePlace& place_;
  const VisiblePlaces places_;
};

}  // namespace

std::string find_printed_date(const PageMap& map,
                              const std::vector<LineFacts>& facts,
                              const VisiblePlace& place) {
  return DateScanner{map, facts, place}.run();
}

}  // namespace banxin::article
