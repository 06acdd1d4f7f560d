#pragma once
// check_chapters: what is missing from a book or in it twice, as far as its chapters' numbers and
// texts tell.
#include "base/diagnostics.h"
#include "book/publication.h"

namespace banxin::book {

// Reports numbers that are left out (第56章, 第58章) or given twice, parts and chapters each for
// themselves, and pages that say the same word for word. Numbers that begin anew in every part are
// followed; titles with stray numbers are no sequence.
void check_chapters(const Publication& publication, Diagnostics& diagnostics);

}  // namespace banxin::book
