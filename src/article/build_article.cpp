#include "article/build_article.h"

#include <algorithm>

#include "article/element_kinds.h"
#include "article/find_captions.h"
#include "article/images.h"
#include "base/ascii.h"
#include "base/utf8.h"

namespace banxin::article {

namespace {

using dom::Node;
namespace names = dom::names;

class Builder {
 public:
  Builder(const PageMap& map, const Marks& marks, const Metadata& metadata)
      : map_(map),
        marks_(marks),
        // With the source: elements keep their places in it.
        out_(std::make_unique<dom::Document>(map.document->file(),
                                             std::string{map.document->source()})),
        amp_img_(map.document->atoms().find("amp-img")) {
    Node& doctype = out_->create_node(dom::NodeType::Doctype);
    doctype.name = names::html;
    dom::Document::append_child(out_->root(), doctype);
    Node& html = append(out_->root(), names::html);
    if (!metadata.lang.empty()) set(html, names::lang, metadata.lang);
    Node& head = append(html, names::head);
    set(append(head, names::meta), names::charset, "utf-8");
    append_text(append(head, names::title), metadata.title);
    article_ = &append(append(html, names::body), names::article);
    container_ = article_;
  }

  void add_title_block(const Metadata& metadata) {
    if (metadata.title.empty()) return;
    Node& header = append(*article_, names::header);
    append_text(append(header, names::h1), metadata.title);
    const std::string byline = join_bylines(metadata.bylines);
    if (!byline.empty()) add_classed(header, "byline", byline);
    if (!metadata.published.empty()) {
      Node& line = append(header, names::p);
      set(line, names::class_, "dateline");
      Node& time = append(line, names::time);
      set(time, names::datetime, metadata.published);
      append_text(time, metadata.published.substr(0, 10));
    }
  }
  void add_lead(std::uint32_t line) { add_classed(*article_, "lead", map_.line_text(line)); }

  void add_root(std::uint32_t root) {
    next_element_ = root;
    const auto first = std::lower_bound(
        map_.pieces.begin(), map_.pieces.end(), map_.elements[root].first_line,
        [](const TextPiece& piece, std::uint32_t line) { return piece.line < line; });
    next_piece_ = static_cast<std::size_t>(first - map_.pieces.begin());
    const Node& top = *map_.elements[root].node;
    const Node* node = &top;
    while (node != nullptr) {
      if (enter(*node) && node->first_child != nullptr) {
        node = node->first_child;
        continue;
      }
      node = leave_upwards(node, top);
    }
    close_paragraph();
    container_ = article_;
  }

  std::unique_ptr<dom::Document> take() { return std::move(out_); }

 private:
  struct Frame {
    const Node* source;
    Node* container;  // to go back to
    bool inline_only;
    bool direct;
    bool is_inline;
    bool is_kept;
  };

  Node& append(Node& parent, Atom name) {
    Node& node = out_->create_element(name);
    dom::Document::append_child(parent, node);
    return node;
  }
  void append_text(Node& parent, std::string_view text) {
    if (text.empty()) return;
    dom::Document::append_child(parent, out_->create_text(out_->memory().copy(text)));
  }
  void set(Node& node, Atom name, std::string_view value) {
    out_->set_attribute(node, name, out_->memory().copy(value));
  }
  void add_classed(Node& parent, std::string_view name, std::string_view text) {
    Node& line = append(parent, names::p);
    set(line, names::class_, name);
    append_text(line, text);
  }

  // -- walking the page beside its map

  std::uint32_t index_of(const Node& node) {
    if (next_element_ < map_.elements.size() && map_.elements[next_element_].node == &node) {
      return next_element_++;
    }
    return kNoIndex;
  }

  void skip_subtree(const Node& root) {
    for (const Node* node = root.first_child; node != nullptr;
         node = dom::next_in_tree(*node, root)) {
      if (node->is_element()) {
        index_of(*node);
      } else if (next_piece_ < map_.pieces.size() && map_.pieces[next_piece_].node == node) {
        ++next_piece_;
      }
    }
  }

  bool enter(const Node& node) {
    if (node.is_text()) {
      enter_text(node);
      return false;
    }
    if (!node.is_element()) return false;
    if (node.is_html(names::br)) {
      ++breaks_;
      return false;
    }
    if (node.is_html(names::noscript)) {
      add_noscript_image(node);
      return false;
    }
    if (is_skipped_element(node)) return false;
    const std::uint32_t index = index_of(node);
    if (index == kNoIndex || marks_.is_element_removed(index)) {
      skip_subtree(node);
      return false;
    }
    return enter_element(node, index);
  }

  void enter_text(const Node& node) {
    if (next_piece_ >= map_.pieces.size() || map_.pieces[next_piece_].node != &node) {
      if (!node.text().empty()) pending_space_ = true;
      return;
    }
    const std::uint32_t line = map_.pieces[next_piece_++].line;
    if (shows_line_ends(node)) {
      add_lines(node.text(), line);
      return;
    }
    if (line == kNoIndex || marks_.is_line_removed(line)) {
      breaks_ = std::min(breaks_, 1);
      return;
    }
    take_breaks(line);
    if (placed_ != nullptr && !inline_only_ && is_inline_caption(line)) {
      // <img><span>caption</span> in one block.
      close_paragraph();
      paragraph_ = &append(*flow_container(), names::p);
      set(*paragraph_, names::class_, "caption");
    }
    placed_ = nullptr;
    last_is_spare_ = false;
    add_text(node.text());
  }

  // Text whose line ends count; each line that is not blank is one of the map's.
  void add_lines(std::string_view text, std::uint32_t line) {
    bool first = true;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      const std::string_view row = text.substr(at, end - at);
      if (at > 0) ++breaks_;
      at = end + 1;
      if (leading_spaces(row) == row.size()) continue;
      if (!first) ++line;
      first = false;
      if (line >= map_.lines.size() || marks_.is_line_removed(line)) continue;
      take_breaks(line);
      placed_ = nullptr;
      add_text(row);
    }
  }

  bool enter_element(const Node& node, std::uint32_t index) {
    if (node.name_space != dom::Namespace::Html) {
      if (node.name == names::math) {
        take_breaks(kNoIndex);
        dom::Document::append_child(inline_target(), out_->import_subtree(*map_.document, node));
      }
      skip_subtree(node);
      return false;
    }
    if (node.name == names::img || node.name == names::image ||
        (amp_img_ != Atom::None && node.name == amp_img_)) {
      add_image(node);
      skip_subtree(node);
      return false;
    }
    if (map_.elements[index].weight == 0) add_background(node, index);
    if (node.name == names::pre) {
      add_pre(node);
      skip_subtree(node);
      return false;
    }
    if (node.name == names::ruby) {
      take_breaks(kNoIndex);
      flush_space();
      dom::Document::append_child(inline_target(), out_->import_subtree(*map_.document, node));
      skip_subtree(node);
      return false;
    }
    if (node.name == names::hr) {
      close_paragraph();
      if (container_ == article_ && article_->first_child != nullptr)
        append(*container_, names::hr);
      return false;
    }
    open(node, index);
    return true;
  }

  void open(const Node& node, std::uint32_t index) {
    const bool block = is_block_element(node);
    Frame frame{&node, container_, inline_only_, direct_, !block, false};
    if (!block) {
      // LIMIT: each paragraph opens them again.
      constexpr std::size_t kMostInlines = 12;
      frame.is_kept = inlines_.size() < kMostInlines && is_kept_inline(node);
      frames_.push_back(frame);
      if (frame.is_kept) inlines_.push_back(&node);
      return;
    }
    if (!inline_only_) {
      close_paragraph();
      const Atom kept = kept_block(node, index);
      if (kept != Atom::None) {
        container_ = &append(*container_, kept);
        copy_attributes(node, *container_);
        frame.is_kept = true;
        inline_only_ = is_inline_only(kept);
        direct_ = inline_only_ || holds_inline(kept);
      } else if (is_caption_block(node, index)) {
        container_ = &append(*container_, names::p);
        set(*container_, names::class_, "caption");
        frame.is_kept = true;
        inline_only_ = true;
        direct_ = true;
      } else {
        direct_ = false;
      }
    } else {
      pending_space_ = true;
    }
    frames_.push_back(frame);
  }

  // Chinese and Japanese pages go on with their text behind a picture; elsewhere a short line there
  // is its caption.
  bool is_inline_caption(std::uint32_t line) const {
    constexpr float kCaption = 160;
    constexpr std::uint32_t kFewIdeographs = 4;
    const Line& row = map_.lines[line];
    if (row.kind != LineKind::Caption || row.measure.weight > kCaption) return false;
    return row.measure.ideographs < kFewIdeographs || reads_like_caption(map_.line_text(row));
  }

  // A caption by its name or its line's kind; a wrapper of picture and caption is none.
  bool is_caption_block(const Node& node, std::uint32_t index) const {
    const Element& element = map_.elements[index];
    if (element.images > 0 || node.name == names::article || node.name == names::section ||
        node.name == names::table) {
      return false;
    }
    if (has_hint(element.hints, Hint::Caption)) return true;
    return element.last_line == element.first_line + 1 &&
           map_.lines[element.first_line].kind == LineKind::Caption;
  }

  // The element a block becomes; None for wrappers, which vanish.
  Atom kept_block(const Node& node, std::uint32_t index) const {
    const Atom name = node.name;
    const Atom inside = container_->name;
    if (name == names::li) {
      return inside == names::ul || inside == names::ol ? name : Atom::None;
    }
    if (name == names::dt || name == names::dd) return inside == names::dl ? name : Atom::None;
    if (name == names::table) return is_data_table(map_, index) ? name : Atom::None;
    if (name == names::thead || name == names::tbody || name == names::tfoot ||
        name == names::caption) {
      return inside == names::table ? name : Atom::None;
    }
    if (name == names::tr) return is_table_part(inside) ? name : Atom::None;
    if (name == names::td || name == names::th) return inside == names::tr ? name : Atom::None;
    return is_kept_block(name) ? name : Atom::None;
  }

  const Node* leave_upwards(const Node* node, const Node& top) {
    for (; node != nullptr; node = node->parent) {
      if (!frames_.empty() && frames_.back().source == node) leave();
      if (node == &top) return nullptr;
      if (node->next_sibling != nullptr) return node->next_sibling;
    }
    return nullptr;
  }

  void leave() {
    const Frame frame = frames_.back();
    frames_.pop_back();
    if (frame.is_inline) {
      if (frame.is_kept) {
        inlines_.pop_back();
        if (chain_.size() > inlines_.size()) chain_.resize(inlines_.size());
      }
      return;
    }
    if (frame.inline_only) {
      pending_space_ = true;
      return;
    }
    close_paragraph();
    if (frame.is_kept) finish_block(*container_);
    container_ = frame.container;
    inline_only_ = frame.inline_only;
    direct_ = frame.direct;
  }

  // -- paragraphs

  void close_paragraph() {
    const bool caption = paragraph_ != nullptr && paragraph_ != container_ &&
                         paragraph_->attribute(names::class_) == "caption";
    if (caption) make_figure(*paragraph_);
    paragraph_ = nullptr;
    chain_.clear();
    pending_space_ = false;
    breaks_ = 0;
  }

  // Where inline content goes now: the paragraph with the page's open inline elements.
  Node& inline_target() {
    if (paragraph_ == nullptr) {
      const bool direct = direct_ && (inline_only_ || container_->first_child == nullptr);
      if (direct) {
        paragraph_ = container_;
      } else {
        paragraph_ = &append(*flow_container(), names::p);
      }
      pending_space_ = false;
      chain_.clear();
    }
    Node* target = chain_.empty() ? paragraph_ : chain_.back();
    while (chain_.size() < inlines_.size()) {
      const Node& source = *inlines_[chain_.size()];
      target = &append(*target, kept_inline_name(source.name));
      copy_attributes(source, *target);
      chain_.push_back(target);
    }
    return *target;
  }

  // Text between list items or rows gets an element that may hold it.
  Node* flow_container() {
    if (container_->name == names::ul || container_->name == names::ol) {
      return &append(*container_, names::li);
    }
    if (container_->name == names::dl) return &append(*container_, names::dd);
    Node* flow = container_;
    while (flow != article_ && is_table_part(flow->name))
      flow = flow->parent;
    if (flow != article_ && flow->name == names::tr) flow = article_;
    return flow;
  }

  // One <br> is a line's end, two are a paragraph's; so is one between whole sentences.
  void take_breaks(std::uint32_t line) {
    if (breaks_ == 0) return;
    const int breaks = breaks_;
    breaks_ = 0;
    if (paragraph_ == nullptr) return;
    pending_space_ = false;
    if (!inline_only_ && (breaks >= 2 || begins_paragraph(line))) {
      paragraph_ = nullptr;
      chain_.clear();
      return;
    }
    append(chain_.empty() ? *paragraph_ : *chain_.back(), names::br);
  }

  bool begins_paragraph(std::uint32_t line) const {
    if (line == kNoIndex || line == 0) return false;
    const Line& row = map_.lines[line];
    const Line& before = map_.lines[line - 1];
    if (row.element != before.element) return false;
    constexpr float kProse = 60;
    const bool prose = row.measure.weight > kProse || before.measure.weight > kProse;
    return prose && before.measure.sentence_ends > 0;
  }

  void flush_space() {
    if (pending_space_ && paragraph_ != nullptr) append_text(inline_target(), " ");
    pending_space_ = false;
  }

  void add_text(std::string_view text) {
    if (paragraph_ == nullptr) text.remove_prefix(leading_spaces(text));
    if (text.empty()) return;
    Node& target = inline_target();
    std::string out;
    out.reserve(text.size() + 1);
    for (const char c : text) {
      if (is_ascii_space(c)) {
        pending_space_ = true;
        continue;
      }
      if (pending_space_ &&
          (!out.empty() || target.first_child != nullptr || &target != paragraph_)) {
        out += ' ';
      }
      pending_space_ = false;
      out += c;
    }
    append_text(target, out);
  }

  // All kinds: Chinese pages indent with ideographic and no-break spaces.
  static std::size_t leading_spaces(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
      const DecodedCharacter decoded = decode_utf8(text, at);
      if (!is_space(decoded.code_point)) break;
      at += decoded.length;
    }
    return at;
  }

  // -- pictures and code

  void add_image(const Node& image) {
    if (is_chrome_image(*map_.document, image)) return;
    const std::string address = image_address(*map_.document, image);
    // Its <noscript> twin may follow, or stands before it.
    if (address.empty()) return;
    if (last_is_spare_ && placed_ != nullptr &&
        image_file_name(placed_->attribute(names::src)) == image_file_name(address)) {
      last_is_spare_ = false;
      return;
    }
    place_image(image, address);
  }

  // An empty element that stands for a picture: by its role, its attribute, or in a figure.
  void add_background(const Node& node, std::uint32_t index) {
    if (map_.elements[index].images > 0 || node.first_child != nullptr) return;
    const std::string address = background_address(*map_.document, node);
    if (address.empty()) return;
    const bool lazy = !contains(node.attribute(names::style), address);
    const bool picture = lazy || node.attribute(names::role) == "img" ||
                         (node.parent != nullptr && node.parent->is_html(names::figure));
    if (picture) place_image(node, address);
  }

  void place_image(const Node& image, const std::string& address) {
    last_is_spare_ = false;
    take_breaks(kNoIndex);
    flush_space();
    Node* parent = nullptr;
    if (paragraph_ == nullptr && container_->name == names::figure) {
      parent = container_;
    } else {
      parent = &inline_target();
    }
    Node& copy = append(*parent, names::img);
    copy.source_offset = image.source_offset;
    set(copy, names::src, address);
    for (const Atom attribute : {names::alt, names::title, names::width, names::height}) {
      const std::string_view value = image.attribute(attribute);
      if (!value.empty()) set(copy, attribute, value);
    }
    if (copy.find_attribute(names::alt) == nullptr) set(copy, names::alt, "");
    placed_ = &copy;
  }

  void add_noscript_image(const Node& noscript) {
    const Node* image = dom::find_element(noscript, names::img);
    if (image == nullptr || is_chrome_image(*map_.document, *image)) return;
    const std::string address = image_address(*map_.document, *image);
    if (address.empty()) return;
    // The twin of the picture before it, which may be a blur of it in another folder.
    if (placed_ != nullptr &&
        image_file_name(placed_->attribute(names::src)) == image_file_name(address)) {
      set(*placed_, names::src, address);
      return;
    }
    place_image(*image, address);
    last_is_spare_ = true;
  }

  void add_pre(const Node& pre) {
    close_paragraph();
    Node& target = append(*flow_container(), names::pre);
    Node* inside = &target;
    const Node* code = dom::find_element(pre, names::code);
    if (code != nullptr) {
      inside = &append(target, names::code);
      const std::string_view language = code->attribute(names::class_);
      if (language.starts_with("language-")) {
        set(*inside, names::class_, language.substr(0, language.find(' ')));
      }
    }
    const std::string text = code_text(pre);
    append_text(*inside, text);
    if (text.empty()) dom::Document::remove(target);
  }

  void copy_attributes(const Node& from, Node& to) {
    to.source_offset = from.source_offset;
    for (const dom::Attribute& attribute : from.attributes()) {
      if (attribute.name_space != dom::AttributeNamespace::None) continue;
      if (!is_kept_attribute(from, attribute)) continue;
      set(to, attribute.name, attribute.value);
    }
  }

  // Takes back what stayed empty; a caption by name joins the picture before it.
  void finish_block(Node& block) {
    if (block.first_child == nullptr) {
      if (block.name != names::td && block.name != names::th) dom::Document::remove(block);
      return;
    }
    if (block.name == names::figure && !holds_figure_content(block)) {
      dom::Document::remove(block);
    } else if (block.name == names::p && block.attribute(names::class_) == "caption") {
      make_figure(block);
    }
  }

  void make_figure(Node& caption) {
    Node* before = caption.previous_sibling;
    if (before == nullptr || !before->is_html(names::p)) return;
    Node* image = before->first_child;
    if (image == nullptr || image->next_sibling != nullptr || !image->is_html(names::img)) return;
    Node& figure = out_->create_element(names::figure);
    dom::Document::insert_before(*caption.parent, figure, before);
    dom::Document::remove(*image);
    dom::Document::append_child(figure, *image);
    Node& text = append(figure, names::figcaption);
    while (caption.first_child != nullptr) {
      Node& child = *caption.first_child;
      dom::Document::remove(child);
      dom::Document::append_child(text, child);
    }
    dom::Document::remove(*before);
    dom::Document::remove(caption);
  }

  const PageMap& map_;
  const Marks& marks_;
  std::unique_ptr<dom::Document> out_;
  Node* article_ = nullptr;
  Node* container_ = nullptr;  // what the next block or paragraph goes into
  Node* paragraph_ = nullptr;  // what inline content goes into, null between paragraphs
  Node* placed_ = nullptr;     // the picture placed last, when no text stands behind it
  std::vector<Frame> frames_;
  std::vector<const Node*> inlines_;  // the page's open inline elements that are kept
  std::vector<Node*> chain_;          // their copies in the paragraph
  std::uint32_t next_element_ = 0;
  std::size_t next_piece_ = 0;
  Atom amp_img_;
  int breaks_ = 0;
  bool last_is_spare_ = false;  // it came out of a <noscript>
  bool pending_space_ = false;
  bool inline_only_ = false;  // inside a heading or caption: blocks are spaces
  bool direct_ = false;       // the container itself may hold inline content
};

}  // namespace

std::unique_ptr<dom::Document> build_article(const PageMap& map,
                                             const Marks& marks,
                                             const BuildPlan& plan,
                                             const Metadata& metadata) {
  Builder builder{map, marks, metadata};
  if (plan.show_title) builder.add_title_block(metadata);
  for (const std::uint32_t line : plan.leads)
    builder.add_lead(line);
  for (const std::uint32_t root : plan.roots)
    builder.add_root(root);
  return builder.take();
}

}  // namespace banxin::article
