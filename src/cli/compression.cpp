// The level at which Cairo compresses what it writes: it asks zlib for the default, 6, and offers
// no choice. A page of text takes 4 half the time, for 12 % more bytes of page content (3 to 4 % of
// a file). The program's own deflateInit_ stands before zlib's, as its malloc does (allocator.cpp).
#include <zlib.h>

extern "C" int deflateInit_(z_streamp stream, int level, const char* version, int stream_size) {
  constexpr int kFast = 4;
  return deflateInit2_(stream, level == Z_DEFAULT_COMPRESSION ? kFast : level, Z_DEFLATED,
                       MAX_WBITS, 8, Z_DEFAULT_STRATEGY, version, stream_size);
}
