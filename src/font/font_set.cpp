#include "font/font_set.h"

#include <algorithm>

#include "font/character_sets.h"
#include "font/mapped_face.h"
#include "font/web_font.h"

namespace banxin::font {
namespace {

enum Role : int { kAnything, kLatinOnly, kHanOnly };

std::string key_of(const FontDescription& description, Region region) {
  std::string key;
  for (std::size_t i = 0; i < description.families.size(); ++i) {
    key += description.families[i];
    key += i < description.quoted.size() && description.quoted[i] ? '"' : ',';
  }
  const FaceWish& wish = description.wish;
  key += static_cast<char>('0' + static_cast<int>(region));
  key += static_cast<char>('0' + static_cast<int>(wish.slant));
  key += std::to_string(wish.weight) + "/" + std::to_string(static_cast<int>(wish.stretch * 10));
  return key;
}

bool in_range(const std::vector<std::pair<char32_t, char32_t>>& ranges, char32_t code_point) {
  return ranges.empty() || std::any_of(ranges.begin(), ranges.end(), [&](const auto& range) {
           return code_point >= range.first && code_point <= range.second;
         });
}

}  // namespace

Result<std::unique_ptr<FontSet>> FontSet::load(const std::string& configuration) {
  std::unique_ptr<FontSet> set(new FontSet);
  BANXIN_TRY(set->catalog_, Catalog::load(configuration));
  return set;
}

FontSet::~FontSet() = default;

const Face& FontSet::face(std::uint32_t id) const {
  BANXIN_ASSERT(id < faces_.size(), "a face's id comes from this FontSet");
  return *faces_[id];
}

const Face* FontSet::face(const FaceRecord& record) {
  const auto known = opened_.find(&record);
  if (known != opened_.end()) return known->second;
  const Face* opened = nullptr;
  auto made =
      MappedFace::load_file(record.path, record.index, static_cast<std::uint32_t>(faces_.size()));
  if (made) {
    opened = made.value().get();
    faces_.push_back(std::move(made).value());
  }
  opened_.emplace(&record, opened);
  return opened;
}

Result<const Face*> FontSet::add_web_font(const WebFont& rule, std::string bytes) {
  BANXIN_TRY(std::string plain, unpack_web_font(std::move(bytes)));
  BANXIN_TRY(auto made, MappedFace::load_bytes(std::move(plain), rule.family,
                                               static_cast<std::uint32_t>(faces_.size())));
  const Face* face = made.get();
  faces_.push_back(std::move(made));
  use_web_font(rule, *face);
  return face;
}

void FontSet::use_web_font(const WebFont& rule, const Face& face) {
  web_fonts_.push_back({rule, &face});
  web_fonts_.back().rule.family = lower_family(rule.family);
  web_font_key_ += ' ' + std::to_string(face.id());
}

void FontSet::forget_web_fonts() {
  web_fonts_.clear();
  web_font_key_.clear();
}

// CSS Fonts 4 §5.2 within one @font-face family: the nearest wish wins; faces with other ranges of
// the same wish stand beside it, the last rule first.
bool FontSet::add_web_candidates(FontStack& stack, const std::string& lower) {
  std::vector<const LoadedWebFont*> found;
  for (auto at = web_fonts_.rbegin(); at != web_fonts_.rend(); ++at) {
    if (at->rule.family == lower) found.push_back(&*at);
  }
  std::stable_sort(found.begin(), found.end(), [&](const auto* a, const auto* b) {
    return distance(stack.wish_, a->rule.wish) < distance(stack.wish_, b->rule.wish);
  });
  for (const LoadedWebFont* font : found) {
    if (distance(stack.wish_, font->rule.wish) != distance(stack.wish_, found[0]->rule.wish)) break;
    FontStack::Candidate candidate;
    candidate.face = font->face;
    candidate.unicode_range = font->rule.unicode_range;
    stack.candidates_.push_back(std::move(candidate));
  }
  return !found.empty();
}

void FontSet::add_installed(FontStack& stack, std::string_view family, int role) {
  const FaceRecord* record = catalog_->find(family, stack.wish_);
  if (record == nullptr) return;
  FontStack::Candidate candidate;
  candidate.record = record;
  candidate.only_latin = role == kLatinOnly;
  candidate.only_han = role == kHanOnly;
  stack.candidates_.push_back(std::move(candidate));
}

void FontSet::add_generic(FontStack& stack, GenericFamily generic) {
  for (const std::string_view name : latin_families(generic).names) {
    if (name.empty()) break;
    if (catalog_->find(name, stack.wish_) == nullptr) continue;
    add_installed(stack, name, generic == GenericFamily::Emoji ? kAnything : kLatinOnly);
    break;
  }
  for (const std::string_view name : han_families(generic, stack.region_).names) {
    if (name.empty()) break;
    add_installed(stack, name, kHanOnly);
  }
}

void FontSet::add_candidates(FontStack& stack, const std::string& family, bool quoted) {
  const std::string lower = lower_family(family);
  const GenericFamily generic = quoted ? GenericFamily::None : generic_family(lower);
  if (generic != GenericFamily::None) {
    if (stack.generic_ == GenericFamily::None) stack.generic_ = generic;
    add_generic(stack, generic);
    return;
  }
  if (add_web_candidates(stack, lower)) return;
  if (catalog_->find(lower, stack.wish_) != nullptr) {
    add_installed(stack, lower, kAnything);
    if (stack.generic_ == GenericFamily::None) {
      const bool sans = lower.find("sans") != std::string::npos;
      stack.generic_ = sans ? GenericFamily::SansSerif : GenericFamily::Serif;
    }
    return;
  }
  const FamilyAlias* alias = find_family_alias(lower);
  if (alias == nullptr) return;
  if (!alias->family.empty()) {
    add_installed(stack, alias->family, kAnything);
    return;
  }
  const Region region = alias->region == Region::None ? stack.region_ : alias->region;
  if (stack.generic_ == GenericFamily::None) stack.generic_ = alias->generic;
  for (const std::string_view name : han_families(alias->generic, region).names) {
    if (name.empty()) break;
    add_installed(stack, name, kAnything);
  }
}

FontStack& FontSet::stack(const FontDescription& description) {
  const Region region = description.region == Region::None ? default_region_ : description.region;
  // A stack made before an @font-face was loaded does not know it.
  const std::string key = key_of(description, region) + web_font_key_;
  const auto known = stacks_.find(key);
  if (known != stacks_.end()) return *known->second;
  auto made = std::make_unique<FontStack>();
  made->set_ = this;
  made->region_ = region;
  made->wish_ = description.wish;
  made->generic_ = GenericFamily::None;
  for (std::size_t i = 0; i < description.families.size(); ++i) {
    add_candidates(*made, description.families[i],
                   i < description.quoted.size() && description.quoted[i]);
  }
  finish(*made);
  return *stacks_.emplace(key, std::move(made)).first->second;
}

void FontSet::finish(FontStack& stack) {
  if (stack.generic_ == GenericFamily::None) stack.generic_ = GenericFamily::Serif;
  stack.pages_[0].resize(0x1100);
  stack.pages_[1].resize(0x1100);
  stack.han_ = stack.face_for(U'一', Surroundings::Han);
  stack.primary_ = stack.face_for(U' ', Surroundings::Latin);
  // A catalogue is never empty: any face sets the line where none has a space.
  for (const FaceRecord& record : catalog_->faces()) {
    if (stack.primary_ != nullptr) break;
    stack.primary_ = face(record);
  }
  BANXIN_ASSERT(stack.primary_ != nullptr, "an installed face can be opened");
  if (stack.han_ == nullptr) stack.han_ = stack.primary_;
}

std::uint16_t FontStack::number_of(const Face* face) {
  const auto found = std::find(faces_.begin(), faces_.end(), face);
  if (found == faces_.end()) {
    faces_.push_back(face);
    return static_cast<std::uint16_t>(faces_.size());
  }
  return static_cast<std::uint16_t>(found - faces_.begin() + 1);
}

const Face* FontStack::find_face(char32_t code_point, Surroundings surroundings) {
  const Face* found = search(code_point, surroundings);
  if (found == nullptr) found = fall_back(code_point);
  auto& pages = pages_[static_cast<std::size_t>(surroundings)];
  const std::size_t page = code_point >> 8U;
  if (page < pages.size()) {
    if (pages[page] == nullptr) pages[page] = std::make_unique<Page>();
    (*pages[page])[code_point & 0xFFU] = number_of(found);
  }
  return found;
}

const Face* FontStack::search(char32_t code_point, Surroundings surroundings) {
  const bool shared = is_shared_mark(code_point);
  const bool han = is_han_or_wide(code_point) || (shared && surroundings == Surroundings::Han);
  for (Candidate& candidate : candidates_) {
    if (candidate.only_latin && han) continue;
    if (candidate.only_han && !han) continue;
    if (!in_range(candidate.unicode_range, code_point)) continue;
    // In Chinese text the shared marks come from a face that has Han characters too.
    if (shared && han && candidate.record != nullptr &&
        !Catalog::covers(*candidate.record, U'一')) {
      continue;
    }
    if (candidate.record != nullptr && !Catalog::covers(*candidate.record, code_point)) continue;
    if (candidate.face == nullptr) candidate.face = set_->face(*candidate.record);
    if (candidate.face != nullptr && candidate.face->glyph(code_point) != 0) return candidate.face;
  }
  return nullptr;
}

const Face* FontStack::emoji_face(char32_t code_point) {
  const FaceRecord* record = set_->catalog().find("Noto Color Emoji", wish_);
  if (record == nullptr || !Catalog::covers(*record, code_point)) return nullptr;
  return set_->face(*record);
}

// Coverage decides, but the region and the kind of face are kept: a rare Han character of a Taiwan
// page comes from a traditional face before it comes from another.
const Face* FontStack::fall_back(char32_t code_point) {
  if (is_unassigned(code_point)) return nullptr;
  auto try_family = [&](std::string_view name) -> const Face* {
    const FaceRecord* record = set_->catalog().find(name, wish_);
    if (record == nullptr || !Catalog::covers(*record, code_point)) return nullptr;
    return set_->face(*record);
  };
  const bool han = is_han_or_wide(code_point);
  const FamilyList latin = latin_families(generic_);
  for (const std::string_view name : latin.names) {
    if (name.empty() || han) break;
    if (const Face* face = try_family(name)) return face;
  }
  const Region order[] = {region_,       Region::Hans,  Region::Hant,
                          Region::Japan, Region::Korea, Region::HongKong};
  for (const Region region : order) {
    for (const std::string_view name : han_families(generic_, region).names) {
      if (name.empty()) break;
      if (const Face* face = try_family(name)) return face;
    }
  }
  const bool sans = generic_ == GenericFamily::SansSerif || generic_ == GenericFamily::SystemUi ||
                    generic_ == GenericFamily::Monospace;
  const FaceRecord* record =
      set_->catalog().find_covering(code_point, sans ? "Noto Sans" : "Noto Serif", wish_);
  if (record == nullptr) return nullptr;
  // A Noto face of the other kind is nearer in weight and height than a stranger's.
  if (record->family.compare(0, 4, "Noto") != 0) {
    const FaceRecord* noto = set_->catalog().find_covering(code_point, "Noto", wish_);
    if (noto != nullptr) record = noto;
  }
  return set_->face(*record);
}

}  // namespace banxin::font
