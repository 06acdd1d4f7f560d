#pragma once
// The lines of a page as text: `banxin dump --stage=lines`, and what cases compare.
#include <string>

#include "layout/fragment.h"

namespace banxin::layout {

// A row a line box: its corner, size and baseline in CSS px; below it a row a run of glyphs: where
// it begins in the line, its advance, its face and size, its text. Runs that are not text of the
// source (hyphens, emphasis marks) stand in brackets.
std::string dump_lines(const Fragment& page);

}  // namespace banxin::layout
