#include "article/phrases.h"

#include <algorithm>
#include <array>
#include <string>

#include "article/narration.h"
#include "article/notices.h"
#include "article/text_grams.h"
#include "article/text_measure.h"
#include "base/ascii.h"
#include "base/utf8.h"

namespace banxin::article {

namespace {

struct Row {
  constexpr Row(std::string_view words, Phrase meaning)
      : key(words), phrase(meaning), gram(first_gram(words)) {}
  std::string_view key;
  Phrase phrase;
  std::uint32_t gram;
};

// OPTIMIZATION: the rows' places in the order of their first grams, of equal ones in the order of
// the table, so that a look at a line costs a search by halves.
template <std::size_t Size>
constexpr std::array<std::uint16_t, Size> order_by_gram(const std::array<Row, Size>& rows) {
  std::array<std::uint16_t, Size> places{};
  for (std::size_t at = 0; at < Size; ++at)
    places[at] = static_cast<std::uint16_t>(at);
  std::sort(places.begin(), places.end(), [&rows](std::uint16_t one, std::uint16_t other) {
    return rows[one].gram != rows[other].gram ? rows[one].gram < rows[other].gram : one < other;
  });
  return places;
}

template <std::size_t Size>
struct Table {
  constexpr explicit Table(const std::array<Row, Size>& list)
      : rows(list), places(order_by_gram(rows)) {}
  std::array<Row, Size> rows;
  std::array<std::uint16_t, Size> places;
};

// The row that `text` begins with, or consists of.
template <std::size_t Size>
const Row* find_row(const Table<Size>& table, std::string_view text, bool whole) {
  // Keys of less than three bytes have no gram and stand first.
  for (const std::uint32_t gram : {std::uint32_t{0}, first_gram(text)}) {
    const auto* at = std::lower_bound(table.places.begin(), table.places.end(), gram,
                                      [&table](std::uint16_t place, std::uint32_t wanted) {
                                        return table.rows[place].gram < wanted;
                                      });
    for (; at != table.places.end() && table.rows[*at].gram == gram; ++at) {
      const Row& row = table.rows[*at];
      if (whole ? text == row.key : text.starts_with(row.key)) return &row;
    }
  }
  return nullptr;
}

template <std::size_t Size>
Phrase find_start(const Table<Size>& table, std::string_view text, bool whole) {
  const Row* row = find_row(table, text, whole);
  return row == nullptr ? Phrase::None : row->phrase;
}

// The whole line, as comparison_key() writes it without its digits.
constexpr Table kWhole{std::to_array<Row>({
#define PHRASE_WHOLE(key, phrase) {key, Phrase::phrase},
#include "article/phrases.def"
#undef PHRASE_WHOLE
})};

// The beginning of a short line, as comparison_key() writes it.
constexpr Table kPrefix{std::to_array<Row>({
#define PHRASE_PREFIX(key, phrase) {key, Phrase::phrase},
#include "article/phrases.def"
#undef PHRASE_PREFIX
})};

// The same with a mark, a space or nothing behind: 三审：某 is no 三审制.
constexpr std::array kMarked = std::to_array<Row>({
#define PHRASE_MARKED(key, phrase) {key, Phrase::phrase},
#include "article/phrases.def"
#undef PHRASE_MARKED
});

// Somewhere in a short line.
constexpr std::array kInside = std::to_array<Row>({
#define PHRASE_INSIDE(key, phrase) {key, Phrase::phrase},
#include "article/phrases.def"
#undef PHRASE_INSIDE
});

// A label that is followed by a colon.
constexpr std::array kColonLabels = std::to_array<Row>({
#define PHRASE_COLON(key, phrase) {key, Phrase::phrase},
#include "article/phrases.def"
#undef PHRASE_COLON
});

// A label before a colon or an arrow.
constexpr Table kLabels{std::to_array<Row>({
#define PHRASE_LABEL(key, phrase) {key, Phrase::phrase},
#include "article/phrases.def"
#undef PHRASE_LABEL
})};

constexpr std::array kShareWords = std::to_array<std::string_view>({
    "facebook", "twitter",   "x",
    "whatsapp", "linkedin",  "pinterest",
    "email",    "mail",      "telegram",
    "reddit",   "tumblr",    "weibo",
    "wechat",   "qq",        "qzone",
    "line",     "hatena",    "pocket",
    "print",    "share",     "tweet",
    "pin",      "messenger", "instagram",
    "youtube",  "xing",      "flipboard",
    "skype",    "teilen",    "drucken",
    "partager", "imprimer",  "compartir",
    "copy",     "link",      "微信",
    "微博",     "qq空间",    "朋友圈",
    "新浪微博", "腾讯微博",  "人人网",
    "分享",     "分享到",    "豆瓣",
    "微信好友", "脸书",      "臉書",
    "推特",     "订阅",      "訂閱",
    "シェア",   "ツイート",  "ブックマーク",
    "共有",     "收藏",      "facebookでシェア",
});

// Words of print, font size, report and the like.
constexpr std::array kToolWords = std::to_array<std::string_view>({
    "打印",     "打印本页", "打印本稿", "关闭",     "关闭窗口", "关闭本页", "推荐给朋友",
    "返回顶部", "字号",     "字体",     "大",       "中",       "小",       "纠错",
    "举报",     "加入收藏", "收藏本页", "收藏",     "复制",     "邮件",     "点赞",
    "投诉",     "返回",     "顶部",     "我要纠错", "列印",     "關閉",     "收藏本文",
    "列表",     "上一页",   "下一页",   "首页",
});

// Links from chapter to chapter, and what stands between them: never alone a sign.
constexpr auto kPagingWords = std::to_array<std::string_view>(
    {"上一章",     "下一章",     "上一回", "下一回", "上一节", "下一节",   "上一節",
     "下一節",     "上一话",     "下一话", "上一話", "下一話", "上一页",   "下一页",
     "上一頁",     "下一頁",     "上一篇", "下一篇", "前一章", "后一章",   "上章",
     "下章",       "上页",       "下页",   "前の話", "次の話", "前へ",     "次へ",
     "前のページ", "次のページ", "이전화", "다음화", "prev",   "previous", "next"});
constexpr auto kContentsWords = std::to_array<std::string_view>(
    {"目录",     "目錄",     "目次",     "목록",     "回目录",   "回目錄",   "返回目录",
     "返回目錄", "章节目录", "章節目錄", "章节列表", "返回书目", "返回书页", "返回書頁",
     "书页",     "首页",     "首頁",     "返回首页", "加入书签", "加入書籤", "加入书架",
     "加入書架", "contents", "index",    "home",     "chapter",  "toc"});

template <std::size_t count>
bool is_one_of(const std::array<std::string_view, count>& words, std::string_view key) {
  return std::find(words.begin(), words.end(), key) != words.end();
}

// Which pieces such words begin with: rules out nearly every word of prose with one look.
constexpr TextGrams kListBeginnings = [] {
  TextGrams grams;
  for (const std::string_view word : kPagingWords)
    grams.add(first_gram(word));
  for (const std::string_view word : kContentsWords)
    grams.add(first_gram(word));
  for (const std::string_view word : kShareWords)
    grams.add(first_gram(word));
  for (const std::string_view word : kToolWords)
    grams.add(first_gram(word));
  return grams;
}();

// "3", "共12页", "第3頁".
bool is_page_number(std::string_view key) {
  for (const std::string_view word : {"共", "第"}) {
    if (key.starts_with(word)) key.remove_prefix(word.size());
  }
  for (const std::string_view word : {"页", "頁"}) {
    if (key.ends_with(word)) key.remove_suffix(word.size());
  }
  return key.size() <= 4 &&
         std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Lines that consist of such words alone, or nearly.
Phrase classify_word_list(std::string_view line) {
  std::size_t paging = 0;
  std::size_t contents = 0;
  std::size_t numbers = 0;
  std::size_t words = 0;
  std::size_t shares = 0;
  std::size_t tools = 0;
  std::size_t longest = 0;
  std::string word;
  for (std::size_t at = 0; at <= line.size();) {
    const DecodedCharacter decoded =
        at < line.size() ? decode_utf8(line, at) : DecodedCharacter{U' ', 1};
    if (is_word_character(decoded.code_point)) {
      word.append(line.substr(at, decoded.length));
    } else if (!word.empty()) {
      const std::string key = comparison_key(word);
      ++words;
      if (is_page_number(key)) ++numbers;
      if (kListBeginnings.may_hold(first_gram(key))) {
        if (is_one_of(kPagingWords, key)) ++paging;
        if (is_one_of(kContentsWords, key)) ++contents;
        const bool share = is_one_of(kShareWords, key);
        if (share) ++shares;
        if (share) longest = std::max(longest, key.size());
        if (!share && is_one_of(kToolWords, key)) ++tools;
      }
      word.clear();
    }
    at += decoded.length;
  }
  // "共3页: 上一页 1 2 3 下一页"
  if (paging > 0 && paging + contents + numbers == words) return Phrase::Paging;
  if (words == 0 || (shares + tools) * 10 < words * 7) return Phrase::None;
  if (words == 1) return longest >= 7 ? Phrase::Share : Phrase::None;
  return shares >= tools ? Phrase::Share : Phrase::Tool;
}

bool has_latin_word(std::string_view key, std::string_view word) {
  for (std::size_t at = key.find(word); at != std::string_view::npos; at = key.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins = at == 0 || !is_ascii_letter(key[at - 1]);
    if (begins && (end == key.size() || !is_ascii_letter(key[end]))) return true;
  }
  return false;
}

// "点击图片可下载某某客户端", in whatever words.
bool is_app_prompt(std::string_view key) {
  const bool app = contains(key, "客户端") || contains(key, "客戶端") ||
                   has_latin_word(key, "app") || contains(key, "应用程序") ||
                   contains(key, "應用程式");
  if (!app) return false;
  // "海量资讯，尽在某某APP"
  if (contains(key, "尽在") || contains(key, "盡在")) return true;
  if (contains(key, "都在") && key.ends_with("app")) return true;
  const bool asks = contains(key, "下载") || contains(key, "下載") || contains(key, "打开") ||
                    contains(key, "打開") || contains(key, "安装") || contains(key, "点击");
  const bool aside = contains(key, "扫") || contains(key, "点击") || contains(key, "更多") ||
                     contains(key, "阅读") || contains(key, "閱讀") || contains(key, "体验") ||
                     contains(key, "第一时间") || contains(key, "请") || key.starts_with("下载") ||
                     key.starts_with("下載") || key.starts_with("打开") || key.starts_with("打開");
  return asks && aside;
}

// "欢迎关注“江城观察”微信公众号，获取更多资讯"
bool is_welcome_prompt(std::string_view key) {
  const bool asks = key.starts_with("欢迎关注") || key.starts_with("关注") ||
                    key.starts_with("敬请关注") || key.starts_with("搜索关注") ||
                    key.starts_with("歡迎關注") || key.starts_with("请关注");
  return asks && (contains(key, "公众号") || contains(key, "公眾號") || contains(key, "微信号") ||
                  contains(key, "视频号") || contains(key, "头条号") || contains(key, "抖音") ||
                  contains(key, "微博") || contains(key, "知乎专栏"));
}

// Whether a label is followed by what somebody says, not by names: «主编：那么后来呢？»
bool is_speech(std::string_view said) {
  const TextMeasure measure = measure_text(said);
  constexpr std::uint32_t kNames = 6;  // characters
  const bool asks = contains(said, "？") || contains(said, "?") || contains(said, "！");
  const bool tells = measure.sentence_ends + measure.commas > 0 && measure.ideographs > kNames &&
                     !contains(said, "：") && !contains(said, ":");
  return asks || tells;
}

// "编辑 | 阿九", "（編輯：李某）1130618", "某报编辑：某": who saw to the page, not who wrote it.
bool is_editor_credit(std::string_view line, float weight) {
  static constexpr std::array kOffices = std::to_array<std::string_view>(
      {"编辑",     "編輯", "责编", "責編",     "校对", "校對",     "审核",
       "審核",     "排版", "编审", "監製",     "监制", "指导老师", "指導老師",
       "辅导老师", "统筹", "美编", "值班主任", "主编", "視覺",     "运营"});
  constexpr float kLongest = 90;
  constexpr std::size_t kLongestOffice = 36;
  if (weight > kLongest) return false;
  for (const std::string_view open : {"（", "(", "【", "[", "〔"}) {
    if (line.starts_with(open)) line.remove_prefix(open.size());
  }
  std::size_t end = std::string_view::npos;
  for (const std::string_view mark : {"：", ":", "|", "｜", "丨", "/", "／"})
    end = std::min(end, line.find(mark));
  if (end == std::string_view::npos || end > kLongestOffice) return false;
  // A path: «用文本编辑器编辑 /etc/hosts 文件»
  if (line[end] == '/' && end + 1 < line.size() && is_ascii_alphanumeric(line[end + 1]))
    return false;
  // With a colon a label of goods, too.
  if (line.starts_with("出品") && line[end] != ':' && !line.substr(end).starts_with("："))
    return true;
  if (is_speech(line.substr(end + decode_utf8(line, end).length))) return false;
  std::string_view office = line.substr(0, end);
  // «多行编辑：按住 alt»
  if (office.starts_with("多行") || office.starts_with("文本") || office.starts_with("视频编辑"))
    return false;
  while (office.ends_with(" "))
    office.remove_suffix(1);
  return std::any_of(kOffices.begin(), kOffices.end(),
                     [office](std::string_view name) { return office.ends_with(name); });
}

// "#仕事 #豆腐", "＃京都＃紅葉": nothing but two tags or more.
bool is_tag_row(std::string_view line) {
  constexpr std::size_t kMostWords = 20;
  if (!line.starts_with("#") && !line.starts_with("＃")) return false;
  std::size_t tags = 0;
  for (std::size_t at = 0; at < line.size() && tags < kMostWords;) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    const std::string_view word = line.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    if (!word.starts_with("#") && !word.starts_with("＃")) return false;
    for (std::size_t sign = 0; sign < word.size(); ++sign) {
      const bool doubled = sign > 0 && word[sign - 1] == '#';
      if (!doubled && (word[sign] == '#' || word.substr(sign).starts_with("＃"))) ++tags;
    }
  }
  return tags > 1;
}

// "更多某某報導", above links.
bool is_more_of(std::string_view key) {
  constexpr std::size_t kLongest = 48;
  if (!key.starts_with("更多") || key.size() > kLongest) return false;
  static constexpr std::array kEnds = std::to_array<std::string_view>(
      {"報導", "報道", "报道", "新聞", "新闻", "文章", "影音", "視頻", "视频", "内容", "內容"});
  return std::any_of(kEnds.begin(), kEnds.end(),
                     [key](std::string_view end) { return key.ends_with(end); });
}

// "Follow us on …" with whatever stands between.
bool is_follow_prompt(std::string_view key) {
  const bool asks = key.starts_with("follow") || key.starts_with("folge") ||
                    key.starts_with("suivez") || key.starts_with("sigue") ||
                    key.starts_with("síguenos") || key.starts_with("joinus");
  return asks &&
         (contains(key, "twitter") || contains(key, "facebook") || contains(key, "instagram") ||
          contains(key, "telegram") || contains(key, "whatsapp") || contains(key, "youtube") ||
          contains(key, "linkedin"));
}

// "Jeden Morgen …: Abonnieren Sie unseren kostenlosen Newsletter.", "Join 2,400 readers and get the
// next one by email": asks the reader for an address. What somebody said stands in quotes.
bool is_newsletter_prompt(std::string_view line, std::string_view key, const TextGrams& grams) {
  static constexpr std::array kLetters = std::to_array<std::string_view>(
      {"newsletter", "メルマガ", "メールマガジン", "뉴스레터", "boletín", "infolettre",
       "nieuwsbrief", "рассылк", "nyhetsbrev", "byemail", "viaemail"});
  static constexpr std::array kAsks = std::to_array<std::string_view>(
      {"signup",         "subscribeto", "subscribenow",  "abonnierensie", "jetztabonnieren",
       "meldensie",      "meldedich",   "jetztanmelden", "inscrivezvous", "recevez",
       "abonnezvous",    "suscríbete",  "apúntate",      "recibe",        "iscriviti",
       "ricevi",         "inscrevase",  "schrijfje",     "meldje",        "ontvang",
       "zapiszsię",      "подпи",       "登録はこちら",  "ご登録",        "購読はこちら",
       "구독하세요",     "구독신청",    "getour",        "joinour",       "readersand",
       "subscribersand", "othersand",   "getthenext",    "receiveour"});
  const auto holds = [key, &grams](std::string_view word) {
    return grams.may_hold(first_gram(word)) && contains(key, word);
  };
  if (std::none_of(kLetters.begin(), kLetters.end(), holds)) return false;
  for (const std::string_view quote : {"\"", "“", "«", "„", "「", "»"}) {
    if (contains(line, quote)) return false;
  }
  return std::any_of(kAsks.begin(), kAsks.end(), holds);
}

// «关注老人，就是关注我们自己。»: who "we" are is no account.
bool is_about_us_all(std::string_view key, const Row& row) {
  if (row.key != "关注我们") return false;
  const std::string_view rest = key.substr(key.find(row.key) + row.key.size());
  static constexpr std::array kWords = std::to_array<std::string_view>(
      {"自己", "自身", "身边", "周围", "每", "共同", "的生活", "的孩子", "的城市", "生活"});
  return std::any_of(kWords.begin(), kWords.end(),
                     [rest](std::string_view word) { return rest.starts_with(word); });
}

// "1358文字", "残り683文字（全文1358文字）": how long the text behind the wall is.
bool is_length_note(std::string_view key, std::string_view bare) {
  constexpr std::string_view kCharacters = "文字";
  if (bare.size() == key.size() || !key.ends_with(kCharacters)) return false;
  return bare == kCharacters || key.starts_with("残り") || key.starts_with("全文") ||
         key.starts_with("この記事は有料記事です残り");
}

// "回复【公租房】查看最新消息": what an account on a chat service offers.
bool is_reply_prompt(std::string_view line) {
  return (contains(line, "回复【") || contains(line, "回复“") || contains(line, "回复「") ||
          contains(line, "回复关键") || contains(line, "后台回复") || contains(line, "輸入【")) &&
         (contains(line, "查看") || contains(line, "查询") || contains(line, "获取") ||
          contains(line, "领取") || contains(line, "下载") || contains(line, "加入"));
}

Phrase find_marked(std::string_view line) {
  // "« 上一篇：某某"
  while (!line.empty() && !is_word_character(decode_utf8(line, 0).code_point))
    line.remove_prefix(decode_utf8(line, 0).length);
  for (const Row& row : kMarked) {
    if (!line.starts_with(row.key)) continue;
    if (line.size() == row.key.size()) return row.phrase;
    const char32_t next = decode_utf8(line, row.key.size()).code_point;
    if (!is_word_character(next) && next != U'，' && next != U'、') return row.phrase;
  }
  return Phrase::None;
}

// “Sign up for it,” she said: Latin letters in quotes at the beginning.
bool opens_quote(std::string_view line) {
  for (const std::string_view quote : {"“", "„", "«", "\""}) {
    if (!line.starts_with(quote)) continue;
    const std::string_view rest = line.substr(quote.size());
    return !rest.empty() && static_cast<unsigned char>(rest[0]) < 0x80;
  }
  return false;
}

std::string without_digits(std::string_view key) {
  std::string out;
  for (const char c : key) {
    if (c < '0' || c > '9') out += c;
  }
  return out;
}

// The row of a table of beginnings that the line begins with.
Phrase classify_start(std::string_view line, std::string_view key) {
  const Row* row = find_row(kPrefix, key, false);
  if (row == nullptr) return Phrase::None;
  const bool tells = runs_on_into_sentence(line, row->key, row->phrase) ||
                     (row->phrase == Phrase::Prompt && is_instruction(line));
  return tells ? Phrase::None : row->phrase;
}

// What some words in the line say of it, where it does not tell a story with them.
Phrase classify_inside(std::string_view line, std::string_view key, const TextGrams& grams) {
  for (const Row& row : kInside) {
    if (grams.may_hold(row.gram) && contains(key, row.key)) {
      const bool tells = is_narration(line) || is_about_us_all(key, row) ||
                         (row.phrase == Phrase::Prompt && is_instruction(line));
      return tells ? Phrase::None : row.phrase;
    }
  }
  return Phrase::None;
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
    case Phrase::Author:
      return "about the author";
    case Phrase::Contact:
      return "contact";
    case Phrase::PictureCredit:
      return "picture credit";
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
  if (is_long_notice(line, weight) || is_rights_notice(line, weight)) return Phrase::Legal;
  if (weight > 170) return Phrase::None;
  const std::string key = comparison_key(line);
  if (key.empty()) return Phrase::None;
  const std::string bare = without_digits(key);
  if (const Phrase whole = find_start(kWhole, bare, true); whole != Phrase::None) return whole;
  if (const Phrase start = classify_start(line, key);
      start != Phrase::None && !(start == Phrase::Prompt && opens_quote(line))) {
    return start;
  }
  if (const Phrase marked = find_marked(line); marked != Phrase::None) return marked;
  const TextGrams grams(key);
  if (const Phrase found = classify_inside(line, key, grams); found != Phrase::None) return found;
  if (classify_label(line) == Phrase::PictureCredit) return Phrase::PictureCredit;
  if (is_editor_credit(line, weight)) return Phrase::Credit;
  if (is_tag_row(line)) return Phrase::Related;
  if (is_starred_notice(line) || is_feed_tail(key)) return Phrase::Legal;
  if (is_more_of(key)) return Phrase::Related;
  if (is_follow_prompt(key) || is_welcome_prompt(key) || is_newsletter_prompt(line, key, grams) ||
      is_length_note(key, bare)) {
    return Phrase::Prompt;
  }
  const bool may_reply = grams.may_hold(first_gram("回复")) || grams.may_hold(first_gram("輸入"));
  if (may_reply && is_reply_prompt(line)) return Phrase::Prompt;
  if (weight < 110 && is_app_prompt(key) && !is_narration(line) && !is_instruction(line))
    return Phrase::Prompt;
  return weight < 120 ? classify_word_list(line) : Phrase::None;
}

Phrase classify_label(std::string_view line) {
  const std::string_view head = line.substr(0, 96);
  const std::string key = comparison_key(head);
  if (const Phrase start = find_start(kLabels, key, false); start != Phrase::None) return start;
  // Single words want the colon.
  const std::size_t colon = std::min(head.find(':'), head.find("："));
  if (colon == std::string_view::npos) return Phrase::None;
  const std::string label = comparison_key(head.substr(0, colon));
  for (const Row& row : kColonLabels) {
    if (label == row.key) return row.phrase;
  }
  return Phrase::None;
}

}  // namespace banxin::article
