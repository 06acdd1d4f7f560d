#pragma once
// ParseErrors: reports the parse errors of one document in the order of their places. The errors of
// the input stream itself (control characters, noncharacters, surrogates) come from a scan that
// follows the tokenizer, so that a page without such characters costs one look a byte.
#include <cstdint>
#include <string_view>

#include "base/diagnostics.h"
#include "dom/document.h"

namespace banxin::html {

class ParseErrors {
 public:
  enum class Wanted : std::uint8_t { No, Yes };

  ParseErrors(const dom::Document& document, Diagnostics& diagnostics, Wanted wanted)
      : document_(document), diagnostics_(diagnostics), wanted_(wanted) {}

  // A parse error whose current input character is at `offset` of the source.
  void report(DiagnosticId id, std::size_t offset, std::string_view subject = {});
  // A limit that was met; reported even when parse errors are not wanted.
  void report_limit(DiagnosticId id, std::size_t offset, std::string_view subject);
  // Reports what is left in the input stream.
  void finish();

 private:
  void scan_to(std::size_t offset);
  // Looks at the character at `scanned_`, which may be one that is not allowed; its length.
  std::size_t check_character();
  void add(DiagnosticId id, std::size_t offset, std::string_view subject);
  SourcePosition position(std::size_t offset);

  const dom::Document& document_;
  Diagnostics& diagnostics_;
  Wanted wanted_;
  std::size_t scanned_ = 0;
  // The last place that was asked for: places mostly ascend, so counting goes on from there.
  std::size_t known_offset_ = 0;
  SourcePosition known_{1, 1};
};

}  // namespace banxin::html
