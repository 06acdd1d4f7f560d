#include "font/catalog.h"

#include <fontconfig/fontconfig.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "base/utf8.h"

namespace banxin::font {
namespace {

// No rules, no substitution: only where fonts lie and where the scan is kept.
constexpr const char* kConfiguration = R"(<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>/usr/share/fonts</dir>
<dir>/usr/local/share/fonts</dir>
<dir prefix="xdg">fonts</dir>
<cachedir>/var/cache/fontconfig</cachedir>
<cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
)";

std::string text_of(FcPattern* pattern, const char* object, int n) {
  FcChar8* value = nullptr;
  if (FcPatternGetString(pattern, object, n, &value) != FcResultMatch) return {};
  return reinterpret_cast<const char*>(value);
}

double number_of(FcPattern* pattern, const char* object, double otherwise) {
  double value = otherwise;
  return FcPatternGetDouble(pattern, object, 0, &value) == FcResultMatch ? value : otherwise;
}

int integer_of(FcPattern* pattern, const char* object, int otherwise) {
  int value = otherwise;
  return FcPatternGetInteger(pattern, object, 0, &value) == FcResultMatch ? value : otherwise;
}

bool is_usable(FcPattern* pattern) {
  FcBool flag = FcFalse;
  // Variable fonts become outlines in a PDF: only static instances are taken.
  if (FcPatternGetBool(pattern, FC_VARIABLE, 0, &flag) == FcResultMatch && flag != FcFalse) {
    return false;
  }
  return FcPatternGetBool(pattern, FC_SCALABLE, 0, &flag) != FcResultMatch || flag != FcFalse ||
         (FcPatternGetBool(pattern, FC_COLOR, 0, &flag) == FcResultMatch && flag != FcFalse);
}

FaceRecord record_of(FcPattern* pattern) {
  FaceRecord record;
  record.family = text_of(pattern, FC_FAMILY, 0);
  record.path = text_of(pattern, FC_FILE, 0);
  const int index = integer_of(pattern, FC_INDEX, 0);
  record.index = static_cast<unsigned>(index) & 0xFFFFU;
  const double weight = number_of(pattern, FC_WEIGHT, FC_WEIGHT_REGULAR);
  record.weight = static_cast<int>(std::lround(FcWeightToOpenTypeDouble(weight)));
  record.stretch = static_cast<float>(number_of(pattern, FC_WIDTH, FC_WIDTH_NORMAL));
  const int slant = integer_of(pattern, FC_SLANT, FC_SLANT_ROMAN);
  if (slant >= FC_SLANT_OBLIQUE) {
    record.slant = Slant::Oblique;
  } else if (slant > FC_SLANT_ROMAN) {
    record.slant = Slant::Italic;
  }
  FcCharSet* coverage = nullptr;
  if (FcPatternGetCharSet(pattern, FC_CHARSET, 0, &coverage) == FcResultMatch) {
    record.coverage = coverage;
  }
  return record;
}

// CSS Fonts 4 §5.2: from 400 to 500 upwards to 500 first, then downwards, then upwards; below 400
// downwards first; above 500 upwards first.
int weight_distance(int wanted, int weight) {
  constexpr int kOtherWay = 2000;
  if (weight == wanted) return 0;
  if (wanted >= 400 && wanted <= 500) {
    if (weight > wanted && weight <= 500) return weight - wanted;
    if (weight < wanted) return kOtherWay + wanted - weight;
    return 2 * kOtherWay + weight - wanted;
  }
  if (wanted < 400) return weight < wanted ? wanted - weight : kOtherWay + weight - wanted;
  return weight > wanted ? weight - wanted : kOtherWay + wanted - weight;
}

float stretch_distance(float wanted, float stretch) {
  constexpr float kOtherWay = 1000;
  if (stretch == wanted) return 0;
  if (wanted <= 100) return stretch < wanted ? wanted - stretch : kOtherWay + stretch - wanted;
  return stretch > wanted ? stretch - wanted : kOtherWay + wanted - stretch;
}

int slant_distance(Slant wanted, Slant slant) {
  if (wanted == slant) return 0;
  if (wanted == Slant::Upright) return slant == Slant::Oblique ? 1 : 2;
  return slant == Slant::Upright ? 2 : 1;
}

FaceDistance distance(const FaceWish& wish, const FaceRecord& record) {
  return distance(wish, FaceWish{record.weight, record.stretch, record.slant});
}

}  // namespace

FaceDistance distance(const FaceWish& wanted, const FaceWish& has) {
  return {stretch_distance(wanted.stretch, has.stretch), slant_distance(wanted.slant, has.slant),
          weight_distance(wanted.weight, has.weight)};
}

std::string lower_family(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

Result<std::unique_ptr<Catalog>> Catalog::load(const std::string& configuration) {
  std::unique_ptr<Catalog> catalog(new Catalog);
  catalog->config_ = FcConfigCreate();
  const char* text = configuration.empty() ? kConfiguration : configuration.c_str();
  if (catalog->config_ == nullptr ||
      FcConfigParseAndLoadFromMemory(catalog->config_, reinterpret_cast<const FcChar8*>(text),
                                     FcTrue) == FcFalse ||
      FcConfigBuildFonts(catalog->config_) == FcFalse) {
    return Error{ErrorCode::Usage, "fonts.conf", "is not a configuration fontconfig understands"};
  }
  catalog->add_faces();
  if (catalog->faces_.empty()) {
    return Error{ErrorCode::NotFound, "fonts",
                 "no font is installed; install fonts-noto-cjk and fonts-noto-core"};
  }
  return catalog;
}

Catalog::~Catalog() {
  if (config_ != nullptr) FcConfigDestroy(config_);
}

void Catalog::add_faces() {
  FcFontSet* set = FcConfigGetFonts(config_, FcSetSystem);
  if (set == nullptr) return;
  std::vector<std::pair<FaceRecord, FcPattern*>> found;
  for (int i = 0; i < set->nfont; ++i) {
    FcPattern* pattern = set->fonts[i];
    if (!is_usable(pattern)) continue;
    found.emplace_back(record_of(pattern), pattern);
  }
  // fontconfig lists files in the order of the folder: a sorted list is the same everywhere.
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first.family, a.first.weight, a.first.path, a.first.index) <
           std::tie(b.first.family, b.first.weight, b.first.path, b.first.index);
  });
  for (auto& [record, pattern] : found) {
    const auto id = static_cast<std::uint32_t>(faces_.size());
    for (int n = 0; n < 8; ++n) {
      const std::string name = text_of(pattern, FC_FAMILY, n);
      if (name.empty()) break;
      std::vector<std::uint32_t>& members = families_[lower_family(name)];
      if (members.empty() || members.back() != id) members.push_back(id);
    }
    faces_.push_back(std::move(record));
  }
}

const FaceRecord* Catalog::find(std::string_view family, const FaceWish& wish) const {
  const auto found = families_.find(lower_family(family));
  if (found == families_.end()) return nullptr;
  const FaceRecord* best = nullptr;
  for (const std::uint32_t id : found->second) {
    const FaceRecord& record = faces_[id];
    if (best == nullptr || distance(wish, record) < distance(wish, *best)) best = &record;
  }
  return best;
}

bool Catalog::covers(const FaceRecord& record, char32_t code_point) {
  return record.coverage != nullptr && FcCharSetHasChar(record.coverage, code_point) != FcFalse;
}

const FaceRecord* Catalog::find_covering(char32_t code_point,
                                         std::string_view prefer,
                                         const FaceWish& wish) const {
  const FaceRecord* best = nullptr;
  auto rank = [&](const FaceRecord& record) {
    const bool preferred = record.family.compare(0, prefer.size(), prefer) == 0;
    return std::tuple_cat(std::tuple(!preferred), distance(wish, record));
  };
  for (const FaceRecord& record : faces_) {
    if (!covers(record, code_point)) continue;
    if (best == nullptr || rank(record) < rank(*best)) best = &record;
  }
  return best;
}

}  // namespace banxin::font
