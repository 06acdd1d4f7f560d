// banxin_extract: the article of a page, for the measures of extraction until `banxin extract` and
// `banxin inspect` take their place.
//   banxin_extract [--format text|html|markdown|json] [--meta] [--auto] FILE
//   banxin_extract --all FOLDER OUTPUT    FILE.txt, FILE.json and FILE.html for every page
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "article/extract.h"
#include "article/write_html.h"
#include "article/write_json.h"
#include "article/write_markdown.h"
#include "article/write_text.h"
#include "base/utf8.h"
#include "html/parse.h"
#include "input/encoding.h"

namespace {

using namespace banxin;

article::Article extract_file(const std::string& path, article::Mode mode) {
  std::ifstream file{path, std::ios::binary};
  std::string bytes{std::istreambuf_iterator<char>{file}, {}};
  Diagnostics diagnostics;
  // Saved pages are often UTF-8 under another label, or none.
  input::EncodingOptions encoding;
  if (is_valid_utf8(bytes)) encoding.override_label = "utf-8";
  input::DecodedText decoded = input::decode_text(std::move(bytes), encoding, path, diagnostics);
  html::ParseOptions options;
  options.report_parse_errors = false;
  const auto page = html::parse_document(path, std::move(decoded.text), options, diagnostics);
  article::ExtractOptions extract_options;
  extract_options.mode = mode;
  return article::extract_article(*page, extract_options, diagnostics);
}

std::string write(const article::Article& article, const std::string& format) {
  if (format == "html") return article::write_html(*article.document);
  if (format == "markdown") return article::write_markdown(*article.document);
  if (format == "json") return article::write_article_json(article);
  if (format == "meta") return article::write_metadata_json(article.metadata);
  return article::write_text(*article.document);
}

void save(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file{path, std::ios::binary};
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
}

int extract_folder(const std::filesystem::path& folder, const std::filesystem::path& output) {
  std::filesystem::create_directories(output);
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    const article::Article article = extract_file(entry.path().string(), article::Mode::Always);
    const std::string name = entry.path().filename().string();
    save(output / (name + ".txt"), write(article, "text"));
    save(output / (name + ".json"), write(article, "meta"));
    save(output / (name + ".html"), write(article, "html"));
  }
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  std::string format = "text";
  article::Mode mode = article::Mode::Always;
  std::string path;
  for (int index = 1; index < count; ++index) {
    const std::string argument = arguments[index];
    if (argument == "--all" && index + 2 < count) {
      return extract_folder(arguments[index + 1], arguments[index + 2]);
    }
    if (argument == "--format" && index + 1 < count) {
      format = arguments[++index];
    } else if (argument == "--meta") {
      format = "meta";
    } else if (argument == "--auto") {
      mode = article::Mode::Auto;
    } else {
      path = argument;
    }
  }
  if (path.empty()) return 2;
  const std::string text = write(extract_file(path, mode), format);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return 0;
}
