#include "input/server_includes.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic_ids.h"
#include "input/resources.h"
#include "input/source.h"

namespace banxin::input {
namespace {

constexpr std::size_t kDepth = 8;
constexpr std::string_view kStart = "<!--#include";

// The value of file="…" or virtual="…" inside one directive, "" when there is none.
std::string_view included_name(std::string_view directive) {
  for (const std::string_view key : {"file=", "virtual="}) {
    const std::size_t at = directive.find(key);
    if (at == std::string_view::npos || at + key.size() >= directive.size()) continue;
    const std::string_view value = directive.substr(at + key.size());
    const char quote = value.front();
    if (quote != '"' && quote != '\'') continue;
    return value.substr(1, value.find(quote, 1) - 1);
  }
  return {};
}

struct Layer {
  std::string text;
  std::string name;
  std::size_t at = 0;
};

}  // namespace

void expand_server_includes(SourcePage& page,
                            const Resources& resources,
                            const Limits& limits,
                            Diagnostics& diagnostics) {
  std::string out;
  std::vector<Layer> layers;
  layers.push_back({std::move(page.bytes), page.name, 0});
  while (!layers.empty()) {
    Layer& layer = layers.back();
    const std::size_t start = layer.text.find(kStart, layer.at);
    const std::size_t end = start == std::string::npos ? start : layer.text.find("-->", start);
    if (end == std::string::npos || out.size() > limits.input_bytes) {
      out.append(layer.text, layer.at);
      layers.pop_back();
      continue;
    }
    out.append(layer.text, layer.at, start - layer.at);
    layer.at = end + 3;
    const std::string_view directive = std::string_view(layer.text).substr(start, end - start);
    const std::string_view name = included_name(directive);
    Result<Resource> included = resources.load(name, layer.name);
    if (!included || layers.size() > kDepth) {
      diagnostics.report(DiagnosticId::ResourceMissing, page.file, {}, name);
      out += directive;
      out += "-->";
      continue;
    }
    layers.push_back({std::move(included.value().bytes), std::move(included.value().name), 0});
  }
  page.bytes = std::move(out);
}

}  // namespace banxin::input
