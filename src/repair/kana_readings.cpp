#include "repair/kana_readings.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/utf8.h"

namespace banxin::repair {
namespace {

constexpr std::size_t kFewestMarked = 3;  // of 《》, which are ruby's own marks
constexpr std::size_t kFewestPasted = 5;  // in parentheses
constexpr std::size_t kLongestWord = 20;  // characters between ｜ and 《
constexpr std::size_t kKanaOfOneHan = 5;  // 志: こころざし

bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3005 ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_kana(char32_t c) {
  return (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FA) || c == 0x30FC;
}

struct Run {
  std::size_t start = 0;
  std::size_t length = 0;  // characters
};

class KanaFinder {
 public:
  void scan(std::size_t number, std::string_view text) {
    number_ = number;
    text_ = text;
    Run han;  // that ends at `at`
    std::size_t bar = text.npos;
    char32_t before = 0;  // what stands before the run of Han
    char32_t last = 0;
    for (std::size_t at = 0; at < text.size();) {
      const DecodedCharacter c = decode_utf8(text, at);
      kana_ += is_kana(c.code_point) ? 1 : 0;
      std::size_t end = 0;
      if (c.code_point == U'《') end = read_marked(at, han, bar);
      if (c.code_point == '(' || c.code_point == U'（') end = read_pasted(at, han, before);
      if (c.code_point == U'｜') bar = at;
      if (is_han(c.code_point)) {
        if (han.length == 0) before = last;
        if (han.length++ == 0) han.start = at;
        words_ += han.length == 1 ? 1 : 0;
        ++han_;
      } else {
        han.length = 0;
      }
      if (c.code_point == '\n' || end > 0) bar = text.npos;
      last = c.code_point;
      at = end > 0 ? end : at + c.length;
    }
  }

  std::vector<PastedReading> found() {
    // Kana are most of Japanese; a Chinese page may show some.
    const bool is_japanese = kana_ >= han_ / 2;
    if (!is_japanese || marked_.size() < kFewestMarked) marked_.clear();
    const bool is_ruby = pasted_.size() >= kFewestPasted && pasted_.size() * 10 >= words_ &&
                         running_ * 10 >= pasted_.size() * 7;
    if (!is_japanese || !is_ruby) pasted_.clear();
    std::vector<PastedReading> all;
    std::merge(marked_.begin(), marked_.end(), pasted_.begin(), pasted_.end(),
               std::back_inserter(all), [](const PastedReading& a, const PastedReading& b) {
                 return std::pair(a.text, a.character) < std::pair(b.text, b.character);
               });
    return all;
  }

 private:
  struct Reading {
    std::size_t end = 0;  // behind the closing mark, 0 for none
    std::size_t characters = 0;
    bool is_kana = true;
  };

  // What stands behind the mark at `open`, up to the one that closes it.
  Reading read(std::size_t open, std::u32string_view closing) const {
    Reading reading;
    for (std::size_t at = open + decode_utf8(text_, open).length; at < text_.size();) {
      const DecodedCharacter c = decode_utf8(text_, at);
      at += c.length;
      if (closing.find(c.code_point) != closing.npos) {
        reading.end = reading.characters > 0 ? at : 0;
        break;
      }
      const bool breaks = c.code_point < 0x20 || c.code_point == U'《' || c.code_point == U'｜';
      if (breaks || ++reading.characters > kLongestWord * 2) break;
      reading.is_kana = reading.is_kana && (is_kana(c.code_point) || c.code_point == U'・' ||
                                            c.code_point == ' ' || c.code_point == 0x3000);
    }
    return reading;
  }

  std::size_t read_marked(std::size_t open, const Run& han, std::size_t bar) {
    const Reading reading = read(open, U"》");
    if (reading.end == 0) return 0;
    constexpr std::string_view kBar = "｜";
    // A bar far off is not counted up to again and again.
    constexpr std::size_t kMostBytes = 4 * (kLongestWord + 1);
    if (bar != text_.npos && open > bar + kBar.size() && open - bar <= kMostBytes &&
        count_characters(text_.substr(bar, open - bar)) <= kLongestWord + 1) {
      marked_.push_back({number_, bar, open, reading.end, kBar.size()});
      return reading.end;
    }
    if (!fits(reading, han)) return 0;
    marked_.push_back({number_, han.start, open, reading.end});
    return reading.end;
  }

  std::size_t read_pasted(std::size_t open, const Run& han, char32_t before) {
    const Reading reading = read(open, U")）");
    if (reading.end == 0 || !fits(reading, han)) return 0;
    pasted_.push_back({number_, han.start, open, reading.end});
    running_ += is_kana(before) || before == U'、' || before == U'。' ? 1 : 0;
    return reading.end;
  }

  static bool fits(const Reading& reading, const Run& han) {
    return reading.is_kana && han.length > 0 && reading.characters <= kKanaOfOneHan * han.length;
  }

  std::size_t number_ = 0;
  std::string_view text_;
  std::vector<PastedReading> marked_, pasted_;
  std::size_t running_ = 0;  // of pasted_, inside of a sentence
  std::size_t words_ = 0;    // runs of Han
  std::size_t han_ = 0, kana_ = 0;
};

// OPTIMIZATION: most texts have too few opening marks with kana behind them.
bool has_enough(std::span<const std::string_view> texts) {
  std::size_t count = 0;
  for (const std::string_view text : texts) {
    for (const std::string_view mark :
         {std::string_view("《"), std::string_view("（"), std::string_view("(")}) {
      for (std::size_t at = text.find(mark); at != text.npos; at = text.find(mark, at + 1)) {
        const std::size_t inside = at + mark.size();
        if (inside >= text.size()) break;
        const bool counts = mark == "《" || is_kana(decode_utf8(text, inside).code_point);
        if (counts && ++count >= kFewestMarked) return true;
      }
    }
  }
  return false;
}

}  // namespace

std::vector<PastedReading> find_kana_readings(std::span<const std::string_view> texts) {
  if (!has_enough(texts)) return {};
  KanaFinder finder;
  for (std::size_t i = 0; i < texts.size(); ++i)
    finder.scan(i, texts[i]);
  return finder.found();
}

}  // namespace banxin::repair
