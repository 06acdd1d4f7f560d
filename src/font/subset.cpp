#include "font/subset.h"

#include <hb-subset.h>
#include <hb.h>

namespace banxin::font {

Result<std::string> subset_face(const Face& face,
                                std::span<const std::uint32_t> glyphs,
                                const SubsetOptions& options) {
  hb_subset_input_t* input = hb_subset_input_create_or_fail();
  if (input == nullptr) return Error{ErrorCode::LimitExceeded, face.path(), "memory ran out"};
  hb_set_t* wanted = hb_subset_input_glyph_set(input);
  hb_set_add(wanted, 0);
  for (const std::uint32_t glyph : glyphs)
    hb_set_add(wanted, glyph);
  hb_set_t* characters = hb_subset_input_unicode_set(input);
  for (const char32_t code_point : options.code_points)
    hb_set_add(characters, code_point);
  unsigned flags = HB_SUBSET_FLAGS_NOTDEF_OUTLINE;
  if (options.numbers == GlyphNumbers::Kept) flags |= HB_SUBSET_FLAGS_RETAIN_GIDS;
  if (!options.keep_layout_tables) {
    hb_set_t* dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (const hb_tag_t tag : {HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'),
                               HB_TAG('G', 'D', 'E', 'F'), HB_TAG('B', 'A', 'S', 'E')}) {
      hb_set_add(dropped, tag);
    }
  }
  if (!options.keep_character_map) {
    hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG),
               HB_TAG('c', 'm', 'a', 'p'));
  }
  hb_subset_input_set_flags(input, flags);
  hb_face_t* cut = hb_subset_or_fail(face.harfbuzz_face(), input);
  hb_subset_input_destroy(input);
  if (cut == nullptr) {
    return Error{ErrorCode::Unusable, face.path(), "cannot be cut to the glyphs used"};
  }
  hb_blob_t* blob = hb_face_reference_blob(cut);
  unsigned length = 0;
  const char* data = hb_blob_get_data(blob, &length);
  std::string bytes(data, length);
  hb_blob_destroy(blob);
  hb_face_destroy(cut);
  return bytes;
}

}  // namespace banxin::font
