#include "html/parse.h"

#include "html/tree_builder.h"

namespace banxin::html {
namespace {

std::unique_ptr<dom::Document> parse(std::string file,
                                     std::string text,
                                     const FragmentContext* context,
                                     const ParseOptions& options,
                                     Diagnostics& diagnostics) {
  auto document =
      std::make_unique<dom::Document>(std::move(file), normalize_newlines(std::move(text)));
  ParseErrors errors(
      *document, diagnostics,
      options.report_parse_errors ? ParseErrors::Wanted::Yes : ParseErrors::Wanted::No);
  TreeBuilder builder(*document, errors, options.limits);
  if (context != nullptr) builder.set_context(*context);
  if (options.xml_syntax) builder.set_xml_syntax();
  builder.build();
  return document;
}

}  // namespace

std::unique_ptr<dom::Document> parse_document(std::string file,
                                              std::string text,
                                              const ParseOptions& options,
                                              Diagnostics& diagnostics) {
  return parse(std::move(file), std::move(text), nullptr, options, diagnostics);
}

std::unique_ptr<dom::Document> parse_fragment(std::string file,
                                              std::string text,
                                              const FragmentContext& context,
                                              const ParseOptions& options,
                                              Diagnostics& diagnostics) {
  return parse(std::move(file), std::move(text), &context, options, diagnostics);
}

}  // namespace banxin::html
