#pragma once
// TextInserter: text nodes that grow. A node views the source while its pieces are neighbours
// there; else its text is gathered in one buffer and put into the arena when another node grows.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "dom/document.h"

namespace banxin::html {

class TextInserter {
 public:
  explicit TextInserter(dom::Document& document) : document_(document) {}

  // `text` lives as long as the document.
  void append(dom::Node& node, std::string_view text);
  // Puts what was gathered into its node. Until then that node's text is not complete.
  void flush();

 private:
  void append_in_place(dom::Node& node, std::string_view text);

  dom::Document& document_;
  dom::Node* open_ = nullptr;
  std::string buffer_;
  // How much room the arena holds for a node that was gathered before: it may grow again and again
  // (foster parented text), so its room doubles.
  std::unordered_map<const dom::Node*, std::size_t> room_;
};

}  // namespace banxin::html
