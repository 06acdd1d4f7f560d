// Pictures, fields of forms, placeholders for what a book cannot play, and page breaks.
#include <algorithm>
#include <array>

#include "base/diagnostic_ids.h"
#include "book/heading.h"
#include "epub/content_writer.h"
#include "epub/text_facts.h"
#include "epub/url.h"
#include "epub/xml_text.h"

namespace banxin::epub {

namespace names = dom::names;
using dom::Node;

namespace {

std::string_view word(std::string_view language,
                      std::string_view english,
                      std::string_view simplified,
                      std::string_view traditional,
                      std::string_view japanese) {
  if (language.starts_with("ja")) return japanese;
  if (!language.starts_with("zh")) return english;
  const bool is_traditional = language.find("Hant") != std::string_view::npos ||
                              language.ends_with("TW") || language.ends_with("HK") ||
                              language.ends_with("MO");
  return is_traditional ? traditional : simplified;
}

// The URL of a srcset's largest candidate (HTML Standard §4.8.4.2.1).
std::string_view best_of_srcset(std::string_view srcset) {
  std::string_view best;
  double best_size = -1;
  for (std::size_t at = 0; at < srcset.size();) {
    at = srcset.find_first_not_of(" \t\n\r\f,", at);
    if (at == std::string_view::npos) break;
    const std::size_t end = std::min(srcset.find_first_of(" \t\n\r\f", at), srcset.size());
    std::string_view url = srcset.substr(at, end - at);
    const bool ends_here = url.ends_with(",");
    while (url.ends_with(","))
      url.remove_suffix(1);
    double size = 1;
    at = end;
    if (!ends_here) {
      const std::size_t stop = std::min(srcset.find(',', end), srcset.size());
      const std::string_view descriptor = srcset.substr(end, stop - end);
      double number = 0;
      for (const char c : descriptor) {
        if (c >= '0' && c <= '9') number = number * 10 + (c - '0');
      }
      if (number > 0) size = number;
      at = stop;
    }
    if (size > best_size) {
      best_size = size;
      best = url;
    }
  }
  return best;
}

std::string digits_only(std::string_view text) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::string_view rest = text.substr(end);
  if (end == 0 || end > 5 || (!rest.empty() && rest != "px")) return {};
  return std::string(text.substr(0, end));
}

}  // namespace

const Picture* ContentWriter::find_picture(const Node& node, std::string_view& reference) {
  // Pages that load pictures late keep the true address elsewhere and a spacer in src.
  std::array<std::string_view, 5> candidates;
  for (const dom::Attribute& attribute : node.attributes()) {
    const std::string_view name = document_->atoms().name(attribute.name);
    if (name == "data-src") candidates[0] = attribute.value;
    if (name == "data-original" || name == "data-lazy-src" || name == "data-actualsrc") {
      candidates[1] = attribute.value;
    }
    if (name == "src" || name == "href") candidates[2] = attribute.value;
    if (name == "srcset") candidates[3] = best_of_srcset(attribute.value);
    if (name == "data-srcset") candidates[4] = best_of_srcset(attribute.value);
  }
  for (const std::string_view candidate : candidates) {
    if (candidate.empty()) continue;
    if (reference.empty() || reference.starts_with("data:")) reference = candidate;
    const image::Reference where{document_->file(), document_->position(node)};
    if (const Picture* picture =
            pictures_.find(chapter_->source_path, candidate, where, diagnostics_)) {
      reference = candidate;
      return picture;
    }
  }
  return nullptr;
}

void ContentWriter::write_picture(const Node& node) {
  std::string_view reference;
  const Picture* picture = find_picture(node, reference);
  if (picture == nullptr) {
    write_missing_picture(node, reference);
    return;
  }
  ++content_.facts.images;
  content_.facts.has_animation = content_.facts.has_animation || picture->is_animated;
  const dom::Attribute* alt = node.find_attribute(names::alt);
  std::string text = alt != nullptr ? book::collapse_blanks(alt->value) : std::string();
  // In a link of nothing but this picture the link's name is the picture's; beside the same words
  // in that link the picture repeats.
  if (links_open_ > 0) {
    const Node* link = node.parent;
    while (link != nullptr && !link->is_html(names::a))
      link = link->parent;
    if (link != nullptr) {
      const std::string beside = book::collapse_blanks(dom::text_content(*link));
      if (!beside.empty() && beside == text) text.clear();
      if (beside.empty() && text.empty()) {
        text = word(chapter_->language, "Picture", "图片", "圖片", "画像");
      }
    }
  }
  if (alt == nullptr && text.empty()) ++content_.facts.undescribed_images;
  ElementAttributes own;
  own.id = take_id(node);
  std::string extra;
  append_attribute(extra, "src", picture->name);
  append_attribute(extra, "alt", text);
  if (text.empty() && links_open_ == 0) extra += " role=\"presentation\"";
  const std::string width = digits_only(node.attribute(names::width));
  const std::string height = digits_only(node.attribute(names::height));
  if (!width.empty()) append_attribute(extra, "width", width);
  if (!height.empty() && !width.empty()) append_attribute(extra, "height", height);
  own.extra = extra;
  if (!pending_ids_.empty()) flush_anchors();
  out_ += "<img";
  attributes_.write(out_, &node, names::img, own);
  out_ += "/>";
  touch();
  if (!text.empty()) last_named_ = out_.size();
  has_body_text_ = true;
}

// A picture that cannot be had leaves what it says, and the way to it where there is one.
void ContentWriter::write_missing_picture(const Node& node, std::string_view reference) {
  mark_anchor(node);
  flush_anchors();
  const std::string text = book::collapse_blanks(node.attribute(names::alt));
  if (text.empty()) return;
  const std::string target =
      links_open_ == 0 ? valid_link(reference, chapter_->source_url) : std::string();
  out_ += "<span class=\"bx-missing\">";
  if (!target.empty()) {
    out_ += "<a";
    append_attribute(out_, "href", target);
    out_ += '>';
  }
  write_string(text);
  out_ += target.empty() ? "</span>" : "</a></span>";
  touch();
}

void ContentWriter::write_field(const Node& node) {
  mark_anchor(node);
  flush_anchors();
  std::string type(node.attribute(names::type));
  std::transform(type.begin(), type.end(), type.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  std::string_view text;
  std::string_view style_class = "bx-field";
  const bool checked = node.find_attribute(names::checked) != nullptr;
  if (type == "hidden" || type == "password" || type == "file") return;
  if (type == "checkbox") {
    text = checked ? "\u2611" : "\u2610";
  } else if (type == "radio") {
    text = checked ? "\u25C9" : "\u25CB";
  } else if (type == "image") {
    text = node.attribute(names::alt);
  } else {
    text = node.attribute(names::value);
    if (type == "submit" || type == "button" || type == "reset") style_class = "bx-field bx-button";
  }
  if (is_blank_text(text)) return;
  out_ += "<span";
  append_attribute(out_, "class", style_class);
  out_ += '>';
  write_string(text);
  out_ += "</span>";
}

bool ContentWriter::enter_placeholder(const Node& node, const ElementRule& rule) {
  mark_anchor(node);
  // What an object shows where it cannot be shown is the page's own placeholder.
  if (rule.content == Content::Transparent && has_content(node)) return true;
  std::string_view source;
  std::string_view label;
  for (const dom::Attribute& attribute : node.attributes()) {
    const std::string_view name = document_->atoms().name(attribute.name);
    if (name == "src" || name == "data" || (name == "data-src" && source.empty()))
      source = attribute.value;
    if (name == "title" || (name == "aria-label" && label.empty())) label = attribute.value;
    // Counters and trackers.
    if ((name == "width" || name == "height") &&
        (attribute.value == "0" || attribute.value == "1")) {
      return false;
    }
  }
  if (source.empty()) {
    const Node* first = dom::find_element(node, names::source);
    if (first != nullptr) source = first->attribute(names::src);
  }
  const std::string target = valid_link(source, chapter_->source_url);
  if (target.empty() && is_blank_text(label)) return false;
  if (is_blank_text(label)) {
    label = word(chapter_->language, "Embedded page", "嵌入内容", "嵌入內容", "埋め込みコンテンツ");
    if (node.is_html(names::video))
      label = word(chapter_->language, "Video", "视频", "影片", "動画");
    if (node.is_html(names::audio))
      label = word(chapter_->language, "Audio", "音频", "音訊", "音声");
  }
  report(DiagnosticId::EmbedReplaced, node, element_name(node));
  flush_anchors();
  out_ += "<span class=\"bx-embed\">";
  const bool linked = !target.empty() && links_open_ == 0;
  if (linked) {
    out_ += "<a";
    append_attribute(out_, "href", target);
    out_ += '>';
  }
  write_string(book::collapse_blanks(label));
  out_ += linked ? "</a></span>" : "</span>";
  touch();
  return false;
}

void ContentWriter::write_page_break(const PageStart& page) {
  const std::string id = "page-" + std::to_string(content_.page_breaks.size() + 1);
  content_.page_breaks.push_back({page.label, id, file_});
  if (context() != Content::Flow && context() != Content::Phrasing) {
    pending_ids_.push_back(id);
    return;
  }
  flush_anchors();
  out_ += "<span epub:type=\"pagebreak\" role=\"doc-pagebreak\"";
  append_attribute(out_, "id", id);
  append_attribute(out_, "aria-label", page.label);
  out_ += "></span>";
  touch();
}

void ContentWriter::write_page_breaks(const Node& node, std::size_t from, std::size_t to) {
  const std::string_view text = node.text();
  for (const PageStart* page : pages_.at(&node)) {
    const std::size_t at = std::clamp(page->offset, from, to);
    append_text(out_, text.substr(from, at - from));
    write_page_break(*page);
    from = at;
  }
  append_text(out_, text.substr(from, to - from));
}

}  // namespace banxin::epub
