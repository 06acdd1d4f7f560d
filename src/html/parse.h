#pragma once
// The WHATWG HTML parser: text in, tree out. Parsing never fails; what is wrong with the text is
// reported under the standard's own names. Scripting is off, so `noscript` holds elements.
// Specification: HTML Standard §13.2 "Parsing HTML documents".
#include <memory>
#include <string>

#include "base/diagnostics.h"
#include "base/limits.h"
#include "dom/document.h"

namespace banxin::html {

struct ParseOptions {
  Limits limits{};
  // Whether parse errors go to Diagnostics. Limits that were met are reported in any case.
  bool report_parse_errors = true;
  // XHTML: `<div/>` is an empty element and CDATA sections hold text (XML 1.0 §3.1, §2.7). All else
  // is read as HTML, whose tree it gives for well-formed XHTML and which never fails for another.
  bool xml_syntax = false;
};

// The element that a fragment would be the contents of (as for innerHTML).
struct FragmentContext {
  std::string name = "body";
  dom::Namespace name_space = dom::Namespace::Html;
  dom::QuirksMode quirks_mode = dom::QuirksMode::None;
};

// `text` is UTF-8 (input/encoding.h makes it so). The Document keeps it as its source(), with
// newlines normalised to LF; text nodes and attribute values view it where they are unchanged.
std::unique_ptr<dom::Document> parse_document(std::string file,
                                              std::string text,
                                              const ParseOptions& options,
                                              Diagnostics& diagnostics);

// The nodes of the fragment are the children of the returned document's root.
std::unique_ptr<dom::Document> parse_fragment(std::string file,
                                              std::string text,
                                              const FragmentContext& context,
                                              const ParseOptions& options,
                                              Diagnostics& diagnostics);

}  // namespace banxin::html
