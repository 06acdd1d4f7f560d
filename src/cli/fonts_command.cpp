// banxin fonts [INPUT]: which face each language gets; with an input, which face covers which of
// its characters, and which none has.
#include <array>
#include <map>
#include <optional>
#include <string>

#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/messages.h"
#include "font/font_set.h"
#include "publish/gather.h"

namespace banxin::cli {
namespace {

font::FontStack& stack_for(font::FontSet& fonts,
                           const std::string& family,
                           std::string_view language) {
  font::FontDescription description;
  description.families = {family};
  description.quoted = {false};
  description.region = font::region_of_language(language);
  return fonts.stack(description);
}

std::string list_languages(font::FontSet& fonts) {
  constexpr std::array<std::string_view, 6> kLanguages{"zh-Hans", "zh-TW", "zh-HK",
                                                       "ja",      "ko",    "en"};
  constexpr std::array<const char*, 5> kFamilies{"serif", "sans-serif", "kai", "fangsong",
                                                 "monospace"};
  std::string out;
  for (const std::string_view language : kLanguages) {
    for (const char* family : kFamilies) {
      const font::FontStack& stack = stack_for(fonts, family, language);
      out += std::string(language) + '\t' + family + "\tHan " + stack.han().postscript_name() +
             "\tLatin " + stack.primary().postscript_name() + '\n';
    }
  }
  return out;
}

// What is known of one character that some page shows.
struct Use {
  std::size_t count = 0;
  std::string file;
  SourcePosition place;  // of the first
};

bool is_shown(char32_t c) {
  const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF;
  const bool ignorable = (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
                         (c >= 0x2060 && c <= 0x2069) || (c >= 0xFE00 && c <= 0xFE0F) ||
                         c == 0xAD || (c >= 0xE0100 && c <= 0xE01EF) || c == 0x2028 || c == 0x2029;
  return !control && !ignorable;
}

void count_text(const publish::ReadPage& page,
                const dom::Node& node,
                std::map<char32_t, Use>& uses) {
  for (std::size_t at = 0; at < node.text().size();) {
    const DecodedCharacter character = decode_utf8(node.text(), at);
    at += character.length;
    if (!is_shown(character.code_point)) continue;
    Use& use = uses[character.code_point];
    if (use.count++ != 0) continue;
    use.file = page.file;
    use.place = page.document->position(node);
  }
}

void count_characters_of(const publish::ReadPage& page, std::map<char32_t, Use>& uses) {
  const dom::Node& root = page.document->root();
  for (const dom::Node* node = &root; node != nullptr;) {
    const bool hidden = node->is_html(dom::names::script) || node->is_html(dom::names::style);
    if (node->is_text()) count_text(page, *node, uses);
    node = hidden ? dom::next_after_subtree(*node, root) : dom::next_in_tree(*node, root);
  }
}

std::string code_point_name(char32_t c) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string digits;
  for (std::uint32_t rest = c; rest != 0 || digits.size() < 4; rest >>= 4U)
    digits.insert(digits.begin(), kHex[rest & 0xFU]);
  return "U+" + digits;
}

}  // namespace

int run_fonts(const CommandLine& line, publish::World& world) {
  Result<std::unique_ptr<font::FontSet>> fonts = font::FontSet::load();
  if (!fonts) {
    show_error(fonts.error());
    return kNothingDone;
  }
  if (line.publish.inputs.empty()) return print_result(list_languages(*fonts.value()));
  Diagnostics diagnostics(line.publish.read.limits.diagnostics);
  Result<publish::Gathered> gathered =
      publish::gather(line.publish, world, article::TitleBlock::Shown, diagnostics);
  if (!gathered) {
    show_diagnostics(diagnostics, line.report);
    show_error(gathered.error());
    return exit_code(gathered.error());
  }
  std::map<char32_t, Use> uses;
  for (const publish::GatheredPage& page : gathered.value().pages)
    count_characters_of(page.page, uses);
  const std::string& language = gathered.value().pages.front().page.metadata.lang;
  font::FontStack& stack = stack_for(*fonts.value(), "serif", language);
  std::map<std::string, std::size_t> covered;
  std::string missing;
  for (const auto& [character, use] : uses) {
    if (const font::Face* face = stack.face_for(character, font::Surroundings::Han)) {
      covered[face->postscript_name()] += use.count;
      continue;
    }
    std::string text;
    append_utf8(text, character);
    missing += use.file + ':' + std::to_string(use.place.line) + ':' +
               std::to_string(use.place.column) + ": missing " + code_point_name(character) + ' ' +
               text + " (" + std::to_string(use.count) + " times)\n";
  }
  std::string out;
  for (const auto& [face, count] : covered)
    out += face + '\t' + std::to_string(count) + " characters\n";
  show_diagnostics(diagnostics, line.report);
  const int printed = print_result(out + missing);
  return printed == kDone && !missing.empty() ? kSomethingLost : printed;
}

}  // namespace banxin::cli
