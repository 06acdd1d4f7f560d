#include "layout/page_values.h"

#include <algorithm>

#include "dom/names.h"
#include "layout/counters.h"

namespace banxin::layout {
namespace {

// Visits boxes' fragments in document order.
template <class Visit>
void for_each_fragment(const Fragment& root, Visit visit) {
  std::vector<const Fragment*> stack{&root};
  while (!stack.empty()) {
    const Fragment* at = stack.back();
    stack.pop_back();
    visit(*at);
    for (std::size_t i = at->children.size(); i-- > 0;) {
      stack.push_back(at->children[i].fragment.get());
    }
  }
}

void note_counters(const std::vector<CounterValue>& counters,
                   PageFacts& facts,
                   std::uint32_t& page_number) {
  for (const CounterValue& counter : counters) {
    if (counter.name != "page") {
      facts.counters[counter.name] = counter.value;
    } else if (counter.assigned) {
      page_number = static_cast<std::uint32_t>(std::max(counter.value, 0));
    }
  }
}

}  // namespace

void count_page(const style::ComputedStyle& page, PageFacts& facts, std::uint32_t& page_number) {
  std::int64_t number = std::int64_t{page_number} - 1;
  const auto change = [&](const style::CounterChange& at, bool adds) {
    if (at.name == "page") {
      number = adds ? number + at.value : at.value;
    } else {
      std::int32_t& value = facts.counters[std::string{at.name}];
      value = adds ? saturate(std::int64_t{value} + at.value) : at.value;
    }
  };
  for (const style::CounterChange& at : page.counter_reset)
    change(at, false);
  bool counts = false;
  for (const style::CounterChange& at : page.counter_increment) {
    change(at, true);
    counts = counts || at.name == "page";
  }
  if (!counts) ++number;
  for (const style::CounterChange& at : page.counter_set)
    change(at, false);
  page_number = static_cast<std::uint32_t>(saturate(std::max<std::int64_t>(number, 0)));
}

void note_assignments(const BoxTree& tree,
                      const Fragment& root,
                      const std::vector<OutOfFlowChild>& running,
                      PageFacts& facts,
                      std::uint32_t& page_number) {
  for (const OutOfFlowChild& child : running) {
    const std::string name{child.box->style->running_name.text};
    facts.running[name].assign(child.box, child.static_position.block_offset <= Unit{});
  }
  if (tree.named_strings.empty() && tree.counters.empty()) return;
  bool at_start = true;
  std::unordered_set<const Box*> seen;
  for_each_fragment(root, [&](const Fragment& fragment) {
    if (fragment.type == FragmentType::Text) at_start = false;
    if (fragment.box == nullptr || !fragment.is_first || fragment.is_artifact) return;
    const auto strings = tree.named_strings.find(fragment.box);
    const auto counters = tree.counters.find(fragment.box);
    const bool none = strings == tree.named_strings.end() && counters == tree.counters.end();
    if (none || !seen.insert(fragment.box).second) return;
    if (counters != tree.counters.end()) note_counters(counters->second, facts, page_number);
    if (strings == tree.named_strings.end()) return;
    for (const NamedString& string : strings->second) {
      facts.strings[string.name].assign(string.value, at_start);
    }
  });
}

void PageFinder::take(Page page) {
  ++count;
  if (questions_ == nullptr) return;
  if (wanted_.empty() && questions_->numbers.empty()) return;
  for_each_fragment(*page.fragment, [&](const Fragment& fragment) {
    if (fragment.box == nullptr || fragment.box->node == nullptr) return;
    if (!fragment.box->node->is_element()) return;
    if (questions_->numbers.count(fragment.box->node) != 0) {
      numbers.of.try_emplace(fragment.box->node, static_cast<std::int32_t>(page.number));
    }
    const std::string id{fragment.box->node->attribute(dom::names::id)};
    if (!id.empty() && wanted_.count(id) != 0) pages.try_emplace(id, page.number);
  });
}

BoxTree build_with_answers(const BoxTree& tree,
                           const std::unordered_set<std::string>& wanted,
                           const PageFinder& finder,
                           LayoutContext& context) {
  Targets targets;
  for (int pass = 0; pass < 2 && !wanted.empty(); ++pass) {
    BuildOptions build;
    build.targets = pass == 0 ? nullptr : &targets;
    build.numbers = &finder.numbers;
    build.gather = &wanted;
    targets = build_boxes(*tree.document, context, build).targets;
    for (auto& [id, facts] : targets) {
      const auto found = finder.pages.find(id);
      facts.page = found == finder.pages.end() ? 0 : static_cast<std::int32_t>(found->second);
    }
  }
  BuildOptions build;
  build.targets = &targets;
  build.numbers = &finder.numbers;
  return build_boxes(*tree.document, context, build);
}

}  // namespace banxin::layout
