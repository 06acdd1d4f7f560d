#pragma once
// A world with a folder of its own, in which pages are published.
#include "publish/publish.h"
#include "support/temporary_folder.h"

namespace banxin::publish {

struct Fixture {
  DiskFileSystem files;
  World world{{BANXIN_SOURCE "/styles"}, files, {}, {}, {}, {}};
  Diagnostics diagnostics;
  PublishOptions options;
  const TemporaryFolder temporary;
  const std::string& folder = temporary.path();

  Result<Published> run() { return publish(options, world, diagnostics); }
};

}  // namespace banxin::publish
