#pragma once
// More of what pages have, put into a document that is made already: the documents of old seeds
// keep their shape.
#include "property/random_document.h"

namespace banxin::property {

void widen(RandomDocument& document, std::uint64_t seed);

}  // namespace banxin::property
