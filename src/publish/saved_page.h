#pragma once
// What page savers did to a document, undone: SingleFile keeps a picture that stands on a page more
// than once in a custom property, and shadow trees in templates.
#include "dom/document.h"

namespace banxin::publish {

// <img src="(placeholder)" style="background-image:var(--sf-img-3)"> gets its picture back.
void restore_shared_pictures(dom::Document& document);

// <template shadowrootmode> (HTML Standard §4.12.3): what it holds comes to stand in its host as
// it is rendered: slots hold the host's children, children without a slot are hidden. Style sheets
// of the shadow tree go: they were for it alone.
void flatten_shadow_trees(dom::Document& document);

// Byte order marks of the files that a server put together to one page, where a text begins or
// ends with one: alone on a line they would make an empty one.
void drop_inner_marks(dom::Document& document);

// Relative references get the folder of a relative <base href> before them, which goes. An absolute
// one is left: the page's own file stands in its place.
void apply_relative_base(dom::Document& document);

}  // namespace banxin::publish
