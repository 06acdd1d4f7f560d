#pragma once
// The pages' own style sheets, filtered, each kept once however many chapters share it.
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "book/publication.h"
#include "epub/options.h"

namespace banxin::epub {

// Classes (".x"), ids ("#x") and elements ("x") that a sheet may hide.
using HidingNames = std::unordered_set<std::string>;

class AuthorSheets {
 public:
  // <style> and <link rel=stylesheet> of every chapter, with what they import, read through the
  // gate. With AuthorCss::Drop there are none.
  AuthorSheets(const book::Publication& publication,
               const EpubOptions& options,
               Diagnostics& diagnostics);

  // 1 + the index of the chapter's sheet, 0 when it has none: page-N.css.
  std::uint32_t of_chapter(std::uint32_t chapter) const { return of_chapter_.at(chapter); }
  const std::vector<std::string>& sheets() const { return sheets_; }
  // Of the chapter's sheet; null when it has none.
  const HidingNames* hiding(std::uint32_t chapter) const;

 private:
  struct Sheet {
    std::string rules;
    std::vector<std::string> hiding;
  };

  void read_chapter(const book::Chapter& chapter, Sheet& out);
  void append_linked(const book::Chapter& chapter, const dom::Node& link, Sheet& out);
  // `path` is what the sheet's imports are resolved against, `file` what diagnostics name.
  void append_text(std::string_view text,
                   const std::string& path,
                   std::string_view file,
                   Sheet& out);

  const book::Publication& publication_;
  Diagnostics& diagnostics_;
  std::vector<std::string> sheets_;
  std::vector<HidingNames> hiding_;  // by sheet
  std::vector<std::uint32_t> of_chapter_;
  std::unordered_map<std::string, std::uint32_t> known_;  // by filtered text
  std::unordered_map<std::string, Sheet> by_source_;      // by the gate's path
};

}  // namespace banxin::epub
