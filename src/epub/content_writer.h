#pragma once
// ContentWriter: the chapters' trees, written as XHTML that EPUB's content model allows. It walks
// each tree once and keeps a stack of the elements that are open in the output (frames); what may
// not stand where it is gets renamed, wrapped, moved out of its wrapper or left out. No text is
// lost but what an element's row in elements.def gives up.
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/diagnostics.h"
#include "epub/attributes.h"
#include "epub/content.h"
#include "epub/options.h"
#include "epub/picture_store.h"
#include "epub/schema.h"
#include "epub/svg_writer.h"

namespace banxin::epub {

class ContentWriter {
 public:
  ContentWriter(const book::Publication& publication,
                const EpubOptions& options,
                PictureStore& pictures,
                const AuthorSheets& sheets,
                Diagnostics& diagnostics);

  BookContent write();

 private:
  // An element that is open in the output.
  struct Frame {
    Atom name = Atom::None;
    Content content = Content::Flow;
    const dom::Node* node = nullptr;  // null: implied, closes when its kind of content ends
    std::size_t start = 0;            // of its tag in the body
    std::size_t tag_length = 0;
    std::size_t id_at = 0;  // of ` id="…"` in the body, length 0 for none
    std::size_t id_length = 0;
    std::int64_t ordinal = 0;      // of an `ol`: the number of its next item
    bool may_split = false;        // whether a file may end inside it
    bool is_hidden = false;        // by its own or an ancestor's style
    std::uint32_t table_head = 0;  // of a `table`: 1 + index into table_heads_, 0 for none
    std::uint8_t table_parts = 0;  // of a `table`: which parts have been written
  };

  // An element of the tree whose children are being written.
  struct Visit {
    const dom::Node* node = nullptr;
    const dom::Node* next = nullptr;  // child to write next
    std::size_t frames_before = 0;    // frames open before it
    std::size_t frames_after = 0;     // … and with its own: what is above is implied
    std::uint32_t order = 0;          // 1 + index into orders_ where children go in another order
    std::size_t order_at = 0;
  };

  // An id and where in the file's body it was written.
  struct WrittenId {
    std::size_t offset = 0;
    const dom::Node* node = nullptr;
  };

  void write_chapter(std::uint32_t index);
  void walk(const dom::Node& root);
  const dom::Node* next_child(Visit& visit);
  void leave(const Visit& visit);

  // True when the node's children are to be written next.
  bool enter(const dom::Node& node);
  bool enter_html(const dom::Node& node, const ElementRule& rule);
  bool enter_special(const dom::Node& node, const ElementRule& rule);
  bool enter_plain(const dom::Node& node, const ElementRule& rule);
  bool enter_as(const dom::Node& node, Atom name, Content content, std::string_view style_class);
  bool enter_phrase_instead(const dom::Node& node, const ElementRule& rule);
  bool enter_heading(const dom::Node& node, const ElementRule& rule);
  bool enter_link(const dom::Node& node);
  bool enter_conditional(const dom::Node& node, const ElementRule& rule);
  bool enter_description_list(const dom::Node& node, const ElementRule& rule);
  bool enter_caption(const dom::Node& node, const ElementRule& rule);
  bool enter_ruby(const dom::Node& node);
  bool enter_ruby_part(const dom::Node& node, const ElementRule& rule);
  bool enter_table(const dom::Node& node);
  bool enter_table_part(const dom::Node& node, const ElementRule& rule);
  bool enter_cell(const dom::Node& node);
  bool enter_placeholder(const dom::Node& node, const ElementRule& rule);
  bool enter_note(const dom::Node& node, const ElementRule& rule);
  void write_picture(const dom::Node& node);
  void write_field(const dom::Node& node);
  void write_foreign(const dom::Node& node);
  void write_text(const dom::Node& node);
  void write_string(std::string_view text);
  void write_page_breaks(const dom::Node& node, std::size_t from, std::size_t to);
  void write_page_break(const PageStart& page);
  void write_found_picture(const dom::Node& node, const Picture& picture);
  bool write_picture_object(const dom::Node& node);
  static std::string_view playable_type(std::string_view bytes, bool is_film);
  const MediaFile* find_media(const dom::Node& node, bool is_film);
  bool write_media(const dom::Node& node, std::string_view label);
  void write_missing_picture(const dom::Node& node, std::string_view reference);
  void write_back_link(const dom::Node& body);
  void push_internal_link(const dom::Node& node, const book::Place& place, Content inner);
  void push_without_id(const dom::Node& node, Atom name, ElementAttributes own);
  void write_span(std::string& extra, const dom::Node& node) const;
  void write_formula(const dom::Node& node);
  std::string formula_text(const dom::Node& formula) const;
  void write_svg(const dom::Node& root);
  void mark_svg_anchors(const dom::Node& root);
  // Whether a link of the book leads to it.
  bool is_linked_to(const dom::Node& node);
  const Picture* find_picture(const dom::Node& node, std::string_view& reference);

  // Frames.
  Content context() const { return frames_.back().content; }
  bool in_phrase() const;
  void settle(Kind kind, bool is_text);
  void imply(Atom name, Content content);
  void push(const dom::Node* node, Atom name, Content content, const ElementAttributes& attributes);
  void pop();
  void pop_to(std::size_t depth);
  void unwrap_nameless_link();
  void write_empty(Atom name, const ElementAttributes& attributes, const dom::Node* node = nullptr);
  bool is_open(Atom name) const;
  void mark_anchor(const dom::Node& node);
  void flush_anchors();
  std::string_view take_id(const dom::Node& node);
  // `stem` and `number`, as no id of a page is.
  std::string own_id(std::string_view stem, std::size_t number);
  void touch() { last_content_ = out_.size(); }

  // Files.
  void begin_file();
  void end_file();
  void maybe_split(const dom::Node& node, const ElementRule& rule);
  void split();
  bool can_split() const;
  bool is_full() const;
  void keep_table_head(const Frame& head);

  // What a look at the tree tells.
  bool is_back_link(const dom::Node& link) const;
  bool is_between_annotations(const dom::Node& text) const;
  bool is_last_part() const;
  static std::string_view phrase_class(const ElementRule& rule);
  void find_blocks_in_phrases(const dom::Node& root);
  bool holds_blocks(const dom::Node& node) const { return blocks_within_.contains(&node); }
  void report(DiagnosticId id, const dom::Node& node, std::string_view subject);
  std::string_view element_name(const dom::Node& node) const { return document_->name(node); }

  const book::Publication& publication_;
  const EpubOptions& options_;
  PictureStore& pictures_;
  const AuthorSheets& sheets_;
  Diagnostics& diagnostics_;
  BookContent content_;

  const book::Chapter* chapter_ = nullptr;
  const dom::Document* document_ = nullptr;
  std::uint32_t chapter_index_ = 0;
  int split_level_ = 2;
  AttributeWriter attributes_;

  std::string out_;
  std::vector<Frame> frames_;
  std::vector<Visit> visits_;
  std::vector<std::vector<const dom::Node*>> orders_;
  std::vector<std::string> table_heads_;
  std::vector<const dom::Node*> ruby_ends_;  // last annotation of each open ruby
  std::unordered_set<const dom::Node*> blocks_within_;
  std::unordered_set<const dom::Node*> dropped_;  // rp that cannot be kept
  std::vector<WrittenId> ids_in_file_;
  std::vector<std::string> pending_ids_;
  std::unordered_map<const dom::Node*, std::vector<const PageStart*>> pages_;
  // Filled when first asked for: the ids of all pages, and what links lead to.
  std::unordered_set<std::string_view> page_ids_;
  std::unordered_set<const dom::Node*> link_targets_;
  SvgIds svg_ids_;  // of svg_ids_document_
  const dom::Document* svg_ids_document_ = nullptr;
  int svg_may_borrow_ = 0;
  std::unordered_map<std::string, const MediaFile*> media_by_path_;

  std::size_t last_content_ = 0;  // end of the last text or picture in out_
  std::size_t last_named_ = 0;    // end of the last thing that a link can be named by
  bool has_body_text_ = false;    // the file has more than headings
  int last_heading_level_ = 0;    // in this file
  std::size_t svg_count_ = 0;
  int links_open_ = 0;
  int pres_open_ = 0;
  int headings_open_ = 0;
  std::uint32_t file_ = 0;
  std::size_t child_base_ = 0;    // frames below those of the element just entered
  std::uint32_t next_order_ = 0;  // Visit::order of the element just entered
};

}  // namespace banxin::epub
