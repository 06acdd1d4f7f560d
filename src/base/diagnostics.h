#pragma once
// Diagnostics: what was found while the work went on. Every finding is a row of diagnostics.def
// plus a place and a subject; it is shown as `file:line:column: severity: what (what to do)`. One
// Diagnostics belongs to one job and one thread.
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace banxin {

enum class Severity : std::uint8_t { Note, Warning, Error };

// The rows of diagnostics.def, named in base/diagnostic_ids.h: who reports includes that, so that a
// new row compiles the reporters again and nobody else.
enum class DiagnosticId : std::uint16_t;

struct DiagnosticText {
  std::string_view name;
  Severity severity;
  std::string_view what;
  std::string_view advice;
};

const DiagnosticText& diagnostic_text(DiagnosticId id);
std::string_view severity_name(Severity severity);

// A place in an input. Line and column count from 1, columns in characters; 0 means unknown.
struct SourcePosition {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  bool operator==(const SourcePosition&) const = default;
};

struct Diagnostic {
  DiagnosticId id;
  std::string file;
  SourcePosition position;
  std::string subject;
};

// One line without its end. Control characters of the subject are shown as \xNN.
std::string format_diagnostic(const Diagnostic& diagnostic);

class Diagnostics {
 public:
  // At most `limit` findings are kept; the others are counted.
  explicit Diagnostics(std::size_t limit = 100) : limit_(limit) {}

  void report(DiagnosticId id,
              std::string_view file,
              SourcePosition position,
              std::string_view subject = {});
  // A resource that the gate did not give: ResourceMissing for NotFound, else ResourceRefused; once
  // for a file; without a place only when it was not told at all.
  void report_unloaded(const Error& error, std::string_view file, SourcePosition position);
  // The findings of another stage or thread, in their order.
  void append(const Diagnostics& other);

  std::span<const Diagnostic> found() const { return found_; }
  std::size_t dropped() const { return dropped_; }
  // How many were reported of this severity, kept or not.
  std::size_t count(Severity severity) const { return counts_[static_cast<std::size_t>(severity)]; }

 private:
  std::size_t limit_;
  std::size_t dropped_ = 0;
  std::array<std::size_t, 3> counts_{};
  std::vector<Diagnostic> found_;
};

}  // namespace banxin
