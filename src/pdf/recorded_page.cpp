#include "pdf/recorded_page.h"

#include <array>
#include <cstring>

namespace banxin::pdf {
namespace {

// One control byte a glyph; what it does not name is as in the glyph before.
constexpr unsigned kAdvance = 1;  // 4 bytes
constexpr unsigned kXOffset = 2;  // 4 bytes; 0 when it is not set
constexpr unsigned kYOffset = 4;  // 4 bytes; 0 when it is not set
constexpr unsigned kCluster = 8;  // 4 bytes; else the last step again
constexpr unsigned kWideId = 16;  // 4 bytes instead of 2

constexpr std::size_t kMostBytes = 1 + 5 * 4;  // of one glyph

void put(char*& out, std::uint32_t value, std::size_t size) {
  std::memcpy(out, &value, 4);  // of which `size` count
  out += size;
}

struct State {
  std::int32_t advance = 0;
  std::uint32_t cluster = 0;
  std::uint32_t step = 0;
};

void pack(char*& out, const paint::Glyph& glyph, State& state) {
  unsigned control = 0;
  const std::uint32_t step = glyph.cluster - state.cluster;
  if (glyph.advance.raw() != state.advance) control |= kAdvance;
  if (glyph.x_offset.raw() != 0) control |= kXOffset;
  if (glyph.y_offset.raw() != 0) control |= kYOffset;
  if (step != state.step) control |= kCluster;
  if (glyph.id > 0xFFFF) control |= kWideId;
  *out++ = static_cast<char>(control);
  put(out, glyph.id, (control & kWideId) != 0 ? 4 : 2);
  if ((control & kAdvance) != 0) put(out, static_cast<std::uint32_t>(glyph.advance.raw()), 4);
  if ((control & kXOffset) != 0) put(out, static_cast<std::uint32_t>(glyph.x_offset.raw()), 4);
  if ((control & kYOffset) != 0) put(out, static_cast<std::uint32_t>(glyph.y_offset.raw()), 4);
  if ((control & kCluster) != 0) put(out, glyph.cluster, 4);
  state = {glyph.advance.raw(), glyph.cluster, step};
}

class Unpacker {
 public:
  explicit Unpacker(const std::string& codes) : at_(codes.data()) {}

  paint::Glyph next() {
    const auto control = static_cast<unsigned char>(*at_++);
    paint::Glyph glyph;
    glyph.id = take((control & kWideId) != 0 ? 4 : 2);
    if ((control & kAdvance) != 0) state_.advance = signed_number();
    glyph.advance = Unit::from_raw(state_.advance);
    if ((control & kXOffset) != 0) glyph.x_offset = Unit::from_raw(signed_number());
    if ((control & kYOffset) != 0) glyph.y_offset = Unit::from_raw(signed_number());
    glyph.cluster = (control & kCluster) != 0 ? take(4) : state_.cluster + state_.step;
    state_.step = glyph.cluster - state_.cluster;
    state_.cluster = glyph.cluster;
    return glyph;
  }

 private:
  std::uint32_t take(std::size_t size) {
    std::uint32_t value = 0;
    std::memcpy(&value, at_, size);
    at_ += size;
    return value;
  }
  std::int32_t signed_number() { return static_cast<std::int32_t>(take(4)); }

  const char* at_;
  State state_;
};

}  // namespace

RecordedPage::RecordedPage(paint::DisplayList list) : list_(std::move(list)) {
  State state;
  std::array<char, 4096> buffer{};
  char* end = buffer.data();
  for (const paint::Glyph& glyph : list_.glyphs) {
    if (end > buffer.data() + buffer.size() - kMostBytes - 4) {
      codes_.append(buffer.data(), end);
      end = buffer.data();
    }
    pack(end, glyph, state);
  }
  codes_.append(buffer.data(), end);
  codes_.shrink_to_fit();
  list_.items.shrink_to_fit();
  list_.text.shrink_to_fit();
  glyph_count_ = list_.glyphs.size();
  std::vector<paint::Glyph>().swap(list_.glyphs);
}

paint::DisplayList RecordedPage::unpack() const {
  paint::DisplayList list = list_;
  Unpacker unpacker(codes_);
  list.glyphs.resize(glyph_count_);
  for (paint::Glyph& glyph : list.glyphs)
    glyph = unpacker.next();
  return list;
}

std::size_t RecordedPage::bytes() const {
  return sizeof(*this) + codes_.size() + list_.text.size() +
         list_.items.size() * sizeof(paint::Item);
}

}  // namespace banxin::pdf
