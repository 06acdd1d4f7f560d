#include "article/notices.h"

#include <algorithm>
#include <array>

#include "article/text_grams.h"
#include "article/text_measure.h"

namespace banxin::article {

namespace {

// OPTIMIZATION: bytes that Han characters begin with, and little else does.
bool has_ideographs(std::string_view line) {
  return std::any_of(line.begin(), line.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xE3 && byte <= 0xE9;
  });
}

}  // namespace

bool is_long_notice(std::string_view line, float weight) {
  constexpr float kLongest = 600;
  if (weight >= kLongest) return false;
  static constexpr std::array kStarts = std::to_array<std::string_view>(
      {"Notice: The content above", "特别声明：以上", "“特别声明：以上", "版权声明：", "平台声明：",
       "声明：本文", "声明：转载", "声明：该文", "声明：以上", "（本文系", "(本文系"});
  const auto begins = [line](std::string_view start) { return line.starts_with(start); };
  if (std::any_of(kStarts.begin(), kStarts.end(), begins)) return true;
  if (!begins("免责声明：") && !begins("免責聲明：")) return false;
  // An author disclaims too: «免责声明：这样做可能会破坏你的系统。»
  static constexpr std::array kOfSites = std::to_array<std::string_view>(
      {"转载", "轉載", "版权", "版權", "侵权", "侵權",     "不代表", "投资", "投資",
       "来源", "來源", "观点", "觀點", "参考", "參考",     "本网",   "本網", "本站",
       "平台", "删除", "刪除", "本文", "作者", "用户上传", "网友"});
  return contains_any(line, kOfSites);
}

bool is_rights_notice(std::string_view line, float weight) {
  struct Word {
    constexpr Word() = default;
    constexpr Word(const char* words) : text(words), gram(first_gram(text)) {}
    std::string_view text;
    std::uint32_t gram = 0;
  };
  struct Claim {
    std::array<Word, 12> words;
  };
  static constexpr std::array kClaims = std::to_array<Claim>({
      {{"未经授权", "未经许可", "未经允许", "未经正式授权", "非經授權", "未經授權", "未經許可",
        "未经书面", "书面授权", "书面许可", "特别授权"}},
      {{"不得转载", "禁止转载", "严禁转载", "谢绝转载", "不得轉載", "請勿轉載", "禁止轉載",
        "無断転載", "建立镜像", "擅自使用", "转载、摘编"}},
      {{"侵权必究", "追究法律责任", "法律责任", "必究", "依法追究", "侵權必究", "追究責任",
        "法律責任", "侵权者", "刑事追究", "追偿"}},
      {{"不代表", "仅代表作者", "纯属作者", "個人意見", "个人观点", "個人觀點", "立场无关",
        "立場無關"}},
      {{"转载请注明", "转载请联系", "轉載請註明", "注明出处", "註明出處", "授权转载", "经授权发布",
        "授權轉載"}},
      {{"版权归", "版权均属", "版权所有", "版權所有", "著作权归", "著作權", "独家稿件",
        "存储空间服务", "版权声明", "著作权法"}},
      {{"如有侵权", "若有侵权", "涉及侵权", "联系删除", "侵删", "如有侵權", "请联系我们",
        "異議或投訴"}},
      {{"不构成投资", "不構成投資", "投资建议", "投資建議", "仅供参考", "僅供參考", "据此操作",
        "风险自担"}},
  });
  constexpr float kLong = 350;
  constexpr float kShort = 110;
  if (weight > kLong || !has_ideographs(line)) return false;
  const TextGrams grams(line);
  int claims = 0;
  for (const Claim& claim : kClaims) {
    const bool made = std::any_of(claim.words.begin(), claim.words.end(), [&](const Word& word) {
      return !word.text.empty() && grams.may_hold(word.gram) && contains(line, word.text);
    });
    if (made) ++claims;
  }
  return claims >= (weight < kShort ? 2 : 3) || (claims == 2 && line.starts_with("本"));
}

bool is_starred_notice(std::string_view line) {
  if (!line.starts_with("※") && !line.starts_with("★")) return false;
  static constexpr std::array kWords = std::to_array<std::string_view>(
      {"提醒您", "提醒你", "不得轉載", "請勿", "授權", "版權", "版权", "转载", "未經", "未经"});
  return contains_any(line, kWords);
}

bool is_feed_tail(std::string_view key) {
  return key.starts_with("thepost") &&
         (contains(key, "appearedfirston") || contains(key, "firstappearedon"));
}

}  // namespace banxin::article
