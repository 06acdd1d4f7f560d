#pragma once
// Typesetter: sets the chapters of one publication, one after another, with the house's style
// sheets and fonts of its own. One Typesetter, one thread; several set chapters side by side, and
// no chapter depends on which of them sets it.
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/result.h"
#include "css/sheet.h"
#include "font/font_set.h"
#include "font/style_fonts.h"
#include "image/image_store.h"
#include "layout/build_boxes.h"
#include "layout/layout_context.h"
#include "publish/sheets.h"
#include "style/style_tree.h"

namespace banxin::publish {

// One styled document. It refers to the document and to the Typesetter, which outlive it.
struct StyledChapter {
  std::unique_ptr<style::SheetSet> sheets;
  std::unique_ptr<style::ContainerSizes> containers;  // null where nothing depends on them
  std::unique_ptr<style::StyledDocument> styles;
};

// What it views outlives the StyledChapter that is made of it.
struct ChapterSource {
  const dom::Document& document;
  std::string_view name;  // in the gates: the base of its references
  bool own_style = true;
  std::string_view language;
};

// The pictures of all chapters, shared by their Typesetters.
std::unique_ptr<image::ImageStore> open_images(const Composition& composition,
                                               const Limits& limits);

// What the Typesetters of a publication share; nobody changes it.
struct House {
  const PublishOptions& options;
  const Gates& gates;
  const World& world;
  const image::ImageStore& images;
  std::string theme;
};

class Typesetter {
 public:
  // Errors: those of load_house_sheets() and FontSet::load(). What `house` refers to, and
  // `diagnostics`, outlive it.
  static Result<std::unique_ptr<Typesetter>> create(const House& house, Diagnostics& diagnostics);

  // In print, the viewport is the area of the first page, found from the sheets.
  StyledChapter style(const ChapterSource& chapter);
  // For a window of this size (dumps).
  StyledChapter style(const ChapterSource& chapter, const css::MediaEnvironment& media);

  std::unique_ptr<layout::LayoutContext> context(const StyledChapter& chapter);

  // Whether a theme's or the user's sheet has this text.
  bool house_mentions(std::string_view text) const;
  // Whether one of the chapter's own sheets has it; imported ones are not looked into.
  bool mentions(const ChapterSource& chapter, std::string_view text) const;

  font::FontSet& fonts() { return *fonts_; }

 private:
  Typesetter(const House& house, Diagnostics& diagnostics);
  enum class Medium : std::uint8_t { Pages, Window };
  std::unique_ptr<style::SheetSet> collect(const ChapterSource& chapter, Medium medium);
  void load_web_fonts(const style::StyledDocument& styles);
  void load_web_font(const css::FontFaceRule& rule);
  // Null when the source is no font, which is reported.
  const font::Face* web_face(const font::WebFont& font, const css::FontSource& source);
  StyledChapter style_for(const ChapterSource& chapter,
                          const std::optional<css::MediaEnvironment>& window);
  // The area of the first page; loads the faces that the sheets name.
  css::MediaEnvironment first_page(const ChapterSource& chapter, const style::SheetSet& sheets);
  style::StyleOptions style_options(const ChapterSource& chapter) const;
  void settle_containers(const ChapterSource& chapter,
                         style::StyleOptions& options,
                         StyledChapter& styled);

  House house_;
  Diagnostics& diagnostics_;
  css::SheetLoader sheet_loader_;
  book::ResourceLoader resource_loader_;
  std::vector<std::unique_ptr<css::Sheet>> sheets_;  // base, print, themes
  std::unique_ptr<css::Sheet> paper_;                // of pages only
  std::size_t first_theme_ = 0;
  std::unique_ptr<font::FontSet> fonts_;
  std::unique_ptr<font::StyleFontMetrics> metrics_;
  std::map<std::string, const font::Face*> web_faces_;  // by rule and source; null: unusable
  std::set<std::string> chapter_fonts_;                 // those of web_faces_ that it asked for
};

}  // namespace banxin::publish
