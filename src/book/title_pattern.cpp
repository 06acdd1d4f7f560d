#include "book/title_pattern.h"

#include <array>
#include <cstddef>

#include "base/ascii.h"
#include "base/chinese_number.h"
#include "base/utf8.h"

namespace banxin::book {
namespace {

// Units that follow 第N (or stand before N, as in 卷三), in both scripts and in Japanese and
// Korean.
struct Unit {
  std::string_view word;
  TitleKind kind;
};
constexpr std::array kUnits{
    Unit{"卷", TitleKind::Part},    Unit{"巻", TitleKind::Part},    Unit{"部分", TitleKind::Part},
    Unit{"部", TitleKind::Part},    Unit{"篇", TitleKind::Part},    Unit{"编", TitleKind::Part},
    Unit{"編", TitleKind::Part},    Unit{"集", TitleKind::Part},    Unit{"辑", TitleKind::Part},
    Unit{"輯", TitleKind::Part},    Unit{"册", TitleKind::Part},    Unit{"冊", TitleKind::Part},
    Unit{"季", TitleKind::Part},    Unit{"单元", TitleKind::Part},  Unit{"單元", TitleKind::Part},
    Unit{"章", TitleKind::Chapter}, Unit{"回", TitleKind::Chapter}, Unit{"话", TitleKind::Chapter},
    Unit{"話", TitleKind::Chapter}, Unit{"课", TitleKind::Chapter}, Unit{"課", TitleKind::Chapter},
    Unit{"讲", TitleKind::Chapter}, Unit{"講", TitleKind::Chapter}, Unit{"折", TitleKind::Chapter},
    Unit{"出", TitleKind::Chapter}, Unit{"幕", TitleKind::Chapter}, Unit{"夜", TitleKind::Chapter},
    Unit{"장", TitleKind::Chapter}, Unit{"화", TitleKind::Chapter}, Unit{"회", TitleKind::Chapter},
    Unit{"강", TitleKind::Chapter}, Unit{"막", TitleKind::Chapter}, Unit{"부", TitleKind::Part},
    Unit{"권", TitleKind::Part},    Unit{"편", TitleKind::Part},    Unit{"节", TitleKind::Section},
    Unit{"節", TitleKind::Section}, Unit{"절", TitleKind::Section},
};

// Titles that are words of their own. `exact`: the whole title, else it may go on after a blank or
// a mark (番外一 雪夜, 附录：年表).
struct Word {
  std::string_view word;
  TitleKind kind;
  Matter matter;
  std::string_view semantics;
  bool exact;
};
constexpr std::array kWords{
    Word{"楔子", TitleKind::Chapter, Matter::Body, "prologue", false},
    Word{"引子", TitleKind::Chapter, Matter::Body, "prologue", false},
    Word{"序章", TitleKind::Chapter, Matter::Body, "prologue", false},
    Word{"序幕", TitleKind::Chapter, Matter::Body, "prologue", false},
    Word{"尾声", TitleKind::Chapter, Matter::Body, "epilogue", false},
    Word{"尾聲", TitleKind::Chapter, Matter::Body, "epilogue", false},
    Word{"终章", TitleKind::Chapter, Matter::Body, "epilogue", false},
    Word{"終章", TitleKind::Chapter, Matter::Body, "epilogue", false},
    Word{"番外", TitleKind::Part, Matter::Back, "", false},
    Word{"外传", TitleKind::Part, Matter::Back, "", false},
    Word{"外傳", TitleKind::Part, Matter::Back, "", false},
    Word{"序言", TitleKind::Chapter, Matter::Front, "preface", false},
    Word{"自序", TitleKind::Chapter, Matter::Front, "preface", false},
    Word{"代序", TitleKind::Chapter, Matter::Front, "preface", false},
    Word{"总序", TitleKind::Chapter, Matter::Front, "preface", false},
    Word{"總序", TitleKind::Chapter, Matter::Front, "preface", false},
    Word{"原序", TitleKind::Chapter, Matter::Front, "preface", false},
    Word{"序", TitleKind::Chapter, Matter::Front, "preface", true},
    Word{"前言", TitleKind::Chapter, Matter::Front, "preface", false},
    Word{"弁言", TitleKind::Chapter, Matter::Front, "preface", false},
    Word{"引言", TitleKind::Chapter, Matter::Front, "introduction", false},
    Word{"导言", TitleKind::Chapter, Matter::Front, "introduction", false},
    Word{"導言", TitleKind::Chapter, Matter::Front, "introduction", false},
    Word{"导读", TitleKind::Chapter, Matter::Front, "introduction", false},
    Word{"導讀", TitleKind::Chapter, Matter::Front, "introduction", false},
    Word{"凡例", TitleKind::Chapter, Matter::Front, "introduction", false},
    Word{"题记", TitleKind::Chapter, Matter::Front, "epigraph", false},
    Word{"題記", TitleKind::Chapter, Matter::Front, "epigraph", false},
    Word{"献辞", TitleKind::Chapter, Matter::Front, "dedication", false},
    Word{"獻辭", TitleKind::Chapter, Matter::Front, "dedication", false},
    Word{"献词", TitleKind::Chapter, Matter::Front, "dedication", false},
    Word{"封面", TitleKind::Chapter, Matter::Front, "", true},
    Word{"扉页", TitleKind::Chapter, Matter::Front, "titlepage", true},
    Word{"扉頁", TitleKind::Chapter, Matter::Front, "titlepage", true},
    Word{"书名页", TitleKind::Chapter, Matter::Front, "titlepage", true},
    Word{"目录", TitleKind::Chapter, Matter::Front, "toc", true},
    Word{"目錄", TitleKind::Chapter, Matter::Front, "toc", true},
    Word{"目次", TitleKind::Chapter, Matter::Front, "toc", true},
    Word{"版权信息", TitleKind::Chapter, Matter::Front, "copyright-page", false},
    Word{"版权声明", TitleKind::Chapter, Matter::Front, "copyright-page", false},
    Word{"版权页", TitleKind::Chapter, Matter::Front, "copyright-page", false},
    Word{"版權頁", TitleKind::Chapter, Matter::Front, "copyright-page", false},
    Word{"版权", TitleKind::Chapter, Matter::Front, "copyright-page", false},
    Word{"版權", TitleKind::Chapter, Matter::Front, "copyright-page", false},
    Word{"出版说明", TitleKind::Chapter, Matter::Front, "preface", false},
    Word{"出版說明", TitleKind::Chapter, Matter::Front, "preface", false},
    Word{"推荐序", TitleKind::Chapter, Matter::Front, "foreword", false},
    Word{"推薦序", TitleKind::Chapter, Matter::Front, "foreword", false},
    Word{"作者简介", TitleKind::Chapter, Matter::Front, "", false},
    Word{"作者簡介", TitleKind::Chapter, Matter::Front, "", false},
    Word{"内容简介", TitleKind::Chapter, Matter::Front, "", false},
    Word{"內容簡介", TitleKind::Chapter, Matter::Front, "", false},
    Word{"跋", TitleKind::Chapter, Matter::Back, "afterword", true},
    Word{"后记", TitleKind::Chapter, Matter::Back, "afterword", false},
    Word{"後記", TitleKind::Chapter, Matter::Back, "afterword", false},
    Word{"后序", TitleKind::Chapter, Matter::Back, "afterword", true},
    Word{"编后", TitleKind::Chapter, Matter::Back, "afterword", false},
    Word{"附录", TitleKind::Chapter, Matter::Back, "appendix", false},
    Word{"附錄", TitleKind::Chapter, Matter::Back, "appendix", false},
    Word{"付録", TitleKind::Chapter, Matter::Back, "appendix", false},
    Word{"致谢", TitleKind::Chapter, Matter::Back, "acknowledgments", false},
    Word{"致謝", TitleKind::Chapter, Matter::Back, "acknowledgments", false},
    Word{"鸣谢", TitleKind::Chapter, Matter::Back, "acknowledgments", false},
    Word{"参考文献", TitleKind::Chapter, Matter::Back, "bibliography", true},
    Word{"參考文獻", TitleKind::Chapter, Matter::Back, "bibliography", true},
    Word{"索引", TitleKind::Chapter, Matter::Back, "index", true},
    Word{"词汇表", TitleKind::Chapter, Matter::Back, "glossary", false},
    Word{"術語表", TitleKind::Chapter, Matter::Back, "glossary", false},
    Word{"术语表", TitleKind::Chapter, Matter::Back, "glossary", false},
    Word{"はじめに", TitleKind::Chapter, Matter::Front, "preface", false},
    Word{"まえがき", TitleKind::Chapter, Matter::Front, "preface", false},
    Word{"おわりに", TitleKind::Chapter, Matter::Back, "afterword", false},
    Word{"あとがき", TitleKind::Chapter, Matter::Back, "afterword", false},
    Word{"プロローグ", TitleKind::Chapter, Matter::Body, "prologue", false},
    Word{"エピローグ", TitleKind::Chapter, Matter::Body, "epilogue", false},
    Word{"프롤로그", TitleKind::Chapter, Matter::Body, "prologue", false},
    Word{"에필로그", TitleKind::Chapter, Matter::Body, "epilogue", false},
    Word{"외전", TitleKind::Part, Matter::Back, "", false},
    Word{"번외", TitleKind::Part, Matter::Back, "", false},
    Word{"머리말", TitleKind::Chapter, Matter::Front, "preface", false},
    Word{"서문", TitleKind::Chapter, Matter::Front, "preface", false},
    Word{"들어가며", TitleKind::Chapter, Matter::Front, "preface", false},
    Word{"차례", TitleKind::Chapter, Matter::Front, "toc", true},
    Word{"목차", TitleKind::Chapter, Matter::Front, "toc", true},
    Word{"맺음말", TitleKind::Chapter, Matter::Back, "afterword", false},
    Word{"후기", TitleKind::Chapter, Matter::Back, "afterword", false},
    Word{"작가의 말", TitleKind::Chapter, Matter::Back, "afterword", false},
    Word{"옮긴이의 말", TitleKind::Chapter, Matter::Back, "afterword", false},
    Word{"부록", TitleKind::Chapter, Matter::Back, "appendix", false},
    Word{"감사의 말", TitleKind::Chapter, Matter::Back, "acknowledgments", false},
    Word{"참고 문헌", TitleKind::Chapter, Matter::Back, "bibliography", true},
    Word{"참고문헌", TitleKind::Chapter, Matter::Back, "bibliography", true},
    Word{"찾아보기", TitleKind::Chapter, Matter::Back, "index", true},
    Word{"prologue", TitleKind::Chapter, Matter::Body, "prologue", false},
    Word{"epilogue", TitleKind::Chapter, Matter::Body, "epilogue", false},
    Word{"preface", TitleKind::Chapter, Matter::Front, "preface", false},
    Word{"foreword", TitleKind::Chapter, Matter::Front, "foreword", false},
    Word{"introduction", TitleKind::Chapter, Matter::Front, "introduction", true},
    Word{"dedication", TitleKind::Chapter, Matter::Front, "dedication", true},
    Word{"acknowledgments", TitleKind::Chapter, Matter::Back, "acknowledgments", true},
    Word{"acknowledgements", TitleKind::Chapter, Matter::Back, "acknowledgments", true},
    Word{"afterword", TitleKind::Chapter, Matter::Back, "afterword", false},
    Word{"appendix", TitleKind::Chapter, Matter::Back, "appendix", false},
    Word{"bibliography", TitleKind::Chapter, Matter::Back, "bibliography", true},
    Word{"glossary", TitleKind::Chapter, Matter::Back, "glossary", true},
    Word{"index", TitleKind::Chapter, Matter::Back, "index", true},
};

struct EnglishUnit {
  std::string_view word;
  TitleKind kind;
};
constexpr std::array kEnglishUnits{
    EnglishUnit{"volume", TitleKind::Part}, EnglishUnit{"book", TitleKind::Part},
    EnglishUnit{"part", TitleKind::Part}, EnglishUnit{"chapter", TitleKind::Chapter},
    EnglishUnit{"section", TitleKind::Section}};

bool is_break(char32_t c) {
  constexpr std::u32string_view kMarks = U" \t\u00A0\u3000:：、，,.．。·・—-–─|｜(（[【《「";
  return kMarks.find(c) != std::u32string_view::npos;
}

// Whether a title may go on after `rest` begins: at its end, at a blank or mark, or at a number.
bool may_follow(std::string_view rest) {
  return rest.empty() || is_break(decode_utf8(rest, 0).code_point) ||
         parse_number(rest).has_value();
}

// 附录A, 附录乙：年表.
bool is_letter_alone(std::string_view rest) {
  constexpr std::u32string_view kSeries = U"甲乙丙丁戊己庚辛壬癸";
  const DecodedCharacter first = decode_utf8(rest, 0);
  const std::string_view behind = rest.substr(first.length);
  const bool is_letter = is_ascii_upper(first.code_point) ||
                         kSeries.find(first.code_point) != std::u32string_view::npos;
  return is_letter && (behind.empty() || is_break(decode_utf8(behind, 0).code_point));
}

const Unit* find_unit(std::string_view text) {
  const Unit* best = nullptr;
  for (const Unit& unit : kUnits) {
    if (text.starts_with(unit.word) && (best == nullptr || unit.word.size() > best->word.size())) {
      best = &unit;
    }
  }
  return best;
}

std::string_view skip_blanks(std::string_view text) {
  while (!text.empty()) {
    const DecodedCharacter c = decode_utf8(text, 0);
    if (c.code_point != ' ' && c.code_point != 0x3000 && c.code_point != 0xA0) break;
    text.remove_prefix(c.length);
  }
  return text;
}

// 第1.5章: what was put between two chapters later.
std::string_view skip_fraction(std::string_view rest) {
  for (const std::string_view point : {".", "．", "·"}) {
    if (!rest.starts_with(point)) continue;
    const auto fraction = parse_number(rest.substr(point.size()));
    if (fraction) return rest.substr(point.size() + fraction->length);
  }
  return rest;
}

// 第12-13章, 第十二、十三章: the second number, and what follows it.
std::optional<std::uint64_t> take_range_end(std::string_view& rest) {
  for (const std::string_view mark :
       {"-", "–", "—", "~", "～", "至", "到", "、", "，", ",", "+", "&", "/", "－"}) {
    if (!rest.starts_with(mark)) continue;
    std::string_view second = skip_blanks(rest.substr(mark.size()));
    if (second.starts_with("第")) second.remove_prefix(std::string_view("第").size());
    const auto number = parse_number(second);
    if (!number) continue;
    rest = second.substr(number->length);
    return number->value;
  }
  return std::nullopt;
}

// 第N章, 제N장; 【第N章】.
std::optional<TitlePattern> classify_numbered(std::string_view title) {
  for (const std::string_view bracket : {"【", "［", "[", "〔", "（", "(", "「", "『", "《"}) {
    if (title.starts_with(bracket)) title.remove_prefix(bracket.size());
  }
  std::string_view rest;
  for (const std::string_view prefix : {"第", "제"}) {
    if (title.starts_with(prefix)) rest = skip_blanks(title.substr(prefix.size()));
  }
  if (rest.empty()) return std::nullopt;
  const auto number = parse_number(rest);
  if (!number) return std::nullopt;
  TitlePattern found{TitleKind::Other, Matter::Body, number->value, "", true};
  const std::string_view behind = rest.substr(number->length);
  rest = skip_fraction(behind);
  if (rest.size() < behind.size()) found.number.reset();
  rest = skip_blanks(rest);
  const std::optional<std::uint64_t> last = take_range_end(rest);
  if (last && found.number && *last > *found.number) found.last = last;
  rest = skip_blanks(rest);
  const Unit* unit = find_unit(rest);
  if (unit == nullptr) return std::nullopt;
  found.kind = unit->kind;
  return found;
}

// 三章 火, 1장. 눈: a number and its unit alone make a heading's rank, but no heading.
std::optional<TitlePattern> classify_number_first(std::string_view title) {
  const auto number = parse_number(title);
  if (!number) return std::nullopt;
  const std::string_view rest = title.substr(number->length);
  const Unit* unit = find_unit(rest);
  if (unit == nullptr) return std::nullopt;
  const std::string_view behind = rest.substr(unit->word.size());
  if (!behind.empty() && !is_break(decode_utf8(behind, 0).code_point)) return std::nullopt;
  return TitlePattern{unit->kind, Matter::Body, number->value, "", false};
}

// 卷三, 卷一百二十, 部二: a unit before its number; 上卷, 中篇, 下部: of three.
std::optional<TitlePattern> classify_unit_first(std::string_view title) {
  constexpr std::array<std::string_view, 3> kThirds{"上", "中", "下"};
  for (std::size_t i = 0; i < kThirds.size(); ++i) {
    if (!title.starts_with(kThirds[i])) continue;
    const std::string_view rest = title.substr(kThirds[i].size());
    const Unit* unit = find_unit(rest);
    if (unit != nullptr && unit->kind == TitleKind::Part &&
        may_follow(rest.substr(unit->word.size()))) {
      return TitlePattern{TitleKind::Part, Matter::Body, i + 1, "", true};
    }
  }
  const Unit* unit = find_unit(title);
  if (unit == nullptr || unit->kind == TitleKind::Section) return std::nullopt;
  std::string_view rest = title.substr(unit->word.size());
  for (std::size_t i = 0; i < kThirds.size(); ++i) {
    if (unit->kind == TitleKind::Part && rest.starts_with(kThirds[i]) &&
        may_follow(rest.substr(kThirds[i].size()))) {
      return TitlePattern{TitleKind::Part, Matter::Body, i + 1, "", true};
    }
  }
  rest = skip_blanks(rest);
  if (rest.starts_with("之")) rest.remove_prefix(std::string_view("之").size());
  const auto number = parse_number(rest);
  if (!number || !may_follow(rest.substr(number->length))) return std::nullopt;
  return TitlePattern{unit->kind, Matter::Body, number->value, "", unit->kind == TitleKind::Part};
}

// Chapter 4, PART II, Book One.
std::optional<TitlePattern> classify_english(std::string_view title) {
  for (const EnglishUnit& unit : kEnglishUnits) {
    if (!equals_ignoring_ascii_case(title.substr(0, unit.word.size()), unit.word)) continue;
    std::string_view rest = title.substr(unit.word.size());
    if (!rest.starts_with(" ")) continue;
    rest = skip_blanks(rest);
    for (const auto& number : {parse_number(rest), parse_roman_number(rest)}) {
      if (number) return TitlePattern{unit.kind, Matter::Body, number->value, "", true};
    }
    if (const auto number = parse_english_number(rest)) {
      // "Part one of the job" in running text is no heading.
      const std::string_view behind = rest.substr(number->length);
      const bool ends =
          behind.empty() || (behind.front() != ' ' && is_break(decode_utf8(behind, 0).code_point));
      return TitlePattern{unit.kind, Matter::Body, number->value, "", ends};
    }
  }
  return std::nullopt;
}

std::string_view without_breaks_behind(std::string_view text) {
  while (!text.empty()) {
    const DecodedCharacter c = decode_utf8_before(text, text.size());
    if (!is_break(c.code_point)) break;
    text.remove_suffix(c.length);
  }
  return text;
}

// 卷一 第三章 初见, 正文 第三章: pages of one chapter each repeat the part they belong to.
std::optional<TitlePattern> classify_in_part(std::string_view title) {
  constexpr std::string_view kOrdinal = "第";
  for (std::size_t at = title.find(kOrdinal, 1); at != std::string_view::npos;
       at = title.find(kOrdinal, at + 1)) {
    if (!is_break(decode_utf8_before(title, at).code_point)) continue;
    std::optional<TitlePattern> chapter = classify_numbered(title.substr(at));
    if (!chapter || chapter->kind == TitleKind::Part) continue;
    const std::string_view part = without_breaks_behind(title.substr(0, at));
    if (part == "正文" || part == "正文卷") return chapter;
    const std::optional<TitlePattern> first = classify_numbered(part);
    const bool is_part =
        first ? first->kind == TitleKind::Part
              : classify_unit_first(part).value_or(TitlePattern{}).kind == TitleKind::Part;
    if (!is_part) continue;
    chapter->part = part;
    chapter->rest = title.substr(at);
    return chapter;
  }
  return std::nullopt;
}

// 序一, 序2：某某: forewords that are counted.
std::optional<TitlePattern> classify_foreword(std::string_view title) {
  constexpr std::string_view kForeword = "序";
  if (!title.starts_with(kForeword)) return std::nullopt;
  const std::string_view rest = title.substr(kForeword.size());
  const auto number = parse_number(rest);
  if (!number || number->value > 20) return std::nullopt;
  const std::string_view behind = rest.substr(number->length);
  if (!behind.empty() && !is_break(decode_utf8(behind, 0).code_point)) return std::nullopt;
  return TitlePattern{TitleKind::Chapter, Matter::Front, number->value, "preface", false};
}

// 再版后记, 中文版序, 译者前言: of which edition, or whose.
std::optional<TitlePattern> classify_whose(std::string_view title) {
  constexpr std::size_t kLongest = 15;  // bytes before the word
  struct Ending {
    std::string_view word;
    Matter matter;
    std::string_view semantics;
  };
  constexpr std::array kEndings{
      Ending{"自序", Matter::Front, "preface"},  Ending{"序言", Matter::Front, "preface"},
      Ending{"前言", Matter::Front, "preface"},  Ending{"序", Matter::Front, "preface"},
      Ending{"后记", Matter::Back, "afterword"}, Ending{"後記", Matter::Back, "afterword"},
      Ending{"跋", Matter::Back, "afterword"}};
  for (const Ending& ending : kEndings) {
    if (!title.ends_with(ending.word)) continue;
    const std::string_view whose = title.substr(0, title.size() - ending.word.size());
    if (whose.size() > kLongest) return std::nullopt;
    for (const std::string_view owner :
         {"版", "译者", "譯者", "作者", "编者", "編者", "译", "譯"}) {
      if (whose.ends_with(owner))
        return TitlePattern{TitleKind::Chapter, ending.matter, std::nullopt, ending.semantics};
    }
  }
  return std::nullopt;
}

}  // namespace

TitlePattern classify_title(std::string_view title) {
  if (const auto in_part = classify_in_part(title)) return *in_part;
  if (const auto numbered = classify_numbered(title)) return *numbered;
  const std::string lower = ascii_lower(title.substr(0, 64));
  for (const Word& word : kWords) {
    if (!lower.starts_with(word.word)) continue;
    const std::string_view rest = title.substr(word.word.size());
    const bool fits =
        word.exact ? rest.empty()
                   : may_follow(rest) || (word.semantics == "appendix" && is_letter_alone(rest));
    if (!fits) continue;
    TitlePattern found{word.kind, word.matter, std::nullopt, word.semantics, !word.exact};
    if (const auto number = parse_number(skip_blanks(rest))) found.number = number->value;
    return found;
  }
  if (const auto foreword = classify_foreword(title)) return *foreword;
  if (const auto whose = classify_whose(title)) return *whose;
  if (const auto unit_first = classify_unit_first(title)) return *unit_first;
  if (const auto english = classify_english(title)) return *english;
  if (const auto number_first = classify_number_first(title)) return *number_first;
  return {};
}

}  // namespace banxin::book
