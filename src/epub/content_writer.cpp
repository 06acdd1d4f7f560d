#include "epub/content_writer.h"

#include <algorithm>
#include <charconv>

#include "base/diagnostic_ids.h"
#include "book/heading.h"
#include "epub/style_filter.h"
#include "epub/text_facts.h"
#include "epub/xml_text.h"

namespace banxin::epub {

namespace names = dom::names;
using dom::Node;

namespace {

// Elements nested deeper than this lose their generic wrappers: readers lay out trees by recursion.
constexpr std::size_t kDeepest = 100;

bool is_heading_name(Atom name) {
  return name >= names::h1 && name <= names::h6;
}

// An attribute's number; reversed lists are not split, so that counting up is right.
std::int64_t number_or(const Node* node, Atom attribute, std::int64_t otherwise) {
  if (node == nullptr) return otherwise;
  const std::string_view text = node->attribute(attribute);
  std::int32_t value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  return result.ec == std::errc{} ? value : otherwise;
}

}  // namespace

ContentWriter::ContentWriter(const book::Publication& publication,
                             const EpubOptions& options,
                             PictureStore& pictures,
                             const AuthorSheets& sheets,
                             Diagnostics& diagnostics)
    : publication_(publication),
      options_(options),
      pictures_(pictures),
      sheets_(sheets),
      diagnostics_(diagnostics),
      attributes_(options.author_css == AuthorCss::Keep) {
  for (const PageStart& page : options.pages) {
    const Node* node = page.node;
    if (node == nullptr && page.chapter < publication.chapters.size()) {
      node = publication.chapters[page.chapter].content;
    }
    if (node != nullptr) pages_[node].push_back(&page);
  }
}

BookContent ContentWriter::write() {
  for (std::uint32_t i = 0; i < publication_.chapters.size(); ++i)
    write_chapter(i);
  content_.facts.has_author_colours =
      attributes_.wrote_colour() ||
      std::any_of(sheets_.sheets().begin(), sheets_.sheets().end(), says_colours);
  return std::move(content_);
}

void ContentWriter::write_chapter(std::uint32_t index) {
  chapter_index_ = index;
  chapter_ = &publication_.chapters[index];
  document_ = chapter_->document.get();
  attributes_.begin(*document_, chapter_->language, sheets_.hiding(index));
  blocks_within_.clear();
  dropped_.clear();
  find_blocks_in_phrases(*chapter_->content);
  // A page as long as an article stays one file, a book in one page is split at its chapters.
  constexpr std::size_t kArticle = 48U << 10U;
  split_level_ = options_.split_level.value_or(document_->source().size() > kArticle ? 2 : 0);
  content_.first_file.push_back(static_cast<std::uint32_t>(content_.files.size()));
  begin_file();
  Frame body;
  body.name = names::body;
  body.may_split = true;
  frames_.push_back(body);
  if (const auto pages = pages_.find(chapter_->content); pages != pages_.end()) {
    for (const PageStart* page : pages->second)
      write_page_break(*page);
  }
  mark_anchor(*chapter_->content);
  walk(*chapter_->content);
  flush_anchors();
  pop_to(0);
  end_file();
}

void ContentWriter::find_blocks_in_phrases(const Node& root) {
  for (const Node* node = root.first_child; node != nullptr;
       node = dom::next_in_tree(*node, root)) {
    if (!is_block(*node)) continue;
    for (const Node* at = node->parent; at != nullptr && at != &root; at = at->parent) {
      if (!at->is_element() || at->name_space != dom::Namespace::Html) break;
      const bool is_phrase = element_rule(*at).kind == Kind::Inline;
      if ((!is_phrase && !at->is_html(names::p)) || !blocks_within_.insert(at).second) break;
      if (!is_phrase) break;
    }
  }
}

void ContentWriter::walk(const Node& root) {
  visits_.clear();
  visits_.push_back({&root, root.first_child, frames_.size(), frames_.size(), 0, 0});
  while (!visits_.empty()) {
    const Node* child = next_child(visits_.back());
    if (child == nullptr) {
      leave(visits_.back());
      visits_.pop_back();
      continue;
    }
    if (enter(*child)) {
      visits_.push_back({child, child->first_child, child_base_, frames_.size(), next_order_, 0});
      next_order_ = 0;
    }
  }
}

const Node* ContentWriter::next_child(Visit& visit) {
  if (visit.order != 0) {
    const std::vector<const Node*>& order = orders_[visit.order - 1];
    return visit.order_at < order.size() ? order[visit.order_at++] : nullptr;
  }
  const Node* child = visit.next;
  if (child != nullptr) visit.next = child->next_sibling;
  return child;
}

void ContentWriter::leave(const Visit& visit) {
  pop_to(visit.frames_after);
  if (!publication_.note_of_body.empty() && publication_.note_of_body.contains(visit.node)) {
    write_back_link(*visit.node);
  }
  pop_to(visit.frames_before);
  // The last annotation of a ruby ends it: text behind it stands beside.
  if (!ruby_ends_.empty() && ruby_ends_.back() == visit.node) {
    ruby_ends_.pop_back();
    if (frames_.back().name == names::ruby) {
      pop();
      visits_[visits_.size() - 2].frames_after = frames_.size();
    }
  }
  if (visit.order != 0) orders_.pop_back();
}

bool ContentWriter::enter(const Node& node) {
  switch (node.type) {
    case dom::NodeType::Text:
      write_text(node);
      return false;
    case dom::NodeType::Element:
      break;
    default:
      return false;
  }
  if (!pages_.empty()) {
    if (const auto pages = pages_.find(&node); pages != pages_.end()) {
      for (const PageStart* page : pages->second)
        write_page_break(*page);
    }
  }
  if (node.name_space != dom::Namespace::Html) {
    settle(Kind::Inline, false);
    child_base_ = frames_.size();
    write_foreign(node);
    return false;
  }
  return enter_html(node, element_rule(node));
}

bool ContentWriter::enter_html(const Node& node, const ElementRule& rule) {
  if (rule.treatment == Treatment::Drop) {
    mark_anchor(node);
    return false;
  }
  if (rule.treatment == Treatment::Unwrap) {
    mark_anchor(node);
    child_base_ = frames_.size();
    return node.first_child != nullptr;
  }
  settle(rule.kind, false);
  maybe_split(node, rule);
  child_base_ = frames_.size();
  if (context() == Content::Text) return true;
  if (context() == Content::Columns && rule.kind != Kind::Column) return false;
  if (!publication_.note_of_body.empty() && publication_.note_of_body.contains(&node) &&
      enter_note(node, rule)) {
    return true;
  }
  return enter_special(node, rule);
}

bool ContentWriter::enter_special(const Node& node, const ElementRule& rule) {
  switch (rule.treatment) {
    case Treatment::Heading:
      return enter_heading(node, rule);
    case Treatment::Link:
      return enter_link(node);
    case Treatment::Conditional:
      return enter_conditional(node, rule);
    case Treatment::DescriptionList:
      return enter_description_list(node, rule);
    case Treatment::Caption:
      return enter_caption(node, rule);
    case Treatment::Ruby:
      return enter_ruby(node);
    case Treatment::RubyPart:
      return enter_ruby_part(node, rule);
    case Treatment::Table:
      return enter_table(node);
    case Treatment::TablePart:
      return enter_table_part(node, rule);
    case Treatment::Placeholder:
      return enter_placeholder(node, rule);
    case Treatment::Image:
      write_picture(node);
      return false;
    case Treatment::Field:
      write_field(node);
      return false;
    default:
      return enter_plain(node, rule);
  }
}

bool ContentWriter::enter_plain(const Node& node, const ElementRule& rule) {
  if (in_phrase() && rule.kind != Kind::Inline) return enter_phrase_instead(node, rule);
  if (rule.content == Content::Nothing) {
    ElementAttributes own;
    own.style_class = rule.style_class;
    own.id = take_id(node);
    write_empty(rule.target, own, &node);
    return false;
  }
  // Neither holds its like (HTML Standard §4.3.10, §4.5.8).
  if (node.is_html(names::address) && is_open(names::address)) {
    return enter_as(node, names::div, Content::Flow, {});
  }
  if (node.is_html(names::dfn) && is_open(names::dfn)) {
    return enter_as(node, names::span, Content::Phrasing, "bx-em");
  }
  const bool is_generic = rule.target == names::div || rule.target == names::span ||
                          rule.target == names::section || rule.target == names::article;
  if (is_generic && frames_.size() > kDeepest) {
    mark_anchor(node);
    return true;
  }
  if (context() == Content::Terms && node.is_html(names::div)) {
    return enter_as(node, names::div, Content::Terms, rule.style_class);
  }
  if (rule.kind == Kind::Term && context() != Content::Terms) {
    return enter_as(node, names::div, Content::Flow, node.name == names::dt ? "bx-dt" : "bx-dd");
  }
  if (node.is_html(names::p) && holds_blocks(node)) {
    report(DiagnosticId::BlockInPhrase, node, element_name(node));
    return enter_as(node, names::div, Content::Flow, "bx-p");
  }
  if (rule.kind == Kind::Inline && context() == Content::Flow && holds_blocks(node)) {
    // A phrase around blocks becomes a block that looks like it.
    if (rule.content == Content::Transparent) {
      return enter_as(node, rule.target, Content::Flow, rule.style_class);
    }
    return enter_as(node, names::div, Content::Flow, phrase_class(rule));
  }
  const Content content = rule.content == Content::Transparent ? context() : rule.content;
  return enter_as(node, rule.target, content, rule.style_class);
}

bool ContentWriter::enter_as(const Node& node,
                             Atom name,
                             Content content,
                             std::string_view style_class) {
  ElementAttributes own;
  own.style_class = style_class;
  own.id = take_id(node);
  push(&node, name, content, own);
  return true;
}

bool ContentWriter::enter_phrase_instead(const Node& node, const ElementRule& rule) {
  if (node.is_html(names::hr)) {
    write_empty(names::br, {});
    return false;
  }
  if (rule.kind == Kind::Column) return false;
  report(DiagnosticId::BlockInPhrase, node, element_name(node));
  std::string_view style_class = "bx-block";
  if (rule.kind == Kind::Cell) style_class = "bx-cell";
  if (rule.target == names::pre) style_class = "bx-block bx-pre";
  return enter_as(node, names::span, Content::Phrasing, style_class);
}

// --- frames ---

bool ContentWriter::is_open(Atom name) const {
  return std::any_of(frames_.begin(), frames_.end(),
                     [name](const Frame& frame) { return frame.name == name; });
}

bool ContentWriter::in_phrase() const {
  return context() == Content::Phrasing || context() == Content::RubyParts ||
         context() == Content::Text;
}

void ContentWriter::push(const Node* node,
                         Atom name,
                         Content content,
                         const ElementAttributes& attributes) {
  Frame frame;
  frame.name = name;
  frame.content = content;
  frame.node = node;
  if (!pending_ids_.empty() && (context() == Content::Flow || context() == Content::Phrasing)) {
    flush_anchors();
  }
  frame.start = out_.size();
  frame.is_hidden = frames_.back().is_hidden || (node != nullptr && attributes_.hides(*node));
  out_ += '<';
  out_ += name_of(name);
  const AttributeWriter::IdSpan id = attributes_.write(out_, node, name, attributes);
  out_ += '>';
  frame.id_at = id.at;
  frame.id_length = id.length;
  frame.tag_length = out_.size() - frame.start;
  frame.may_split = frames_.back().may_split &&
                    (name == names::div || name == names::section || name == names::article ||
                     name == names::blockquote || name == names::ul || name == names::ol ||
                     name == names::table || name == names::tbody);
  if (name == names::ol && node != nullptr && node->find_attribute(names::reversed) != nullptr)
    frame.may_split = false;
  frames_.push_back(frame);
  if (name == names::ol) frames_.back().ordinal = number_or(node, names::start, 1);
  if (name == names::li && frames_[frames_.size() - 2].name == names::ol) {
    std::int64_t& ordinal = frames_[frames_.size() - 2].ordinal;
    ordinal = number_or(node, names::value, ordinal) + 1;
  }
  if (name == names::a) ++links_open_;
  if (name == names::pre) ++pres_open_;
  if (is_heading_name(name)) ++headings_open_;
}

void ContentWriter::pop() {
  const Frame& frame = frames_.back();
  if (frame.name == names::a && last_named_ < frame.start + frame.tag_length) {
    unwrap_nameless_link();
    return;
  }
  if (frame.name == names::a) --links_open_;
  if (frame.name == names::pre) --pres_open_;
  if (is_heading_name(frame.name)) --headings_open_;
  if (frame.name != names::body) {
    out_ += "</";
    out_ += name_of(frame.name);
    out_ += '>';
  }
  if (frame.name == names::thead) keep_table_head(frame);
  const bool breaks_line = frame.content == Content::Flow || frame.name == names::p;
  if (breaks_line && frames_.size() > 1 && pres_open_ == 0) out_ += '\n';
  frames_.pop_back();
}

// A link that says nothing (its picture cannot be had) is a trap for those who hear the book: what
// is in it stays, its id too.
void ContentWriter::unwrap_nameless_link() {
  const Frame frame = frames_.back();
  frames_.pop_back();
  --links_open_;
  const std::string id = out_.substr(frame.id_at, frame.id_length);
  const std::string anchor = id.empty() ? std::string() : "<span" + id + "></span>";
  std::vector<LinkHole>& links = content_.files.back().links;
  if (!links.empty() && links.back().offset == frame.start + 2) links.pop_back();
  out_.replace(frame.start, frame.tag_length, anchor);
  for (WrittenId& written : ids_in_file_) {
    if (written.offset <= frame.start) continue;
    written.offset = std::max(frame.start, written.offset + anchor.size() - frame.tag_length);
  }
  last_content_ = std::min(last_content_, out_.size());
  if (!id.empty()) touch();
}

void ContentWriter::pop_to(std::size_t depth) {
  while (frames_.size() > depth)
    pop();
}

void ContentWriter::imply(Atom name, Content content) {
  ElementAttributes own;
  // What stood in a list without an item has no bullet of its own.
  if (name == names::li) own.style_class = "bx-bare";
  push(nullptr, name, content, own);
}

void ContentWriter::write_empty(Atom name, const ElementAttributes& attributes, const Node* node) {
  if (!pending_ids_.empty()) flush_anchors();
  out_ += '<';
  out_ += name_of(name);
  attributes_.write(out_, node, name, attributes);
  out_ += "/>";
  if (name != names::br && name != names::wbr) touch();
}

// Closes the implied frames that do not go on with what comes now, and opens those that it needs.
void ContentWriter::settle(Kind kind, bool is_text) {
  const std::size_t own = visits_.back().frames_after;
  while (frames_.size() > own) {
    const Atom name = frames_.back().name;
    const bool is_list = name == names::ul;
    const bool goes_on =
        is_list ? kind == Kind::Item && !is_text
                : (name == names::li && kind != Kind::Item) ||
                      (name == names::td && kind != Kind::Cell && kind != Kind::Row &&
                       kind != Kind::TablePart) ||
                      (name == names::tr && kind == Kind::Cell) ||
                      (name == names::tbody && (kind == Kind::Row || kind == Kind::Cell)) ||
                      (name == names::colgroup && kind == Kind::Column);
    if (goes_on) break;
    pop();
  }
  switch (context()) {
    case Content::Flow:
      if (kind == Kind::Item && !is_text) imply(names::ul, Content::Items);
      break;
    case Content::Items:
      if (kind != Kind::Item || is_text) imply(names::li, Content::Flow);
      break;
    case Content::TableParts:
      if (kind == Kind::TablePart && !is_text) break;
      if (kind == Kind::Column) {
        imply(names::colgroup, Content::Columns);
        break;
      }
      imply(names::tbody, Content::Rows);
      [[fallthrough]];
    case Content::Rows:
      if (kind == Kind::Row && !is_text) break;
      imply(names::tr, Content::Cells);
      [[fallthrough]];
    case Content::Cells:
      if (kind == Kind::Cell && !is_text) break;
      imply(names::td, Content::Flow);
      break;
    default:
      break;
  }
}

std::string_view ContentWriter::take_id(const Node& node) {
  const std::string_view id = publication_.find_id(node);
  if (!id.empty()) {
    content_.file_of.emplace(&node, file_);
    ids_in_file_.push_back({out_.size(), &node});
  }
  return id;
}

std::string ContentWriter::own_id(std::string_view stem, std::size_t number) {
  if (page_ids_.empty()) {
    for (const auto& [node, id] : publication_.ids)
      page_ids_.insert(id);
  }
  std::string id = std::string(stem) + std::to_string(number);
  while (page_ids_.contains(id))
    id += 'p';
  return id;
}

void ContentWriter::mark_anchor(const Node& node) {
  const std::string_view id = take_id(node);
  if (!id.empty()) pending_ids_.emplace_back(id);
}

void ContentWriter::flush_anchors() {
  if (context() != Content::Flow && context() != Content::Phrasing) return;
  for (const std::string& id : pending_ids_) {
    out_ += "<span";
    append_attribute(out_, "id", id);
    out_ += "></span>";
    touch();
  }
  pending_ids_.clear();
}

// --- text ---

void ContentWriter::write_text(const Node& node) {
  const std::string_view text = node.text();
  if (text.empty()) return;
  const Content where = context();
  if (is_blank_text(text)) {
    const bool is_kept = where == Content::Flow || where == Content::Phrasing ||
                         where == Content::Text || where == Content::RubyParts;
    if (!is_kept || is_between_annotations(node)) return;
    // Between blocks a newline is enough.
    if (where == Content::Flow && out_.ends_with('\n') && pres_open_ == 0) return;
    append_text(out_, text);
    return;
  }
  settle(Kind::Inline, true);
  if (!pending_ids_.empty()) flush_anchors();
  if (!pages_.empty() && pages_.contains(&node)) {
    write_page_breaks(node, 0, text.size());
  } else {
    append_text(out_, text);
  }
  content_.facts.text_bytes += text.size();
  touch();
  if (!is_nameless(text)) last_named_ = out_.size();
  if (headings_open_ == 0) has_body_text_ = true;
}

void ContentWriter::write_string(std::string_view text) {
  append_text(out_, text);
  touch();
  if (!is_nameless(text)) last_named_ = out_.size();
  has_body_text_ = has_body_text_ || headings_open_ == 0;
}

void ContentWriter::report(DiagnosticId id, const Node& node, std::string_view subject) {
  diagnostics_.report(id, document_->file(), document_->position(node), subject);
}

}  // namespace banxin::epub
