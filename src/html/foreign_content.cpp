// Foreign content: SVG and MathML inside of HTML (HTML Standard §13.2.6.5), and the adjustments of
// names and attributes (§13.2.6.1).
#include <algorithm>

#include "html/characters.h"
#include "html/tree_builder.h"

namespace banxin::html {

namespace names = dom::names;

namespace {

// SVG's names with upper case, sorted as if in lower case.
constexpr std::string_view kSvgElements[] = {"altGlyph",
                                             "altGlyphDef",
                                             "altGlyphItem",
                                             "animateColor",
                                             "animateMotion",
                                             "animateTransform",
                                             "clipPath",
                                             "feBlend",
                                             "feColorMatrix",
                                             "feComponentTransfer",
                                             "feComposite",
                                             "feConvolveMatrix",
                                             "feDiffuseLighting",
                                             "feDisplacementMap",
                                             "feDistantLight",
                                             "feDropShadow",
                                             "feFlood",
                                             "feFuncA",
                                             "feFuncB",
                                             "feFuncG",
                                             "feFuncR",
                                             "feGaussianBlur",
                                             "feImage",
                                             "feMerge",
                                             "feMergeNode",
                                             "feMorphology",
                                             "feOffset",
                                             "fePointLight",
                                             "feSpecularLighting",
                                             "feSpotLight",
                                             "feTile",
                                             "feTurbulence",
                                             "foreignObject",
                                             "glyphRef",
                                             "linearGradient",
                                             "radialGradient",
                                             "textPath"};
constexpr std::string_view kSvgAttributes[] = {"attributeName",
                                               "attributeType",
                                               "baseFrequency",
                                               "baseProfile",
                                               "calcMode",
                                               "clipPathUnits",
                                               "diffuseConstant",
                                               "edgeMode",
                                               "filterUnits",
                                               "glyphRef",
                                               "gradientTransform",
                                               "gradientUnits",
                                               "kernelMatrix",
                                               "kernelUnitLength",
                                               "keyPoints",
                                               "keySplines",
                                               "keyTimes",
                                               "lengthAdjust",
                                               "limitingConeAngle",
                                               "markerHeight",
                                               "markerUnits",
                                               "markerWidth",
                                               "maskContentUnits",
                                               "maskUnits",
                                               "numOctaves",
                                               "pathLength",
                                               "patternContentUnits",
                                               "patternTransform",
                                               "patternUnits",
                                               "pointsAtX",
                                               "pointsAtY",
                                               "pointsAtZ",
                                               "preserveAlpha",
                                               "preserveAspectRatio",
                                               "primitiveUnits",
                                               "refX",
                                               "refY",
                                               "repeatCount",
                                               "repeatDur",
                                               "requiredExtensions",
                                               "requiredFeatures",
                                               "specularConstant",
                                               "specularExponent",
                                               "spreadMethod",
                                               "startOffset",
                                               "stdDeviation",
                                               "stitchTiles",
                                               "surfaceScale",
                                               "systemLanguage",
                                               "tableValues",
                                               "targetX",
                                               "targetY",
                                               "textLength",
                                               "viewBox",
                                               "viewTarget",
                                               "xChannelSelector",
                                               "yChannelSelector",
                                               "zoomAndPan"};

int compare_ignoring_case(std::string_view text, std::string_view lower) {
  const std::size_t common = std::min(text.size(), lower.size());
  for (std::size_t i = 0; i < common; ++i) {
    if (ascii_lower(text[i]) != lower[i]) return ascii_lower(text[i]) < lower[i] ? -1 : 1;
  }
  return text.size() < lower.size() ? -1 : static_cast<int>(text.size() > lower.size());
}

// The row that is `lower` but for upper case, empty when there is none.
std::string_view find_cased(std::span<const std::string_view> rows, std::string_view lower) {
  const auto row = std::lower_bound(
      rows.begin(), rows.end(), lower,
      [](std::string_view a, std::string_view b) { return compare_ignoring_case(a, b) < 0; });
  return row != rows.end() && equals_ignoring_ascii_case(*row, lower) ? *row : std::string_view{};
}

struct ForeignAttribute {
  std::string_view written, local;
  dom::AttributeNamespace name_space;
};
constexpr ForeignAttribute kForeignAttributes[] = {
    {"xlink:actuate", "actuate", dom::AttributeNamespace::XLink},
    {"xlink:arcrole", "arcrole", dom::AttributeNamespace::XLink},
    {"xlink:href", "href", dom::AttributeNamespace::XLink},
    {"xlink:role", "role", dom::AttributeNamespace::XLink},
    {"xlink:show", "show", dom::AttributeNamespace::XLink},
    {"xlink:title", "title", dom::AttributeNamespace::XLink},
    {"xlink:type", "type", dom::AttributeNamespace::XLink},
    {"xml:lang", "lang", dom::AttributeNamespace::Xml},
    {"xml:space", "space", dom::AttributeNamespace::Xml},
    {"xmlns", "xmlns", dom::AttributeNamespace::Xmlns},
    {"xmlns:xlink", "xlink", dom::AttributeNamespace::Xmlns}};

}  // namespace

bool is_mathml_text_integration_point(const dom::Node& node) {
  return node.name_space == dom::Namespace::MathMl && is_mathml_text_name(node.name);
}

bool is_html_integration_point(const dom::Node& node) {
  if (node.name_space == dom::Namespace::Svg) return is_svg_integration_name(node.name);
  if (node.name_space != dom::Namespace::MathMl || node.name != names::annotation_xml) {
    return false;
  }
  const std::string_view encoding = node.attribute(names::encoding);
  return equals_ignoring_ascii_case(encoding, "text/html") ||
         equals_ignoring_ascii_case(encoding, "application/xhtml+xml");
}

void TreeBuilder::in_foreign_content(Token& token) {
  switch (token.type) {
    case TokenType::Characters:
      if (token.is_null()) {
        unexpected(token);
        return insert_text("\xEF\xBF\xBD", token.offset);
      }
      insert_text(token.text, token.offset);
      if (count_leading_whitespace(token.text) < token.text.size()) frameset_ok_ = false;
      return;
    case TokenType::Comment:
      return insert_comment(token);
    case TokenType::Doctype:
      return unexpected(token);
    case TokenType::StartTag:
      return foreign_start(token);
    case TokenType::EndTag:
      return foreign_end(token);
    case TokenType::EndOfFile:
      return;
  }
}

void TreeBuilder::foreign_start(Token& token) {
  bool breaks_out = has_trait(token.name, kBreakout);
  if (token.name == names::font) {
    for (const dom::Attribute& attribute : token.attributes) {
      breaks_out = breaks_out || attribute.name == names::color || attribute.name == names::face ||
                   attribute.name == names::size;
    }
  }
  if (breaks_out) return leave_foreign_content(token);
  const dom::Namespace name_space = adjusted_current().name_space;
  insert_foreign(token, name_space);
}

// HTML inside of SVG or MathML ends them.
void TreeBuilder::leave_foreign_content(Token& token) {
  unexpected(token);
  const auto stays = [](const dom::Node& node) {
    return node.name_space == dom::Namespace::Html || is_mathml_text_integration_point(node) ||
           is_html_integration_point(node);
  };
  while (!stays(open_.current()))
    open_.pop();
  process_in_mode(token);
}

void TreeBuilder::foreign_end(Token& token) {
  if (token.name == names::br || token.name == names::p) return leave_foreign_content(token);
  const std::string_view name = document_.atoms().name(token.name);
  for (std::size_t i = open_.size(); i-- > 0;) {
    const dom::Node& node = open_[i];
    if (i + 1 != open_.size() && node.name_space == dom::Namespace::Html) {
      return process_in_mode(token);
    }
    const bool matches = equals_ignoring_ascii_case(document_.name(node), name);
    if (i + 1 == open_.size() && !matches) unexpected(token);
    if (i == 0) return;
    if (matches) return open_.pop_to_size(i);
  }
}

void TreeBuilder::adjust_foreign(Token& token, dom::Namespace name_space) {
  if (name_space == dom::Namespace::MathMl) adjust_mathml_attributes(token);
  if (name_space == dom::Namespace::Svg) {
    adjust_svg_name(token);
    adjust_svg_attributes(token);
  }
  adjust_foreign_attributes(token);
}

void TreeBuilder::insert_foreign(Token& token, dom::Namespace name_space) {
  adjust_foreign(token, name_space);
  if (token.self_closing) {
    insert_at(appropriate_place(), create_element(token, name_space));
    self_closing_acknowledged_ = true;
  } else {
    insert_element(token, name_space);
  }
}

void TreeBuilder::adjust_svg_name(Token& token) {
  const std::string_view cased = find_cased(kSvgElements, document_.atoms().name(token.name));
  if (!cased.empty()) token.name = document_.atoms().intern(cased);
}

void TreeBuilder::adjust_svg_attributes(Token& token) {
  for (dom::Attribute& attribute : token.attributes) {
    const std::string_view cased =
        find_cased(kSvgAttributes, document_.atoms().name(attribute.name));
    if (!cased.empty()) attribute.name = document_.atoms().intern(cased);
  }
}

void TreeBuilder::adjust_mathml_attributes(Token& token) {
  for (dom::Attribute& attribute : token.attributes) {
    if (attribute.name == names::definitionurl) {
      attribute.name = document_.atoms().intern("definitionURL");
    }
  }
}

void TreeBuilder::adjust_foreign_attributes(Token& token) {
  for (dom::Attribute& attribute : token.attributes) {
    const std::string_view name = document_.atoms().name(attribute.name);
    if (!name.starts_with('x')) continue;
    for (const ForeignAttribute& row : kForeignAttributes) {
      if (row.written != name) continue;
      attribute.name = document_.atoms().intern(row.local);
      attribute.name_space = row.name_space;
      break;
    }
  }
}

}  // namespace banxin::html
