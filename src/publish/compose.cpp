#include "publish/compose.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/diagnostic_ids.h"
#include "book/heading.h"
#include "book/title_pattern.h"

namespace banxin::publish {
namespace {

book::Identifier identifier_of(const std::string& text) {
  using book::IdentifierScheme;
  const auto strip = [&text](std::size_t length) { return text.substr(length); };
  if (text.starts_with("urn:uuid:")) return {strip(9), IdentifierScheme::Uuid};
  if (text.starts_with("urn:isbn:")) return {strip(9), IdentifierScheme::Isbn};
  if (text.starts_with("doi:")) return {strip(4), IdentifierScheme::Doi};
  if (text.starts_with("http://") || text.starts_with("https://"))
    return {text, IdentifierScheme::Url};
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits),
               [](char c) { return c != '-' && c != ' '; });
  const bool isbn =
      (digits.size() == 13 || digits.size() == 10) &&
      std::all_of(digits.begin(), digits.end() - 1, [](char c) { return c >= '0' && c <= '9'; });
  return isbn ? book::Identifier{digits, IdentifierScheme::Isbn}
              : book::Identifier{text, IdentifierScheme::Other};
}

// What one page says of itself, in the book's terms.
book::Metadata page_metadata(const article::Metadata& page) {
  book::Metadata metadata;
  metadata.title = page.title;
  metadata.subtitle = page.book.subtitle;
  for (const std::string& name : page.book.authors.empty() ? page.bylines : page.book.authors)
    metadata.creators.push_back({name, "aut", {}});
  for (const std::string& name : page.book.translators)
    metadata.contributors.push_back({name, "trl", {}});
  for (const std::string& name : page.book.illustrators)
    metadata.contributors.push_back({name, "ill", {}});
  for (const std::string& name : page.book.editors)
    metadata.contributors.push_back({name, "edt", {}});
  metadata.language = page.lang;
  metadata.published = page.published;
  metadata.modified = page.modified;
  metadata.description = page.description;
  metadata.site_name = page.site;
  metadata.source = page.url;
  metadata.cover_picture = page.lead_image;
  metadata.publisher = page.book.publisher;
  metadata.rights = page.book.rights;
  metadata.subjects = page.book.keywords;
  metadata.series = {page.book.series, page.book.series_index};
  const book::Identifier isbn = identifier_of(page.book.isbn);
  if (isbn.scheme == book::IdentifierScheme::Isbn) metadata.identifiers.push_back(isbn);
  return metadata;
}

book::Metadata book_metadata(const DescriptionOptions& said) {
  book::Metadata metadata;
  metadata.title = said.title;
  metadata.subtitle = said.subtitle;
  for (const std::string& name : said.authors)
    metadata.creators.push_back({name, "aut", {}});
  metadata.language = said.lang;
  if (!said.identifier.empty()) metadata.identifiers.push_back(identifier_of(said.identifier));
  metadata.published = said.date;
  metadata.publisher = said.publisher;
  metadata.rights = said.rights;
  metadata.description = said.description;
  metadata.subjects = said.subjects;
  const std::size_t semicolon = said.series.find(';');
  metadata.series.name = said.series.substr(0, semicolon);
  if (semicolon != std::string::npos) {
    const std::size_t digits = said.series.find_first_not_of(' ', semicolon + 1);
    if (digits != std::string::npos) metadata.series.index = said.series.substr(digits);
  }
  return metadata;
}

Result<book::BookOptions> book_options(const PublishOptions& options, const World& world) {
  const DescriptionOptions& said = options.description;
  book::BookOptions book;
  book.metadata = book_metadata(said);
  book.contents = said.toc == Contents::None ? book::ContentsFrom::None : book::ContentsFrom::Auto;
  book.contents_depth = said.toc_depth;
  book.section_numbers =
      said.number_sections ? book::SectionNumbers::Added : book::SectionNumbers::AsWritten;
  if (said.cover == "none") {
    book.cover = book::CoverChoice::None;
  } else if (said.cover != "auto") {
    book.cover = book::CoverChoice::File;
    BANXIN_TRY(book.cover_bytes, world.load_file(said.cover, options.read.limits.resource_bytes));
  }
  if (options.setting.vertical) book.writing_mode = WritingMode::VerticalRl;
  return book;
}

book::Matter matter_of(input::BookChapter::Matter matter) {
  if (matter == input::BookChapter::Matter::Front) return book::Matter::Front;
  return matter == input::BookChapter::Matter::Back ? book::Matter::Back : book::Matter::Body;
}

bool keeps_own_style(const ReadPage& page, AuthorCss choice) {
  if (choice == AuthorCss::Auto) return !page.is_article;
  return choice == AuthorCss::Keep;
}

// cli: `plain` for a page that keeps its own style, `article` for an article or a page without a
// style, `book` for several inputs.
std::string choose_theme(const Gathered& gathered, const PublishOptions& options) {
  if (!options.setting.theme.empty()) return options.setting.theme;
  if (gathered.pages.size() > 1) return "book";
  const ReadPage& page = gathered.pages.front().page;
  return page.has_own_style && keeps_own_style(page, options.setting.author_css) ? "plain"
                                                                                 : "article";
}

// 起点中文网, 笔趣阁, example.com: where books are read, not what they are called.
bool names_a_site(std::string_view name) {
  constexpr auto kEndings = std::to_array<std::string_view>(
      {"网",   "網",   "网站", "網站",   "小说",     "小說", "文学", "文學", "文库",
       "文庫", "书库", "書庫", "书城",   "書城",     "阁",   "閣",   "吧",   "论坛",
       "論壇", "社区", "社區", "なろう", "カクヨム", "blog", "Blog", "博客"});
  return name.find('.') != std::string_view::npos ||
         std::any_of(kEndings.begin(), kEndings.end(),
                     [name](std::string_view ending) { return name.ends_with(ending); });
}

}  // namespace

std::string common_title(const Gathered& gathered) {
  if (!gathered.is_folder || gathered.pages.size() < 2) return {};
  std::size_t chapters = 0;
  std::string work = gathered.pages.front().page.metadata.book.title;
  std::string site = gathered.pages.front().page.metadata.site;
  std::string beginning = gathered.pages.front().page.metadata.title;
  for (const GatheredPage& one : gathered.pages) {
    const article::Metadata& said = one.page.metadata;
    if (book::classify_title(said.title).kind != book::TitleKind::Other) ++chapters;
    if (said.book.title != work) work.clear();
    if (said.site != site) site.clear();
    std::size_t same = 0;
    while (same < std::min(beginning.size(), said.title.size()) &&
           beginning[same] == said.title[same])
      ++same;
    // Whole characters.
    while (same > 0 && same < beginning.size() &&
           (static_cast<unsigned char>(beginning[same]) & 0xC0U) == 0x80U)
      --same;
    beginning.resize(same);
  }
  const bool is_book = chapters * 2 >= gathered.pages.size();
  if (is_book && !work.empty()) return work;
  if (is_book && !site.empty() && !names_a_site(site)) return site;
  for (const std::string_view mark : {"（", "(", "【", "第", "·", "：", ":", "之", " ", "-"}) {
    while (beginning.ends_with(mark))
      beginning.resize(beginning.size() - mark.size());
  }
  constexpr std::size_t kTwoHan = 6;
  if (beginning.size() >= kTwoHan && !is_book) return beginning;
  const bool chapter_first =
      book::classify_title(gathered.pages.front().page.metadata.title).kind !=
      book::TitleKind::Other;
  return is_book && chapter_first ? gathered.name : std::string{};
}

namespace {

// A heading that says more than the page's <title>.
bool has_heading(const dom::Document& document, const std::string& title) {
  for (const dom::Node* node = document.root().first_child; node != nullptr;
       node = dom::next_in_tree(*node, document.root())) {
    if (book::heading_level(*node) != 0 && book::title_text(*node) != title) return true;
  }
  return false;
}

// Text, or what draws; a box may draw that has a style.
bool is_shown(const dom::Node& node) {
  if (node.is_text()) return !book::collapse_blanks(node.text()).empty();
  if (!node.is_element()) return false;
  if (node.name_space != dom::Namespace::Html) return true;
  if (!node.attribute(dom::names::style).empty()) return true;
  for (const Atom name : {dom::names::img, dom::names::object, dom::names::video, dom::names::audio,
                          dom::names::iframe, dom::names::embed, dom::names::canvas,
                          dom::names::input, dom::names::hr}) {
    if (node.is_html(name)) return true;
  }
  return false;
}

bool is_empty(const dom::Document& document) {
  const dom::Node* body = document.body();
  for (const dom::Node* node = body; node != nullptr;) {
    if (is_shown(*node)) return false;
    const bool is_silent = node->is_html(dom::names::script) || node->is_html(dom::names::style);
    node = is_silent ? dom::next_after_subtree(*node, *body) : dom::next_in_tree(*node, *body);
  }
  return true;
}

// What the contents page calls a page is its title only where the page itself has none of its own:
// no heading, and a <title> that others have too.
void name_as_listed(Gathered& gathered) {
  std::map<std::string, std::size_t> titles;
  for (const GatheredPage& one : gathered.pages)
    ++titles[one.page.metadata.title];
  for (GatheredPage& one : gathered.pages) {
    const std::string& title = one.page.metadata.title;
    // Volumes have first chapters each.
    const bool is_chapter = book::classify_title(title).kind == book::TitleKind::Chapter;
    const bool is_nameless = !is_chapter && (title.empty() || titles[title] > 1) &&
                             one.page.document != nullptr &&
                             !has_heading(*one.page.document, title);
    if (!is_nameless) one.listed_as.clear();
  }
}

}  // namespace

Result<Composition> compose(Gathered gathered,
                            const PublishOptions& options,
                            World& world,
                            Diagnostics& diagnostics) {
  if (gathered.pages.empty()) {
    return Error{ErrorCode::Unusable, options.inputs.empty() ? "" : options.inputs.front(),
                 "there is no page in it"};
  }
  BANXIN_TRY(book::BookOptions book, book_options(options, world));
  book.load_resource = gathered.gates->loader();
  if (book.metadata.title.empty()) book.metadata.title = common_title(gathered);
  Composition composition;
  composition.theme = choose_theme(gathered, options);
  std::vector<book::InputPage> pages;
  name_as_listed(gathered);
  for (GatheredPage& one : gathered.pages) {
    if (!one.page.has_own_style && is_empty(*one.page.document))
      diagnostics.report(DiagnosticId::PageEmpty, one.page.file, {});
    if (keeps_own_style(one.page, options.setting.author_css)) {
      composition.own_style.insert(one.page.name);
    }
    book::InputPage page;
    page.document = std::move(one.page.document);
    page.source_path = std::move(one.page.name);
    page.addresses = std::move(one.page.addresses);
    page.metadata = page_metadata(one.page.metadata);
    if (one.chapter) {
      page.title = one.chapter->title;
      page.part = one.chapter->part;
      if (one.chapter->matter != input::BookChapter::Matter::Body)
        page.matter = matter_of(one.chapter->matter);
    }
    if (page.title.empty()) page.title = std::move(one.listed_as);
    if (page.part.empty()) page.part = std::move(one.part);
    page.is_contents = one.is_contents;
    page.joined = std::move(one.joined);
    pages.push_back(std::move(page));
  }
  composition.publication = book::build_publication(std::move(pages), book, diagnostics);
  composition.gates = std::move(gathered.gates);
  return composition;
}

}  // namespace banxin::publish
