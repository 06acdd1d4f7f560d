#include "article/script_facts.h"

#include <array>

#include "article/dates.h"
#include "article/text_measure.h"
#include "base/ascii.h"

namespace banxin::article {

namespace {

constexpr std::size_t kMostBytes = 1U << 20U;  // LIMIT: of all scripts together
constexpr int kMostUses = 40;                  // LIMIT: of one name as a word of its own

// In the order of trust.
constexpr std::array kNames = std::to_array<std::string_view>(
    {"datePublished", "publishTime", "publish_time", "publishDate", "publish_date", "publishedAt",
     "publishedTime", "published_at", "pubTime", "pubtime", "pubDate", "pub_time", "createTime",
     "create_time", "oriCreateTime", "ct"});

// The value after a name: = or :, quoted or not; "" for anything else.
std::string_view value_after(std::string_view script, std::size_t at) {
  const auto skip = [&script, &at](std::string_view set) {
    const std::size_t next = script.find_first_not_of(set, at);
    at = next == std::string_view::npos ? script.size() : next;
  };
  skip("\"' ");
  if (at >= script.size() || (script[at] != '=' && script[at] != ':')) return {};
  ++at;
  skip("\"' ");
  constexpr std::size_t kLongest = 40;
  const std::string_view rest = script.substr(at, kLongest);
  return rest.substr(0, rest.find_first_of("\"',;}\n"));
}

std::string date_of_value(std::string_view value, int hours_east) {
  const std::string number = date_of_number(value, hours_east);
  if (!number.empty()) return number;
  const auto date = find_date(value);
  return date.has_value() && date->begin == 0 ? date->iso : std::string{};
}

std::string find_named(std::string_view script, std::string_view name, int hours_east) {
  const auto is_part_of_word = [&script](std::size_t at) {
    return at < script.size() && is_ascii_alphanumeric(script[at]);
  };
  int uses = 0;
  for (std::size_t at = script.find(name); at != std::string_view::npos && uses < kMostUses;
       at = script.find(name, at + name.size())) {
    // "ct" stands in every "function" too.
    if ((at > 0 && is_part_of_word(at - 1)) || is_part_of_word(at + name.size())) continue;
    ++uses;
    std::string date = date_of_value(value_after(script, at + name.size()), hours_east);
    if (!date.empty()) return date;
  }
  return {};
}

}  // namespace

std::string find_script_date(const dom::Document& document, int hours_east) {
  std::string scripts;
  for (const dom::Node* node = document.root().first_child; node != nullptr;
       node = dom::next_in_tree(*node, document.root())) {
    if (!node->is_html(dom::names::script)) continue;
    const std::string text = dom::text_content(*node);
    if (scripts.size() + text.size() > kMostBytes) continue;
    scripts += text;
    scripts += '\n';
  }
  for (const std::string_view name : kNames) {
    std::string date = find_named(scripts, name, hours_east);
    if (!date.empty()) return date;
  }
  return {};
}

}  // namespace banxin::article
