#include "base/diagnostics.h"

#include <algorithm>
#include <charconv>

#include "base/diagnostic_ids.h"

namespace banxin {
namespace {

constexpr std::array kTexts{
#define DIAGNOSTIC(id, name, severity, what, advice) \
  DiagnosticText{name, Severity::severity, what, advice},
#include "base/diagnostics.def"
#undef DIAGNOSTIC
};

void append_escaped(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7F) {
      out += c;
    } else {
      out += "\\x";
      out += kHex[byte >> 4U];
      out += kHex[byte & 0xFU];
    }
  }
}

void append_number(std::string& out, std::uint32_t number) {
  std::array<char, 10> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

void append_filled(std::string& out, std::string_view pattern, std::string_view subject) {
  const std::size_t hole = pattern.find("{}");
  out += pattern.substr(0, hole);
  if (hole == std::string_view::npos) return;
  append_escaped(out, subject);
  out += pattern.substr(hole + 2);
}

}  // namespace

const DiagnosticText& diagnostic_text(DiagnosticId id) {
  return kTexts[static_cast<std::size_t>(id)];
}

std::optional<DiagnosticId> find_diagnostic(std::string_view name) {
  const auto row = std::find_if(kTexts.begin(), kTexts.end(),
                                [name](const DiagnosticText& text) { return text.name == name; });
  if (row == kTexts.end()) return std::nullopt;
  return static_cast<DiagnosticId>(row - kTexts.begin());
}

std::string_view severity_name(Severity severity) {
  constexpr std::array<std::string_view, 3> kNames{"note", "warning", "error"};
  return kNames[static_cast<std::size_t>(severity)];
}

std::string format_diagnostic(const Diagnostic& diagnostic) {
  const DiagnosticText& text = diagnostic_text(diagnostic.id);
  std::string out;
  append_escaped(out, diagnostic.file);
  if (diagnostic.position.line != 0) {
    out += ':';
    append_number(out, diagnostic.position.line);
    out += ':';
    append_number(out, diagnostic.position.column);
  }
  if (!out.empty()) out += ": ";
  out += severity_name(text.severity);
  out += ": ";
  append_filled(out, text.what, diagnostic.subject);
  if (!text.advice.empty()) {
    out += " (";
    append_filled(out, text.advice, diagnostic.subject);
    out += ')';
  }
  return out;
}

void Diagnostics::report(DiagnosticId id,
                         std::string_view file,
                         SourcePosition position,
                         std::string_view subject) {
  ++counts_[static_cast<std::size_t>(diagnostic_text(id).severity)];
  if (found_.size() >= limit_) {
    ++dropped_;
    return;
  }
  found_.push_back({id, std::string(file), position, std::string(subject)});
}

void Diagnostics::report_unloaded(const Error& error,
                                  std::string_view file,
                                  SourcePosition position) {
  const DiagnosticId id = error.code == ErrorCode::NotFound ? DiagnosticId::ResourceMissing
                                                            : DiagnosticId::ResourceRefused;
  for (const Diagnostic& said : found_) {
    // Who has no place knows a page, but not the sheet that names the resource.
    const bool same_file = said.file == file || position == SourcePosition{};
    if (said.id == id && same_file && said.subject == error.subject) return;
  }
  report(id, file, position, error.subject);
}

void Diagnostics::append(const Diagnostics& other) {
  for (const Diagnostic& diagnostic : other.found_) {
    if (found_.size() < limit_) {
      found_.push_back(diagnostic);
    } else {
      ++dropped_;
    }
  }
  dropped_ += other.dropped_;
  for (std::size_t i = 0; i < counts_.size(); ++i)
    counts_[i] += other.counts_[i];
}

}  // namespace banxin
