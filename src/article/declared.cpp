#include "article/declared.h"

#include "article/text_measure.h"
#include "base/ascii.h"

namespace banxin::article {

namespace {

namespace names = dom::names;

constexpr std::size_t kMaxRows = 1000;        // LIMIT: of each list
constexpr std::size_t kMaxValueBytes = 2000;  // LIMIT: of one value

std::string shortened(std::string_view value) {
  return value.size() > kMaxValueBytes ? std::string{} : collapse_spaces(value);
}

class Reader {
 public:
  explicit Reader(const dom::Document& document)
      : document_(document),
        name_content_(document.atoms().find("content")),
        name_itemprop_(names::itemprop) {}

  Declared run() {
    for (const dom::Node* node = document_.root().first_child; node != nullptr;
         node = dom::next_in_tree(*node, document_.root())) {
      if (node->is_element() && node->name_space == dom::Namespace::Html) read(*node);
    }
    return std::move(out_);
  }

 private:
  void read(const dom::Node& node) {
    if (node.name == names::meta) {
      read_meta(node);
    } else if (node.name == names::title) {
      if (out_.title.empty()) out_.title = shortened(dom::text_content(node));
    } else if (node.name == names::html) {
      out_.html_lang = std::string{node.attribute(names::lang)};
      if (out_.html_lang.empty()) out_.html_lang = std::string{node.attribute(names::xml_lang)};
    } else if (node.name == names::link) {
      if (out_.canonical.empty() && ascii_lower(node.attribute(names::rel)) == "canonical") {
        out_.canonical = shortened(node.attribute(names::href));
      }
    } else if (node.name == names::script) {
      if (contains(node.attribute(names::type), "ld+json")) {
        read_json_ld(dom::text_content(node), out_.json);
      }
    } else {
      read_body(node);
    }
  }

  void read_meta(const dom::Node& node) {
    if (out_.meta.size() >= kMaxRows) return;
    std::string_view value = node.attribute(name_content_);
    if (value.empty()) value = node.attribute(names::value);
    if (value.empty()) return;
    for (const Atom attribute : {names::property, names::name, name_itemprop_, names::http_equiv}) {
      const std::string_view key = node.attribute(attribute);
      if (!key.empty()) out_.meta.emplace_back(ascii_lower(collapse_spaces(key)), shortened(value));
    }
    if (node.attribute(name_itemprop_) == "name" && is_of_author(node)) {
      out_.items.emplace_back("author name", shortened(value));
    }
  }

  // <div itemprop="author" itemscope>… <meta itemprop="name" content="…">: nearer than all the text
  // of the author's box.
  bool is_of_author(const dom::Node& node) const {
    constexpr int kLevels = 3;
    const dom::Node* above = node.parent;
    for (int level = 0; level < kLevels && above != nullptr && above->is_element(); ++level) {
      const std::string_view property = above->attribute(name_itemprop_);
      if (!property.empty()) return property == "author" || property == "creator";
      above = above->parent;
    }
    return false;
  }

  void read_body(const dom::Node& node) {
    if (node.name == names::time && out_.times.size() < kMaxRows) {
      const std::string_view value = node.attribute(names::datetime);
      if (!value.empty()) out_.times.push_back({shortened(value), short_text(node)});
    }
    // <abbr class="published" title="2014-02-09T19:42:00-08:00">
    if ((node.name == names::abbr || node.name == names::span) && out_.times.size() < kMaxRows) {
      const std::string_view title = node.attribute(names::title);
      const bool dated = title.size() >= 10 && title.size() <= 40 && is_ascii_digit(title[0]) &&
                         title[4] == '-' && title[7] == '-';
      if (dated) out_.times.push_back({shortened(title), short_text(node)});
    }
    const std::string_view property = node.attribute(name_itemprop_);
    if (property.empty() || property.size() > 60 || out_.items.size() >= kMaxRows) return;
    // Long ones (articleBody) are the extraction's business.
    if (contains(property, "Body") || contains(property, "text")) return;
    std::string_view value = node.attribute(name_content_);
    if (value.empty()) value = node.attribute(names::datetime);
    out_.items.emplace_back(property, value.empty() ? short_text(node) : shortened(value));
    if (property == "name" && is_of_author(node)) {
      out_.items.emplace_back("author name", std::string{out_.items.back().second});
    }
  }

  // The text below, "" when it is long; looks at a bounded number of nodes.
  static std::string short_text(const dom::Node& root) {
    std::string out;
    int seen = 0;
    for (const dom::Node* node = root.first_child; node != nullptr;
         node = dom::next_in_tree(*node, root)) {
      if (++seen > 40 || out.size() > 400) return {};
      if (node->is_text() && !node->parent->is_html(names::script)) {
        out += node->text();
        out += ' ';
      }
    }
    return collapse_spaces(out);
  }

  const dom::Document& document_;
  Atom name_content_;
  Atom name_itemprop_;
  Declared out_;
};

std::string_view find_in(const std::vector<std::pair<std::string, std::string>>& rows,
                         std::string_view name) {
  for (const auto& [key, value] : rows) {
    if (key == name && !value.empty()) return value;
  }
  return {};
}

}  // namespace

std::string_view Declared::find_meta(std::string_view name) const {
  return find_in(meta, name);
}
std::string_view Declared::find_item(std::string_view name) const {
  return find_in(items, name);
}

Declared read_declared(const dom::Document& document) {
  return Reader{document}.run();
}

}  // namespace banxin::article
