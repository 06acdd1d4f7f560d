// Styled text to placed lines: our paragraphs beside PangoLayout with wrapping, which does not
// justify Han nor squeeze its marks.
#include <pango/pangoft2.h>

#include <cstdio>
#include <ctime>
#include <memory>
#include <vector>

#include "base/diagnostics.h"
#include "base/utf8.h"
#include "bench.h"
#include "dom/document.h"
#include "font/font_set.h"
#include "html/parse.h"
#include "image/image_store.h"
#include "layout/float.h"
#include "layout/inline/inline_layout.h"
#include "layout/layout_context.h"
#include "style/style_tree.h"

namespace banxin::bench {
namespace {

constexpr double kMeasure = 396;  // px: 27 characters of 11pt
constexpr const char* kStyle =
    "html{font:11pt/1.75 'Noto Serif CJK SC',serif;text-align:justify;text-indent:2em;"
    "text-spacing-trim:trim-both;text-autospace:normal;line-break:strict}";

// CPU seconds of the fastest of three calls: other processes do not count.
template <class Work>
double fastest_cpu(Work work) {
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const std::clock_t start = std::clock();
    work();
    best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  return best;
}

std::vector<std::string> paragraphs_of(const std::string& html) {
  Diagnostics diagnostics(0);
  const auto document = html::parse_document("bench", html, {}, diagnostics);
  std::vector<std::string> paragraphs;
  const dom::Node& root = document->root();
  for (const dom::Node* at = dom::next_in_tree(root, root); at != nullptr;
       at = dom::next_in_tree(*at, root)) {
    if (at->is_html(dom::names::p)) paragraphs.push_back(dom::text_content(*at));
  }
  return paragraphs;
}

std::size_t lay_out_all(const std::vector<std::string>& paragraphs,
                        const style::ComputedStyle& style,
                        layout::LayoutContext& context) {
  std::size_t lines = 0;
  for (const std::string& paragraph : paragraphs) {
    layout::Box block;
    layout::Box text;
    block.style = text.style = &style;
    block.children_inline = text.inline_level = true;
    block.first_child = block.last_child = &text;
    text.type = layout::BoxType::Text;
    text.parent = &block;
    text.text = paragraph;
    layout::ConstraintSpace space;
    space.available = {Unit::from_px(kMeasure), layout::kIndefinite};
    space.percentage_basis = space.available;
    space.at_fragmentainer_start = true;
    layout::ExclusionSpace exclusions;
    lines += layout::lay_out_inline(block, space, nullptr, exclusions, context).children.size();
  }
  return lines;
}

std::size_t pango_all(const std::vector<std::string>& paragraphs, PangoContext* context) {
  std::size_t lines = 0;
  for (const std::string& paragraph : paragraphs) {
    PangoLayout* layout = pango_layout_new(context);
    pango_layout_set_width(layout, static_cast<int>(kMeasure * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(layout, paragraph.data(), static_cast<int>(paragraph.size()));
    lines += static_cast<std::size_t>(pango_layout_get_line_count(layout));
    g_object_unref(layout);
  }
  return lines;
}

void print_row(const char* name, std::size_t characters, std::size_t lines, double seconds) {
  std::printf("%-12s %9zu characters %7zu lines %7.3f CPU s %6.2f M characters/s\n", name,
              characters, lines, seconds, static_cast<double>(characters) / seconds / 1e6);
}

int run_file(const std::string& path) {
  const std::vector<std::string> paragraphs = paragraphs_of(read_file(path));
  std::size_t characters = 0;
  for (const std::string& paragraph : paragraphs)
    characters += count_characters(paragraph);

  Diagnostics diagnostics(0);
  const auto page = html::parse_document(
      "bench", std::string("<html lang=zh-Hans><style>") + kStyle + "</style>", {}, diagnostics);
  style::SheetSet sheets;
  style::collect_sheets(*page, {}, "", {}, sheets, diagnostics);
  const style::StyledDocument styles = style::style_document(*page, sheets, {}, diagnostics);
  auto fonts = font::FontSet::load();
  if (!fonts) return 1;
  const image::ImageStore images({}, {});
  const Limits limits;
  layout::LayoutContext context(styles, *fonts.value(), images, limits, diagnostics);
  const style::ComputedStyle& style = styles.style(*page->document_element());
  std::size_t lines = 0;
  const double ours = fastest_cpu([&] { lines = lay_out_all(paragraphs, style, context); });
  print_row("banxin", characters, lines, ours);

  PangoFontMap* map = pango_ft2_font_map_new();
  PangoContext* pango = pango_font_map_create_context(map);
  PangoFontDescription* font = pango_font_description_from_string("Noto Serif CJK SC 11");
  pango_context_set_font_description(pango, font);
  pango_context_set_language(pango, pango_language_from_string("zh-cn"));
  const double theirs = fastest_cpu([&] { lines = pango_all(paragraphs, pango); });
  print_row("PangoLayout", characters, lines, theirs);
  pango_font_description_free(font);
  g_object_unref(pango);
  g_object_unref(map);
  return 0;
}

}  // namespace

int run_lines(std::span<const std::string> files) {
  for (const std::string& file : files) {
    if (const int code = run_file(file); code != 0) return code;
  }
  return 0;
}

}  // namespace banxin::bench
