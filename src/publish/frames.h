#pragma once
// What a page shows in frames, and whether it is there that it has its text: pages of framesets,
// shells around a saved letter or an article (<iframe srcdoc>).
#include <string>
#include <string_view>
#include <vector>

#include "dom/document.h"

namespace banxin::publish {

struct Frame {
  std::string address;
  std::string markup;            // of srcdoc: the page itself
  dom::Node* element = nullptr;  // an <iframe>
};

// What the frames of a <frameset> show, in their order; empty for any other page.
std::vector<Frame> frames_of(const dom::Document& document);

// The inline frames of a page that says hardly anything itself, outside of its links; empty for any
// other page.
std::vector<Frame> inline_frames_of(dom::Document& document);

// How much the page says outside of its links, in Latin letters.
float text_weight(const dom::Document& document);

// Which frames of one page hold its text: an advertisement says little beside it. `weights`: of
// their pages.
std::vector<bool> frames_with_text(const std::vector<float>& weights);

// What the one shows comes to stand behind what the other does.
void append_body(const dom::Document& from, dom::Document& to);

// What a shell says itself (the head of a letter) comes to stand before what its frames show; one
// of links alone says nothing.
void prepend_shell(const dom::Document& shell, dom::Document& to);

// The page of a frame that has no title gets that of the page around it.
void inherit_title(const dom::Document& from, dom::Document& to);

}  // namespace banxin::publish
