#include "publish/gather.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>
#include <utility>

#include "article/join_pages.h"
#include "base/diagnostic_ids.h"
#include "book/heading.h"
#include "book/title_pattern.h"
#include "publish/frames.h"
#include "publish/reading_order.h"

namespace banxin::publish {
namespace {

// "@3/" + name → {3, name}; anything else belongs to the first gate.
struct GateName {
  std::size_t gate = 0;
  std::string name;
};

GateName split_gate_name(const std::string& name) {
  const std::size_t slash = name.find('/');
  if (!name.starts_with('@') || slash == std::string::npos) return {0, name};
  std::size_t number = 0;
  for (std::size_t i = 1; i < slash; ++i) {
    if (name[i] < '0' || name[i] > '9' || number > 1'000'000) return {0, name};
    number = number * 10 + static_cast<std::size_t>(name[i] - '0');
  }
  return number < 2 ? GateName{0, name} : GateName{number - 1, name.substr(slash + 1)};
}

std::string root_of(const std::string& input, const PublishOptions& options) {
  return options.read.root.empty() ? folder_of(input) : options.read.root;
}

}  // namespace

void Gates::add_alias(const std::string& name, const std::string& meant) {
  const auto packed = packed_pages_.find(meant);
  const GateName at = split_gate_name(meant);
  packed_pages_[name] =
      packed == packed_pages_.end() ? PackedPage{at.gate, at.name} : PackedPage{packed->second};
}

std::string Gates::add(const std::string& root, input::Resources resources) {
  const bool shared = !resources.is_archive();
  for (std::size_t i = 0; shared && i < gates_.size(); ++i) {
    if (gates_[i].root == root && !gates_[i].resources.is_archive()) {
      return i == 0 ? "" : '@' + std::to_string(i + 1) + '/';
    }
  }
  gates_.push_back({root, std::move(resources)});
  return gates_.size() == 1 ? "" : '@' + std::to_string(gates_.size()) + '/';
}

void Gates::add_page(std::string name, input::Resources parts, std::string base) {
  packed_pages_.emplace(std::move(name), PackedPage{gates_.size(), std::move(base)});
  gates_.push_back({{}, std::move(parts)});
}

Result<book::Resource> Gates::load(const std::string& from, std::string_view reference) const {
  const auto packed = packed_pages_.find(from);
  const GateName at = packed == packed_pages_.end()
                          ? split_gate_name(from)
                          : GateName{packed->second.gate, packed->second.base};
  if (at.gate >= gates_.size()) {
    return Error{ErrorCode::NotFound, std::string(reference), "no input holds it"};
  }
  Result<input::Resource> resource = gates_[at.gate].resources.load(reference, at.name);
  if (!resource) return std::move(resource).error();
  const std::string prefix = at.gate == 0 ? "" : '@' + std::to_string(at.gate + 1) + '/';
  book::Resource loaded;
  loaded.path = prefix + resource.value().name;
  loaded.bytes = std::move(resource.value().bytes);
  return loaded;
}

book::ResourceLoader Gates::loader() const {
  return
      [this](const std::string& from, std::string_view reference) { return load(from, reference); };
}

namespace {

// Pages that were parsed and not yet taken out of their chrome: those of a folder, a book.toml or
// an archive, or files that were named one after the other.
struct ParsedInput {
  std::vector<ParsedPage> pages;
  std::vector<std::optional<input::BookChapter>> chapters;  // one a page
  bool is_folder = false;                                   // its order is ours to find
  bool is_book = false;                                     // a book.toml lists the pages
};

class Gathering {
 public:
  Gathering(const PublishOptions& options,
            article::TitleBlock title_block,
            PageReader reader,
            World& world,
            Diagnostics& diagnostics)
      : options_(options),
        title_block_(title_block),
        reader_(std::move(reader)),
        world_(world),
        diagnostics_(diagnostics) {
    gathered_.gates = std::make_unique<Gates>();
  }

  Result<Gathered> run() {
    std::optional<Error> first_error;
    ParsedInput files;  // that were named one after the other
    for (const std::string& input : options_.inputs) {
      Result<ParsedInput> parsed = parse_input(input);
      if (!parsed) {
        if (options_.inputs.size() == 1) return std::move(parsed).error();
        diagnostics_.report(DiagnosticId::InputFailed, parsed.error().subject, {},
                            parsed.error().detail);
        if (!first_error) first_error = std::move(parsed).error();
      } else if (parsed.value().is_folder || parsed.value().is_book) {
        read_pages(std::exchange(files, {}));
        read_pages(std::move(parsed).value());
      } else {
        std::move(parsed.value().pages.begin(), parsed.value().pages.end(),
                  std::back_inserter(files.pages));
        files.chapters.resize(files.pages.size());
      }
    }
    read_pages(std::move(files));
    if (gathered_.pages.empty() && first_error) return std::move(*first_error);
    if (gathered_.pages.empty()) {
      return Error{ErrorCode::Unusable, options_.inputs.empty() ? "" : options_.inputs.front(),
                   "none of its pages can be read"};
    }
    return std::move(gathered_);
  }

 private:
  void read_pages(ParsedInput parsed) {
    if (parsed.pages.empty()) return;
    const article::LearntSites* sites = world_.sites;
    article::LearntSites learnt;
    if (options_.read.article != ArticleChoice::Never && parsed.pages.size() > 1) {
      for (const ParsedPage& page : parsed.pages)
        learnt.add_page(*page.document);
      sites = &learnt;
    }
    take_book_titles(parsed);
    ReadingPlan plan = plan_of(parsed);
    const std::vector<std::vector<std::size_t>> groups = groups_of(parsed, plan);
    gathered_.is_folder = parsed.is_folder && options_.inputs.size() == 1;
    for (const std::vector<std::size_t>& group : groups) {
      gathered_.pages.push_back(read_group(parsed, group, sites));
      gathered_.pages.back().part = reader_.convert(std::move(plan.parts[group.front()]));
      gathered_.pages.back().listed_as = reader_.convert(std::move(plan.titles[group.front()]));
      gathered_.pages.back().is_contents = plan.contents == group.front();
    }
  }

  // Chapters that have nothing but their book's name for a <title> are called by their headings.
  static void take_book_titles(ParsedInput& parsed) {
    constexpr std::size_t kFewest = 3;
    const auto title_of = [](const ParsedPage& page) {
      return dom::find_element(page.document->root(), dom::names::title);
    };
    std::map<std::string, std::vector<ParsedPage*>> chapters;
    for (ParsedPage& page : parsed.pages) {
      const dom::Node* title = title_of(page);
      if (title == nullptr || chapter_heading(*page.document).empty()) continue;
      std::string text = book::title_text(*title);
      const bool has_site = text.find_first_of("-_|") != std::string::npos;
      if (!has_site && book::classify_title(text).kind == book::TitleKind::Other)
        chapters[std::move(text)].push_back(&page);
    }
    for (auto& [text, pages] : chapters) {
      if (text.empty() || pages.size() < kFewest || pages.size() * 2 < parsed.pages.size())
        continue;
      for (ParsedPage* page : pages) {
        page->book_title = text;
        dom::Node& title = *title_of(*page);
        while (title.first_child != nullptr)
          dom::Document::remove(*title.first_child);
        dom::Document& document = *page->document;
        const std::string_view heading = document.memory().copy(chapter_heading(document));
        dom::Document::append_child(title, document.create_text(heading));
      }
    }
  }

  // Pages of one article make one page.
  GatheredPage read_group(ParsedInput& parsed,
                          const std::vector<std::size_t>& group,
                          const article::LearntSites* sites) {
    // That they are joined settles that they are an article.
    const ArticleChoice choice = group.size() > 1 ? ArticleChoice::Always : options_.read.article;
    std::vector<ReadPage> pages;
    for (const std::size_t index : group) {
      ParsedPage& page = parsed.pages[index];
      const article::SiteBoilerplate* site =
          sites == nullptr ? nullptr : sites->find(*page.document);
      std::string book_title = reader_.convert(std::move(page.book_title));
      pages.push_back(reader_.read(std::move(page), choice, site, diagnostics_));
      std::string& known = pages.back().metadata.book.title;
      if (known.empty()) known = std::move(book_title);
    }
    std::vector<book::JoinedPage> joined;
    if (group.size() > 1) joined = join(pages);
    return {std::move(pages.front()), std::move(parsed.chapters[group.front()]), {}, {}, false,
            std::move(joined)};
  }

  // The first page takes all.
  std::vector<book::JoinedPage> join(std::vector<ReadPage>& pages) {
    diagnostics_.report(DiagnosticId::PagesJoined, pages.front().file, {},
                        std::to_string(pages.size()));
    std::vector<book::JoinedPage> joined;
    std::vector<article::Article> articles;
    for (ReadPage& page : pages) {
      joined.push_back({nullptr, page.name, page.metadata.url});
      articles.push_back(take_article(page));
    }
    joined.erase(joined.begin());
    article::JoinedArticle whole = article::join_pages(std::move(articles));
    for (std::size_t i = 0; i < joined.size(); ++i)
      joined[i].beginning = whole.beginnings[i];
    put_article(std::move(whole.article), pages.front());
    return joined;
  }

  Result<ParsedInput> parse_input(const std::string& input) {
    const input::SourceOptions opening{options_.read.root, options_.read.limits};
    BANXIN_TRY(input::Source source,
               input::open_source(input, opening, world_.files, std::move(world_.standard_input),
                                  diagnostics_));
    if (source.book) {
      BANXIN_TRY([[maybe_unused]] auto used, use_book_options(*source.book));
      gathered_.book_options = converted(std::move(source.book->options));
      for (input::BookResource& named : source.book->files) {
        if (named.bytes) world_.packed_files[named.file] = std::move(*named.bytes);
      }
    }
    if (gathered_.name.empty()) gathered_.name = reader_.convert(source.name);
    const std::string root = source.is_folder ? input : root_of(input, options_);
    const std::string prefix = gathered_.gates->add(root, std::move(source.resources));
    ParsedInput parsed;
    parsed.is_book = source.book.has_value();
    parsed.is_folder = source.is_folder && !parsed.is_book;
    for (std::size_t i = 0; i < source.pages.size(); ++i) {
      input::SourcePage& page = source.pages[i];
      const Result<void> loaded = input::load_page(page, opening, world_.files, diagnostics_);
      if (!loaded && source.pages.size() == 1) return loaded.error();
      if (!loaded) {
        report_failed(page, loaded.error());
        continue;
      }
      if (page.parts != nullptr)
        gathered_.gates->add_page(prefix + page.name, std::move(*page.parts), page.base);
      std::optional<input::BookChapter> chapter;
      if (source.book) {
        chapter = std::move(source.book->chapters[i]);
        chapter->title = reader_.convert(std::move(chapter->title));
        chapter->part = reader_.convert(std::move(chapter->part));
      }
      add_page(std::move(page), prefix, std::move(chapter), parsed);
      if (world_.progress) world_.progress(i + 1, source.pages.size());
    }
    place_frames(parsed);
    return parsed;
  }

  // How the pages are read may be said by the book.toml that lists them.
  Result<void> use_book_options(const input::BookFile& book) {
    if (book.options.empty() || !world_.merge_options) return {};
    Result<PublishOptions> merged = world_.merge_options(book.options);
    if (!merged) {
      Error error = std::move(merged).error();
      const auto place = book.places.find(error.subject);
      if (place != book.places.end()) error.subject = place->second;
      return error;
    }
    options_.read = std::move(merged).value().read;
    BANXIN_TRY(reader_, PageReader::open(options_.read, title_block_));
    return {};
  }

  // What the book says of itself is in the script of its text.
  std::map<std::string, std::vector<std::string>> converted(
      std::map<std::string, std::vector<std::string>> options) const {
    for (const char* name : {"title", "subtitle", "author", "publisher", "description", "subject",
                             "series", "rights"}) {
      const auto option = options.find(name);
      if (option == options.end()) continue;
      for (std::string& value : option->second)
        value = reader_.convert(std::move(value));
    }
    return options;
  }

  void report_failed(const input::SourcePage& page, const Error& error) {
    if (error.code == ErrorCode::Refused) {
      diagnostics_.report(DiagnosticId::ResourceRefused, page.file, {}, page.name);
    } else {
      diagnostics_.report(DiagnosticId::InputFailed, page.file, {}, error.detail);
    }
  }

  void add_page(input::SourcePage page,
                const std::string& prefix,
                std::optional<input::BookChapter> chapter,
                ParsedInput& parsed) {
    parsed.pages.push_back(reader_.parse(std::move(page), diagnostics_));
    parsed.pages.back().name = prefix + parsed.pages.back().name;
    parsed.chapters.push_back(std::move(chapter));
  }

  // A page of frames has no text of its own: the pages that its frames show stand in its place,
  // but for those that are there already.
  void place_frames(ParsedInput& parsed) {
    constexpr std::size_t kFrames = 256;  // LIMIT: that are read
    constexpr std::size_t kFramesOfEach = 4;
    constexpr int kDeepestFrames = 4;
    frames_left_ = kFrames + kFramesOfEach * parsed.pages.size();
    std::set<std::string> there;
    for (const ParsedPage& page : parsed.pages)
      there.insert(page.name);
    for (std::size_t i = 0; i < parsed.pages.size();) {
      ParsedInput shown;
      bool is_shown = false;
      show_inline_frames(parsed.pages[i], there, kDeepestFrames);
      std::vector<Frame> frames = frames_of(*parsed.pages[i].document);
      for (const Frame& reference : frames) {
        if (frames_left_ == 0) break;
        Result<book::Resource> frame =
            gathered_.gates->load(parsed.pages[i].name, reference.address);
        if (!frame || frame.value().path == parsed.pages[i].name) continue;
        is_shown = true;
        if (!there.insert(frame.value().path).second) continue;
        --frames_left_;
        add_page(frame_page(parsed.pages[i], std::move(frame).value()), {}, {}, shown);
      }
      if (!is_shown) {
        ++i;
        continue;
      }
      if (!shown.chapters.empty()) shown.chapters.front() = std::move(parsed.chapters[i]);
      const auto place = static_cast<std::ptrdiff_t>(i);
      parsed.pages.erase(parsed.pages.begin() + place);
      parsed.chapters.erase(parsed.chapters.begin() + place);
      parsed.pages.insert(parsed.pages.begin() + place, std::move_iterator(shown.pages.begin()),
                          std::move_iterator(shown.pages.end()));
      parsed.chapters.insert(parsed.chapters.begin() + place,
                             std::move_iterator(shown.chapters.begin()),
                             std::move_iterator(shown.chapters.end()));
    }
  }

  // A shell around inline frames that hold its text becomes the page of the first, and keeps its
  // name and place. Frames may be such shells, `deepest` times.
  void show_inline_frames(ParsedPage& page, const std::set<std::string>& there, int deepest) {
    if (deepest == 0) return;
    struct Shown {
      ParsedPage page;
      Diagnostics diagnostics;
      dom::Node* element = nullptr;
    };
    std::vector<Shown> shown;
    std::vector<float> weights;
    for (Frame& frame : inline_frames_of(*page.document)) {
      dom::Node* const element = frame.element;
      std::optional<input::SourcePage> source = inline_frame_page(page, std::move(frame));
      // What is a page of its own stays one.
      if (!source || (source->name != page.name && there.contains(source->name))) continue;
      if (frames_left_ == 0) break;
      --frames_left_;
      shown.emplace_back();
      shown.back().element = element;
      shown.back().page = reader_.parse(std::move(*source), shown.back().diagnostics);
      show_inline_frames(shown.back().page, there, deepest - 1);
      weights.push_back(text_weight(*shown.back().page.document));
    }
    const std::vector<bool> has_text = frames_with_text(weights);
    const auto first = std::find(has_text.begin(), has_text.end(), true);
    if (first == has_text.end()) return;
    Shown& chosen = shown[static_cast<std::size_t>(first - has_text.begin())];
    for (std::size_t i = 0; i < shown.size(); ++i) {
      if (!has_text[i]) continue;
      dom::Document::remove(*shown[i].element);
      diagnostics_.append(shown[i].diagnostics);
      if (&shown[i] != &chosen) append_body(*shown[i].page.document, *chosen.page.document);
    }
    prepend_shell(*page.document, *chosen.page.document);
    inherit_title(*page.document, *chosen.page.document);
    if (chosen.page.name != page.name) gathered_.gates->add_alias(page.name, chosen.page.name);
    chosen.page.name = std::move(page.name);
    chosen.page.addresses = std::move(page.addresses);
    page = std::move(chosen.page);
  }

  std::optional<input::SourcePage> inline_frame_page(const ParsedPage& page, Frame frame) const {
    if (frame.markup.empty()) {
      Result<book::Resource> resource = gathered_.gates->load(page.name, frame.address);
      if (!resource) return std::nullopt;
      return frame_page(page, std::move(resource).value());
    }
    input::SourcePage source;
    source.file = page.file;
    source.name = page.name;
    source.charset = "utf-8";
    source.bytes = std::move(frame.markup);
    source.loaded = true;
    return source;
  }

  static input::SourcePage frame_page(const ParsedPage& frames, book::Resource resource) {
    input::SourcePage page;
    page.file = join_path(folder_of(frames.file), file_name_of(resource.path));
    page.name = std::move(resource.path);
    page.is_xml = extension_of(page.name) == "xhtml" || extension_of(page.name) == "xht";
    page.bytes = std::move(resource.bytes);
    page.loaded = true;
    return page;
  }

  static ReadingPlan plan_of(const ParsedInput& parsed) {
    std::vector<LinkedPage> linked;
    for (const ParsedPage& page : parsed.pages)
      linked.push_back({page.document.get(), page.name});
    return plan_reading(linked, parsed.is_folder ? PageOrder::Sought : PageOrder::AsNamed);
  }

  // In reading order; more than one are pages of one article.
  std::vector<std::vector<std::size_t>> groups_of(const ParsedInput& parsed,
                                                  const ReadingPlan& plan) const {
    const std::vector<std::size_t>& order = plan.order;
    std::vector<std::vector<std::size_t>> groups;
    if (parsed.is_book || options_.read.article == ArticleChoice::Never) {
      for (const std::size_t index : order)
        groups.push_back({index});
      return groups;
    }
    std::vector<std::string> names;
    for (const std::size_t index : order)
      names.push_back(parsed.pages[index].name);
    groups = article::group_pages(names, [&](std::size_t index) {
      return article::read_metadata(*parsed.pages[order[index]].document).title;
    });
    for (std::vector<std::size_t>& group : groups) {
      for (std::size_t& member : group)
        member = order[member];
    }
    join_turned(parsed, plan, groups);
    return groups;
  }

  // Pages whose files are not named alike, but whose links and titles say that they are of one.
  static void join_turned(const ParsedInput& parsed,
                          const ReadingPlan& plan,
                          std::vector<std::vector<std::size_t>>& groups) {
    std::vector<std::size_t> group_of(parsed.pages.size(), 0);
    for (std::size_t i = 0; i < groups.size(); ++i) {
      for (const std::size_t page : groups[i])
        group_of[page] = i;
    }
    for (const auto& [from, to] : plan.turns) {
      std::vector<std::size_t>& first = groups[group_of[from]];
      std::vector<std::size_t>& second = groups[group_of[to]];
      if (&first == &second || !continues(parsed.pages[from], parsed.pages[to])) continue;
      for (const std::size_t page : second)
        group_of[page] = group_of[from];
      first.insert(first.end(), second.begin(), second.end());
      second.clear();
    }
    std::erase_if(groups, [](const std::vector<std::size_t>& group) { return group.empty(); });
  }

  static bool continues(const ParsedPage& page, const ParsedPage& next) {
    const dom::Document& document = *page.document;
    const dom::Document& other = *next.document;
    // Chapters that all have their book's title differ in a heading.
    const std::string heading = chapter_heading(document);
    const std::string next_heading = chapter_heading(other);
    // So do the pages of a manual.
    const std::string top = top_heading(document);
    const std::string next_top = top_heading(other);
    const bool same_top =
        top.empty() || next_top.empty() || article::are_pages_of_one(top, next_top);
    return same_top &&
           (heading == next_heading || article::are_pages_of_one(heading, next_heading)) &&
           article::are_pages_of_one(article::read_metadata(document).title,
                                     article::read_metadata(other).title);
  }

  static std::string top_heading(const dom::Document& document) {
    const dom::Node* heading = dom::find_element(document.root(), dom::names::h1);
    return heading == nullptr ? std::string{} : book::title_text(*heading);
  }

  static std::string chapter_heading(const dom::Document& document) {
    for (const dom::Node* node = document.root().first_child; node != nullptr;
         node = dom::next_in_tree(*node, document.root())) {
      if (book::heading_level(*node) == 0) continue;
      std::string text = book::title_text(*node);
      if (book::classify_title(text).kind != book::TitleKind::Other) return text;
    }
    return {};
  }

  PublishOptions options_;
  article::TitleBlock title_block_;
  PageReader reader_;
  World& world_;
  Diagnostics& diagnostics_;
  Gathered gathered_;
  std::size_t frames_left_ = 0;  // that may still be read
};

}  // namespace

Result<Gathered> gather(const PublishOptions& options,
                        World& world,
                        article::TitleBlock title_block,
                        Diagnostics& diagnostics) {
  BANXIN_TRY(PageReader reader, PageReader::open(options.read, title_block));
  return Gathering(options, title_block, std::move(reader), world, diagnostics).run();
}

article::LearntSites learn_sites(const std::vector<std::string>& inputs,
                                 const PublishOptions& options,
                                 const World& world) {
  article::LearntSites sites;
  Diagnostics ignored(0);
  const Result<PageReader> reader = PageReader::open(options.read, article::TitleBlock::Shown);
  const input::SourceOptions opening{options.read.root, options.read.limits};
  for (const std::string& input : inputs) {
    if (!reader || input == "-") continue;
    Result<input::Source> source = input::open_source(input, opening, world.files, {}, ignored);
    if (!source || source.value().is_folder) continue;
    input::SourcePage& page = source.value().pages.front();
    if (!input::load_page(page, opening, world.files, ignored)) continue;
    sites.add_page(*reader.value().parse(std::move(page), ignored).document);
  }
  return sites;
}

}  // namespace banxin::publish
