#include "language/gap_model.h"

#include <cmath>
#include <cstring>

#include "base/assert.h"
#include "language/embedded.h"
#include "language/sorted_codes.h"

namespace banxin::language {
namespace {

// Before the network: u32 count of characters, their shares as float32, the characters as u16, and
// as many bytes as it takes to end at a multiple of four.
std::size_t count_in(EmbeddedFile file) {
  std::uint32_t count = 0;
  BANXIN_ASSERT(file.size > sizeof count, "gap_model.bin is cut");
  std::memcpy(&count, file.data, sizeof count);
  return count;
}

EmbeddedFile network_in(EmbeddedFile file) {
  const std::size_t head = (4 + count_in(file) * 6 + 3) / 4 * 4;
  BANXIN_ASSERT(file.size > head, "gap_model.bin is cut");
  return {file.data + head, file.size - head};
}

}  // namespace

GapModel::GapModel() : network_(network_in(embedded_gap_model())) {
  const EmbeddedFile file = embedded_gap_model();
  const std::size_t count = count_in(file);
  usual_ = {reinterpret_cast<const float*>(file.data + 4), count};
  characters_ = {reinterpret_cast<const std::uint16_t*>(file.data + 4 + count * 4), count};
  BANXIN_ASSERT(network_.answers() == count && network_.positions() == 2 * kReach,
                "gap_model.bin is of another form");
}

int GapModel::find(char32_t character) const {
  return answer_of(characters_, character);
}

int GapModel::usual_cost(std::size_t index) const {
  return static_cast<int>(std::lround(-4 * usual_[index]));
}

std::vector<int> GapModel::costs(const Context& context) const {
  const std::vector<float> answers = network_.ask(context);
  std::vector<int> out(answers.size());
  for (std::size_t i = 0; i < answers.size(); ++i)
    out[i] = static_cast<int>(std::lround(4 * (usual_[i] - answers[i])));
  return out;
}

}  // namespace banxin::language
