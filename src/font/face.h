#pragma once
// Face: one face of one font file, mapped read-only, with its HarfBuzz objects. Made by FontSet and
// alive as long as it. One FontSet per thread. CONTRACT: implemented with layout/inline; read by
// pdf.
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "base/unit.h"

struct hb_font_t;
struct hb_face_t;

namespace banxin::font {

// Lengths in the face's own grid, y upwards.
struct FaceMetrics {
  int units_per_em = 1000;
  int ascent = 0, descent = 0, line_gap = 0;  // descent is positive downwards
  int x_height = 0, cap_height = 0;
  int underline_position = 0, underline_thickness = 0;  // position positive downwards
  int strikeout_position = 0, strikeout_thickness = 0;
};

class Face {
 public:
  virtual ~Face() = default;

  virtual std::uint32_t id() const = 0;  // stable within its FontSet, in order of first use
  // The file's bytes (an uncompressed SFNT or collection) and the face's place in it.
  virtual std::span<const char> bytes() const = 0;
  virtual unsigned index() const = 0;
  virtual const std::string& path() const = 0;
  virtual const std::string& postscript_name() const = 0;
  virtual const FaceMetrics& metrics() const = 0;
  // 0 when the face lacks it.
  virtual std::uint32_t glyph(char32_t code_point) const = 0;
  virtual bool has_colour() const = 0;     // COLR or CBDT: drawn as pictures with text
  virtual bool is_embeddable() const = 0;  // OS/2 fsType
  virtual hb_face_t* harfbuzz_face() const = 0;
  // Scaled to units_per_em; belongs to this face.
  virtual hb_font_t* harfbuzz_font() const = 0;
};

}  // namespace banxin::font
