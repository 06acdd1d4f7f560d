#pragma once
// What an element holds, seen before it is written.
#include <string>
#include <string_view>

#include "dom/document.h"
#include "dom/node.h"

namespace banxin::epub {

bool is_blank_text(std::string_view text);
// Whether nothing of it is spoken: blanks of all kinds, soft hyphens, joiners.
bool is_nameless(std::string_view text);
// Whether a reader sees or hears anything of it: text, or a picture.
bool has_content(const dom::Node& node);
bool has_text(const dom::Node& node);
// Of an element in a picture or a formula: whether it is no part of what is shown (scripts, sheets,
// animations, annotations, HTML's own that elements.def drops).
bool is_never_shown(const dom::Document& document, const dom::Node& element);
std::string shown_text(const dom::Document& document, const dom::Node& root);
// The nearest sibling that is no comment and no blank text.
const dom::Node* previous_thing(const dom::Node& node);
const dom::Node* next_thing(const dom::Node& node);

}  // namespace banxin::epub
