// CSS Page 3: size and marks.
#include <array>

#include "css/value_parsers.h"

namespace banxin::css {
namespace {

struct PaperRow {
  std::string_view name;
  double width_mm, height_mm;
};
constexpr double kInch = 25.4;
// CSS Page 3 §7.1, then the formats of Chinese books (trimmed sizes of GB/T 788).
constexpr std::array kPapers{
    PaperRow{"a5", 148, 210},
    PaperRow{"a4", 210, 297},
    PaperRow{"a3", 297, 420},
    PaperRow{"a6", 105, 148},
    PaperRow{"b5", 176, 250},
    PaperRow{"b4", 250, 353},
    PaperRow{"jis-b5", 182, 257},
    PaperRow{"jis-b4", 257, 364},
    PaperRow{"letter", 8.5 * kInch, 11 * kInch},
    PaperRow{"legal", 8.5 * kInch, 14 * kInch},
    PaperRow{"ledger", 11 * kInch, 17 * kInch},
};

}  // namespace

bool parse_value(TokenCursor& cursor, ValueContext& context, PageSize& out) {
  out = {};
  if (cursor.take_ident("auto")) return true;
  bool size = false;
  bool orientation = false;
  while (!cursor.at_end()) {
    if (!orientation && (cursor.is_ident("portrait") || cursor.is_ident("landscape"))) {
      out.orientation =
          cursor.is_ident("portrait") ? PageOrientation::Portrait : PageOrientation::Landscape;
      orientation = true;
      cursor.skip();
      continue;
    }
    if (size) return false;
    for (const PaperRow& row : kPapers) {
      if (size || !cursor.take_ident(row.name)) continue;
      out.width = Unit::from_px(row.width_mm * 96 / kInch);
      out.height = Unit::from_px(row.height_mm * 96 / kInch);
      size = true;
    }
    if (size) continue;
    if (orientation || !parse_length(cursor, context, out.width, Range::NonNegative)) return false;
    out.height = out.width;
    if (!cursor.at_end() && !parse_length(cursor, context, out.height, Range::NonNegative)) {
      return false;
    }
    size = true;
    if (!cursor.at_end()) return false;
  }
  out.is_auto = !size;
  if (size && orientation) {
    const bool wide = out.width > out.height;
    if (wide != (out.orientation == PageOrientation::Landscape)) std::swap(out.width, out.height);
    out.orientation = PageOrientation::Auto;
  }
  return size || orientation;
}

bool parse_value(TokenCursor& cursor, ValueContext&, PageMarks& out) {
  out = {};
  if (cursor.take_ident("none")) return true;
  while (!cursor.at_end()) {
    if (!out.crop && cursor.take_ident("crop")) {
      out.crop = true;
    } else if (!out.cross && cursor.take_ident("cross")) {
      out.cross = true;
    } else {
      return false;
    }
  }
  return out.crop || out.cross;
}

}  // namespace banxin::css
