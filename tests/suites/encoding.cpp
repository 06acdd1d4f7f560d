// banxin_encoding DIR: runs what the suites say about encodings: html5lib's encoding tests (*.dat)
// and the pages of charset/expected.json. Ends with the line `N passed, M failed`.
#include <nlohmann/json.hpp>

#include "input/encoding.h"
#include "suites/score.h"

namespace banxin::suites {
namespace {

void check(Score& score, bool passed, const std::string& name, const std::string& why) {
  ++(passed ? score.passed : score.failed);
  if (!passed) std::printf("FAILED %s: %s\n", name.c_str(), why.c_str());
}

std::string wrong(const std::string& wanted, input::Encoding found) {
  std::string why = "expected ";
  why += wanted;
  why += ", got ";
  why += input::encoding_name(found);
  return why;
}

// A test is `#data`, its bytes, `#encoding`, a label.
void run_html5lib(const std::string& folder, Score& score) {
  for (const auto& path : files_of(folder, ".dat")) {
    const std::string text = '\n' + read_file(path);
    std::size_t number = 0;
    for (std::size_t at = text.find("\n#data\n"); at != std::string::npos;) {
      const std::size_t data = at + 7;
      const std::size_t middle = text.find("\n#encoding\n", data);
      if (middle == std::string::npos) break;
      const std::size_t label = middle + 11;
      const std::string wanted = text.substr(label, text.find('\n', label) - label);
      // The suite does not stop after 1024 bytes.
      const std::string bytes = text.substr(data, middle - data + 1);
      input::SniffedEncoding found = input::sniff_encoding(bytes, {});
      if (found.source == input::EncodingSource::Default) found = input::prescan_encoding(bytes);
      check(score, input::find_encoding(wanted) == found.encoding,
            path.filename().string().append(" ").append(std::to_string(++number)),
            wrong(wanted, found.encoding));
      at = text.find("\n#data\n", label);
    }
  }
}

void run_charset(const std::string& folder, Score& score) {
  const auto expected = nlohmann::json::parse(read_file(folder + "/expected.json"), nullptr, false);
  if (expected.is_discarded()) return;
  const std::filesystem::path files = folder + "/files";
  for (const auto& [name, row] : expected.items()) {
    input::EncodingOptions options;
    if (row["http"].is_string()) options.transport_label = row["http"];
    Diagnostics diagnostics;
    const input::DecodedText found =
        input::decode_text(read_file(files / name), options, name, diagnostics);
    const std::string wanted = row["whatwg"];
    check(score, input::encoding_name(found.encoding) == wanted, name,
          wrong(wanted, found.encoding));
    if (row["sense"] != row["whatwg"]) continue;  // statistics are another stage's
    check(score, found.text.find(row["text"].get<std::string>()) != std::string::npos, name,
          "the text is not in the output");
  }
}

}  // namespace
}  // namespace banxin::suites

// NOLINTNEXTLINE(bugprone-exception-escape): only a broken suite throws, and that may end it.
int main(int argument_count, char** arguments) {
  using namespace banxin::suites;
  if (argument_count != 2) {
    std::fprintf(stderr, "usage: banxin_encoding DIR   (with html5lib-tests/ and charset/)\n");
    return 2;
  }
  const std::string folder = arguments[1];
  Score score;
  run_html5lib(folder + "/html5lib-tests/encoding", score);
  run_charset(folder + "/charset", score);
  if (score.total() == 0) {
    std::printf("skipped: no encoding tests in %s\n", folder.c_str());
    return kSkipped;
  }
  std::printf("%zu passed, %zu failed\n", score.passed, score.failed);
  return score.failed == 0 ? 0 : 1;
}
