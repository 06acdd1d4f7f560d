#pragma once
// Catalog: the installed faces as fontconfig lists them, with their families, weights and coverage.
// Which face is taken is decided by our own rules (CSS Fonts 4 §5), not by fontconfig's, so that
// the same fonts give the same pages on every machine.
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "base/result.h"

struct _FcConfig;
struct _FcCharSet;

namespace banxin::font {

enum class Slant : std::uint8_t { Upright, Italic, Oblique };

struct FaceRecord {
  std::string family;  // the first name, as installed
  std::string path;
  unsigned index = 0;
  int weight = 400;     // OpenType's scale, 1–1000
  float stretch = 100;  // percent
  Slant slant = Slant::Upright;
  const _FcCharSet* coverage = nullptr;  // belongs to the Catalog
};

// What a style asks of a family.
struct FaceWish {
  int weight = 400;
  float stretch = 100;
  Slant slant = Slant::Upright;
};

// How far a face is from a wish: stretch counts before slant before weight (CSS Fonts 4 §5.2).
using FaceDistance = std::tuple<float, int, int>;
FaceDistance distance(const FaceWish& wanted, const FaceWish& has);

std::string lower_family(std::string_view name);

class Catalog {
 public:
  // `configuration` is fontconfig XML; "" stands for the built-in one (Debian's font folders).
  static Result<std::unique_ptr<Catalog>> load(const std::string& configuration);
  ~Catalog();
  Catalog(const Catalog&) = delete;
  Catalog& operator=(const Catalog&) = delete;

  std::span<const FaceRecord> faces() const { return faces_; }
  // The face of `family` (any case) nearest to the wish, null when none is installed.
  const FaceRecord* find(std::string_view family, const FaceWish& wish) const;
  static bool covers(const FaceRecord& record, char32_t code_point);
  // The best face that has `code_point`: families whose name begins with `prefer` first, then the
  // nearest to the wish, then by name. Null when no installed face has it.
  const FaceRecord* find_covering(char32_t code_point,
                                  std::string_view prefer,
                                  const FaceWish& wish) const;

 private:
  Catalog() = default;
  void add_faces();

  _FcConfig* config_ = nullptr;
  std::vector<FaceRecord> faces_;  // sorted by family, then weight, then path
  std::unordered_map<std::string, std::vector<std::uint32_t>> families_;
};

}  // namespace banxin::font
