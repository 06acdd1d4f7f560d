#pragma once
// The text form of a display list: what `banxin dump --stage=paint` prints and goldens compare. One
// item a line; numbers to a thousandth.
#include <string>

#include "paint/display_list.h"
#include "paint/tag_tree.h"

namespace banxin::paint {

std::string dump_display_list(const DisplayList& list);
// One tag a line, indented by depth.
std::string dump_tag_tree(const TagTree& tags);

}  // namespace banxin::paint
