#include "cli/options.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <map>
#include <string_view>
#include <thread>
#include <utility>

#include "base/ascii.h"
#include "base/diagnostic_ids.h"
#include "input/encoding.h"

namespace banxin::cli {
namespace {

using publish::PublishOptions;

template <class Value>
CLI::Option* add_choice(CLI::App& app,
                        const std::string& name,
                        Value& value,
                        const std::map<std::string, Value>& choices,
                        const std::string& text) {
  // CLI11's own check names the values of the enumeration, not their words.
  const CLI::Validator by_name(
      [choices](std::string& word) {
        std::string words;
        for (const auto& [known, meant] : choices) {
          if (ascii_lower(word) == known) {
            word = std::to_string(static_cast<int>(meant));
            return std::string();
          }
          words += (words.empty() ? "" : ", ") + known;
        }
        return '"' + word + "\" is none of " + words;
      },
      "");
  return app.add_option(name, value, text)->transform(by_name);
}

// A check of a value's form: what is wrong with it, in words; "" when nothing is.
CLI::Validator form_check(bool (*is_right)(const std::string&), const std::string& form) {
  CLI::Validator check(
      [is_right, form](std::string& value) {
        return is_right(value) ? std::string() : '"' + value + "\" is not " + form;
      },
      "");
  return check;
}

// BCP 47 §2.1, by its shape: subtags of 1 to 8 letters and digits.
bool is_language_tag(const std::string& tag) {
  std::size_t length = 0;
  bool first = true;
  for (const char c : tag + '-') {
    if (c == '-') {
      if (length == 0 || length > 8 || (first && length < 2)) return false;
      first = false;
      length = 0;
    } else if (std::isalpha(static_cast<unsigned char>(c)) != 0 ||
               (!first && std::isdigit(static_cast<unsigned char>(c)) != 0)) {
      ++length;
    } else {
      return false;
    }
  }
  return true;
}

// ISO 8601 as EPUB and PDF take it: 2024, 2024-05, 2024-05-01, 2024-05-01T08:00:00Z.
bool is_date(const std::string& date) {
  constexpr std::string_view kForm = "0000-00-00T00:00";
  if (date.size() < 4) return false;
  for (std::size_t i = 0; i < std::min(date.size(), kForm.size()); ++i) {
    const bool digit = std::isdigit(static_cast<unsigned char>(date[i])) != 0;
    if (kForm[i] == '0' ? !digit : date[i] != kForm[i]) return false;
  }
  return date.size() == 4 || date.size() == 7 || date.size() == 10 || date.size() >= kForm.size();
}

bool is_charset(const std::string& label) {
  return input::find_encoding(label).has_value();
}

bool is_diagnostic(const std::string& name) {
  return find_diagnostic(name).has_value();
}

void add_limits(CLI::App& app, Limits& limits) {
  const std::string group = "Limits (each met limit is a named warning; the rest is kept)";
  const auto add = [&](const std::string& name, std::size_t& value, const std::string& text) {
    app.add_option("--limit-" + name, value, text)
        ->group(group)
        ->type_name("N")
        ->capture_default_str();
  };
  add("input-bytes", limits.input_bytes, "bytes of one input");
  add("resource-bytes", limits.resource_bytes, "bytes of one picture, sheet or font");
  add("nodes", limits.nodes, "nodes of one page");
  add("depth", limits.depth, "depth of nested elements");
  add("attributes", limits.attributes, "attributes of one element");
  add("sheet-bytes", limits.sheet_bytes, "bytes of one style sheet");
  add("rules", limits.rules, "style rules of one page");
  add("variable-bytes", limits.variable_bytes, "bytes of one custom property, expanded");
  add("image-pixels", limits.image_pixels, "pixels of one picture");
  add("pages", limits.pages, "pages of one publication");
  add("diagnostics", limits.diagnostics, "findings shown of one input");
}

void add_reading(CLI::App& app, publish::ReadOptions& read) {
  const std::string group = "Reading";
  using publish::ArticleChoice;
  using publish::Readings;
  using publish::Repair;
  using publish::Script;
  add_choice<ArticleChoice>(
      app, "--article", read.article,
      {{"auto", ArticleChoice::Auto},
       {"always", ArticleChoice::Always},
       {"never", ArticleChoice::Never}},
      "take the article out of the page's chrome (auto decides page by page and says so)")
      ->group(group)
      ->type_name("auto|always|never");
  add_choice<Readings>(
      app, "--readings", read.readings,
      {{"ruby", Readings::Ruby}, {"keep", Readings::Keep}, {"drop", Readings::Drop}},
      "pinyin pasted after characters 運(yùn): make it ruby, keep it, drop it")
      ->group(group)
      ->type_name("ruby|keep|drop");
  add_choice<Repair>(app, "--repair", read.repair,
                     {{"auto", Repair::Auto}, {"never", Repair::Never}},
                     "heal text that was damaged in transit")
      ->group(group)
      ->type_name("auto|never");
  add_choice<Script>(app, "--script", read.script,
                     {{"keep", Script::Keep},
                      {"simplified", Script::Simplified},
                      {"traditional", Script::Traditional},
                      {"taiwan", Script::Taiwan},
                      {"hongkong", Script::HongKong}},
                     "convert Chinese text, what the page says of itself and its language")
      ->group(group)
      ->type_name("keep|simplified|traditional|taiwan|hongkong");
  app.add_option("--encoding", read.encoding, "the input's charset, whatever it says")
      ->group(group)
      ->check(form_check(is_charset, "a charset (as utf-8, gbk, big5, shift_jis)"))
      ->type_name("LABEL");
  app.add_option("--keep", read.keep, "keep what this selector matches in an article")
      ->group(group)
      ->type_name("SELECTOR")
      ->allow_extra_args(false);
  app.add_option("--drop", read.drop, "drop what this selector matches")
      ->group(group)
      ->type_name("SELECTOR")
      ->allow_extra_args(false);
  app.add_option("--root", read.root,
                 "resources may come from below this folder (default: the input's own)")
      ->group(group)
      ->type_name("DIR");
  add_limits(app, read.limits);
}

void add_setting(CLI::App& app, publish::SettingOptions& setting) {
  const std::string group = "Setting";
  using publish::AuthorCss;
  using publish::Links;
  app.add_option("--theme", setting.theme,
                 "house style: plain, article, book, or a file (default: by what is published)")
      ->group(group)
      ->type_name("NAME|FILE.css");
  app.add_option("--css", setting.css, "a style sheet over the theme")
      ->group(group)
      ->type_name("FILE")
      ->allow_extra_args(false);
  app.add_option("--page", setting.page, "page size")
      ->group(group)
      ->type_name("A4|A5|B5|16k|32k|letter|WxH");
  app.add_option("--margin", setting.margin, "page margins, as in CSS")
      ->group(group)
      ->type_name("LENGTHS");
  app.add_flag("--vertical", setting.vertical, "set in vertical lines, from right to left")
      ->group(group);
  app.add_option("--grid", setting.grid, "characters of a line by lines of a page")
      ->group(group)
      ->type_name("CHARSxLINES");
  app.add_option("--columns", setting.columns, "columns of a page")
      ->group(group)
      ->check(CLI::Range(1, 12))
      ->type_name("N");
  add_choice<AuthorCss>(
      app, "--author-css", setting.author_css,
      {{"auto", AuthorCss::Auto}, {"keep", AuthorCss::Keep}, {"drop", AuthorCss::Drop}},
      "the page's own style (auto keeps it unless an article was taken out)")
      ->group(group)
      ->type_name("auto|keep|drop");
  add_choice<Links>(app, "--links", setting.links,
                    {{"keep", Links::Keep}, {"footnotes", Links::Footnotes}, {"drop", Links::Drop}},
                    "what a printed page does with URLs")
      ->group(group)
      ->type_name("keep|footnotes|drop");
}

void add_description(CLI::App& app, publish::DescriptionOptions& description) {
  const std::string group = "Description";
  const auto add = [&](const std::string& name, std::string& value, const std::string& text) {
    app.add_option(name, value, text)->group(group)->type_name("TEXT");
  };
  app.add_option("--lang", description.lang, "language, as zh-Hans or ja")
      ->group(group)
      ->check(form_check(is_language_tag, "a language tag (as zh-Hans, ja, en-GB)"))
      ->type_name("TAG");
  add("--title", description.title, "title");
  add("--subtitle", description.subtitle, "subtitle");
  app.add_option("--author", description.authors, "author (more than once for several)")
      ->group(group)
      ->type_name("NAME")
      ->allow_extra_args(false);
  app.add_option("--date", description.date, "date of publication, ISO 8601")
      ->group(group)
      ->check(form_check(is_date, "an ISO 8601 date (as 2024-05-01)"))
      ->type_name("DATE");
  add("--publisher", description.publisher, "publisher");
  add("--identifier", description.identifier, "ISBN, DOI, URL or UUID");
  add("--description", description.description, "what it is about");
  app.add_option("--subject", description.subjects, "subject (more than once for several)")
      ->group(group)
      ->type_name("TEXT")
      ->allow_extra_args(false);
  add("--rights", description.rights, "rights");
  add("--series", description.series, "series, with its number after a semicolon");
  app.add_option("--cover", description.cover, "cover picture")
      ->group(group)
      ->type_name("FILE|auto|none")
      ->capture_default_str();
  add_choice<publish::Contents>(
      app, "--toc", description.toc,
      {{"auto", publish::Contents::Auto}, {"none", publish::Contents::None}}, "table of contents")
      ->group(group)
      ->type_name("auto|none");
  app.add_option("--toc-depth", description.toc_depth, "levels of the contents")
      ->group(group)
      ->check(CLI::Range(1, 6))
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--split-level", description.split_level,
                 "headings of this level and above begin a file of the EPUB")
      ->group(group)
      ->check(CLI::Range(0, 6))
      ->type_name("N");
  app.add_flag("--number-sections", description.number_sections, "number the headings")
      ->group(group);
}

void add_output(CLI::App& app, publish::OutputOptions& output) {
  const std::string group = "Output";
  using publish::EmbedFonts;
  app.add_option("--pdf-standard", output.pdf_standard, "conformance of the PDF")
      ->group(group)
      ->check(CLI::IsMember({"none"}))
      ->type_name("none")
      ->capture_default_str();
  add_choice<EmbedFonts>(app, "--embed-fonts", output.embed_fonts,
                         {{"auto", EmbedFonts::Auto},
                          {"subset", EmbedFonts::Subset},
                          {"obfuscated", EmbedFonts::Obfuscated},
                          {"none", EmbedFonts::None}},
                         "fonts in the EPUB (auto: only for characters that readers lack; "
                         "obfuscated: as subset, by IDPF)")
      ->group(group)
      ->type_name("auto|subset|obfuscated|none");
  app.add_option("--image-dpi", output.image_dpi, "pictures are scaled down to this resolution")
      ->group(group)
      ->check(CLI::Range(36, 2400))
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--jpeg-quality", output.jpeg_quality, "quality of JPEGs that are made anew")
      ->group(group)
      ->check(CLI::Range(1, 100))
      ->type_name("N")
      ->capture_default_str();
}

void add_reporting(CLI::App& app, ReportOptions& report) {
  const std::string group = "Reporting";
  app.add_flag("-v,--verbose", report.verbose, "show notes too")->group(group);
  app.add_flag("-q,--quiet", report.quiet, "show errors only")->group(group);
  add_choice<Progress>(
      app, "--progress", report.progress,
      {{"auto", Progress::Auto}, {"always", Progress::Always}, {"never", Progress::Never}},
      "a bar on a terminal")
      ->group(group)
      ->type_name("auto|always|never");
  add_choice<DiagnosticsFormat>(app, "--diagnostics", report.diagnostics,
                                {{"text", DiagnosticsFormat::Text},
                                 {"json", DiagnosticsFormat::Json},
                                 {"sarif", DiagnosticsFormat::Sarif}},
                                "form of the findings on standard error")
      ->group(group)
      ->type_name("text|json|sarif");
  app.add_flag("--werror", report.warnings_are_errors, "a warning makes the exit code 1")
      ->group(group);
  app.add_option("--fail-on", report.fail_on, "these findings make the exit code 1, by name")
      ->group(group)
      ->delimiter(',')
      ->check(form_check(is_diagnostic, "the name of a finding (as missing-glyph, picture-lost)"))
      ->type_name("LIST");
}

void add_everything(CLI::App& app, CommandLine& line) {
  add_reading(app, line.publish.read);
  add_setting(app, line.publish.setting);
  add_description(app, line.publish.description);
  add_output(app, line.publish.output);
  add_reporting(app, line.report);
}

CLI::App& add_command(CLI::App& app,
                      const std::string& name,
                      const std::string& text,
                      const std::string& example) {
  CLI::App& command = *app.add_subcommand(name, "Example: " + example + "\n\n" + text);
  return command;
}

CLI::Option* add_input(CLI::App& app, CommandLine& line) {
  return app
      .add_option("INPUT", line.publish.inputs,
                  "a page, a folder, an .mhtml or .webarchive, a .zip of pages, a book.toml, or - "
                  "for standard input")
      ->type_name("");
}

void add_jobs(CLI::App& app, CommandLine& line, const std::string& text) {
  app.add_option("--jobs", line.jobs, text)->check(CLI::Range(1, 256))->type_name("N");
}

void add_batch(CLI::App& app, CommandLine& line) {
  CLI::App& batch = add_command(app, "batch",
                                "Publish many: each input becomes a publication of its own. One "
                                "bad input does not stop the others.",
                                "banxin batch pages/*.html -o out --format epub --jobs 4");
  add_input(batch, line)->required();
  batch.add_option("-o,--output", line.batch.output_folder, "the folder of the publications")
      ->required()
      ->type_name("OUTDIR");
  batch.add_option("--format", line.batch.formats, "formats to write")
      ->delimiter(',')
      ->check(CLI::IsMember({"epub", "pdf"}))
      ->type_name("epub,pdf")
      ->capture_default_str();
  add_jobs(batch, line, "how many at once (default: one a core)");
  batch.add_flag("--resume", line.batch.resume, "leave out what an earlier run has finished");
  batch.add_option("--shard", line.batch.shard, "only the K-th of N parts of the inputs")
      ->type_name("K/N");
  batch.add_option("--report", line.batch.report, "a JSON record of every input")
      ->type_name("FILE.json");
  batch.add_flag("--keep-going", line.batch.keep_going,
                 "exit 0 when something was lost but reported");
  add_everything(batch, line);
}

void add_small_commands(CLI::App& app, CommandLine& line) {
  CLI::App& extract = add_command(app, "extract", "The article alone, on standard output.",
                                  "banxin extract page.html --format markdown");
  add_input(extract, line)->required()->expected(1);
  extract
      .add_option("--format", line.format,
                  "form of the output (default: text, one paragraph a line)")
      ->check(CLI::IsMember({"text", "html", "markdown", "json"}))
      ->type_name("text|html|markdown|json");
  add_reading(extract, line.publish.read);
  add_reporting(extract, line.report);

  CLI::App& inspect =
      add_command(app, "inspect",
                  "Metadata, contents, charset, language, fonts and findings of an input, as JSON.",
                  "banxin inspect page.html");
  add_input(inspect, line)->required()->expected(1);
  add_reading(inspect, line.publish.read);
  add_reporting(inspect, line.report);

  CLI::App& repair = add_command(
      app, "repair", "The healed text on standard output; what was healed on standard error.",
      "banxin repair --input text damaged.txt");
  add_input(repair, line)->required()->expected(1);
  repair.add_option("--input", line.repair_input, "what the input is")
      ->check(CLI::IsMember({"html", "text"}))
      ->type_name("html|text")
      ->capture_default_str();
  add_reading(repair, line.publish.read);
  add_reporting(repair, line.report);

  add_command(app, "themes", "The themes that are there.", "banxin themes");

  CLI::App& fonts = add_command(
      app, "fonts", "Which font covers what; with an input, which characters no font has.",
      "banxin fonts page.html");
  add_input(fonts, line)->expected(0, 1);
  add_everything(fonts, line);

  CLI::App& dump =
      add_command(app, "dump", "What one stage makes of an input.",
                  "banxin dump --stage=boxes --format=json --viewport 800x600 page.html");
  add_input(dump, line)->required()->expected(1);
  dump.add_option("--stage", line.stage, "the stage")
      ->required()
      ->check(CLI::IsMember(
          {"tokens", "dom", "style", "document", "boxes", "lines", "pages", "paint", "epub"}))
      ->type_name("NAME");
  dump.add_option("--format", line.format, "form of the dump")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("text|json");
  dump.add_option("--viewport", line.viewport, "the window, in CSS px")
      ->type_name("WxH")
      ->capture_default_str();
  dump.add_option("--media", line.media, "the media type")
      ->check(CLI::IsMember({"print", "screen"}))
      ->type_name("print|screen")
      ->capture_default_str();
  add_everything(dump, line);
}

}  // namespace

void define_commands(CLI::App& app, CommandLine& line) {
  app.name("banxin");
  app.description(
      "Example: banxin page.html -o page.epub -o page.pdf\n\n"
      "Publishes static HTML as EPUB 3 and as print-quality PDF: Chinese, Japanese and Korean "
      "first.\n"
      "One or many inputs make one publication, in every format that an -o names.");
  app.set_version_flag("--version", "banxin " BANXIN_VERSION);
  app.require_subcommand(0, 1);
  app.get_formatter()->column_width(34);
  add_input(app, line);
  app.add_option("-o,--output", line.publish.output.files,
                 "what to write: .epub or .pdf, once for each")
      ->type_name("FILE")
      ->allow_extra_args(false);
  add_jobs(app, line, "how many chapters are set at once (default: one a core)");
  add_everything(app, line);
  add_batch(app, line);
  add_small_commands(app, line);
}

Result<publish::PublishOptions> merge_book_options(
    const std::map<std::string, std::vector<std::string>>& book,
    const std::vector<std::string>& words) {
  CommandLine line;
  CLI::App known;
  define_commands(known, line);
  // First the book's, as if they had been typed, one by one to name the one that is wrong; then the
  // command line over them.
  const auto parse = [&line](std::vector<std::string> some, const std::string& name) {
    CLI::App app;
    define_commands(app, line);
    try {
      // CLI11 takes the words from the last to the first.
      std::reverse(some.begin(), some.end());
      app.parse(some);
    } catch (const CLI::ParseError& error) {
      return std::optional(Error{ErrorCode::Usage, name, error.what()});
    }
    return std::optional<Error>();
  };
  for (const auto& [name, values] : book) {
    if (known.get_option_no_throw("--" + name) == nullptr) {
      return Error{ErrorCode::Usage, name,
                   "there is no option " + name +
                       " (they are those of the command line without their dashes: lang, title, "
                       "author…; banxin --help lists them)"};
    }
    std::vector<std::string> typed;
    for (const std::string& value : values)
      typed.push_back(std::string("--").append(name).append("=").append(value));
    if (auto wrong = parse(std::move(typed), name)) return std::move(*wrong);
  }
  if (auto wrong = parse(words, "command line")) return std::move(*wrong);
  return line.publish;
}

std::size_t job_count(const CommandLine& line) {
  return line.jobs > 0 ? static_cast<std::size_t>(line.jobs)
                       : std::max(1U, std::thread::hardware_concurrency());
}

publish::DumpRequest dump_request(const CommandLine& line) {
  publish::DumpRequest request;
  request.stage = line.stage;
  request.format = line.format;
  request.media = line.media;
  request.options = line.publish;
  // A developer's tool: pages of test suites keep their fonts and sheets in a folder beside their
  // own.
  std::string& root = request.options.read.root;
  const std::string folder =
      line.publish.inputs.empty() ? "." : folder_of(line.publish.inputs.front());
  if (root.empty() && folder != "." && folder_of(folder) != "." && folder != "/")
    root = folder_of(folder);
  const std::size_t cross = line.viewport.find('x');
  const double width = std::strtod(line.viewport.c_str(), nullptr);
  const double height =
      cross == std::string::npos ? 0 : std::strtod(line.viewport.c_str() + cross + 1, nullptr);
  if (width > 0) request.viewport.width = Unit::from_px(width);
  if (height > 0) request.viewport.height = Unit::from_px(height);
  return request;
}

}  // namespace banxin::cli
