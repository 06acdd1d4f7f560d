#include "font/mapped_face.h"

#include <hb-ot.h>
#include <hb.h>

#include <utility>

namespace banxin::font {
namespace {

int metric(hb_font_t* font, hb_ot_metrics_tag_t tag, int otherwise) {
  hb_position_t value = 0;
  return hb_ot_metrics_get_position(font, tag, &value) != 0 ? value : otherwise;
}

// Half of the ascent stands for an x-height that no table and no glyph tells (CSS Values 4 §6.1.1).
int ink_height(hb_font_t* font, char32_t code_point, int otherwise) {
  hb_codepoint_t glyph = 0;
  hb_glyph_extents_t extents{};
  if (hb_font_get_nominal_glyph(font, code_point, &glyph) == 0 ||
      hb_font_get_glyph_extents(font, glyph, &extents) == 0 || extents.y_bearing <= 0) {
    return otherwise;
  }
  return extents.y_bearing;
}

// OS/2 fsType (bytes 8 and 9): bit 1 alone means that the licence forbids embedding.
bool may_embed(hb_face_t* face) {
  hb_blob_t* table = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
  unsigned length = 0;
  const char* data = hb_blob_get_data(table, &length);
  bool may = true;
  if (length >= 10) may = (static_cast<unsigned char>(data[9]) & 0x0EU) != 0x02U;
  hb_blob_destroy(table);
  return may;
}

bool has_table(hb_face_t* face, hb_tag_t tag) {
  hb_blob_t* table = hb_face_reference_table(face, tag);
  const bool has = hb_blob_get_length(table) > 0;
  hb_blob_destroy(table);
  return has;
}

// A font that maps characters to glyphs and has no shapes for them would hide the text.
bool has_shapes(hb_face_t* face) {
  for (const hb_tag_t tag :
       {HB_TAG('g', 'l', 'y', 'f'), HB_TAG('C', 'F', 'F', ' '), HB_TAG('C', 'F', 'F', '2'),
        HB_TAG('C', 'B', 'D', 'T'), HB_TAG('s', 'b', 'i', 'x'), HB_TAG('S', 'V', 'G', ' ')}) {
    if (has_table(face, tag)) return true;
  }
  return false;
}

}  // namespace

Result<std::unique_ptr<MappedFace>> MappedFace::open(hb_blob_t* blob,
                                                     const std::string& path,
                                                     unsigned index,
                                                     std::uint32_t id) {
  std::unique_ptr<MappedFace> made(new MappedFace);
  made->id_ = id;
  made->index_ = index;
  made->path_ = path;
  unsigned length = 0;
  const char* data = hb_blob_get_data(blob, &length);
  made->bytes_ = {data, length};
  made->face_ = hb_face_create(blob, index);
  hb_blob_destroy(blob);
  // HarfBuzz gives an empty face for bytes that are no font; every table it reads is checked first.
  if (length == 0 || hb_face_get_glyph_count(made->face_) == 0 || !has_shapes(made->face_)) {
    return Error{ErrorCode::Unusable, path, "is not a font that can be read"};
  }
  made->font_ = hb_font_create(made->face_);
  made->read_metrics();
  made->read_names();
  return made;
}

Result<std::unique_ptr<MappedFace>> MappedFace::load_file(const std::string& path,
                                                          unsigned index,
                                                          std::uint32_t id) {
  hb_blob_t* blob = hb_blob_create_from_file_or_fail(path.c_str());
  if (blob == nullptr) return Error{ErrorCode::IoFailed, path, "cannot be read"};
  return open(blob, path, index, id);
}

Result<std::unique_ptr<MappedFace>> MappedFace::load_bytes(std::string bytes,
                                                           const std::string& name,
                                                           std::uint32_t id) {
  auto owned = std::make_unique<std::string>(std::move(bytes));
  const std::string& kept = *owned;
  hb_blob_t* blob =
      hb_blob_create(kept.data(), static_cast<unsigned>(kept.size()), HB_MEMORY_MODE_READONLY,
                     owned.release(), [](void* data) { delete static_cast<std::string*>(data); });
  return open(blob, name, 0, id);
}

MappedFace::~MappedFace() {
  hb_font_destroy(font_);
  hb_face_destroy(face_);
}

void MappedFace::read_metrics() {
  FaceMetrics& m = metrics_;
  m.units_per_em = static_cast<int>(hb_face_get_upem(face_));
  const int em = m.units_per_em;
  m.ascent = metric(font_, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, em * 4 / 5);
  m.descent = -metric(font_, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -em / 5);
  m.line_gap = metric(font_, HB_OT_METRICS_TAG_HORIZONTAL_LINE_GAP, 0);
  m.x_height = metric(font_, HB_OT_METRICS_TAG_X_HEIGHT, 0);
  if (m.x_height <= 0) m.x_height = ink_height(font_, U'x', em / 2);
  m.cap_height = metric(font_, HB_OT_METRICS_TAG_CAP_HEIGHT, 0);
  if (m.cap_height <= 0) m.cap_height = ink_height(font_, U'H', m.ascent);
  m.underline_position = -metric(font_, HB_OT_METRICS_TAG_UNDERLINE_OFFSET, -em / 10);
  m.underline_thickness = metric(font_, HB_OT_METRICS_TAG_UNDERLINE_SIZE, em / 20);
  m.strikeout_position = -metric(font_, HB_OT_METRICS_TAG_STRIKEOUT_OFFSET, m.x_height / 2);
  m.strikeout_thickness = metric(font_, HB_OT_METRICS_TAG_STRIKEOUT_SIZE, em / 20);
  has_colour_ = hb_ot_color_has_png(face_) != 0 || hb_ot_color_has_layers(face_) != 0 ||
                has_table(face_, HB_TAG('C', 'O', 'L', 'R'));
  is_embeddable_ = may_embed(face_);
}

void MappedFace::read_names() {
  std::array<char, 128> name{};
  unsigned size = name.size();
  hb_ot_name_get_utf8(face_, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size,
                      name.data());
  postscript_name_ = name.data();
}

std::uint32_t MappedFace::glyph(char32_t code_point) const {
  hb_codepoint_t found = 0;
  return hb_font_get_nominal_glyph(font_, code_point, &found) != 0 ? found : 0;
}

}  // namespace banxin::font
