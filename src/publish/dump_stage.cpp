#include "publish/dump_stage.h"

#include <algorithm>
#include <utility>

#include "dom/dump.h"
#include "html/dump_tokens.h"
#include "html/parse.h"
#include "input/archive.h"
#include "publish/dump_layout.h"
#include "publish/gather.h"

namespace banxin::publish {
namespace {

bool is_layout_stage(std::string_view stage) {
  return stage == "style" || stage == "boxes" || stage == "lines" || stage == "pages" ||
         stage == "paint";
}

// Decoded and healed, as the parser gets it.
struct PageText {
  std::string file;
  std::string text;
  bool is_xml = false;
};
Result<PageText> page_text(const DumpRequest& request, World& world, Diagnostics& diagnostics) {
  const ReadOptions& read = request.options.read;
  const input::SourceOptions opening{read.root, read.limits};
  BANXIN_TRY(input::Source source,
             input::open_source(request.options.inputs.front(), opening, world.files,
                                std::move(world.standard_input), diagnostics));
  input::SourcePage& page = source.pages.front();
  BANXIN_TRY([[maybe_unused]] auto loaded,
             input::load_page(page, opening, world.files, diagnostics));
  PageText result{page.file, {}, page.is_xml};
  const std::string text = decode_page(std::move(page), read, diagnostics);
  result.text = repair_page(text, repair::TextForm::Html, read, result.file, diagnostics).text;
  return result;
}

Result<std::string> dump_parse(const DumpRequest& request, World& world, Diagnostics& diagnostics) {
  BANXIN_TRY(PageText page, page_text(request, world, diagnostics));
  html::ParseOptions options;
  options.xml_syntax = page.is_xml;
  options.limits = request.options.read.limits;
  if (request.stage == "tokens")
    return html::dump_tokens(page.file, std::move(page.text), options, diagnostics);
  const auto document = html::parse_document(page.file, std::move(page.text), options, diagnostics);
  return dom::dump_tree(*document, document->root());
}

// The tree that is published: healed, taken out of its chrome, readings set.
Result<std::string> dump_document(const DumpRequest& request,
                                  World& world,
                                  Diagnostics& diagnostics) {
  BANXIN_TRY(const Gathered gathered,
             gather(request.options, world, article::TitleBlock::Shown, diagnostics));
  std::string out;
  for (const GatheredPage& page : gathered.pages) {
    out += dom::dump_tree(*page.page.document, page.page.document->root());
  }
  return out;
}

// Every file of the EPUB but pictures, under its name.
Result<std::string> dump_epub(const DumpRequest& request, World& world, Diagnostics& diagnostics) {
  BANXIN_TRY(const std::string bytes, publish_epub(request.options, world, diagnostics));
  BANXIN_TRY(const std::vector<input::ArchivePart> parts,
             input::read_zip("epub", bytes, request.options.read.limits));
  std::string out;
  for (const input::ArchivePart& part : parts) {
    out += "--- " + part.name + '\n';
    const std::string extension = extension_of(part.name);
    const bool is_text = extension == "xhtml" || extension == "opf" || extension == "ncx" ||
                         extension == "css" || extension == "xml";
    if (is_text) out += part.bytes + '\n';
  }
  return out;
}

}  // namespace

Result<std::string> dump_stage(const DumpRequest& request, World& world, Diagnostics& diagnostics) {
  if (request.stage == "tokens" || request.stage == "dom")
    return dump_parse(request, world, diagnostics);
  if (request.stage == "document") return dump_document(request, world, diagnostics);
  if (request.stage == "epub") return dump_epub(request, world, diagnostics);
  if (is_layout_stage(request.stage)) return dump_layout(request, world, diagnostics);
  return Error{ErrorCode::Usage, "--stage " + request.stage, "there is no such stage"};
}

}  // namespace banxin::publish
