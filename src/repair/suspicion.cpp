#include "repair/suspicion.h"

#include <algorithm>

#include "base/utf8.h"
#include "repair/realign.h"
#include "repair/recode_single.h"
#include "repair/text_traits.h"

namespace banxin::repair {
namespace {

using language::HanModel;

// OPTIMIZATION: what is_suspicious() asks, loosely and in one pass over the bytes: no for nearly
// every line of clean text.
class FirstLook {
 public:
  explicit FirstLook(const HanModel& model) : model_(model) {}
  void ascii(char32_t c);
  void wide(char32_t c);
  bool suspicious() const {
    const bool bytes = high_ && !foreign_;
    return found_ || (ampersand_ && hash_) || bytes || is_dear();
  }

 private:
  bool is_dear() const { return count_ > 0 && sum_ >= std::int64_t{kDear} * count_; }
  static constexpr int kDear = 50;     // as in reads_badly()
  static constexpr int kStrange = 62;  // as in may_be_out_of_step()

  const HanModel& model_;
  std::int64_t sum_ = 0;
  std::int64_t count_ = 0;
  char32_t before_ = 0;
  int run_ = 0;
  int since_sign_ = 100;
  bool ampersand_ = false;
  bool hash_ = false;
  bool high_ = false;
  bool foreign_ = false;
  bool found_ = false;
};

void FirstLook::ascii(char32_t c) {
  ampersand_ = ampersand_ || c == '&';
  hash_ = hash_ || c == '#';
  if (c == '?') since_sign_ = 0;
  // The traces of a cut: ?! and ??.
  found_ = found_ || ((c == '!' || c == '?') && before_ == '?');
  ++since_sign_;
  before_ = c;
}

void FirstLook::wide(char32_t c) {
  found_ = found_ || c == kReplacementCharacter || c == U'□' || c == U'锟' || before_ == '?';
  const int cost = model_.cost(model_.token(c));
  sum_ += cost;
  ++count_;
  if (c < 0x100 || (c >= 0x152 && c < 0x2123 && is_single_byte_character(c))) {
    high_ = true;
  } else {
    foreign_ = true;
  }
  const bool strange = cost >= kStrange && (HanModel::is_covered(c) || c >= 0xE000);
  run_ = strange ? run_ + 2 : std::max(0, run_ - 1);
  found_ = found_ || run_ >= 4 || (strange && since_sign_ <= 6);
  ++since_sign_;
  before_ = c;
}

}  // namespace

bool has_loss_mark(std::u32string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == kReplacementCharacter || line[i] == U'□' || line[i] == U'锟') return true;
    if (line[i] == '?' && i > 0 && i + 1 < line.size() && HanModel::is_covered(line[i - 1]) &&
        HanModel::is_covered(line[i + 1])) {
      return true;
    }
  }
  return false;
}

bool is_listing(std::u32string_view line) {
  std::size_t pairs = 0;
  std::size_t next = 0;
  char32_t before = 0;
  for (const char32_t c : line) {
    if (c < 0x80) continue;
    pairs += before != 0 ? 1 : 0;
    next += before != 0 && c > before && c - before <= 4 ? 1 : 0;
    before = c;
  }
  return pairs >= 3 && next * 2 > pairs;
}

bool is_suspicious(std::u32string_view line, const HanModel& model, const LineOptions& options) {
  const bool references = options.references == References::Text &&
                          line.find(U'#') != std::u32string_view::npos &&
                          line.find(U'&') != std::u32string_view::npos;
  return references || shows_bytes(line) || has_loss_mark(line) || reads_badly(line, model) ||
         may_be_out_of_step(line, model);
}

bool may_be_suspicious(std::string_view text, const HanModel& model) {
  FirstLook look(model);
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      look.ascii(byte);
      ++at;
      continue;
    }
    const DecodedCharacter c = decode_utf8(text, at);
    look.wide(c.code_point);
    at += c.length;
  }
  return look.suspicious();
}

}  // namespace banxin::repair
