#include "article/line_facts.h"

#include <array>

#include "article/dates.h"
#include "article/find_body.h"
#include "article/text_grams.h"

namespace banxin::article {

namespace {

constexpr float kShortLine = 170;

// A line of a comment's or a post's frame, not of its text.
bool has_reader_mark(std::string_view line, const TextGrams& grams) {
  static constexpr std::array kMarks = std::to_array<std::string_view>(
      {"网友",   "網友",   "用户",      "楼主",      "楼",       "樓主",  "回复",     "回覆",
       "回復",   "引用",   "举报",      "点赞",      "赞(",      "顶(",   "踩(",      "支持(",
       "反对(",  "等级",   "积分",      "注册时间",  "註冊時間", "帖子",  "发表于",   "發表於",
       "发表了", "说道",   "返信",      "投稿者",    "답글",     "Reply", "reply",    "says:",
       "said:",  "Like",   "Permalink", "Antworten", "schrieb",  "sagt",  "Répondre", "Responder",
       "Joined", "Posts:", "Upvote",    "ago"});
  for (const std::string_view mark : kMarks) {
    if (grams.may_hold(first_gram(mark)) && contains(line, mark)) return true;
  }
  return false;
}

bool has_relative_time(std::string_view line, const TextGrams& grams) {
  static constexpr std::array kTimes = std::to_array<std::string_view>(
      {"小时前", "分钟前", "天前", "昨天", "前天", "小時前", "分鐘前", "時間前", "분 전", "시간 전",
       "hours ago", "days ago", "minutes ago", "months ago", "years ago", "hour ago", "day ago"});
  for (const std::string_view time : kTimes) {
    if (grams.may_hold(first_gram(time)) && contains(line, time)) return true;
  }
  return false;
}

}  // namespace

std::vector<LineFacts> read_line_facts(const PageMap& map) {
  std::vector<LineFacts> facts(map.lines.size());
  for (std::size_t index = 0; index < facts.size(); ++index) {
    const Line& line = map.lines[index];
    LineFacts& fact = facts[index];
    fact.score = score_line(line);
    const std::string_view text = map.line_text(line);
    fact.phrase = classify_line(text, line.measure.weight);
    if (line.measure.weight > kShortLine) continue;
    const TextGrams grams(text);
    fact.has_date =
        (line.measure.digits >= 5 && find_date(text).has_value()) || has_relative_time(text, grams);
    fact.has_reader_mark = line.measure.weight < 90 && has_reader_mark(text, grams);
  }
  return facts;
}

}  // namespace banxin::article
