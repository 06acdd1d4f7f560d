#include "paint/tag_tree.h"

#include <array>

namespace banxin::paint {

const char* role_name(Role role) {
  constexpr std::array<const char*, 43> kNames{
      "Artifact", "Document", "Part", "Art",       "Sect",  "Div",   "BlockQuote", "Caption",
      "TOC",      "TOCI",     "P",    "H1",        "H2",    "H3",    "H4",         "H5",
      "H6",       "L",        "LI",   "Lbl",       "LBody", "Table", "THead",      "TBody",
      "TFoot",    "TR",       "TH",   "TD",        "Span",  "Quote", "Em",         "Strong",
      "Title",    "Aside",    "Note", "Reference", "Code",  "Link",  "Figure",     "Formula",
      "Ruby",     "RB",       "RT"};
  static_assert(kNames.size() == static_cast<std::size_t>(Role::RubyText) + 1);
  return kNames[static_cast<std::size_t>(role)];
}

bool is_phrase(Role role) {
  switch (role) {
    case Role::Span:
    case Role::Quote:
    case Role::Emphasis:
    case Role::Strong:
    case Role::Code:
      return true;
    default:
      return false;
  }
}

}  // namespace banxin::paint
