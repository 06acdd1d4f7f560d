#include "property/shrink.h"

#include <utility>
#include <vector>

namespace banxin::property {
namespace {

// All nodes of the tree, parents first.
std::vector<RandomNode*> nodes_of(RandomDocument& document) {
  std::vector<RandomNode*> nodes{&document.body};
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (RandomNode& child : nodes[i]->children)
      nodes.push_back(&child);
  }
  return nodes;
}

// One step smaller: the `step`-th way to do it. False when there is no such way.
using Change = bool (*)(RandomDocument& document, std::size_t step);

bool remove_child(RandomDocument& document, std::size_t step) {
  for (RandomNode* node : nodes_of(document)) {
    if (step < node->children.size()) {
      node->children.erase(node->children.begin() + static_cast<std::ptrdiff_t>(step));
      return true;
    }
    step -= node->children.size();
  }
  return false;
}

bool unwrap_child(RandomDocument& document, std::size_t step) {
  for (RandomNode* node : nodes_of(document)) {
    if (step < node->children.size()) {
      std::vector<RandomNode> inner = std::move(node->children[step].children);
      const auto at = node->children.begin() + static_cast<std::ptrdiff_t>(step);
      if (inner.empty() || at->own_flow || at->tag == "td" || at->tag == "tr" || at->tag == "li") {
        at->children = std::move(inner);
        return true;
      }
      const auto place = node->children.erase(at);
      node->children.insert(place, std::make_move_iterator(inner.begin()),
                            std::make_move_iterator(inner.end()));
      return true;
    }
    step -= node->children.size();
  }
  return false;
}

bool remove_declaration(RandomDocument& document, std::size_t step) {
  for (RandomNode* node : nodes_of(document)) {
    if (step < node->declarations.size()) {
      std::string& gone = node->declarations[step];
      // These say that the element is a flow of its own.
      if (gone.rfind("margin", 0) == 0 && node == &document.body) return true;
      if (gone.rfind("font:", 0) == 0) return true;
      if (!node->own_flow ||
          (gone.rfind("float", 0) != 0 && gone.rfind("position:a", 0) != 0 &&
           gone.rfind("width", 0) != 0 && gone.rfind("display:inline", 0) != 0)) {
        node->declarations.erase(node->declarations.begin() + static_cast<std::ptrdiff_t>(step));
      }
      return true;
    }
    step -= node->declarations.size();
  }
  return false;
}

bool shorten_text(RandomDocument& document, std::size_t step) {
  std::size_t at = 0;
  for (RandomNode* node : nodes_of(document)) {
    if (!node->tag.empty() || at++ != step) continue;
    const std::size_t blank = node->text.find(' ', node->text.size() / 2);
    const std::size_t first = node->text.find(' ');
    if (blank != std::string::npos) {
      node->text.resize(blank);
    } else if (first != std::string::npos) {
      node->text.resize(first);
    }
    return true;
  }
  return false;
}

}  // namespace

RandomDocument shrink(RandomDocument document, const Fails& fails) {
  std::size_t size = write_html(document).size();
  for (bool smaller = true; smaller;) {
    smaller = false;
    for (const Change change : {remove_child, unwrap_child, remove_declaration, shorten_text}) {
      for (std::size_t step = 0;; ++step) {
        RandomDocument trial = document;
        if (!change(trial, step)) break;
        const std::size_t now = write_html(trial).size();
        if (now >= size || !fails(trial)) continue;
        document = std::move(trial);
        size = now;
        smaller = true;
        --step;
      }
    }
  }
  return document;
}

}  // namespace banxin::property
