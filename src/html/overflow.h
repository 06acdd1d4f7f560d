#pragma once
// Overflow: the elements that stood deeper than the depth limit. They are in the tree as childless
// siblings; only their names are remembered, so that their end tags close them and nothing else.
#include <cstddef>
#include <vector>

#include "base/atom.h"

namespace banxin::html {

class Overflow {
 public:
  bool empty() const { return names_.empty(); }
  void clear() { names_.clear(); }
  void open(Atom name) {
    // LIMIT: without end tags only the last names can matter.
    if (!names_.empty() && names_.back() == name && repeats_.back() < kMost) {
      ++repeats_.back();
      return;
    }
    names_.push_back(name);
    repeats_.push_back(1);
  }
  // True when this name was open: it and what was opened after it are closed.
  bool close(Atom name) {
    const std::size_t depth = names_.size() < kSearched ? names_.size() : kSearched;
    for (std::size_t i = 0; i < depth; ++i) {
      const std::size_t index = names_.size() - 1 - i;
      if (names_[index] != name) continue;
      const bool last = --repeats_[index] == 0;
      names_.resize(last ? index : index + 1);
      repeats_.resize(names_.size());
      return true;
    }
    return false;
  }

 private:
  static constexpr std::size_t kSearched = 64;
  static constexpr std::size_t kMost = 0x7FFFFFFF;
  std::vector<Atom> names_;
  std::vector<std::size_t> repeats_;
};

}  // namespace banxin::html
