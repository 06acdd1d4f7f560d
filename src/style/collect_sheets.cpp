#include <string>

#include "base/ascii.h"
#include "base/diagnostic_ids.h"
#include "css/tokenizer.h"
#include "dom/names.h"
#include "style/sheet_set.h"
#include "style/user_agent_sheets.h"

namespace banxin::style {
namespace {

namespace names = dom::names;

bool is_css_type(const dom::Node& node) {
  const dom::Attribute* type = node.find_attribute(names::type);
  return type == nullptr || type->value.empty() ||
         css::equals_ignoring_case(
             type->value.substr(0, std::min(type->value.size(), type->value.find(';'))),
             "text/css");
}

bool is_sheet_link(const dom::Node& node) {
  if (!node.is_html(names::link)) return false;
  const std::string_view rel = node.attribute(names::rel);
  // An alternate sheet is not the preferred one.
  return has_ascii_word(rel, "stylesheet") && !has_ascii_word(rel, "alternate") &&
         node.find_attribute(names::disabled) == nullptr && !node.attribute(names::href).empty();
}

struct Collector {
  const dom::Document& document;
  const css::SheetLoader& loader;
  std::string_view document_url;
  const Limits& limits;
  SheetSet& set;
  Diagnostics& diagnostics;

  css::SheetOptions options() const {
    css::SheetOptions options;
    options.url = document_url;
    options.file = document.file();
    options.loader = &loader;
    options.limits = limits;
    if (document.quirks_mode == dom::QuirksMode::Full) {
      options.unitless = css::UnitlessLengths::Quirk;
    }
    return options;
  }

  void add_style(const dom::Node& node) const {
    css::SheetOptions sheet_options = options();
    if (node.first_child != nullptr) {
      sheet_options.start = document.position(*node.first_child);
    }
    set.add(css::parse_sheet(dom::text_content(node), sheet_options, diagnostics), Origin::Author,
            css::parse_media_list(node.attribute(names::media)));
  }

  void add_link(const dom::Node& node) const {
    if (!loader) return;
    const std::string_view href = node.attribute(names::href);
    const Result<css::LoadedSheet> loaded = loader(href, document_url);
    if (!loaded) {
      diagnostics.report_unloaded(loaded.error(), document.file(), document.position(node));
      return;
    }
    css::SheetOptions sheet_options = options();
    sheet_options.url = loaded.value().url;
    sheet_options.file = loaded.value().url;
    set.add(css::parse_sheet(loaded.value().text, sheet_options, diagnostics), Origin::Author,
            css::parse_media_list(node.attribute(names::media)));
  }
};

std::unique_ptr<css::Sheet> own_sheet(std::string_view text, std::string_view name) {
  css::SheetOptions options;
  options.file = name;
  Diagnostics none;
  return css::parse_sheet(text, options, none);
}

}  // namespace

void collect_sheets(const dom::Document& document,
                    const css::SheetLoader& loader,
                    std::string_view document_url,
                    const Limits& limits,
                    SheetSet& set,
                    Diagnostics& diagnostics) {
  const Collector collector{document, loader, document_url, limits, set, diagnostics};
  const dom::Node& root = document.root();
  for (const dom::Node* node = root.first_child; node != nullptr;
       node = dom::next_in_tree(*node, root)) {
    const bool svg_style =
        node->is_element() && node->name_space == dom::Namespace::Svg && node->name == names::style;
    if ((node->is_html(names::style) || svg_style) && is_css_type(*node)) {
      collector.add_style(*node);
    } else if (is_sheet_link(*node) && is_css_type(*node)) {
      collector.add_link(*node);
    }
  }
}

std::unique_ptr<css::Sheet> base_sheet() {
  return own_sheet(user_agent_text(UserAgentSheet::Base), "base.css");
}
std::unique_ptr<css::Sheet> print_sheet() {
  return own_sheet(user_agent_text(UserAgentSheet::Print), "print.css");
}
std::unique_ptr<css::Sheet> quirks_sheet() {
  return own_sheet(user_agent_text(UserAgentSheet::Quirks), "quirks.css");
}

}  // namespace banxin::style
