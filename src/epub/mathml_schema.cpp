#include "epub/mathml_schema.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "epub/text_facts.h"
#include "epub/xml_text.h"

namespace banxin::epub {
namespace {

using dom::Node;

// Content of an element: a number of formulas (−1: any), text, rows or cells of a table.
enum class Holds : std::uint8_t { Formulas, Text, Rows, Cells, Scripts, Nothing };
struct MathRule {
  std::string_view name;
  Holds holds;
  int count;
};
constexpr std::array kRules{MathRule{"math", Holds::Formulas, -1},
                            MathRule{"mrow", Holds::Formulas, -1},
                            MathRule{"mstyle", Holds::Formulas, -1},
                            MathRule{"merror", Holds::Formulas, -1},
                            MathRule{"mpadded", Holds::Formulas, -1},
                            MathRule{"mphantom", Holds::Formulas, -1},
                            MathRule{"mfenced", Holds::Formulas, -1},
                            MathRule{"menclose", Holds::Formulas, -1},
                            MathRule{"msqrt", Holds::Formulas, -1},
                            MathRule{"mtd", Holds::Formulas, -1},
                            MathRule{"mfrac", Holds::Formulas, 2},
                            MathRule{"mroot", Holds::Formulas, 2},
                            MathRule{"msub", Holds::Formulas, 2},
                            MathRule{"msup", Holds::Formulas, 2},
                            MathRule{"munder", Holds::Formulas, 2},
                            MathRule{"mover", Holds::Formulas, 2},
                            MathRule{"msubsup", Holds::Formulas, 3},
                            MathRule{"munderover", Holds::Formulas, 3},
                            MathRule{"mmultiscripts", Holds::Scripts, -1},
                            MathRule{"mtable", Holds::Rows, -1},
                            MathRule{"mtr", Holds::Cells, -1},
                            MathRule{"mi", Holds::Text, -1},
                            MathRule{"mn", Holds::Text, -1},
                            MathRule{"mo", Holds::Text, -1},
                            MathRule{"ms", Holds::Text, -1},
                            MathRule{"mtext", Holds::Text, -1},
                            MathRule{"mspace", Holds::Nothing, 0},
                            MathRule{"none", Holds::Nothing, 0},
                            MathRule{"mprescripts", Holds::Nothing, 0}};

// What an attribute's value may be (MathML 3's schema, mathml3-presentation.rnc).
enum class Value : std::uint8_t {
  Words,    // one of the words
  List,     // of words
  Length,   // or one of the words
  Lengths,  // a list
  Padded,   // a length that may count from the box's own: mpadded
  Integer,
  Colour,  // or one of the words
  Any,
};
struct AttributeRule {
  std::string_view elements;  // between blanks, as the words are
  std::string_view name;
  Value value;
  std::string_view words;
};
constexpr std::string_view kBoolean = " true false ";
constexpr std::string_view kTokens = " mi mn mo ms mtext mspace mstyle ";
constexpr std::string_view kSides = " left center right ";
constexpr std::string_view kRowSides = " top bottom center baseline axis ";
constexpr std::string_view kLines = " none solid dashed ";
constexpr std::string_view kTable = " mtable ";
constexpr std::array kAttributes{
    AttributeRule{" mi mn mo ms mtext mstyle ", "mathvariant", Value::Words,
                  " normal bold italic bold-italic double-struck bold-fraktur script bold-script "
                  "fraktur sans-serif bold-sans-serif sans-serif-italic sans-serif-bold-italic "
                  "monospace initial tailed looped stretched "},
    AttributeRule{kTokens, "mathsize", Value::Length, " small normal big "},
    AttributeRule{kTokens, "mathcolor", Value::Colour, ""},
    AttributeRule{kTokens, "mathbackground", Value::Colour, " transparent "},
    AttributeRule{" mo ", "form", Value::Words, " prefix infix postfix "},
    AttributeRule{" mo ", "stretchy", Value::Words, kBoolean},
    AttributeRule{" mo ", "symmetric", Value::Words, kBoolean},
    AttributeRule{" mo ", "fence", Value::Words, kBoolean},
    AttributeRule{" mo ", "separator", Value::Words, kBoolean},
    AttributeRule{" mo ", "largeop", Value::Words, kBoolean},
    AttributeRule{" mo ", "movablelimits", Value::Words, kBoolean},
    AttributeRule{" mo ", "lspace", Value::Length, ""},
    AttributeRule{" mo ", "rspace", Value::Length, ""},
    AttributeRule{" mo ", "minsize", Value::Length, ""},
    AttributeRule{" mo ", "maxsize", Value::Length, " infinity "},
    AttributeRule{" mo mover munderover ", "accent", Value::Words, kBoolean},
    AttributeRule{" munder munderover ", "accentunder", Value::Words, kBoolean},
    AttributeRule{" mspace ", "width", Value::Length, ""},
    AttributeRule{" mspace ", "height", Value::Length, ""},
    AttributeRule{" mspace ", "depth", Value::Length, ""},
    AttributeRule{" mpadded ", "width", Value::Padded, ""},
    AttributeRule{" mpadded ", "height", Value::Padded, ""},
    AttributeRule{" mpadded ", "depth", Value::Padded, ""},
    AttributeRule{" mpadded ", "lspace", Value::Padded, ""},
    AttributeRule{" mpadded ", "voffset", Value::Padded, ""},
    AttributeRule{" mfenced ", "open", Value::Any, ""},
    AttributeRule{" mfenced ", "close", Value::Any, ""},
    AttributeRule{" mfenced ", "separators", Value::Any, ""},
    AttributeRule{" ms ", "lquote", Value::Any, ""},
    AttributeRule{" ms ", "rquote", Value::Any, ""},
    AttributeRule{" mfrac ", "bevelled", Value::Words, kBoolean},
    AttributeRule{" mfrac ", "linethickness", Value::Length, " thin medium thick "},
    AttributeRule{" mfrac ", "numalign", Value::Words, kSides},
    AttributeRule{" mfrac ", "denomalign", Value::Words, kSides},
    AttributeRule{" menclose ", "notation", Value::List,
                  " longdiv actuarial radical box roundedbox circle left right top bottom "
                  "updiagonalstrike downdiagonalstrike verticalstrike horizontalstrike madruwb "
                  "updiagonalarrow phasorangle "},
    AttributeRule{" math ", "display", Value::Words, " block inline "},
    AttributeRule{" math mstyle mtable ", "displaystyle", Value::Words, kBoolean},
    AttributeRule{" mstyle ", "scriptlevel", Value::Integer, ""},
    AttributeRule{" mtable mtr ", "columnalign", Value::List, kSides},
    AttributeRule{" mtd ", "columnalign", Value::Words, kSides},
    AttributeRule{kTable, "rowalign", Value::List, kRowSides},
    AttributeRule{" mtr mtd ", "rowalign", Value::Words, kRowSides},
    AttributeRule{kTable, "columnlines", Value::List, kLines},
    AttributeRule{kTable, "rowlines", Value::List, kLines},
    AttributeRule{kTable, "frame", Value::Words, kLines},
    AttributeRule{kTable, "columnspacing", Value::Lengths, ""},
    AttributeRule{kTable, "rowspacing", Value::Lengths, ""},
    AttributeRule{kTable, "equalrows", Value::Words, kBoolean},
    AttributeRule{kTable, "equalcolumns", Value::Words, kBoolean},
};

const MathRule* find_rule(std::string_view name) {
  for (const MathRule& rule : kRules) {
    if (rule.name == name) return &rule;
  }
  return nullptr;
}

bool is_word_of(std::string_view value, std::string_view words) {
  return !value.empty() && value.find(' ') == std::string_view::npos &&
         words.find(" " + std::string(value) + " ") != std::string_view::npos;
}

// The number that `value` begins with, a sign left out: its length, 0 for none.
std::size_t number_length(std::string_view value) {
  std::size_t at = 0;
  std::size_t digits = 0;
  for (bool has_point = false; at < value.size(); ++at) {
    const bool is_point = value[at] == '.' && !has_point;
    if (!is_point && (value[at] < '0' || value[at] > '9')) break;
    has_point = has_point || is_point;
    digits += is_point ? 0 : 1;
  }
  return digits > 0 && digits < 9 ? at : 0;
}

bool is_length(std::string_view value) {
  constexpr std::string_view kSpaces =
      " veryverythinmathspace verythinmathspace thinmathspace mediummathspace thickmathspace "
      "verythickmathspace veryverythickmathspace ";
  std::string_view space = value;
  if (space.starts_with("negative")) space.remove_prefix(8);
  if (is_word_of(space, kSpaces)) return true;
  if (value.starts_with("-")) value.remove_prefix(1);
  const std::size_t number = number_length(value);
  const std::string_view unit = value.substr(number);
  return number > 0 && (unit.empty() || is_word_of(unit, " em ex px in cm mm pt pc % "));
}

bool is_padded(std::string_view value) {
  if (value.starts_with("+") || value.starts_with("-")) value.remove_prefix(1);
  const std::size_t number = number_length(value);
  std::string_view unit = value.substr(number);
  if (number == 0) return false;
  if (is_word_of(unit, " em ex px in cm mm pt pc ")) return true;
  if (unit.starts_with("%")) unit.remove_prefix(1);
  return unit.empty() || is_word_of(unit, " height depth width ");
}

bool is_colour(std::string_view value) {
  constexpr std::string_view kNamed =
      " aqua black blue fuchsia gray green lime maroon navy olive purple red silver teal white "
      "yellow ";
  const bool is_hash = value.starts_with("#") && (value.size() == 4 || value.size() == 7);
  return is_word_of(value, kNamed) ||
         (is_hash && value.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos);
}

template <class Test>
bool is_list(std::string_view value, Test test) {
  bool any = false;
  for (std::size_t at = value.find_first_not_of(' '); at < value.size();
       at = value.find_first_not_of(' ', at)) {
    const std::size_t end = std::min(value.find(' ', at), value.size());
    if (!test(value.substr(at, end - at))) return false;
    any = true;
    at = end;
  }
  return any;
}

bool is_valid(const AttributeRule& rule, std::string_view value) {
  switch (rule.value) {
    case Value::Words:
      return is_word_of(value, rule.words);
    case Value::List:
      return is_list(value, [&](std::string_view word) { return is_word_of(word, rule.words); });
    case Value::Length:
      return is_length(value) || is_word_of(value, rule.words);
    case Value::Lengths:
      return is_list(value, is_length);
    case Value::Padded:
      return is_padded(value);
    case Value::Integer:
      if (value.starts_with("+") || value.starts_with("-")) value.remove_prefix(1);
      return !value.empty() && value.size() < 4 &&
             value.find_first_not_of("0123456789") == std::string_view::npos;
    case Value::Colour:
      return is_colour(value) || is_word_of(value, rule.words);
    case Value::Any:
      break;
  }
  return true;
}

bool is_cell_span(std::string_view value) {
  return !value.empty() && value.size() < 4 && value[0] != '0' &&
         value.find_first_not_of("0123456789") == std::string_view::npos;
}

void write_attributes(std::string& out,
                      const dom::Document& document,
                      const Node& node,
                      std::string_view element) {
  for (const dom::Attribute& attribute : node.attributes()) {
    if (attribute.name_space != dom::AttributeNamespace::None) continue;
    const std::string_view name = document.atoms().name(attribute.name);
    const std::string_view value = attribute.value;
    bool is_kept =
        element == "mtd" && (name == "rowspan" || name == "columnspan") && is_cell_span(value);
    for (const AttributeRule& rule : kAttributes) {
      is_kept = is_kept ||
                (rule.name == name && is_word_of(element, rule.elements) && is_valid(rule, value));
    }
    if (is_kept) append_attribute(out, name, value);
  }
}

// Annotations (TeX sources, Content MathML) are not shown: `semantics` is its first child. Marks of
// alignment have nothing in them.
bool is_left_out(const dom::Document& document, const Node& node) {
  const std::string_view name = document.name(node);
  return is_never_shown(document, node) ||
         ((name == "malignmark" || name == "maligngroup") && !has_text(node));
}

bool fits(const MathRule& parent, std::string_view child) {
  switch (parent.holds) {
    case Holds::Formulas:
      return child != "mtr" && child != "mtd" && child != "none" && child != "mprescripts" &&
             child != "math";
    case Holds::Scripts:
      return child != "mtr" && child != "mtd" && child != "math";
    case Holds::Rows:
      return child == "mtr";
    case Holds::Cells:
      return child == "mtd";
    default:
      return false;
  }
}

struct Open {
  const MathRule* rule;
  const Node* node;  // whose end closes it
  int children = 0;
  int prescripts_at = -1;
};

bool is_complete(const Open& open) {
  if (open.rule->holds == Holds::Scripts) {
    // A base, then pairs, then perhaps mprescripts and pairs.
    const int scripts = open.children - 1 - (open.prescripts_at >= 0 ? 1 : 0);
    const int first = open.prescripts_at >= 0 ? open.prescripts_at - 1 : scripts;
    return open.children > 0 && scripts % 2 == 0 && first % 2 == 0;
  }
  return open.rule->count < 0 || open.rule->count == open.children;
}

class MathWriter {
 public:
  MathWriter(std::string& out, const dom::Document& document, const MathInstead& instead)
      : out_(out), document_(document), instead_(instead) {}

  bool write(const Node& formula) {
    for (const Node* node = &formula; node != nullptr;) {
      bool enters = false;
      if (!write_node(*node, formula, enters)) return false;
      const Node* next = enters ? node->first_child : nullptr;
      const Node* at = node;
      while (next == nullptr) {
        if (!close(*at)) return false;
        if (at == &formula) break;
        next = at->next_sibling;
        at = at->parent;
      }
      node = next;
    }
    return true;
  }

 private:
  bool write_node(const Node& node, const Node& formula, bool& enters) {
    if (node.type == dom::NodeType::Comment) return true;
    if (node.is_text()) {
      if (!open_.empty() && open_.back().rule->holds == Holds::Text) {
        append_text(out_, node.text());
        return true;
      }
      return is_blank_text(node.text());
    }
    if (!node.is_element()) return true;
    const std::string_view name = document_.name(node);
    if (node.name_space != dom::Namespace::MathMl) {
      // HTML in mtext: its text.
      const bool in_text = !open_.empty() && open_.back().rule->holds == Holds::Text;
      enters =
          in_text && !is_never_shown(document_, node) && node.name_space == dom::Namespace::Html;
      return in_text;
    }
    if (is_left_out(document_, node)) return true;
    if (name == "semantics") {
      enters = true;
      return true;
    }
    const MathRule* rule = find_rule(name);
    if (rule == nullptr || open_.size() > 100) return false;
    if (!open_.empty()) {
      Open& parent = open_.back();
      if (!fits(*parent.rule, name)) return false;
      if (name == "mprescripts") parent.prescripts_at = parent.children;
      ++parent.children;
    }
    out_ += '<';
    out_ += name;
    if (&node == &formula) {
      out_ += " xmlns=\"http://www.w3.org/1998/Math/MathML\"";
      if (!instead_.picture.empty()) append_attribute(out_, "altimg", instead_.picture);
      if (!instead_.text.empty()) append_attribute(out_, "alttext", instead_.text);
    }
    write_attributes(out_, document_, node, name);
    out_ += '>';
    open_.push_back({rule, &node, 0, -1});
    enters = true;
    return true;
  }

  bool close(const Node& node) {
    if (open_.empty() || open_.back().node != &node) return true;
    const Open open = open_.back();
    open_.pop_back();
    out_ += "</";
    out_ += open.rule->name;
    out_ += '>';
    return is_complete(open);
  }

  std::string& out_;
  const dom::Document& document_;
  const MathInstead& instead_;
  std::vector<Open> open_;
};

}  // namespace

bool write_mathml(std::string& out,
                  const dom::Document& document,
                  const Node& formula,
                  const MathInstead& instead) {
  return document.name(formula) == "math" && MathWriter(out, document, instead).write(formula);
}

}  // namespace banxin::epub
