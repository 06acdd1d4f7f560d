#include "article/write_text.h"

#include "article/page_map.h"

namespace banxin::article {

namespace {

namespace names = dom::names;

bool is_caption(const dom::Node& node) {
  return node.is_html(names::figcaption) ||
         (node.is_html(names::p) && node.attribute(names::class_) == "caption");
}

// "图为…", "图注：…": Chinese reports tell what a picture shows in a paragraph of the text.
bool is_told_in_words(const dom::Node& node) {
  const std::string text = collapse_spaces(dom::text_content(node));
  return text.starts_with("图为") || text.starts_with("圖為") || text.starts_with("图注") ||
         text.starts_with("圖註");
}

class TextWriter {
 public:
  std::string run(const dom::Node& root, Captions captions) {
    const dom::Node* node = root.first_child;
    while (node != nullptr) {
      const bool skipped =
          captions == Captions::LeftOut && is_caption(*node) && !is_told_in_words(*node);
      if (!skipped) enter(*node);
      const bool inside = !skipped && node->first_child != nullptr && !is_skipped_element(*node);
      node = inside ? node->first_child : after(*node, root);
    }
    end_line();
    return std::move(out_);
  }

 private:
  void enter(const dom::Node& node) {
    if (node.is_text()) {
      add(node.text(), has_code_parent(node));
    } else if (node.is_html(names::rt)) {
      // HTML §4.5.12: where there is no ruby, readings stand in brackets after their characters.
      add("(" + dom::text_content(node) + ")", false);
    } else if (node.is_element() && (is_block_element(node) || node.is_html(names::br))) {
      end_line();
    }
  }

  const dom::Node* after(const dom::Node& from, const dom::Node& root) {
    for (const dom::Node* node = &from; node != nullptr && node != &root; node = node->parent) {
      if (node->is_element() && is_block_element(*node)) end_line();
      if (node->next_sibling != nullptr) return node->next_sibling;
    }
    return nullptr;
  }

  static bool has_code_parent(const dom::Node& node) {
    const dom::Node* parent = node.parent;
    return parent->is_html(names::pre) ||
           (parent->is_html(names::code) && parent->parent->is_html(names::pre));
  }

  void add(std::string_view text, bool code) {
    for (const char c : text) {
      if (c == '\n' && code) {
        end_line();
      } else if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
        space_ = true;
      } else {
        if (space_ && !line_.empty()) line_ += ' ';
        space_ = false;
        line_ += c;
      }
    }
  }

  void end_line() {
    std::string line = collapse_spaces(line_);
    // U+00AD says where a word may part, which plain text does not.
    constexpr std::string_view kSoftHyphen = "\xC2\xAD";
    for (std::size_t at = line.find(kSoftHyphen); at != std::string::npos;
         at = line.find(kSoftHyphen, at))
      line.erase(at, kSoftHyphen.size());
    if (!line.empty()) out_ += line + '\n';
    line_.clear();
    space_ = false;
  }

  std::string out_;
  std::string line_;
  bool space_ = false;
};

}  // namespace

std::string write_text(const dom::Document& document, Captions captions) {
  const dom::Node* body = document.body();
  if (body == nullptr) return {};
  const std::string all = TextWriter{}.run(*body, Captions::Kept);
  if (captions == Captions::Kept) return all;
  const std::string rest = TextWriter{}.run(*body, Captions::LeftOut);
  // A gallery tells its story in captions.
  constexpr double kGallery = 0.5;
  const bool gallery =
      static_cast<double>(rest.size()) < kGallery * static_cast<double>(all.size());
  return gallery ? all : rest;
}

}  // namespace banxin::article
