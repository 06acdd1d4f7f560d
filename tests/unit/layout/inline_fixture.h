#pragma once
// A block with inline content, built by hand, and its lines as text.
#include <memory>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/utf8.h"
#include "font/font_set.h"
#include "layout/float.h"
#include "layout/inline/inline_layout.h"
#include "layout/inline/paragraph.h"

namespace banxin::layout {

class InlineFixture {
 public:
  explicit InlineFixture(std::string_view lang = "zh-Hans",
                         std::string_view family = "BanxinSquare")
      : fonts(font::FontSet::load().value()),
        context(*reinterpret_cast<const style::StyledDocument*>(&nothing_),
                *fonts,
                *reinterpret_cast<const image::ImageStore*>(&nothing_),
                limits,
                diagnostics) {
    const std::string font =
        DiskFileSystem().load_file(BANXIN_TEST_DATA "/BanxinSquare.ttf", 1U << 20U).value();
    (void)fonts->add_web_font({"BanxinSquare", {}, {}}, font);
    families_[0].name = family;
    families_[1].name = "serif";
    families_[1].generic = css::GenericFamily::Serif;
    style.lang = lang;
    style.font_family = css::List<css::FontFamily>(families_);
    style.font_size = Unit::from_px(10);
    style.font_size_px = 10;
    style.line_height = {css::LineHeightKind::Number, 1.5, {}};
    block.style = &style;
    block.children_inline = true;
  }

  Box& add_text(std::string text,
                const style::ComputedStyle* own = nullptr,
                Box* parent = nullptr) {
    texts_.push_back(std::make_unique<std::string>(std::move(text)));
    Box& box = add_box(BoxType::Text, own, parent);
    box.text = *texts_.back();
    return box;
  }

  Box& add_box(BoxType type, const style::ComputedStyle* own = nullptr, Box* parent = nullptr) {
    boxes_.push_back(std::make_unique<Box>());
    Box& box = *boxes_.back();
    box.type = type;
    box.inline_level = true;
    box.parent = parent == nullptr ? &block : parent;
    box.style = own != nullptr ? own : box.parent->style;
    if (type == BoxType::RubyText) box.children_inline = true;
    box.previous_sibling = box.parent->last_child;
    (box.parent->last_child != nullptr ? box.parent->last_child->next_sibling
                                       : box.parent->first_child) = &box;
    box.parent->last_child = &box;
    return box;
  }

  InlineResult lay_out(double width, const BreakToken* resume = nullptr) {
    ConstraintSpace space;
    space.flow = style.flow();
    space.available = {Unit::from_px(width), kIndefinite};
    space.percentage_basis = space.available;
    space.at_fragmentainer_start = true;
    if (page_height > Unit{}) {
      space.fragmentainer = FragmentainerType::Page;
      space.fragmentainer_block_size = page_height;
    }
    return lay_out_inline(block, space, resume, exclusions, context);
  }

  std::unique_ptr<font::FontSet> fonts;
  Limits limits;
  Diagnostics diagnostics;
  style::ComputedStyle style;
  Box block;
  ExclusionSpace exclusions;
  LayoutContext context;
  Unit page_height;

 private:
  css::FontFamily families_[2];
  std::uint64_t nothing_ = 0;  // stands for stages that lines never ask
  std::vector<std::unique_ptr<std::string>> texts_;
  std::vector<std::unique_ptr<Box>> boxes_;
};

struct PlacedGlyph {
  double x = 0, advance = 0;  // px from the line's left edge
  std::string text;
};

// All runs of text below, in their order.
inline void collect_runs(const Fragment& root,
                         double x,
                         std::vector<std::pair<const Fragment*, double>>& out) {
  struct At {
    const Fragment* fragment;
    double x;
  };
  std::vector<At> stack{{&root, x}};
  while (!stack.empty()) {
    const At at = stack.back();
    stack.pop_back();
    if (at.fragment->text != nullptr) out.emplace_back(at.fragment, at.x);
    for (auto child = at.fragment->children.rbegin(); child != at.fragment->children.rend();
         ++child) {
      stack.push_back({child->fragment.get(), at.x + child->offset.x.to_px()});
    }
  }
}

inline std::string text_of(const Fragment& line) {
  std::vector<std::pair<const Fragment*, double>> runs;
  collect_runs(line, 0, runs);
  std::string text;
  for (const auto& [fragment, x] : runs) {
    if (!fragment->text->generated) text += fragment->text->text;
  }
  return text;
}

// Where the last glyph with a width ends.
inline double end_of(const Fragment& line) {
  std::vector<std::pair<const Fragment*, double>> runs;
  collect_runs(line, 0, runs);
  double end = 0;
  for (const auto& [fragment, x] : runs) {
    double pen = x;
    for (const Glyph& glyph : fragment->text->glyphs)
      pen += glyph.advance.to_px();
    end = std::max(end, pen);
  }
  return end;
}

inline std::vector<std::string> lines_of(const InlineResult& result) {
  std::vector<std::string> lines;
  for (const InlineChild& child : result.children) {
    if (child.fragment->type == FragmentType::Line) lines.push_back(text_of(*child.fragment));
  }
  return lines;
}

}  // namespace banxin::layout
