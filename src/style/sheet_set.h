#pragma once
// SheetSet: the sheets of one document in cascade order, and how they are collected.
#include <memory>
#include <vector>

#include "css/sheet.h"
#include "dom/document.h"

namespace banxin::style {

// Weakest first (CSS Cascade 4 §6.2; the theme takes the user's place). Presentational attributes
// stand between Theme and Author.
enum class Origin : std::uint8_t { UserAgent, Theme, Hints, Author };

struct SheetEntry {
  const css::Sheet* sheet = nullptr;
  Origin origin = Origin::Author;
  css::MediaList media;  // of the element that named it
};

class SheetSet {
 public:
  // A sheet that outlives the set: the user agent's or a theme's, shared by documents.
  void add(const css::Sheet& sheet, Origin origin) { entries_.push_back({&sheet, origin, {}}); }
  void add(std::unique_ptr<css::Sheet> sheet, Origin origin, css::MediaList media = {}) {
    entries_.push_back({sheet.get(), origin, std::move(media)});
    owned_.push_back(std::move(sheet));
  }
  const std::vector<SheetEntry>& entries() const { return entries_; }

 private:
  std::vector<SheetEntry> entries_;
  std::vector<std::unique_ptr<css::Sheet>> owned_;
};

// Adds the document's own sheets: <style>, <link rel=stylesheet>, in tree order. `loader` may be
// empty; `document_url` is the base of the document's references.
void collect_sheets(const dom::Document& document,
                    const css::SheetLoader& loader,
                    std::string_view document_url,
                    const Limits& limits,
                    SheetSet& set,
                    Diagnostics& diagnostics);

// styles/base.css and styles/print.css, as the program carries them.
std::unique_ptr<css::Sheet> base_sheet();
std::unique_ptr<css::Sheet> print_sheet();
// styles/quirks.css: for documents in quirks mode, after base.
std::unique_ptr<css::Sheet> quirks_sheet();

}  // namespace banxin::style
