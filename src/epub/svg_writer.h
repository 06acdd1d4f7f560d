#pragma once
// An SVG picture inside a page: the elements and attributes that draw stay, what runs or reaches
// out goes. What it uses of another picture of the page (a sprite's symbols) is said again in it.
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "dom/document.h"

namespace banxin::epub {

using SvgIds = std::unordered_map<std::string_view, const dom::Node*>;

// Of all pictures in the page; the first of two of one name counts.
SvgIds find_svg_ids(const dom::Document& document);

// What the pictures of a page may borrow of each other, in nodes: hostile pages would multiply.
inline constexpr int kSvgBorrowing = 50'000;

struct SvgHelp {
  const dom::Document& document;
  const SvgIds& page_ids;
  int& may_borrow;
  // The book's file for a picture in the picture, "" when it cannot be had.
  std::function<std::string(const dom::Node& node, std::string_view reference)> picture_name;
  // A valid address out of the book, "" for none; empty where no link may stand.
  std::function<std::string(std::string_view href)> link_target;
};

// `prefix` goes before the ids. Whether the picture has a name or says something.
bool write_svg_picture(std::string& out,
                       const dom::Node& root,
                       std::string prefix,
                       const SvgHelp& help);

}  // namespace banxin::epub
