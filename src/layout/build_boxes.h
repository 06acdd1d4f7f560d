#pragma once
// build_boxes: the styled tree becomes the tree of boxes (CSS Display 3 §2): display types,
// generated content, markers, pictures, anonymous boxes. Boxes live in the context's arena.
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "layout/box.h"
#include "layout/generated_content.h"
#include "layout/layout_context.h"

namespace banxin::layout {

// A string that an element sets (GCPM 3 §2.1).
struct NamedString {
  std::string name;
  std::string value;
};

struct CounterValue {
  std::string name;
  std::int32_t value = 0;
  bool assigned = false;  // by counter-reset or counter-set
};

struct BoxTree {
  const dom::Document* document = nullptr;
  const Box* root = nullptr;  // of the document element; null when it has no box
  std::unordered_map<const Box*, std::vector<NamedString>> named_strings;
  // Counters of the document where they change: margin boxes show them too (CSS Page 3 §6).
  std::unordered_map<const Box*, std::vector<CounterValue>> counters;
  PageQuestions questions;
  Targets targets;  // what is known of them but their pages
};

struct BuildOptions {
  // Facts of an earlier pass for target-counter() and its kin.
  const Targets* targets = nullptr;
  const PageNumbers* numbers = nullptr;
  // Ids whose facts are to be gathered (all but their pages).
  const std::unordered_set<std::string>* gather = nullptr;
};

BoxTree build_boxes(const dom::Document& document,
                    LayoutContext& context,
                    const BuildOptions& options = {});

}  // namespace banxin::layout
