#include "css/cursor.h"

#include <algorithm>

namespace banxin::css {

TokenCursor TokenCursor::enter() {
  const std::uint32_t open = at_;
  step();
  const std::uint32_t close = std::min(tokens_[open].partner, end_);
  skip_spaces();
  return range(open + 1, close);
}

bool TokenCursor::take(TokenType wanted) {
  if (type() != wanted) return false;
  skip();
  return true;
}

bool TokenCursor::take_delim(char c) {
  if (!is_delim(c)) return false;
  skip();
  return true;
}

bool TokenCursor::take_ident(std::string_view lower) {
  if (!is_ident(lower)) return false;
  skip();
  return true;
}

std::string_view TokenCursor::slice(const TokenCursor& until) const {
  const std::uint32_t begin = offset();
  const std::uint32_t end = until.offset();
  return trim(source_.substr(begin, end > begin ? end - begin : 0));
}

std::string_view TokenCursor::rest() const {
  return trim(source_.substr(offset(), end_offset() > offset() ? end_offset() - offset() : 0));
}

}  // namespace banxin::css
