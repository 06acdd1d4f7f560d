#include "image/svg.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <pugixml.hpp>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "image/codecs.h"

namespace banxin::image {
namespace {

constexpr std::string_view kSvgNamespace = "http://www.w3.org/2000/svg";
constexpr std::string_view kXlinkNamespace = "http://www.w3.org/1999/xlink";
constexpr std::size_t kMostDepth = 256;
constexpr std::size_t kMostElements = 1'000'000;
constexpr std::size_t kMostDeclarations = 1000;

// Elements whose content is not a still picture. `handler` and `listener` are SVG Tiny's.
constexpr std::array<std::string_view, 16> kDropped{
    "animate", "animateColor", "animateMotion", "animateTransform",
    "audio",   "canvas",       "discard",       "foreignObject",
    "handler", "iframe",       "listener",      "mpath",
    "script",  "set",          "unknown",       "video"};

// In lower case, without the blanks and control characters that parsers of URLs and CSS skip.
std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) > 0x20) out += ascii_lower(c);
  }
  return out;
}

bool is_raster_data(std::string_view url) {
  return url.starts_with("data:image/png") || url.starts_with("data:image/jpeg") ||
         url.starts_with("data:image/jpg") || url.starts_with("data:image/gif") ||
         url.starts_with("data:image/webp");
}

bool is_safe_reference(std::string_view value, bool is_link) {
  const std::string url = squeezed(value);
  if (url.starts_with('#') || is_raster_data(url)) return true;
  return is_link &&
         (url.starts_with("http://") || url.starts_with("https://") || url.starts_with("mailto:"));
}

// Whether a CSS text refers to nothing outside. Escapes could hide what it says.
bool is_safe_css(std::string_view css) {
  if (css.find('\\') != std::string_view::npos) return false;
  const std::string text = squeezed(css);
  for (const std::string_view word :
       {"@import", "expression(", "javascript:", "-moz-binding", "image-set(", "src("}) {
    if (text.find(word) != std::string::npos) return false;
  }
  for (std::size_t at = text.find("url("); at != std::string::npos; at = text.find("url(", at)) {
    at += 4;
    std::string_view target = std::string_view(text).substr(at);
    if (target.starts_with('"') || target.starts_with('\'')) target.remove_prefix(1);
    if (!target.starts_with('#') && !is_raster_data(target)) return false;
  }
  return true;
}

struct Declaration {
  std::string_view prefix, uri;
};

struct QualifiedName {
  std::string_view prefix, local;
};
QualifiedName split(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return {{}, name};
  return {name.substr(0, colon), name.substr(colon + 1)};
}

// The names of SVG are ASCII letters, digits and hyphens; others mean nothing in it.
bool is_plain_name(std::string_view name) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  return !name.empty() && is_letter(name.front()) &&
         std::all_of(name.begin(), name.end(), [&](char c) {
           return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
         });
}

void append_escaped(std::string& out, std::string_view text, bool in_attribute) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += in_attribute ? "&quot;" : "\"";
        break;
      case '\n':
        out += in_attribute ? "&#10;" : "\n";
        break;
      case '\t':
        out += in_attribute ? "&#9;" : "\t";
        break;
      default:
        // XML 1.0 has no way to write the other control characters.
        if (static_cast<unsigned char>(c) >= 0x20) out += c;
    }
  }
}

// Writes a parsed tree again, without what may not be in it.
class Writer {
 public:
  Result<std::string> write(const pugi::xml_document& document) {
    const pugi::xml_node root = document.document_element();
    declare(root);
    const QualifiedName name = split(root.name());
    if (name.local != "svg") return broken("its root element is not svg");
    // A picture without its namespace is meant to be one: said here, since nobody else would.
    if (declared_.empty()) declared_.push_back({{}, kSvgNamespace});
    if (!is_svg(root)) return broken("its root element is not svg");
    declared_.clear();
    walk(root);
    if (!is_valid_utf8(out_)) out_ = to_utf8(to_utf32(out_));  // ill-formed bytes become U+FFFD
    return std::move(out_);
  }

 private:
  void declare(const pugi::xml_node& node) {
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      const std::string_view name = attribute.name();
      if (declared_.size() >= kMostDeclarations) return;
      if (name == "xmlns") declared_.push_back({{}, attribute.value()});
      if (name.starts_with("xmlns:")) declared_.push_back({name.substr(6), attribute.value()});
    }
  }
  std::string_view namespace_of(std::string_view prefix) const {
    for (auto it = declared_.rbegin(); it != declared_.rend(); ++it) {
      if (it->prefix == prefix) return it->uri;
    }
    return prefix.empty() ? kSvgNamespace : std::string_view{};
  }
  bool is_svg(const pugi::xml_node& node) const {
    return namespace_of(split(node.name()).prefix) == kSvgNamespace;
  }

  // Judged as it will be read: all its text together.
  static bool is_safe_sheet(const pugi::xml_node& style) {
    std::string text;
    for (const pugi::xml_node& child : style.children()) {
      if (child.type() == pugi::node_element) return false;
      text += child.value();
    }
    return is_safe_css(text);
  }

  bool opens(const pugi::xml_node& node) const {
    const std::string_view local = split(node.name()).local;
    if (!is_svg(node) || !is_plain_name(local) ||
        std::find(kDropped.begin(), kDropped.end(), local) != kDropped.end()) {
      return false;
    }
    return local != "style" || is_safe_sheet(node);
  }

  void write_attribute(std::string_view name, std::string_view value) {
    out_ += ' ';
    out_ += name;
    out_ += "=\"";
    append_escaped(out_, value, true);
    out_ += '"';
  }

  void write_attributes(const pugi::xml_node& node, std::string_view element) {
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      const auto [prefix, local] = split(attribute.name());
      const std::string_view value = attribute.value();
      if (prefix == "xmlns" || (prefix.empty() && local == "xmlns")) continue;
      const bool is_xlink = !prefix.empty() && namespace_of(prefix) == kXlinkNamespace;
      if (is_xlink || (prefix.empty() && local == "href")) {
        if (local == "href" && is_safe_reference(value, element == "a")) {
          write_attribute(is_xlink ? "xlink:href" : "href", value);
        }
        continue;
      }
      if (prefix == "xml" && (local == "lang" || local == "space")) {
        write_attribute(attribute.name(), value);
        continue;
      }
      const bool handler =
          local.size() > 2 && ascii_lower(local[0]) == 'o' && ascii_lower(local[1]) == 'n';
      if (!prefix.empty() || handler || local == "src" || !is_plain_name(local)) continue;
      if (!is_safe_css(value)) continue;
      write_attribute(local, value);
    }
  }

  void open(const pugi::xml_node& node) {
    const std::string_view local = split(node.name()).local;
    out_ += '<';
    out_ += local;
    if (frames_.empty()) {
      write_attribute("xmlns", kSvgNamespace);
      write_attribute("xmlns:xlink", kXlinkNamespace);
    }
    write_attributes(node, local);
    out_ += '>';
  }

  struct Frame {
    pugi::xml_node node;
    pugi::xml_node next;
    std::size_t declared = 0;  // how many declarations hold outside of it
  };

  void enter(const pugi::xml_node& node) {
    const std::size_t declared = declared_.size();
    declare(node);
    if (++elements_ > kMostElements || frames_.size() >= kMostDepth || !opens(node)) {
      declared_.resize(declared);
      return;
    }
    open(node);
    frames_.push_back({node, node.first_child(), declared});
  }

  void walk(const pugi::xml_node& root) {
    enter(root);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const pugi::xml_node child = frame.next;
      if (!child) {
        out_ += "</";
        out_ += split(frame.node.name()).local;
        out_ += '>';
        declared_.resize(frame.declared);
        frames_.pop_back();
        continue;
      }
      frame.next = child.next_sibling();
      if (child.type() == pugi::node_element) {
        enter(child);
      } else {
        append_escaped(out_, child.value(), false);
      }
    }
  }

  std::string out_;
  std::vector<Frame> frames_;
  std::vector<Declaration> declared_;
  std::size_t elements_ = 0;
};

struct LengthUnit {
  std::string_view name;
  double px;
};
constexpr std::array<LengthUnit, 10> kUnits{{{"", 1},
                                             {"px", 1},
                                             {"pt", 96.0 / 72},
                                             {"pc", 16},
                                             {"in", 96},
                                             {"cm", 96 / 2.54},
                                             {"mm", 96 / 25.4},
                                             {"q", 96 / 101.6},
                                             {"em", 16},
                                             {"ex", 8}}};

std::optional<double> parse_length(std::string_view text) {
  const std::string plain = squeezed(text);
  double number = 0;
  const char* const end = plain.data() + plain.size();
  const auto [rest, error] = std::from_chars(plain.data(), end, number);
  if (error != std::errc{} || !std::isfinite(number) || number < 0) return std::nullopt;
  const std::string_view unit(rest, static_cast<std::size_t>(end - rest));
  for (const LengthUnit& known : kUnits) {
    if (known.name == unit) return number * known.px;
  }
  return std::nullopt;
}

// The ratio of a viewBox, nothing when it is damaged or empty.
std::optional<double> parse_view_box(std::string_view text) {
  std::array<double, 4> numbers{};
  for (double& number : numbers) {
    const std::size_t start = text.find_first_not_of(" \t\r\n,");
    if (start == std::string_view::npos) return std::nullopt;
    text.remove_prefix(start);
    if (text.starts_with('+')) text.remove_prefix(1);
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || !std::isfinite(number)) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
  }
  if (numbers[2] <= 0 || numbers[3] <= 0) return std::nullopt;
  return numbers[2] / numbers[3];
}

Result<void> parse(pugi::xml_document& document, std::string_view bytes) {
  const pugi::xml_parse_result parsed =
      document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata);
  if (!parsed) return broken("it is not well-formed SVG");
  return {};
}

}  // namespace

Result<std::string> sanitise_svg(std::string_view bytes) {
  pugi::xml_document document;
  BANXIN_TRY([[maybe_unused]] const auto parsed, parse(document, bytes));
  return Writer().write(document);
}

// SVG 2 §7.8: the natural dimensions of an svg root.
Result<Header> read_svg(std::string_view bytes) {
  pugi::xml_document document;
  BANXIN_TRY([[maybe_unused]] const auto parsed, parse(document, bytes));
  const pugi::xml_node root = document.document_element();
  if (split(root.name()).local != "svg") return broken("its root element is not svg");
  Header header;
  header.format = Format::Svg;
  header.svg_width = parse_length(root.attribute("width").value());
  header.svg_height = parse_length(root.attribute("height").value());
  header.svg_ratio = parse_view_box(root.attribute("viewBox").value());
  if (header.svg_width && header.svg_height && *header.svg_width > 0 && *header.svg_height > 0) {
    header.svg_ratio = *header.svg_width / *header.svg_height;
  }
  return header;
}

}  // namespace banxin::image
