#pragma once
// MappedFace: a Face over the bytes of a font file. Installed files are mapped by HarfBuzz and
// never copied; an @font-face keeps its decompressed bytes.
#include <array>
#include <memory>
#include <string>

#include "base/result.h"
#include "font/face.h"

struct hb_blob_t;

namespace banxin::font {

class MappedFace final : public Face {
 public:
  static Result<std::unique_ptr<MappedFace>> load_file(const std::string& path,
                                                       unsigned index,
                                                       std::uint32_t id);
  // `name` stands for the path in messages.
  static Result<std::unique_ptr<MappedFace>> load_bytes(std::string bytes,
                                                        const std::string& name,
                                                        std::uint32_t id);
  ~MappedFace() override;
  MappedFace(const MappedFace&) = delete;
  MappedFace& operator=(const MappedFace&) = delete;

  std::uint32_t id() const override { return id_; }
  std::span<const char> bytes() const override { return bytes_; }
  unsigned index() const override { return index_; }
  const std::string& path() const override { return path_; }
  const std::string& postscript_name() const override { return postscript_name_; }
  const FaceMetrics& metrics() const override { return metrics_; }
  std::uint32_t glyph(char32_t code_point) const override;
  bool has_colour() const override { return has_colour_; }
  bool is_embeddable() const override { return is_embeddable_; }
  hb_face_t* harfbuzz_face() const override { return face_; }
  hb_font_t* harfbuzz_font() const override { return font_; }

 private:
  MappedFace() = default;
  static Result<std::unique_ptr<MappedFace>> open(hb_blob_t* blob,
                                                  const std::string& path,
                                                  unsigned index,
                                                  std::uint32_t id);
  void read_metrics();
  void read_names();

  std::uint32_t id_ = 0;
  unsigned index_ = 0;
  bool has_colour_ = false;
  bool is_embeddable_ = true;
  std::string path_;
  std::string postscript_name_;
  std::span<const char> bytes_;
  FaceMetrics metrics_;
  hb_face_t* face_ = nullptr;
  hb_font_t* font_ = nullptr;
};

}  // namespace banxin::font
