// The program's own deflate: what goes in comes out of zlib's inflate, in whatever pieces the
// caller gives and takes.
#include <doctest/doctest.h>
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <string>

namespace {

// Does not repeat itself: zlib makes it no shorter.
std::string noise(std::size_t length) {
  std::string bytes;
  std::uint32_t state = 2463534242U;
  while (bytes.size() < length) {
    state ^= state << 13U;
    state ^= state >> 17U;
    state ^= state << 5U;
    bytes += static_cast<char>(state);
  }
  return bytes;
}

// As Cairo's stream does it: pieces of `step` in, out as often as a buffer of `room` is full.
std::string compress(const std::string& text, std::size_t step, std::size_t room, int level) {
  z_stream stream{};
  REQUIRE(deflateInit(&stream, level) == Z_OK);
  std::string packed;
  std::string buffer(room, '\0');
  const auto run = [&](const char* from, std::size_t size, int flush) {
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(from));
    stream.avail_in = static_cast<uInt>(size);
    int result = Z_OK;
    do {
      stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
      stream.avail_out = static_cast<uInt>(room);
      result = deflate(&stream, flush);
      packed.append(buffer, 0, room - stream.avail_out);
    } while (result == Z_OK && (stream.avail_in > 0 || flush == Z_FINISH));
    CHECK(result == (flush == Z_FINISH ? Z_STREAM_END : Z_OK));
  };
  for (std::size_t at = 0; at < text.size(); at += step)
    run(text.data() + at, std::min(step, text.size() - at), Z_NO_FLUSH);
  run(text.data(), 0, Z_FINISH);
  CHECK(stream.total_in == text.size());
  CHECK(stream.total_out == packed.size());
  REQUIRE(deflateEnd(&stream) == Z_OK);
  return packed;
}

std::string unpack(const std::string& packed, std::size_t length) {
  std::string text(length + 1, '\0');
  uLongf size = text.size();
  REQUIRE(uncompress(reinterpret_cast<Bytef*>(text.data()), &size,
                     reinterpret_cast<const Bytef*>(packed.data()), packed.size()) == Z_OK);
  text.resize(size);
  return text;
}

}  // namespace

TEST_CASE("a stream at the default level comes back, short or long, in pieces of any size") {
  const std::size_t limit = std::size_t{1} << 20U;
  const std::string bytes = noise(3 * limit);
  for (const std::size_t length :
       {std::size_t{0}, std::size_t{1}, std::size_t{70'000}, limit, limit + 1, 3 * limit}) {
    const std::string text = bytes.substr(0, length);
    for (const std::size_t room : {std::size_t{500}, std::size_t{16'384}}) {
      CAPTURE(length);
      CAPTURE(room);
      CHECK(unpack(compress(text, 16'384, room, Z_DEFAULT_COMPRESSION), length) == text);
    }
  }
  CHECK(unpack(compress(bytes, bytes.size(), 16'384, Z_DEFAULT_COMPRESSION), bytes.size()) ==
        bytes);
}

TEST_CASE("a stream that repeats itself gets short, long or not") {
  const std::string page(100'000, 'x');
  CHECK(compress(page, 16'384, 16'384, Z_DEFAULT_COMPRESSION).size() < 1'000);
  const std::string picture(5'000'000, 'x');
  const std::string packed = compress(picture, 16'384, 16'384, Z_DEFAULT_COMPRESSION);
  CHECK(packed.size() < 40'000);
  CHECK(unpack(packed, picture.size()) == picture);
}

TEST_CASE("other levels are zlib's") {
  const std::string text = noise(50'000) + std::string(50'000, ' ');
  for (const int level : {Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION}) {
    CHECK(unpack(compress(text, 4'096, 1'000, level), text.size()) == text);
  }
  CHECK(compress(text, 4'096, 1'000, Z_NO_COMPRESSION).size() > text.size());
}

TEST_CASE("a stream given up half-way leaves nothing behind, and is no stream of zlib's") {
  for (const std::size_t length : {std::size_t{1'000}, std::size_t{2'000'000}}) {
    const std::string text = noise(length);
    std::string out(10'000, '\0');
    z_stream stream{};
    REQUIRE(deflateInit(&stream, Z_DEFAULT_COMPRESSION) == Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    CHECK(deflate(&stream, Z_NO_FLUSH) == Z_OK);
    CHECK(deflateReset(&stream) == Z_STREAM_ERROR);
    CHECK(deflateEnd(&stream) == Z_OK);
  }
}
