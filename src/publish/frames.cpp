#include "publish/frames.h"

#include <algorithm>

#include "article/text_measure.h"
#include "base/ascii.h"
#include "input/url.h"

namespace banxin::publish {
namespace {

namespace names = dom::names;

// In Latin letters: a Han character is between two and three.
constexpr float kShortLine = 120;  // an address, a date, "to", "from", a button
constexpr float kShell = 400;      // of all such lines of a page
constexpr float kLeastText = 200;  // of a frame that is the page's text
constexpr float kShareOfMost = 0.3F;

bool is_skipped(const dom::Node& node) {
  for (const Atom name : {names::a, names::script, names::style, names::noscript, names::template_,
                          names::select, names::button, names::textarea, names::nav, names::footer,
                          names::aside, names::iframe, names::noframes, names::head}) {
    if (node.is_html(name)) return true;
  }
  return false;
}

struct OwnText {
  float all = 0;
  float longest = 0;  // of one run between tags
};

OwnText own_text(const dom::Document& document) {
  OwnText own;
  const dom::Node& root = document.root();
  for (const dom::Node* node = root.first_child; node != nullptr;) {
    if (node->is_text()) {
      const float weight = article::measure_text(node->text()).weight;
      own.all += weight;
      own.longest = std::max(own.longest, weight);
    }
    node =
        is_skipped(*node) ? dom::next_after_subtree(*node, root) : dom::next_in_tree(*node, root);
  }
  return own;
}

std::string markup_of(const dom::Document& document, const dom::Node& frame) {
  for (const dom::Attribute& attribute : frame.attributes()) {
    if (document.atoms().name(attribute.name) == "srcdoc") return std::string(attribute.value);
  }
  return {};
}

}  // namespace

std::vector<Frame> frames_of(const dom::Document& document) {
  std::vector<Frame> frames;
  const dom::Node* set = dom::find_element(document.root(), names::frameset);
  for (const dom::Node* node = set; node != nullptr; node = dom::next_in_tree(*node, *set)) {
    const std::string_view source = node->attribute(names::src);
    if (node->is_html(names::frame) && !source.empty())
      frames.push_back({std::string(source), {}, nullptr});
  }
  return frames;
}

std::vector<Frame> inline_frames_of(dom::Document& document) {
  constexpr std::size_t kMost = 16;  // LIMIT: of one page, that are looked at
  std::vector<Frame> frames;
  dom::Node& root = document.root();
  for (dom::Node* node = root.first_child; node != nullptr && frames.size() < kMost;
       node = dom::next_in_tree(*node, root)) {
    if (!node->is_html(names::iframe)) continue;
    Frame frame{input::strip_url(node->attribute(names::src)), markup_of(document, *node), node};
    if (!frame.markup.empty() || !frame.address.empty()) frames.push_back(std::move(frame));
  }
  if (frames.empty()) return frames;
  const OwnText own = own_text(document);
  if (own.all > kShell || own.longest > kShortLine) frames.clear();
  return frames;
}

float text_weight(const dom::Document& document) {
  return own_text(document).all;
}

std::vector<bool> frames_with_text(const std::vector<float>& weights) {
  const float most = weights.empty() ? 0 : *std::max_element(weights.begin(), weights.end());
  std::vector<bool> kept;
  for (const float weight : weights)
    kept.push_back(weight >= kLeastText && weight >= most * kShareOfMost);
  return kept;
}

void append_body(const dom::Document& from, dom::Document& to) {
  dom::Node* body = to.body();
  if (body == nullptr || from.body() == nullptr) return;
  for (const dom::Node* node = from.body()->first_child; node != nullptr; node = node->next_sibling)
    dom::Document::append_child(*body, to.import_subtree(from, *node));
}

void prepend_shell(const dom::Document& shell, dom::Document& to) {
  dom::Node* body = to.body();
  if (body == nullptr || shell.body() == nullptr || own_text(shell).all == 0) return;
  dom::Node* first = body->first_child;
  for (const dom::Node* node = shell.body()->first_child; node != nullptr;
       node = node->next_sibling)
    dom::Document::insert_before(*body, to.import_subtree(shell, *node), first);
}

void inherit_title(const dom::Document& from, dom::Document& to) {
  const dom::Node* own = dom::find_element(from.root(), names::title);
  dom::Node* head = dom::find_element(to.root(), names::head);
  dom::Node* title = dom::find_element(to.root(), names::title);
  if (own == nullptr || head == nullptr) return;
  if (title != nullptr && !article::collapse_spaces(dom::text_content(*title)).empty()) return;
  if (title == nullptr) {
    title = &to.create_element(names::title);
    dom::Document::append_child(*head, *title);
  }
  dom::Document::append_child(*title, to.create_text(to.memory().copy(dom::text_content(*own))));
}

}  // namespace banxin::publish
