#include "pdf/clusters.h"

#include "base/utf8.h"
#include "font/face.h"

namespace banxin::pdf {
namespace {

// A base and its marks have one cluster but a glyph each: then each is its own text.
bool take_apart(const font::Face& face,
                std::span<const paint::Glyph> glyphs,
                std::string_view text,
                const Cluster& whole,
                std::vector<Cluster>& out) {
  const std::size_t before = out.size();
  std::size_t at = whole.text_start;
  const std::size_t end = at + whole.text_length;
  for (std::uint32_t i = 0; i < whole.glyph_count; ++i) {
    const DecodedCharacter next = at < end ? decode_utf8(text, at) : DecodedCharacter{};
    if (next.length == 0 || face.glyph(next.code_point) != glyphs[whole.first_glyph + i].id) break;
    out.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(next.length),
                   whole.first_glyph + i, 1});
    at += next.length;
  }
  if (at == end && out.size() - before == whole.glyph_count) return true;
  out.resize(before);
  return false;
}

bool is_in_order(std::span<const paint::Glyph> glyphs, bool backward, std::size_t text_length) {
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    if (glyphs[i].cluster >= text_length) return false;
    if (i == 0) continue;
    const bool good = backward ? glyphs[i].cluster <= glyphs[i - 1].cluster
                               : glyphs[i].cluster >= glyphs[i - 1].cluster;
    if (!good) return false;
  }
  return true;
}

// Left to right, one glyph a cluster, as nearly all text is. False when it is not so; `out` then
// holds anything.
bool find_single(std::span<const paint::Glyph> glyphs,
                 std::uint32_t text_length,
                 std::vector<Cluster>& out) {
  out.resize(glyphs.size());
  std::uint32_t start = 0;
  for (std::uint32_t i = 0; i < glyphs.size(); ++i) {
    const std::uint32_t end = i + 1 < glyphs.size() ? glyphs[i + 1].cluster : text_length;
    if (end <= glyphs[i].cluster || end > text_length) return false;
    out[i] = {start, end - start, i, 1};
    start = end;
  }
  return true;
}

}  // namespace

void find_clusters(const paint::GlyphRun& run,
                   std::span<const paint::Glyph> glyphs,
                   std::string_view text,
                   std::vector<Cluster>& out) {
  const auto count = static_cast<std::uint32_t>(glyphs.size());
  const auto length = static_cast<std::uint32_t>(text.size());
  if (!run.right_to_left && find_single(glyphs, length, out)) return;
  out.clear();
  if (glyphs.empty()) return;
  if (!is_in_order(glyphs, run.right_to_left, text.size())) {
    out.push_back({0, length, 0, count});
    return;
  }
  const auto logical = [&](std::uint32_t i) { return run.right_to_left ? count - 1 - i : i; };
  for (std::uint32_t i = 0; i < count;) {
    std::uint32_t next = i + 1;
    const std::uint32_t cluster = glyphs[logical(i)].cluster;
    while (next < count && glyphs[logical(next)].cluster == cluster)
      ++next;
    const std::uint32_t start = i == 0 ? 0 : cluster;
    const std::uint32_t end = next < count ? glyphs[logical(next)].cluster : length;
    const Cluster whole{start, end - start, run.right_to_left ? count - next : i, next - i};
    if (whole.glyph_count == 1 || run.right_to_left ||
        !take_apart(*run.face, glyphs, text, whole, out)) {
      out.push_back(whole);
    }
    i = next;
  }
}

}  // namespace banxin::pdf
