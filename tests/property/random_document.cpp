#include "property/random_document.h"

#include <array>
#include <string_view>

#include "property/random_numbers.h"
#include "property/widen_document.h"

namespace banxin::property {
namespace {

class Generator : RandomNumbers {
 public:
  explicit Generator(std::uint64_t seed) : RandomNumbers(seed) {}

  RandomDocument run(std::uint64_t seed) {
    RandomDocument document;
    document.page.push_back("size:" + px(pick({60, 90, 120, 160, 240})) + " " +
                            px(pick({40, 60, 90, 120, 200})));
    document.page.push_back("margin:" + px(pick({0, 0, 3, 10})));
    document.body.tag = "body";
    document.body.declarations.push_back("margin:" + px(pick({0, 0, 4})));
    document.body.declarations.push_back("font:10px/1.2 BanxinSquare");
    if (chance(8)) {
      vertical_ = true;
      document.body.declarations.push_back(
          std::string("writing-mode:") +
          pick<const char*>({"vertical-rl", "vertical-rl", "vertical-lr", "sideways-lr"}));
    }
    rtl_ = chance(10);
    budget_ = 10 + below(30);
    fill_blocks(document.body, 0);
    if (chance(50)) widen(document, seed);
    return document;
  }

 private:
  static std::string px(int value) { return std::to_string(value) + "px"; }

  // Words of their own number, Latin or Han: any loss or doubling shows.
  std::string words(int count) {
    static constexpr std::array<std::string_view, 10> kHan = {"天", "地", "玄", "黄", "宇",
                                                              "宙", "洪", "荒", "日", "月"};
    std::string text;
    const bool han = chance(40);
    for (int i = 0; i < count; ++i) {
      const std::string number = std::to_string(++serial_);
      if (han) {
        for (const char digit : number)
          text += kHan[static_cast<std::size_t>(digit - '0')];
        // Marks would change places in text from the right.
        text += rtl_ ? "中" : pick<std::string_view>({"，", "。", "、", "中"});
      } else {
        text += (i > 0 ? " w" : "w") + number;
      }
    }
    return text;
  }
  RandomNode text(int count) {
    RandomNode node;
    node.text = words(count);
    return node;
  }

  void add_common(RandomNode& node) {
    auto& out = node.declarations;
    if (chance(8)) {
      out.push_back(std::string("break-before:") +
                    pick<const char*>({"page", "avoid", "left", "right", "column", "avoid-page"}));
    }
    if (chance(6)) {
      out.push_back(std::string("break-after:") + pick<const char*>({"page", "avoid", "column"}));
    }
    if (chance(12)) out.emplace_back("break-inside:avoid");
    if (chance(10)) out.push_back("orphans:" + std::to_string(1 + below(4)));
    if (chance(10)) out.push_back("widows:" + std::to_string(1 + below(4)));
    if (chance(15)) out.push_back("margin:" + px(pick({2, 7, 15, 40})) + " 0");
    if (chance(10)) out.push_back("padding:" + px(pick({1, 5, 20})));
    if (chance(10)) out.push_back("border:" + px(pick({1, 3})) + " solid");
    if (chance(6)) out.emplace_back("box-decoration-break:clone");
    // What overflows goes on beside what follows.
    if (chance(8)) {
      out.push_back("height:" + px(pick({5, 20, 50, 150, 400})));
      node.own_flow = true;
    }
    if (chance(4)) out.push_back("min-height:" + px(pick({30, 200})));
    if (chance(4)) {
      out.push_back("max-height:" + px(pick({20, 60})));
      node.own_flow = true;
    }
    if (chance(6)) out.emplace_back("overflow:hidden");
    if (chance(5)) out.emplace_back("position:relative");
    if (chance(4)) {
      out.push_back("width:" + px(pick({10, 30, 70})));
      node.own_flow = node.own_flow || vertical_;
    }
    add_rare(out);
    if (chance(3)) out.emplace_back("writing-mode:vertical-rl");
    if (chance(3)) out.emplace_back("clear:both");
    if (rtl_ && chance(20)) out.emplace_back("direction:rtl");
    if (chance(3)) out.emplace_back("transform:translate(1px,1px)");
  }

  void add_rare(std::vector<std::string>& out) {
    if (!chance(12)) return;
    switch (below(16)) {
      case 0:
        out.push_back("margin-top:" + px(pick({-5, -20, -80})));
        break;
      case 1:
        out.push_back("margin-bottom:" + px(pick({-5, -20, -80})));
        break;
      case 2:
        out.push_back("padding-" +
                      std::string(pick<const char*>({"top:", "bottom:", "block:", "inline:"})) +
                      px(pick({50, 150, 500})));
        break;
      case 3:
        out.push_back(std::string("margin-break:") +
                      pick<const char*>({"auto", "keep", "discard"}));
        break;
      case 4:
        out.push_back(std::string("page:") + pick<const char*>({"wide", "tall", "auto"}));
        break;
      case 5:
        out.push_back("position:relative;top:" + px(pick({-30, 30, 200})));
        break;
      case 6:
        out.emplace_back("overflow:clip");
        break;
      case 7:
        out.push_back("line-height:" + px(pick({0, 3, 40, 300})));
        break;
      case 8:
        out.push_back("font-size:" + px(pick({0, 4, 40, 150})));
        break;
      case 9:
        out.push_back("border-top:" + px(pick({30, 120, 500})) + " solid");
        break;
      case 10:
        out.push_back(std::string("break-before:") +
                      pick<const char*>({"recto", "verso", "all", "always", "avoid-column"}));
        break;
      case 11:
        out.push_back(std::string("break-inside:") +
                      pick<const char*>({"avoid-page", "avoid-column"}));
        break;
      case 12:
        out.push_back(std::string("page-break-") +
                      pick<const char*>({"before:always", "after:always", "before:left",
                                         "inside:avoid", "after:avoid", "before:avoid"}));
        break;
      case 13:
        out.push_back(std::string("white-space:") + pick<const char*>({"nowrap", "pre-wrap"}));
        break;
      case 14:
        out.push_back("text-indent:" + px(pick({-30, 20, 300})));
        break;
      default:
        out.push_back("min-width:" + px(pick({50, 300})));
    }
  }

  RandomNode element(const char* tag) {
    --budget_;
    RandomNode node;
    node.tag = tag;
    return node;
  }

  void fill_blocks(RandomNode& parent, int depth) {
    const int count = depth == 0 ? 3 + below(6) : 1 + below(3);
    for (int i = 0; i < count && (budget_ > 0 || i == 0); ++i)
      parent.children.push_back(block(depth + 1));
  }

  RandomNode block(int depth) {
    if (depth > 5 || budget_ <= 0) return paragraph();
    switch (below(18)) {
      case 0:
      case 1:
      case 2:
      case 3:
      case 4:
        return paragraph();
      case 16: {
        RandomNode node = container(depth);
        node.declarations.emplace_back("display:contents");
        node.own_flow = false;
        return node;
      }
      case 17:
        return chance(50) ? fieldset(depth) : inline_box(depth);
      case 5:
      case 6:
        return container(depth);
      case 7:
        return list(depth);
      case 8:
      case 9:
        return floating(depth);
      case 10:
        return table(depth);
      case 11:
        return flex(depth);
      case 12:
        return grid(depth);
      case 13:
        return columns(depth);
      case 14:
        return positioned(depth);
      default:
        return image();
    }
  }

  RandomNode container(int depth) {
    RandomNode node = element("div");
    add_common(node);
    if (chance(15)) node.declarations.emplace_back("display:flow-root");
    fill_blocks(node, depth);
    return node;
  }

  RandomNode fieldset(int depth) {
    RandomNode node = element("fieldset");
    add_common(node);
    if (chance(70)) {
      RandomNode legend = element("legend");
      legend.own_flow = true;
      legend.children.push_back(text(2));
      node.children.push_back(std::move(legend));
    }
    fill_blocks(node, depth);
    return node;
  }

  RandomNode inline_box(int depth) {
    RandomNode node = element("div");
    node.own_flow = true;
    node.declarations.push_back(std::string("display:") +
                                pick<const char*>({"inline-block", "inline-table", "inline-grid"}));
    add_common(node);
    fill_blocks(node, depth + 1);
    return node;
  }

  RandomNode image() {
    RandomNode node = element("img");
    node.attributes = " src=\"" + std::to_string(pick({8, 20, 50})) + "-" +
                      std::to_string(pick({8, 20, 70, 300})) + ".svg\"";
    if (chance(50)) node.declarations.emplace_back("display:block");
    add_common(node);
    return node;
  }

  RandomNode paragraph() {
    RandomNode node = element("p");
    if (!chance(20)) node.declarations.emplace_back("margin:0");
    add_common(node);
    const int pieces = 1 + below(3);
    for (int i = 0; i < pieces; ++i)
      add_inline(node, 0);
    return node;
  }

  void add_inline(RandomNode& parent, int depth) {
    if (depth > 3 || budget_ <= 0 || chance(60)) {
      parent.children.push_back(text(1 + below(12)));
      return;
    }
    switch (below(10)) {
      case 0:
        parent.children.push_back(element("br"));
        break;
      case 8: {
        RandomNode note = element("span");
        note.declarations.emplace_back("float:footnote");
        note.own_flow = true;
        add_common(note);
        add_inline(note, depth + 2);
        parent.children.push_back(std::move(note));
        break;
      }
      case 9: {
        RandomNode ruby = element("ruby");
        ruby.children.push_back(text(1));
        RandomNode reading = element("rt");
        reading.own_flow = true;
        reading.children.push_back(text(1));
        ruby.children.push_back(std::move(reading));
        parent.children.push_back(std::move(ruby));
        break;
      }
      case 1: {
        RandomNode picture = image();
        picture.declarations.clear();
        if (chance(20)) picture.declarations.emplace_back("float:right");
        parent.children.push_back(std::move(picture));
        break;
      }
      case 2: {
        RandomNode box = element("span");
        box.declarations.emplace_back("display:inline-block");
        add_common(box);
        box.own_flow = true;
        add_inline(box, depth + 1);
        parent.children.push_back(std::move(box));
        break;
      }
      case 3: {
        RandomNode box = element("span");
        box.declarations.push_back(chance(50) ? "float:left" : "float:right");
        add_common(box);
        box.own_flow = true;
        add_inline(box, depth + 1);
        parent.children.push_back(std::move(box));
        break;
      }
      case 4: {
        RandomNode box = element("span");
        box.declarations.emplace_back("position:absolute");
        box.own_flow = true;
        add_inline(box, depth + 1);
        parent.children.push_back(std::move(box));
        break;
      }
      case 5: {
        RandomNode box = element("div");  // a block in an inline
        add_common(box);
        add_inline(box, depth + 1);
        RandomNode span = element("span");
        span.children.push_back(text(1));
        span.children.push_back(std::move(box));
        span.children.push_back(text(1));
        parent.children.push_back(std::move(span));
        break;
      }
      default: {
        RandomNode span = element("span");
        if (chance(40)) span.declarations.emplace_back("border:1px solid");
        if (chance(20)) span.declarations.emplace_back("font-size:25px");
        if (chance(10)) span.declarations.emplace_back("position:relative");
        add_inline(span, depth + 1);
        add_inline(span, depth + 1);
        parent.children.push_back(std::move(span));
      }
    }
  }

  RandomNode list(int depth) {
    RandomNode node = element(chance(50) ? "ul" : "ol");
    node.declarations.emplace_back("padding-left:15px");
    add_common(node);
    const int count = 1 + below(4);
    for (int i = 0; i < count; ++i) {
      RandomNode item = element("li");
      add_common(item);
      if (chance(60)) {
        add_inline(item, 1);
      } else {
        fill_blocks(item, depth + 1);
      }
      node.children.push_back(std::move(item));
    }
    return node;
  }

  RandomNode floating(int depth) {
    RandomNode node = element("div");
    node.own_flow = true;
    node.declarations.push_back(chance(50) ? "float:left" : "float:right");
    add_common(node);
    fill_blocks(node, depth + 1);
    return node;
  }

  RandomNode positioned(int depth) {
    RandomNode node = element("div");
    node.own_flow = true;
    node.declarations.emplace_back("position:absolute");
    if (chance(40)) node.declarations.push_back("top:" + px(pick({0, 10, 70, 200})));
    if (chance(20)) node.declarations.push_back("left:" + px(pick({0, 10})));
    if (chance(20)) node.declarations.push_back("bottom:" + px(pick({0, 10})));
    add_common(node);
    fill_blocks(node, depth + 1);
    return node;
  }

  RandomNode rows(const char* tag, int count, int columns, int depth) {
    RandomNode group = element(tag);
    if (chance(15)) group.declarations.emplace_back("break-inside:avoid");
    for (int r = 0; r < count; ++r) {
      RandomNode row = element("tr");
      if (chance(10)) row.declarations.emplace_back("break-inside:avoid");
      if (chance(8)) row.declarations.emplace_back("break-before:page");
      if (chance(8)) row.declarations.push_back("height:" + px(pick({15, 60, 150})));
      for (int c = 0; c < columns; ++c) {
        RandomNode cell = element("td");
        cell.own_flow = true;
        if (chance(15)) cell.attributes += " rowspan=" + std::to_string(2 + below(3));
        if (chance(10)) cell.attributes += " colspan=2";
        if (chance(15))
          cell.declarations.push_back(std::string("vertical-align:") +
                                      pick<const char*>({"top", "middle", "bottom"}));
        if (chance(15)) {
          add_common(cell);
          fill_blocks(cell, depth + 2);
        } else {
          add_inline(cell, 1);
        }
        row.children.push_back(std::move(cell));
      }
      group.children.push_back(std::move(row));
    }
    return group;
  }

  RandomNode table(int depth) {
    RandomNode node = element("table");
    if (chance(30)) node.declarations.emplace_back("border-collapse:collapse");
    add_common(node);
    if (chance(20)) {
      RandomNode caption = element("caption");
      caption.own_flow = true;
      if (chance(30)) caption.declarations.emplace_back("caption-side:bottom");
      caption.children.push_back(text(2));
      node.children.push_back(std::move(caption));
    }
    const int columns = 1 + below(3);
    if (chance(35)) node.children.push_back(rows("thead", 1, columns, depth));
    const int bodies = chance(20) ? 2 : 1;
    for (int i = 0; i < bodies; ++i)
      node.children.push_back(rows("tbody", 1 + below(5), columns, depth));
    if (chance(25)) node.children.push_back(rows("tfoot", 1, columns, depth));
    return node;
  }

  void add_items(RandomNode& node, int depth) {
    const int count = 1 + below(5);
    for (int i = 0; i < count; ++i) {
      RandomNode item = element("div");
      item.own_flow = true;
      add_common(item);
      if (chance(10)) item.declarations.emplace_back("flex-grow:1");
      if (chance(8)) item.declarations.emplace_back("grid-row:span 2");
      if (chance(8)) item.declarations.emplace_back("grid-column:span 2");
      if (chance(8)) item.declarations.emplace_back("align-self:center");
      if (chance(4)) item.declarations.emplace_back("order:-1");
      if (chance(60)) {
        add_inline(item, 1);
      } else {
        fill_blocks(item, depth + 2);
      }
      node.children.push_back(std::move(item));
    }
  }

  RandomNode flex(int depth) {
    RandomNode node = element("div");
    node.declarations.push_back(chance(90) ? "display:flex" : "display:inline-flex");
    node.declarations.push_back(
        std::string("flex-direction:") +
        pick<const char*>({"row", "row", "row", "column", "column", "row-reverse"}));
    if (chance(5)) node.declarations.emplace_back("flex-direction:column-reverse");
    if (chance(40)) node.declarations.emplace_back("flex-wrap:wrap");
    if (chance(4)) node.declarations.emplace_back("flex-wrap:wrap-reverse");
    if (chance(20)) node.declarations.emplace_back("gap:5px");
    if (chance(15)) {
      node.declarations.push_back(
          std::string("justify-content:") +
          pick<const char*>({"center", "space-between", "flex-end", "space-around"}));
    }
    if (chance(15)) {
      node.declarations.push_back(std::string("align-items:") +
                                  pick<const char*>({"center", "flex-end", "baseline"}));
    }
    add_common(node);
    add_items(node, depth);
    return node;
  }

  RandomNode grid(int depth) {
    RandomNode node = element("div");
    node.declarations.emplace_back("display:grid");
    node.declarations.push_back(std::string("grid-template-columns:") +
                                pick<const char*>({"1fr 1fr", "30px auto", "auto", "repeat(3,1fr)",
                                                   "repeat(auto-fill,40px)"}));
    if (chance(20)) node.declarations.emplace_back("grid-auto-rows:30px");
    if (chance(20)) node.declarations.emplace_back("gap:4px");
    if (chance(10)) node.declarations.emplace_back("grid-auto-flow:dense");
    add_common(node);
    add_items(node, depth);
    return node;
  }

  RandomNode columns(int depth) {
    RandomNode node = element("div");
    node.declarations.push_back("columns:" + std::to_string(2 + below(2)));
    if (chance(20)) node.declarations.emplace_back("column-fill:auto");
    if (chance(50)) node.declarations.emplace_back("column-gap:4px");
    add_common(node);
    const int count = 1 + below(4);
    for (int i = 0; i < count; ++i) {
      RandomNode child = block(depth + 1);
      if (chance(15)) child.declarations.emplace_back("column-span:all");
      node.children.push_back(std::move(child));
    }
    return node;
  }

  int serial_ = 0;
  int budget_ = 0;
  bool rtl_ = false;
  bool vertical_ = false;
};

class Writer {
 public:
  std::string run(const RandomDocument& document) {
    out_ = "<!DOCTYPE html><style>@page{";
    for (const std::string& declaration : document.page)
      out_ += declaration + ";";
    out_ +=
        "}@page wide{size:200px 50px}@page tall{size:60px 300px;margin:5px}"
        ".f::first-line{font-size:20px}.g::first-letter{float:left;font-size:30px}"
        ".h::first-letter{initial-letter:2}"
        ".m::before{content:'x';display:block}.m::after{content:' y'}</style>\n";
    write(document.body);
    return std::move(out_);
  }

 private:
  void write(const RandomNode& node) {
    if (node.tag.empty()) {
      out_ += node.text;
      return;
    }
    out_ += "<" + node.tag + node.attributes;
    if (node.own_flow) out_ += " data-flow";
    if (!node.declarations.empty()) {
      out_ += " style=\"";
      for (const std::string& declaration : node.declarations)
        out_ += declaration + ";";
      out_ += "\"";
    }
    out_ += ">";
    if (node.tag == "img" || node.tag == "br") return;
    for (const RandomNode& child : node.children)
      write(child);
    out_ += "</" + node.tag + ">";
    if (node.tag == "p" || node.tag == "div" || node.tag == "tr") out_ += "\n";
  }

  std::string out_;
};

}  // namespace

RandomDocument make_document(std::uint64_t seed) {
  return Generator(seed).run(seed);
}

std::string write_html(const RandomDocument& document) {
  return Writer().run(document);
}

}  // namespace banxin::property
