#include "article/phrases.h"

#include <algorithm>
#include <array>
#include <string>

#include "article/text_measure.h"

namespace banxin::article {

namespace {

struct Row {
  std::string_view key;
  Phrase phrase;
};

// The whole line, as comparison_key() writes it without its digits.
constexpr std::array kWhole = std::to_array<Row>({
#define PHRASE_WHOLE(key, phrase) {key, Phrase::phrase},
#include "article/phrases.def"
#undef PHRASE_WHOLE
});

// The beginning of a short line, as comparison_key() writes it.
constexpr std::array kPrefix = std::to_array<Row>({
#define PHRASE_PREFIX(key, phrase) {key, Phrase::phrase},
#include "article/phrases.def"
#undef PHRASE_PREFIX
});

// Somewhere in a short line.
constexpr std::array kInside = std::to_array<Row>({
#define PHRASE_INSIDE(key, phrase) {key, Phrase::phrase},
#include "article/phrases.def"
#undef PHRASE_INSIDE
});

// A label before a colon or an arrow.
constexpr std::array kLabels = std::to_array<Row>({
#define PHRASE_LABEL(key, phrase) {key, Phrase::phrase},
#include "article/phrases.def"
#undef PHRASE_LABEL
});

constexpr std::array<std::string_view, 52> kShareWords = {
    "facebook",     "twitter",   "x",         "whatsapp",
    "linkedin",     "pinterest", "email",     "mail",
    "telegram",     "reddit",    "tumblr",    "weibo",
    "wechat",       "qq",        "qzone",     "line",
    "hatena",       "pocket",    "print",     "share",
    "tweet",        "pin",       "messenger", "instagram",
    "youtube",      "xing",      "flipboard", "skype",
    "teilen",       "drucken",   "partager",  "imprimer",
    "compartir",    "copy",      "link",      "微信",
    "微博",         "qq空间",    "朋友圈",    "新浪微博",
    "腾讯微博",     "人人网",    "分享",      "分享到",
    "豆瓣",         "微信好友",  "シェア",    "ツイート",
    "ブックマーク", "共有",      "收藏",      "facebookでシェア",
};

bool is_share_list(std::string_view line) {
  std::size_t words = 0;
  std::size_t shares = 0;
  for (std::size_t at = 0; at < line.size();) {
    std::size_t end = line.find_first_of(" |,:/", at);
    if (end == std::string_view::npos) end = line.size();
    const std::string word = comparison_key(line.substr(at, end - at));
    at = end + 1;
    if (word.empty()) continue;
    ++words;
    const bool known = std::find(kShareWords.begin(), kShareWords.end(), word) != kShareWords.end();
    if (known) ++shares;
  }
  return words > 0 && shares * 10 >= words * 7 && (shares >= 2 || words == 1);
}

std::string without_digits(std::string_view key) {
  std::string out;
  for (const char c : key) {
    if (c < '0' || c > '9') out += c;
  }
  return out;
}

}  // namespace

const char* phrase_name(Phrase phrase) {
  switch (phrase) {
    case Phrase::None:
      return "";
    case Phrase::Related:
      return "related links";
    case Phrase::Comments:
      return "comments";
    case Phrase::Share:
      return "share bar";
    case Phrase::Prompt:
      return "prompt";
    case Phrase::Tool:
      return "tools";
    case Phrase::Paging:
      return "navigation";
    case Phrase::Legal:
      return "legal notice";
    case Phrase::Advertisement:
      return "advertisement";
    case Phrase::Credit:
      return "credit";
    case Phrase::End:
      return "end mark";
  }
  return "";
}

Phrase classify_line(std::string_view line, float weight) {
  if (weight > 170) return Phrase::None;
  const std::string key = comparison_key(line);
  if (key.empty()) return Phrase::None;
  const std::string bare = without_digits(key);
  for (const Row& row : kWhole) {
    if (row.key == bare) return row.phrase;
  }
  for (const Row& row : kPrefix) {
    if (std::string_view{key}.starts_with(row.key)) return row.phrase;
  }
  for (const Row& row : kInside) {
    if (contains(key, row.key)) return row.phrase;
  }
  if (weight < 90 && is_share_list(line)) return Phrase::Share;
  return Phrase::None;
}

Phrase classify_label(std::string_view line) {
  const std::string key = comparison_key(line.substr(0, 96));
  for (const Row& row : kLabels) {
    if (std::string_view{key}.starts_with(row.key)) return row.phrase;
  }
  return Phrase::None;
}

}  // namespace banxin::article
