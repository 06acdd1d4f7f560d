#pragma once
// The pages' own style sheets, filtered, each kept once however many chapters share it.
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "book/publication.h"
#include "epub/options.h"

namespace banxin::epub {

class AuthorSheets {
 public:
  // options.sheets, or <style> and <link rel=stylesheet> of every chapter, read through the gate.
  // With AuthorCss::Drop there are none.
  AuthorSheets(const book::Publication& publication, const EpubOptions& options);

  // 1 + the index of the chapter's sheet, 0 when it has none: page-N.css.
  std::uint32_t of_chapter(std::uint32_t chapter) const { return of_chapter_.at(chapter); }
  const std::vector<std::string>& sheets() const { return sheets_; }

 private:
  std::string read_chapter(const book::Publication& publication, const book::Chapter& chapter);

  std::vector<std::string> sheets_;
  std::vector<std::uint32_t> of_chapter_;
  std::unordered_map<std::string, std::uint32_t> known_;  // by filtered text
  std::unordered_map<std::string, std::string>
      by_source_;  // filtered, by the gate's path or its text
};

}  // namespace banxin::epub
