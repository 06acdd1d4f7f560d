#include "publish/gather.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "base/diagnostic_ids.h"

namespace banxin::publish {
namespace {

// "@3/" + name → {3, name}; anything else belongs to the first gate.
struct GateName {
  std::size_t gate = 0;
  std::string name;
};

GateName split_gate_name(const std::string& name) {
  const std::size_t slash = name.find('/');
  if (!name.starts_with('@') || slash == std::string::npos) return {0, name};
  std::size_t number = 0;
  for (std::size_t i = 1; i < slash; ++i) {
    if (name[i] < '0' || name[i] > '9' || number > 1'000'000) return {0, name};
    number = number * 10 + static_cast<std::size_t>(name[i] - '0');
  }
  return number < 2 ? GateName{0, name} : GateName{number - 1, name.substr(slash + 1)};
}

std::string root_of(const std::string& input, const PublishOptions& options) {
  return options.read.root.empty() ? folder_of(input) : options.read.root;
}

}  // namespace

std::string Gates::add(const std::string& root, input::Resources resources) {
  const bool shared = !resources.has_parts();
  for (std::size_t i = 0; shared && i < gates_.size(); ++i) {
    if (gates_[i].root == root && !gates_[i].resources.has_parts()) {
      return i == 0 ? "" : '@' + std::to_string(i + 1) + '/';
    }
  }
  gates_.push_back({root, std::move(resources)});
  return gates_.size() == 1 ? "" : '@' + std::to_string(gates_.size()) + '/';
}

Result<book::Resource> Gates::load(const std::string& from, std::string_view reference) const {
  const GateName at = split_gate_name(from);
  if (at.gate >= gates_.size()) {
    return Error{ErrorCode::NotFound, std::string(reference), "no input holds it"};
  }
  Result<input::Resource> resource = gates_[at.gate].resources.load(reference, at.name);
  if (!resource) return std::move(resource).error();
  const std::string prefix = at.gate == 0 ? "" : '@' + std::to_string(at.gate + 1) + '/';
  book::Resource loaded;
  loaded.path = prefix + resource.value().name;
  loaded.bytes = std::move(resource.value().bytes);
  return loaded;
}

book::ResourceLoader Gates::loader(Diagnostics& diagnostics) const {
  auto reported = std::make_shared<std::set<std::string>>();
  return [this, &diagnostics, reported](const std::string& from, std::string_view reference) {
    Result<book::Resource> resource = load(from, reference);
    if (!resource && reported->insert(from + '\n' + std::string(reference)).second) {
      const bool missing = resource.error().code == ErrorCode::NotFound;
      diagnostics.report(missing ? DiagnosticId::ResourceMissing : DiagnosticId::ResourceRefused,
                         from.empty() ? name_ : from, {}, resource.error().subject);
    }
    return resource;
  };
}

namespace {

class Gathering {
 public:
  Gathering(const PublishOptions& options,
            World& world,
            article::TitleBlock title_block,
            Diagnostics& diagnostics)
      : options_(options), world_(world), title_block_(title_block), diagnostics_(diagnostics) {
    gathered_.gates = std::make_unique<Gates>(options.inputs.empty() ? "" : options.inputs.front());
  }

  Result<Gathered> run() {
    std::optional<Error> first_error;
    for (const std::string& input : options_.inputs) {
      Result<void> done = add_input(input);
      if (done) continue;
      if (options_.inputs.size() == 1) return std::move(done).error();
      diagnostics_.report(DiagnosticId::InputFailed, done.error().subject, {}, done.error().detail);
      if (!first_error) first_error = std::move(done).error();
    }
    if (gathered_.pages.empty() && first_error) return std::move(*first_error);
    return std::move(gathered_);
  }

 private:
  Result<void> add_input(const std::string& input) {
    const input::SourceOptions opening{options_.read.root, options_.read.limits};
    BANXIN_TRY(input::Source source,
               input::open_source(input, opening, world_.files, std::move(world_.standard_input),
                                  diagnostics_));
    if (gathered_.name.empty()) gathered_.name = source.name;
    if (source.book) gathered_.book_options = source.book->options;
    const std::string root = source.is_folder ? input : root_of(input, options_);
    const std::string prefix = gathered_.gates->add(root, std::move(source.resources));
    for (std::size_t i = 0; i < source.pages.size(); ++i) {
      input::SourcePage& page = source.pages[i];
      const Result<void> loaded = input::load_page(page, opening, world_.files);
      if (!loaded && source.pages.size() == 1) return loaded;
      if (!loaded) {
        diagnostics_.report(DiagnosticId::InputFailed, page.file, {}, loaded.error().detail);
        continue;
      }
      GatheredPage gathered{read_page(std::move(page), options_.read, title_block_, diagnostics_),
                            {}};
      gathered.page.name = prefix + gathered.page.name;
      if (source.book) gathered.chapter = source.book->chapters[i];
      gathered_.pages.push_back(std::move(gathered));
      if (world_.progress) world_.progress(i + 1, source.pages.size());
    }
    return {};
  }

  const PublishOptions& options_;
  World& world_;
  article::TitleBlock title_block_;
  Diagnostics& diagnostics_;
  Gathered gathered_;
};

}  // namespace

Result<Gathered> gather(const PublishOptions& options,
                        World& world,
                        article::TitleBlock title_block,
                        Diagnostics& diagnostics) {
  return Gathering(options, world, title_block, diagnostics).run();
}

}  // namespace banxin::publish
