#include "article/bylines.h"

#include <algorithm>
#include <array>
#include <optional>

#include "article/bare_names.h"
#include "article/dates.h"
#include "article/latin_bylines.h"
#include "article/names.h"
#include "article/reporters.h"
#include "article/text_measure.h"
#include "base/ascii.h"
#include "base/utf8.h"

namespace banxin::article {

namespace {

struct Label {
  std::string_view text;
  bool wants_separator;  // needs ：, / or | after it
};

constexpr std::array kAuthorLabels = std::to_array<Label>({
    {"文章作者", false},   {"本文作者", false}, {"原作者", true},   {"作者", false},
    {"作　者", false},     {"作 者", false},    {"撰文", false},    {"撰稿", false},
    {"采写", false},       {"採寫", false},     {"采访", true},     {"记者", false},
    {"記者", false},       {"摄影报道", true},  {"攝影報導", true}, {"文字", true},
    {"文", true},          {"执笔", false},     {"特约撰稿", true}, {"撰稿人", true},
    {"執筆", false},       {"著者", false},     {"筆者", true},     {"張貼者", true},
    {"发帖人", true},      {"發文者", true},    {"ライター", true}, {"取材・文", false},
    {"取材・構成", false}, {"聞き手", true},    {"レポート", true}, {"글", true},
    {"기자", true},        {"通讯员", false},   {"通訊員", false},  {"楼主", true},
    {"樓主", true},        {"发信人", true},    {"發信人", true},   {"发布人", true},
    {"主笔", true},        {"采访整理", true},  {"採訪整理", true}, {"整理", true},
});

// What ends a list of names.
constexpr std::array kStops = std::to_array<std::string_view>(
    {"發佈", "最後", "最后", "信区", "简介", "介绍", "来源", "來源", "出处",   "编辑", "編輯",
     "责编", "責編", "责任", "發布", "发布", "时间", "日期", "报道", "報導",   "報道", "摄",
     "攝",   "图",   "圖",   "发表", "浏览", "阅读", "字号", "更新", "通讯员", "實習", "实习生",
     "整理", "综合", "审核", "校对", "供图", "台北", "综述", "电",   "写真",   "構成", "撮影"});

bool starts_with_separator(std::string_view text, std::size_t& length) {
  static constexpr std::array kSeparators = std::to_array<std::string_view>(
      {":", "：", "/", "／", "|", "｜", "丨", "︱", "│", "∣", "︰", "】", "・", "·", "＝", "●"});
  std::size_t at = 0;
  while (at < text.size()) {
    const DecodedCharacter decoded = decode_utf8(text, at);
    if (!is_space(decoded.code_point)) break;
    at += decoded.length;
  }
  for (const std::string_view separator : kSeparators) {
    if (text.substr(at).starts_with(separator)) {
      length = at + separator.size();
      return true;
    }
  }
  return false;
}

// Parts a run of names at spaces, commas and the like.
std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> tokens(1);
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCharacter decoded = decode_utf8(text, at);
    const char32_t c = decoded.code_point;
    if (is_space(c) || c == U',' || c == 0xFF0C || c == 0x3001 || c == U';' || c == 0xFF1B ||
        c == U'/' || c == 0xFF0F || c == 0x2571 || c == U'&') {
      if (!tokens.back().empty()) tokens.emplace_back();
    } else {
      tokens.back().append(text.substr(at, decoded.length));
    }
    at += decoded.length;
  }
  if (tokens.back().empty()) tokens.pop_back();
  return tokens;
}

// "tc9011" is an account, "Lisa2021-03-05" a name and a day: where the digits at `at` end, if they
// belong to the letters before them; else `at`.
std::size_t end_of_account(std::string_view rest, std::size_t at) {
  if (at == 0 || !is_ascii_letter(rest[at - 1])) return at;
  std::size_t end = at;
  while (end < rest.size() && is_ascii_alphanumeric(rest[end]))
    ++end;
  const std::string_view behind = rest.substr(end);
  const bool dates = behind.starts_with("-") || behind.starts_with("/") ||
                     behind.starts_with(".") || behind.starts_with(":") || behind.starts_with("年");
  return dates ? at : end;
}

// The part of `rest` that may hold names: to a bracket, a bar, a full stop, a digit.
std::string_view name_run(std::string_view rest) {
  for (std::size_t at = 0; at < rest.size();) {
    const DecodedCharacter decoded = decode_utf8(rest, at);
    const char32_t c = decoded.code_point;
    if (const std::size_t end =
            c < 0x80 && is_ascii_digit(rest[at]) ? end_of_account(rest, at) : at;
        end > at) {
      at = end;
      continue;
    }
    if (c == U'|' || c == 0xFF5C || c == 0x4E28 || c == U')' || c == 0xFF09 || c == U'(' ||
        c == 0xFF08 || c == U']' || c == 0x3011 || c == 0x3010 || c == U'[' || c == 0x3002 ||
        c == U'>' || c == 0x300A || c == 0x201C || (c >= U'0' && c <= U'9') || at > 120) {
      return rest.substr(0, at);
    }
    at += decoded.length;
  }
  return rest;
}

// "记者 贾天勇 摄" took the picture.
bool is_picture_credit(std::string_view token) {
  return contains(token, "摄") || contains(token, "攝") || contains(token, "供图") ||
         contains(token, "图源") || contains(token, "制图");
}

// Readings in brackets (財經(jīng)) are no part of a name.
std::string without_readings(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t close = text[at] == '(' ? text.find(')', at) : std::string_view::npos;
    if (close != std::string_view::npos && close - at < 12 &&
        measure_text(text.substr(at, close - at)).ideographs == 0) {
      at = close + 1;
    } else {
      out += text[at++];
    }
  }
  return out;
}

// "記者王大明／江城報導": behind the stroke stands where it was written.
std::string_view without_place(std::string_view text) {
  constexpr std::size_t kPlaceBytes = 30;
  const std::size_t wide = text.find("／");
  const std::size_t stroke = std::min(wide, text.find('/'));
  if (stroke == std::string_view::npos || stroke == 0) return text;
  const std::string_view place = text.substr(stroke, kPlaceBytes);
  const bool reports = contains(place, "報導") || contains(place, "报道") ||
                       contains(place, "報道") || contains(place, "电") || contains(place, "電");
  return reports ? text.substr(0, stroke) : text;
}

// "記者趙麗妍台中18日電": the place runs on behind a name of three characters, to the day.
std::string without_dateline_place(const std::string& name, std::string_view behind) {
  constexpr std::size_t kName = 9;
  const bool longer = name.size() >= kName + 6 && name.size() <= kName + 12;
  if (!longer || behind.empty() || !is_ascii_digit(behind[0])) return name;
  const std::string head = name.substr(0, kName);
  return is_chinese_name(head) ? head : name;
}

std::string cut_at_stop(const std::string& token, bool& stopped) {
  std::size_t end = token.size();
  // "作者：江城发布" is an office's account.
  constexpr std::string_view kAccount = "发布";
  if (token.ends_with(kAccount) && token.size() >= 2 * kAccount.size() &&
      !is_chinese_name(std::string_view{token}.substr(0, token.size() - kAccount.size()))) {
    return token;
  }
  for (const std::string_view stop : kStops) {
    const std::size_t found = token.find(stop);
    if (found != std::string::npos && found < end) {
      end = found;
      stopped = true;
    }
  }
  const std::size_t colon = std::min(token.find(':'), token.find("："));
  if (colon < end) {
    stopped = true;
    end = 0;  // "编辑：某": a label of its own
  }
  return token.substr(0, end);
}

// Names after a label. Without a separator only Chinese names count, so that prose that begins
// with 记者 or 作者 gives none.
std::vector<std::string> names_after(std::string_view rest, bool separated) {
  std::vector<std::string> names;
  std::vector<std::string> others;
  bool stopped = false;
  const std::string plain = without_readings(rest.substr(0, 400));
  const std::string_view run = name_run(plain);
  const std::string_view behind = std::string_view{plain}.substr(run.size());
  for (const std::string& token : tokens_of(without_place(run))) {
    // Who wrote took the pictures too.
    if (!names.empty() && (token == "摄影报道" || token == "攝影報導" || token == "文并摄")) break;
    if (is_picture_credit(token)) {
      // "作者：王小明 摄影：李大力" names one for each; "记者 王小明 摄" took the picture.
      const bool label = contains(token, "：") || contains(token, ":");
      return label ? names : std::vector<std::string>{};
    }
    // "某报记者 张三 某报记者 李四"
    if (!names.empty() && (token.ends_with("记者") || token.ends_with("記者"))) continue;
    const std::string name = without_dateline_place(cut_at_stop(token, stopped), behind);
    if (!name.empty()) {
      if (is_chinese_name(name)) {
        names.push_back(name);
      } else if (others.size() < 4 && names.empty()) {
        others.push_back(name);
      } else {
        stopped = true;
      }
    }
    if (stopped) break;
  }
  if (!names.empty() || !separated || others.empty()) return names;
  // A pen name, an office, a name in Latin letters (of several words).
  if (measure_text(others[0]).ideographs > 0) {
    const bool asks = others[0].ends_with("？") || others[0].ends_with("?");
    if (asks || count_characters(others[0]) > 16) return {};
    return {others[0]};
  }
  std::string joined;
  for (const std::string& word : others) {
    if (measure_text(word).ideographs > 0) break;
    joined += (joined.empty() ? "" : " ") + word;
  }
  return {joined};
}

bool boundary_before(std::string_view line, std::size_t at) {
  if (at == 0) return true;
  const DecodedCharacter before = decode_utf8_before(line, at);
  return !is_word_character(before.code_point);
}

// "2018-11-30 03:20来源：某周报作者：某人": elements without a space between them.
bool runs_on_in_dateline(std::string_view line, std::size_t at) {
  constexpr std::size_t kDateline = 160;
  if (line.size() > kDateline) return false;
  const std::string_view before = line.substr(0, at);
  return contains(before, "来源") || contains(before, "來源") || find_date(before).has_value();
}

// "作者相信，补贴会停。", "由一个记者来写作。": a sentence about whoever writes.
bool tells_of_writer(std::string_view line, std::size_t at) {
  static constexpr std::array kEnds =
      std::to_array<std::string_view>({"。", "！", "？", "…", "!", "?", "”"});
  const auto ends = [](std::string_view text) {
    return std::any_of(kEnds.begin(), kEnds.end(),
                       [text](std::string_view mark) { return text.ends_with(mark); });
  };
  const std::string_view before = line.substr(0, at);
  if (before.ends_with("个") || before.ends_with("個") || before.ends_with("位")) return true;
  return line.substr(at).starts_with("作者") && ends(line);
}

// "…（记者 张三）", "澎湃新闻记者 段彦超": an organisation may stand before the label 记者.
std::vector<std::string> find_labelled(std::string_view line) {
  for (const Label& label : kAuthorLabels) {
    for (std::size_t at = line.find(label.text); at != std::string_view::npos && at < 400;
         at = line.find(label.text, at + label.text.size())) {
      const std::string_view rest = line.substr(at + label.text.size());
      std::size_t length = 0;
      const bool separated = starts_with_separator(rest, length);
      const bool reporter = label.text == "记者" || label.text == "記者" || label.text == "采写";
      if (label.wants_separator && !separated) continue;
      const bool colon = rest.starts_with("：") || rest.starts_with(":");
      const bool runs_on = colon && label.text == "作者" && runs_on_in_dateline(line, at);
      if (!boundary_before(line, at) && !reporter && !runs_on) continue;
      if (!separated && tells_of_writer(line, at)) continue;
      std::vector<std::string> names =
          names_after(separated ? rest.substr(length) : rest, separated);
      if (!names.empty()) return names;
    }
  }
  return {};
}

// "[田中太郎，某新聞]": the whole line in brackets, the office after a comma.
std::vector<std::string> find_bracketed(std::string_view line) {
  if (line.size() > 90) return {};
  const bool square = line.starts_with("[") && line.ends_with("]");
  const bool wide = line.starts_with("［") && line.ends_with("］");
  if (!square && !wide) return {};
  const std::size_t size = square ? 1 : 3;
  const std::string_view inner = line.substr(size, line.size() - 2 * size);
  const std::size_t comma = std::min(inner.find("，"), inner.find(','));
  if (comma == std::string_view::npos) return {};
  const std::string name{inner.substr(0, comma)};
  const std::size_t length = count_characters(name);
  if (length < 2 || length > 12 || measure_text(name).ideographs == 0) return {};
  return {name};
}

bool has_counter(std::string_view text) {
  static constexpr std::array kCounters = std::to_array<std::string_view>(
      {"浏览", "瀏覽", "阅读",  "閱讀",  "点击",     "點擊",        "人气",     "評論",
       "评论", "次",   "views", "reads", "min read", "minute read", "comments", "shares",
       "閲覧", "조회", "字号",  "字體",  "大 中 小", "粉丝",        "粉絲",     "积分",
       "等级", "楼主", "回复",  "Uhr",   "Lesezeit", "Kommentare"});
  for (const std::string_view counter : kCounters) {
    if (contains(text, counter)) return true;
  }
  return false;
}

// "營業時間：", "活动时间：" tell of something else than the page.
bool is_time_of_another(std::string_view text, std::size_t at, std::string_view label) {
  const bool time =
      label.starts_with("时间") || label.starts_with("時間") || label.starts_with("日期");
  if (!time || boundary_before(text, at)) return false;
  const std::string_view before = text.substr(0, at);
  static constexpr std::array kOfPages = std::to_array<std::string_view>(
      {"发布", "發布", "发表", "發表", "更新", "刊登", "出版", "修改", "创建", "添加", "录入",
       "發佈", "上传", "编辑", "撰写", "生成", "成文", "公开", "公開"});
  return std::none_of(kOfPages.begin(), kOfPages.end(),
                      [before](std::string_view word) { return before.ends_with(word); });
}

bool has_meta_label(std::string_view text) {
  static constexpr std::array kLabels =
      std::to_array<std::string_view>({"发信人:",      "发信站:",
                                       "標題:",        "标 题:",
                                       "来源于：",     "来源：",
                                       "来源:",        "來源：",
                                       "來源:",        "出处：",
                                       "作者：",       "作者:",
                                       "编辑：",       "编辑:",
                                       "編輯：",       "時間：",
                                       "时间：",       "时间:",
                                       "日期：",       "日期:",
                                       "发布于",       "发表于",
                                       "發表於",       "發布於",
                                       "发布：",       "发布者",
                                       "责任编辑",     "责编",
                                       "責任編輯",     "校对",
                                       "审核",         "最終更新",
                                       "質問日時",     "質問者：",
                                       "回答者：",     "投稿日時",
                                       "更新日",       "公開日",
                                       "掲載日",       "更新时间",
                                       "更新時間",     "最后更新",
                                       "Published",    "Updated",
                                       "Posted",       "First Published",
                                       "Last updated", "Last Updated",
                                       "PUBLISHED",    "UPDATED",
                                       "Publicado",    "Aangepast",
                                       "Gepubliceerd", "Bijgewerkt",
                                       "Publicerad",   "Uppdaterad",
                                       "Opublikowano", "Aktualizacja",
                                       "Aggiornato",   "Atualizado",
                                       "Опубликовано", "Обновлено",
                                       "Publicación",  "Actualizado",
                                       "Actualizada",  "Publié",
                                       "Mis à jour",   "Veröffentlicht",
                                       "Aktualisiert", "Stand:",
                                       "Erstellt",     "입력",
                                       "수정",         "승인",
                                       "投稿日",       "配信",
                                       "摄影：",       "图/",
                                       "图｜",         "文/",
                                       "文／",         "文｜",
                                       "文|"});
  for (const std::string_view label : kLabels) {
    const std::size_t at = text.find(label);
    if (at != std::string_view::npos && !is_time_of_another(text, at, label)) return true;
  }
  return false;
}

// "posted @ 2016-07-04 21:14 某人 阅读(12)", "由 某人 » 2009年3月21日": an account's name, one
// word.
std::string find_poster_beside_date(std::string_view line) {
  constexpr std::string_view kPostedAt = "posted @";
  constexpr std::string_view kFrom = "由 ";
  std::string_view rest;
  if (line.starts_with(kPostedAt)) {
    const auto date = find_date(line);
    if (!date.has_value()) return {};
    rest = line.substr(date->end);
  } else if (line.starts_with(kFrom)) {
    rest = line.substr(kFrom.size());
    if (!contains(rest, "»") && !contains(rest, "发表") && !contains(rest, "發表")) return {};
  }
  while (rest.starts_with(" "))
    rest.remove_prefix(1);
  return std::string{rest.substr(0, rest.find(' '))};
}

// "by 여름비 Jul 2. 2023", "in Hardware, Posted by log1i_yk", "阿嵐 發表在 痞客邦": an account's
// name, one word.
std::vector<std::string> find_poster(std::string_view line) {
  constexpr std::size_t kLongest = 48;
  constexpr std::string_view kPostedIn = " 發表在 ";
  const std::size_t posted = line.find(kPostedIn);
  if (posted != std::string_view::npos) {
    const std::string_view name = line.substr(0, posted);
    const bool word = posted <= kLongest && !contains(name, " ") && !name.empty();
    return word ? std::vector<std::string>{std::string{name}} : std::vector<std::string>{};
  }
  // "发布:某人 | 分类:随笔 | 浏览:12"
  if ((line.starts_with("发布:") || line.starts_with("发布：")) && contains(line, "分类")) {
    std::string_view name = line.substr(line.find(':') == 6 ? 7 : 9);
    name = name.substr(0, name.find_first_of(" |"));
    return name.empty() ? std::vector<std::string>{} : std::vector{std::string{name}};
  }
  if (std::string name = find_poster_beside_date(line); !name.empty() && name.size() <= kLongest)
    return {std::move(name)};
  const std::string lower = ascii_lower(line);
  constexpr std::string_view kPostedBy = "posted by ";
  const std::size_t by = lower.find(kPostedBy);
  const bool inside = by != std::string::npos && boundary_before(line, by);
  if (!inside && !lower.starts_with("by ")) return {};
  std::string_view rest = line.substr(inside ? by + kPostedBy.size() : 3);
  const auto date = inside ? std::nullopt : find_date(rest, DateOrder::YearFirst);
  if (date.has_value()) {
    // An account of several words: all to the date.
    rest = rest.substr(0, date->begin);
    while (rest.ends_with(" "))
      rest.remove_suffix(1);
    if (rest.size() <= kLongest && measure_text(rest).ideographs >= 2) return {std::string{rest}};
    return {};
  }
  rest = rest.substr(0, rest.find(' '));
  const TextMeasure measure = measure_text(rest);
  if (rest.size() > kLongest || measure.letters + measure.ideographs < 2) return {};
  if (!inside && measure.ideographs < 2) return {};
  return {std::string{rest}};
}

}  // namespace

std::vector<std::string> find_bylines(std::string_view line) {
  std::vector<std::string> names = find_labelled(line);
  if (names.empty()) names = find_bracketed(line);
  if (names.empty()) names = find_korean_reporters(line);
  if (names.empty()) names = find_japanese_reporter(line);
  if (names.empty()) names = find_japanese_poster(line);
  if (names.empty()) names = find_report_writer(line);
  if (names.empty() && line.size() < 200) names = find_latin_bylines(line);
  if (names.empty() && line.size() < 100) names = find_poster(line);
  std::erase_if(names, [](const std::string& name) { return is_no_name(name); });
  return names;
}

// Letters of icon fonts stand in the private use area.
static std::string without_icons(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCharacter decoded = decode_utf8(text, at);
    const bool icon = decoded.code_point >= 0xE000 && decoded.code_point <= 0xF8FF;
    if (!icon) out.append(text.substr(at, decoded.length));
    at += decoded.length;
  }
  return out;
}

std::vector<std::string> split_names(std::string_view field) {
  const std::string text = collapse_spaces(without_icons(field));
  if (text.empty() || text.size() > 300 || contains(text, "://") || text.starts_with("www.") ||
      ascii_lower(text.substr(0, 12)).starts_with("designer by") || is_company(text)) {
    return {};
  }
  std::vector<std::string> names = find_labelled(text);
  if (!names.empty()) return names;
  std::string_view rest = text;
  // "編集部：谷川 潔": an office before the name.
  constexpr std::size_t kOffice = 18;
  const std::size_t colon = rest.find("：");
  if (colon != std::string_view::npos && colon <= kOffice && colon + 3 < rest.size()) {
    rest.remove_prefix(colon + 3);
  }
  if (const auto after = after_by_word(text); after.has_value()) rest = *after;
  static constexpr std::array kBreaks = std::to_array<std::string_view>(
      {";", "；", "、", "|", "｜", " and ", " und ", " et ", " & ", ", ", "，"});
  std::vector<std::string> out(1);
  for (std::size_t at = 0; at < rest.size();) {
    std::size_t length = 0;
    for (const std::string_view mark : kBreaks) {
      if (rest.substr(at).starts_with(mark)) length = std::max(length, mark.size());
    }
    if (length > 0) {
      if (!out.back().empty()) out.emplace_back();
      at += length;
    } else {
      out.back() += rest[at++];
    }
  }
  for (std::string& name : out)
    name = without_office(collapse_spaces(name));
  std::erase_if(out, [](const std::string& name) { return name.size() < 2 || is_no_name(name); });
  if (out.size() > 8) out.resize(8);
  return out;
}

namespace {

// "来源于 《财新周刊》", "转自《…》": a title in its marks needs no colon.
std::string quoted_source(std::string_view rest) {
  constexpr std::string_view kOpen = "《";
  constexpr std::string_view kClose = "》";
  while (rest.starts_with(" "))
    rest.remove_prefix(1);
  if (!rest.starts_with(kOpen)) return {};
  rest.remove_prefix(kOpen.size());
  const std::size_t close = rest.find(kClose);
  return close < 60 ? std::string{rest.substr(0, close)} : std::string{};
}

// "2011-11-03 15:20来源:江城日报": after a date no space is wanted.
bool source_boundary_before(std::string_view line, std::size_t at) {
  return boundary_before(line, at) || (line[at - 1] >= '0' && line[at - 1] <= '9');
}

// "2024年03月21日 20:18 来源于 某某网": a name alone behind the date.
bool ends_dateline(std::string_view line, std::string_view rest) {
  const TextMeasure measure = measure_text(rest);
  return measure.ideographs >= 2 && measure.ideographs <= 12 &&
         measure.sentence_ends + measure.commas == 0 && find_date(line).has_value();
}

std::string cut_source(const std::string& token) {
  static constexpr std::array kEnds = std::to_array<std::string_view>(
      {"编辑", "編輯", "责编", "責編", "责任", "作者", "记者", "发布", "發布", "时间", "日期",
       "发表", "浏览", "阅读", "点击", "评论", "字号", "更新", "撰文"});
  std::size_t end = token.size();
  for (const std::string_view stop : kEnds) {
    const std::size_t found = token.find(stop);
    if (found != std::string::npos && found > 0) end = std::min(end, found);
  }
  const std::size_t colon = std::min(token.find(':'), token.find("："));
  return colon < end ? std::string{} : token.substr(0, end);
}

}  // namespace

std::string find_source(std::string_view line) {
  static constexpr std::array kLabels = std::to_array<std::string_view>(
      {"文章来源", "信息来源", "新闻来源", "稿件来源", "来源于", "来源", "來源", "出处", "稿源",
       "出典", "Source", "Quelle", "출처"});
  for (const std::string_view label : kLabels) {
    const std::size_t at = line.find(label);
    if (at == std::string_view::npos || !source_boundary_before(line, at)) continue;
    std::string_view rest = line.substr(at + label.size());
    std::size_t length = 0;
    const bool separated = starts_with_separator(rest, length);
    if (separated) rest.remove_prefix(length);
    std::string quoted = quoted_source(rest);
    if (!quoted.empty()) return quoted;
    if (!separated && !(label.ends_with("于") && ends_dateline(line, rest))) continue;
    const std::vector<std::string> tokens = tokens_of(name_run(rest));
    if (tokens.empty()) return {};
    std::string source = cut_source(tokens[0]);
    if (measure_text(source).ideographs == 0) {
      for (std::size_t index = 1; index < std::min<std::size_t>(tokens.size(), 4); ++index) {
        if (measure_text(tokens[index]).ideographs > 0 || contains(tokens[index], ":")) break;
        source += " " + tokens[index];
      }
    }
    if (count_characters(source) <= 40) return source;
  }
  return {};
}

bool is_meta_line(std::string_view line) {
  // "http://www.example.com 2003年04月08日 某某时报"
  if (const std::size_t space = line.find(' ');
      line.starts_with("http") && space != std::string_view::npos && space < 60) {
    line.remove_prefix(space + 1);
    return find_date(line).has_value() && is_meta_line(line);
  }
  const TextMeasure measure = measure_text(line);
  if (measure.weight > 160 || measure.characters == 0) return false;
  const std::optional<DateMatch> date = find_date(line);
  if (date.has_value()) {
    // What is left beside the date.
    std::string rest{line.substr(0, date->begin)};
    rest += line.substr(date->end);
    const TextMeasure left = measure_text(rest);
    if (left.weight < 40 && left.sentence_ends <= 1) return true;
    if (left.weight < 130 && (has_meta_label(rest) || has_counter(rest))) return true;
  }
  if (measure.weight < 120 && has_meta_label(line) && measure.sentence_ends <= 1) return true;
  if (measure.weight < 60 && has_counter(line) && measure.digits > 0) return true;
  return measure.weight < 90 && !find_bylines(line).empty() && measure.sentence_ends <= 1;
}

}  // namespace banxin::article
