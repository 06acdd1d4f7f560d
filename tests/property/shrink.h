#pragma once
// The smallest document that still fails: for people who look into a failure.
#include <functional>

#include "property/random_document.h"

namespace banxin::property {

using Fails = std::function<bool(const RandomDocument&)>;
RandomDocument shrink(RandomDocument document, const Fails& fails);

}  // namespace banxin::property
