#pragma once
// Readings that a converter pasted after characters: 運(yùn)營, 漢字《かんじ》 → ruby. What a
// converter does it does everywhere; what a writer put in parentheses
// (重庆(Chóngqìng), 说明(shuōmíng), 阿里云(Aliyun), one explained 行(háng))
// stays.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dom/document.h"
#include "repair/damage.h"

namespace banxin::repair {

enum class Readings : std::uint8_t { Ruby, Keep, Drop };

// A Han character or a Japanese word, then its reading in parentheses. Positions are bytes of the
// text.
struct PastedReading {
  std::size_t text = 0;  // which of the texts
  std::size_t character = 0;
  std::size_t open = 0;   // the parenthesis
  std::size_t close = 0;  // after the closing one
  std::size_t mark = 0;   // bytes at `character` that only say where the word begins: ｜
};

// The readings that were pasted by a program: one syllable, right for the
// character before it, in running text, and for nearly every occurrence of that
// character in all the texts; and those in kana (kana_readings). In their order.
std::vector<PastedReading> find_pasted_readings(std::span<const std::string_view> texts);

// Plain text without those that were pasted. Kana in 《》 or parentheses are how plain text has its
// readings: they stay. `report` gets what was dropped.
std::string drop_readings(std::string_view text, RepairReport& report);

// Turns them into <ruby>運<rt>yùn</rt></ruby>, or drops them; in the title and
// in attributes, where no ruby can stand, drops them. Returns how many there
// were.
std::size_t set_readings(dom::Document& document, Readings readings);

}  // namespace banxin::repair
