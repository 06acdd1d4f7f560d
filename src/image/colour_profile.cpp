#include "image/colour_profile.h"

#include <lcms2.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <vector>

namespace banxin::image {
namespace {

struct CloseProfile {
  void operator()(void* profile) const { cmsCloseProfile(profile); }
};
struct DeleteTransform {
  void operator()(void* transform) const { cmsDeleteTransform(transform); }
};
using Profile = std::unique_ptr<void, CloseProfile>;
using Transform = std::unique_ptr<void, DeleteTransform>;

Transform make_transform(std::string_view bytes,
                         cmsColorSpaceSignature space,
                         cmsUInt32Number from) {
  if (bytes.size() < 128 || bytes.size() > std::numeric_limits<cmsUInt32Number>::max()) return {};
  const Profile source(
      cmsOpenProfileFromMem(bytes.data(), static_cast<cmsUInt32Number>(bytes.size())));
  if (source == nullptr || cmsGetColorSpace(source.get()) != space) return {};
  const Profile srgb(cmsCreate_sRGBProfile());
  return Transform(cmsCreateTransform(source.get(), from, srgb.get(), TYPE_RGBA_8,
                                      INTENT_RELATIVE_COLORIMETRIC,
                                      cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_COPY_ALPHA));
}

bool says_srgb(std::string_view profile) {
  // Most pictures carry some maker's sRGB: converting would cost time and change nothing.
  return profile.substr(0, 4096).find("sRGB") != std::string_view::npos;
}

constexpr std::size_t kBlock = 4096;

}  // namespace

void convert_to_srgb(std::span<std::uint8_t> rgba, std::string_view profile) {
  if (says_srgb(profile)) return;
  const Transform transform = make_transform(profile, cmsSigRgbData, TYPE_RGBA_8);
  if (transform == nullptr) return;
  for (std::size_t at = 0; at < rgba.size(); at += kBlock * 4) {
    const std::size_t pixels = std::min(kBlock, (rgba.size() - at) / 4);
    cmsDoTransform(transform.get(), rgba.data() + at, rgba.data() + at,
                   static_cast<cmsUInt32Number>(pixels));
  }
}

// NOLINTNEXTLINE(readability-function-size): blocks, pixels, channels
void convert_cmyk(std::span<std::uint8_t> cmyk, std::string_view profile, bool inverted) {
  const Transform transform =
      make_transform(profile, cmsSigCmykData, inverted ? TYPE_CMYK_8_REV : TYPE_CMYK_8);
  std::vector<std::uint8_t> block(kBlock * 4);
  for (std::size_t at = 0; at < cmyk.size(); at += kBlock * 4) {
    const std::size_t pixels = std::min(kBlock, (cmyk.size() - at) / 4);
    std::uint8_t* out = cmyk.data() + at;
    if (transform != nullptr) {
      std::copy_n(out, pixels * 4, block.data());
      cmsDoTransform(transform.get(), block.data(), out, static_cast<cmsUInt32Number>(pixels));
    }
    for (std::size_t i = 0; i < pixels; ++i, out += 4) {
      if (transform == nullptr) {
        const int black = inverted ? out[3] : 255 - out[3];
        for (int c = 0; c < 3; ++c) {
          const int ink = inverted ? out[c] : 255 - out[c];
          out[c] = static_cast<std::uint8_t>(ink * black / 255);
        }
      }
      out[3] = 255;
    }
  }
}

}  // namespace banxin::image
