#pragma once
// Japanese (Shift_JIS, EUC-JP), Korean (EUC-KR) and Russian (windows-1251, GBK's and Japan's rows)
// whose bytes were read as Latin-1, windows-1252 or GBK. Such a reading loses nothing, so that
// every line of a text can be read in each encoding; the one in which most lines look like their
// language is taken for all of them.
#include <vector>

#include "language/han_model.h"
#include "repair/double_byte.h"
#include "repair/paragraph.h"

namespace banxin::repair {

void repair_legacy(std::vector<Paragraph>& lines,
                   CodePages& pages,
                   const language::HanModel& model);

}  // namespace banxin::repair
