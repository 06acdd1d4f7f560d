#include "article/bare_names.h"

#include <algorithm>
#include <array>

#include "article/names.h"
#include "article/text_measure.h"
#include "base/ascii.h"

namespace banxin::article {

namespace {

// "发布于", "8213", "1.2k", "来自北京市", "2,345阅读": said of the page, not of who wrote it.
bool is_filler(std::string_view word) {
  static constexpr std::array kLabels = std::to_array<std::string_view>(
      {"发布于", "發布於", "發佈於",   "发表于", "發表於", "更新于", "更新於",
       "编辑于", "发布",   "发表",     "更新",   "阅读",   "閱讀",   "浏览",
       "瀏覽",   "评论",   "次点击",   "人气",   "人氣",   "字数",   "点击",
       "次浏览", "次阅读", "赞赏支持", "打赏",   "posted", "views",  "comments"});
  if (std::find(kLabels.begin(), kLabels.end(), word) != kLabels.end()) return true;
  if (word.starts_with("来自") || word.starts_with("來自") || word.starts_with("IP属地"))
    return true;
  // A number, with what it counts.
  const std::string_view unsigned_word = word.substr(word[0] == '+' || word[0] == '@' ? 1 : 0);
  return unsigned_word.empty() || is_ascii_digit(unsigned_word[0]);
}

}  // namespace

std::vector<std::string> dateline_words(const std::string& rest) {
  // The middle dot is two bytes, which find_first_of() would look for one by one.
  static constexpr std::array kBreaks =
      std::to_array<std::string_view>({"·", "、", "•", "丨", "｜", "／", "╱"});
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < rest.size();) {
    std::size_t end = std::min(rest.find_first_of(" /|", begin), rest.size());
    std::size_t length = 1;
    for (const std::string_view mark : kBreaks) {
      const std::size_t at = rest.find(mark, begin);
      if (at >= end) continue;
      end = at;
      length = mark.size();
    }
    std::string word = rest.substr(begin, end - begin);
    // "◎贝小戎"
    for (const std::string_view mark : {"◎", "○", "●", "□", "■", "◆", "▲"}) {
      if (word.starts_with(mark)) word.erase(0, mark.size());
    }
    const bool counter = contains(word, "(") && word.ends_with(")");
    if (!comparison_key(word).empty() && !counter && !is_no_name(word) && !is_filler(word)) {
      words.push_back(word);
    }
    begin = end + length;
  }
  return words;
}

bool is_medium(std::string_view name) {
  static constexpr std::array kKinds = std::to_array<std::string_view>(
      {"客户端", "客戶端",   "日报",           "日報",   "晚报",   "晚報",   "早报",   "早報",
       "时报",   "時報",     "周报",           "晨报",   "都市报", "电视台", "電視台", "广播",
       "通讯社", "通訊社",   "新闻网",         "新聞網", "在线",   "中文网", "新聞",   "新聞社",
       "新闻",   "青年报",   "快报",           "商报",   "新京报", "周刊",   "週刊",   "卫视",
       "人民网", "ニュース", "ニュース編集部", "일보",   "신문",   "뉴스"});
  return std::any_of(kKinds.begin(), kKinds.end(),
                     [name](std::string_view kind) { return name.ends_with(kind); });
}

bool is_company(std::string_view name) {
  static constexpr std::array kForms =
      std::to_array<std::string_view>({"株式会社", "有限会社", "合同会社", "有限公司", "주식회사"});
  const std::string lower = ascii_lower(name);
  for (const std::string_view end : {" inc.", " inc", ",inc.", " ltd.", " ltd", " llc", " corp."}) {
    if (lower.ends_with(end)) return true;
  }
  return contains_any(name, kForms);
}

std::string without_office(const std::string& name) {
  const std::size_t open = std::min(name.find("（"), name.find('('));
  const bool shut = name.ends_with("）") || name.ends_with(")");
  if (!shut || open == std::string::npos) return name;
  // "（青山健）"
  constexpr std::size_t kWide = 3;
  if (open == 0 && name.starts_with("（") && name.ends_with("）"))
    return name.substr(kWide, name.size() - 2 * kWide);
  const std::string head = collapse_spaces(std::string_view{name}.substr(0, open));
  return is_person(head) ? head : name;
}

bool is_person(std::string_view word) {
  return !is_no_name(word) &&
         (is_chinese_name(word) || is_japanese_name(word) || is_korean_name(word));
}

std::string without_box_words(std::string name) {
  static constexpr std::array kBehind = std::to_array<std::string_view>(
      {"发布于", "發布於", "发表于", "發表於", "粉丝", "粉絲", "文章数", "阅读 ", "＋关注", "+关注",
       "+ 关注", "关注TA", "查看TA", "獲得", "获得", "企鹅号"});
  std::size_t end = name.size();
  for (const std::string_view word : kBehind) {
    const std::size_t at = name.find(word);
    if (at != std::string::npos && at > 0) end = std::min(end, at);
  }
  name.resize(end);
  return collapse_spaces(name);
}

std::string blog_owner(std::string_view title) {
  for (const std::string_view kind :
       {"的个人博客", "的博客", "的博文", "的专栏", "的日志", "的空间", "的部落格"}) {
    const std::size_t end = title.find(kind);
    if (end == std::string_view::npos) continue;
    std::size_t begin = 0;
    for (const std::string_view mark : {"_", "-", "—", "|", "｜", "–", "»", ","}) {
      const std::size_t at = title.substr(0, end).rfind(mark);
      if (at != std::string_view::npos) begin = std::max(begin, at + mark.size());
    }
    constexpr float kName = 40;
    std::string name = collapse_spaces(title.substr(begin, end - begin));
    const TextMeasure measure = measure_text(name);
    const bool is_name = measure.weight <= kName && measure.letters + measure.ideographs >= 2 &&
                         measure.sentence_ends + measure.commas == 0;
    return is_name && begin > 0 ? name : std::string{};
  }
  return {};
}

std::string account_before_blog(std::string_view next, std::string_view last) {
  static constexpr std::array kBlogs =
      std::to_array<std::string_view>({"博客", "博客园", "空间", "部落格"});
  const bool blog = std::any_of(kBlogs.begin(), kBlogs.end(),
                                [last](std::string_view kind) { return last.ends_with(kind); });
  constexpr float kName = 40;
  const TextMeasure measure = measure_text(next);
  const bool name = measure.weight <= kName && measure.letters + measure.ideographs >= 2 &&
                    measure.sentence_ends + measure.commas == 0;
  return blog && name ? std::string{next} : std::string{};
}

}  // namespace banxin::article
