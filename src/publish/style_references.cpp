#include "publish/style_references.h"

#include <algorithm>

#include "base/ascii.h"
#include "input/url.h"

namespace banxin::publish {
namespace {

constexpr std::size_t kMost = 10'000;

// Blanks stand for comments, so that places stay.
std::string without_comments(std::string_view sheet) {
  std::string out(sheet);
  for (std::size_t start = out.find("/*"); start != std::string::npos;
       start = out.find("/*", start)) {
    const std::size_t close = out.find("*/", start + 2);
    const std::size_t end = close == std::string::npos ? out.size() : close + 2;
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(start),
              out.begin() + static_cast<std::ptrdiff_t>(end), ' ');
  }
  return out;
}

class Finder {
 public:
  explicit Finder(std::string_view sheet)
      : sheet_(without_comments(sheet)), lower_(ascii_lower(sheet_)) {}

  std::vector<StyleReference> find() {
    each("url(", [this](std::size_t start) { add(start, ')'); });
    each("image-set(", [this](std::size_t start) { add_quoted_until(start, ';'); });
    each("@import", [this](std::size_t start) {
      const std::size_t quote = lower_.find_first_not_of(" \t\r\n", start);
      if (quote == std::string::npos) return;
      if (lower_[quote] == '"' || lower_[quote] == '\'') add(quote, ';');
      imports_.push_back(quote);
    });
    for (StyleReference& reference : found_) {
      reference.is_import =
          std::find(imports_.begin(), imports_.end(), reference.offset) != imports_.end();
    }
    return std::move(found_);
  }

 private:
  template <class Visit>
  void each(std::string_view word, Visit visit) {
    std::size_t count = 0;
    for (std::size_t at = lower_.find(word); at != std::string::npos && count < kMost;
         at = lower_.find(word, at + word.size()), ++count) {
      const bool is_function = word.ends_with('(');
      place_ = is_function ? at : lower_.find_first_not_of(" \t\r\n", at + word.size());
      visit(at + word.size());
    }
  }

  // The text in quotes, or up to `close`, that begins at `at`.
  void add(std::size_t at, char close) {
    at = std::min(sheet_.find_first_not_of(" \t\r\n", at), sheet_.size());
    if (at == sheet_.size()) return;
    const bool quoted = sheet_[at] == '"' || sheet_[at] == '\'';
    const char end = quoted ? sheet_[at] : close;
    if (quoted) ++at;
    constexpr std::size_t kLongest = 512;
    const std::string_view text = std::string_view(sheet_).substr(at, kLongest);
    const std::size_t stop = text.find(end);
    if (stop != std::string_view::npos)
      found_.push_back({input::strip_url(text.substr(0, stop)), place_});
  }

  void add_quoted_until(std::size_t start, char close) {
    constexpr std::size_t kLongest = 2048;
    std::string_view set = std::string_view(sheet_).substr(start, kLongest);
    set = set.substr(0, set.find(close));
    for (std::size_t quote = set.find('"'); quote != std::string_view::npos;) {
      const std::size_t end = set.find('"', quote + 1);
      if (end == std::string_view::npos) break;
      found_.push_back({input::strip_url(set.substr(quote + 1, end - quote - 1)), start + quote});
      quote = set.find('"', end + 1);
    }
  }

  std::string sheet_, lower_;
  std::size_t place_ = 0;
  std::vector<std::size_t> imports_;  // where what is imported is named
  std::vector<StyleReference> found_;
};

}  // namespace

std::vector<StyleReference> references_of_style(std::string_view sheet) {
  return Finder(sheet).find();
}

}  // namespace banxin::publish
