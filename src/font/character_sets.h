#pragma once
// The few questions about characters that the choice of a face asks.

namespace banxin::font {

// Han, kana, bopomofo, hangul, and the marks and forms of their width: never from a Latin face.
bool is_han_or_wide(char32_t code_point);

// Quotes, dashes, ellipses and dots that Latin and Han text share one code point for.
bool is_shared_mark(char32_t code_point);

// No character has this code point, or nothing is drawn for it.
bool is_unassigned(char32_t code_point);

}  // namespace banxin::font
