#pragma once
// The values of computed styles (CSS Values 4 and the modules' own): plain, trivially copyable;
// text and lists lie in the arena of the StyledDocument. A length is absolute (Unit); where a
// percentage may stand, a LengthPercentage waits for its base.
#include "css/basic_values.h"
#include "css/box_values.h"
#include "css/content_values.h"
#include "css/picture_values.h"
#include "css/text_values.h"
