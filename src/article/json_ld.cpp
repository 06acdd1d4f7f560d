#include "article/json_ld.h"

#include <nlohmann/json.hpp>

#include "article/text_measure.h"

namespace banxin::article {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxBytes = 1U << 20U;  // LIMIT: one script
constexpr std::size_t kMaxValues = 5000;      // LIMIT: values looked at

// Pages break lines inside strings and wrap scripts in comments.
std::string cleaned(std::string_view script) {
  const std::size_t begin = script.find_first_of("{[");
  const std::size_t end = script.find_last_of("}]");
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return {};
  std::string out{script.substr(begin, end - begin + 1)};
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return out;
}

std::string text_of(const Json& value) {
  return value.is_string() ? collapse_spaces(value.get_ref<const std::string&>()) : std::string{};
}

std::string member(const Json& object, const char* name) {
  if (!object.is_object()) return {};
  const auto found = object.find(name);
  return found == object.end() ? std::string{} : text_of(*found);
}

// A string, an object with a name, or a list of them.
void add_names(const Json& value, std::vector<std::string>& names) {
  const auto add = [&names](const Json& one) {
    std::string name = one.is_string() ? text_of(one) : member(one, "name");
    if (!name.empty() && names.size() < 8) names.push_back(std::move(name));
  };
  if (!value.is_array()) {
    add(value);
    return;
  }
  for (const Json& one : value)
    add(one);
}

std::string image_of(const Json& value) {
  const Json& one = value.is_array() && !value.empty() ? value[0] : value;
  return one.is_string() ? text_of(one) : member(one, "url");
}

bool is_article_type(const Json& object) {
  const auto found = object.find("@type");
  if (found == object.end()) return false;
  const auto one = [](const Json& type) {
    const std::string name = text_of(type);
    return contains(name, "Article") || contains(name, "BlogPosting") || name == "Report" ||
           name == "Review" || name == "LiveBlogPosting" || name == "Recipe" || name == "HowTo";
  };
  if (!found->is_array()) return one(*found);
  for (const Json& type : *found) {
    if (one(type)) return true;
  }
  return false;
}

void fill(std::string& field, std::string value) {
  if (field.empty()) field = std::move(value);
}

void read_article(const Json& object, JsonLd& known) {
  known.is_article = true;
  fill(known.headline, member(object, "headline"));
  fill(known.headline, member(object, "name"));
  fill(known.published, member(object, "datePublished"));
  fill(known.modified, member(object, "dateModified"));
  fill(known.description, member(object, "description"));
  fill(known.language, member(object, "inLanguage"));
  if (known.authors.empty()) {
    const auto author = object.find("author");
    if (author != object.end()) add_names(*author, known.authors);
  }
  const auto publisher = object.find("publisher");
  if (publisher != object.end()) fill(known.publisher, member(*publisher, "name"));
  const auto image = object.find("image");
  if (image != object.end()) fill(known.image, image_of(*image));
}

}  // namespace

void read_json_ld(std::string_view script, JsonLd& known) {
  if (script.size() > kMaxBytes) return;
  const std::string text = cleaned(script);
  if (text.empty()) return;
  const Json root = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (root.is_discarded()) return;
  std::vector<const Json*> open{&root};
  for (std::size_t seen = 0; !open.empty() && seen < kMaxValues; ++seen) {
    const Json& value = *open.back();
    open.pop_back();
    if (value.is_object() && is_article_type(value)) {
      read_article(value, known);
      continue;
    }
    if (!value.is_structured()) continue;
    // Backwards, so that the stack gives them in order.
    for (auto at = value.rbegin(); at != value.rend(); ++at) {
      if (at->is_structured()) open.push_back(&*at);
    }
  }
}

}  // namespace banxin::article
