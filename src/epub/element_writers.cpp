// The elements of the content writer that need more than their row in elements.def: headings,
// links, lists of terms, captions, ruby, notes.
#include <algorithm>
#include <array>
#include <charconv>

#include "base/diagnostic_ids.h"
#include "book/heading.h"
#include "epub/content_writer.h"
#include "epub/date.h"
#include "epub/text_facts.h"
#include "epub/url.h"
#include "epub/xml_text.h"

namespace banxin::epub {

namespace names = dom::names;
using dom::Node;

namespace {

constexpr std::array<Atom, 6> kHeadings{names::h1, names::h2, names::h3,
                                        names::h4, names::h5, names::h6};
constexpr std::array<std::string_view, 6> kHeadingClasses{"bx-h1", "bx-h2", "bx-h3",
                                                          "bx-h4", "bx-h5", "bx-h6"};

// Only dt+ dd+ groups, or only div with such groups in them (HTML Standard §4.4.9).
bool has_regular_groups(const Node& list) {
  bool has_term = false;
  bool has_description = true;
  for (const Node* at = list.first_child; at != nullptr; at = at->next_sibling) {
    if (at->type == dom::NodeType::Comment) continue;
    if (at->is_text()) {
      if (!is_blank_text(at->text())) return false;
      continue;
    }
    if (at->is_html(names::dt)) {
      has_term = true;
      has_description = false;
    } else if (at->is_html(names::dd) && has_term) {
      has_description = true;
    } else {
      return false;
    }
  }
  return has_term && has_description;
}

bool is_regular_list(const Node& list) {
  const Node* first = dom::first_child_element(list);
  if (first == nullptr || !first->is_html(names::div)) return has_regular_groups(list);
  for (const Node* at = list.first_child; at != nullptr; at = at->next_sibling) {
    if (at->is_text() && !is_blank_text(at->text())) return false;
    if (at->is_element() && (!at->is_html(names::div) || !has_regular_groups(*at))) return false;
  }
  return true;
}

bool is_annotation(const Node& node) {
  return node.is_html(names::rt) || node.is_html(names::rp) || node.is_html(names::rtc);
}

// YYYY-MM-DD of a day that there is.
bool is_date_text(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00";
  return text.size() == kShape.size() && valid_date(std::string(text)) == text;
}

}  // namespace

std::string_view ContentWriter::phrase_class(const ElementRule& rule) {
  struct Look {
    Atom name;
    std::string_view style_class;
  };
  constexpr std::array kLooks{
      Look{names::b, "bx-strong"},    Look{names::strong, "bx-strong"}, Look{names::i, "bx-em"},
      Look{names::em, "bx-em"},       Look{names::cite, "bx-em"},       Look{names::dfn, "bx-em"},
      Look{names::var, "bx-em"},      Look{names::u, "bx-u"},           Look{names::s, "bx-s"},
      Look{names::small, "bx-small"}, Look{names::code, "bx-tt"},       Look{names::kbd, "bx-tt"},
      Look{names::samp, "bx-tt"},     Look{names::mark, "bx-mark"}};
  for (const Look& look : kLooks) {
    if (look.name == rule.target) return look.style_class;
  }
  return rule.style_class;
}

bool ContentWriter::enter_heading(const Node& node, const ElementRule& rule) {
  const int level = book::heading_level(node);
  const std::string_view look = kHeadingClasses[static_cast<std::size_t>(level - 1)];
  if (in_phrase()) return enter_as(node, names::span, Content::Phrasing, "bx-block");
  // A heading that says nothing is no heading to a screen reader; what it holds stays.
  if (!has_content(node)) {
    mark_anchor(node);
    return false;
  }
  if (!has_text(node)) {
    return enter_as(node, names::div, Content::Flow, rule.style_class);
  }
  // One that is not shown is none either, and no step between two that are.
  if (frames_.back().is_hidden || attributes_.hides(node)) {
    return enter_as(node, names::div, Content::Flow, look);
  }
  // WCAG 1.3.1 as checkers read it: levels go down by one at a time within a file.
  int written = level;
  if (last_heading_level_ != 0) written = std::min(level, last_heading_level_ + 1);
  last_heading_level_ = written;
  ++content_.facts.headings;
  ContentFile& file = content_.files.back();
  if (file.title.empty()) file.title = book::title_text(node);
  return enter_as(node, kHeadings[static_cast<std::size_t>(written - 1)], Content::Phrasing,
                  written == level ? std::string_view{} : look);
}

bool ContentWriter::enter_link(const Node& node) {
  const Content inner = context() == Content::RubyParts ? Content::Phrasing : context();
  const dom::Attribute* href = node.find_attribute(names::href);
  const book::Place* place = publication_.find_link(node);
  ElementAttributes own;
  std::string target;
  const bool has_target = links_open_ == 0 && (place != nullptr || href != nullptr);
  if (has_target && has_content(node)) {
    if (place != nullptr) {
      push_internal_link(node, *place, inner);
      return true;
    }
    target = valid_link(href->value, chapter_->base_url);
    // A place that is not in this book has been reported where links were resolved.
    if (target.empty() && !href->value.starts_with('#'))
      report(DiagnosticId::LinkDropped, node, href->value);
  }
  if (!target.empty()) {
    std::string extra;
    append_attribute(extra, "href", target);
    own.extra = extra;
    own.id = take_id(node);
    push(&node, names::a, inner, own);
    return true;
  }
  // An anchor, or a link that leads nowhere: what it says stays.
  const bool as_block = inner == Content::Flow && holds_blocks(node);
  return enter_as(node, as_block ? names::div : names::span,
                  as_block ? Content::Flow : Content::Phrasing, {});
}

void ContentWriter::push_internal_link(const Node& node, const book::Place& place, Content inner) {
  LinkHole hole;
  hole.target = place;
  ElementAttributes own;
  own.id = take_id(node);
  if (publication_.note_of_reference.contains(&node)) {
    hole.extra = " role=\"doc-noteref\"";
    own.extra = " epub:type=\"noteref\"";
  } else if (is_back_link(node)) {
    hole.extra = " role=\"doc-backlink\"";
    own.extra = " epub:type=\"backlink\"";
  }
  push(&node, names::a, inner, own);
  // Behind `<a`, where `href` goes when all files are known; without one it is still valid.
  hole.offset = frames_.back().start + 2;
  content_.files.back().links.push_back(hole);
}

bool ContentWriter::is_back_link(const Node& link) const {
  for (const Node* at = link.parent; at != nullptr; at = at->parent) {
    const auto found = publication_.note_of_body.find(at);
    if (found != publication_.note_of_body.end()) {
      return publication_.notes[found->second].back_link == &link;
    }
  }
  return false;
}

bool ContentWriter::enter_conditional(const Node& node, const ElementRule& rule) {
  if (node.is_html(names::bdo)) {
    bool has_direction = false;
    for (const dom::Attribute& attribute : node.attributes()) {
      has_direction = has_direction || (document_->atoms().name(attribute.name) == "dir" &&
                                        (attribute.value == "ltr" || attribute.value == "rtl"));
    }
    if (has_direction) return enter_plain(node, rule);
  }
  if (node.is_html(names::time) && is_date_text(node.attribute(names::datetime)) &&
      !holds_blocks(node)) {
    std::string extra;
    append_attribute(extra, "datetime", node.attribute(names::datetime));
    ElementAttributes own;
    own.extra = extra;
    own.id = take_id(node);
    push(&node, names::time, Content::Phrasing, own);
    return true;
  }
  ElementRule plain = rule;
  plain.target = names::span;
  return enter_plain(node, plain);
}

bool ContentWriter::enter_description_list(const Node& node, const ElementRule& rule) {
  if (in_phrase()) return enter_phrase_instead(node, rule);
  if (is_regular_list(node)) return enter_as(node, names::dl, Content::Terms, rule.style_class);
  if (has_content(node)) report(DiagnosticId::ListUnwrapped, node, "dl");
  return enter_as(node, names::div, Content::Flow, "bx-dl");
}

bool ContentWriter::enter_caption(const Node& node, const ElementRule& rule) {
  if (in_phrase()) return enter_phrase_instead(node, rule);
  const Frame& parent = frames_.back();
  const bool of_figure = parent.name == names::figure && parent.node == node.parent;
  const Node* before = previous_thing(node);
  bool stays = of_figure && before == nullptr;
  if (of_figure && before != nullptr && next_thing(node) == nullptr) {
    // The last thing of the figure, when the first is no caption.
    const Node* first = dom::first_child_element(*node.parent);
    stays = first == nullptr || !first->is_html(names::figcaption);
  }
  return enter_as(node, stays ? names::figcaption : names::div, Content::Flow,
                  stays ? std::string_view{} : "bx-figcaption");
}

// EPUB's ruby: bases, then annotations, as often as wanted, ending with annotations; `rp` only in
// the shape rp rt rp.
bool ContentWriter::enter_ruby(const Node& node) {
  const Node* last = nullptr;
  std::vector<const Node*> run;
  const auto check_run = [&] {
    bool has_paren = false;
    for (const Node* at : run)
      has_paren = has_paren || at->is_html(names::rp);
    bool is_regular = run.size() % 2 == 1;
    for (std::size_t i = 0; i < run.size(); ++i)
      is_regular = is_regular && run[i]->is_html(names::rp) == (i % 2 == 0);
    const Node* kept = nullptr;
    for (const Node* at : run) {
      const bool is_kept = !at->is_html(names::rp) || (is_regular && run.size() >= 3);
      if (is_kept) {
        kept = at;
      } else {
        dropped_.insert(at);
      }
    }
    if (kept != nullptr) last = kept;
    run.clear();
  };
  for (const Node* at = node.first_child; at != nullptr; at = at->next_sibling) {
    if (at->is_element() && is_annotation(*at)) {
      run.push_back(at);
    } else if (at->is_element() || (at->is_text() && !is_blank_text(at->text()))) {
      check_run();
    }
  }
  check_run();
  const bool nested = context() == Content::RubyParts;
  if (last == nullptr || nested) return enter_as(node, names::span, Content::Phrasing, {});
  ++content_.facts.ruby;
  ruby_ends_.push_back(last);
  return enter_as(node, names::ruby, Content::RubyParts, {});
}

bool ContentWriter::enter_ruby_part(const Node& node, const ElementRule& rule) {
  const Atom parent = frames_.back().name;
  // Parentheses show only where ruby does not, and then beside an annotation.
  if (dropped_.contains(&node) || (node.is_html(names::rp) && parent != names::ruby)) return false;
  if (parent == names::ruby) return enter_as(node, rule.target, rule.content, {});
  if (parent == names::rtc && node.is_html(names::rt)) {
    return enter_as(node, names::rt, Content::Phrasing, {});
  }
  return enter_as(node, names::span, Content::Phrasing, {});
}

bool ContentWriter::is_between_annotations(const Node& text) const {
  if (context() != Content::RubyParts) return false;
  const Node* before = previous_thing(text);
  const Node* after = next_thing(text);
  return before != nullptr && is_annotation(*before) && after != nullptr && is_annotation(*after);
}

// A note's body opens an `aside` that readers show as a pop-up, inside a list's item, around all
// else.
bool ContentWriter::enter_note(const Node& node, const ElementRule& rule) {
  const bool in_item = rule.kind == Kind::Item && context() == Content::Items;
  const bool in_term = rule.kind == Kind::Term && context() == Content::Terms;
  if (!in_item && !in_term && context() != Content::Flow) return false;
  ElementAttributes note;
  note.extra = " epub:type=\"footnote\" role=\"doc-footnote\"";
  note.id = take_id(node);
  if (in_item || in_term) {
    ElementAttributes item;
    push_without_id(node, rule.target, item);
    push(nullptr, names::aside, Content::Flow, note);
    frames_.back().may_split = false;
    return true;
  }
  push(nullptr, names::aside, Content::Flow, note);
  frames_.back().may_split = false;
  if (node.is_html(names::aside)) return true;
  const bool is_block_now = node.is_html(names::p) && holds_blocks(node);
  push_without_id(node, is_block_now ? names::div : rule.target, {});
  frames_.back().content = is_block_now ? Content::Flow : rule.content;
  return true;
}

void ContentWriter::push_without_id(const Node& node, Atom name, ElementAttributes own) {
  own.id = {};
  push(&node, name, Content::Flow, own);
}

void ContentWriter::write_back_link(const Node& body) {
  const book::Note& note = publication_.notes[publication_.note_of_body.at(&body)];
  if (note.back_link != nullptr) return;
  if (context() != Content::Flow && context() != Content::Phrasing) return;
  // Readers speak the label; the sign itself says nothing.
  std::string_view label = "Back";
  if (chapter_->language.starts_with("zh")) label = "返回";
  if (chapter_->language.starts_with("ja")) label = "戻る";
  out_ += "<a";
  LinkHole hole;
  hole.offset = out_.size();
  hole.target = note.reference;
  hole.extra = " role=\"doc-backlink\"";
  content_.files.back().links.push_back(hole);
  out_ += " class=\"bx-backlink\" epub:type=\"backlink\"";
  append_attribute(out_, "title", label);
  out_ += ">\u21A9</a>";
  touch();
}

}  // namespace banxin::epub
