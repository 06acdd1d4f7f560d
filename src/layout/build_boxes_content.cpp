#include <charconv>
#include <utility>

#include "base/diagnostic_ids.h"
#include "base/utf8.h"
#include "image/image_store.h"
#include "layout/box_builder.h"
#include "layout/inline/caches.h"
#include "layout/picture_source.h"
#include "layout/text_transform.h"

namespace banxin::layout {

using style::ComputedStyle;
using style::Display;
using style::PseudoElement;
namespace names = dom::names;

namespace {

bool is_letter_punctuation(char32_t c) {
  // CSS Pseudo 4 §2.2: punctuation (Ps, Pe, Pi, Pf, Po) beside the first letter belongs to it.
  constexpr std::u32string_view kMarks =
      U"\"'()[]{}<>!?,.;:“”‘’«»‹›„‚「」『』（）《》〈〉【】〔〕、。，！？：；…—¿¡*&%@#";
  return kMarks.find(c) != std::u32string_view::npos;
}

bool is_blank(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == U'\f' || c == 0x3000;
}

// Bytes [begin, end) of the first letter with its punctuation; empty when there is none.
std::pair<std::size_t, std::size_t> first_letter_range(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const DecodedCharacter c = decode_utf8(text, at);
    if (!is_blank(c.code_point)) break;
    at += c.length;
  }
  const std::size_t begin = at;
  bool letter = false;
  while (at < text.size()) {
    const DecodedCharacter c = decode_utf8(text, at);
    if (is_blank(c.code_point)) break;
    if (!is_letter_punctuation(c.code_point)) {
      if (letter) break;
      letter = true;
    }
    at += c.length;
  }
  return letter ? std::pair{begin, at} : std::pair{begin, begin};
}

}  // namespace

void BoxBuilder::add_content(const dom::Node& node,
                             const ComputedStyle& style,
                             BoxOrigin origin,
                             Box& box) {
  for (const ContentPiece& piece :
       generate_content(style.content.items, style, surroundings(&node))) {
    // LIMIT: a few rules can say more than a library holds.
    constexpr std::size_t kMostBytes = 4U << 20U;
    if (generated_bytes_ > kMostBytes) return;
    generated_bytes_ += piece.text.size();
    if (generated_bytes_ > kMostBytes) {
      context_.diagnostics.report(DiagnosticId::ContentLimit, document_.file(),
                                  document_.position(node), "4 MiB");
      return;
    }
    if (piece.image != nullptr) {
      Box& picture = factory_.create(BoxType::Replaced,
                                     factory_.anonymous_style(style, Display::Inline), nullptr);
      picture.image = piece.image;
      picture.inline_level = true;
      picture.origin = BoxOrigin::Anonymous;
      BoxFactory::append(box, picture);
    } else if (piece.is_leader) {
      add_text(box, piece.text, origin);
      box.last_child->is_leader = true;
    } else {
      add_text(box, piece.text, origin);
    }
  }
}

void BoxBuilder::build_pseudo(const dom::Node& node, PseudoElement which, Box& parent) {
  const ComputedStyle* style = context_.styles.find_pseudo(node, which);
  if (style == nullptr || style->display == Display::None) return;
  if (style->content.kind != style::ContentKind::Items) return;
  const BoxOrigin origin = which == PseudoElement::Before ? BoxOrigin::Before : BoxOrigin::After;
  counters_.enter(*style, nullptr, document_);
  counters_.begin_children();
  Box* box = style->display == Display::Contents ? &parent : create_box(&node, *style, parent);
  if (box != &parent) {
    box->origin = origin;
    BoxFactory::append(parent, *box);
  }
  add_content(node, *style, origin, *box);
  counters_.end_children();
  if (box != &parent) finish_children(*box, factory_);
}

namespace {

bool is_symbol(const style::CounterStyleName& type) {
  return type == style::CounterStyleName::of("disc") ||
         type == style::CounterStyleName::of("circle") ||
         type == style::CounterStyleName::of("square");
}

}  // namespace

// CSS Lists 3 §3.2 leaves the room of an inside symbol to us: it is Chromium's, a bullet by the
// font's ascent and one em.
Box& BoxBuilder::symbol_place(Box& marker) {
  ComputedStyle& style = context_.memory.create<ComputedStyle>(
      factory_.anonymous_style(*marker.style, Display::InlineBlock));
  const font::FontStack& fonts = InlineCaches::of(context_).stack_of(style, context_);
  const int ascent = static_cast<int>(font_height(style, fonts, false).ascent.to_px());
  const Unit bullet = Unit::from_px((ascent * 2 / 3 + 1) / 2 + 1);
  const Unit width = bullet + style.font_size;
  style.width.kind = style::BoxSizeKind::LengthPercentage;
  style.width.value = style::LengthPercentage::from_length(width);
  style.text_indent = {};
  Box& place = factory_.create(BoxType::Block, style, nullptr);
  place.inline_level = true;
  place.new_formatting_context = true;
  place.origin = BoxOrigin::Marker;
  BoxFactory::append(marker, place);
  return place;
}

void BoxBuilder::build_marker(const dom::Node& node, Box& item) {
  const ComputedStyle* own = context_.styles.find_pseudo(node, PseudoElement::Marker);
  const ComputedStyle& style =
      own != nullptr ? *own : factory_.anonymous_style(*item.style, Display::Block);
  if (style.content.kind == style::ContentKind::None) return;
  const ComputedStyle& list = *item.style;
  const bool inside =
      list.list_style_position == style::ListStylePosition::Inside || item.type != BoxType::Block;
  Box& marker = factory_.create(inside ? BoxType::Inline : BoxType::Block, style, &node);
  marker.origin = BoxOrigin::Marker;
  marker.inline_level = inside;
  marker.new_formatting_context = !inside;
  if (style.content.kind == style::ContentKind::Items) {
    add_content(node, style, BoxOrigin::Marker, marker);
  } else {
    const image::Image* image = nullptr;
    if (list.list_style_image.kind == style::ImageKind::Url) {
      image = context_.images.load(list.list_style_image.url.text, list.list_style_image.url.base,
                                   image::Reference{document_.file(), document_.position(node)},
                                   context_.diagnostics);
    }
    if (image != nullptr) {
      // Its distance from the text is Chromium's.
      ComputedStyle& spaced =
          context_.memory.create<ComputedStyle>(factory_.anonymous_style(style, Display::Inline));
      style::LengthPercentageOrAuto& side =
          item.style->direction == Direction::Rtl ? spaced.margin_left : spaced.margin_right;
      side.value = style::LengthPercentage::from_length(Unit::from_px(7));
      Box& picture = factory_.create(BoxType::Replaced, spaced, nullptr);
      picture.image = image;
      picture.inline_level = true;
      picture.origin = BoxOrigin::Marker;
      BoxFactory::append(marker, picture);
    } else {
      const std::string text =
          marker_text(list.list_style_type, counters_.value("list-item"), context_);
      if (text.empty()) return;
      Box& place = inside && is_symbol(list.list_style_type) ? symbol_place(marker) : marker;
      add_text(place, text, BoxOrigin::Marker);
      if (&place != &marker) finish_children(place, factory_);
    }
  }
  if (marker.first_child == nullptr) return;
  finish_children(marker, factory_);
  if (inside) {
    BoxFactory::append(item, marker);
  } else {
    marker.parent = &item;
    item.outside_marker = &marker;
  }
}

// GCPM 3 §2.4: the call stands where the note was taken from; both show the counter `footnote`.
void BoxBuilder::build_footnote_call(const dom::Node& node, Box& parent) {
  counters_.increment("footnote", 1);
  const ComputedStyle* style = context_.styles.find_pseudo(node, PseudoElement::FootnoteCall);
  Box& call = factory_.create(
      BoxType::Inline,
      style != nullptr ? *style : factory_.anonymous_style(*parent.style, Display::Inline), &node);
  call.inline_level = true;
  call.origin = BoxOrigin::Before;
  if (style != nullptr && style->content.kind == style::ContentKind::Items) {
    add_content(node, *style, BoxOrigin::Before, call);
  } else if (style == nullptr || style->content.kind == style::ContentKind::Normal) {
    add_text(
        call,
        counter_text(style::CounterStyleName::of("decimal"), counters_.value("footnote"), context_),
        BoxOrigin::Before);
  }
  if (call.first_child == nullptr) return;  // an empty call takes no place in its line
  BoxFactory::append(parent, call);
  finish_children(call, factory_);
}

void BoxBuilder::build_footnote_marker(const dom::Node& node, Box& note) {
  const ComputedStyle* style = context_.styles.find_pseudo(node, PseudoElement::FootnoteMarker);
  Box& marker = factory_.create(
      BoxType::Inline,
      style != nullptr ? *style : factory_.anonymous_style(*note.style, Display::Inline), &node);
  marker.inline_level = true;
  marker.origin = BoxOrigin::Before;
  if (style != nullptr && style->content.kind == style::ContentKind::Items) {
    add_content(node, *style, BoxOrigin::Before, marker);
  } else if (style == nullptr || style->content.kind == style::ContentKind::Normal) {
    add_text(marker,
             counter_text(style::CounterStyleName::of("decimal"), counters_.value("footnote"),
                          context_) +
                 ". ",
             BoxOrigin::Before);
  }
  if (marker.first_child == nullptr) return;
  BoxFactory::append(note, marker);
  finish_children(marker, factory_);
}

// The letter becomes an inline box (or a float) of its own, in front of the rest of its text.
void BoxBuilder::build_first_letter(const dom::Node& node, Box& container) {
  if (container.type != BoxType::Block && container.type != BoxType::TableCell) return;
  if (container.origin != BoxOrigin::Element) return;
  const ComputedStyle* style = context_.styles.find_pseudo(node, PseudoElement::FirstLetter);
  if (style == nullptr) return;
  // CSS Pseudo 4 §2.2: that of its first block, where blocks are what it has.
  Box* inner = &container;
  while (!inner->children_inline) {
    inner = inner->first_child;
    while (inner != nullptr && (inner->floating || inner->out_of_flow))
      inner = inner->next_sibling;
    if (inner == nullptr || inner->type != BoxType::Block) return;
  }
  Box& block = *inner;
  Box* at = block.first_child;
  while (at != nullptr) {
    if (at->floating || at->out_of_flow || at->origin == BoxOrigin::Marker) {
      at = next_after_subtree(*at, block);
      continue;
    }
    if (at->is_text() && !is_collapsible_space(*at)) break;
    if (!at->is_text() && at->type != BoxType::Inline) return;
    at = next_in_tree(*at, block);
  }
  if (at == nullptr || at->parent->origin == BoxOrigin::FirstLetter) return;
  const auto [begin, end] = first_letter_range(at->text);
  if (begin == end) return;
  Box& letter = *create_box(&node, *style, *at->parent);
  letter.origin = BoxOrigin::FirstLetter;
  if (!letter.floating) {
    letter.type = BoxType::Inline;
    letter.inline_level = true;
  }
  Box& text = factory_.create(BoxType::Text, *style, nullptr);
  text.inline_level = true;
  text.text = at->text.substr(begin, end - begin);
  if (transforms_text(*style)) {
    bool at_word_start = true;
    text.text = context_.memory.copy(transform_text(text.text, *style, at_word_start));
  }
  text.source_offset = at->source_offset;
  BoxFactory::append(letter, text);
  BoxFactory::insert_before(*at->parent, letter, at);
  at->text = at->text.substr(end);
  finish_children(letter, factory_);
}

// CSS Content 3 §2: a picture alone as an element's content makes it a replaced element. False
// where it cannot be had: then its children are shown.
bool BoxBuilder::build_content_picture(const dom::Node& node,
                                       const ComputedStyle& style,
                                       Box& parent) {
  if (style.content.kind != style::ContentKind::Items || style.content.items.size() != 1) {
    return false;
  }
  const style::ContentItem& item = style.content.items[0];
  if (item.kind != style::ContentItemKind::Image || item.image.kind != style::ImageKind::Url) {
    return false;
  }
  const image::Image* image = context_.images.load(
      item.image.url.text, item.image.url.base,
      image::Reference{document_.file(), document_.position(node)}, context_.diagnostics);
  if (image == nullptr) return false;
  Box& box = *create_box(&node, style, parent);
  if (box.type == BoxType::Inline || style.display == Display::InlineBlock) {
    box.inline_level = true;
  }
  box.type = BoxType::Replaced;
  box.image = image;
  box.new_formatting_context = true;
  BoxFactory::append(parent, box);
  return true;
}

// HTML §15.4: what is shown as a picture. False when the element is shown by its content.
bool BoxBuilder::build_replaced(const dom::Node& node, const ComputedStyle& style, Box& parent) {
  const bool is_image = node.is_html(names::img);
  const bool is_svg = node.name_space == dom::Namespace::Svg && node.name == names::svg;
  const bool is_frame =
      node.is_html(names::iframe) || node.is_html(names::canvas) || node.is_html(names::video);
  if (!is_image && !is_svg && !is_frame) return false;
  const image::Image* image = nullptr;
  PictureSource source;
  if (is_image) {
    source = find_picture_source(document_, node, context_.styles.media());
    if (!source.address.empty()) {
      image = context_.images.load(source.address, document_.file(),
                                   image::Reference{document_.file(), document_.position(node)},
                                   context_.diagnostics);
    }
    if (image == nullptr) {
      // HTML §15.4.1: a picture that is not there is shown by its alternative text.
      Box& box = *create_box(&node, style, parent);
      // With a size of its own it is still a box of that size.
      if (context_.has_room_for_missing_pictures && box.type == BoxType::Inline &&
          !style.width.is_auto() && !style.height.is_auto()) {
        box.type = BoxType::Block;
        box.new_formatting_context = true;
      }
      BoxFactory::append(parent, box);
      const std::string_view alternative = node.attribute(document_.atoms().find("alt"));
      if (!alternative.empty()) add_text(box, alternative, BoxOrigin::Element);
      finish_children(box, factory_);
      return true;
    }
  }
  Box& box = *create_box(&node, style, parent);
  box.type = BoxType::Replaced;
  box.image = image;
  box.image_density = static_cast<float>(source.density);
  box.new_formatting_context = true;
  if (style.display == Display::Inline && !box.floating && !box.out_of_flow &&
      parent.type != BoxType::Flex && parent.type != BoxType::Grid) {
    box.inline_level = true;
  }
  BoxFactory::append(parent, box);
  return true;
}

// Form controls show their value as plain text.
void BoxBuilder::build_control(const dom::Node& node, Box& box) {
  if (!node.is_html(names::input)) return;
  const AtomTable& atoms = document_.atoms();
  const std::string_view type = node.attribute(atoms.find("type"));
  if (type == "hidden" || type == "image" || type == "file" || type == "color") return;
  if (type == "checkbox" || type == "radio") {
    const bool checked = node.find_attribute(atoms.find("checked")) != nullptr;
    add_text(box, type == "radio" ? (checked ? "◉" : "○") : (checked ? "☑" : "☐"),
             BoxOrigin::Element);
    return;
  }
  std::string_view text = node.attribute(atoms.find("value"));
  if (text.empty() && type == "submit") text = "Submit";
  if (text.empty() && type == "reset") text = "Reset";
  if (text.empty()) text = node.attribute(atoms.find("placeholder"));
  add_text(box, text.empty() ? std::string_view{"\u00A0"} : text, BoxOrigin::Element);
}

}  // namespace banxin::layout
