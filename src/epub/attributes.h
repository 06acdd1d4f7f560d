#pragma once
// Attributes of an XHTML element: what EPUB's schema allows is kept when its value is valid, what
// is obsolete becomes CSS, all else (handlers, data-*, microdata, form attributes) is left out.
#include <string>
#include <string_view>

#include "dom/document.h"
#include "epub/author_sheets.h"
#include "epub/schema.h"

namespace banxin::epub {

// What the writer itself puts on an element, beside what comes from the tree.
struct ElementAttributes {
  std::string_view style_class;  // added to the page's own classes
  std::string_view id;
  std::string_view extra;  // ready-made: ` epub:type="footnote" role="doc-footnote"`
  std::string_view style;  // added to the page's own style
};

class AttributeWriter {
 public:
  // `keep_style`: whether the page's own style attributes stay.
  explicit AttributeWriter(bool keep_style) : keep_style_(keep_style) {}
  // `hiding`: what the chapter's sheet may hide, may be null.
  void begin(const dom::Document& document, std::string_view language, const HidingNames* hiding);

  // Appends all attributes of `node` (null: only `own`) as they may stand on `name`. The position
  // of ` id="…"` in `out` and its length are returned.
  struct IdSpan {
    std::size_t at = 0, length = 0;
  };
  IdSpan write(std::string& out, const dom::Node* node, Atom name, const ElementAttributes& own);
  // Whether the page hides this element, or may: an attribute, its own style or the page's sheet
  // where these are kept.
  bool hides(const dom::Node& node) const;
  // Whether a colour or a background of the page's own was written.
  bool wrote_colour() const { return wrote_colour_; }

 private:
  void write_specific(std::string& out, const dom::Node& node, Atom name);
  std::string presentation(const dom::Node& node, Atom name);
  static bool is_blank_character(char c);
  bool is_named_hiding(const dom::Node& node) const;

  const dom::Document* document_ = nullptr;
  const HidingNames* hiding_ = nullptr;
  std::string language_;
  bool keep_style_;
  bool wrote_colour_ = false;
};

// A number from 1 to `most` in its shortest form, larger ones cut down; "" when it is none.
std::string positive_number(std::string_view text, int most);

}  // namespace banxin::epub
