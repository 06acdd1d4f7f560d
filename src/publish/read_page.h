#pragma once
// PageReader: one page from its bytes to the tree that is published, in two steps, so that what the
// pages of one site have in common can be learnt between them: decoded, healed, parsed, pasted
// readings made ruby; then taken out of its chrome and converted to the script asked for.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "article/extract.h"
#include "article/learn.h"
#include "base/diagnostics.h"
#include "base/result.h"
#include "dom/document.h"
#include "input/source.h"
#include "publish/options.h"
#include "repair/convert_script.h"
#include "repair/repair_text.h"
#include "style/select.h"

namespace banxin::publish {

struct ParsedPage {
  std::unique_ptr<dom::Document> document;
  std::string file;                    // for messages
  std::string name;                    // in the resource gate
  std::string charset;                 // WHATWG's name
  std::vector<std::string> addresses;  // its own on the web
  bool has_own_style = false;          // brings style sheets
  std::string book_title;              // that its <title> gave in place of its own
};

struct ReadPage {
  std::unique_ptr<dom::Document> document;
  article::Metadata metadata;
  std::string file;
  std::string name;
  std::string charset;
  std::vector<std::string> addresses;
  bool is_article = false;
  bool has_own_style = false;
  std::vector<article::Removal> removals;
};

class PageReader {
 public:
  // A title block (headline, byline, date) is shown by a publication, not by `extract`. Errors:
  // Usage for --keep or --drop that is no selector, NotFound when --script lacks OpenCC's data.
  static Result<PageReader> open(const ReadOptions& options, article::TitleBlock title_block);

  ParsedPage parse(input::SourcePage page, Diagnostics& diagnostics) const;
  // `site`: what was learnt of the page's site, may be null.
  ReadPage read(ParsedPage page,
                ArticleChoice choice,
                const article::SiteBoilerplate* site,
                Diagnostics& diagnostics) const;
  // What stands beside the pages (names of folders, titles of a book.toml) in the script that they
  // are converted to.
  std::string convert(std::string text) const;

 private:
  PageReader(const ReadOptions& options, article::TitleBlock title_block)
      : options_(options), title_block_(title_block) {}

  void drop_chosen(dom::Document& document, std::vector<article::Removal>& removals) const;
  void convert_script(ReadPage& page) const;

  ReadOptions options_;
  article::TitleBlock title_block_;
  std::vector<style::Selector> keep_, drop_;
  std::optional<repair::ScriptConverter> script_;
};

// The page as its extraction gave it, and back.
article::Article take_article(ReadPage& page);
void put_article(article::Article article, ReadPage& page);

// The page's text in UTF-8, not healed.
std::string decode_page(input::SourcePage page,
                        const ReadOptions& options,
                        Diagnostics& diagnostics);

// Heals `text` as options.repair says, and reports in `diagnostics` what cannot be healed.
repair::RepairedText repair_page(const std::string& text,
                                 repair::TextForm form,
                                 const ReadOptions& options,
                                 const std::string& file,
                                 Diagnostics& diagnostics);

}  // namespace banxin::publish
