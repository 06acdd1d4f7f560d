#include "property/widen_document.h"

#include <algorithm>
#include <string_view>

#include "property/random_numbers.h"

namespace banxin::property {
namespace {

class Widener : RandomNumbers {
 public:
  explicit Widener(std::uint64_t seed) : RandomNumbers(seed ^ 0x57494445ULL) {}

  void run(RandomDocument& document) {
    widen_page(document);
    RandomNode& body = document.body;
    // Of these a document has one or two kinds, and then several times.
    const int first = below(kKinds);
    const int second = below(kKinds);
    for (const RandomNode* node : elements_of(body))
      is_rtl_ = is_rtl_ || has(*node, "direction:rtl");
    for (RandomNode* node : elements_of(body)) {
      if (node != &body && chance(30)) change(*node, chance(50) ? first : second);
    }
    const int more = below(3);
    for (int i = 0; i < more; ++i)
      insert_into(body);
  }

 private:
  static constexpr int kKinds = 13;

  static std::vector<RandomNode*> elements_of(RandomNode& root) {
    std::vector<RandomNode*> nodes{&root};
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      for (RandomNode& child : nodes[i]->children) {
        if (!child.tag.empty()) nodes.push_back(&child);
      }
    }
    return nodes;
  }

  static bool has(const RandomNode& node, std::string_view start) {
    return std::any_of(
        node.declarations.begin(), node.declarations.end(),
        [&](const std::string& declaration) { return declaration.rfind(start, 0) == 0; });
  }

  void widen_page(RandomDocument& document) {
    auto& out = document.body.declarations;
    if (chance(25)) out.emplace_back("text-spacing-trim:trim-both");  // lines on a grid
    if (chance(15)) out.emplace_back("text-align:justify");
    if (chance(15)) out.emplace_back("orphans:3;widows:3");
    if (chance(10)) out.emplace_back("text-indent:2em");
  }

  void change(RandomNode& node, int kind) {
    auto& out = node.declarations;
    const bool is_block = (node.tag == "div" || node.tag == "p" || node.tag == "li") &&
                          !has(node, "display:contents");
    const bool is_plain = is_block && !has(node, "display") && !has(node, "columns");
    switch (kind) {
      case 0:
        if (is_block)
          out.push_back(std::string("page:") + pick<const char*>({"wide", "tall", "auto"}));
        break;
      case 1:
        if (is_plain) out.emplace_back(pick<const char*>({"columns:40px", "columns:2 30px"}));
        break;
      case 2:
        if (is_block && !has(node, "writing-mode")) {
          out.push_back(
              std::string("writing-mode:") +
              pick<const char*>({"vertical-lr", "vertical-rl", "horizontal-tb", "sideways-rl"}));
          node.own_flow = true;
        }
        break;
      case 3:
        if (is_block) {
          out.emplace_back(pick<const char*>(
              {"height:50%", "aspect-ratio:1/2", "height:10em;box-sizing:border-box"}));
          node.own_flow = true;
        }
        break;
      case 4:
        if (is_block)
          out.emplace_back(pick<const char*>({"break-inside:avoid", "break-after:avoid"}));
        break;
      case 5:
        if (is_plain) node.attributes += " class=f";
        break;
      case 12:
        // A letter apart changes the order of what goes from the right.
        if (is_plain && !is_rtl_ && !node.children.empty() && node.children.front().tag.empty())
          node.attributes += pick<const char*>({" class=g", " class=h"});
        break;
      case 6:
        if (is_block || node.tag == "td") node.attributes += " class=m";
        break;
      case 7:
        if (is_block) {
          out.emplace_back(
              pick<const char*>({"text-align:center", "text-align:justify", "text-wrap:balance",
                                 "text-wrap:pretty", "word-break:break-all", "letter-spacing:2px",
                                 "line-height:1.75", "white-space:pre-line"}));
        }
        break;
      case 8:
        if (has(node, "float:footnote")) {
          out.emplace_back(pick<const char*>({"footnote-display:inline", "footnote-display:compact",
                                              "footnote-policy:line", "footnote-policy:block"}));
        }
        break;
      case 9:
        if (is_block || node.tag == "td") out.emplace_back("position:relative");
        break;
      case 10:
        if (node.tag == "table") {
          out.emplace_back(pick<const char*>({"table-layout:fixed;width:100%", "margin:0 auto",
                                              "border-collapse:collapse", "width:150px"}));
        }
        break;
      default:
        if (is_plain && !has(node, "position")) out.emplace_back("position:sticky;top:0");
    }
  }

  RandomNode text() {
    RandomNode node;
    const int count = 1 + below(8);
    for (int i = 0; i < count; ++i)
      node.text += (i > 0 ? " v" : "v") + std::to_string(++serial_);
    return node;
  }

  RandomNode piece(const char* tag, const char* declaration) {
    RandomNode node;
    node.tag = tag;
    node.own_flow = true;
    if (*declaration != 0) node.declarations.emplace_back(declaration);
    node.children.push_back(text());
    return node;
  }

  RandomNode new_piece() {
    switch (below(8)) {
      case 0:
        return piece("div", "position:absolute;top:150%");
      case 1:
        return piece("div", "position:absolute;right:0");
      case 2:
        return piece("span", "float:footnote");
      case 3:
        return piece("div", "float:left;break-inside:avoid;height:70px");
      case 4: {
        RandomNode figure = piece("figure", "break-inside:avoid;margin:5px 0");
        RandomNode picture;
        picture.tag = "img";
        picture.attributes = " src=\"50-70.svg\"";
        picture.declarations.emplace_back("max-width:100%");
        figure.children.insert(figure.children.begin(), std::move(picture));
        return figure;
      }
      case 5: {
        RandomNode table = piece("table", "");
        table.children.clear();
        table.children.push_back(piece("caption", pick<const char*>({"", "caption-side:bottom"})));
        RandomNode row = piece("tr", "");
        row.children.clear();
        row.children.push_back(piece("td", ""));
        row.children.push_back(piece("td", "writing-mode:vertical-rl"));
        table.children.push_back(std::move(row));
        return table;
      }
      case 6:
        return piece("h2", "font-size:15px");
      default:
        return piece("div", "position:fixed;bottom:0");
    }
  }

  // Into some element that may have blocks.
  void insert_into(RandomNode& body) {
    std::vector<RandomNode*> places;
    for (RandomNode* node : elements_of(body)) {
      if (node->tag == "div" || node->tag == "td" || node->tag == "li" || node->tag == "body")
        places.push_back(node);
    }
    RandomNode& place = *places[static_cast<std::size_t>(below(static_cast<int>(places.size())))];
    const int at = below(static_cast<int>(place.children.size()) + 1);
    place.children.insert(place.children.begin() + at, new_piece());
  }

  int serial_ = 0;
  bool is_rtl_ = false;
};

}  // namespace

void widen(RandomDocument& document, std::uint64_t seed) {
  Widener(seed).run(document);
}

}  // namespace banxin::property
