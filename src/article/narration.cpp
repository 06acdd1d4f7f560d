#include "article/narration.h"

#include <algorithm>
#include <array>

#include "article/text_measure.h"
#include "base/utf8.h"

namespace banxin::article {

namespace {

// Words with which a page asks its reader for something, and by which it speaks of itself.
bool asks_reader(std::string_view text) {
  static constexpr std::array kStarts = std::to_array<std::string_view>(
      {"扫",     "掃",     "长按",   "長按",   "点击",   "點擊",   "点个",   "点在",   "点亮",
       "点赞",   "关注",   "關注",   "下载",   "下載",   "打开",   "打開",   "识别",   "識別",
       "请",     "請",     "欢迎",   "歡迎",   "更多",   "添加",   "搜索",   "回复",   "加入",
       "微信",   "公众",   "本文",   "本篇",   "该文",   "想",     "如果",   "喜欢",   "喜歡",
       "觉得",   "覺得",   "阅读",   "閱讀",   "用微",   "用手",   "使用",   "开通",   "成为",
       "成為",   "订阅",   "訂閱",   "敬请",   "敬請",   "立即",   "快来",   "快來",   "赶快",
       "分享",   "转发",   "轉發",   "查看",   "进入",   "版权",   "版權",   "未经",   "未經",
       "非經",   "转载",   "轉載",   "禁止",   "如需",   "如有",   "若有",   "如对",   "任何",
       "声明",   "聲明",   "如你",   "如您",   "免责",   "免責",   "特别声", "特别提", "图片来",
       "圖片來", "文章来", "文章版", "手机用", "手机版", "最新章", "特別",   "本站",   "本网",
       "本網",   "本公",   "来源",   "來源",   "天才",   "记住",   "以上",   "您",     "你",
       "我们",   "我們",   "小编",   "小編",   "登录",   "登入",   "注册"});
  static constexpr std::array kWords = std::to_array<std::string_view>(
      {"小编", "小編", "获取更多", "了解更多", "更多精彩", "更多资讯", "本站", "本网",
       "本網", "您",   "敬请",     "欢迎关注", "👇",        "↓",        "▼",    "👆",
       "哦",   "本文", "电邮",     "邮箱",     "热线",     "转载",     "轉載", "举报"});
  const auto begins = [text](std::string_view word) { return text.starts_with(word); };
  return std::any_of(kStarts.begin(), kStarts.end(), begins) || contains_any(text, kWords);
}

// Kana or Hangul.
bool is_not_chinese(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    const DecodedCharacter decoded = decode_utf8(line, at);
    const char32_t c = decoded.code_point;
    if ((c >= 0x3041 && c <= 0x30FA) || (c >= 0xAC00 && c <= 0xD7A3)) return true;
    at += decoded.length;
  }
  return false;
}

}  // namespace

bool ends_as_sentence(std::string_view line) {
  for (const std::string_view close : {"”", "」", "』", "）", ")", "\""}) {
    if (!line.ends_with(close)) continue;
    line.remove_suffix(close.size());
    break;
  }
  return line.ends_with("。") || line.ends_with("！") || line.ends_with("？") ||
         line.ends_with("……") || line.ends_with("!") || line.ends_with("?");
}

bool is_narration(std::string_view line) {
  constexpr std::uint32_t kShort = 8;
  if (!ends_as_sentence(line) || measure_text(line).ideographs < kShort) return false;
  if (is_not_chinese(line)) return false;
  struct Quotes {
    std::string_view open;
    std::string_view close;
  };
  for (const Quotes& quotes : {Quotes{"“", "”"}, Quotes{"「", "」"}}) {
    if (!line.starts_with(quotes.open)) continue;
    const std::size_t close = line.find(quotes.close);
    if (close == std::string_view::npos) return true;
    line.remove_prefix(close + quotes.close.size());
    if (line.empty()) return true;
  }
  const DecodedCharacter first = decode_utf8(line, 0);
  const bool plain = is_word_character(first.code_point) || first.code_point == U'，' ||
                     first.code_point == 0x201C || first.code_point == 0x300C;
  return plain && !asks_reader(line);
}

bool is_instruction(std::string_view line) {
  static constexpr std::array kOfThePage = std::to_array<std::string_view>(
      {"公众号",   "公眾號",       "微信号",   "视频号",   "头条号",   "抖音",     "订阅",
       "粉丝",     "读者群",       "交流群",   "更多精彩", "更多资讯", "更多资訊", "更多内容",
       "更多新闻", "更多信息",     "更多原创", "更多报道", "精彩",     "资讯",     "資訊",
       "独家",     "第一时间",     "尽在",     "盡在",     "关注我们", "我们的",   "本报",
       "本報",     "本网",         "本網",     "本站",     "本刊",     "本公",     "小编",
       "小編",     "在看",         "点赞",     "转发",     "随时随地", "掌上",     "为您",
       "為您",     "给您",         "欢迎",     "歡迎",     "敬请",     "敬請",     "原文",
       "微信扫",   "新闻客户端",   "码关注",   "追蹤",     "按讚",     "粉絲頁",   "漏接",
       "全文",     "付费阅读内容", "この記事", "続きを",   "会員",     "応援",     "読者",
       "メルマガ", "フォロー",     "購読",     "お届け",   "登録を",   "新着",     "最新情報",
       "当サイト", "本サイト",     "구독",     "기사",     "뉴스",     "채널",     "제보"});
  // A page's prompts cry out; a manual's steps do not.
  const bool ends = (ends_as_sentence(line) && !line.ends_with("！") && !line.ends_with("!")) ||
                    line.ends_with("；") || line.ends_with("：");
  return ends && !contains_any(line, kOfThePage);
}

bool runs_on_into_sentence(std::string_view line, std::string_view label, Phrase phrase) {
  if (phrase != Phrase::Paging && phrase != Phrase::Credit && phrase != Phrase::Tool &&
      phrase != Phrase::Share && phrase != Phrase::Prompt && phrase != Phrase::Legal) {
    return false;
  }
  if (!line.starts_with(label) || !ends_as_sentence(line)) return false;
  const std::string_view rest = line.substr(label.size());
  // «返回首页，他看见了那条消息。»
  const bool clause = phrase == Phrase::Paging && rest.starts_with("，");
  if (rest.empty() || (!clause && !is_word_character(decode_utf8(rest, 0).code_point)))
    return false;
  if (contains(rest, "：") || contains(rest, "朋友圈") || contains(rest, "微博")) return false;
  if (phrase == Phrase::Legal) {
    return !contains(rest, "载") && !contains(rest, "載") && !contains(rest, "复制") &&
           !contains(rest, "使用") && !contains(rest, "摘编") && !contains(rest, "声明");
  }
  return phrase != Phrase::Prompt || !asks_reader(line) || line.starts_with("微信号");
}

}  // namespace banxin::article
