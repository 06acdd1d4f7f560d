#pragma once
// Documents at random for property tests: a tree of elements with styles, written as HTML. The same
// seed gives the same document everywhere: only the generator's own arithmetic is used.
#include <cstdint>
#include <string>
#include <vector>

namespace banxin::property {

struct RandomNode {
  std::string tag;         // empty: text
  std::string attributes;  // written as they are
  std::vector<std::string> declarations;
  std::string text;
  // Begins a flow of its own: its text stands in order, but not in the order of what surrounds it.
  bool own_flow = false;
  std::vector<RandomNode> children;
};

struct RandomDocument {
  std::vector<std::string> page;  // declarations of @page
  RandomNode body;
};

RandomDocument make_document(std::uint64_t seed);

// Elements that begin a flow get the attribute `data-flow`.
std::string write_html(const RandomDocument& document);

}  // namespace banxin::property
