#pragma once
// Backgrounds (CSS Backgrounds 3 §2) and border images (§6): colour, pictures and gradients with
// their size, place, repetition, origin and clip.
#include "base/diagnostics.h"
#include "image/image_store.h"
#include "paint/display_list.h"
#include "paint/rounded_rect.h"

namespace banxin::paint {

// Where pictures come from. Both null when nothing can be loaded.
struct PictureSource {
  const image::ImageStore* store = nullptr;
  Diagnostics* diagnostics = nullptr;
  std::string_view file;  // for diagnostics

  const image::Image* find(const css::Url& url) const;
};

// The boxes that a background is laid on.
struct BackgroundBoxes {
  RoundedRect border;
  Sides border_widths{}, padding{};
};

void paint_background(const style::ComputedStyle& style,
                      const BackgroundBoxes& boxes,
                      const PictureSource& pictures,
                      DisplayList& list);
// As paint_background, over all of the border box; `padding` says where the root element lies in
// it, on which pictures are placed.
void paint_canvas_background(const style::ComputedStyle& style,
                             const BackgroundBoxes& boxes,
                             const PictureSource& pictures,
                             DisplayList& list);
bool has_background(const style::ComputedStyle& style);

// False when there is no border image, or its picture cannot be had: then borders are drawn.
bool paint_border_image(const style::ComputedStyle& style,
                        const BackgroundBoxes& boxes,
                        const PictureSource& pictures,
                        DisplayList& list);

// The size that `image` takes in a box, CSS Images 3 §5.3 ("default sizing algorithm").
Coordinates default_size(const image::Image& image, double width, double height);

}  // namespace banxin::paint
