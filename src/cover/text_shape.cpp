#include "cover/text_shape.h"

#include <hb.h>

#include <algorithm>

#include "base/utf8.h"

namespace banxin::cover {
namespace {

bool is_wide(char32_t c) {
  return c >= 0x2E80 && c < 0xFB00 && !(c >= 0xAC00 && c < 0xD7B0);
}

font::Surroundings surroundings_of(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCharacter c = decode_utf8(text, i);
    if (is_wide(c.code_point)) return font::Surroundings::Han;
    i += c.length;
  }
  return font::Surroundings::Latin;
}

// Characters of one face.
struct Run {
  const font::Face* face = nullptr;
  std::size_t begin = 0, end = 0;
};

std::vector<Run> split_runs(std::string_view text, font::FontStack& stack) {
  const font::Surroundings surroundings = surroundings_of(text);
  std::vector<Run> runs;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCharacter c = decode_utf8(text, i);
    const font::Face* face = stack.face_for(c.code_point, surroundings);
    if (face == nullptr) face = &stack.primary();
    if (runs.empty() || runs.back().face != face) runs.push_back({face, i, i});
    i += c.length;
    runs.back().end = i;
  }
  return runs;
}

void shape_run(std::string_view text,
               const Run& run,
               std::string_view language,
               LineDirection direction,
               ShapedLine& line) {
  hb_font_t* font = hb_font_create(run.face->harfbuzz_face());
  const double scale = run.face->metrics().units_per_em;
  hb_buffer_t* buffer = hb_buffer_create();
  hb_buffer_add_utf8(buffer, text.data(), static_cast<int>(text.size()),
                     static_cast<unsigned>(run.begin), static_cast<int>(run.end - run.begin));
  hb_buffer_set_language(
      buffer, hb_language_from_string(language.data(), static_cast<int>(language.size())));
  hb_buffer_guess_segment_properties(buffer);
  if (direction == LineDirection::Vertical) hb_buffer_set_direction(buffer, HB_DIRECTION_TTB);
  hb_shape(font, buffer, nullptr, 0);
  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer, &count);
  for (unsigned i = 0; i < count; ++i) {
    PlacedGlyph glyph{run.face, infos[i].codepoint, positions[i].x_offset / scale,
                      -positions[i].y_offset / scale};
    (direction == LineDirection::Vertical ? glyph.y : glyph.x) += line.length;
    line.glyphs.push_back(glyph);
    line.length += direction == LineDirection::Vertical ? -positions[i].y_advance / scale
                                                        : positions[i].x_advance / scale;
  }
  hb_buffer_destroy(buffer);
  hb_font_destroy(font);
}

// Marks that may not begin a line.
bool is_closing(char32_t c) {
  constexpr std::u32string_view kMarks = U"，。、；：！？）》」』】”’…—·,.;:!?)";
  return kMarks.find(c) != std::u32string_view::npos;
}

// Pieces between which a line may break.
std::vector<std::string_view> pieces_of(std::string_view text) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  char32_t last = 0;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCharacter c = decode_utf8(text, i);
    const bool breaks = i > begin && !is_closing(c.code_point) &&
                        (last == ' ' || is_wide(c.code_point) || is_wide(last)) &&
                        c.code_point != ' ';
    if (breaks) {
      pieces.push_back(text.substr(begin, i - begin));
      begin = i;
    }
    last = c.code_point;
    i += c.length;
  }
  if (begin < text.size()) pieces.push_back(text.substr(begin));
  return pieces;
}

}  // namespace

ShapedLine shape_line(std::string_view text,
                      font::FontStack& stack,
                      std::string_view language,
                      LineDirection direction) {
  ShapedLine line;
  for (const Run& run : split_runs(text, stack))
    shape_run(text, run, language, direction, line);
  return line;
}

std::vector<ShapedLine> break_lines(std::string_view text,
                                    font::FontStack& stack,
                                    std::string_view language,
                                    LineDirection direction,
                                    double most) {
  std::vector<ShapedLine> lines;
  std::string line;
  const auto finish = [&] {
    while (line.ends_with(' '))
      line.pop_back();
    if (!line.empty()) lines.push_back(shape_line(line, stack, language, direction));
    line.clear();
  };
  double length = 0;
  for (const std::string_view piece : pieces_of(text)) {
    const double width = shape_line(piece, stack, language, direction).length;
    if (!line.empty() && length + width > most) {
      finish();
      length = 0;
    }
    line += piece;
    length += width;
  }
  finish();
  return lines;
}

}  // namespace banxin::cover
