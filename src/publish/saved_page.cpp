#include "publish/saved_page.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "input/url.h"

namespace banxin::publish {
namespace {

namespace names = dom::names;

constexpr std::string_view kProperty = "--sf-img-";

// "12" of "12: url(…)".
std::string_view leading_digits(std::string_view text) {
  return text.substr(0, std::min(text.find_first_not_of("0123456789"), text.size()));
}

// The address in `url(…)` at the beginning of `text`; "" for anything else.
std::string_view url_at(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(": \n\t"), text.size()));
  if (!text.starts_with("url(")) return {};
  text.remove_prefix(4);
  const bool quoted = text.starts_with('"') || text.starts_with('\'');
  const char end = quoted ? text.front() : ')';
  if (quoted) text.remove_prefix(1);
  const std::size_t length = text.find(end);
  return length == std::string_view::npos ? std::string_view{} : text.substr(0, length);
}

using Pictures = std::map<std::string, std::string, std::less<>>;

void collect_pictures(std::string_view sheet, Pictures& pictures) {
  for (std::size_t at = sheet.find(kProperty); at != std::string_view::npos;
       at = sheet.find(kProperty, at)) {
    at += kProperty.size();
    const std::string_view number = leading_digits(sheet.substr(at));
    at += number.size();
    const std::string_view url = url_at(sheet.substr(at));
    if (!number.empty() && url.starts_with("data:image/"))
      pictures.try_emplace(std::string(number), url);
  }
}

// The number in `background-image: var(--sf-img-N)` of a style attribute.
std::string_view shared_picture(std::string_view style) {
  const std::size_t property = style.find("background-image");
  const std::size_t at = style.find(kProperty, std::min(property, style.size()));
  return at == std::string_view::npos ? std::string_view{}
                                      : leading_digits(style.substr(at + kProperty.size()));
}

// The style without its declarations of a background.
std::string without_background(std::string_view style) {
  std::string kept;
  while (!style.empty()) {
    const std::size_t end = std::min(style.find(';'), style.size());
    std::string_view declaration = style.substr(0, end);
    style.remove_prefix(std::min(end + 1, style.size()));
    declaration.remove_prefix(std::min(declaration.find_first_not_of(" \n\t"), declaration.size()));
    if (!declaration.empty() && !declaration.starts_with("background"))
      kept.append(declaration) += ';';
  }
  return kept;
}

bool is_shadow_root(const dom::Document& document, const dom::Node& node) {
  if (!node.is_html(names::template_)) return false;
  for (const dom::Attribute& attribute : node.attributes()) {
    const std::string_view name = document.atoms().name(attribute.name);
    if (name == "shadowrootmode" || name == "shadowroot") return true;
  }
  return false;
}

void move_children(dom::Node& from, dom::Node& parent, dom::Node* before) {
  while (dom::Node* child = from.first_child) {
    dom::Document::remove(*child);
    dom::Document::insert_before(parent, *child, before);
  }
}

class ShadowTree {
 public:
  ShadowTree(dom::Document& document, dom::Node& root, dom::Node& host)
      : document_(document),
        root_(root),
        host_(host),
        slot_attribute_(document.atoms().intern("slot")),
        hidden_attribute_(document.atoms().intern("hidden")) {}

  // Gives the node to go on with.
  dom::Node* flatten() {
    dom::Node* const after = root_.next_sibling;
    dom::Node* const beyond = dom::next_after_subtree(root_, document_.root());
    dom::Document::remove(root_);
    for (dom::Node* child = host_.first_child; child != nullptr; child = child->next_sibling)
      light_.push_back(child);
    dom::Node* content = document_.template_content(root_);
    if (content == nullptr) return beyond;
    for (dom::Node* node = content->first_child; node != nullptr;)
      node = visit(*node, *content);
    for (dom::Node* child : light_) {
      if (child != nullptr && child->is_element())
        document_.set_attribute(*child, hidden_attribute_, "");
    }
    dom::Node* const first = content->first_child;
    move_children(*content, host_, after != nullptr && after->parent == &host_ ? after : nullptr);
    return first != nullptr ? first : beyond;
  }

 private:
  // Gives the node to go on with.
  dom::Node* visit(dom::Node& node, dom::Node& content) {
    if (node.is_html(names::style)) {
      dom::Node* next = dom::next_after_subtree(node, content);
      dom::Document::remove(node);
      return next;
    }
    if (!node.is_element() || document_.name(node) != "slot")
      return dom::next_in_tree(node, content);
    const std::string name(node.attribute(document_.atoms().intern("name")));
    std::vector<dom::Node*> taken;
    for (dom::Node*& child : light_) {
      if (child == nullptr) continue;
      const std::string_view wanted =
          child->is_element() ? child->attribute(slot_attribute_) : std::string_view{};
      if (wanted == name) taken.push_back(std::exchange(child, nullptr));
    }
    dom::Node* next =
        taken.empty() ? dom::next_in_tree(node, content) : dom::next_after_subtree(node, content);
    if (taken.empty()) return next;  // what stands in the slot is its fallback
    while (node.first_child != nullptr)
      dom::Document::remove(*node.first_child);
    for (dom::Node* child : taken) {
      dom::Document::remove(*child);
      dom::Document::append_child(node, *child);
    }
    return next;
  }

  dom::Document& document_;
  dom::Node& root_;
  dom::Node& host_;
  Atom slot_attribute_, hidden_attribute_;
  std::vector<dom::Node*> light_;  // the host's children; null where a slot has taken one
};

}  // namespace

void restore_shared_pictures(dom::Document& document) {
  if (document.source().find(kProperty) == std::string_view::npos) return;
  Pictures pictures;
  for (dom::Node* node = &document.root(); node != nullptr;
       node = dom::next_in_tree(*node, document.root())) {
    if (node->is_html(names::style)) collect_pictures(dom::text_content(*node), pictures);
  }
  for (dom::Node* node = &document.root(); node != nullptr;
       node = dom::next_in_tree(*node, document.root())) {
    if (!node->is_html(names::img)) continue;
    const std::string style(node->attribute(names::style));
    const auto found = pictures.find(shared_picture(style));
    if (found == pictures.end()) continue;
    document.set_attribute(*node, names::src, found->second);
    document.set_attribute(*node, names::style, without_background(style));
  }
}

void flatten_shadow_trees(dom::Document& document) {
  std::unordered_set<const dom::Node*> hosts;
  for (dom::Node* node = document.root().first_child; node != nullptr;) {
    dom::Node* host = node->parent;
    const bool attaches = is_shadow_root(document, *node) && host->is_element() &&
                          hosts.insert(host).second;  // a host has one shadow tree
    node = attaches ? ShadowTree(document, *node, *host).flatten()
                    : dom::next_in_tree(*node, document.root());
  }
}

void drop_inner_marks(dom::Document& document) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (document.source().find(kMark) == std::string_view::npos) return;
  for (dom::Node* node = document.root().first_child; node != nullptr;
       node = dom::next_in_tree(*node, document.root())) {
    if (!node->is_text()) continue;
    std::string_view text = node->text();
    while (text.starts_with(kMark))
      text.remove_prefix(kMark.size());
    while (text.ends_with(kMark))
      text.remove_suffix(kMark.size());
    if (text.size() < node->text().size()) node->set_text(text);
  }
}

void apply_relative_base(dom::Document& document) {
  const dom::Node& root = document.root();
  dom::Node* base = dom::find_element(document.root(), names::base);
  if (base == nullptr) return;
  const std::string href = input::strip_url(base->attribute(names::href));
  const std::string folder = href.substr(0, href.rfind('/') + 1);
  if (folder.empty() || folder.starts_with('/') || !input::url_scheme(href).empty()) return;
  dom::Document::remove(*base);
  for (dom::Node* node = document.root().first_child; node != nullptr;
       node = dom::next_in_tree(*node, root)) {
    for (const Atom name :
         {names::href, names::src, names::data, names::poster, names::background}) {
      const std::string url = input::strip_url(node->attribute(name));
      if (url.empty() || url.starts_with('/') || url.starts_with('\\') || url.starts_with('#') ||
          !input::url_scheme(url).empty())
        continue;
      document.set_attribute(*node, name, folder + url);
    }
  }
}

}  // namespace banxin::publish
