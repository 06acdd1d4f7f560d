// How Cairo's streams are compressed. It hands them to zlib at the default level, which took a
// tenth of the time of a page of text, and offers no choice; libdeflate makes the same bytes in two
// fifths of zlib's time, but only from a stream that is there as a whole. The program's own
// deflateInit_, deflate and deflateEnd stand before zlib's, as its malloc does (allocator.cpp):
// a stream begun at the default level is gathered and compressed when it ends; long ones (pictures)
// and all others are zlib's. docs/decisions/0005-around-cairo.md has the figures.
#include <dlfcn.h>
#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <memory>
#include <new>
#include <string>

namespace {

constexpr int kLevel = 1;                                // of libdeflate
constexpr int kLevelOfLong = 4;                          // of zlib
constexpr std::size_t kLongest = std::size_t{1} << 20U;  // a page of text is a tenth of it

using Deflate = int(z_streamp, int);
using DeflateEnd = int(z_streamp);

Deflate* zlib_deflate() {
  static Deflate* const kNext = reinterpret_cast<Deflate*>(dlsym(RTLD_NEXT, "deflate"));
  return kNext;
}

DeflateEnd* zlib_end() {
  static DeflateEnd* const kNext = reinterpret_cast<DeflateEnd*>(dlsym(RTLD_NEXT, "deflateEnd"));
  return kNext;
}

class Stream {
 public:
  ~Stream() {
    if (is_long_) zlib_end()(&zlib_);
  }

  // As zlib's deflate, for the flushes that end a stream or do not.
  int deflate(z_stream& caller, int flush) {
    if (!is_packed_) {
      take(caller);
      const bool ends = flush == Z_FINISH;
      if (!is_long_ && !ends && gathered_.size() <= kLongest) return Z_OK;
      if (!is_long_ && ends) return pack() ? give(caller) : Z_MEM_ERROR;
      return go_on(caller, flush);
    }
    return give(caller);
  }

 private:
  void take(z_stream& caller) {
    gathered_.append(reinterpret_cast<const char*>(caller.next_in), caller.avail_in);
    caller.next_in += caller.avail_in;
    caller.total_in += caller.avail_in;
    caller.avail_in = 0;
  }

  bool pack() {
    const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
        libdeflate_alloc_compressor(kLevel), libdeflate_free_compressor);
    if (compressor == nullptr) return false;
    std::string packed(libdeflate_zlib_compress_bound(compressor.get(), gathered_.size()), '\0');
    packed.resize(libdeflate_zlib_compress(compressor.get(), gathered_.data(), gathered_.size(),
                                           packed.data(), packed.size()));
    gathered_ = std::move(packed);
    is_packed_ = true;
    return true;
  }

  int give(z_stream& caller) {
    const auto length =
        static_cast<uInt>(std::min<std::size_t>(caller.avail_out, gathered_.size() - done_));
    std::copy_n(gathered_.data() + done_, length, reinterpret_cast<char*>(caller.next_out));
    done_ += length;
    caller.next_out += length;
    caller.total_out += length;
    caller.avail_out -= length;
    return done_ == gathered_.size() ? Z_STREAM_END : Z_OK;
  }

  // A long stream, by zlib: what was gathered goes through it as room for output comes.
  int go_on(z_stream& caller, int flush) {
    if (!is_long_) {
      if (const int failure =
              deflateInit2(&zlib_, kLevelOfLong, Z_DEFLATED, MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
          failure != Z_OK) {
        return failure;
      }
      is_long_ = true;
    }
    zlib_.next_in = reinterpret_cast<Bytef*>(gathered_.data()) + done_;
    zlib_.avail_in = static_cast<uInt>(gathered_.size() - done_);
    zlib_.next_out = caller.next_out;
    zlib_.avail_out = caller.avail_out;
    const int result = zlib_deflate()(&zlib_, flush);
    done_ = gathered_.size() - zlib_.avail_in;
    if (done_ == gathered_.size() || done_ > kLongest) {
      gathered_.erase(0, done_);
      done_ = 0;
    }
    caller.total_out += caller.avail_out - zlib_.avail_out;
    caller.next_out = zlib_.next_out;
    caller.avail_out = zlib_.avail_out;
    return result;
  }

  // Read by zlib where it is given a stream of ours: not the stream's own address, so not its
  // state.
  [[maybe_unused]] const void* no_owner_ = nullptr;
  std::string gathered_;  // the input, then the whole output
  std::size_t done_ = 0;  // of it: put through zlib, or handed out
  bool is_packed_ = false;
  bool is_long_ = false;
  z_stream zlib_{};
};

// What tells our streams: zlib fills zalloc of its own with another function.
voidpf mark(voidpf /*opaque*/, uInt /*items*/, uInt /*size*/) {
  return nullptr;
}

Stream* ours(const z_stream* stream) {
  if (stream == nullptr || stream->zalloc != mark) return nullptr;
  return reinterpret_cast<Stream*>(stream->state);
}

}  // namespace

extern "C" int deflateInit_(z_streamp stream, int level, const char* version, int stream_size) {
  const bool wants_default = stream != nullptr && level == Z_DEFAULT_COMPRESSION &&
                             stream->zalloc == nullptr && stream_size == sizeof(z_stream);
  auto* const own = wants_default ? new (std::nothrow) Stream : nullptr;
  if (own == nullptr) {
    return deflateInit2_(stream, level, Z_DEFLATED, MAX_WBITS, 8, Z_DEFAULT_STRATEGY, version,
                         stream_size);
  }
  stream->zalloc = mark;
  stream->state = reinterpret_cast<internal_state*>(own);
  stream->total_in = 0;
  stream->total_out = 0;
  stream->msg = nullptr;
  return Z_OK;
}

extern "C" int deflate(z_streamp stream, int flush) {
  Stream* const own = ours(stream);
  if (own == nullptr) return zlib_deflate()(stream, flush);
  try {
    return own->deflate(*stream, flush);
  } catch (const std::bad_alloc&) {
    return Z_MEM_ERROR;
  }
}

extern "C" int deflateEnd(z_streamp stream) {
  Stream* const own = ours(stream);
  if (own == nullptr) return zlib_end()(stream);
  delete own;
  stream->zalloc = nullptr;
  stream->state = nullptr;
  return Z_OK;
}
