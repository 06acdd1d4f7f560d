#include "repair/suspicion.h"

#include <algorithm>

#include "base/utf8.h"
#include "repair/realign.h"
#include "repair/recode_foreign.h"
#include "repair/recode_single.h"
#include "repair/text_traits.h"

namespace banxin::repair {
namespace {

using language::HanModel;

class FirstLook {
 public:
  explicit FirstLook(const HanModel& model) : model_(model) {}
  void ascii(char32_t c);
  void wide(char32_t c);
  Suspicions found() const {
    Suspicions out = found_;
    out.references = ampersand_ && semicolon_;
    out.bytes = high_ && !foreign_;
    out.dear = count_ > 0 && sum_ >= std::int64_t{kDear} * count_;
    return out;
  }

 private:
  static constexpr int kDear = 50;     // as in reads_badly()
  static constexpr int kStrange = 62;  // as in may_be_out_of_step()

  const HanModel& model_;
  Suspicions found_;
  std::int64_t sum_ = 0;
  std::int64_t count_ = 0;
  char32_t before_ = 0;
  int run_ = 0;
  int since_sign_ = 100;
  bool ampersand_ = false;
  bool semicolon_ = false;
  bool high_ = false;
  bool foreign_ = false;
};

void FirstLook::ascii(char32_t c) {
  ampersand_ = ampersand_ || c == '&';
  semicolon_ = semicolon_ || c == ';';
  if (c == '?') since_sign_ = 0;
  // The traces of a cut: ?! and ??.
  found_.step = found_.step || ((c == '!' || c == '?') && before_ == '?');
  ++since_sign_;
  before_ = c;
}

void FirstLook::wide(char32_t c) {
  const int cost = model_.cost_of(c);
  sum_ += cost;
  ++count_;
  if (c == kReplacementCharacter || c == U'□' || c == U'锟' || before_ == '?') {
    found_.loss = true;
    found_.step = found_.step || c == kReplacementCharacter || c == U'！' || c == U'？';
  }
  if (!foreign_) {
    high_ = c < 0x100 || (c >= 0x11E && c < 0x2123 && is_single_byte_character(c));
    foreign_ = !high_;
  }
  const auto is_telling = [](char32_t one) {
    return (one >= 0x102 && one < 0x492) || is_telling_of_pages(one);
  };
  found_.pages =
      found_.pages || (before_ >= 0x80 && c < 0x2600 && (is_telling(c) || is_telling(before_)));
  if (cost >= kStrange && (HanModel::is_covered(c) || c >= 0xE000)) {
    run_ += 2;
    found_.step = found_.step || run_ >= 4 || since_sign_ <= 6;
  } else {
    run_ = std::max(0, run_ - 1);
  }
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

bool is_replaced_throughout(std::u32string_view line) {
  constexpr std::u32string_view kReplaced = U"锟斤拷";
  constexpr int kMany = 3;
  int count = 0;
  for (std::size_t at = line.find(kReplaced); at != std::u32string_view::npos && count < kMany;
       at = line.find(kReplaced, at + kReplaced.size())) {
    ++count;
  }
  return count >= kMany;
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

Suspicions first_look(std::string_view text, const HanModel& model, const LineOptions& options) {
  FirstLook look(model);
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCharacter c = decode_utf8(text, at);
    at += c.length;
    if (c.code_point < 0x80) {
      look.ascii(c.code_point);
    } else {
      look.wide(c.code_point);
    }
  }
  Suspicions out = look.found();
  out.references = out.references && options.references == References::Text;
  return out;
}

bool is_suspicious(std::u32string_view line, const Suspicions& suspicions, const HanModel& model) {
  return suspicions.references || (suspicions.bytes && shows_bytes(line)) ||
         (suspicions.loss && has_loss_mark(line)) ||
         (suspicions.pages && (shows_code_page(line) || may_be_code_page(line))) ||
         (suspicions.dear && reads_badly(line, model)) ||
         (suspicions.step && may_be_out_of_step(line, model));
}

}  // namespace banxin::repair
