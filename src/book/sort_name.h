#pragma once
// SortName: what a name or a title sorts under (file-as): pinyin for Chinese, "Family, Given" for
// names in Latin letters. Its tables take ICU some 20 ms to make, so a job of many books keeps one.
#include <memory>
#include <string>
#include <string_view>

namespace banxin::book {

class SortName {
 public:
  SortName();
  ~SortName();
  SortName(const SortName&) = delete;
  SortName& operator=(const SortName&) = delete;

  // `language` is the book's. Empty where nothing better than the name itself is known (Japanese
  // readings cannot be told from the characters).
  std::string of_person(std::string_view name, std::string_view language);
  std::string of_title(std::string_view title, std::string_view language);

 private:
  struct Tables;
  Tables& tables();
  std::unique_ptr<Tables> tables_;  // made at the first Chinese name
};

}  // namespace banxin::book
