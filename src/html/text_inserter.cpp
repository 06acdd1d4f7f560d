#include "html/text_inserter.h"

#include <algorithm>

namespace banxin::html {

void TextInserter::append(dom::Node& node, std::string_view text) {
  if (text.empty()) return;
  if (&node == open_) {
    buffer_ += text;
    return;
  }
  flush();
  const std::string_view before = node.text();
  if (before.data() + before.size() == text.data()) {
    node.set_text({before.data(), before.size() + text.size()});
  } else if (room_.contains(&node)) {
    append_in_place(node, text);
  } else {
    open_ = &node;
    buffer_.assign(before);
    buffer_ += text;
  }
}

void TextInserter::flush() {
  if (open_ == nullptr) return;
  room_[open_] = buffer_.size();
  open_->set_text(document_.memory().copy(std::string_view(buffer_)));
  open_ = nullptr;
}

void TextInserter::append_in_place(dom::Node& node, std::string_view text) {
  const std::string_view before = node.text();
  const std::size_t size = before.size() + text.size();
  std::size_t& room = room_[&node];
  char* target = const_cast<char*>(before.data());  // in the arena, written by flush() or by us
  if (size > room) {
    room = size * 2;
    target = static_cast<char*>(document_.memory().allocate(room, 1));
    before.copy(target, before.size());
  }
  text.copy(target + before.size(), text.size());
  node.set_text({target, size});
}

}  // namespace banxin::html
