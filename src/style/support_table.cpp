#include "style/support_table.h"

#include "css/property.h"
#include "css/shorthand.h"
#include "style/field_operations.h"

namespace banxin::style {
namespace {

constexpr std::string_view kHead = R"(# What CSS is supported

Made from `src/css/properties.def`, `logical.def` and `shorthands.def`; the test `unit.style` compares.
To write it anew: `BANXIN_UPDATE_DOCS=1 build/dev/bin/banxin_unit -tc="docs/css-support.md*"`.

Syntax: CSS Syntax 3 with nesting. Rules: `@import` (through the resource gate), `@layer`, `@media`,
`@supports`, `@namespace`, `@font-face`, `@page` with the sixteen margin boxes and `@footnote`,
`@container` (sizes, `style()`), `@counter-style`, `@property`, `@scope`. Selectors: all of Selectors 3; of 4
`:is :where :not :has :nth-child(… of S) :lang :dir :any-link`, states of forms, attribute flags `i` and `s`,
namespaces; pseudo-elements
`::before ::after ::marker ::first-line ::first-letter ::footnote-call ::footnote-marker`. Values: all
length units, `calc()` and the math functions, `var()`, `env()`, `attr()` with types, colours of CSS
Color 4 with `color-mix()`, `light-dark()` and relative colours, gradients.

Not supported, whatever the property:

- `@container`: sizes are those of up to four passes of layout in a window as wide as the first page;
  `style()` asks for custom properties only; `scroll-state()` never holds.
- `@keyframes`, transitions, animations: paper does not move. `:hover`, `:focus`, `:visited` and other
  states of a reader never match.
- Clamped lines and `text-overflow` show no ellipsis.
- Gradients are mixed in sRGB whatever space they name.
- `@font-feature-values`, `@font-palette-values`, `@starting-style`, `@view-transition`.
- Pages are handed on as they are done: a box positioned from the end of a container whose height
  its content makes stands on the container's last page, no higher than its start.
- Of heights, gaps and lines without content, 16 pages one after the other and 128 in a chapter are
  shown; what is left of them is left out, with a warning.
- A floated `::first-letter` inherits nothing from `::first-line`; pseudo-elements of
  pseudo-elements.

Where a browser and the specification differ, the specification is followed. Laid beside Chromium's own
geometry, these differ, and stay so:

- `[type="a" s]` (selectors/attr-flag-s) and `:lang(fr, de)` (selectors/lang-list), which Chromium drops,
  are understood.
- `box-decoration-break: clone` on inline boxes (inline/decoration-clone): the cloned end edge counts when
  a line is filled; Chromium leaves it out and lets the line overflow by it.
- `details` without `open` (box/details-closed): what is hidden has no boxes; Chromium gives the
  rectangles that it would have.
- Justified text with `text-wrap: pretty` or a trimming `text-spacing-trim`, or with Han, may shrink its
  blanks to take one more word; browsers only stretch them.
- `ruby`: `rb` and `rt` pair as CSS Ruby 1 has it; Chromium takes `rb` for plain text.
- `page` counters that elements set (`counter-reset: page`) show in margin boxes, and so do other
  counters; Chromium shows its own page number, and 0.
- `visibility: collapse` on flex items is `hidden`, as in Chromium and against CSS Flexbox 1.
- A picture that cannot be read is shown by its alternative text, not by an icon.
)";

std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

std::string spec_link(std::string_view spec) {
  const std::size_t hash = spec.find('#');
  std::string out = "[";
  out += spec.substr(0, hash);
  out += spec.starts_with("css2") ? "](https://www.w3.org/TR/CSS22/" : "](https://www.w3.org/TR/";
  out += spec.starts_with("css2") ? spec.substr(hash) : spec;
  return out + ')';
}

}  // namespace

std::string write_support_table() {
  const ComputedStyle initial;
  std::string out(kHead);
  out += "\n## Longhands\n\n| property | initial | inherited | specification | not supported |\n";
  out += "| --- | --- | --- | --- | --- |\n";
  for (std::size_t i = 0; i < css::kPhysicalCount; ++i) {
    const auto property = static_cast<css::Property>(i);
    const css::PropertyInfo& info = css::property_info(property);
    out += "| `" + std::string(info.name) + "` | " + cell(write_field(initial, property)) + " | ";
    out += info.inherited ? "yes" : "no";
    out += " | " + spec_link(info.spec) + " | " + cell(info.missing) + " |\n";
  }
  out += "\n## Flow-relative longhands (mapped to the physical ones)\n\n";
  for (std::size_t i = css::kPhysicalCount; i < css::kPropertyCount; ++i) {
    out += i == css::kPhysicalCount ? "`" : ", `";
    out += css::property_name(static_cast<css::Property>(i));
    out += '`';
  }
  out += "\n\n## Shorthands\n\n`all`";
  for (std::size_t i = 0; i < css::shorthand_count(); ++i) {
    out += ", `";
    out += css::shorthand_name(static_cast<css::Shorthand>(i));
    out += '`';
  }
  return out + "\n";
}

}  // namespace banxin::style
