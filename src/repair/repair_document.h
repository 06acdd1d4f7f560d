#pragma once
// repair_document: a parsed page → the page healed. Undoes what shows only in
// the parsed text (references shown as text, mojibake written in references)
// and sets pasted readings. Damage to the source itself is repair_source()'s,
// before parsing. Code, scripts and forms stay as they are.
#include <span>
#include <string>

#include "base/diagnostics.h"
#include "dom/document.h"
#include "repair/damage.h"
#include "repair/readings.h"

namespace banxin::repair {

struct DocumentRepairOptions {
  bool heal = true;  // --repair
  Readings readings = Readings::Ruby;
  std::span<const std::string> cleared;  // of repair_source(): looked at already
};

// Offsets of the report are of the document's source. Readings are not listed.
RepairReport repair_document(dom::Document& document, const DocumentRepairOptions& options);

// One diagnostic for each kind of damage healed, at its first place, and one
// for each place that is lost. `text` is what the report's offsets count in.
void report_repair(const RepairReport& report,
                   std::string_view text,
                   std::string_view file,
                   Diagnostics& diagnostics);

}  // namespace banxin::repair
