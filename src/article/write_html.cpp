#include "article/write_html.h"

#include <algorithm>
#include <iterator>

#include "article/page_map.h"

namespace banxin::article {

namespace {

using dom::Node;
namespace names = dom::names;

bool is_void(const Node& node) {
  static constexpr Atom kVoid[] = {names::area,  names::base, names::br,    names::col,
                                   names::embed, names::hr,   names::img,   names::input,
                                   names::link,  names::meta, names::param, names::source,
                                   names::track, names::wbr};
  return node.name_space == dom::Namespace::Html &&
         std::find(std::begin(kVoid), std::end(kVoid), node.name) != std::end(kVoid);
}

bool is_raw_text(const Node& node) {
  return node.is_html(names::style) || node.is_html(names::script) || node.is_html(names::xmp) ||
         node.is_html(names::iframe) || node.is_html(names::noembed) ||
         node.is_html(names::noframes) || node.is_html(names::plaintext);
}

}  // namespace

void append_escaped(std::string& out, std::string_view text, bool in_attribute) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"' && in_attribute) {
      out += "&quot;";
    } else if (c == '\xC2' && at + 1 < text.size() && text[at + 1] == '\xA0') {
      out += "&nbsp;";
      ++at;
    } else {
      out += c;
    }
  }
}

namespace {

class HtmlWriter {
 public:
  explicit HtmlWriter(const dom::Document& document) : document_(document) {}

  std::string run() {
    const Node& root = document_.root();
    const Node* node = root.first_child;
    while (node != nullptr) {
      open(*node);
      if (node->first_child != nullptr && !(node->is_element() && is_void(*node))) {
        node = node->first_child;
        continue;
      }
      node = close_upwards(node, root);
    }
    return std::move(out_);
  }

 private:
  void open(const Node& node) {
    switch (node.type) {
      case dom::NodeType::Doctype:
        out_ += "<!DOCTYPE html>\n";
        return;
      case dom::NodeType::Comment:
        out_.append("<!--").append(node.text()).append("-->");
        return;
      case dom::NodeType::Text:
        if (is_raw_text(*node.parent)) {
          out_ += node.text();
        } else {
          append_escaped(out_, node.text(), false);
        }
        return;
      case dom::NodeType::Element:
        break;
      default:
        return;
    }
    out_.append("<").append(document_.name(node));
    for (const dom::Attribute& attribute : node.attributes()) {
      out_ += ' ';
      if (attribute.name_space == dom::AttributeNamespace::XLink) out_ += "xlink:";
      if (attribute.name_space == dom::AttributeNamespace::Xml) out_ += "xml:";
      out_.append(document_.atoms().name(attribute.name)).append("=\"");
      append_escaped(out_, attribute.value, true);
      out_ += '"';
    }
    out_ += '>';
    // The parser drops a newline right after <pre>.
    if (node.is_html(names::pre) && node.first_child != nullptr &&
        node.first_child->text().starts_with("\n")) {
      out_ += '\n';
    }
  }

  const Node* close_upwards(const Node* node, const Node& root) {
    for (; node != nullptr && node != &root; node = node->parent) {
      if (node->is_element() && !is_void(*node)) {
        out_.append("</").append(document_.name(*node)).append(">");
      }
      if (node->is_element() && is_block_element(*node)) out_ += '\n';
      if (node->next_sibling != nullptr) return node->next_sibling;
    }
    return nullptr;
  }

  const dom::Document& document_;
  std::string out_;
};

}  // namespace

std::string write_html(const dom::Document& document) {
  return HtmlWriter{document}.run();
}

}  // namespace banxin::article
