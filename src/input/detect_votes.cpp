#include "input/detect_votes.h"

#include <uchardet/uchardet.h>
#include <unicode/ucsdet.h>

#include <memory>

namespace banxin::input {
namespace {

struct CloseUchardet {
  void operator()(uchardet* detector) const { uchardet_delete(detector); }
};
struct CloseIcu {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

std::optional<Encoding> find_voted(std::string_view name) {
  if (name == "ASCII" || name.empty()) return std::nullopt;
  if (name == "GB18030") return Encoding::Gbk;
  if (name == "UHC") return Encoding::EucKr;
  if (name == "CP949") return Encoding::EucKr;
  return find_encoding(name);
}

}  // namespace

std::optional<Encoding> uchardet_vote(std::string_view bytes) {
  const std::unique_ptr<uchardet, CloseUchardet> detector(uchardet_new());
  if (!detector || uchardet_handle_data(detector.get(), bytes.data(), bytes.size()) != 0) {
    return std::nullopt;
  }
  uchardet_data_end(detector.get());
  return find_voted(uchardet_get_charset(detector.get()));
}

std::optional<Encoding> icu_vote(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseIcu> detector(ucsdet_open(&status));
  if (U_FAILURE(status)) return std::nullopt;
  ucsdet_setText(detector.get(), bytes.data(), static_cast<int32_t>(bytes.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr) return std::nullopt;
  const char* name = ucsdet_getName(match, &status);
  if (U_FAILURE(status) || name == nullptr || ucsdet_getConfidence(match, &status) < 20) {
    return std::nullopt;
  }
  return find_voted(name);
}

}  // namespace banxin::input
