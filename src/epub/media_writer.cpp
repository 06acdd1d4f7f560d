// Pictures, fields of forms, placeholders for what a book cannot play, and page breaks.
#include <algorithm>
#include <array>

#include "base/diagnostic_ids.h"
#include "book/heading.h"
#include "epub/content_writer.h"
#include "epub/text_facts.h"
#include "epub/url.h"
#include "epub/xml_text.h"
#include "input/resources.h"

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
  write_found_picture(node, *picture);
}

void ContentWriter::write_found_picture(const Node& node, const Picture& picture) {
  ++content_.facts.images;
  content_.facts.has_animation = content_.facts.has_animation || picture.is_animated;
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
  append_attribute(extra, "src", picture.name);
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
      links_open_ == 0 ? valid_link(reference, chapter_->base_url) : std::string();
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

// What plays in a book: EPUB 3.3 §3.2 has MP3, AAC in MP4 and Opus in Ogg for sound, and any film.
std::string_view ContentWriter::playable_type(std::string_view bytes, bool is_film) {
  const bool is_mp4 = bytes.substr(0, 12).find("ftyp") == 4;
  if (is_film) {
    if (is_mp4) return "video/mp4";
    return bytes.starts_with("\x1A\x45\xDF\xA3") ? "video/webm" : std::string_view{};
  }
  if (is_mp4) return "audio/mp4";
  const bool is_frame = bytes.size() > 2 && bytes[0] == '\xFF' && (bytes[1] & 0xE6) == 0xE2;
  if (bytes.starts_with("ID3") || is_frame) return "audio/mpeg";
  const bool is_opus =
      bytes.starts_with("OggS") && bytes.substr(0, 512).find("OpusHead") != std::string_view::npos;
  return is_opus ? "audio/ogg; codecs=opus" : std::string_view{};
}

// The file of the book that holds what the element shows; null when it cannot be had or played.
const MediaFile* ContentWriter::find_media(const Node& node, bool is_film) {
  const std::string_view source = node.attribute(names::src);
  if (source.empty() || !publication_.load_resource) return nullptr;
  auto loaded = publication_.load_resource(chapter_->source_path, source);
  if (!loaded) {
    diagnostics_.report_unloaded(loaded.error(), document_->file(), document_->position(node));
    return nullptr;
  }
  const auto [known, is_new] = media_by_path_.emplace(loaded.value().path, nullptr);
  if (!is_new) return known->second;
  const std::string_view type = playable_type(loaded.value().bytes, is_film);
  if (type.empty()) return nullptr;
  MediaFile file;
  file.name = "media-";
  append_padded(file.name, content_.media.size() + 1, 4);
  file.name += type == "audio/mpeg"   ? ".mp3"
               : type == "video/webm" ? ".webm"
               : type[6] == 'o'       ? ".opus"
               : is_film              ? ".mp4"
                                      : ".m4a";
  file.media_type = type;
  file.bytes = std::move(loaded.value().bytes);
  content_.media.push_back(std::move(file));
  known->second = &content_.media.back();
  return known->second;
}

// A film or sound that lies beside the page stays; it does not begin by itself.
bool ContentWriter::write_media(const Node& node, std::string_view label) {
  const bool is_film = node.is_html(names::video);
  if (!is_film && !node.is_html(names::audio)) return false;
  if (links_open_ > 0) return false;
  const MediaFile* file = find_media(node, is_film);
  for (const Node* at = node.first_child; at != nullptr && file == nullptr; at = at->next_sibling) {
    if (at->is_html(names::source)) file = find_media(*at, is_film);
  }
  if (file == nullptr) return false;
  (is_film ? content_.facts.has_film : content_.facts.has_sound) = true;
  flush_anchors();
  out_ += is_film ? "<video" : "<audio";
  append_attribute(out_, "src", file->name);
  out_ += " controls=\"controls\" class=\"bx-embed\"";
  append_attribute(out_, "aria-label", label);
  for (const dom::Attribute& attribute : node.attributes()) {
    if (!is_film || document_->atoms().name(attribute.name) != "poster") continue;
    const image::Reference where{document_->file(), document_->position(node)};
    const Picture* picture =
        pictures_.find(chapter_->source_path, attribute.value, where, diagnostics_);
    if (picture != nullptr) append_attribute(out_, "poster", picture->name);
  }
  out_ += '>';
  append_text(out_, label);
  out_ += is_film ? "</video>" : "</audio>";
  touch();
  last_named_ = out_.size();
  has_body_text_ = true;
  return true;
}

// An object or embed that is a picture beside the page.
bool ContentWriter::write_picture_object(const Node& node) {
  if (!node.is_html(names::object) && !node.is_html(names::embed)) return false;
  std::string_view reference;
  for (const dom::Attribute& attribute : node.attributes()) {
    const std::string_view name = document_->atoms().name(attribute.name);
    if (name == "data" || name == "src") reference = attribute.value;
  }
  const std::string_view path = reference.substr(0, reference.find_first_of("?#"));
  const std::size_t dot = path.rfind('.');
  std::string extension(dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1));
  for (char& c : extension)
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  constexpr std::string_view kPictures = " svg png jpg jpeg gif webp avif bmp ";
  const bool is_picture =
      node.attribute(names::type).starts_with("image/") ||
      (!extension.empty() && kPictures.find(" " + extension + " ") != std::string_view::npos);
  if (!is_picture) return false;
  const image::Reference where{document_->file(), document_->position(node)};
  const Picture* picture = pictures_.find(chapter_->source_path, reference, where, diagnostics_);
  if (picture == nullptr) return false;
  write_found_picture(node, *picture);
  return true;
}

bool ContentWriter::enter_placeholder(const Node& node, const ElementRule& rule) {
  // What an object shows where it cannot be shown is the page's own placeholder.
  if (rule.content == Content::Transparent && has_content(node)) {
    mark_anchor(node);
    return true;
  }
  if (write_picture_object(node)) return false;
  mark_anchor(node);
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
  const std::string target = valid_link(source, chapter_->base_url);
  const book::Place* place = publication_.find_link(node);
  const bool has_label = !is_blank_text(label);
  if (!has_label) {
    label = word(chapter_->language, "Embedded page", "嵌入内容", "嵌入內容", "埋め込みコンテンツ");
    if (node.is_html(names::video))
      label = word(chapter_->language, "Video", "视频", "影片", "動画");
    if (node.is_html(names::audio))
      label = word(chapter_->language, "Audio", "音频", "音訊", "音声");
  }
  const std::string shown = book::collapse_blanks(label);
  if (write_media(node, shown)) return false;
  if (target.empty() && place == nullptr && !has_label) return false;
  report(DiagnosticId::EmbedReplaced, node, element_name(node));
  flush_anchors();
  out_ += "<span class=\"bx-embed\">";
  const bool linked = (!target.empty() || place != nullptr) && links_open_ == 0;
  if (linked) {
    out_ += "<a";
    if (place != nullptr) {
      content_.files.back().links.push_back({out_.size(), *place, {}});
    } else {
      append_attribute(out_, "href", target);
    }
    out_ += '>';
  }
  write_string(shown);
  out_ += linked ? "</a></span>" : "</span>";
  touch();
  return false;
}

void ContentWriter::write_page_break(const PageStart& page) {
  const std::string id = own_id("page-", content_.page_breaks.size() + 1);
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
