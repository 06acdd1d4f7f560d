#pragma once
// Notes: calls in the text and the elements that hold the notes' text, in the shapes that pages
// have: <sup><a href="#fn1">, Markdown's .footnotes, citations of wikis, lists under 注释.
#include "book/publication.h"
#include "book/references.h"

namespace banxin::book {

// Fills notes, note_of_reference and note_of_body. Lists under 注释 whose calls are no links get
// links: the calls in `sup` become `a` elements of their document.
void find_notes(Publication& publication, IdSource& ids);

}  // namespace banxin::book
