#pragma once
// What the tree builder knows about elements by their names: the categories of HTML Standard
// §13.2.4.2 and the element lists of §13.2.6, one row each.
#include <array>
#include <cstdint>
#include <initializer_list>

#include "dom/names.h"
#include "dom/node.h"

namespace banxin::html {

enum Trait : std::uint16_t {
  kSpecial = 1U << 0U,
  kFormatting = 1U << 1U,
  kImpliedEnd = 1U << 2U,            // closed by "generate implied end tags"
  kThoroughlyImpliedEnd = 1U << 3U,  // closed by "generate all implied end tags thoroughly"
  kScope = 1U << 4U,                 // ends "has an element in scope"
  kTableScope = 1U << 5U,            // ends "has an element in table scope"
  kVoid = 1U << 6U,
  kText = 1U << 7U,      // holds nothing but text
  kBreakout = 1U << 8U,  // a start tag that ends foreign content
  kFosters = 1U << 9U,   // text and strangers inside of it are foster parented
  kHeading = 1U << 10U,
  kBlock = 1U << 11U,  // start tag closes a p, end tag closes all inside
};

namespace detail {

using TraitTable = std::array<std::uint16_t, dom::kKnownNameCount>;

namespace special {
using namespace dom::names;
inline constexpr std::initializer_list<Atom> kNames = {address,
                                                       applet,
                                                       area,
                                                       article,
                                                       aside,
                                                       base,
                                                       basefont,
                                                       bgsound,
                                                       blockquote,
                                                       body,
                                                       br,
                                                       button,
                                                       caption,
                                                       center,
                                                       col,
                                                       colgroup,
                                                       dd,
                                                       details,
                                                       dir,
                                                       div,
                                                       dl,
                                                       dt,
                                                       embed,
                                                       fieldset,
                                                       figcaption,
                                                       figure,
                                                       footer,
                                                       form,
                                                       frame,
                                                       frameset,
                                                       h1,
                                                       h2,
                                                       h3,
                                                       h4,
                                                       h5,
                                                       h6,
                                                       head,
                                                       header,
                                                       hgroup,
                                                       hr,
                                                       dom::names::html,
                                                       iframe,
                                                       img,
                                                       input,
                                                       keygen,
                                                       li,
                                                       link,
                                                       listing,
                                                       main,
                                                       marquee,
                                                       menu,
                                                       meta,
                                                       nav,
                                                       noembed,
                                                       noframes,
                                                       noscript,
                                                       object,
                                                       ol,
                                                       p,
                                                       param,
                                                       plaintext,
                                                       pre,
                                                       script,
                                                       search,
                                                       section,
                                                       select,
                                                       source,
                                                       style,
                                                       summary,
                                                       table,
                                                       tbody,
                                                       td,
                                                       template_,
                                                       textarea,
                                                       tfoot,
                                                       th,
                                                       thead,
                                                       title,
                                                       tr,
                                                       track,
                                                       ul,
                                                       wbr,
                                                       xmp};
}  // namespace special

constexpr void mark(TraitTable& table, Trait trait, std::initializer_list<Atom> names) {
  for (const Atom name : names)
    table[static_cast<std::size_t>(name)] |= trait;
}

// The categories of the stack of open elements and the list of active formatting elements.
constexpr void mark_categories(TraitTable& traits) {
  using namespace dom::names;
  mark(traits, kSpecial, special::kNames);
  mark(traits, kFormatting, {a, b, big, code, em, font, i, nobr, s, small, strike, strong, tt, u});
  mark(traits, kImpliedEnd, {dd, dt, li, optgroup, option, p, rb, rp, rt, rtc});
  mark(traits, kThoroughlyImpliedEnd,
       {caption, colgroup, dd, dt, li, optgroup, option, p, rb, rp, rt, rtc, tbody, td, tfoot, th,
        thead, tr});
  mark(traits, kScope,
       {applet, caption, dom::names::html, table, td, th, marquee, object, select, template_});
  mark(traits, kTableScope, {dom::names::html, table, template_});
}

// The lists of the insertion modes.
constexpr void mark_kinds_of_tags(TraitTable& traits) {
  using namespace dom::names;
  mark(traits, kVoid,
       {area, base, basefont, bgsound, br, col, embed, frame, hr, img, input, keygen, link, meta,
        param, source, track, wbr});
  mark(traits, kText, {iframe, noembed, noframes, plaintext, script, style, textarea, title, xmp});
  mark(traits, kBreakout,
       {b,     big,   blockquote, body,   br,   center, code,  dd, div,  dl,   dt,
        em,    embed, h1,         h2,     h3,   h4,     h5,    h6, head, hr,   i,
        img,   li,    listing,    menu,   meta, nobr,   ol,    p,  pre,  ruby, s,
        small, span,  strong,     strike, sub,  sup,    table, tt, u,    ul,   var});
  mark(traits, kFosters, {table, tbody, tfoot, thead, tr});
  mark(traits, kHeading, {h1, h2, h3, h4, h5, h6});
  mark(traits, kBlock, {address, article, aside,    blockquote, center, details, dialog,  dir,
                        div,     dl,      fieldset, figcaption, figure, footer,  header,  hgroup,
                        main,    menu,    nav,      ol,         search, section, summary, ul});
}

constexpr TraitTable html_traits() {
  TraitTable traits{};
  mark_categories(traits);
  mark_kinds_of_tags(traits);
  return traits;
}

inline constexpr TraitTable kHtmlTraits = html_traits();

}  // namespace detail

// Of an HTML element with this name.
constexpr std::uint16_t traits_of(Atom name) {
  const auto index = static_cast<std::size_t>(name);
  return index < dom::kKnownNameCount ? detail::kHtmlTraits[index] : std::uint16_t{0};
}
constexpr bool has_trait(Atom name, Trait trait) {
  return (traits_of(name) & trait) != 0;
}
inline bool has_trait(const dom::Node& node, Trait trait) {
  return node.name_space == dom::Namespace::Html && has_trait(node.name, trait);
}

constexpr bool is_mathml_text_name(Atom name) {
  return name == dom::names::mi || name == dom::names::mo || name == dom::names::mn ||
         name == dom::names::ms || name == dom::names::mtext;
}
constexpr bool is_svg_integration_name(Atom name) {
  return name == dom::names::foreignObject || name == dom::names::desc || name == dom::names::title;
}

// The elements of SVG and MathML that are special and end a scope.
inline bool is_foreign_boundary(const dom::Node& node) {
  if (node.name_space == dom::Namespace::Svg) return is_svg_integration_name(node.name);
  return node.name_space == dom::Namespace::MathMl &&
         (is_mathml_text_name(node.name) || node.name == dom::names::annotation_xml);
}
inline bool is_special(const dom::Node& node) {
  return has_trait(node, kSpecial) || is_foreign_boundary(node);
}
inline bool ends_scope(const dom::Node& node) {
  return has_trait(node, kScope) || is_foreign_boundary(node);
}

}  // namespace banxin::html
