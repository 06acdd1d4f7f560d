#include "dom/document.h"

#include <doctest/doctest.h>

#include "dom/dump.h"

namespace banxin::dom {

TEST_CASE("a tree is built, dumped, imported and changed") {
  Document document("a.html", "");
  Node& p = document.create_element(names::p);
  Document::append_child(document.root(), p);
  Document::append_child(p, document.create_text("你"));
  Node& b = document.create_element(names::b);
  document.set_attribute(b, names::class_, "x");
  document.set_attribute(b, names::class_, "y");
  Document::insert_before(p, b, p.first_child);
  CHECK(dump_tree(document, document.root()) == "| <p>\n|   <b>\n|     class=\"y\"\n|   \"你\"\n");

  Document copy("b.html", "");
  Document::append_child(copy.root(), copy.import_subtree(document, p));
  Document::remove(b);
  Document::remove_attribute(b, names::class_);
  CHECK(b.attributes().empty());
  CHECK(dump_tree(document, document.root()) == "| <p>\n|   \"你\"\n");
  CHECK(dump_tree(copy, copy.root()) == "| <p>\n|   <b>\n|     class=\"y\"\n|   \"你\"\n");
  CHECK(text_content(copy.root()) == "你");
}

TEST_CASE("positions count lines and characters from one") {
  const Document document("a.html", "一\n二三");
  CHECK(document.position(0) == SourcePosition{1, 1});
  CHECK(document.position(7) == SourcePosition{2, 2});
}

TEST_CASE("walking a tree deeper than any stack") {
  Document document("a.html", "");
  Node* at = &document.root();
  for (int i = 0; i < 200000; ++i) {
    Node& child = document.create_element(names::div);
    Document::append_child(*at, child);
    at = &child;
  }
  std::size_t count = 0;
  for (const Node* n = &document.root(); n != nullptr; n = next_in_tree(*n, document.root()))
    ++count;
  CHECK(count == 200001);
}

}  // namespace banxin::dom
