#include "cli/messages.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/diagnostic_ids.h"

namespace banxin::cli {
namespace {

using Json = nlohmann::ordered_json;

void write_line(std::string line) {
  line += '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
}

bool is_shown(const Diagnostic& diagnostic, const ReportOptions& options) {
  const Severity severity = diagnostic_text(diagnostic.id).severity;
  if (options.quiet) return severity == Severity::Error;
  return severity != Severity::Note || options.verbose > 0;
}

// "what (advice)" without place and severity.
std::string message_of(const Diagnostic& diagnostic) {
  const std::string line = format_diagnostic({diagnostic.id, {}, {}, diagnostic.subject});
  return line.substr(line.find(": ") + 2);
}

Json to_json(const Diagnostic& diagnostic) {
  const DiagnosticText& text = diagnostic_text(diagnostic.id);
  return {{"id", text.name},
          {"severity", severity_name(text.severity)},
          {"file", diagnostic.file},
          {"line", diagnostic.position.line},
          {"column", diagnostic.position.column},
          {"subject", diagnostic.subject},
          {"message", message_of(diagnostic)}};
}

// SARIF 2.1.0, as editors and forges read it.
Json to_sarif(const Diagnostic& diagnostic) {
  const DiagnosticText& text = diagnostic_text(diagnostic.id);
  Json region = Json::object();
  if (diagnostic.position.line != 0) {
    region = {{"startLine", diagnostic.position.line}, {"startColumn", diagnostic.position.column}};
  }
  return {{"ruleId", text.name},
          {"level", severity_name(text.severity)},
          {"message", {{"text", message_of(diagnostic)}}},
          {"locations",
           {{{"physicalLocation",
              {{"artifactLocation", {{"uri", diagnostic.file}}}, {"region", region}}}}}}};
}

// Text of a page may be no UTF-8 by the time it is a subject; JSON takes none of that.
std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

void show_diagnostics(const Diagnostics& diagnostics, const ReportOptions& options) {
  Json results = Json::array();
  for (const Diagnostic& diagnostic : diagnostics.found()) {
    if (!is_shown(diagnostic, options)) continue;
    switch (options.diagnostics) {
      case DiagnosticsFormat::Text:
        write_line(format_diagnostic(diagnostic));
        break;
      case DiagnosticsFormat::Json:
        write_line(dump(to_json(diagnostic)));
        break;
      case DiagnosticsFormat::Sarif:
        results.push_back(to_sarif(diagnostic));
        break;
    }
  }
  if (options.diagnostics == DiagnosticsFormat::Sarif) {
    const Json log = {
        {"version", "2.1.0"},
        {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
        {"runs", {{{"tool", {{"driver", {{"name", "banxin"}}}}}, {"results", results}}}}};
    write_line(dump(log));
  } else if (diagnostics.dropped() != 0 && !options.quiet) {
    write_line(format_diagnostic(
        {DiagnosticId::TooManyDiagnostics, {}, {}, std::to_string(diagnostics.dropped())}));
  }
}

void show_error(const Error& error) {
  std::string line = "banxin: " + error.subject + ": error: " + error.detail;
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
  }
  write_line(std::move(line));
}

bool fails(const Diagnostics& diagnostics, const ReportOptions& options) {
  if (diagnostics.count(Severity::Error) != 0) return true;
  if (options.warnings_are_errors && diagnostics.count(Severity::Warning) != 0) return true;
  return std::any_of(diagnostics.found().begin(), diagnostics.found().end(),
                     [&](const Diagnostic& d) {
                       const std::string_view name = diagnostic_text(d.id).name;
                       return std::find(options.fail_on.begin(), options.fail_on.end(), name) !=
                              options.fail_on.end();
                     });
}

ProgressBar::ProgressBar(const ReportOptions& options, std::string what)
    : is_terminal_(::isatty(STDERR_FILENO) == 1),
      what_(std::move(what)),
      last_(std::chrono::steady_clock::now()) {
  shown_ = !options.quiet && options.progress != Progress::Never;
}

ProgressBar::~ProgressBar() {
  if (drawn_ && is_terminal_) std::fputs("\r\x1b[K", stderr);
}

void ProgressBar::show(std::size_t done, std::size_t total) {
  const auto now = std::chrono::steady_clock::now();
  const bool is_first_on_terminal = is_terminal_ && !drawn_;
  const auto pause = is_terminal_ ? std::chrono::milliseconds(100) : std::chrono::seconds(5);
  if (!shown_ || (!is_first_on_terminal && now - last_ < pause)) return;
  last_ = now;
  drawn_ = true;
  std::string line = what_ + ' ' + std::to_string(done);
  if (total != 0) line += '/' + std::to_string(total);
  if (!is_terminal_) {
    write_line(std::move(line));
    return;
  }
  constexpr std::size_t kWidth = 30;
  const std::size_t filled = total == 0 ? 0 : std::min(kWidth, done * kWidth / total);
  line = "\r\x1b[K[" + std::string(filled, '#') + std::string(kWidth - filled, ' ') + "] " + line;
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace banxin::cli
