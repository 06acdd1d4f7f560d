// Files of the content writer: a chapter is one file, or several when its headings or its size say
// so: the open elements are closed in one and opened again in the next.
#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "book/heading.h"
#include "epub/content_writer.h"

namespace banxin::epub {

namespace names = dom::names;
using dom::Node;

namespace {

// The `start` of a list that goes on in another file.
void set_start(std::string& tag, std::int64_t ordinal) {
  constexpr std::string_view kStart = " start=\"";
  if (const std::size_t at = tag.find(kStart); at != std::string::npos) {
    tag.erase(at, tag.find('"', at + kStart.size()) + 1 - at);
  }
  tag.insert(tag.size() - 1, std::string(kStart) + std::to_string(ordinal) + '"');
}

}  // namespace

void ContentWriter::begin_file() {
  file_ = static_cast<std::uint32_t>(content_.files.size());
  ContentFile file;
  file.chapter = chapter_index_;
  content_.files.push_back(std::move(file));
  out_.clear();
  ids_in_file_.clear();
  last_content_ = 0;
  last_named_ = 0;
  has_body_text_ = false;
  last_heading_level_ = 0;
}

void ContentWriter::end_file() {
  ContentFile& file = content_.files.back();
  file.body = std::move(out_);
  file.body.shrink_to_fit();  // every body is kept until the last is written
  for (const WrittenId& written : ids_in_file_)
    content_.rank_of.emplace(written.node, content_.rank_of.size() + 1);
  out_ = std::string();
  if (file.title.empty()) file.title = chapter_->title;
}

bool ContentWriter::can_split() const {
  return frames_.back().may_split;
}

void ContentWriter::maybe_split(const Node& node, const ElementRule& rule) {
  if (rule.kind == Kind::Inline || !can_split()) return;
  const int level = book::heading_level(node);
  if (level != 0 && level <= split_level_ && has_body_text_) {
    // Not out of a list or a quote: its items belong together.
    for (const Frame& frame : frames_) {
      if (frame.name != names::body && frame.name != names::div && frame.name != names::section &&
          frame.name != names::article) {
        return;
      }
    }
    split();
  } else if (last_content_ > 0 && is_full()) {
    split();
  }
}

// Readers (and checkers) take long for tables of thousands of cells: these are parted sooner.
bool ContentWriter::is_full() const {
  if (out_.size() >= options_.file_bytes) return true;
  constexpr std::size_t kLargeTable = 48U << 10U;
  for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
    if (frame->name == names::table) return out_.size() - frame->start >= kLargeTable;
    if (frame->name != names::tbody) return false;
  }
  return false;
}

// The head of a table that goes on in another file is said again there, without ids and links.
void ContentWriter::keep_table_head(const Frame& head) {
  if (frames_.size() < 2) return;
  Frame& table = frames_[frames_.size() - 2];
  constexpr std::size_t kLongest = 8U << 10U;
  const std::string_view written = std::string_view(out_).substr(head.start);
  const std::vector<LinkHole>& links = content_.files.back().links;
  const bool has_links = !links.empty() && links.back().offset >= head.start;
  if (table.name != names::table || written.size() > kLongest || has_links) return;
  std::string kept;
  for (std::size_t at = 0; at < written.size();) {
    if (written.substr(at).starts_with(" id=\"")) {
      at = written.find('"', at + 5) + 1;
    } else {
      kept += written[at++];
    }
  }
  // The class tells the repetition from the table's own.
  const std::size_t end = kept.find('>');
  const std::size_t classes = kept.find(" class=\"");
  if (classes < end) {
    kept.insert(classes + 8, "bx-repeated ");
  } else {
    kept.insert(end, " class=\"bx-repeated\"");
  }
  table_heads_.push_back(std::move(kept));
  table.table_head = static_cast<std::uint32_t>(table_heads_.size());
}

// Ends the file here and goes on in a new one, with the same elements open. Elements that have
// nothing in them yet move to the new file whole, with their ids.
void ContentWriter::split() {
  std::size_t moved = frames_.size();
  while (moved > 1 && frames_[moved - 1].start >= last_content_)
    --moved;
  const std::size_t cut = moved < frames_.size() ? frames_[moved].start : out_.size();
  const std::string tail = out_.substr(cut);
  std::vector<std::string> tags(moved);
  for (std::size_t i = 1; i < moved; ++i) {
    const Frame& frame = frames_[i];
    std::string tag = out_.substr(frame.start, frame.tag_length);
    if (frame.id_length > 0) tag.erase(frame.id_at - frame.start, frame.id_length);
    if (frame.name == names::ol && frame.ordinal > 1) set_start(tag, frame.ordinal);
    tags[i] = std::move(tag);
  }
  std::vector<LinkHole>& links = content_.files.back().links;
  const auto first_moved = std::find_if(links.begin(), links.end(),
                                        [cut](const LinkHole& hole) { return hole.offset >= cut; });
  std::vector<LinkHole> moved_links(first_moved, links.end());
  links.erase(first_moved, links.end());
  const auto first_moved_id =
      std::find_if(ids_in_file_.begin(), ids_in_file_.end(),
                   [cut](const WrittenId& written) { return written.offset >= cut; });
  const std::vector<WrittenId> moved_ids(first_moved_id, ids_in_file_.end());
  ids_in_file_.erase(first_moved_id, ids_in_file_.end());
  out_.resize(cut);
  for (std::size_t i = moved; i-- > 1;) {
    out_ += "</";
    out_ += name_of(frames_[i].name);
    out_ += '>';
  }
  end_file();
  begin_file();
  // A page that begins where no anchor could stand yet begins in the new file.
  const std::unordered_set<std::string_view> pending(pending_ids_.begin(), pending_ids_.end());
  for (auto page = content_.page_breaks.rbegin();
       page != content_.page_breaks.rend() && pending.contains(page->id); ++page)
    page->file = file_;
  for (std::size_t i = 1; i < moved; ++i) {
    frames_[i].start = out_.size();
    frames_[i].tag_length = tags[i].size();
    frames_[i].id_length = 0;
    out_ += tags[i];
    if (frames_[i].table_head != 0) out_ += table_heads_[frames_[i].table_head - 1];
  }
  // What was written behind the last text goes to the new file as it is.
  const auto shifted = [&](std::size_t offset) { return offset - cut + out_.size(); };
  for (std::size_t i = moved; i < frames_.size(); ++i) {
    frames_[i].start = shifted(frames_[i].start);
    frames_[i].id_at = shifted(frames_[i].id_at);
  }
  for (LinkHole& hole : moved_links) {
    hole.offset = shifted(hole.offset);
    content_.files.back().links.push_back(hole);
  }
  for (const WrittenId& written : moved_ids) {
    content_.file_of[written.node] = file_;
    ids_in_file_.push_back({shifted(written.offset), written.node});
  }
  out_ += tail;
}

}  // namespace banxin::epub
