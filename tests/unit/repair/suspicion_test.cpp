#include "repair/suspicion.h"

#include <doctest/doctest.h>

#include <array>

#include "base/utf8.h"

namespace banxin::repair {
namespace {

// Lines of rare characters, signs, bytes and prose, the same on every run.
std::u32string made_line(std::uint32_t& state) {
  constexpr std::array<std::u32string_view, 14> pieces = {
      U"鸳鸯", U"的是不", U"彳亍", U"?", U"？", U"！", U"!",
      U"Ã",    U"ä¸­",    U"&;",   U"“", U"锟", U"□",  U"\uFFFD"};
  std::u32string line;
  const auto next = [&state] {
    state = state * 1664525U + 1013904223U;
    return state >> 8U;
  };
  for (std::uint32_t left = next() % 9; left > 0; --left) {
    const std::uint32_t which = next() % 18;
    if (which < pieces.size()) {
      line += pieces[which];
    } else if (which < 16) {
      line += static_cast<char32_t>(0x4E00 + next() % 0x51A6);
    } else {
      line += static_cast<char32_t>(which == 16 ? 0x20 + next() % 0x400 : 0xE000 + next() % 0x2000);
    }
  }
  return line;
}

}  // namespace

TEST_CASE("What the first look rules out, a close one does not find") {
  const language::HanModel model;
  constexpr Suspicions all{true, true, true, true, true, true};
  std::uint32_t state = 1;
  int found = 0;
  for (int i = 0; i < 50'000; ++i) {
    const std::u32string line = made_line(state);
    const Suspicions looked = first_look(to_utf8(line), model, {});
    Suspicions close = all;
    close.references = line.find(U'&') != line.npos && line.find(U';') != line.npos;
    const bool suspicious = is_suspicious(line, close, model);
    if (is_suspicious(line, looked, model) != suspicious) FAIL(to_utf8(line));
    found += suspicious ? 1 : 0;
  }
  CHECK(found > 5'000);
  CHECK(found < 45'000);
}

TEST_CASE("Clean prose is not looked at twice") {
  const language::HanModel model;
  CHECK(!first_look("此开卷第一回也。作者自云曾历过一番梦幻之后，故将真事隐去。", model, {}).any());
  CHECK(!first_look("Is that so? Yes & no.", model, {}).any());
}

}  // namespace banxin::repair
