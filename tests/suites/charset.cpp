// banxin_charset DIR: the second opinion on the pages of charset/expected.json: their text must
// come out under the encoding that makes sense of them (`sense`), and stay under a right label.
// Ends with the line `N passed, M failed`.
#include <nlohmann/json.hpp>

#include "input/detect.h"
#include "suites/score.h"

namespace banxin::suites {
namespace {

void run(const std::string& folder, Score& score) {
  const auto expected = nlohmann::json::parse(read_file(folder + "/expected.json"), nullptr, false);
  if (expected.is_discarded()) return;
  for (const auto& [name, row] : expected.items()) {
    input::EncodingOptions options;
    if (row["http"].is_string()) options.transport_label = row["http"];
    Diagnostics diagnostics;
    const input::DecodedText found =
        input::decode_document(read_file(folder + "/files/" + name), options, name, diagnostics);
    const std::string wanted = row["sense"];
    const bool text = found.text.find(row["text"].get<std::string>()) != std::string::npos;
    const bool passed = text && input::encoding_name(found.encoding) == wanted;
    ++(passed ? score.passed : score.failed);
    if (passed) continue;
    std::printf("FAILED %s: expected %s, got %s%s\n", name.c_str(), wanted.c_str(),
                std::string(input::encoding_name(found.encoding)).c_str(),
                text ? "" : ", and the text is not there");
  }
}

}  // namespace
}  // namespace banxin::suites

int main(int argument_count, char** arguments) {
  using namespace banxin::suites;
  if (argument_count != 2) return 2;
  const std::string folder = std::string(arguments[1]) + "/charset";
  if (!std::filesystem::exists(folder)) {
    std::printf("skipped: %s is not there\n", folder.c_str());
    return kSkipped;
  }
  Score score;
  run(folder, score);
  std::printf("%zu passed, %zu failed\n", score.passed, score.failed);
  return score.failed == 0 ? 0 : 1;
}
