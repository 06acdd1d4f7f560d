#pragma once
// Pictures as pages really carry them: lazy attributes, srcset, <noscript> twins, placeholders,
// tracking pixels, codes to scan.
#include <string>
#include <string_view>

#include "dom/document.h"

namespace banxin::article {

// The best address of an <img>: a file beside the page, else what a script would have loaded, else
// the largest of srcset, else src. "" when it has none but a placeholder.
std::string image_address(const dom::Document& document, const dom::Node& image);

// Tracking pixels, codes to scan, avatars, icons of share bars.
bool is_chrome_image(const dom::Document& document, const dom::Node& image);

// The last part of an address's path: what tells two pictures apart.
std::string_view image_file_name(std::string_view address);

// The picture behind an empty element: data-bg and its kin, style="background-image: url(…)".
std::string background_address(const dom::Document& document, const dom::Node& element);

// The portrait of whoever speaks beside it: an avatar, the face of a speech balloon.
bool shows_speaker(const dom::Node& image);

}  // namespace banxin::article
