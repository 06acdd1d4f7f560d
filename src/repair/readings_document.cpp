// set_readings: the readings of a document's text nodes.
#include <vector>

#include "base/utf8.h"
#include "repair/prose.h"
#include "repair/readings.h"

namespace banxin::repair {
namespace {

using dom::Document;
using dom::Node;
namespace names = dom::names;

std::string_view without(Document& document,
                         std::string_view text,
                         std::span<const PastedReading> readings) {
  std::string out;
  std::size_t at = 0;
  for (const PastedReading& reading : readings) {
    out += text.substr(at, reading.character - at);
    const std::size_t word = reading.character + reading.mark;
    out += text.substr(word, reading.open - word);
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
    const std::size_t word = reading.character + reading.mark;
    const std::string_view base = text.substr(word, reading.open - word);
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
  const Prose prose =
      find_prose(document, {names::alt, names::title, names::content}, {names::ruby});
  const std::vector<PastedReading> pasted = find_pasted_readings(prose.texts);
  for (std::size_t i = 0; i < pasted.size();) {
    std::size_t end = i;
    while (end < pasted.size() && pasted[end].text == pasted[i].text)
      ++end;
    const std::span<const PastedReading> here(pasted.data() + i, end - i);
    const ProsePlace& place = prose.places[pasted[i].text];
    const Node* parent = place.node->parent;
    const bool in_title = parent == nullptr || parent->is_html(names::title);
    if (place.attribute != nullptr || readings == Readings::Drop || in_title) {
      place.set_text(without(document, prose.texts[pasted[i].text], here));
    } else {
      make_ruby(document, *place.node, here);
    }
    i = end;
  }
  return pasted.size();
}

}  // namespace banxin::repair
