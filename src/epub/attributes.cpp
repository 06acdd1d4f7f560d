#include "epub/attributes.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/ascii.h"
#include "book/language.h"
#include "epub/style_filter.h"
#include "epub/xml_text.h"

namespace banxin::epub {

namespace names = dom::names;
using dom::Node;

namespace {

// An integer in its shortest form, "" when it is none or does not fit 32 bits.
std::string integer(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '+'))
    text.remove_prefix(1);
  std::int32_t value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  return result.ec == std::errc{} ? std::to_string(value) : std::string();
}

void declare(std::string& style, std::string_view property, std::string_view value) {
  if (!style.empty()) style += "; ";
  style += property;
  style += ": ";
  style += value;
}

// HTML Standard §15.3: what align means depends on the element.
void present_align(std::string& style, Atom name, const std::string& value) {
  const bool is_float = name == names::img || name == names::table;
  if (is_float && (value == "left" || value == "right")) {
    declare(style, "float", value);
  } else if (name == names::table && value == "center") {
    declare(style, "margin-left", "auto");
    declare(style, "margin-right", "auto");
  } else if (name == names::img) {
    if (value == "top" || value == "middle" || value == "bottom") {
      declare(style, "vertical-align", value);
    }
  } else if (value == "left" || value == "right" || value == "center" || value == "justify") {
    declare(style, "text-align", value);
  }
}

void present_font_size(std::string& style, std::string_view value) {
  constexpr std::array<std::string_view, 7> kSizes{"x-small", "small",    "medium",  "large",
                                                   "x-large", "xx-large", "xx-large"};
  if (value.empty()) return;
  int size = 0;
  const bool is_relative = value.front() == '+' || value.front() == '-';
  const std::string_view digits = value.front() == '+' ? value.substr(1) : value;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), size);
  if (result.ec != std::errc{}) return;
  if (is_relative) size = 3 + std::clamp(size, -7, 7);
  size = std::clamp(size, 1, 7);
  if (size != 3) declare(style, "font-size", kSizes[static_cast<std::size_t>(size - 1)]);
}

// Widths in percent, the lines and spaces around pictures, markers of lists.
void present_size(std::string& style, Atom name, std::string_view key, const std::string& value) {
  const bool is_box = name == names::table || name == names::td || name == names::th ||
                      name == names::col || name == names::hr || name == names::img;
  if (key == "width" && is_box && value.ends_with('%')) {
    const std::string number = positive_number(value, 100);
    if (!number.empty()) declare(style, "width", number + "%");
  } else if (name == names::img && (key == "hspace" || key == "vspace" || key == "border")) {
    const std::string number = positive_number(value, 40);
    if (number.empty()) return;
    if (key == "border") return declare(style, "border", number + "px solid");
    declare(style, key == "hspace" ? "margin-left" : "margin-top", number + "px");
    declare(style, key == "hspace" ? "margin-right" : "margin-bottom", number + "px");
  } else if (key == "align" && name == names::caption && value == "bottom") {
    declare(style, "caption-side", "bottom");
  } else if (key == "type" && name == names::li &&
             (value == "disc" || value == "circle" || value == "square")) {
    declare(style, "list-style-type", value);
  }
}

// A list of family names without anything that ends a declaration.
void present_face(std::string& style, std::string_view value) {
  if (value.empty() || value.size() > 200) return;
  for (const char c : value) {
    if (c == ';' || c == '{' || c == '}' || c == '\\' || c == '<' || c == '@' || c == '(') return;
  }
  if (std::count(value.begin(), value.end(), '"') % 2 != 0 ||
      std::count(value.begin(), value.end(), '\'') % 2 != 0) {
    return;
  }
  declare(style, "font-family", value);
}

}  // namespace

std::string positive_number(std::string_view text, int most) {
  const std::string number = integer(text);
  if (number.empty() || number[0] == '-' || number == "0") return {};
  int value = 0;
  std::from_chars(number.data(), number.data() + number.size(), value);
  return std::to_string(std::min(value, most));
}

void AttributeWriter::begin(const dom::Document& document,
                            std::string_view language,
                            const HidingNames* hiding) {
  document_ = &document;
  hiding_ = hiding;
  language_ = language;
}

AttributeWriter::IdSpan AttributeWriter::write(std::string& out,
                                               const Node* node,
                                               Atom name,
                                               const ElementAttributes& own) {
  IdSpan id;
  if (!own.id.empty()) {
    id.at = out.size();
    append_attribute(out, "id", own.id);
    id.length = out.size() - id.at;
  }
  out += own.extra;
  std::string_view page_class;
  std::string style(own.style);
  if (node != nullptr && !node->attributes().empty()) {
    page_class = node->attribute(names::class_);
    write_specific(out, *node, name);
    const std::string presented = presentation(*node, name);
    if (!presented.empty()) {
      if (!style.empty()) style += "; ";
      style += presented;
    }
  }
  while (!page_class.empty() && is_blank_character(page_class.front()))
    page_class.remove_prefix(1);
  if (!page_class.empty() || !own.style_class.empty()) {
    out += " class=\"";
    append_attribute_value(out, page_class);
    if (!page_class.empty() && !own.style_class.empty()) out += ' ';
    out += own.style_class;
    out += '"';
  }
  if (!style.empty()) append_attribute(out, "style", style);
  return id;
}

bool AttributeWriter::hides(const Node& node) const {
  for (const dom::Attribute& attribute : node.attributes()) {
    const std::string_view key = document_->atoms().name(attribute.name);
    if (key == "hidden") return true;
    if (key != "style" || !keep_style_) continue;
    if (attribute.value.find("none") == std::string_view::npos) continue;
    if (filter_style(attribute.value).find("display: none") != std::string::npos) return true;
  }
  return hiding_ != nullptr && is_named_hiding(node);
}

bool AttributeWriter::is_named_hiding(const Node& node) const {
  const auto is_hiding = [this](char mark, std::string_view name) {
    return !name.empty() && hiding_->contains(mark + std::string(name));
  };
  if (hiding_->contains(std::string(document_->name(node)))) return true;
  if (is_hiding('#', node.attribute(names::id))) return true;
  const std::string_view classes = node.attribute(names::class_);
  for (std::size_t at = 0; at < classes.size();) {
    const std::size_t end = std::min(classes.find_first_of(" \t\n\f\r", at), classes.size());
    if (is_hiding('.', classes.substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

bool AttributeWriter::is_blank_character(char c) {
  return c == ' ' || (c >= 9 && c <= 13);
}

// The attributes that every element may have, then those of this one.
void AttributeWriter::write_specific(std::string& out, const Node& node, Atom name) {
  bool has_language = false;
  for (const dom::Attribute& attribute : node.attributes()) {
    if (attribute.name_space != dom::AttributeNamespace::None) continue;
    const std::string_view key = document_->atoms().name(attribute.name);
    const std::string_view value = attribute.value;
    if ((key == "lang" || key == "xml:lang") && !has_language) {
      const std::string tag = book::normalise_language(value);
      if (tag.empty()) continue;
      has_language = true;
      append_attribute(out, "lang", tag);
      append_attribute(out, "xml:lang", tag);
    } else if (key == "dir") {
      const std::string direction = ascii_lower(value);
      if (direction == "ltr" || direction == "rtl" || direction == "auto") {
        append_attribute(out, "dir", direction);
      }
    } else if (key == "title" && !value.empty() && name != names::a) {
      append_attribute(out, "title", value);
    } else if (key == "hidden") {
      out += " hidden=\"hidden\"";
    } else if (key == "colspan" && (name == names::td || name == names::th)) {
      const std::string number = positive_number(value, 1000);
      if (!number.empty() && number != "1") append_attribute(out, "colspan", number);
    } else if (key == "rowspan" && (name == names::td || name == names::th)) {
      const std::string number = value == "0" ? "0" : positive_number(value, 65534);
      if (!number.empty() && number != "1") append_attribute(out, "rowspan", number);
    } else if (key == "scope" && name == names::th) {
      const std::string scope = ascii_lower(value);
      if (scope == "row" || scope == "col" || scope == "rowgroup" || scope == "colgroup") {
        append_attribute(out, "scope", scope);
      }
    } else if (name == names::ol && key == "start") {
      const std::string number = integer(value);
      if (!number.empty()) append_attribute(out, "start", number);
    } else if (name == names::ol && key == "reversed") {
      out += " reversed=\"reversed\"";
    } else if (name == names::ol && key == "type") {
      if (value == "1" || value == "a" || value == "A" || value == "i" || value == "I") {
        append_attribute(out, "type", value);
      }
    } else if (name == names::li && key == "value" && node.parent != nullptr &&
               node.parent->is_html(names::ol)) {
      const std::string number = integer(value);
      if (!number.empty()) append_attribute(out, "value", number);
    }
  }
}

// HTML Standard §15.3 and §16.2: what attributes of old said about looks, as CSS. Colours that
// cannot be read on white paper go: the reader's own do better.
std::string AttributeWriter::presentation(const Node& node, Atom name) {
  std::string style;
  for (const dom::Attribute& attribute : node.attributes()) {
    if (attribute.name_space != dom::AttributeNamespace::None) continue;
    const std::string_view key = document_->atoms().name(attribute.name);
    const std::string value = key == "style" ? std::string() : ascii_lower(attribute.value);
    if (key == "style") {
      if (!keep_style_) continue;
      const std::string kept = filter_style(attribute.value);
      if (!kept.empty()) {
        if (!style.empty()) style += "; ";
        style += kept;
      }
    } else if (key == "align" && name != names::caption) {
      present_align(style, name, value);
    } else if (key == "valign" &&
               (value == "top" || value == "middle" || value == "bottom" || value == "baseline")) {
      declare(style, "vertical-align", value);
    } else if (key == "nowrap" && (name == names::td || name == names::th)) {
      declare(style, "white-space", "nowrap");
    } else if (key == "clear" && name == names::br) {
      if (value == "all") declare(style, "clear", "both");
      if (value == "left" || value == "right") declare(style, "clear", value);
    } else if (key == "bgcolor") {
      const std::string colour = readable_background(value);
      if (!colour.empty()) declare(style, "background-color", colour);
    } else if (key == "color" && node.is_html(names::font)) {
      const std::string colour = readable_colour(value);
      if (!colour.empty()) declare(style, "color", colour);
    } else if (key == "size" && node.is_html(names::font)) {
      present_font_size(style, value);
    } else if (key == "face" && node.is_html(names::font)) {
      present_face(style, attribute.value);
    } else if (key == "type" && name == names::ul &&
               (value == "disc" || value == "circle" || value == "square")) {
      declare(style, "list-style-type", value);
    } else if (key == "border" && name == names::table && value != "0") {
      declare(style, "border", "1px solid");
    } else {
      present_size(style, name, key, value);
    }
  }
  wrote_colour_ = wrote_colour_ || style.find("color") != std::string::npos;
  return style;
}

}  // namespace banxin::epub
