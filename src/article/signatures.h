#pragma once
// Names that open or close the text itself: "新华社北京9月8日电（记者张三）…", "…（山田太郎）",
// "【山田太郎】", a name alone and stressed below the last paragraph.
#include <string>
#include <vector>

#include "article/visible.h"

namespace banxin::article {

// `opening_end`: the line behind the first of the body.
std::vector<std::string> find_signature(const PageMap& map,
                                        const std::vector<LineFacts>& facts,
                                        const VisiblePlace& place,
                                        std::uint32_t opening_end);

// "この記事を書いた人", "About the author", and the name on the line below.
std::vector<std::string> find_headed_name(const PageMap& map,
                                          const std::vector<LineFacts>& facts,
                                          std::uint32_t from);

// "Jane Doe", "Staff Writer", "and John Roe", each in a block of its own, below a line "By".
std::vector<std::string> names_below(const PageMap& map, std::uint32_t line);

}  // namespace banxin::article
