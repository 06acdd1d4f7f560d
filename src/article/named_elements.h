#pragma once
// Elements whose class, id, rel or itemprop, or whose label beside them, say that they name the
// author, an account or the source.
#include <cstdint>
#include <string>
#include <vector>

#include "article/page_map.h"

namespace banxin::article {

// An account is of a forum, a chat or a video service: of less trust than an author.
enum class NamedRole : unsigned char { Author, Account, Source };

struct NamedElement {
  std::uint32_t line;
  NamedRole role;
  std::string text;
};

// The innermost ones, in document order, with their short texts.
std::vector<NamedElement> find_named_elements(const PageMap& map);

// "2013年07月21日 | 山形の山": whether the word on this line is what the entry is filed under, by a
// class or a link.
bool is_filed_under(const PageMap& map, std::uint32_t line, std::string_view word);

// The text of class="name", "J_name", "user" among the elements of a short line; "" when none is.
std::string find_called_name(const PageMap& map, std::uint32_t line);

}  // namespace banxin::article
