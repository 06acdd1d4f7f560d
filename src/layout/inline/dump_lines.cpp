#include "layout/inline/dump_lines.h"

#include <array>
#include <charconv>
#include <vector>

#include "font/face.h"

namespace banxin::layout {
namespace {

void append_number(std::string& out, Unit value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value.to_px(),
                                 std::chars_format::fixed, 2);
  std::string_view text(digits.data(), static_cast<std::size_t>(end.ptr - digits.data()));
  while (text.back() == '0')
    text.remove_suffix(1);
  if (text.back() == '.') text.remove_suffix(1);
  out += text == "-0" ? "0" : text;
}

std::string_view orientation_name(GlyphOrientation orientation) {
  switch (orientation) {
    case GlyphOrientation::Horizontal:
      return "";
    case GlyphOrientation::Upright:
      return " upright";
    case GlyphOrientation::Rotated:
      return " rotated";
    case GlyphOrientation::RotatedCounterClockwise:
      return " rotated-counter-clockwise";
  }
  return "";
}

void append_run(std::string& out, const TextRun& run, Point at) {
  out += run.generated ? "  [" : "  ";
  append_number(out, at.x);
  out += ' ';
  append_number(out, at.y);
  out += " +";
  Unit advance;
  for (const Glyph& glyph : run.glyphs)
    advance += glyph.advance;
  append_number(out, advance);
  out += ' ';
  out += run.face == nullptr ? std::string("?") : run.face->postscript_name();
  out += ' ';
  append_number(out, run.font_size);
  out += orientation_name(run.orientation);
  if (run.right_to_left) out += " rtl";
  out += " “" + run.text + "”";
  out += run.generated ? "]\n" : "\n";
}

}  // namespace

std::string dump_lines(const Fragment& page) {
  struct At {
    const Fragment* fragment;
    Point offset;  // from the page's corner
    Point line;    // corner of the line it is on
  };
  std::string out;
  std::vector<At> stack{{&page, {}, {}}};
  while (!stack.empty()) {
    const At at = stack.back();
    stack.pop_back();
    Point line = at.line;
    if (at.fragment->type == FragmentType::Line) {
      line = at.offset;
      out += "line ";
      append_number(out, at.offset.x);
      out += ' ';
      append_number(out, at.offset.y);
      out += ' ';
      append_number(out, at.fragment->size.width);
      out += 'x';
      append_number(out, at.fragment->size.height);
      out += " baseline ";
      append_number(out, at.fragment->baseline);
      out += '\n';
    }
    if (at.fragment->text != nullptr) append_run(out, *at.fragment->text, at.offset - line);
    const auto& children = at.fragment->children;
    for (auto child = children.rbegin(); child != children.rend(); ++child) {
      stack.push_back({child->fragment.get(), at.offset + child->offset, line});
    }
  }
  return out;
}

}  // namespace banxin::layout
