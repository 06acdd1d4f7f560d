#include "publish/saved_page.h"

#include <doctest/doctest.h>

#include "html/parse.h"

namespace banxin::publish {
TEST_CASE("a relative base goes into the references") {
  Diagnostics ignored(0);
  const auto document = html::parse_document(
      "p", "<base href=x/i.html><img src=a.png><a href=#f><a href=/r><a href=http://h/>", {},
      ignored);
  apply_relative_base(*document);
  std::string references;
  for (const dom::Node* node = &document->root(); node != nullptr;
       node = dom::next_in_tree(*node, document->root())) {
    references += node->attribute(dom::names::src);
    references += node->attribute(dom::names::href);
    references += ' ';
  }
  CHECK(references.find("x/a.png #f /r http://h/") != std::string::npos);
}

namespace {

// "b(甲)": elements with what is in them, after `src`, `style`, `hidden`.
void write(const dom::Document& document, const dom::Node& parent, std::string& out) {
  for (const dom::Node* node = parent.first_child; node != nullptr; node = node->next_sibling) {
    if (!node->is_element()) {
      out += node->text();
      continue;
    }
    out += document.name(*node);
    for (const dom::Attribute& attribute : node->attributes()) {
      const std::string_view name = document.atoms().name(attribute.name);
      if (name == "src" || name == "style" || name == "hidden")
        out += " " + std::string(name) + "=" + std::string(attribute.value);
    }
    out += "(";
    write(document, *node, out);
    out += ")";
  }
}

template <typename Change>
std::string changed(const std::string& html, Change change) {
  Diagnostics diagnostics;
  const auto document = html::parse_document("t.html", html, {}, diagnostics);
  change(*document);
  std::string out;
  write(*document, *document->body(), out);
  return out;
}

}  // namespace

TEST_CASE("a picture kept in a custom property comes back to its img") {
  const std::string style =
      "<style>:root{--sf-img-1:url(\"data:image/png;base64,AA==\");"
      "--sf-img-12: url(data:image/gif;base64,BB==)}</style><body>";
  CHECK(changed(style + "<img src='data:image/svg+xml,<svg/>' style='width:5px;"
                        "background-size:100%;background-image:var(--sf-img-12)!important'>",
                restore_shared_pictures) ==
        "img src=data:image/gif;base64,BB== style=width:5px;()");
  CHECK(changed(style + "<img src=a.png style='background-image:var(--sf-img-3)'>"
                        "<i style='background-image:var(--sf-img-1)'></i>",
                restore_shared_pictures) ==
        "img src=a.png style=background-image:var(--sf-img-3)()"
        "i style=background-image:var(--sf-img-1)()");
}

TEST_CASE("byte order marks between the pieces of a page go") {
  Diagnostics diagnostics;
  const auto document = html::parse_document(
      "", "<title>\uFEFF题</title><body>\uFEFF<p>\uFEFF甲\uFEFF乙</p>\uFEFF", {}, diagnostics);
  drop_inner_marks(*document);
  CHECK(dom::text_content(document->root()) == "题甲\uFEFF乙");
}

TEST_CASE("a shadow tree stands where it is rendered, with the host's children in its slots") {
  CHECK(changed("<div><template shadowrootmode=open><style>p{}</style><b>甲</b><slot name=s></slot>"
                "<slot>备</slot></template>丙<i slot=s>乙</i></div>",
                flatten_shadow_trees) == "div(b(甲)slot(i(乙))slot(丙))");
  CHECK(
      changed("<div><template shadowrootmode=open><slot name=s>备</slot></template><i>藏</i></div>",
              flatten_shadow_trees) == "div(slot(备)i hidden=(藏))");
  CHECK(changed("<p><template>无</template></p>", flatten_shadow_trees) == "p(template())");
}

TEST_CASE("shadow trees within shadow trees, and a second one for one host") {
  CHECK(changed("<div><template shadowrootmode=open><p><template shadowrootmode=closed>内"
                "</template></p></template><template shadowrootmode=open>二</template></div>",
                flatten_shadow_trees) == "div(p(内)template hidden=())");
}

}  // namespace banxin::publish
