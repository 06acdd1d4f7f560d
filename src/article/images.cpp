#include "article/images.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "article/text_measure.h"
#include "base/ascii.h"

namespace banxin::article {

namespace {

namespace names = dom::names;

bool is_remote(std::string_view address) {
  return contains(address, "://") || address.starts_with("//");
}

bool is_placeholder(std::string_view address) {
  if (address.empty() || address.starts_with("data:image/gif") || address == "#" ||
      address.starts_with("about:") || address.starts_with("javascript:")) {
    return true;
  }
  // A small data: picture is a blank or a blur.
  if (address.starts_with("data:")) return address.size() < 1500;
  const std::string name = ascii_lower(image_file_name(address));
  static constexpr std::array kNames = std::to_array<std::string_view>(
      {"blank.",      "spacer.",  "placeholder", "loading",    "lazyload", "lazy.",     "pixel.",
       "transparent", "grey.gif", "gray.gif",    "trans.gif",  "1x1",      "_1px",      "clear.gif",
       "nopic",       "noimage",  "default.gif", "space.gif",  "dot.gif",  "empty.gif", "none.gif",
       "none.png",    "nothing.", "preload.",    "default_pic"});
  return contains_any(name, kNames);
}

bool looks_like_address(std::string_view value) {
  if (value.size() < 5 || value.size() > 4000 ||
      value.find_first_of(" {}<>\"") != std::string_view::npos) {
    return false;
  }
  const std::string lower = ascii_lower(value);
  static constexpr std::array kMarks = std::to_array<std::string_view>(
      {".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp",
       "wx_fmt=", "format=", "mmbiz", "image", "img", "photo", "/pic"});
  if (!contains_any(lower, kMarks)) {
    return false;
  }
  return contains(value, "/") || contains(value, ".");
}

// The candidate of a srcset with the greatest width or density.
std::string_view largest_of_srcset(std::string_view srcset) {
  std::string_view best;
  double greatest = -1;
  for (std::size_t at = 0; at < srcset.size();) {
    at = srcset.find_first_not_of(" \t\r\n\f,", at);
    if (at == std::string_view::npos) break;
    std::size_t end = srcset.find_first_of(" \t\r\n\f", at);
    if (end == std::string_view::npos) end = srcset.size();
    std::string_view address = srcset.substr(at, end - at);
    std::size_t next = end;
    double size = 1;
    if (!address.empty() && address.back() == ',') {
      address.remove_suffix(1);
    } else {
      next = std::min(srcset.find(',', end), srcset.size());
      std::string_view descriptor = srcset.substr(end, next - end);
      descriptor.remove_prefix(
          std::min(descriptor.find_first_not_of(" \t\r\n\f"), descriptor.size()));
      double value = 0;
      const auto [rest, error] =
          std::from_chars(descriptor.data(), descriptor.data() + descriptor.size(), value);
      if (error == std::errc{}) size = value;
      (void)rest;
    }
    if (size > greatest && !address.empty()) {
      greatest = size;
      best = address;
    }
    at = next;
  }
  return best;
}

// What a lazy loader's attribute holds; names of the common ones first.
std::string_view lazy_address(const dom::Document& document, const dom::Node& image) {
  static constexpr std::array kNames = std::to_array<std::string_view>(
      {"data-original",   "data-src",       "data-lazy-src",  "data-actualsrc", "data-original-src",
       "data-lazyload",   "data-lazy",      "data-echo",      "data-url",       "data-hi-res-src",
       "data-img-src",    "data-full-src",  "data-image",     "data-file",      "file",
       "zoomfile",        "original",       "lazy-src",       "_src",           "data-cfsrc",
       "data-runner-src", "data-orig-file", "data-large-file"});
  for (const std::string_view name : kNames) {
    const std::string_view value = image.attribute(document.atoms().find(name));
    if (!value.empty() && looks_like_address(value) && !is_placeholder(value)) return value;
  }
  for (const std::string_view name : {"data-srcset", "data-lazy-srcset"}) {
    const std::string_view value = largest_of_srcset(image.attribute(document.atoms().find(name)));
    if (!value.empty() && !is_placeholder(value)) return value;
  }
  for (const dom::Attribute& attribute : image.attributes()) {
    const std::string_view name = document.atoms().name(attribute.name);
    if (!name.starts_with("data-") || !(contains(name, "src") || contains(name, "original")))
      continue;
    if (looks_like_address(attribute.value) && !is_placeholder(attribute.value)) {
      return attribute.value;
    }
  }
  return {};
}

// The <source> elements of a <picture> around the image.
std::string_view picture_address(const dom::Node& image) {
  const dom::Node* picture = image.parent;
  if (picture == nullptr || !picture->is_html(names::picture)) return {};
  for (const dom::Node* child = dom::first_child_element(*picture); child != nullptr;
       child = dom::next_element_sibling(*child)) {
    if (!child->is_html(names::source)) continue;
    const std::string_view best = largest_of_srcset(child->attribute(names::srcset));
    if (!best.empty() && !is_placeholder(best)) return best;
  }
  return {};
}

int length_of(std::string_view value) {
  int length = -1;
  std::from_chars(value.data(), value.data() + value.size(), length);
  return length;
}

}  // namespace

std::string_view image_file_name(std::string_view address) {
  std::string_view path = address.substr(0, address.find_first_of("?#"));
  while (!path.empty() && path.back() == '/')
    path.remove_suffix(1);
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string image_address(const dom::Document& document, const dom::Node& image) {
  const std::string_view src = image.attribute(names::src);
  const bool usable = !is_placeholder(src);
  // A page saved with its files has the picture beside it.
  if (usable && !is_remote(src) && !src.starts_with("/")) return std::string{src};
  const std::string_view lazy = lazy_address(document, image);
  if (!lazy.empty()) return std::string{lazy};
  if (usable) return std::string{src};
  const std::string_view set = largest_of_srcset(image.attribute(names::srcset));
  if (!set.empty() && !is_placeholder(set)) return std::string{set};
  return std::string{picture_address(image)};
}

std::string background_address(const dom::Document& document, const dom::Node& element) {
  for (const std::string_view name : {"data-bg", "data-background", "data-background-image",
                                      "data-bg-src", "data-lazy-bg", "thumburl"}) {
    const std::string_view value = element.attribute(document.atoms().find(name));
    if (looks_like_address(value) && !is_placeholder(value)) return std::string{value};
  }
  const std::string_view style = element.attribute(names::style);
  const std::size_t property = style.find("background");
  if (property == std::string_view::npos) return {};
  const std::size_t open = style.find("url(", property);
  if (open == std::string_view::npos) return {};
  std::string_view value = style.substr(open + 4);
  value = value.substr(0, value.find(')'));
  while (!value.empty() && (value.front() == '\'' || value.front() == '"' || value.front() == ' '))
    value.remove_prefix(1);
  while (!value.empty() && (value.back() == '\'' || value.back() == '"' || value.back() == ' '))
    value.remove_suffix(1);
  return is_placeholder(value) ? std::string{} : std::string{value};
}

bool shows_speaker(const dom::Node& image) {
  constexpr int kLevels = 3;
  const dom::Node* node = &image;
  for (int level = 0; level < kLevels && node != nullptr && node->is_element(); ++level) {
    const std::string name = ascii_lower(node->attribute(names::class_));
    for (const std::string_view part :
         {"avatar", "speech-icon", "balloon-icon", "balloon__icon", "fukidashi", "hukidashi",
          "kaiwa-face", "author-image", "author-photo", "author__image", "author__photo", "userpic",
          "usericon"}) {
      if (contains(name, part)) return true;
    }
    if (name == "author" || name == "byline" || name == "profile") return true;
    node = node->parent;
  }
  return false;
}

namespace {

// "btn_enlarge.png", "icon_clock.gif": by the file's name; a large one is what the text is about.
bool is_named_button(std::string_view name, int width) {
  constexpr int kIcon = 64;
  const bool button =
      name.starts_with("btn") || name.starts_with("button") || contains(name, "_btn");
  const bool icon = name.starts_with("icon_") || name.starts_with("ico_");
  return (button || icon) && width <= (button ? 4 * kIcon : kIcon);
}

// In a link that hands the page's own address on: <a
// href="javascript:…encodeURIComponent(location…">, https://www.facebook.com/sharer/sharer.php?u=….
// A large one is what the text is about.
bool shares_page(const dom::Node& image, int width) {
  constexpr int kButton = 200;
  constexpr int kReach = 3;  // <a><span><img>
  const dom::Node* link = image.parent;
  for (int step = 0; step < kReach && link != nullptr && !link->is_html(names::a); ++step)
    link = link->parent;
  if (width > kButton || link == nullptr || !link->is_html(names::a)) return false;
  const std::string address = ascii_lower(link->attribute(names::href));
  if (address.starts_with("javascript:")) {
    return contains(address, "encodeuricomponent(") &&
           (contains(address, "location") || contains(address, "document.title"));
  }
  static constexpr std::array kSharers = std::to_array<std::string_view>(
      {"facebook.com/sharer", "facebook.com/share.php", "twitter.com/intent/tweet",
       "twitter.com/share", "twitter.com/home?status", "plurk.com/?qualifier", "line.me/r/msg",
       "b.hatena.ne.jp/add", "b.hatena.ne.jp/append", "b.hatena.ne.jp/entry/http",
       "getpocket.com/edit", "linkedin.com/sharearticle", "pinterest.com/pin/create",
       "service.weibo.com/share", "v.t.sina.com.cn/share", "sns.qzone.qq.com/cgi-bin/qzshare",
       "story.kakao.com/share", "share.naver.com"});
  return contains_any(address, kSharers);
}

}  // namespace

bool is_chrome_image(const dom::Document& document, const dom::Node& image) {
  const int width = length_of(image.attribute(names::width));
  const int height = length_of(image.attribute(names::height));
  if ((width >= 0 && width <= 2) || (height >= 0 && height <= 2)) return true;
  const std::string address = ascii_lower(image_address(document, image));
  const std::string name{image_file_name(address)};
  const std::string_view alt = image.attribute(names::alt);
  if (is_named_button(name, width) || shares_page(image, width)) return true;
  if (contains(name, "qrcode") || contains(name, "erweima") || name.starts_with("qr.") ||
      name.starts_with("qr_") || name.starts_with("ewm") || contains(alt, "二维码") ||
      contains(alt, "二維碼") || contains(alt, "QR code")) {
    return true;
  }
  const std::string own = ascii_lower(image.attribute(names::class_));
  if (shows_speaker(image)) return true;
  return contains(own, "avatar") || contains(own, "qrcode") || contains(own, "share-icon");
}

}  // namespace banxin::article
