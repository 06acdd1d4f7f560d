// Any text is a page: the tree is whole, not too deep, and its size in proportion.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "html/dump_tokens.h"
#include "html/parse.h"

namespace {

using namespace banxin;

void check_links(const dom::Node& node) {
  const dom::Node* previous = nullptr;
  for (const dom::Node* child = node.first_child; child != nullptr; child = child->next_sibling) {
    BANXIN_ASSERT(child->parent == &node, "a child knows its parent");
    BANXIN_ASSERT(child->previous_sibling == previous, "siblings are linked both ways");
    previous = child;
  }
  BANXIN_ASSERT(node.last_child == previous, "a parent knows its last child");
}

void check(const dom::Document& document, std::size_t depth_limit, std::size_t size) {
  const dom::Node& root = document.root();
  std::size_t depth = 0;
  std::size_t nodes = 0;
  for (const dom::Node* node = &root;;) {
    check_links(*node);
    ++nodes;
    BANXIN_ASSERT(!node->is_element() || depth <= depth_limit, "no element is too deep");
    if (node->first_child != nullptr) {
      node = node->first_child;
      ++depth;
      continue;
    }
    while (node != &root && node->next_sibling == nullptr) {
      node = node->parent;
      --depth;
    }
    if (node == &root) break;
    node = node->next_sibling;
  }
  BANXIN_ASSERT(nodes < 400'000 + size * 4, "the tree is in proportion to the page");
}

}  // namespace

// The first byte chooses: a document, a fragment of some context, or the tokens; and the depth.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it so.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array<std::string_view, 12> kContexts{
      "body",     "table", "tr",       "td",     "select", "template",
      "textarea", "title", "frameset", "script", "html",   "colgroup"};
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  html::ParseOptions options;
  if ((data[0] & 0x40U) != 0) options.limits.depth = 12;
  Diagnostics diagnostics;
  const std::size_t choice = data[0] & 0x1FU;
  if (choice < kContexts.size()) {
    html::FragmentContext context{std::string(kContexts[choice]), dom::Namespace::Html, {}};
    if ((data[0] & 0x80U) != 0) context = {"foreignObject", dom::Namespace::Svg, {}};
    const auto document = html::parse_fragment("fuzz", text, context, options, diagnostics);
    check(*document, options.limits.depth, size);
  } else if (choice == kContexts.size()) {
    html::dump_tokens("fuzz", text, options, diagnostics);
  } else {
    const auto document = html::parse_document("fuzz", text, options, diagnostics);
    check(*document, options.limits.depth, size);
  }
  return 0;
}
