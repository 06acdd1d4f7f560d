#include "repair/repair_document.h"

#include <array>
#include <string>

#include "base/diagnostic_ids.h"
#include "base/utf8.h"
#include "repair/repair_lines.h"

namespace banxin::repair {
namespace {

using dom::Document;
using dom::Node;
namespace names = dom::names;

bool is_left_alone(const Node& element) {
  for (const Atom name : {names::script, names::style, names::pre, names::code, names::textarea,
                          names::kbd, names::samp, names::template_, names::select}) {
    if (element.is_html(name)) return true;
  }
  return element.is_element() && element.name_space != dom::Namespace::Html;
}

struct Place {
  Node* node;
  dom::Attribute* attribute;  // null: the node's own text

  std::string_view text() const { return attribute == nullptr ? node->text() : attribute->value; }
};

void add_attributes(Node& element, std::vector<Place>& places) {
  for (dom::Attribute& attribute : element.attributes()) {
    if (attribute.name == names::alt || attribute.name == names::title) {
      places.push_back({&element, &attribute});
    }
  }
}

std::vector<Place> collect(Document& document) {
  std::vector<Place> out;
  Node* node = document.root().first_child;
  while (node != nullptr) {
    if (node->is_text()) out.push_back({node, nullptr});
    if (node->is_element()) add_attributes(*node, out);
    node = is_left_alone(*node) ? dom::next_after_subtree(*node, document.root())
                                : dom::next_in_tree(*node, document.root());
  }
  return out;
}

void heal(Document& document, std::span<const std::string> cleared, RepairReport& report) {
  const LineOptions options{TextForm::Plain, References::Text, cleared};
  const std::vector<Place> places = collect(document);
  std::vector<std::string_view> pieces;
  pieces.reserve(places.size());
  for (const Place& place : places)
    pieces.push_back(place.text());
  std::vector<Paragraph> lines = read_lines(pieces, options);
  for (std::size_t i = 0; i < lines.size(); ++i)
    lines[i].offset = places[i].node->source_offset;
  repair_lines(lines, options);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].healed.empty()) continue;
    const std::string_view text = document.memory().copy(to_utf8(lines[i].text));
    if (places[i].attribute == nullptr) {
      places[i].node->set_text(text);
    } else {
      places[i].attribute->value = text;
    }
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
