#pragma once
// PdfWriter: display lists, page by page, → the bytes of one PDF file. Pages wait, packed, until
// all their glyphs are known and fonts can be cut; past a budget those that wait are written with
// the fonts they need, and later pages get further ones. Same lists, same bytes.
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "image/image_store.h"
#include "paint/display_list.h"
#include "paint/tag_tree.h"
#include "pdf/glyph_usage.h"
#include "pdf/pdf_tail.h"
#include "pdf/recorded_page.h"

namespace banxin::pdf {

class Fonts;

// A line of the document outline: where it leads is a paint::Destination's name.
struct OutlineEntry {
  std::string title;
  int level = 1;
  std::string destination;
};

struct PdfOptions {
  Metadata metadata;
  // For documents whose style sheets make no bookmarks (CSS Content 3 §4). Entries whose
  // destination no page has are left out.
  std::vector<OutlineEntry> outline;
  bool tagged = true;
  std::size_t waiting_bytes = 96U << 20U;  // of packed pages
};

class PdfWriter {
 public:
  // `tags` grows while pages come in; `images` may be null when no page has pictures. All outlive
  // the writer.
  PdfWriter(PdfOptions options,
            const paint::TagTree& tags,
            const image::ImageStore* images,
            Diagnostics& diagnostics);
  ~PdfWriter();
  PdfWriter(const PdfWriter&) = delete;
  PdfWriter& operator=(const PdfWriter&) = delete;

  void add_page(paint::DisplayList page);
  std::size_t page_count() const { return page_count_; }
  // The file. Call once. Fails when there are no pages, or Cairo gave up.
  Result<std::string> finish();

 private:
  struct Output;
  struct Spot {
    std::size_t page = 0;  // from 1
    double x = 0, y = 0;   // pt
  };
  struct Outline {
    std::string title;
    int level = 1;
    Spot spot;
  };
  void collect(const paint::DisplayList& page);
  void mark_page(paint::TagId tag);
  void collect_run(const paint::DisplayList& page, const paint::GlyphRun& run);
  void flush(bool is_last);
  bool abandon_if_stopped();
  bool is_retried();
  void write_page(const paint::DisplayList& page, Fonts& fonts, bool is_last_batch);
  void write_destinations(const paint::DisplayList& page, bool all);
  std::map<paint::TagId, std::string> link_attributes(const paint::DisplayList& page,
                                                      bool is_last_batch);
  void outline_by_destinations();
  void write_outline();
  std::uint32_t destination_number(std::string_view name);

  PdfOptions options_;
  const paint::TagTree& tags_;
  const image::ImageStore* images_;
  Diagnostics& diagnostics_;
  std::unique_ptr<Output> output_;
  GlyphUsage usage_;
  BlankText blank_;
  std::vector<RecordedPage> waiting_;
  std::size_t waiting_bytes_ = 0;
  std::size_t page_count_ = 0, written_pages_ = 0;
  std::vector<Outline> outline_;
  std::vector<std::size_t> last_page_of_tag_;  // 0: on none yet
  std::vector<bool> spanning_;                 // tags whose own content is on several pages

  struct Target {
    std::uint32_t number = 0;
    bool wanted = false;  // a link leads there
    bool exists = false;  // a page has it
    bool written = false;
    Spot spot;  // of the first
  };
  std::map<std::string, Target, std::less<>> targets_;
};

}  // namespace banxin::pdf
