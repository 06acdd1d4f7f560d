#pragma once
// Readings in kana that stand behind Japanese words: 漢字《かんじ》, ｜お供《とも》 as Aozora Bunko
// writes ruby, 漢字（かんじ） as it is copied out of a page with ruby. Titles in such marks
// (《ドラえもん》 in Chinese) and one word explained stay.
#include <span>
#include <string_view>
#include <vector>

#include "repair/readings.h"

namespace banxin::repair {

// In their order.
std::vector<PastedReading> find_kana_readings(std::span<const std::string_view> texts);

}  // namespace banxin::repair
