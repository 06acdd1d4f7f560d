// nav.xhtml and toc.ncx: contents, landmarks and page list.
#include <algorithm>
#include <utility>
#include <vector>

#include "book/words.h"
#include "epub/package.h"
#include "epub/xml_text.h"

namespace banxin::epub {
namespace {

using book::ContentsEntry;

struct Line {
  const ContentsEntry* entry;
  std::size_t depth;
};

// The tree in document order, without recursion.
std::vector<Line> flatten(const std::vector<ContentsEntry>& roots) {
  std::vector<Line> out;
  std::vector<std::pair<const std::vector<ContentsEntry>*, std::size_t>> open{{&roots, 0}};
  while (!open.empty()) {
    auto& [entries, at] = open.back();
    if (at == entries->size()) {
      open.pop_back();
      continue;
    }
    const ContentsEntry& entry = (*entries)[at++];
    out.push_back({&entry, open.size() - 1});
    open.emplace_back(&entry.children, 0);
  }
  return out;
}

// Where a place was written: the file, and the rank of its id.
std::pair<std::uint32_t, std::uint32_t> written_at(const PackageInput& input,
                                                   const book::Place& place) {
  const BookContent& content = input.content;
  const auto file = content.file_of.find(place.node);
  if (file == content.file_of.end()) return {content.first_file[place.chapter], 0};
  const auto rank = content.rank_of.find(place.node);
  return {file->second, rank == content.rank_of.end() ? 0 : rank->second};
}

// EPUB 3.3 §7.4.1: the toc is in reading order. Parts of tables are written in another order than
// the page's (a foot comes last): their headings follow them. A heading that was not written (in
// what stands for a film) has no entry; what it headed moves up.
std::vector<Line> reading_order(const PackageInput& input) {
  std::vector<Line> lines = flatten(input.publication.contents);
  const Line first = lines.empty() ? Line{nullptr, 0} : lines.front();
  std::erase_if(lines, [&input](const Line& line) {
    const dom::Node* node = line.entry->place.node;
    return node != nullptr && !input.content.file_of.contains(node);
  });
  if (lines.empty() && first.entry != nullptr) lines.push_back(first);
  const auto precedes = [&input](const Line& a, const Line& b) {
    return written_at(input, a.entry->place) < written_at(input, b.entry->place);
  };
  if (!std::is_sorted(lines.begin(), lines.end(), precedes))
    std::stable_sort(lines.begin(), lines.end(), precedes);
  std::size_t most = 0;
  for (Line& line : lines) {
    line.depth = std::min(line.depth, most);
    most = line.depth + 1;
  }
  return lines;
}

std::string entry_href(const PackageInput& input, const ContentsEntry& entry) {
  std::string href = href_of(input.publication, input.content, entry.place);
  if (href.empty()) {
    href = href_of(input.publication, input.content, {entry.place.chapter, nullptr});
  }
  return href;
}

// EPUB wants words in every entry.
std::string_view title_of(const ContentsEntry& entry) {
  return entry.title.empty() ? std::string_view("*") : std::string_view(entry.title);
}

void write_link(std::string& out,
                std::string_view href,
                std::string_view text,
                std::string_view type = {}) {
  out += "<a";
  if (!type.empty()) append_attribute(out, "epub:type", type);
  append_attribute(out, "href", href);
  out += '>';
  append_text(out, text);
  out += "</a>";
}

void write_toc(std::string& out, const PackageInput& input, std::string_view title) {
  out +=
      "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\" aria-labelledby=\"toc-title\">\n"
      "<h1 id=\"toc-title\">";
  append_text(out, title);
  out += "</h1>\n";
  std::size_t open = 0;  // levels of <ol> that are open
  for (const Line& line : reading_order(input)) {
    if (line.depth + 1 > open) {
      out += "<ol>\n";
      ++open;
    } else {
      out += "</li>\n";
      for (; open > line.depth + 1; --open)
        out += "</ol>\n</li>\n";
    }
    out += "<li>";
    write_link(out, entry_href(input, *line.entry), title_of(*line.entry));
  }
  if (open > 0) out += "</li>\n";
  for (; open > 1; --open)
    out += "</ol>\n</li>\n";
  out += "</ol>\n</nav>\n";
}

void write_landmarks(std::string& out, const PackageInput& input, const book::Words& words) {
  out +=
      "<nav epub:type=\"landmarks\" aria-labelledby=\"landmarks-title\" hidden=\"hidden\">\n"
      "<h2 id=\"landmarks-title\">";
  append_text(out, words.landmarks);
  out += "</h2>\n<ol>\n";
  std::vector<std::pair<std::string, std::string>> seen;
  const auto add = [&](std::string_view type, std::string_view href, std::string_view title) {
    std::pair<std::string, std::string> key(type, href);
    if (href.empty() || std::find(seen.begin(), seen.end(), key) != seen.end()) return;
    seen.push_back(std::move(key));
    out += "<li>";
    write_link(out, href, title, type);
    out += "</li>\n";
  };
  if (!input.cover_page.empty()) add("cover", input.cover_page, words.cover);
  if (has_contents_page(input.publication)) add("toc", "nav.xhtml#toc", words.contents);
  constexpr std::size_t kMost = 40;
  for (const book::Landmark& landmark : input.publication.landmarks) {
    if (seen.size() >= kMost) break;
    add(landmark.type, href_of(input.publication, input.content, landmark.place),
        landmark.title.empty() ? std::string_view(landmark.type) : landmark.title);
  }
  out += "</ol>\n</nav>\n";
}

void write_page_list(std::string& out, const PackageInput& input, const book::Words& words) {
  if (!has_page_list(input.content)) return;
  out +=
      "<nav epub:type=\"page-list\" role=\"doc-pagelist\" aria-labelledby=\"pages-title\" "
      "hidden=\"hidden\">\n<h2 id=\"pages-title\">";
  append_text(out, words.pages);
  out += "</h2>\n<ol>\n";
  for (const WrittenPageBreak& page : input.content.page_breaks) {
    out += "<li>";
    write_link(out, content_file_name(page.file) + "#" + page.id, page.label);
    out += "</li>\n";
  }
  out += "</ol>\n</nav>\n";
}

void write_ncx_text(std::string& out, std::string_view text) {
  out += "<text>";
  append_text(out, text);
  out += "</text>";
}

}  // namespace

void append_page_head(std::string& out, const PageHead& head) {
  out +=
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n"
      "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"";
  append_attribute(out, "lang", head.language);
  append_attribute(out, "xml:lang", head.language);
  if (head.direction == Direction::Rtl) out += " dir=\"rtl\"";
  if (!head.html_class.empty()) append_attribute(out, "class", head.html_class);
  out += ">\n<head>\n<meta charset=\"utf-8\"/>\n<title>";
  append_text(out, head.title.empty() ? std::string_view("*") : head.title);
  out += "</title>\n";
  if (head.links_style) out += "<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n";
  if (head.author_style != 0) {
    out += "<link rel=\"stylesheet\" type=\"text/css\" href=\"page-";
    append_number(out, head.author_style);
    out += ".css\"/>\n";
  }
  out += "</head>\n";
}

std::string write_navigation(const PackageInput& input) {
  const book::Metadata& metadata = input.publication.metadata;
  const book::Words words = book::words_in(metadata.language);
  std::string out;
  PageHead head;
  if (!is_horizontal(input.publication.writing_mode)) head.html_class = "bx-vertical";
  head.title = metadata.title;
  head.language = metadata.language;
  head.direction = input.publication.chapters.front().direction;
  append_page_head(out, head);
  out += "<body>\n";
  write_toc(out, input, words.contents);
  write_landmarks(out, input, words);
  write_page_list(out, input, words);
  out += "</body>\n</html>\n";
  return out;
}

// NCX 2005-1, for readers of EPUB 2.
std::string write_ncx(const PackageInput& input) {
  const book::Metadata& metadata = input.publication.metadata;
  const std::vector<Line> lines = reading_order(input);
  std::size_t depth = 1;
  for (const Line& line : lines)
    depth = std::max(depth, line.depth + 1);
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\"";
  append_attribute(out, "xml:lang", metadata.language);
  out += ">\n<head>\n<meta name=\"dtb:uid\"";
  append_attribute(out, "content", input.identifier);
  out += "/>\n<meta name=\"dtb:depth\" content=\"";
  append_number(out, depth);
  out +=
      "\"/>\n<meta name=\"dtb:totalPageCount\" content=\"0\"/>\n"
      "<meta name=\"dtb:maxPageNumber\" content=\"0\"/>\n</head>\n<docTitle>";
  write_ncx_text(out, metadata.title.empty() ? std::string_view("*") : metadata.title);
  out += "</docTitle>\n<navMap>\n";
  // A place that is listed twice keeps its number (NCX: equal targets, equal playOrder).
  std::pair<std::string, std::size_t> last{"", 0};
  std::size_t open = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (; open > lines[i].depth; --open)
      out += "</navPoint>\n";
    const std::string href = entry_href(input, *lines[i].entry);
    if (href != last.first) last = {href, last.second + 1};
    out += "<navPoint id=\"n";
    append_number(out, i + 1);
    out += "\" playOrder=\"";
    append_number(out, last.second);
    out += "\"><navLabel>";
    write_ncx_text(out, title_of(*lines[i].entry));
    out += "</navLabel><content";
    append_attribute(out, "src", href);
    out += "/>\n";
    ++open;
  }
  for (; open > 0; --open)
    out += "</navPoint>\n";
  out += "</navMap>\n</ncx>\n";
  return out;
}

}  // namespace banxin::epub
