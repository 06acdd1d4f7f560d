// The commands that print one thing on standard output: extract, inspect, repair, themes, fonts,
// dump.
#include <cstdio>
#include <nlohmann/json.hpp>
#include <utility>

#include "article/write_html.h"
#include "article/write_json.h"
#include "article/write_markdown.h"
#include "article/write_text.h"
#include "book/heading.h"
#include "cli/commands.h"
#include "cli/messages.h"
#include "publish/gather.h"
#include "publish/sheets.h"
#include "repair/repair_text.h"

namespace banxin::cli {
namespace {

using Json = nlohmann::ordered_json;

// All pages of the one input, read as `title_block` says.
Result<publish::Gathered> read_input(const CommandLine& line,
                                     publish::World& world,
                                     article::TitleBlock title_block,
                                     Diagnostics& diagnostics) {
  return publish::gather(line.publish, world, title_block, diagnostics);
}

int finish(const Diagnostics& diagnostics, const CommandLine& line, int code) {
  show_diagnostics(diagnostics, line.report);
  if (code != kDone) return code;
  return fails(diagnostics, line.report) ? kSomethingLost : kDone;
}

int fail(const Error& error, const Diagnostics& diagnostics, const CommandLine& line) {
  show_diagnostics(diagnostics, line.report);
  show_error(error);
  return exit_code(error);
}

std::string extracted(publish::ReadPage& page, const std::string& format) {
  if (format == "html") return article::write_html(*page.document);
  if (format == "markdown") return article::write_markdown(*page.document);
  if (format == "json") return article::write_article_json(publish::take_article(page));
  return article::write_text(*page.document);
}

Json contents_of(const dom::Document& document) {
  Json headings = Json::array();
  using namespace dom::names;
  constexpr std::array kHeadings{h1, h2, h3, h4, h5, h6};
  for (const dom::Node* node = &document.root(); node != nullptr;
       node = dom::next_in_tree(*node, document.root())) {
    for (std::size_t level = 0; level < kHeadings.size(); ++level) {
      if (!node->is_html(kHeadings[level])) continue;
      headings.push_back({{"level", level + 1}, {"text", book::title_text(*node)}});
    }
  }
  return headings;
}

std::size_t count_readings(const dom::Document& document) {
  std::size_t count = 0;
  for (const dom::Node* node = &document.root(); node != nullptr;
       node = dom::next_in_tree(*node, document.root()))
    count += node->is_html(dom::names::rt) ? 1 : 0;
  return count;
}

Json inspected(const publish::Gathered& gathered, const Diagnostics& diagnostics) {
  const publish::ReadPage& first = gathered.pages.front().page;
  Json json = Json::parse(article::write_metadata_json(first.metadata), nullptr, false);
  if (const std::string title = publish::common_title(gathered); !title.empty())
    json["title"] = title;
  json["charset"] = first.charset;
  json["article"] = first.is_article;
  json["pages"] = gathered.pages.size();
  json["contents"] = Json::array();
  std::size_t readings = 0;
  for (const publish::GatheredPage& page : gathered.pages) {
    readings += count_readings(*page.page.document);
    for (Json& heading : contents_of(*page.page.document))
      json["contents"].push_back(heading);
  }
  json["readings"] = readings;
  json["diagnostics"] = Json::array();
  for (const Diagnostic& diagnostic : diagnostics.found()) {
    json["diagnostics"].push_back(format_diagnostic(diagnostic));
  }
  return json;
}

// "file:line:column: healed: kind: «before» → «after» (certainty %)", one line each.
void show_healed(const repair::RepairReport& report,
                 const std::string& file,
                 std::string_view text) {
  std::size_t at = 0;
  std::uint32_t row = 1;
  std::size_t column = 1;
  for (const repair::HealedSpan& span : report.healed) {
    for (; at < span.offset && at < text.size(); ++at) {
      const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80;
      row += text[at] == '\n' ? 1 : 0;
      column = text[at] == '\n' ? 1 : column + (begins ? 1 : 0);
    }
    std::string line = file + ':' + std::to_string(row) + ':' + std::to_string(column) +
                       ": healed: " + std::string(repair::damage_name(span.kind)) + ": «" +
                       span.before + "» → «" + span.after + "» (" + std::to_string(span.certainty) +
                       " %)";
    for (char& c : line) {
      if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    }
    std::fprintf(stderr, "%s\n", line.c_str());
  }
}

}  // namespace

int exit_code(const Error& error) {
  return error.code == ErrorCode::Usage ? kUsage : kNothingDone;
}

int print_result(std::string_view bytes) {
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() &&
                       std::fflush(stdout) == 0;
  if (written) return kDone;
  show_error({ErrorCode::IoFailed, "standard output", "it could not be written"});
  return kNothingDone;
}

int run_extract(const CommandLine& line, publish::World& world) {
  Diagnostics diagnostics(line.publish.read.limits.diagnostics);
  CommandLine always = line;
  if (always.publish.read.article == publish::ArticleChoice::Auto) {
    always.publish.read.article = publish::ArticleChoice::Always;  // it was asked for
  }
  Result<publish::Gathered> gathered =
      read_input(always, world, article::TitleBlock::Omitted, diagnostics);
  if (!gathered) return fail(gathered.error(), diagnostics, line);
  std::string out;
  std::vector<publish::GatheredPage>& pages = gathered.value().pages;
  // Several pages are one text; several objects of JSON are a list.
  const bool is_list = line.format == "json" && pages.size() > 1;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (is_list) out += i == 0 ? "[\n" : ",\n";
    if (line.format == "markdown" && !out.empty()) out += '\n';
    out += extracted(pages[i].page, line.format);
  }
  if (is_list) out += ']';
  if (!out.ends_with('\n')) out += '\n';
  return finish(diagnostics, line, print_result(out));
}

int run_inspect(const CommandLine& line, publish::World& world) {
  Diagnostics diagnostics(line.publish.read.limits.diagnostics);
  const Result<publish::Gathered> gathered =
      read_input(line, world, article::TitleBlock::Omitted, diagnostics);
  if (!gathered) return fail(gathered.error(), diagnostics, line);
  const Json json = inspected(gathered.value(), diagnostics);
  return finish(diagnostics, line,
                print_result(json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n'));
}

int run_repair(const CommandLine& line, publish::World& world) {
  Diagnostics diagnostics(line.publish.read.limits.diagnostics);
  input::SourceOptions opening{line.publish.read.root, line.publish.read.limits};
  if (line.repair_input == "text") opening.look_inside = input::LookInside::No;
  const std::string& file = line.publish.inputs.front();
  Result<input::Source> source =
      input::open_source(file, opening, world.files, std::move(world.standard_input), diagnostics);
  if (!source) return fail(source.error(), diagnostics, line);
  std::string out;
  for (input::SourcePage& page : source.value().pages) {
    if (const Result<void> loaded = input::load_page(page, opening, world.files, diagnostics);
        !loaded) {
      return fail(loaded.error(), diagnostics, line);
    }
    const repair::TextForm form =
        line.repair_input == "text" ? repair::TextForm::Plain : repair::TextForm::Html;
    const std::string name = page.file;
    const std::string text = publish::decode_page(std::move(page), line.publish.read, diagnostics);
    repair::RepairedText repaired =
        publish::repair_page(text, form, line.publish.read, name, diagnostics);
    if (!line.report.quiet) show_healed(repaired.report, name, text);
    out += repaired.text;
  }
  return finish(diagnostics, line, print_result(out));
}

int run_themes(const CommandLine& line, publish::World& world) {
  const Result<std::vector<std::string>> names = publish::theme_names(world);
  if (!names) return fail(names.error(), Diagnostics(0), line);
  std::string out;
  for (const std::string& name : names.value())
    out += name + '\n';
  return print_result(out);
}

int run_dump(const CommandLine& line, publish::World& world) {
  Diagnostics diagnostics(line.publish.read.limits.diagnostics);
  publish::DumpRequest request = dump_request(line);
  const Result<std::string> text = publish::dump_stage(request, world, diagnostics);
  if (!text) return fail(text.error(), diagnostics, line);
  return finish(diagnostics, line, print_result(text.value()));
}

}  // namespace banxin::cli
