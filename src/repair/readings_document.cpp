// set_readings: the readings of a document's text nodes.
#include <vector>

#include "base/utf8.h"
#include "repair/readings.h"

namespace banxin::repair {
namespace {

using dom::Document;
using dom::Node;
namespace names = dom::names;

// Where text is no prose: code, scripts, form controls; and ruby that is there
// already.
bool is_left_alone(const Node& element) {
  for (const Atom name : {names::script, names::style, names::pre, names::code, names::textarea,
                          names::ruby, names::template_, names::select}) {
    if (element.is_html(name)) return true;
  }
  return element.is_element() && element.name_space != dom::Namespace::Html;
}

struct Place {
  Node* node;
  dom::Attribute* attribute;  // null: the node's own text
};

struct Texts {
  std::vector<Place> places;
  std::vector<std::string_view> texts;

  void add(Node& node, dom::Attribute* attribute, std::string_view text) {
    places.push_back({&node, attribute});
    texts.push_back(text);
  }
};

void add_attributes(Node& element, Texts& texts) {
  for (dom::Attribute& attribute : element.attributes()) {
    for (const Atom name : {names::alt, names::title, names::content}) {
      if (attribute.name == name) texts.add(element, &attribute, attribute.value);
    }
  }
}

Texts collect(Document& document) {
  Texts out;
  Node* node = document.root().first_child;
  while (node != nullptr) {
    if (node->is_text()) out.add(*node, nullptr, node->text());
    if (node->is_element()) add_attributes(*node, out);
    node = is_left_alone(*node) ? dom::next_after_subtree(*node, document.root())
                                : dom::next_in_tree(*node, document.root());
  }
  return out;
}

std::string_view without(Document& document,
                         std::string_view text,
                         std::span<const PastedReading> readings) {
  std::string out;
  std::size_t at = 0;
  for (const PastedReading& reading : readings) {
    out += text.substr(at, reading.open - at);
    at = reading.close;
  }
  out += text.substr(at);
  return document.memory().copy(out);
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' '))
    text.remove_prefix(1);
  while (text.ends_with(' '))
    text.remove_suffix(1);
  return text;
}

// One text node becomes text, ruby, text…
void make_ruby(Document& document, Node& node, std::span<const PastedReading> readings) {
  const std::string_view text = node.text();
  Node& parent = *node.parent;
  std::size_t at = 0;
  const auto text_before = [&](std::size_t end) {
    if (end == at) return;
    const auto offset = static_cast<std::uint32_t>(node.source_offset + at);
    Document::insert_before(parent, document.create_text(text.substr(at, end - at), offset), &node);
  };
  for (const PastedReading& reading : readings) {
    text_before(reading.character);
    const auto offset = static_cast<std::uint32_t>(node.source_offset + reading.character);
    Node& ruby = document.create_element(names::ruby, dom::Namespace::Html, offset);
    Node& rt = document.create_element(names::rt, dom::Namespace::Html, offset);
    const std::size_t syllable = reading.open + decode_utf8(text, reading.open).length;
    const std::size_t end = reading.close - decode_utf8_before(text, reading.close).length;
    const std::string_view base = text.substr(reading.character, reading.open - reading.character);
    Document::append_child(ruby, document.create_text(base, offset));
    Document::append_child(
        rt, document.create_text(trimmed(text.substr(syllable, end - syllable)), offset));
    Document::append_child(ruby, rt);
    Document::insert_before(parent, ruby, &node);
    at = reading.close;
  }
  text_before(text.size());
  Document::remove(node);
}

}  // namespace

std::size_t set_readings(Document& document, Readings readings) {
  if (readings == Readings::Keep) return 0;
  Texts texts = collect(document);
  const std::vector<PastedReading> pasted = find_pasted_readings(texts.texts);
  for (std::size_t i = 0; i < pasted.size();) {
    std::size_t end = i;
    while (end < pasted.size() && pasted[end].text == pasted[i].text)
      ++end;
    const std::span<const PastedReading> here(pasted.data() + i, end - i);
    const Place& place = texts.places[pasted[i].text];
    const std::string_view text = texts.texts[pasted[i].text];
    const Node* parent = place.node->parent;
    const bool in_title = parent == nullptr || parent->is_html(names::title);
    if (place.attribute != nullptr) {
      place.attribute->value = without(document, text, here);
    } else if (readings == Readings::Drop || in_title) {
      place.node->set_text(without(document, text, here));
    } else {
      make_ruby(document, *place.node, here);
    }
    i = end;
  }
  return pasted.size();
}

}  // namespace banxin::repair
