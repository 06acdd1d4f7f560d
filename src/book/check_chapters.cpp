#include "book/check_chapters.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/chinese_number.h"
#include "base/diagnostic_ids.h"
#include "book/title_pattern.h"

namespace banxin::book {
namespace {

constexpr std::size_t kShownRanges = 20;      // LIMIT: of one message
constexpr std::uint64_t kLongestRange = 100;  // LIMIT: of chapters in one: 第1-100章
constexpr std::size_t kTellingBytes = 300;    // a shorter page may well say what another says

struct NumberedEntry {
  std::uint64_t number = 0;
  const ContentsEntry* entry = nullptr;
  const ContentsEntry* parent = nullptr;
};

using Sequence = std::vector<NumberedEntry>;

std::string range_text(std::uint64_t first, std::uint64_t last) {
  std::string text = std::to_string(first);
  if (last > first) text += "–" + std::to_string(last);
  return text;
}

// 上, 中, 下 or a number at a title's end, in brackets or after a blank: a chapter in instalments.
std::string_view instalment(std::string_view title) {
  constexpr std::array<std::string_view, 4> kClosing{"）", ")", "】", "]"};
  constexpr std::array<std::string_view, 6> kOpening{"（", "(", "【", "[", " ", "·"};
  for (const std::string_view mark : kClosing) {
    if (title.ends_with(mark)) title.remove_suffix(mark.size());
  }
  std::size_t start = 0;
  for (const std::string_view mark : kOpening) {
    const std::size_t at = title.rfind(mark);
    if (at != std::string_view::npos) start = std::max(start, at + mark.size());
  }
  // 第一回上.
  for (const std::string_view unit : {"章", "回", "节", "節", "话", "話", "장", "화"}) {
    const std::size_t at = title.rfind(unit);
    if (at != std::string_view::npos) start = std::max(start, at + unit.size());
  }
  const std::string_view word = title.substr(start);
  if (start == 0) return {};
  if (word == "上" || word == "中" || word == "下") return word;
  const auto number = parse_number(word);
  return number && number->length == word.size() ? word : std::string_view{};
}

class Checker {
 public:
  Checker(const Publication& publication, Diagnostics& diagnostics)
      : publication_(publication), diagnostics_(diagnostics) {}

  void run() {
    for (const TitleKind kind : {TitleKind::Part, TitleKind::Chapter}) {
      kind_ = kind;
      begins_anew_ = false;
      collect(publication_.contents, nullptr);
      finish();
    }
    if (!has_numbers_) check_bare_numbers();
    find_repeated_pages();
  }

 private:
  // 001 雪, 002 山: pages that are counted without a word for what they are. Dates and years repeat
  // themselves.
  void check_bare_numbers() {
    constexpr std::size_t kFewest = 4;
    for (const ContentsEntry& entry : publication_.contents) {
      const auto number = parse_number(entry.title);
      if (number && ends_number(std::string_view(entry.title).substr(number->length)))
        sequence_.push_back({number->value, &entry, nullptr});
    }
    std::set<std::uint64_t> different;
    for (const NumberedEntry& entry : sequence_)
      different.insert(entry.number);
    const bool counts = sequence_.size() >= kFewest &&
                        sequence_.size() * 5 >= publication_.contents.size() * 4 &&
                        different.size() * 10 >= sequence_.size() * 9 - 9;
    begins_anew_ = false;
    if (!counts) sequence_.clear();
    finish();
  }

  static bool ends_number(std::string_view rest) {
    if (rest.empty()) return true;
    for (const std::string_view mark :
         {" ", "、", ".", "．", "　", "_", "：", ":", "-", "）", ")"}) {
      if (rest.starts_with(mark)) return true;
    }
    return false;
  }

  // As deep as the contents are, which is at most BookOptions::contents_depth.
  void collect(const std::vector<ContentsEntry>& entries, const ContentsEntry* parent) {
    for (const ContentsEntry& entry : entries) {
      const TitlePattern pattern = classify_title(entry.title);
      // 上 and 下 may be all there is: 中 is not missing.
      const bool is_third = entry.title.starts_with("上") || entry.title.starts_with("下");
      if (pattern.kind == kind_ && pattern.number && !is_third) {
        const std::uint64_t last =
            std::min(pattern.last.value_or(*pattern.number), *pattern.number + kLongestRange);
        for (std::uint64_t number = *pattern.number; number <= last; ++number)
          add({number, &entry, parent});
      }
      collect(entry.children, &entry);
    }
  }

  void add(const NumberedEntry& next) {
    has_numbers_ = true;
    if (!sequence_.empty()) {
      const NumberedEntry& last = sequence_.back();
      const bool anew =
          next.number < last.number && (next.number == 1 || next.parent != last.parent);
      if (anew) {
        finish();
        begins_anew_ = true;
      }
    }
    sequence_.push_back(next);
  }

  void finish() {
    std::map<std::uint64_t, std::vector<const ContentsEntry*>> by_number;
    for (const NumberedEntry& numbered : sequence_)
      by_number[numbered.number].push_back(numbered.entry);
    sequence_.clear();
    if (by_number.size() < 2) return;
    report_missing(by_number);
    report_repeated(by_number);
  }

  using ByNumber = std::map<std::uint64_t, std::vector<const ContentsEntry*>>;

  void report_missing(const ByNumber& by_number) {
    // Years and other stray numbers are no sequence: that has half of its numbers, or a third of
    // them next to one another.
    const std::uint64_t span = by_number.rbegin()->first - by_number.begin()->first + 1;
    std::size_t steps = 0;
    for (auto at = by_number.begin(); std::next(at) != by_number.end(); ++at)
      steps += std::next(at)->first == at->first + 1 ? 1 : 0;
    if (span / 2 >= by_number.size() && 3 * steps < by_number.size() - 1) return;
    std::string missing;
    std::size_t ranges = 0;
    const ContentsEntry* after = nullptr;
    // A volume after the first that counts anew begins at 1.
    const auto& [lowest, first] = *by_number.begin();
    if (begins_anew_ && lowest > 1) {
      after = first.front();
      missing = range_text(1, lowest - 1);
    }
    for (auto at = by_number.begin(); std::next(at) != by_number.end(); ++at) {
      const std::uint64_t following = std::next(at)->first;
      if (following == at->first + 1 || ++ranges > kShownRanges) continue;
      if (after == nullptr) after = at->second.front();
      if (!missing.empty()) missing += ", ";
      missing += range_text(at->first + 1, following - 1);
    }
    if (after != nullptr)
      diagnostics_.report(DiagnosticId::ChapterMissing, file_of(*after), {}, missing);
  }

  void report_repeated(const ByNumber& by_number) {
    for (const auto& [number, entries] : by_number) {
      if (entries.size() < 2 || are_instalments(entries)) continue;
      std::string subject = std::to_string(number) + ": ";
      for (std::size_t i = 0; i < std::min(entries.size(), kShownRanges); ++i)
        subject += (i == 0 ? "«" : ", «") + entries[i]->title + "»";
      diagnostics_.report(DiagnosticId::ChapterRepeated, file_of(*entries[1]), {}, subject);
    }
  }

  static bool are_instalments(const std::vector<const ContentsEntry*>& entries) {
    std::set<std::string_view> seen;
    return std::all_of(entries.begin(), entries.end(), [&seen](const ContentsEntry* entry) {
      const std::string_view mark = instalment(entry->title);
      return !mark.empty() && seen.insert(mark).second;
    });
  }

  void find_repeated_pages() {
    std::unordered_map<std::size_t, std::size_t> seen;
    for (std::size_t i = 0; publication_.chapters.size() > 1 && i < publication_.chapters.size();
         ++i) {
      const std::string text = dom::text_content(*publication_.chapters[i].content);
      if (text.size() < kTellingBytes) continue;
      const auto [first, is_new] = seen.try_emplace(std::hash<std::string>{}(text), i);
      if (is_new) continue;
      const Chapter& other = publication_.chapters[first->second];
      diagnostics_.report(DiagnosticId::PageRepeated, publication_.chapters[i].document->file(), {},
                          other.document->file());
    }
  }

  const std::string& file_of(const ContentsEntry& entry) const {
    return publication_.chapters[entry.place.chapter].document->file();
  }

  const Publication& publication_;
  Diagnostics& diagnostics_;
  TitleKind kind_ = TitleKind::Part;
  Sequence sequence_;
  bool has_numbers_ = false;  // some titles say 第N章
  bool begins_anew_ = false;  // sequence_ is not the first of its kind
};

}  // namespace

void check_chapters(const Publication& publication, Diagnostics& diagnostics) {
  Checker(publication, diagnostics).run();
}

}  // namespace banxin::book
