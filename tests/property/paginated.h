#pragma once
// A document laid out on its pages, and what must hold of every such layout: each character of the
// source stands on exactly one page, in order within its flow, and every page brings the end
// nearer.
#include <memory>
#include <string>
#include <string_view>

#include "font/font_set.h"

namespace banxin::property {

// Fonts of the test, loaded once a program.
class Fonts {
 public:
  Fonts();
  font::FontSet& set() { return *set_; }

 private:
  std::unique_ptr<font::FontSet> set_;
};

// What does not hold, in a line or two; empty when all holds. `html` marks elements that begin a
// flow with `data-flow`, and may name pictures "WIDTH-HEIGHT.svg".
std::string check_pages(std::string_view html, Fonts& fonts);

// Text that begins below the sheet it is on, where nobody sees it.
std::string find_text_below_pages(std::string_view html, Fonts& fonts);

// The pages as text, for people.
std::string dump_pages(std::string_view html, Fonts& fonts);

}  // namespace banxin::property
