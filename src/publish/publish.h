#pragma once
// publish: the main job. Inputs → one publication → every output asked for.
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "article/learn.h"
#include "base/diagnostics.h"
#include "base/file_system.h"
#include "base/result.h"
#include "publish/installation.h"
#include "publish/options.h"

namespace banxin::publish {

// What the world gives: nothing else is asked for below.
struct World {
  Installation installation;
  FileSystem& files;
  std::string standard_input;     // for the input "-"
  std::string source_date_epoch;  // of the environment, "" when not set
  // Merges the options that a book.toml gives (name → values) under those of the command line; an
  // error names the option. May be empty: then a book.toml's options are not read.
  std::function<Result<PublishOptions>(const std::map<std::string, std::vector<std::string>>&)>
      merge_options;
  // Called now and then with pages (or chapters) done; may be empty.
  std::function<void(std::size_t done, std::size_t total)> progress;
  // What a batch has learnt of its pages' sites; may be null; an input of several pages
  // teaches its own.
  const article::LearntSites* sites = nullptr;
  // How many threads one publication may keep busy; its bytes are the same with any number.
  std::size_t threads = 1;
  // What a book.toml names that lies with it in an archive, by the name that the option has.
  std::map<std::string, std::string> packed_files = {};

  // A file that an option names.
  Result<std::string> load_file(const std::string& name, std::size_t limit) const;
};

// What was left out of one page, and why.
struct PageRemovals {
  std::string file;
  std::vector<article::Removal> removals;
};

struct Published {
  std::string title;
  std::vector<std::string> files;
  std::size_t chapters = 0;
  std::size_t pages = 0;  // of the PDF, 0 without one
  std::vector<PageRemovals> removals;
};

// Errors: Usage (an output that is neither .epub nor .pdf, an unknown theme), those of
// open_source(), and IoFailed when an output cannot be written. What could be worked around is in
// `diagnostics`.
Result<Published> publish(const PublishOptions& options, World& world, Diagnostics& diagnostics);

// The bytes of the EPUB alone, whatever outputs are named.
Result<std::string> publish_epub(const PublishOptions& options,
                                 World& world,
                                 Diagnostics& diagnostics);

}  // namespace banxin::publish
