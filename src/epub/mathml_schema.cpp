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

// Attributes whose value is one of a few words.
struct WordAttribute {
  std::string_view name;
  std::string_view words;  // between blanks
};
constexpr std::array kWords{
    WordAttribute{"mathvariant",
                  " normal bold italic bold-italic double-struck bold-fraktur script bold-script "
                  "fraktur sans-serif bold-sans-serif sans-serif-italic sans-serif-bold-italic "
                  "monospace initial tailed looped stretched "},
    WordAttribute{"form", " prefix infix postfix "}};
constexpr std::string_view kBoolean = " true false ";

struct OwnedWords {
  std::string_view element, name, words;
};
constexpr std::array kOwned{OwnedWords{"mo", "stretchy", kBoolean},
                            OwnedWords{"mo", "symmetric", kBoolean},
                            OwnedWords{"mo", "fence", kBoolean},
                            OwnedWords{"mo", "separator", kBoolean},
                            OwnedWords{"mo", "largeop", kBoolean},
                            OwnedWords{"mo", "movablelimits", kBoolean},
                            OwnedWords{"mo", "accent", kBoolean},
                            OwnedWords{"mo", "form", kWords[1].words},
                            OwnedWords{"mover", "accent", kBoolean},
                            OwnedWords{"munderover", "accent", kBoolean},
                            OwnedWords{"munder", "accentunder", kBoolean},
                            OwnedWords{"munderover", "accentunder", kBoolean},
                            OwnedWords{"math", "display", " block inline "},
                            OwnedWords{"math", "displaystyle", kBoolean},
                            OwnedWords{"mstyle", "displaystyle", kBoolean},
                            OwnedWords{"mfrac", "bevelled", kBoolean},
                            OwnedWords{"mi", "mathvariant", kWords[0].words},
                            OwnedWords{"mn", "mathvariant", kWords[0].words},
                            OwnedWords{"mo", "mathvariant", kWords[0].words},
                            OwnedWords{"ms", "mathvariant", kWords[0].words},
                            OwnedWords{"mtext", "mathvariant", kWords[0].words},
                            OwnedWords{"mstyle", "mathvariant", kWords[0].words},
                            OwnedWords{"mtable", "columnalign", " left center right "},
                            OwnedWords{"mtd", "columnalign", " left center right "}};

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

bool is_cell_span(std::string_view value) {
  return !value.empty() && value.size() < 4 && value[0] != '0' &&
         value.find_first_not_of("0123456789") == std::string_view::npos;
}

// NOLINTNEXTLINE(readability-function-size): one grammar, read in one go
void write_attributes(std::string& out,
                      const dom::Document& document,
                      const Node& node,
                      std::string_view element) {
  for (const dom::Attribute& attribute : node.attributes()) {
    if (attribute.name_space != dom::AttributeNamespace::None) continue;
    const std::string_view name = document.atoms().name(attribute.name);
    const std::string_view value = attribute.value;
    if ((element == "mfenced") && (name == "open" || name == "close" || name == "separators")) {
      append_attribute(out, name, value);
    } else if (element == "mtd" && (name == "rowspan" || name == "columnspan") &&
               is_cell_span(value)) {
      append_attribute(out, name, value);
    } else {
      for (const OwnedWords& owned : kOwned) {
        if (owned.element == element && owned.name == name && is_word_of(value, owned.words)) {
          append_attribute(out, name, value);
        }
      }
    }
  }
}

// Annotations (TeX sources, Content MathML) are not shown: `semantics` is its first child.
bool is_left_out(std::string_view name) {
  return name == "annotation" || name == "annotation-xml" || name == "mglyph" ||
         name == "malignmark" || name == "maligngroup";
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
      enters = in_text && node.name_space == dom::Namespace::Html;
      return in_text;
    }
    if (is_left_out(name)) return true;
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
