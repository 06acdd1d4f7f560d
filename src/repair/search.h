#pragma once
// Search: what the searches of one text share: the model, how the text is written, what was asked
// of them already, and how much may still be asked. Hostile text makes every character a question
// with thousands of answers; the budget keeps the whole linear in the text: where a line spends
// more than its share, the search narrows, and then gives the line up.
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "language/han_model.h"
#include "repair/text_traits.h"

namespace banxin::repair {

class Search {
 public:
  // `questions`: how many may be asked, half as many more at most; `searched`: characters of the
  // lines that will be searched, each as often as it will be.
  Search(const language::HanModel& model,
         const TextTraits& traits,
         std::int64_t questions,
         std::size_t searched);

  const language::HanModel& model() const { return model_; }
  const TextTraits& traits() const { return traits_; }

  // What `character` costs after others, script included.
  int cost(const language::HanContext& context, char32_t character);

  // Questions to the model that a line of `length` characters may take: its share of what is left.
  std::int64_t share_of(std::size_t length);
  // That `length` characters more will be searched (again), or will not.
  void expect(std::size_t length) { searched_ += static_cast<std::int64_t>(length); }
  void leave(std::size_t length) { searched_ -= static_cast<std::int64_t>(length); }
  void spend(std::int64_t questions) { left_ -= questions; }
  std::int64_t left() const { return left_; }
  // That a line took more than its share, and whether one did since this was asked last.
  void give_up() { gave_up_ = true; }
  bool take_given_up() { return std::exchange(gave_up_, false); }

  // What a text of so many characters may ask at most.
  static std::int64_t allowance(std::size_t characters);

 private:
  struct Known {
    std::uint64_t key = 0;
    char32_t first = 0;
    int cost = 0;
  };
  const language::HanModel& model_;
  const TextTraits& traits_;
  std::int64_t left_;
  std::int64_t searched_;
  bool gave_up_ = false;
  std::vector<Known> known_;  // OPTIMIZATION: by a hash of the key, the last one asked
};

}  // namespace banxin::repair
