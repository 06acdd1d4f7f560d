#pragma once
// Which style sheets of the house apply: the theme's, the user's, and what options of the command
// line amount to as CSS.
#include <string>
#include <vector>

#include "base/result.h"
#include "publish/compose.h"

namespace banxin::publish {

struct Sheet {
  std::string name;  // for messages
  std::string text;
};

// The theme, --css files, and what options say; in cascade order. Usage for a theme that is not
// there, with the names of those that are.
Result<std::vector<Sheet>> load_themes(const PublishOptions& options,
                                       const std::string& theme,
                                       const World& world);

// A file of ours or the user's.
Result<Sheet> load_sheet(const std::string& file, const World& world);

// epub.css, and the theme when the user named it, for the EPUB.
Result<std::string> epub_style(const PublishOptions& options,
                               const std::string& theme,
                               const World& world);

// A sheet's bytes as text (CSS Syntax 3 §3.2).
std::string decode_sheet(std::string bytes);

// The names of the themes that are installed.
Result<std::vector<std::string>> theme_names(const World& world);

}  // namespace banxin::publish
