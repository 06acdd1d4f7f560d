// WebP through libwebp: the picture, or the first frame of an animation.
#include <webp/decode.h>
#include <webp/demux.h>

#include <memory>

#include "image/codecs.h"
#include "image/orientation.h"

namespace banxin::image {
namespace {

struct Delete {
  void operator()(WebPDemuxer* demuxer) const { WebPDemuxDelete(demuxer); }
};

const std::uint8_t* data(std::string_view bytes) {
  return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

// Calls `use` with a view of the first frame's own bytes and its place on the canvas.
struct Frame {
  std::string_view bytes;
  int x = 0, y = 0;
};
Frame first_frame(const WebPDemuxer* demuxer) {
  Frame frame;
  WebPIterator iterator;
  if (WebPDemuxGetFrame(demuxer, 1, &iterator) == 0) return frame;
  frame.bytes = {reinterpret_cast<const char*>(iterator.fragment.bytes), iterator.fragment.size};
  frame.x = iterator.x_offset;
  frame.y = iterator.y_offset;
  WebPDemuxReleaseIterator(&iterator);
  return frame;
}

std::unique_ptr<WebPDemuxer, Delete> open(std::string_view bytes) {
  const WebPData all{data(bytes), bytes.size()};
  WebPDemuxState state = WEBP_DEMUX_PARSE_ERROR;
  return std::unique_ptr<WebPDemuxer, Delete>(WebPDemuxPartial(&all, &state));
}

Result<Pixels> decode_still(std::string_view bytes, int reduce) {
  WebPDecoderConfig config;
  if (WebPInitDecoderConfig(&config) == 0 ||
      WebPGetFeatures(data(bytes), bytes.size(), &config.input) != VP8_STATUS_OK) {
    return broken("its WebP header is damaged or cut off");
  }
  Pixels pixels;
  pixels.width = std::max(1, config.input.width / reduce);
  pixels.height = std::max(1, config.input.height / reduce);
  pixels.opaque = config.input.has_alpha == 0;
  pixels.rgba.resize(static_cast<std::size_t>(pixels.width) *
                     static_cast<std::size_t>(pixels.height) * 4);
  config.options.use_scaling = reduce > 1 ? 1 : 0;
  config.options.scaled_width = pixels.width;
  config.options.scaled_height = pixels.height;
  config.output.colorspace = MODE_RGBA;
  config.output.is_external_memory = 1;
  config.output.u.RGBA.rgba = pixels.rgba.data();
  config.output.u.RGBA.stride = pixels.width * 4;
  config.output.u.RGBA.size = pixels.rgba.size();
  const VP8StatusCode status = WebPDecode(data(bytes), bytes.size(), &config);
  WebPFreeDecBuffer(&config.output);
  if (status != VP8_STATUS_OK) return broken("its WebP data is damaged or cut off");
  return pixels;
}

Pixels put_on_canvas(const Pixels& frame, const Header& canvas, int left, int top) {
  Pixels pixels;
  pixels.width = canvas.width;
  pixels.height = canvas.height;
  pixels.opaque = false;
  pixels.rgba.assign(
      static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height) * 4, 0);
  const int columns = std::min(frame.width, pixels.width - left);
  for (int y = 0; columns > 0 && y < frame.height && y + top < pixels.height; ++y) {
    const auto from = frame.rgba.begin() + static_cast<std::ptrdiff_t>(y) * frame.width * 4;
    std::copy(
        from, from + static_cast<std::ptrdiff_t>(columns) * 4,
        pixels.rgba.begin() + (static_cast<std::ptrdiff_t>(y + top) * pixels.width + left) * 4);
  }
  return pixels;
}

}  // namespace

Result<Header> read_webp(std::string_view bytes) {
  WebPBitstreamFeatures features;
  if (WebPGetFeatures(data(bytes), bytes.size(), &features) != VP8_STATUS_OK) {
    return broken("its WebP header is damaged or cut off");
  }
  Header header;
  header.format = Format::WebP;
  header.width = features.width;
  header.height = features.height;
  const auto demuxer = open(bytes);
  WebPChunkIterator chunk;
  if (demuxer != nullptr && WebPDemuxGetChunk(demuxer.get(), "EXIF", 1, &chunk) != 0) {
    std::string_view exif(reinterpret_cast<const char*>(chunk.chunk.bytes), chunk.chunk.size);
    if (exif.starts_with(std::string_view("Exif\0\0", 6))) exif.remove_prefix(6);
    header.orientation = read_orientation(exif);
    WebPDemuxReleaseChunkIterator(&chunk);
  }
  return header;
}

Result<Pixels> decode_webp(std::string_view bytes, int reduce) {
  WebPBitstreamFeatures features;
  if (WebPGetFeatures(data(bytes), bytes.size(), &features) != VP8_STATUS_OK) {
    return broken("its WebP header is damaged or cut off");
  }
  if (features.has_animation == 0) return decode_still(bytes, reduce);
  const auto demuxer = open(bytes);
  if (demuxer == nullptr) return broken("its WebP data is damaged or cut off");
  const Frame frame = first_frame(demuxer.get());
  if (frame.bytes.empty()) return broken("it is a WebP animation without a picture");
  Result<Pixels> still = decode_still(frame.bytes, 1);
  if (!still) return still;
  Header canvas;
  canvas.width = features.width;
  canvas.height = features.height;
  if (still.value().width == canvas.width && still.value().height == canvas.height) return still;
  return put_on_canvas(still.value(), canvas, frame.x, frame.y);
}

}  // namespace banxin::image
