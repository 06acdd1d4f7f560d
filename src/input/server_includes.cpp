#include "input/server_includes.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/diagnostic_ids.h"
#include "input/resources.h"
#include "input/source.h"

namespace banxin::input {
namespace {

constexpr std::size_t kDepth = 8;
constexpr std::size_t kMostPlaces = 100;  // each costs a walk through the page

struct Directive {
  std::size_t start = 0;
  std::size_t end = 0;  // behind its -->
  std::string_view name;
};

// The value of file=… or virtual=… among a directive's attributes, quoted or not; "" when there is
// none.
std::string_view included_name(std::string_view attributes) {
  const std::string lower = ascii_lower(attributes);
  for (const std::string_view key : {"file", "virtual"}) {
    std::size_t at = lower.find(key);
    if (at == std::string::npos) continue;
    at = lower.find_first_not_of(" \t\r\n", at + key.size());
    if (at == std::string::npos || lower[at] != '=') continue;
    at = lower.find_first_not_of(" \t\r\n", at + 1);
    if (at == std::string::npos) continue;
    const bool quoted = lower[at] == '"' || lower[at] == '\'';
    if (quoted) ++at;
    const std::size_t end =
        quoted ? lower.find(lower[at - 1], at) : lower.find_first_of(" \t\r\n", at);
    return attributes.substr(at, end == std::string::npos ? end : end - at);
  }
  return {};
}

// The next #include from `at` on.
std::optional<Directive> find_include(std::string_view text, std::size_t at) {
  constexpr std::string_view kOpen = "<!--#";
  constexpr std::string_view kCommand = "include";
  for (at = text.find(kOpen, at); at != std::string_view::npos; at = text.find(kOpen, at + 1)) {
    const std::size_t name =
        std::min(text.find_first_not_of(" \t", at + kOpen.size()), text.size());
    if (!equals_ignoring_ascii_case(text.substr(name, kCommand.size()), kCommand)) continue;
    const std::size_t close = text.find("-->", name);
    if (close == std::string_view::npos) return std::nullopt;
    const std::size_t attributes = name + kCommand.size();
    return Directive{at, close + 3, included_name(text.substr(attributes, close - attributes))};
  }
  return std::nullopt;
}

SourcePosition position_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t start = before.rfind('\n') + 1;
  // Characters, as the rest of UTF-8's bytes begin none.
  const auto column =
      std::count_if(before.begin() + static_cast<std::ptrdiff_t>(start), before.end(),
                    [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  return {static_cast<std::uint32_t>(lines + 1), static_cast<std::uint32_t>(column + 1)};
}

struct Layer {
  std::string text;
  std::string name;
  std::size_t at = 0;
};

class Expander {
 public:
  Expander(const SourcePage& page, const Resources& resources, Diagnostics& diagnostics)
      : page_(page), resources_(resources), diagnostics_(diagnostics) {}

  std::string expand(std::string text, std::size_t limit) {
    layers_.push_back({std::move(text), page_.name, 0});
    while (!layers_.empty()) {
      Layer& layer = layers_.back();
      const auto directive = find_include(layer.text, layer.at);
      if (!directive || out_.size() > limit) {
        out_.append(layer.text, layer.at);
        layers_.pop_back();
        continue;
      }
      out_.append(layer.text, layer.at, directive->start - layer.at);
      layer.at = directive->end;
      include(*directive);
    }
    return std::move(out_);
  }

 private:
  void include(const Directive& directive) {
    const Layer& layer = layers_.back();
    Result<Resource> included = resources_.load(directive.name, layer.name);
    std::optional<Error> failure;
    if (!included) {
      failure = included.error();
      failure->subject = directive.name;
    } else if (layers_.size() > kDepth || is_open(included.value().name)) {
      failure = Error{ErrorCode::Refused, std::string(directive.name), "it includes itself"};
    }
    if (failure) {
      // A place in an included file is none of the page; who has many faults looks for the first.
      const bool has_place = layers_.size() == 1 && ++failures_ <= kMostPlaces;
      const SourcePosition position =
          has_place ? position_of(layer.text, directive.start) : SourcePosition{};
      diagnostics_.report_unloaded(*failure, page_.file, position);
      out_.append(layer.text, directive.start, directive.end - directive.start);
      return;
    }
    std::string& bytes = included.value().bytes;
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);  // the page has its own, or none
    layers_.push_back({std::move(bytes), std::move(included.value().name), 0});
  }

  bool is_open(const std::string& name) const {
    return std::any_of(layers_.begin(), layers_.end(),
                       [&name](const Layer& layer) { return layer.name == name; });
  }

  const SourcePage& page_;
  const Resources& resources_;
  Diagnostics& diagnostics_;
  std::vector<Layer> layers_;
  std::string out_;
  std::size_t failures_ = 0;
};

}  // namespace

void expand_server_includes(SourcePage& page,
                            const Resources& resources,
                            const Limits& limits,
                            Diagnostics& diagnostics) {
  std::string bytes = std::move(page.bytes);
  page.bytes = Expander(page, resources, diagnostics).expand(std::move(bytes), limits.input_bytes);
}

}  // namespace banxin::input
