#include "article/reveal.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "article/json_ld.h"
#include "article/text_measure.h"
#include "article/write_html.h"
#include "base/ascii.h"
#include "html/parse.h"

namespace banxin::article {

namespace {

using Json = nlohmann::json;
using dom::Node;
namespace names = dom::names;

constexpr float kEnough = 200;                       // weight of a text worth showing
constexpr float kTimes = 2;                          // more than what is seen
constexpr float kEmptyPage = 600;                    // below it scripts are looked into
constexpr std::size_t kMostScriptBytes = 2U << 20U;  // LIMIT: of one script
constexpr std::size_t kMostHolders = 200;            // LIMIT: of <noscript> and <template>
constexpr std::size_t kMostValues = 50000;           // LIMIT: values of one script

// What was found: HTML or plain text, or the nodes of the page itself.
struct Find {
  float weight = 0;
  std::string text;
  const Node* nodes = nullptr;  // their parent
  std::string title;
  std::string author;
  std::string published;
};

bool holds_tags(std::string_view text) {
  return contains(text, "<p") || contains(text, "<br") || contains(text, "<div") ||
         contains(text, "</");
}

// The weight of text in HTML or out of it.
float plain_weight(std::string_view text) {
  std::string plain;
  bool inside = false;
  for (const char c : text) {
    if (c == '<') inside = true;
    if (!inside) plain += c;
    if (c == '>') inside = false;
  }
  return measure_text(plain).weight;
}

std::string escaped(std::string_view text) {
  std::string out;
  append_escaped(out, text, true);
  return out;
}

std::string paragraphs_of(std::string_view text) {
  if (holds_tags(text)) return std::string{text};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
    const std::string line = collapse_spaces(text.substr(at, end - at));
    if (!line.empty()) out += "<p>" + escaped(line) + "</p>\n";
    at = end + 1;
  }
  return out;
}

template <std::size_t Count>
const Json* find_member(const Json& object, const std::array<std::string_view, Count>& keys) {
  for (const std::string_view wanted : keys) {
    for (auto at = object.begin(); at != object.end(); ++at) {
      if (comparison_key(at.key()) == wanted && !at->is_null()) return &*at;
    }
  }
  return nullptr;
}

std::string text_member(const Json* value) {
  if (value == nullptr) return {};
  if (value->is_string()) return collapse_spaces(value->get_ref<const std::string&>());
  if (value->is_number()) return value->dump();
  if (value->is_object()) {
    static constexpr std::array kNames = std::to_array<std::string_view>({"name", "nickname"});
    const Json* name = find_member(*value, kNames);
    return name != nullptr && name->is_string() ? text_member(name) : std::string{};
  }
  return {};
}

// The longest text under a key that names a body, with what stands beside it.
void read_object(const Json& object, Find& best) {
  static constexpr std::array kBodies = std::to_array<std::string_view>(
      {"articlebody", "content", "body", "html", "contenthtml", "articlecontent", "maincontent",
       "bodyhtml", "richtext", "detail", "text", "article"});
  static constexpr std::array kTitles =
      std::to_array<std::string_view>({"title", "headline", "articletitle", "subject", "name"});
  static constexpr std::array kAuthors = std::to_array<std::string_view>(
      {"author", "authorname", "authors", "writer", "byline", "reporter", "nickname"});
  static constexpr std::array kDates = std::to_array<std::string_view>(
      {"datepublished", "publishtime", "publishdate", "publishedat", "pubtime", "pubdate",
       "releasetime", "createtime", "createdat", "created", "ctime", "date", "time"});
  for (auto at = object.begin(); at != object.end(); ++at) {
    if (!at->is_string()) continue;
    const auto& text = at->get_ref<const std::string&>();
    const std::string key = comparison_key(at.key());
    if (text.size() < 200 || std::find(kBodies.begin(), kBodies.end(), key) == kBodies.end())
      continue;
    const float weight = plain_weight(text);
    if (weight <= best.weight) continue;
    best.weight = weight;
    best.text = text;
    best.title = text_member(find_member(object, kTitles));
    best.author = text_member(find_member(object, kAuthors));
    best.published = text_member(find_member(object, kDates));
  }
}

void read_values(const Json& root, Find& best) {
  std::vector<const Json*> open{&root};
  for (std::size_t seen = 0; !open.empty() && seen < kMostValues; ++seen) {
    const Json& value = *open.back();
    open.pop_back();
    if (value.is_object()) read_object(value, best);
    for (const Json& child : value) {
      if (child.is_structured()) open.push_back(&child);
    }
  }
}

// The object that begins at `at`, to its closing bracket; strings may hold brackets.
std::string_view object_at(std::string_view script, std::size_t at) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t end = at; end < script.size(); ++end) {
    const char c = script[end];
    if (quoted) {
      if (c == '\\') ++end;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && --depth == 0) {
      return script.substr(at, end + 1 - at);
    }
  }
  return {};
}

// {"props": …} as a script of data, or window.__STATE__ = {…}.
void read_script(const Node& node, Find& best) {
  const std::string_view type = node.attribute(names::type);
  const std::string script = dom::text_content(node);
  if (script.size() < 400 || script.size() > kMostScriptBytes || contains(type, "ld+json")) return;
  std::size_t at = script.find_first_not_of(" \t\r\n");
  if (at == std::string::npos) return;
  if (!contains(type, "json")) {
    const std::size_t sign = script.find('=');
    if (sign == std::string::npos || sign > 200) return;
    at = script.find_first_not_of(" \t\r\n", sign + 1);
  }
  if (at == std::string::npos || script[at] != '{') return;
  const Json root = Json::parse(object_at(script, at), nullptr, /*allow_exceptions=*/false);
  if (!root.is_discarded()) read_values(root, best);
}

// LIMIT: text of more nodes is not looked for.
float subtree_weight(const Node& root) {
  constexpr int kMostNodes = 20000;
  std::string text;
  int seen = 0;
  for (const Node* node = root.first_child; node != nullptr && ++seen < kMostNodes;
       node = dom::next_in_tree(*node, root)) {
    if (node->is_text() && !node->parent->is_html(names::script) &&
        !node->parent->is_html(names::style)) {
      text += node->text();
    }
  }
  return measure_text(text).weight;
}

Find find_hidden(const dom::Document& page, const JsonLd& json, float seen) {
  Find best;
  best.weight = std::max(kEnough, kTimes * seen);
  const float least = best.weight;
  std::size_t looked_into = 0;
  if (!json.body.empty()) {
    const float weight = plain_weight(json.body);
    if (weight > best.weight) {
      best.weight = weight;
      best.text = json.body;
    }
  }
  if (seen < kEmptyPage) {
    for (const Node* node = page.root().first_child; node != nullptr;
         node = dom::next_in_tree(*node, page.root())) {
      if (!node->is_element()) continue;
      const Node* content = node->is_html(names::noscript) ? node : nullptr;
      if (node->is_html(names::template_)) content = page.template_content(*node);
      if (content != nullptr && ++looked_into > kMostHolders) content = nullptr;
      if (node->is_html(names::script)) read_script(*node, best);
      const float weight = content == nullptr ? 0 : subtree_weight(*content);
      if (weight <= best.weight) continue;
      best = Find{};
      best.weight = weight;
      best.nodes = content;
    }
  }
  if (best.weight <= least) best = Find{};
  return best;
}

// What the page's head declares stays declared.
void import_head(const dom::Document& page, dom::Document& out) {
  Node* head = dom::find_element(out.root(), names::head);
  const Node* old = dom::find_element(page.root(), names::head);
  const Node* html = dom::find_element(page.root(), names::html);
  Node* new_html = dom::find_element(out.root(), names::html);
  if (html != nullptr && new_html != nullptr) {
    const std::string_view lang = html->attribute(names::lang);
    if (!lang.empty()) out.set_attribute(*new_html, names::lang, out.memory().copy(lang));
  }
  if (head == nullptr || old == nullptr) return;
  for (const Node* child = old->first_child; child != nullptr; child = child->next_sibling) {
    const bool declares =
        child->is_html(names::meta) || child->is_html(names::title) ||
        child->is_html(names::link) ||
        (child->is_html(names::script) && contains(child->attribute(names::type), "ld+json"));
    if (declares) dom::Document::append_child(*head, out.import_subtree(page, *child));
  }
}

// A page whose body is the children of `content`; their places are those of the given page.
std::unique_ptr<dom::Document> page_of_nodes(const dom::Document& page, const Node& content) {
  auto out = std::make_unique<dom::Document>(page.file(), std::string{page.source()});
  const auto append = [&out](Node& parent, Atom name) -> Node& {
    Node& node = out->create_element(name);
    dom::Document::append_child(parent, node);
    return node;
  };
  Node& html = append(out->root(), names::html);
  append(html, names::head);
  Node& article = append(append(html, names::body), names::article);
  import_head(page, *out);
  for (const Node* child = content.first_child; child != nullptr; child = child->next_sibling)
    dom::Document::append_child(article, out->import_subtree(page, *child));
  return out;
}

std::unique_ptr<dom::Document> page_of_text(const dom::Document& page,
                                            const JsonLd& json,
                                            const Find& found) {
  std::string text = "<!DOCTYPE html><html><head>";
  if (!found.author.empty()) {
    text += "<meta name=citation_author content=\"" + escaped(found.author) + "\">";
  }
  if (!found.published.empty()) {
    text += "<meta name=citation_date content=\"" + escaped(found.published) + "\">";
  }
  text += "</head><body><article>";
  const std::string& title = found.title.empty() ? json.headline : found.title;
  if (!title.empty()) text += "<h1>" + escaped(title) + "</h1>";
  text += "<div class=\"article-content\">" + paragraphs_of(found.text) + "</div></article>";
  Diagnostics unheard;
  html::ParseOptions options;
  options.report_parse_errors = false;
  auto out = html::parse_document(page.file(), std::move(text), options, unheard);
  import_head(page, *out);
  return out;
}

}  // namespace

std::unique_ptr<dom::Document> reveal_article(const dom::Document& page,
                                              const JsonLd& json,
                                              float seen_weight) {
  const Find found = find_hidden(page, json, seen_weight);
  if (found.nodes != nullptr) return page_of_nodes(page, *found.nodes);
  return found.text.empty() ? nullptr : page_of_text(page, json, found);
}

}  // namespace banxin::article
