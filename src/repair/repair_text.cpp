#include "repair/repair_text.h"

#include <algorithm>

#include "base/utf8.h"
#include "repair/repair_lines.h"

namespace banxin::repair {
namespace {

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  std::size_t at = 0;
  while (at <= text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

}  // namespace

RepairedText repair_text(std::string_view text) {
  RepairedText out;
  const LineOptions options{TextForm::Plain, References::Text, {}};
  const std::vector<std::string_view> pieces = split_lines(text);
  std::vector<Paragraph> lines = read_lines(pieces, options);
  if (lines.empty()) {
    out.text = text;
    return out;
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    lines[i].offset = static_cast<std::size_t>(pieces[i].data() - text.data());
  }
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
