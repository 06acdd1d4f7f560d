#pragma once
// name_order: what the names of a folder's pages say about their order beyond natural order.
#include <cstddef>
#include <string_view>
#include <vector>

#include "book/title_pattern.h"

namespace banxin::publish {

// `order`: places in `names`, paths, in natural order. In each folder of which at least two pages
// are numbered chapters, 序 and 楔子 go before these, 尾声, 番外 and 后记 behind them, and chapters
// that all have a number go by it, in whatever words it is written: 第1章, 第二章, Chapter 3, 4.
void order_by_names(const std::vector<std::string_view>& names, std::vector<std::size_t>& order);

// What stands before the last slash, "" without one.
std::string_view folder_part(std::string_view name);

// Whether the names count the pages, in whatever form: 第三章, 12_雪, page-7.
bool are_counted(const std::vector<std::string_view>& names);

// Where among its neighbours a page stands that a title classifies so: front matter first, 0.
int place_in_book(const book::TitlePattern& said);

}  // namespace banxin::publish
