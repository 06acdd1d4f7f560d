#pragma once
// The end of a PDF file, written again: Cairo 1.16 knows no document language, writes dates that
// readers refuse and the time of day, and gives no file identifier.
#include <string>

#include "base/result.h"

namespace banxin::pdf {

struct Metadata {
  std::string title, author, subject, keywords, creator;
  std::string language;  // BCP 47
  // ISO 8601, "2024-05-01" or with a time; "" leaves it out.
  std::string created, modified;
  bool right_to_left = false;  // pages turn from right to left
};

// `file` as Cairo wrote it. Fails on anything else, which would be a bug of ours.
Result<std::string> rewrite_tail(std::string file, const Metadata& metadata);

}  // namespace banxin::pdf
