#pragma once
// The dumps of the stages from style to paint.
#include "publish/dump_stage.h"

namespace banxin::publish {

// request.stage is style, boxes, lines, pages or paint.
Result<std::string> dump_layout(const DumpRequest& request, World& world, Diagnostics& diagnostics);

}  // namespace banxin::publish
