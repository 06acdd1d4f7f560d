#pragma once
// Typesetter: what all chapters of one publication share on their way to pages: the house's style
// sheets, fonts, pictures. One Typesetter, one thread.
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

class Typesetter {
 public:
  // Errors: those of load_house_sheets() and FontSet::load(). `gates`, `diagnostics` outlive it.
  static Result<std::unique_ptr<Typesetter>> create(const PublishOptions& options,
                                                    const std::string& theme,
                                                    const Gates& gates,
                                                    const World& world,
                                                    Diagnostics& diagnostics);

  // In print, the viewport is the area of the first page, found from the sheets.
  StyledChapter style(const ChapterSource& chapter);
  // For a window of this size (dumps).
  StyledChapter style(const ChapterSource& chapter, const css::MediaEnvironment& media);

  std::unique_ptr<layout::LayoutContext> context(const StyledChapter& chapter);

  // Whether a theme's or the user's sheet has this text.
  bool house_mentions(std::string_view text) const;

  font::FontSet& fonts() { return *fonts_; }
  const image::ImageStore& images() const { return *images_; }

 private:
  Typesetter(const PublishOptions& options, const Gates& gates, Diagnostics& diagnostics);
  enum class Medium : std::uint8_t { Pages, Window };
  std::unique_ptr<style::SheetSet> collect(const ChapterSource& chapter, Medium medium);
  void load_web_fonts(const style::StyledDocument& styles);
  void load_web_font(const css::FontFaceRule& rule);
  StyledChapter style_for(const ChapterSource& chapter,
                          const std::optional<css::MediaEnvironment>& window);
  // The area of the first page; loads the faces that the sheets name.
  css::MediaEnvironment first_page(const ChapterSource& chapter, const style::SheetSet& sheets);
  style::StyleOptions style_options(const ChapterSource& chapter) const;
  void settle_containers(const ChapterSource& chapter,
                         style::StyleOptions& options,
                         StyledChapter& styled);

  const PublishOptions& options_;
  Diagnostics& diagnostics_;
  css::SheetLoader sheet_loader_;
  book::ResourceLoader resource_loader_;
  std::vector<std::unique_ptr<css::Sheet>> house_;  // base, quirks, print, themes
  std::unique_ptr<css::Sheet> paper_;               // of pages only
  std::size_t first_theme_ = 0;
  std::shared_ptr<std::map<std::string, std::string, std::less<>>> names_ =
      std::make_shared<std::map<std::string, std::string, std::less<>>>();
  std::unique_ptr<font::FontSet> fonts_;
  std::unique_ptr<font::StyleFontMetrics> metrics_;
  std::unique_ptr<image::ImageStore> images_;
  std::set<std::string> web_fonts_;
};

}  // namespace banxin::publish
