#pragma once
// print: a publication → the bytes of its PDF: styled, laid out, painted chapter by chapter.
#include <cstddef>
#include <string>
#include <vector>

#include "epub/options.h"
#include "publish/compose.h"

namespace banxin::publish {

struct Printed {
  std::string bytes;
  std::size_t pages = 0;
  std::vector<epub::PageStart> page_starts;  // for the EPUB's page list
};

Result<Printed> print(const Composition& composition,
                      const PublishOptions& options,
                      World& world,
                      Diagnostics& diagnostics);

}  // namespace banxin::publish
