#include "repair/repair_text.h"

#include <algorithm>

#include "base/utf8.h"
#include "repair/repair_lines.h"

namespace banxin::repair {
namespace {

std::vector<Paragraph> split_lines(std::string_view text) {
  std::vector<Paragraph> lines;
  std::size_t at = 0;
  while (at <= text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    Paragraph line;
    line.offset = at;
    line.length = end - at;
    line.text = to_utf32(text.substr(at, end - at));
    lines.push_back(std::move(line));
    at = end + 1;
  }
  return lines;
}

}  // namespace

RepairedText repair_text(std::string_view text) {
  RepairedText out;
  const LineOptions options{TextForm::Plain, References::Text};
  const language::HanModel model;
  bool suspicious = false;
  for (std::size_t at = 0; at < text.size() && !suspicious;) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    suspicious = is_suspicious(to_utf32(text.substr(at, end - at)), model, options);
    at = end + 1;
  }
  if (!suspicious) {
    out.text = text;
    return out;
  }
  std::vector<Paragraph> lines = split_lines(text);
  repair_lines(lines, options);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Paragraph& line = lines[i];
    find_lost(line, out.report);
    if (i > 0) out.text += '\n';
    if (line.healed.empty()) {
      out.text += text.substr(line.offset, line.length);
      continue;
    }
    out.text += to_utf8(line.text);
    std::move(line.healed.begin(), line.healed.end(), std::back_inserter(out.report.healed));
  }
  return out;
}

}  // namespace banxin::repair
