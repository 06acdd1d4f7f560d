#pragma once
// gather: all inputs of one publication, opened and read, with the gates to their resources.
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/diagnostics.h"
#include "base/result.h"
#include "book/publication.h"
#include "input/source.h"
#include "publish/publish.h"
#include "publish/read_page.h"

namespace banxin::publish {

// The gates of all inputs. Pages that lie below one root share a gate, so that they find each
// other; names of the second and further roots begin with "@2/", "@3/"….
class Gates {
 public:
  // The prefix for the names of this source, whose gate is taken over.
  std::string add(const std::string& root, input::Resources resources);
  // Of a page that came packed: its references mean what came along, as from the address `base`.
  void add_page(std::string name, input::Resources parts, std::string base);
  // References in the page `name` stand against `meant`.
  void add_alias(const std::string& name, const std::string& meant);
  // What `reference` means in the file `from`. Safe to use from several threads.
  Result<book::Resource> load(const std::string& from, std::string_view reference) const;
  // load(); outlives the loader.
  book::ResourceLoader loader() const;

 private:
  struct Gate {
    std::string root;
    input::Resources resources;
  };
  struct PackedPage {
    std::size_t gate = 0;
    std::string base;
  };
  std::vector<Gate> gates_;
  std::unordered_map<std::string, PackedPage> packed_pages_;
};

struct GatheredPage {
  ReadPage page;
  std::optional<input::BookChapter> chapter;  // as book.toml lists it
  std::string part;          // of a folder: by its contents page or the folder that holds the page
  std::string listed_as;     // what the folder's contents page calls it
  bool is_contents = false;  // of a folder: it lists the other pages, and says little else
  std::vector<book::JoinedPage> joined;  // further pages of the same article
};

struct Gathered {
  std::vector<GatheredPage> pages;
  std::unique_ptr<Gates> gates;
  bool is_folder = false;
  std::string name;  // of the input, for a title of last resort
  std::map<std::string, std::vector<std::string>> book_options;  // of a book.toml
};

// Errors: those of open_source() when no page at all can be read. An input that fails beside others
// that do not is reported.
Result<Gathered> gather(const PublishOptions& options,
                        World& world,
                        article::TitleBlock title_block,
                        Diagnostics& diagnostics);

// What the pages of `inputs`, files, have in common, site by site; those that cannot be read teach
// nothing.
article::LearntSites learn_sites(const std::vector<std::string>& inputs,
                                 const PublishOptions& options,
                                 const World& world);

}  // namespace banxin::publish
