#pragma once
// reading_order: in which order the pages of a folder are read, and to which part of the book each
// belongs, when the pages themselves say so: a contents page that links to the others, or links
// from each page to the next.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dom/document.h"

namespace banxin::publish {

struct LinkedPage {
  const dom::Document* document = nullptr;
  std::string name;  // its path below the common root: "book/chapter-2.html"
};

// Pages are named by their indices.
struct ReadingPlan {
  // They come in the order that their names give (natural order), and stay in it where links say
  // nothing or contradict themselves: a contents page, or one of such pages, must link to most of
  // the others; a chain of "next" links must lead through all of them, or be torn by gaps alone.
  // Without links, 序 and 楔子 go before the chapters, 尾声, 番外 and 后记 behind them, whatever
  // their names sort like.
  std::vector<std::size_t> order;
  // The part (卷一 盐) that each page belongs to: as the contents page has it above its links, else
  // by the folder that holds the page; "" for none.
  std::vector<std::string> parts;
  // What the contents page calls each page, "" for none.
  std::vector<std::string> titles;
  // Pages that lead on to another with the words for turning a page (下一页), which one article cut
  // into pages has, and a book's chapters may have: from, to, in reading order.
  std::vector<std::pair<std::size_t, std::size_t>> turns;
  // The contents page, where it does hardly more than list the others.
  std::optional<std::size_t> contents;
};

// AsNamed: in the order of `pages`, without parts; only `turns` is sought.
enum class PageOrder : std::uint8_t { Sought, AsNamed };

ReadingPlan plan_reading(const std::vector<LinkedPage>& pages, PageOrder order);

}  // namespace banxin::publish
