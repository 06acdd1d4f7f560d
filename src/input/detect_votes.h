#pragma once
// What other detectors say of the same bytes. They vote; they do not decide.
#include <optional>
#include <string_view>

#include "input/encoding.h"

namespace banxin::input {

std::optional<Encoding> uchardet_vote(std::string_view bytes);
std::optional<Encoding> icu_vote(std::string_view bytes);

}  // namespace banxin::input
