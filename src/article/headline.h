#pragma once
// The headline: which visible line is the title, and what of <title> is the site's name.
#include <string>
#include <string_view>
#include <vector>

#include "article/page_map.h"

namespace banxin::article {

struct Headline {
  std::string title;
  std::string site;               // what was cut from <title>, "" when nothing
  std::uint32_t line = kNoIndex;  // of the map, where the headline stands
  std::vector<std::string> keys;  // comparison keys of its forms
};

// `declared` are titles in order of trust (og:title, headline, <title>); `site` may be empty.
Headline find_headline(const PageMap& map,
                       const std::vector<std::string>& declared,
                       std::string_view site);

// "Headline_Channel_Site" without channel and site.
std::string strip_site(std::string_view title, std::string_view site, std::string& cut);

// What stands behind the headline in "第一章 入城_江城旧事_某小说网": the next part alone, and the
// last where there are more.
struct TitleTail {
  std::string_view next;
  std::string_view last;
};
TitleTail behind_headline(std::string_view title, std::string_view headline);

}  // namespace banxin::article
