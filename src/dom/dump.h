#pragma once
// The tree as text, in the format of html5lib's tree-construction tests.
#include <string>

#include "dom/document.h"

namespace banxin::dom {

// Every line begins with "| " and two spaces a level; the root itself is not shown.
std::string dump_tree(const Document& document, const Node& root);

}  // namespace banxin::dom
