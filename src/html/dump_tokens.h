#pragma once
// The tokens of a page as text: what `banxin dump --stage=tokens` prints.
#include <string>

#include "base/diagnostics.h"
#include "html/parse.h"

namespace banxin::html {

// One line a token, with its place: `3:1 StartTag p class="a"`, `3:4 Characters "text"`. Quotes,
// backslashes and control characters inside of strings are escaped.
std::string dump_tokens(std::string file,
                        std::string text,
                        const ParseOptions& options,
                        Diagnostics& diagnostics);

}  // namespace banxin::html
