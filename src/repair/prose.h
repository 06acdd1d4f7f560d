#pragma once
// The prose of a document: what repair and readings look at.
#include <initializer_list>
#include <string_view>
#include <vector>

#include "dom/document.h"

namespace banxin::repair {

struct ProsePlace {
  dom::Node* node;
  dom::Attribute* attribute;  // null: the node's own text

  std::string_view text() const { return attribute == nullptr ? node->text() : attribute->value; }
  // `text` lives as long as the document.
  void set_text(std::string_view text) const {
    if (attribute == nullptr) {
      node->set_text(text);
    } else {
      attribute->value = text;
    }
  }
};

// Its text nodes and the values of `attributes`, in document order, with the texts that they have
// now. Code, scripts, form controls, SVG and MathML are no prose, nor are the elements `besides`.
struct Prose {
  std::vector<ProsePlace> places;
  std::vector<std::string_view> texts;
};
Prose find_prose(dom::Document& document,
                 std::initializer_list<Atom> attributes,
                 std::initializer_list<Atom> besides);

}  // namespace banxin::repair
