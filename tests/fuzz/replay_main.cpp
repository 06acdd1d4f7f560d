// Runs a fuzz target without libFuzzer: every file of the folders that are named, cut at several
// places, and mutated by a generator that does the same on every run.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

#include "suites/score.h"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it so.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void run(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

class Mutator {
 public:
  std::size_t below(std::size_t limit) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state_ >> 33U) % limit;
  }

  // A byte changed, a piece repeated, or a piece taken out; a few times over.
  std::string mutated(std::string bytes) {
    for (std::size_t i = 0; i < 1 + below(6) && !bytes.empty(); ++i) {
      const std::size_t at = below(bytes.size());
      const std::size_t length = 1 + below(std::min<std::size_t>(bytes.size() - at, 40));
      switch (below(3)) {
        case 0:
          bytes[at] = static_cast<char>(below(256));
          break;
        case 1:
          bytes.insert(below(bytes.size()), bytes.substr(at, length));
          break;
        default:
          bytes.erase(at, length);
      }
    }
    return bytes;
  }

 private:
  std::uint64_t state_ = 1;
};

}  // namespace

int main(int argument_count, char** arguments) {
  constexpr int kMutations = BANXIN_MUTATIONS;
  Mutator mutator;
  std::size_t inputs = 0;
  run({});
  for (int i = 1; i < argument_count; ++i) {
    for (const auto& path : banxin::suites::files_of(arguments[i])) {
      const std::string bytes = banxin::suites::read_file(path);
      run(bytes);
      for (std::size_t cut = 1; cut < 16; ++cut)
        run(bytes.substr(0, bytes.size() * cut / 16));
      for (int mutation = 0; mutation < kMutations; ++mutation)
        run(mutator.mutated(bytes));
      ++inputs;
    }
  }
  std::printf("%zu inputs of the corpus ran, with %d mutations each\n", inputs, kMutations);
  return inputs == 0 ? 1 : 0;
}
