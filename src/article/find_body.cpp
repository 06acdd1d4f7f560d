#include "article/find_body.h"

#include <algorithm>

namespace banxin::article {

namespace {

namespace names = dom::names;

// Weight of text outside links, which is what chrome has little of.
float plain_weight(const Element& element) {
  return element.weight - element.link_weight;
}

bool is_chrome_tag(const dom::Node& node) {
  return node.name == names::nav || node.name == names::footer || node.name == names::aside ||
         node.name == names::dialog || node.name == names::menu;
}

bool is_structural(const dom::Node& node) {
  return node.name == names::body || node.name == names::main || node.name == names::html;
}

// Hints under which even a large share of the page is given up; others only when it is small.
constexpr Hints kStrongHints = Hint::Comments | Hint::Related | Hint::Footer | Hint::Navigation;

struct Share {
  float page;    // of the page's plain text
  float before;  // score of the prose above the element
};

// Advertisements and share bars are no long prose, whatever their element is called:
// "section--ads" may say that the section has some.
bool is_prose_by_name_only(const Element& element, const PageMap& map) {
  constexpr Hints kShortKinds = Hint::Advertisement | Hint::Share;
  constexpr float kProse = 400;
  constexpr Hints kOthers = kChromeHints & ~kShortKinds;
  if ((element.hints & kShortKinds) == 0 || (element.hints & kOthers) != 0) return false;
  if (plain_weight(element) < kProse || element.link_weight > 0.2F * element.weight) return false;
  std::uint32_t sentences = 0;
  for (std::uint32_t line = element.first_line; line < element.last_line; ++line)
    sentences += map.lines[line].measure.sentence_ends;
  constexpr std::uint32_t kFew = 4;
  return sentences >= kFew;
}

bool is_chrome(const Element& element, const Share& share) {
  const Hints against = element.hints & kChromeHints;
  if (against == 0 || is_structural(*element.node)) return false;
  // A link that opens its picture larger: "image-popup".
  const bool enlarges = element.node->name == names::a && element.images > 0 && element.weight == 0;
  if (enlarges && (against & ~static_cast<Hints>(Hint::Subscribe)) == 0) return false;
  // A name that speaks for and against at once ("article-share-content") wants less text.
  const bool mixed = has_hint(element.hints, Hint::Body);
  float bound = mixed ? 0.1F : (against & kStrongHints) != 0 ? 0.5F : 0.3F;
  // Comments may be longer than the article that stands above them.
  constexpr float kShortArticle = 4;
  if (has_hint(against, Hint::Comments) && !mixed && share.before > kShortArticle) bound = 0.97F;
  return share.page < bound;
}

}  // namespace

void mark_chrome(const PageMap& map,
                 const std::vector<LineFacts>& facts,
                 ChromeTrust trust,
                 Marks& marks) {
  if (map.elements.empty() || trust == ChromeTrust::None) return;
  const float page = std::max(plain_weight(map.elements[0]), 1.0F);
  float before = 0;
  std::uint32_t line = 0;
  for (std::uint32_t index = 1; index < map.elements.size();) {
    const Element& element = map.elements[index];
    for (; line < std::min<std::size_t>(element.first_line, facts.size()); ++line) {
      if (!marks.is_line_removed(line)) before += std::max(facts[line].score, 0.0F);
    }
    const Share share{plain_weight(element) / page, before};
    if (is_chrome(element, share) && !is_prose_by_name_only(element, map) &&
        (trust == ChromeTrust::Names || is_chrome_tag(*element.node))) {
      marks.remove_element(index, hint_name(element.hints & kChromeHints), "the element's name");
      index = element.end;
      continue;
    }
    ++index;
  }
}

float score_line(const Line& line) {
  const float weight = line.measure.weight;
  const float links = line.link_share();
  const auto marks = static_cast<float>(line.measure.sentence_ends + line.measure.commas);
  if (line.kind == LineKind::Code) return std::min(weight, 200.0F) / 60.0F;
  if (links > 0.5F) return -std::min(0.5F + weight / 60.0F, 2.0F);
  if (line.kind == LineKind::Heading) return 0.0F;
  if (weight < 24 && line.measure.sentence_ends == 0) return -0.3F;
  if (weight < 60 && marks == 0) {
    return line.kind == LineKind::Text ? -0.1F : 0.2F;
  }
  const float value = std::min(weight / 50.0F, 8.0F) + 0.4F * std::min(marks, 10.0F);
  return value * (1.0F - links);
}

namespace {

constexpr float kTrustedShare = 0.25F;  // of the best subtree's score, for a body by name
constexpr float kLandmarkShare = 0.5F;  // for <article> and <main>

class Chooser {
 public:
  Chooser(const PageMap& map, const Marks& marks)
      : map_(map), marks_(marks), sums_(map.elements.size()), positive_(map.elements.size()) {
    for (std::uint32_t index = 0; index < map.lines.size(); ++index) {
      if (marks.is_line_removed(index)) continue;
      const Line& line = map.lines[index];
      const float score = score_line(line);
      sums_[line.element] += score;
      if (score > 0) positive_[line.element] += score;
    }
    for (std::size_t index = map.elements.size() - 1; index > 0; --index) {
      sums_[map.elements[index].parent] += sums_[index];
      positive_[map.elements[index].parent] += positive_[index];
    }
  }

  BodyChoice run() {
    BodyChoice choice;
    choice.page_score = positive_[0];
    const std::uint32_t best = best_sum(0);
    std::uint32_t root = named_body(positive_[best]);
    if (root == kNoIndex) {
      const std::uint32_t frame = landmark(positive_[best]);
      root = container_of(frame == kNoIndex ? best : best_sum(frame));
      root = climb(root, frame);
      root = descend(root);
      root = with_pictures(root);
      root = out_of_code(root);
    }
    choice.root = root;
    choice.score = positive_[root];
    return choice;
  }

 private:
  // The block in the subtree of `frame` with the greatest sum; of equal ones the innermost.
  std::uint32_t best_sum(std::uint32_t frame) const {
    std::uint32_t best = frame;
    for (std::uint32_t index = frame; index < map_.elements[frame].end; ++index) {
      const Element& element = map_.elements[index];
      if (!element.is_block || marks_.is_element_removed(index)) continue;
      const bool inside = map_.is_inside(index, best);
      if (sums_[index] > sums_[best] || (inside && sums_[index] >= sums_[best])) best = index;
    }
    return best;
  }

  // Up to where a good deal more text stands, even between links; further inside a landmark.
  std::uint32_t climb(std::uint32_t root, std::uint32_t frame) const {
    for (std::uint32_t above = map_.elements[root].parent; above != kNoIndex && above != 0;
         above = map_.elements[above].parent) {
      const float more = positive_[above] - positive_[root];
      const float against = (positive_[above] - sums_[above]) - (positive_[root] - sums_[root]);
      const bool framed = frame != kNoIndex && map_.is_inside(above, frame);
      if (more >= kClimbGain * positive_[root] &&
          against <= (framed ? kFramedCost : kFreeCost) * more) {
        root = above;
      }
      if (above == frame) break;
    }
    return root;
  }

  // The outermost elements named as bodies; the one that says most, when that is enough.
  std::uint32_t named_body(float best) const {
    std::uint32_t chosen = kNoIndex;
    std::uint32_t around = kNoIndex;
    float together = 0;
    for (std::uint32_t index = 1; index < map_.elements.size();) {
      const Element& element = map_.elements[index];
      if (!has_hint(element.hints, Hint::Body) || marks_.is_element_removed(index) ||
          !element.is_block) {
        ++index;
        continue;
      }
      if (positive_[index] > 0) {
        together += positive_[index];
        around = around == kNoIndex ? index : common_ancestor(around, index);
        if (chosen == kNoIndex || positive_[index] > positive_[chosen]) chosen = index;
      }
      index = element.end;
    }
    if (chosen == kNoIndex || together < kTrustedShare * best) return kNoIndex;
    // Several that together are all there is: an article in sections.
    if (positive_[around] < 1.25F * together) return container_of(around);
    if (positive_[chosen] < kTrustedShare * best) return kNoIndex;
    return container_of(chosen);
  }

  std::uint32_t common_ancestor(std::uint32_t one, std::uint32_t other) const {
    while (!map_.is_inside(other, one))
      one = map_.elements[one].parent;
    return one;
  }

  std::uint32_t landmark(float best) const {
    std::uint32_t chosen = kNoIndex;
    for (std::uint32_t index = 1; index < map_.elements.size(); ++index) {
      const Element& element = map_.elements[index];
      const bool is_main =
          element.node->name == names::main || element.node->attribute(names::role) == "main";
      if ((element.node->name != names::article && !is_main) || marks_.is_element_removed(index)) {
        continue;
      }
      // An article inside main that holds as much is the better frame.
      if (chosen == kNoIndex || positive_[index] > positive_[chosen] ||
          (map_.is_inside(index, chosen) && positive_[index] > 0.7F * positive_[chosen])) {
        chosen = index;
      }
    }
    if (chosen == kNoIndex || positive_[chosen] < kLandmarkShare * best) return kNoIndex;
    return chosen;
  }

  // A paragraph, a list item or a cell is part of something.
  std::uint32_t container_of(std::uint32_t index) const {
    while (index != 0) {
      const Atom name = map_.elements[index].node->name;
      const bool part = name == names::p || name == names::li || name == names::blockquote ||
                        name == names::pre || name == names::ul || name == names::ol ||
                        name == names::h1 || name == names::h2 || name == names::h3 ||
                        name == names::h4 || name == names::tr || name == names::tbody ||
                        name == names::dd || name == names::dl || name == names::figure ||
                        !map_.elements[index].is_block;
      if (!part) break;
      index = map_.elements[index].parent;
    }
    return index;
  }

  // Into the child that holds nearly all.
  std::uint32_t descend(std::uint32_t root) const {
    while (true) {
      std::uint32_t heir = kNoIndex;
      for (std::uint32_t child = root + 1; child < map_.elements[root].end;
           child = map_.elements[child].end) {
        if (map_.elements[child].is_block && !marks_.is_element_removed(child) &&
            positive_[child] > kHeirShare * positive_[root]) {
          heir = child;
        }
      }
      if (heir == kNoIndex || container_of(heir) != heir || shows_pictures(root, heir)) return root;
      root = heir;
    }
  }

  // The block around, when it adds pictures to the text and hardly a word.
  std::uint32_t with_pictures(std::uint32_t root) const {
    constexpr float kFewWords = 60;
    const std::uint32_t above = map_.elements[root].parent;
    if (above == kNoIndex || above == 0 || !shows_pictures(above, root)) return root;
    return map_.elements[above].weight - map_.elements[root].weight <= kFewWords ? above : root;
  }

  // A program's frame is part of the text that tells of it.
  std::uint32_t out_of_code(std::uint32_t root) const {
    while (map_.elements[root].parent != 0 && map_.elements[root].parent != kNoIndex &&
           is_all_code(map_.elements[root])) {
      root = map_.elements[root].parent;
    }
    return root;
  }

  bool is_all_code(const Element& block) const {
    for (std::uint32_t line = block.first_line; line < block.last_line; ++line) {
      if (map_.lines[line].kind != LineKind::Code && !marks_.is_line_removed(line)) return false;
    }
    return block.first_line < block.last_line;
  }

  // Two or more blocks of pictures and nothing else beside the text: a photographer's post.
  bool shows_pictures(std::uint32_t root, std::uint32_t heir) const {
    int blocks = 0;
    for (std::uint32_t child = root + 1; child < map_.elements[root].end;
         child = map_.elements[child].end) {
      const Element& element = map_.elements[child];
      const bool picture = element.is_block && element.images > 0 && element.weight == 0;
      if (child != heir && picture && !marks_.is_element_removed(child)) ++blocks;
    }
    return blocks >= 2;
  }

  static constexpr float kHeirShare = 0.85F;
  static constexpr float kClimbGain = 0.25F;
  static constexpr float kFramedCost = 2.5F;
  static constexpr float kFreeCost = 1.2F;

  const PageMap& map_;
  const Marks& marks_;
  std::vector<float> sums_;      // of all lines' scores
  std::vector<float> positive_;  // of those above 0
};

}  // namespace

BodyChoice choose_body(const PageMap& map, const Marks& marks) {
  if (map.elements.empty()) return {};
  return Chooser{map, marks}.run();
}

}  // namespace banxin::article
