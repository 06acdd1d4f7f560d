#include "publish/typeset.h"

#include <algorithm>
#include <utility>

#include "base/diagnostic_ids.h"
#include "layout/container_sizes.h"
#include "layout/page.h"

namespace banxin::publish {
namespace {

css::SheetLoader sheet_loader(book::ResourceLoader resources) {
  return [resources = std::move(resources)](std::string_view url,
                                            std::string_view base) -> Result<css::LoadedSheet> {
    BANXIN_TRY(book::Resource resource, resources(std::string(base), url));
    return css::LoadedSheet{decode_sheet(std::move(resource.bytes)), std::move(resource.path)};
  };
}

// Layout names the document of a picture by its file; the gates know it by its name.
using NamesOfFiles = std::map<std::string, std::string, std::less<>>;

std::string name_in_gates(const NamesOfFiles& names, std::string_view base) {
  const auto name = names.find(base);
  return std::string(name == names.end() ? base : std::string_view(name->second));
}

std::unique_ptr<css::Sheet> parse_house_sheet(const Sheet& sheet, Diagnostics& diagnostics) {
  css::SheetOptions options;
  options.file = sheet.name;
  return css::parse_sheet(sheet.text, options, diagnostics);
}

}  // namespace

std::unique_ptr<image::ImageStore> open_images(const Composition& composition,
                                               const Limits& limits) {
  NamesOfFiles names;
  for (const book::Chapter& chapter : composition.publication.chapters)
    names.emplace(chapter.document->file(), chapter.source_path);
  const Gates& gates = *composition.gates;
  return std::make_unique<image::ImageStore>(
      [&gates, names](std::string_view url, std::string_view base) -> Result<image::LoadedImage> {
        BANXIN_TRY(book::Resource resource, gates.load(name_in_gates(names, base), url));
        return image::LoadedImage{std::move(resource.bytes), std::move(resource.path)};
      },
      limits);
}

Typesetter::Typesetter(const House& house, Diagnostics& diagnostics)
    : house_(house),
      diagnostics_(diagnostics),
      sheet_loader_(sheet_loader(house.gates.loader())),
      resource_loader_(house.gates.loader()) {}

Result<std::unique_ptr<Typesetter>> Typesetter::create(const House& house,
                                                       Diagnostics& diagnostics) {
  const World& world = house.world;
  BANXIN_TRY(const std::vector<Sheet> themes, load_themes(house.options, house.theme, world));
  std::unique_ptr<Typesetter> typesetter(new Typesetter(house, diagnostics));
  typesetter->sheets_.push_back(style::base_sheet());
  typesetter->sheets_.push_back(style::print_sheet());
  typesetter->first_theme_ = typesetter->sheets_.size();
  BANXIN_TRY(const Sheet paper, load_sheet(world.installation.styles + "/paper.css", world));
  typesetter->paper_ = parse_house_sheet(paper, diagnostics);
  for (const Sheet& sheet : themes)
    typesetter->sheets_.push_back(parse_house_sheet(sheet, diagnostics));
  BANXIN_TRY(typesetter->fonts_, font::FontSet::load());
  typesetter->metrics_ = std::make_unique<font::StyleFontMetrics>(*typesetter->fonts_);
  return typesetter;
}

std::unique_ptr<style::SheetSet> Typesetter::collect(const ChapterSource& chapter, Medium medium) {
  auto sheets = std::make_unique<style::SheetSet>();
  for (std::size_t i = 0; i < sheets_.size(); ++i) {
    if (i == first_theme_ && medium == Medium::Pages)
      sheets->add(*paper_, style::Origin::UserAgent);
    sheets->add(*sheets_[i], i < first_theme_ ? style::Origin::UserAgent : style::Origin::Theme);
  }
  if (chapter.document.quirks_mode == dom::QuirksMode::Full) {
    sheets->add(style::quirks_sheet(), style::Origin::UserAgent);
  }
  if (chapter.own_style) {
    style::collect_sheets(chapter.document, sheet_loader_, chapter.name, house_.options.read.limits,
                          *sheets, diagnostics_);
  }
  return sheets;
}

style::StyleOptions Typesetter::style_options(const ChapterSource& chapter) const {
  style::StyleOptions options;
  options.lang = chapter.language;
  options.fonts = metrics_.get();
  options.document_url = chapter.name;
  options.limits = house_.options.read.limits;
  return options;
}

// CSS Values 4 §6.1.2: in paged media the viewport is the page area of the first page. The @page
// rules do not depend on the document, so an empty one is asked for it.
css::MediaEnvironment Typesetter::first_page(const ChapterSource& chapter,
                                             const style::SheetSet& sheets) {
  const dom::Document empty("", "");
  Diagnostics unheard(0);
  const style::StyledDocument styles =
      style::style_document(empty, sheets, style_options(chapter), unheard);
  load_web_fonts(styles);  // before the document is styled: ex, ch and ic are theirs
  style::PageQuery first;
  first.first = true;
  const style::PageStyle page = styles.resolve_page(first);
  const layout::PageGeometry geometry = layout::page_geometry(*page.page);
  css::MediaEnvironment media;
  media.width = geometry.area.size.width.to_px();
  media.height = geometry.area.size.height.to_px();
  return media;
}

StyledChapter Typesetter::style(const ChapterSource& chapter) {
  return style_for(chapter, std::nullopt);
}

StyledChapter Typesetter::style(const ChapterSource& chapter, const css::MediaEnvironment& media) {
  return style_for(chapter, media);
}

StyledChapter Typesetter::style_for(const ChapterSource& chapter,
                                    const std::optional<css::MediaEnvironment>& window) {
  fonts_->forget_web_fonts();
  chapter_fonts_.clear();
  StyledChapter styled;
  styled.sheets = collect(chapter, window ? Medium::Window : Medium::Pages);
  style::StyleOptions options = style_options(chapter);
  const css::MediaEnvironment page = first_page(chapter, *styled.sheets);
  options.media = window.value_or(page);
  styled.styles = std::make_unique<style::StyledDocument>(
      style::style_document(chapter.document, *styled.sheets, options, diagnostics_));
  // Faces that only rules within @media name are found now.
  load_web_fonts(*styled.styles);
  if (styled.styles->depends_on_containers()) settle_containers(chapter, options, styled);
  return styled;
}

// CSS Containment 3 §5: the styles depend on sizes, which depend on the styles of what is outside
// the containers. Each pass settles one more depth of containers in one another.
// LIMIT: deeper ones keep what the last pass found.
void Typesetter::settle_containers(const ChapterSource& chapter,
                                   style::StyleOptions& options,
                                   StyledChapter& styled) {
  constexpr int kPasses = 4;
  Diagnostics unheard(0);
  for (int pass = 0; pass < kPasses; ++pass) {
    const Size window{Unit::from_px(options.media.width), Unit::from_px(options.media.height)};
    style::ContainerSizes found;
    {
      layout::LayoutContext context(*styled.styles, *fonts_, house_.images,
                                    house_.options.read.limits, unheard);
      const layout::BoxTree boxes = layout::build_boxes(chapter.document, context);
      found = layout::measure_containers(boxes, window, context);
    }
    if (styled.containers != nullptr && found == *styled.containers) return;
    styled.containers = std::make_unique<style::ContainerSizes>(std::move(found));
    options.containers = styled.containers.get();
    styled.styles = std::make_unique<style::StyledDocument>(
        style::style_document(chapter.document, *styled.sheets, options, unheard));
  }
}

bool Typesetter::house_mentions(std::string_view text) const {
  return std::any_of(sheets_.begin(), sheets_.end(), [text](const auto& sheet) {
    return sheet->text.find(text) != std::string::npos;
  });
}

bool Typesetter::mentions(const ChapterSource& chapter, std::string_view text) const {
  if (!chapter.own_style) return false;
  style::SheetSet sheets;
  Diagnostics unheard(0);
  style::collect_sheets(chapter.document, sheet_loader_, chapter.name, house_.options.read.limits,
                        sheets, unheard);
  return std::any_of(sheets.entries().begin(), sheets.entries().end(), [text](const auto& entry) {
    return entry.sheet->text.find(text) != std::string::npos;
  });
}

std::unique_ptr<layout::LayoutContext> Typesetter::context(const StyledChapter& chapter) {
  return std::make_unique<layout::LayoutContext>(*chapter.styles, *fonts_, house_.images,
                                                 house_.options.read.limits, diagnostics_);
}

void Typesetter::load_web_fonts(const style::StyledDocument& styles) {
  for (const css::FontFaceRule* rule : styles.font_faces())
    load_web_font(*rule);
}

// CSS Fonts 4 §4.3: the first source that can be had.
void Typesetter::load_web_font(const css::FontFaceRule& rule) {
  font::WebFont font;
  font.family = rule.family;
  font.wish.weight = static_cast<int>(rule.weight_low);
  font.wish.stretch = rule.stretch_low;
  if (rule.style.slant != css::FontSlant::Normal) font.wish.slant = font::Slant::Italic;
  for (const css::UnicodeRange& range : rule.ranges)
    font.unicode_range.emplace_back(range.first, range.last);
  for (const css::FontSource& source : rule.sources) {
    if (source.local) continue;
    const font::Face* face = web_face(font, source);
    if (face != nullptr) return;
  }
}

const font::Face* Typesetter::web_face(const font::WebFont& font, const css::FontSource& source) {
  std::string key = font.family + '\n' + std::to_string(font.wish.weight) + ' ' +
                    std::to_string(font.wish.stretch) + ' ' +
                    std::to_string(static_cast<int>(font.wish.slant));
  for (const auto& [first, last] : font.unicode_range)
    key += ' ' + std::to_string(first) + '-' + std::to_string(last);
  key += '\n' + std::string(source.url.base) + '\n' + std::string(source.url.text);
  const auto known = web_faces_.find(key);
  if (known != web_faces_.end() && known->second != nullptr) {
    // A second rule for the same is the first.
    if (chapter_fonts_.insert(key).second) fonts_->use_web_font(font, *known->second);
    return known->second;
  }
  // One that cannot be had is told to every chapter that asks for it.
  if (!chapter_fonts_.insert(key).second) return nullptr;
  const font::Face*& face = web_faces_[key];
  Result<book::Resource> resource = resource_loader_(std::string(source.url.base), source.url.text);
  if (!resource) {
    diagnostics_.report_unloaded(resource.error(), source.url.base, {});
    return nullptr;
  }
  const Result<const font::Face*> made =
      fonts_->add_web_font(font, std::move(resource.value().bytes));
  if (made) {
    face = made.value();
  } else {
    diagnostics_.report(DiagnosticId::WebFontUnusable, std::string(source.url.base), {},
                        source.url.text);
  }
  return face;
}

}  // namespace banxin::publish
