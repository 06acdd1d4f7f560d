#pragma once
// markdown_table: a table of HTML as rows of equal length, which Markdown needs: what a cell spans
// is empty cells.
#include <string>
#include <vector>

#include "dom/document.h"

namespace banxin::article {

class MarkdownTable {
 public:
  void begin_row();
  // `cell` is td or th, `text` one line.
  void add_cell(const dom::Node& cell, std::string text);
  void end_row();
  bool is_empty() const { return rows_.empty(); }
  // GFM §4.10: the first row is the head. Without a line end behind the last row.
  std::string write() const;

 private:
  void fill_spanned();

  std::vector<std::vector<std::string>> rows_;
  std::vector<std::string> row_;
  std::vector<int> spans_;  // of each column: rows that a cell above still reaches into
  bool in_row_ = false;
};

}  // namespace banxin::article
