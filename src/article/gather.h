#pragma once
// Metadata from everything that is known of a page: what it declares, its headline, its visible
// lines. The inside of metadata.h, for extraction, which knows where the body stands.
#include "article/declared.h"
#include "article/headline.h"
#include "article/metadata.h"
#include "article/visible.h"

namespace banxin::article {

// The titles a page declares, in order of trust.
std::vector<std::string> declared_titles(const Declared& declared);
std::string declared_site(const Declared& declared);
std::string declared_language(const Declared& declared);

Metadata gather_metadata(const PageMap& map,
                         const Declared& declared,
                         const Headline& headline,
                         const VisibleFacts& visible);

}  // namespace banxin::article
