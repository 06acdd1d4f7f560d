#pragma once
// NgramTable: n-grams by their keys, as the builders of model/ lay them out: a cuckoo table, two
// possible buckets of 64 bits with three slots each of 14 bits of fingerprint, 5 of value and 2 of
// back-off class. An absent n-gram is mistaken for a present one once in some thousand look-ups.
#include <cstddef>
#include <cstdint>

namespace banxin::language {

struct NgramEntry {
  int value = -1;  // 0 to 31; -1: not stored
  unsigned back_off = 0;
  bool is_known() const { return value >= 0; }
};

// splitmix64's finaliser; build_model.py has the same.
inline std::uint64_t mix_key(std::uint64_t key) {
  key = (key ^ (key >> 30U)) * 0xBF58476D1CE4E5B9U;
  key = (key ^ (key >> 27U)) * 0x94D049BB133111EBU;
  return key ^ (key >> 31U);
}

class NgramTable {
 public:
  NgramTable() = default;
  NgramTable(const std::uint64_t* buckets, std::uint32_t count)
      : buckets_(buckets), bucket_count_(count) {}

  NgramEntry find(std::uint64_t key) const {
    const std::uint64_t hash = mix_key(key);
    const std::uint64_t tag = ((hash >> 32U) & 0x3FFFU) == 0 ? 1 : (hash >> 32U) & 0x3FFFU;
    const auto first = static_cast<std::size_t>(((hash & 0xFFFFFFFFU) * bucket_count_) >> 32U);
    const auto second =
        static_cast<std::size_t>(((mix_key(hash) & 0xFFFFFFFFU) * bucket_count_) >> 32U);
    for (const std::size_t at : {first, second}) {
      std::uint64_t bucket = buckets_[at];
      for (int slot = 0; slot < 3; ++slot, bucket >>= 21U) {
        if (((bucket >> 7U) & 0x3FFFU) != tag) continue;
        return {static_cast<int>((bucket >> 2U) & 31U), static_cast<unsigned>(bucket & 3U)};
      }
    }
    return {};
  }

 private:
  const std::uint64_t* buckets_ = nullptr;
  std::uint32_t bucket_count_ = 0;
};

}  // namespace banxin::language
