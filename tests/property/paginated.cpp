#include "property/paginated.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "base/diagnostic_ids.h"
#include "base/file_system.h"
#include "font/style_fonts.h"
#include "html/parse.h"
#include "image/image_store.h"
#include "layout/dump.h"
#include "layout/page.h"
#include "style/style_tree.h"

namespace banxin::property {
namespace {

Result<image::LoadedImage> make_picture(std::string_view url, std::string_view) {
  const std::size_t dash = url.find('-');
  const std::string width(url.substr(0, dash));
  const std::string height(url.substr(dash + 1, url.size() - dash - 5));
  return image::LoadedImage{"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width +
                                "\" height=\"" + height + "\"/>",
                            std::string(url)};
}

// The element whose flow a node or box is in; null: the root's.
const dom::Node* flow_of(const dom::Node* node, const dom::Document& document) {
  const Atom mark = document.atoms().find("data-flow");
  for (const dom::Node* at = node; at != nullptr; at = at->parent) {
    if (at->is_element() && at->find_attribute(mark) != nullptr) return at;
  }
  return nullptr;
}

using Flows = std::map<const dom::Node*, std::string>;

void append_visible(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (c != ' ' && c != '\n' && c != '\t') out += c;
  }
}

Flows source_flows(const dom::Document& document) {
  Flows flows;
  const dom::Node& root = document.root();
  for (const dom::Node* at = root.first_child; at != nullptr; at = dom::next_in_tree(*at, root)) {
    if (!at->is_text() || at->parent->is_html(dom::names::style)) continue;
    append_visible(at->text(), flows[flow_of(at, document)]);
  }
  std::erase_if(flows, [](const auto& flow) { return flow.second.empty(); });
  return flows;
}

struct Sheets {
  std::unique_ptr<css::Sheet> base = style::base_sheet();
  std::unique_ptr<css::Sheet> print = style::print_sheet();
};

class Job {
 public:
  Job(std::string_view html, Fonts& fonts) : metrics_(fonts.set()), images_(make_picture, limits_) {
    document_ = html::parse_document("test.html", std::string(html), {}, diagnostics_);
    set_.add(*sheets_.base, style::Origin::UserAgent);
    set_.add(*sheets_.print, style::Origin::UserAgent);
    style::collect_sheets(*document_, {}, "", limits_, set_, diagnostics_);
    style::StyleOptions options;
    options.fonts = &metrics_;
    styles_ = std::make_unique<style::StyledDocument>(
        style::style_document(*document_, set_, options, diagnostics_));
    limits_.pages = kMostPages;
    context_ = std::make_unique<layout::LayoutContext>(*styles_, fonts.set(), images_, limits_,
                                                       diagnostics_);
    boxes_ = layout::build_boxes(*document_, *context_);
    layout::PageState state;
    layout::lay_out_pages(boxes_, {}, state, *context_, pages_);
  }

  const std::vector<layout::Page>& pages() const { return pages_.pages; }
  const dom::Document& document() const { return *document_; }
  const layout::Box& root() const { return *boxes_.root; }
  bool never_ends() const { return pages_.pages.size() >= kMostPages; }

  static constexpr std::size_t kMostPages = 20'000;

 private:
  Limits limits_;
  Diagnostics diagnostics_{1000};
  font::StyleFontMetrics metrics_;
  image::ImageStore images_;
  Sheets sheets_;
  style::SheetSet set_;
  std::unique_ptr<dom::Document> document_;
  std::unique_ptr<style::StyledDocument> styles_;
  std::unique_ptr<layout::LayoutContext> context_;
  layout::BoxTree boxes_;
  layout::PageCollector pages_;
};

// Of a flow with another writing mode than the pages, or with columns or
// moved boxes in something that is sliced, what stands on which slice is not in the order of the
// text: only that all is there counts.
using Unordered = std::set<const dom::Node*>;

bool is_moved(const layout::Box& box) {
  for (const layout::Box* at = &box; at != nullptr; at = at->parent) {
    if (at->style->position == style::Position::Relative && !at->style->top.is_auto) return true;
    if (at->style->position == style::Position::Fixed) return true;  // it is not divided
    if (at->style->overflow_y != style::Overflow::Visible) return true;
  }
  return false;
}

bool has_negative_margin(const layout::Box& root) {
  for (const layout::Box* at = &root; at != nullptr; at = layout::next_in_tree(*at, root)) {
    for (const auto& margin : {at->style->margin_top, at->style->margin_bottom}) {
      if (!margin.is_auto && margin.value.length < Unit{}) return true;
    }
  }
  return false;
}

bool is_mixed_by_slices(const layout::Box& box) {
  bool mixes = false;
  for (const layout::Box* at = &box; at != nullptr; at = at->parent) {
    const bool moves = at->style->position == style::Position::Relative && !at->style->top.is_auto;
    mixes =
        mixes || moves || !at->style->column_count.is_auto() || !at->style->column_width.is_auto;
    if (at->is_atomic_inline() && (mixes || has_negative_margin(*at))) return true;
  }
  return false;
}

// On a page that is hardly higher, a large letter can come to stand after its line.
bool is_first_letter(const layout::Box& box) {
  for (const layout::Box* at = &box; at != nullptr; at = at->parent) {
    if (at->origin == layout::BoxOrigin::FirstLetter) return true;
    if (at->type == layout::BoxType::Block) break;
  }
  return false;
}

struct Visit {
  const layout::Fragment* fragment;
  Point place;
  bool is_moved;
};

// What the pages show, by flow.
struct LaidOut {
  Flows flows;
  Unordered unordered;
  std::string below_pages;  // text that stands where no page shows it

  void add_text(const Visit& visit, const layout::Page& page, const Job& job) {
    const WritingMode pages = job.root().style->writing_mode;
    const layout::Fragment& at = *visit.fragment;
    const layout::Box* box = at.box;
    const bool is_letter = is_first_letter(*box);
    if (box->origin == layout::BoxOrigin::Marker || box->source_offset == 0) return;
    // A first letter may be that of an element around the one whose text it is.
    while (box->parent != nullptr && (box->node == nullptr || is_first_letter(*box)))
      box = box->parent;
    const dom::Node* flow = flow_of(box->node, job.document());
    append_visible(at.text->text, flows[flow]);
    if (is_letter || box->style->writing_mode != pages || is_mixed_by_slices(*box)) {
      unordered.insert(flow);
    } else if (is_horizontal(pages) && visit.place.y >= page.size.height) {
      const bool is_seen = at.text->font_size > Unit{};
      if (is_seen && !visit.is_moved) below_pages += at.text->text + " ";
    }
  }
};

LaidOut read_pages(const Job& job) {
  LaidOut found;
  for (const layout::Page& page : job.pages()) {
    std::vector<Visit> stack{{page.fragment.get(), {}, false}};
    while (!stack.empty()) {
      const Visit visit = stack.back();
      const layout::Fragment& at = *visit.fragment;
      stack.pop_back();
      if (at.is_artifact) continue;
      if (at.text != nullptr && !at.text->generated) found.add_text(visit, page, job);
      const bool moves = visit.is_moved || (at.box != nullptr && is_moved(*at.box));
      for (auto child = at.children.rbegin(); child != at.children.rend(); ++child)
        stack.push_back({child->fragment.get(), visit.place + child->offset, moves});
    }
  }
  return found;
}

std::string describe(std::string_view wanted, std::string_view found) {
  std::size_t at = 0;
  while (at < wanted.size() && at < found.size() && wanted[at] == found[at])
    ++at;
  const std::size_t from = at > 6 ? at - 6 : 0;
  return "flow differs at " + std::to_string(at) + "\n  source: …" +
         std::string(wanted.substr(from, 40)) + "\n  pages:  …" +
         std::string(found.substr(std::min(from, found.size()), 40));
}

}  // namespace

Fonts::Fonts() : set_(font::FontSet::load().value()) {
  const std::string bytes =
      DiskFileSystem().load_file(BANXIN_TEST_DATA "/BanxinSquare.ttf", 1U << 20U).value();
  (void)set_->add_web_font({"BanxinSquare", {}, {}}, bytes);
}

std::string check_pages(std::string_view html, Fonts& fonts) {
  const Job job(html, fonts);
  if (job.never_ends()) return "pagination does not end";
  const Flows wanted = source_flows(job.document());
  LaidOut found = read_pages(job);
  for (const auto& [flow, text] : wanted) {
    auto other = found.flows.find(flow);
    if (other == found.flows.end()) return "lost: " + text.substr(0, 40);
    std::string source = text;
    if (found.unordered.count(flow) != 0) {
      std::sort(source.begin(), source.end());
      std::sort(other->second.begin(), other->second.end());
    }
    if (other->second != source) return describe(text, other->second);
  }
  return {};
}

std::string find_text_below_pages(std::string_view html, Fonts& fonts) {
  const Job job(html, fonts);
  return read_pages(job).below_pages;
}

std::string dump_pages(std::string_view html, Fonts& fonts) {
  const Job job(html, fonts);
  std::string out;
  for (const layout::Page& page : job.pages()) {
    out += "-- page " + std::to_string(page.number) + "\n";
    out += layout::dump_page(page, job.document());
  }
  return out;
}

}  // namespace banxin::property
