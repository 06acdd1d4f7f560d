#pragma once
// What one stage makes of a page, as text: `banxin dump` prints it, the cases of tests/cases
// compare it.
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "base/geometry.h"
#include "base/result.h"
#include "publish/options.h"
#include "publish/publish.h"

namespace banxin::publish {

struct DumpRequest {
  std::string stage;   // tokens, dom, style, document, boxes, lines, pages, paint, epub
  std::string format;  // "json" for boxes; else text
  Size viewport{Unit::from_px(800), Unit::from_px(600)};
  std::string media = "print";
  PublishOptions options;  // one input
};

// Errors: Usage for a stage that is none, those of open_source().
Result<std::string> dump_stage(const DumpRequest& request, World& world, Diagnostics& diagnostics);

}  // namespace banxin::publish
