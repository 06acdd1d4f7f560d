#pragma once
// repair_source: HTML before it is parsed. Damage that ate a `<` must be undone
// here, or the tag is text for good. Tags, comments, scripts and styles pass
// through untouched; of attributes, the values that people read are repaired
// too.
#include <string_view>

#include "repair/repair_text.h"

namespace banxin::repair {

// `html` is decoded: valid UTF-8. Clean pages come back byte for byte.
RepairedText repair_source(std::string_view html);

}  // namespace banxin::repair
