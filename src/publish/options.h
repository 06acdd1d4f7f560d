#pragma once
// PublishOptions: what a user can say of one publication, under the names of the command line and
// of book.toml (docs of each: `banxin --help`). Plain values; cli/options.cpp binds them to flags.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/limits.h"

namespace banxin::publish {

enum class ArticleChoice : std::uint8_t { Auto, Always, Never };
enum class AuthorCss : std::uint8_t { Auto, Keep, Drop };
enum class Readings : std::uint8_t { Ruby, Keep, Drop };
enum class Repair : std::uint8_t { Auto, Never };
enum class Links : std::uint8_t { Keep, Footnotes, Drop };
enum class Contents : std::uint8_t { Auto, None };
enum class Script : std::uint8_t { Keep, Simplified, Traditional, Taiwan, HongKong };
enum class EmbedFonts : std::uint8_t { Auto, Subset, Obfuscated, None };

// How the pages are read.
struct ReadOptions {
  ArticleChoice article = ArticleChoice::Auto;
  Readings readings = Readings::Ruby;
  Repair repair = Repair::Auto;
  Script script = Script::Keep;
  bool parse_errors = false;            // report what HTML calls parse errors
  std::string encoding;                 // a WHATWG label that overrides all others
  std::vector<std::string> keep, drop;  // selectors
  std::string root;
  Limits limits;
};

// How they are set. Empty strings take the theme's own.
struct SettingOptions {
  std::string theme;  // a name, or a .css file
  std::vector<std::string> css;
  std::string page;    // A4, A5, B5, 16k, 32k, letter, 148mmx210mm
  std::string margin;  // as the CSS property
  bool vertical = false;
  std::string grid;  // 26x24: characters by lines
  int columns = 0;
  AuthorCss author_css = AuthorCss::Auto;
  Links links = Links::Keep;
};

// What the book says of itself, over what its pages say.
struct DescriptionOptions {
  std::string lang, title, subtitle, date, publisher, identifier, description, rights, series;
  std::vector<std::string> authors, subjects;
  std::string cover = "auto";  // auto, none, or a file
  Contents toc = Contents::Auto;
  int toc_depth = 3;
  std::optional<int> split_level;  // unset: 2 for pages longer than an article
  bool number_sections = false;
};

struct OutputOptions {
  std::vector<std::string> files;  // .epub and .pdf
  std::string pdf_standard = "none";
  EmbedFonts embed_fonts = EmbedFonts::Auto;
  int image_dpi = 300;
  int jpeg_quality = 85;
};

struct PublishOptions {
  std::vector<std::string> inputs;
  ReadOptions read;
  SettingOptions setting;
  DescriptionOptions description;
  OutputOptions output;
};

}  // namespace banxin::publish
