#include "repair/repair_source.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/utf8.h"
#include "repair/repair_lines.h"

namespace banxin::repair {
namespace {

struct Span {
  std::size_t begin;
  std::size_t end;
};

// Finds the stretches of text in HTML. It need not agree with the parser in
// every corner: what it takes for markup stays as it is.
class Splitter {
 public:
  explicit Splitter(std::string_view html) : html_(html) {}
  std::vector<Span> split();

 private:
  void text(std::size_t end);
  std::size_t skip_markup(std::size_t at);
  std::size_t skip_tag(std::size_t at);
  std::size_t skip_raw_text(std::size_t at, std::string_view name);
  std::size_t end_of_eaten_quote(std::size_t begin, std::size_t close) const;
  void attribute(std::string_view name, std::size_t begin, std::size_t end);

  std::string_view html_;
  std::size_t text_from_ = 0;
  std::vector<Span> spans_;
};

void Splitter::text(std::size_t end) {
  // A line of source is a paragraph: damage ends with it.
  while (text_from_ < end) {
    const std::size_t line = std::min(html_.substr(0, end).find('\n', text_from_), end);
    if (line > text_from_) spans_.push_back({text_from_, line});
    text_from_ = line + 1;
  }
}

// Past the markup that begins with the `<` at `at`; `at` itself when it begins
// none.
std::size_t Splitter::skip_markup(std::size_t at) {
  const std::string_view rest = html_.substr(at);
  const auto after = [&](std::string_view mark, std::size_t from) {
    const std::size_t found = html_.find(mark, from);
    return found == std::string_view::npos ? html_.size() : found + mark.size();
  };
  if (rest.starts_with("<!--")) return after("-->", at + 4);
  if (rest.starts_with("<!") || rest.starts_with("<?")) return after(">", at + 2);
  const bool tag =
      rest.size() > 1 &&
      (is_ascii_letter(rest[1]) || (rest[1] == '/' && rest.size() > 2 && is_ascii_letter(rest[2])));
  return tag ? skip_tag(at) : at;
}

void Splitter::attribute(std::string_view name, std::size_t begin, std::size_t end) {
  constexpr std::array<std::string_view, 6> read = {"alt",     "title",      "content",
                                                    "summary", "aria-label", "placeholder"};
  for (const std::string_view wanted : read) {
    if (equals_ignoring_ascii_case(name, wanted) && end > begin) spans_.push_back({begin, end});
  }
}

// A decoder that eats an ASCII character with the byte before it may have eaten the quote that ends
// a value: `alt="…?>`, `alt="…? width=`. Where what follows such a sign ends; `close` for none.
std::size_t Splitter::end_of_eaten_quote(std::size_t begin, std::size_t close) const {
  for (std::size_t at = begin; at < close; ++at) {
    if (html_[at] != '?') continue;
    if (at == begin || static_cast<unsigned char>(html_[at - 1]) < 0x80) continue;
    std::size_t end = at + 1;
    const bool space = end < close && html_[end] == ' ';
    end += space ? 1 : 0;
    if (html_.substr(end, close - end).starts_with('>')) return end + 1;
    if (html_.substr(end, close - end).starts_with("/>")) return end + 2;
    const std::size_t name = end;
    while (end < close && (is_ascii_letter(html_[end]) || html_[end] == '-'))
      ++end;
    if (space && end > name + 1 && end < close && html_[end] == '=') return end + 1;
  }
  return close;
}

std::size_t Splitter::skip_tag(std::size_t at) {
  std::size_t i = at + 1;
  const std::size_t name_from = i;
  while (i < html_.size() && !is_ascii_space(html_[i]) && html_[i] != '>')
    ++i;
  const std::string_view name = html_.substr(name_from, i - name_from);
  while (i < html_.size() && html_[i] != '>') {
    if (is_ascii_space(html_[i]) || html_[i] == '/') {
      ++i;
      continue;
    }
    const std::size_t from = i;
    while (i < html_.size() && html_[i] != '=' && html_[i] != '>' && !is_ascii_space(html_[i]))
      ++i;
    const std::string_view key = html_.substr(from, i - from);
    if (i >= html_.size() || html_[i] != '=') continue;
    ++i;
    while (i < html_.size() && is_ascii_space(html_[i]))
      ++i;
    if (i < html_.size() && (html_[i] == '"' || html_[i] == '\'')) {
      const std::size_t close = std::min(html_.find(html_[i], i + 1), html_.size());
      if (const std::size_t end = end_of_eaten_quote(i + 1, close); end != close) {
        attribute(key, i + 1, end);
        i = html_[end - 1] == '>' ? end - 1 : html_.rfind(' ', end);
        continue;
      }
      attribute(key, i + 1, close);
      i = std::min(close + 1, html_.size());
    } else {
      while (i < html_.size() && html_[i] != '>' && !is_ascii_space(html_[i]))
        ++i;
    }
  }
  i = std::min(i + 1, html_.size());
  for (const std::string_view raw : {"script", "style", "xmp", "iframe", "noembed", "noframes"}) {
    if (equals_ignoring_ascii_case(name, raw)) return skip_raw_text(i, raw);
  }
  return i;
}

std::size_t Splitter::skip_raw_text(std::size_t at, std::string_view name) {
  for (std::size_t i = html_.find("</", at); i != std::string_view::npos;
       i = html_.find("</", i + 2)) {
    if (equals_ignoring_ascii_case(html_.substr(i + 2, name.size()), name)) return i;
  }
  return html_.size();
}

std::vector<Span> Splitter::split() {
  std::size_t at = html_.find('<');
  while (at < html_.size()) {
    // Attributes of this tag come after the text before it.
    const std::vector<Span>::size_type before = spans_.size();
    const std::size_t end = skip_markup(at);
    if (end == at) {
      at = html_.find('<', at + 1);
      continue;
    }
    const std::vector<Span> attributes(spans_.begin() + static_cast<std::ptrdiff_t>(before),
                                       spans_.end());
    spans_.resize(before);
    text(at);
    spans_.insert(spans_.end(), attributes.begin(), attributes.end());
    text_from_ = end;
    at = html_.find('<', end);
  }
  text(html_.size());
  return std::move(spans_);
}

std::vector<std::string> suspicious_pieces(const std::vector<Paragraph>& lines,
                                           const std::vector<std::string_view>& pieces) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].suspicious) out.emplace_back(pieces[i]);
  }
  return out;
}

}  // namespace

RepairedText repair_source(std::string_view html) {
  RepairedText out;
  const LineOptions options{TextForm::Html, References::Markup, {}};
  std::vector<std::string_view> pieces;
  for (const Span& span : Splitter(html).split())
    pieces.push_back(html.substr(span.begin, span.end - span.begin));
  std::vector<Paragraph> lines = read_lines(pieces, options);
  if (lines.empty()) {
    out.text = html;
    return out;
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    lines[i].offset = static_cast<std::size_t>(pieces[i].data() - html.data());
  }
  repair_lines(lines, options);
  if (std::all_of(lines.begin(), lines.end(),
                  [](const Paragraph& l) { return l.healed.empty(); })) {
    out.cleared = suspicious_pieces(lines, pieces);
  }
  out.text.reserve(html.size());
  std::size_t at = 0;
  for (Paragraph& line : lines) {
    find_lost(line, out.report);
    if (line.healed.empty()) continue;
    out.text += html.substr(at, line.offset - at);
    out.text += to_utf8(line.text);
    at = line.offset + line.length;
    std::move(line.healed.begin(), line.healed.end(), std::back_inserter(out.report.healed));
  }
  out.text += html.substr(at);
  return out;
}

}  // namespace banxin::repair
