#include "pdf/pdf_writer.h"

#include <cairo-pdf.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/diagnostic_ids.h"
#include "base/utf8.h"
#include "font/face.h"
#include "pdf/canvas.h"
#include "pdf/clusters.h"
#include "pdf/fonts.h"
#include "pdf/tag_writer.h"

namespace banxin::pdf {
namespace {

constexpr double kPointsPerPx = 0.75;
constexpr double kLongestPage = 14400;  // pt; ISO 32000-1 annex C

double page_length(double px) {
  return std::clamp(sane(px) * kPointsPerPx, 1.0, kLongestPage);
}

void append_number(std::string& out, double number) {
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), sane(number),
                                 std::chars_format::fixed, 3)
                       .ptr;
  out.append(buffer.data(), end);
}

void append_pair(std::string& out, double a, double b) {
  append_number(out, a);
  out += ' ';
  append_number(out, b);
}

// A string of Cairo's tag attributes, of a URI made plain ASCII (RFC 3986 §2.1, RFC 3987 §3.1).
std::string uri_attribute(std::string_view uri) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out = "uri='";
  for (const char c : uri) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7F || c == '\'' || c == '\\' || c == '"' || c == '<' ||
        c == '>') {
      out += '%';
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 15U];
    } else {
      out += c;
    }
  }
  return out + "'";
}

std::string destination_attribute(std::uint32_t number) {
  return "d" + std::to_string(number);
}

// White specks in two corners, under all else.
// - Cairo keeps the region that a page's operations cover, and adds each to it in time linear in
//   the region's bands; but in no time once one operation has covered the page.
// - To Cairo's recording, a picture or group over all of a blank page makes what came before void:
//   the beginning of a tag too, whose end then makes show_page fail. So the page is no more blank.
void draw_specks(cairo_t* cairo, double width, double height) {
  constexpr double kSide = 0.01;  // pt
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_rectangle(cairo, 0, 0, kSide, kSide);
  cairo_rectangle(cairo, width - kSide, height - kSide, kSide, kSide);
  cairo_fill(cairo);
}

}  // namespace

struct PdfWriter::Output {
  std::string bytes;
  Surface surface;
  Context context;
  Pictures pictures;
  TagWriter tags;
  // Fonts of earlier batches: Cairo reads them when the file is finished.
  std::vector<std::unique_ptr<Fonts>> fonts;

  Output(const paint::TagTree& tree, const image::ImageStore* images, Diagnostics& diagnostics)
      : surface(cairo_pdf_surface_create_for_stream(append_bytes, &bytes, 1, 1)),
        context(cairo_create(surface.get())),
        pictures(images, {}, diagnostics),
        tags(context.get(), tree) {
    cairo_surface_set_fallback_resolution(surface.get(), 300, 300);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_set_font_options(context.get(), options);
    cairo_font_options_destroy(options);
  }
};

PdfWriter::PdfWriter(PdfOptions options,
                     const paint::TagTree& tags,
                     const image::ImageStore* images,
                     Diagnostics& diagnostics)
    : options_(std::move(options)),
      tags_(tags),
      images_(images),
      diagnostics_(diagnostics),
      output_(std::make_unique<Output>(tags, images, diagnostics)) {}

PdfWriter::~PdfWriter() {
  abandon_if_stopped();
}

// LIMIT: Cairo reads beyond its own array when a surface ends that it has stopped at structure
// which it does not take. Such a surface, and what it draws with, is never ended.
bool PdfWriter::abandon_if_stopped() {
  if (output_ == nullptr || output_->context == nullptr ||
      cairo_status(output_->context.get()) != CAIRO_STATUS_TAG_ERROR) {
    return false;
  }
  static_cast<void>(output_.release());
  return true;
}

std::uint32_t PdfWriter::destination_number(std::string_view name) {
  const auto found = targets_.find(name);
  if (found != targets_.end()) return found->second.number;
  const auto number = static_cast<std::uint32_t>(targets_.size() + 1);
  targets_[std::string(name)].number = number;
  return number;
}

void PdfWriter::mark_page(paint::TagId tag) {
  while (paint::is_phrase(tags_[tag].role))
    tag = tags_[tag].parent;
  if (tag == paint::kArtifact) return;
  if (tag >= last_page_of_tag_.size()) {
    last_page_of_tag_.resize(tags_.size(), 0);
    spanning_.resize(tags_.size(), false);
  }
  std::size_t& last = last_page_of_tag_[tag];
  if (last != 0 && last != page_count_) spanning_[tag] = true;
  last = page_count_;
}

void PdfWriter::collect_run(const paint::DisplayList& page, const paint::GlyphRun& run) {
  if (run.face == nullptr) return;
  const std::span<const paint::Glyph> glyphs = page.glyphs_of(run);
  const std::string_view text = page.text_of(run);
  std::vector<Cluster> clusters;
  if (!text.empty() && !run.is_shape) find_clusters(run, glyphs, text, clusters);
  if (run.face->has_colour()) {
    for (const Cluster& cluster : clusters)
      blank_.number(text.substr(cluster.text_start, cluster.text_length));
    return;
  }
  FaceUsage& usage = usage_.face(*run.face);
  if (clusters.empty()) {
    for (const paint::Glyph& glyph : glyphs)
      usage.use_as_shape(glyph.id);
  }
  for (const Cluster& cluster : clusters) {
    if (cluster.glyph_count == 1) {
      usage.use(glyphs[cluster.first_glyph].id,
                text.substr(cluster.text_start, cluster.text_length));
      continue;
    }
    for (std::uint32_t i = 0; i < cluster.glyph_count; ++i)
      usage.use_as_shape(glyphs[cluster.first_glyph + i].id);
  }
}

void PdfWriter::collect(const paint::DisplayList& page) {
  const auto spot = [this](paint::Coordinates place) {
    return Spot{page_count_, place.x * kPointsPerPx, place.y * kPointsPerPx};
  };
  for (const paint::Item& item : page.items) {
    if (const auto* run = std::get_if<paint::GlyphRun>(&item)) {
      mark_page(run->tag);
      collect_run(page, *run);
    } else if (const auto* link = std::get_if<paint::Link>(&item)) {
      if (link->destination.empty()) continue;
      destination_number(link->destination);
      targets_.find(link->destination)->second.wanted = true;
    } else if (const auto* destination = std::get_if<paint::Destination>(&item)) {
      destination_number(destination->name);
      Target& target = targets_.find(destination->name)->second;
      if (!target.exists) target.spot = spot(destination->place);
      target.exists = true;
    } else if (const auto* mark = std::get_if<paint::Bookmark>(&item)) {
      std::string title = mark->title;
      replace_noncharacters(title);
      outline_.push_back({std::move(title), mark->level, spot(mark->place)});
    }
  }
}

void PdfWriter::add_page(paint::DisplayList page) {
  ++page_count_;
  replace_noncharacters(page.text);  // Cairo takes none
  collect(page);
  waiting_.emplace_back(std::move(page));
  waiting_bytes_ += waiting_.back().bytes();
  if (waiting_bytes_ > options_.waiting_bytes) flush(false);
}

std::map<paint::TagId, std::string> PdfWriter::link_attributes(const paint::DisplayList& page,
                                                               bool is_last_batch) {
  struct Joined {
    std::string target, rectangles;
  };
  std::map<paint::TagId, Joined> joined;
  paint::TagId untagged = static_cast<paint::TagId>(tags_.size());  // links without a tag
  for (const paint::Item& item : page.items) {
    const auto* link = std::get_if<paint::Link>(&item);
    if (link == nullptr || link->area.is_empty()) continue;
    std::string target;
    if (!link->uri.empty()) {
      target = uri_attribute(link->uri);
    } else {
      const Target& known = targets_.find(link->destination)->second;
      // Nothing would be there to lead to; Cairo gives up on such a link.
      if (is_last_batch && !known.exists) continue;
      target = "dest='" + destination_attribute(known.number) + "'";
    }
    Joined& one = joined[link->tag == paint::kArtifact ? untagged++ : link->tag];
    one.target = std::move(target);
    if (!one.rectangles.empty()) one.rectangles += ' ';
    append_pair(one.rectangles, link->area.x * kPointsPerPx, link->area.y * kPointsPerPx);
    one.rectangles += ' ';
    append_pair(one.rectangles, link->area.width * kPointsPerPx, link->area.height * kPointsPerPx);
  }
  std::map<paint::TagId, std::string> attributes;
  for (auto& [tag, one] : joined)
    attributes[tag] = one.target + " rect=[" + one.rectangles + "]";
  return attributes;
}

void PdfWriter::write_destinations(const paint::DisplayList& page, bool all) {
  for (const paint::Item& item : page.items) {
    const auto* destination = std::get_if<paint::Destination>(&item);
    if (destination == nullptr) continue;
    Target& target = targets_.find(destination->name)->second;
    if (target.written || !(target.wanted || all)) continue;
    target.written = true;
    std::string attributes = "name='" + destination_attribute(target.number) + "' x=";
    append_number(attributes, destination->place.x * kPointsPerPx);
    attributes += " y=";
    append_number(attributes, destination->place.y * kPointsPerPx);
    cairo_tag_begin(output_->context.get(), CAIRO_TAG_DEST, attributes.c_str());
    cairo_tag_end(output_->context.get(), CAIRO_TAG_DEST);
  }
}

void PdfWriter::write_page(const paint::DisplayList& page, Fonts& fonts, bool is_last_batch) {
  cairo_t* cairo = output_->context.get();
  cairo_surface_t* surface = output_->surface.get();
  ++written_pages_;
  const double width = page_length(page.width), height = page_length(page.height);
  cairo_pdf_surface_set_size(surface, width, height);
  if (!page.label.empty()) cairo_pdf_surface_set_page_label(surface, page.label.c_str());
  draw_specks(cairo, width, height);
  write_destinations(page, !is_last_batch);
  output_->tags.begin_page(link_attributes(page, is_last_batch));
  cairo_save(cairo);
  cairo_scale(cairo, kPointsPerPx, kPointsPerPx);
  Canvas canvas(cairo, fonts, output_->pictures, options_.tagged ? &output_->tags : nullptr,
                TextAs::Text);
  canvas.draw(page);
  output_->tags.end_page();
  if (is_last_batch && written_pages_ == page_count_) output_->tags.finish();
  cairo_restore(cairo);
  cairo_show_page(cairo);
}

// Cairo stops for good at structure that it does not take. That is a fault of ours, but pages
// without tags are better than none: written again, as long as all of them are still here.
bool PdfWriter::is_retried() {
  if (!options_.tagged || waiting_.size() != page_count_ || !abandon_if_stopped()) return false;
  diagnostics_.report(DiagnosticId::TagsDropped, {}, {}, "");
  options_.tagged = false;
  output_ = std::make_unique<Output>(tags_, images_, diagnostics_);
  written_pages_ = 0;
  for (auto& [name, target] : targets_)
    target.written = false;
  flush(true);
  return true;
}

void PdfWriter::flush(bool is_last) {
  output_->fonts.push_back(std::make_unique<Fonts>(usage_, blank_, diagnostics_));
  Fonts& fonts = *output_->fonts.back();
  output_->tags.begin_batch(spanning_);
  for (const RecordedPage& page : waiting_)
    write_page(page.unpack(), fonts, is_last);
  fonts.forget_usage();
  if (is_last && is_retried()) return;
  waiting_.clear();
  waiting_bytes_ = 0;
  usage_ = GlyphUsage();
  blank_ = BlankText();
}

void PdfWriter::outline_by_destinations() {
  for (OutlineEntry& entry : options_.outline) {
    const auto target = targets_.find(entry.destination);
    if (target == targets_.end() || !target->second.exists) continue;
    replace_noncharacters(entry.title);
    outline_.push_back({std::move(entry.title), entry.level, target->second.spot});
  }
}

void PdfWriter::write_outline() {
  if (outline_.empty()) outline_by_destinations();
  cairo_surface_t* surface = output_->surface.get();
  struct Ancestor {
    int level;
    int id;
  };
  std::vector<Ancestor> ancestors;
  for (const Outline& entry : outline_) {
    while (!ancestors.empty() && ancestors.back().level >= entry.level)
      ancestors.pop_back();
    std::string target = "page=" + std::to_string(entry.spot.page) + " pos=[";
    append_pair(target, entry.spot.x, entry.spot.y);
    target += "]";
    const int parent = ancestors.empty() ? CAIRO_PDF_OUTLINE_ROOT : ancestors.back().id;
    const auto flags =
        static_cast<cairo_pdf_outline_flags_t>(ancestors.empty() ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
    const int id =
        cairo_pdf_surface_add_outline(surface, parent, entry.title.c_str(), target.c_str(), flags);
    ancestors.push_back({entry.level, id});
  }
}

Result<std::string> PdfWriter::finish() {
  if (page_count_ == 0) return Error{ErrorCode::Unusable, "PDF", "there are no pages to write"};
  flush(true);
  if (abandon_if_stopped()) {
    return Error{ErrorCode::Unusable, "PDF", "Cairo gave up: it does not take the tags"};
  }
  write_outline();
  const cairo_status_t drawn = cairo_status(output_->context.get());
  output_->context.reset();
  cairo_surface_finish(output_->surface.get());
  const cairo_status_t written = cairo_surface_status(output_->surface.get());
  for (const cairo_status_t status : {drawn, written}) {
    if (status == CAIRO_STATUS_SUCCESS) continue;
    return Error{status == CAIRO_STATUS_NO_MEMORY ? ErrorCode::LimitExceeded : ErrorCode::Unusable,
                 "PDF", std::string("Cairo gave up: ") + cairo_status_to_string(status)};
  }
  std::string bytes = std::move(output_->bytes);
  output_.reset();
  return rewrite_tail(std::move(bytes), options_.metadata);
}

}  // namespace banxin::pdf
