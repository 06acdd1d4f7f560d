#include "repair/repair_document.h"

#include <array>
#include <string>

#include "base/diagnostic_ids.h"
#include "base/utf8.h"
#include "repair/prose.h"
#include "repair/repair_lines.h"

namespace banxin::repair {
namespace {

using dom::Document;
namespace names = dom::names;

void heal(Document& document, std::span<const std::string> cleared, RepairReport& report) {
  const LineOptions options{TextForm::Plain, References::Text, cleared};
  const Prose prose = find_prose(document, {names::alt, names::title}, {names::kbd, names::samp});
  std::vector<Paragraph> lines = read_lines(prose.texts, options);
  for (std::size_t i = 0; i < lines.size(); ++i)
    lines[i].offset = prose.places[i].node->source_offset;
  repair_lines(lines, options);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].healed.empty()) continue;
    prose.places[i].set_text(document.memory().copy(to_utf8(lines[i].text)));
    std::move(lines[i].healed.begin(), lines[i].healed.end(), std::back_inserter(report.healed));
  }
}

// Places in a text; asked from its beginning to its end, all together read it once.
class PlaceFinder {
 public:
  explicit PlaceFinder(std::string_view text) : text_(text) {}
  SourcePosition find(std::size_t offset) {
    if (offset < at_) {
      at_ = 0;
      place_ = {1, 1};
    }
    for (; at_ < offset && at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') {
        ++place_.line;
        place_.column = 1;
      } else if ((static_cast<unsigned char>(text_[at_]) & 0xC0U) != 0x80) {
        ++place_.column;
      }
    }
    return place_;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  SourcePosition place_{1, 1};
};

}  // namespace

RepairReport repair_document(Document& document, const DocumentRepairOptions& options) {
  RepairReport report;
  if (options.heal) heal(document, options.cleared, report);
  set_readings(document, options.readings);
  return report;
}

void report_repair(const RepairReport& report,
                   std::string_view text,
                   std::string_view file,
                   Diagnostics& diagnostics) {
  struct Kind {
    std::size_t count = 0;
    std::size_t first = 0;
  };
  std::array<Kind, kDamageKinds> kinds{};
  for (const HealedSpan& span : report.healed) {
    Kind& kind = kinds[static_cast<std::size_t>(span.kind)];
    if (kind.count++ == 0) kind.first = span.offset;
  }
  PlaceFinder places(text);
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i].count == 0) continue;
    const std::string_view name = damage_name(static_cast<DamageKind>(i));
    diagnostics.report(DiagnosticId::TextHealed, file, places.find(kinds[i].first),
                       std::string(name) + ", " + std::to_string(kinds[i].count) + " times");
  }
  std::size_t shown = 0;
  for (const LostPlace& lost : report.lost) {
    // Places out of order read the text anew: only for as many as anyone
    // reads.
    constexpr std::size_t most = 100;
    const bool read = shown++ < most;
    diagnostics.report(DiagnosticId::TextLost, file,
                       read ? places.find(lost.offset) : SourcePosition{}, lost.text);
  }
  if (!report.given_up.empty()) {
    const LostPlace& first = report.given_up.front();
    std::string lines = "the line «" + first.text + "»";
    if (report.given_up.size() > 1) {
      lines += " and " + std::to_string(report.given_up.size() - 1) + " more";
    }
    diagnostics.report(DiagnosticId::TextGivenUp, file, places.find(first.offset), lines);
  }
}

}  // namespace banxin::repair
