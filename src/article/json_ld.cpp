#include "article/json_ld.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

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

// A value, or each of a list.
template <typename Take>
void for_each_value(const Json& value, const Take& take) {
  if (!value.is_array()) {
    take(value);
    return;
  }
  for (const Json& one : value)
    take(one);
}

// A string, an object with a name, or a list of them.
void add_names(const Json& value, std::vector<std::string>& names) {
  for_each_value(value, [&names](const Json& one) {
    std::string name = one.is_string() ? text_of(one) : member(one, "name");
    if (!name.empty() && names.size() < 8) names.push_back(std::move(name));
  });
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

bool is_type(const Json& object, std::string_view wanted) {
  const auto found = object.find("@type");
  if (found == object.end()) return false;
  if (!found->is_array()) return text_of(*found) == wanted;
  for (const Json& type : *found) {
    if (text_of(type) == wanted) return true;
  }
  return false;
}

void add_organisations(const Json& value, std::vector<std::string>& names) {
  for_each_value(value, [&names](const Json& one) {
    if (!is_type(one, "Organization") && !is_type(one, "NewsMediaOrganization")) return;
    std::string name = member(one, "name");
    if (!name.empty() && names.size() < 4) names.push_back(std::move(name));
  });
}

void fill(std::string& field, std::string value) {
  if (field.empty()) field = std::move(value);
}

void fill_names(std::vector<std::string>& names, const Json& object, const char* name) {
  const auto found = object.find(name);
  if (names.empty() && found != object.end()) add_names(*found, names);
}

std::string number_or_text(const Json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end()) return {};
  return found->is_number() ? found->dump() : text_of(*found);
}

// "a, b" or ["a", "b"].
void fill_keywords(std::vector<std::string>& keywords, const Json& object) {
  std::vector<std::string> found;
  fill_names(found, object, "keywords");
  for (const std::string& list : found) {
    for (std::size_t at = 0; at < list.size();) {
      const std::size_t end = std::min(list.find_first_of(",;", at), list.size());
      std::string word = collapse_spaces(std::string_view(list).substr(at, end - at));
      if (!word.empty() && keywords.size() < 30) keywords.push_back(std::move(word));
      at = end + 1;
    }
  }
}

// The facts that articles and books share.
void read_book_facts(const Json& object, BookFacts& book) {
  fill_names(book.translators, object, "translator");
  fill_names(book.illustrators, object, "illustrator");
  fill_names(book.editors, object, "editor");
  if (book.keywords.empty()) fill_keywords(book.keywords, object);
  const auto publisher = object.find("publisher");
  if (publisher != object.end()) {
    fill(book.publisher, publisher->is_string() ? text_of(*publisher) : member(*publisher, "name"));
  }
  fill(book.isbn, member(object, "isbn"));
  fill(book.rights, member(object, "copyrightNotice"));
  fill(book.rights, member(object, "license"));
  const auto whole = object.find("isPartOf");
  if (whole == object.end() || !whole->is_object() || !is_type(*whole, "BookSeries")) return;
  if (!book.series.empty()) return;
  book.series = member(*whole, "name");
  book.series_index = number_or_text(object, "position");
}

void read_book(const Json& object, JsonLd& known) {
  fill(known.headline, member(object, "name"));
  fill(known.published, member(object, "datePublished"));
  fill(known.modified, member(object, "dateModified"));
  fill(known.description, member(object, "description"));
  fill(known.language, member(object, "inLanguage"));
  fill_names(known.book.authors, object, "author");
  fill(known.book.subtitle, member(object, "alternativeHeadline"));
  const auto image = object.find("image");
  if (image != object.end()) fill(known.image, image_of(*image));
  read_book_facts(object, known.book);
}

// With its line ends, which are its paragraphs'.
void fill_body(const Json& object, std::string& body) {
  for (const char* name : {"articleBody", "reviewBody"}) {
    const auto found = object.find(name);
    if (!body.empty() || found == object.end() || !found->is_string()) continue;
    body = found->get<std::string>();
  }
}

void read_article(const Json& object, JsonLd& known) {
  known.is_article = true;
  read_book_facts(object, known.book);
  fill(known.headline, member(object, "headline"));
  fill(known.headline, member(object, "name"));
  fill_body(object, known.body);
  fill(known.published, member(object, "datePublished"));
  fill(known.modified, member(object, "dateModified"));
  fill(known.description, member(object, "description"));
  fill(known.language, member(object, "inLanguage"));
  if (known.authors.empty()) {
    const auto author = object.find("author");
    if (author != object.end()) {
      add_names(*author, known.authors);
      add_organisations(*author, known.organisations);
    }
  }
  const auto publisher = object.find("publisher");
  if (publisher != object.end()) fill(known.publisher, member(*publisher, "name"));
  const auto image = object.find("image");
  if (image != object.end()) fill(known.image, image_of(*image));
}

// {"@type": "BlogPosting", "author": {"@id": "#p"}}, {"@type": "Person", "@id": "#p", "name": …}:
// in a graph an author may stand beside the article.
class References {
 public:
  void read(const Json& object) {
    const std::string id = member(object, "@id");
    const bool names = is_type(object, "Person") && !id.empty() && persons_.size() < kMost;
    if (names) persons_.emplace_back(id, member(object, "name"));
    if (!is_article_type(object)) return;
    const auto author = object.find("author");
    if (author == object.end()) return;
    for_each_value(*author, [this](const Json& one) {
      std::string wanted = member(one, "name").empty() ? member(one, "@id") : std::string{};
      if (!wanted.empty() && wanted_.size() < kMost) wanted_.push_back(std::move(wanted));
    });
  }

  void fill(std::vector<std::string>& authors) const {
    if (!authors.empty()) return;
    for (const std::string& wanted : wanted_) {
      for (const auto& [id, name] : persons_) {
        if (id == wanted && !name.empty()) authors.push_back(name);
      }
      if (!authors.empty()) return;
    }
  }

 private:
  static constexpr std::size_t kMost = 20;
  std::vector<std::pair<std::string, std::string>> persons_;
  std::vector<std::string> wanted_;
};

}  // namespace

void read_json_ld(std::string_view script, JsonLd& known) {
  if (script.size() > kMaxBytes) return;
  const std::string text = cleaned(script);
  if (text.empty()) return;
  const Json root = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (root.is_discarded()) return;
  References references;
  std::vector<const Json*> open{&root};
  for (std::size_t seen = 0; !open.empty() && seen < kMaxValues; ++seen) {
    const Json& value = *open.back();
    open.pop_back();
    if (value.is_object()) references.read(value);
    if (value.is_object() && is_article_type(value)) {
      read_article(value, known);
      continue;
    }
    if (value.is_object() && is_type(value, "Book")) {
      read_book(value, known);
      continue;
    }
    if (!value.is_structured()) continue;
    // Backwards, so that the stack gives them in order.
    for (auto at = value.rbegin(); at != value.rend(); ++at) {
      if (at->is_structured()) open.push_back(&*at);
    }
  }
  references.fill(known.authors);
}

}  // namespace banxin::article
