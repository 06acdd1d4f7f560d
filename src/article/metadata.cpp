#include "article/metadata.h"

#include <algorithm>
#include <array>

#include "article/bare_names.h"
#include "article/bylines.h"
#include "article/gather.h"
#include "article/page_language.h"
#include "article/script_facts.h"

namespace banxin::article {

namespace {

// The first of several meta names that has a value.
template <std::size_t Count>
std::string_view first_meta(const Declared& declared,
                            const std::array<std::string_view, Count>& wanted) {
  for (const std::string_view name : wanted) {
    const std::string_view value = declared.find_meta(name);
    if (!value.empty()) return value;
  }
  return {};
}

constexpr std::array kPublishedNames =
    std::to_array<std::string_view>({"article:published_time",
                                     "og:published_time",
                                     "og:article:published_time",
                                     "datepublished",
                                     "date_published",
                                     "pubdate",
                                     "publishdate",
                                     "publish_date",
                                     "publish-date",
                                     "publication_date",
                                     "publication-date",
                                     "publicationdate",
                                     "article:published",
                                     "article.published",
                                     "published_time",
                                     "sailthru.date",
                                     "parsely-pub-date",
                                     "cxenseparse:recs:publishtime",
                                     "dcterms.created",
                                     "dcterms.issued",
                                     "dc.date.issued",
                                     "dc.date.created",
                                     "dc.date",
                                     "dcterms.date",
                                     "date.created",
                                     "datecreated",
                                     "originalpublicationdate",
                                     "rnews:datepublished",
                                     "og:release_date",
                                     "og:time",
                                     "og:regdate",
                                     "regdate",
                                     "date.available",
                                     "publish_time",
                                     "article:publish_time",
                                     "og:article:publish_time",
                                     "bytedance:published_time",
                                     "pubtime",
                                     "publishtime",
                                     "pubdate_time",
                                     "citation_publication_date",
                                     "citation_date",
                                     "weibo: article:publish_at",
                                     "firstpublishedtime",
                                     "contentpublishdate",
                                     "dc.date.published",
                                     "weibo: article:create_at",
                                     "weibo:article:create_at",
                                     "article:create_at",
                                     "artdate",
                                     "createtime",
                                     "releasedate",
                                     "date",
                                     "dateupdate"});
constexpr std::array kModifiedNames = std::to_array<std::string_view>(
    {"article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified",
     "lastmod", "last-modified", "dcterms.modified", "dc.date.modified", "dateupdate"});
constexpr std::array kAuthorNames = std::to_array<std::string_view>(
    {"author", "article:author", "og:article:author", "authors", "parsely-author",
     "sailthru.author", "dc.creator", "dcterms.creator", "dc.contributor", "byl", "byline",
     "article.author", "article:author_name", "twitter:data1:author", "citation_author",
     "rbauthors", "og:novel:author", "novel:author", "book:author"});
constexpr std::array kDescriptionNames =
    std::to_array<std::string_view>({"og:description", "description", "twitter:description",
                                     "dc.description", "dcterms.description"});
constexpr std::array kImageNames =
    std::to_array<std::string_view>({"og:image", "og:image:url", "og:image:secure_url",
                                     "twitter:image", "twitter:image:src", "image", "thumbnail"});

// How a page's language has its dates written.
struct DateHabits {
  DateOrder order = DateOrder::DayFirst;
  int hours_east = 0;  // of Greenwich, where a number of seconds is all there is
};

DateHabits date_habits(std::string_view language) {
  constexpr int kChina = 8;
  constexpr int kJapan = 9;
  DateHabits habits{date_order(language)};
  if (language.starts_with("zh")) habits.hours_east = kChina;
  if (language.starts_with("ja") || language.starts_with("ko")) habits.hours_east = kJapan;
  return habits;
}

std::string iso_date(std::string_view text, const DateHabits& habits) {
  std::string number = date_of_number(text, habits.hours_east);
  if (!number.empty()) return number;
  const auto date = find_date(text, habits.order);
  return date.has_value() ? date->iso : std::string{};
}

// "2019-04-02T23:30:00Z" is the next day where the page is read: the day that it prints counts.
bool is_same_moment(std::string_view declared, std::string_view printed) {
  constexpr std::size_t kDate = 10;
  if (!declared.ends_with("Z") || declared.size() < 16 || printed.size() < kDate) return false;
  const auto number = [](std::string_view text, std::size_t at) {
    return (text[at] - '0') * 10 + (text[at + 1] - '0');
  };
  const bool next_month = number(printed, 8) == 1 && number(declared, 8) >= 28 &&
                          number(printed, 5) == number(declared, 5) % 12 + 1;
  const bool next_day = printed.substr(0, 8) == declared.substr(0, 8) &&
                        number(printed, 8) == number(declared, 8) + 1;
  // Not before three in the afternoon in Greenwich is it the next day in Tokyo.
  return (next_day || next_month) && number(declared, 11) >= 15;
}

bool is_same_name(std::string_view one, std::string_view other) {
  const std::string key = comparison_key(one);
  return !key.empty() && key == comparison_key(other);
}

// "ouestfrancefr" and "ouestfrance": the site with the ending of its address.
bool is_site_with_ending(std::string_view site, std::string_view key) {
  constexpr std::size_t kShortest = 4;
  if (key.size() < kShortest || !site.starts_with(key)) return false;
  static constexpr std::array kEndings = std::to_array<std::string_view>(
      {"fr",     "com",     "de",   "net",        "org",      "es",     "it",
       "at",     "ch",      "nl",   "pl",         "jp",       "cojp",   "couk",
       "online", "digital", "news", "オンライン", "デジタル", "電子版", "ニュース"});
  return std::find(kEndings.begin(), kEndings.end(), site.substr(key.size())) != kEndings.end();
}

// Authors that a CMS fills with what is no person: the site, an account, "admin".
bool is_placeholder(std::string_view name, std::string_view site) {
  const std::string key = comparison_key(name);
  if (key.empty() || key == "admin" || key == "administrator" || key == "editor" || key == "null" ||
      key == "undefined" || key == "none" || key == "author" || key == "root" ||
      key == "wordpressadmin" || key == "webmaster" || key == "name" || key.starts_with("discuz") ||
      key.starts_with("comsenz") ||  // who made the forum's program
      contains(name, "@gmail.com")) {
    return true;
  }
  // "admin", printed twice
  const std::size_t half = key.size() / 2;
  if (key.size() % 2 == 0 && key.substr(0, half) == key.substr(half))
    return is_placeholder(key.substr(half), site);
  bool digits = true;
  for (const char c : key)
    digits = digits && c >= '0' && c <= '9';
  return digits || is_same_name(name, site) || is_site_with_ending(comparison_key(site), key);
}

// "Die Redaktion", an office: of less trust than any person that is printed.
bool is_office(std::string_view name, std::string_view site) {
  const std::string key = comparison_key(name);
  if (key == "redaktion" || key == "dieredaktion" || key == "newsdesk" || key == "staff")
    return true;
  static constexpr std::array kOffices = std::to_array<std::string_view>(
      {"www.", ".com", ".de", ".at", ".ch", ".org", ".net", ".fr", " e.V.", "GmbH", "Magazin",
       "Redaktion", "Verlag", "Archiv", "Online", "Deutsche Welle"});
  const std::string site_key = comparison_key(site);
  if (site_key.size() >= 4 && contains(key, site_key)) return true;
  return contains_any(name, kOffices);
}

// "satou_tofu 3年前"
std::string without_age(const std::string& name) {
  const std::size_t space = name.rfind(' ');
  if (space == std::string::npos || space == 0 || space + 1 >= name.size()) return name;
  const std::string_view last = std::string_view{name}.substr(space + 1);
  const bool age = last[0] >= '0' && last[0] <= '9' &&
                   (last.ends_with("前") || last.ends_with("전") || last.ends_with("ago"));
  return age ? name.substr(0, space) : name;
}

std::vector<std::string> keep_persons(std::vector<std::string> names, std::string_view site) {
  std::vector<std::string> out;
  for (std::string& name : names) {
    name = without_age(name);
    bool known = is_placeholder(name, site) || name.size() > 80 || contains(name, "://") ||
                 name.starts_with("@");
    for (const std::string& other : out)
      known = known || is_same_name(other, name);
    if (!known) out.push_back(std::move(name));
  }
  return out;
}

std::vector<std::string> declared_authors(const Declared& declared, std::string_view site) {
  std::vector<std::string> names;
  for (const std::string& author : declared.json.authors) {
    for (std::string& name : split_names(author))
      names.push_back(std::move(name));
  }
  names = keep_persons(std::move(names), site);
  if (!names.empty()) return names;
  for (const std::string_view wanted : kAuthorNames) {
    for (const auto& [key, value] : declared.meta) {
      if (key != wanted) continue;
      for (std::string& name : split_names(value))
        names.push_back(std::move(name));
    }
    names = keep_persons(std::move(names), site);
    if (!names.empty()) return names;
  }
  // What a plug-in of blogs tells short messages: label1 "Written by", data1 the name.
  static constexpr std::array kWritten = std::to_array<std::string_view>(
      {"writtenby", "verfasstvon", "geschriebenvon", "écritpar", "rédigépar", "escritopor",
       "scrittoda", "geschrevendoor", "napisaneprzez", "skrivenav", "skrevetaf", "автор", "執筆者",
       "글쓴이", "投稿者", "撰寫者", "作者", "författare"});
  const std::string label = comparison_key(declared.find_meta("twitter:label1"));
  if (std::find(kWritten.begin(), kWritten.end(), label) != kWritten.end()) {
    names = keep_persons(split_names(declared.find_meta("twitter:data1")), site);
    if (!names.empty()) return names;
  }
  for (const std::string_view item : {"author name", "author", "creator", "name author"}) {
    names = keep_persons(split_names(declared.find_item(item)), site);
    if (!names.empty()) return names;
    // The name is told apart from the rest of the box: that of the site, of a blog's owner.
    if (item == "author name" && !declared.find_item(item).empty()) break;
  }
  return {};
}

// 王小明小镇生活: the author, and without a space the account.
bool runs_on(const std::vector<std::string>& printed, const std::vector<std::string>& declared) {
  return printed.size() == 1 && declared.size() == 1 && is_chinese_name(declared[0]) &&
         printed[0].size() > declared[0].size() && printed[0].starts_with(declared[0]);
}

// A theme's mistake: og:title is the site's name on every page, and og:… and article:… speak of it.
bool tells_of_site(const Declared& declared) {
  return is_same_name(declared.find_meta("og:title"), declared.find_meta("og:site_name"));
}

std::string declared_published(const Declared& declared, const DateHabits& habits) {
  const bool of_site = tells_of_site(declared);
  std::string found = iso_date(declared.json.published, habits);
  for (const std::string_view name : kPublishedNames) {
    if (!found.empty()) return found;
    if (of_site && (name.starts_with("article:") || name.starts_with("og:"))) continue;
    found = iso_date(declared.find_meta(name), habits);
  }
  if (found.empty()) found = iso_date(declared.find_item("datePublished"), habits);
  if (found.empty()) found = iso_date(declared.find_item("dateCreated"), habits);
  return found;
}

// Whose the article is, when no line says so: an organisation among the declared authors, or the
// account that published what another wrote.
std::string publishing_office(const Declared& declared,
                              const VisibleFacts& visible,
                              const Metadata& known) {
  if (!declared.json.organisations.empty()) return declared.json.organisations.front();
  const std::string_view office = declared.find_meta("og:article:author");
  const std::vector<std::string> parts = split_names(office);
  const auto is_author = [&known](const std::string& name) {
    for (const std::string& byline : known.bylines) {
      if (is_same_name(byline, name)) return true;
    }
    return false;
  };
  if (!parts.empty() && !is_author(parts.front())) return parts.front();
  for (const std::string& account : visible.office) {
    if (!is_author(account)) return account;
  }
  return {};
}

// "article?a=20160210-01048977": a day at the beginning of a value, no longer number.
std::string date_of_query(std::string_view url) {
  constexpr std::size_t kDigits = 8;
  for (std::size_t at = url.find('='); at != std::string_view::npos; at = url.find('=', at + 1)) {
    const std::string_view value = url.substr(at + 1);
    const std::size_t digits = std::min(value.find_first_not_of("0123456789"), value.size());
    if (digits == kDigits && value.substr(0, 2) == "20") {
      std::string found = date_of_url(value.substr(0, kDigits));
      if (!found.empty()) return found;
    }
  }
  return {};
}

std::string address_of(const Declared& declared) {
  if (!declared.canonical.empty()) return declared.canonical;
  return std::string{declared.find_meta("og:url")};
}

}  // namespace

std::vector<std::string> declared_titles(const Declared& declared) {
  std::vector<std::string> titles;
  const auto add = [&titles](std::string_view title) {
    // "我的清仓 来源：某球App，作者：某人": said behind the headline.
    const std::size_t source = title.find(" 来源：");
    if (source != std::string_view::npos && source > 0) title = title.substr(0, source);
    if (!title.empty()) titles.emplace_back(title);
  };
  add(declared.find_meta("og:title"));
  add(declared.json.headline);
  add(declared.find_meta("articletitle"));
  add(declared.title);
  add(declared.find_meta("twitter:title"));
  add(declared.find_meta("dc.title"));
  return titles;
}

std::string declared_site(const Declared& declared) {
  static constexpr std::array kNames = std::to_array<std::string_view>(
      {"og:site_name", "sitename", "application-name", "apple-mobile-web-app-title"});
  const std::string_view found = first_meta(declared, kNames);
  return found.empty() ? declared.json.publisher : std::string{found};
}

std::string declared_language(const Declared& declared) {
  if (!declared.html_lang.empty()) return declared.html_lang;
  static constexpr std::array kNames = std::to_array<std::string_view>(
      {"content-language", "og:locale", "dc.language", "language", "inlanguage"});
  const std::string_view found = first_meta(declared, kNames);
  return found.empty() ? declared.json.language : std::string{found};
}

Metadata gather_metadata(const PageMap& map,
                         const Declared& declared,
                         const Headline& headline,
                         const VisibleFacts& visible) {
  Metadata out;
  out.title = headline.title;
  out.site = declared_site(declared);
  if (out.site.empty()) out.site = headline.site;
  out.lang = find_language(declared_language(declared), map.text);
  const DateHabits habits = date_habits(out.lang);
  const bool east_asian =
      out.lang.starts_with("zh") || out.lang.starts_with("ja") || out.lang.starts_with("ko");
  const std::vector<std::string> authors = declared_authors(declared, out.site);
  // Chinese and Korean systems put the editor or the site into <meta name=author>: what is printed
  // counts, but where it is the declared name and an account's run together.
  const bool printed = east_asian && !visible.bylines.empty() && !runs_on(visible.bylines, authors);
  // An office is declared, a person of two names or more is printed.
  const auto is_of_office = [&out](const std::string& name) { return is_office(name, out.site); };
  const bool person = !visible.bylines.empty() && contains(visible.bylines[0], " ") &&
                      std::none_of(visible.bylines.begin(), visible.bylines.end(), is_of_office);
  const bool office = !authors.empty() && std::all_of(authors.begin(), authors.end(), is_of_office);
  out.bylines = printed || (office && person) ? visible.bylines : authors;
  if (out.bylines.empty()) out.bylines = visible.bylines;
  if (out.bylines.empty()) out.bylines = visible.accounts;
  const TitleTail tail = behind_headline(declared.title, out.title);
  std::vector<std::string> owner = split_names(blog_owner(declared.title));
  // A blog's system declares the site as the author of all of them.
  const bool site_signs = east_asian && visible.bylines.empty() && !out.bylines.empty() &&
                          !is_person(out.bylines.front());
  if (!owner.empty() && (out.bylines.empty() || site_signs)) out.bylines = std::move(owner);
  if (out.bylines.empty()) out.bylines = split_names(account_before_blog(tail.next, tail.last));
  out.bylines = keep_persons(std::move(out.bylines), {});
  if (out.bylines.empty()) out.bylines = authors;
  out.source = visible.source;
  if (out.source.empty()) out.source = std::string{declared.find_meta("source")};
  if (out.source.empty()) out.source = std::string{declared.find_meta("contentsource")};
  if (out.source.starts_with("来源：")) out.source.erase(0, std::string_view{"来源："}.size());
  if (out.source.empty() && east_asian) out.source = publishing_office(declared, visible, out);
  out.published = declared_published(declared, habits);
  if (out.published.empty() || (east_asian && is_same_moment(out.published, visible.published))) {
    out.published = visible.published;
  }
  out.url = address_of(declared);
  if (out.published.empty() && !declared.times.empty()) {
    const auto& [moment, text] = declared.times.front();
    out.published = iso_date(moment, habits);
    const std::string shown = iso_date(text, habits);
    if (east_asian && is_same_moment(out.published, shown)) out.published = shown;
  }
  if (out.published.empty()) {
    out.published = find_script_date(*map.document, habits.hours_east);
  }
  if (out.published.empty()) out.published = date_of_url(out.url);
  if (out.published.empty()) out.published = date_of_query(out.url);
  out.book = declared.json.book;
  if (out.book.title.empty())
    out.book.title = std::string{declared.find_meta("og:novel:book_name")};
  if (out.book.title.empty() && !tail.last.empty()) out.book.title = std::string{tail.next};
  const std::string_view named = tail.last.empty() ? tail.next : tail.last;
  const auto is_named = [named](const std::string& byline) { return is_same_name(byline, named); };
  if (out.site.empty() && std::none_of(out.bylines.begin(), out.bylines.end(), is_named))
    out.site = std::string{named};
  out.modified = iso_date(declared.json.modified, habits);
  if (out.modified.empty()) out.modified = iso_date(first_meta(declared, kModifiedNames), habits);
  out.description = std::string{first_meta(declared, kDescriptionNames)};
  if (out.description.empty()) out.description = declared.json.description;
  out.lead_image = std::string{first_meta(declared, kImageNames)};
  if (out.lead_image.empty()) out.lead_image = declared.json.image;
  return out;
}

Metadata read_metadata(const dom::Document& document) {
  const PageMap map = map_page(document);
  const Declared declared = read_declared(document);
  const Headline headline = find_headline(map, declared_titles(declared), declared_site(declared));
  const std::vector<LineFacts> facts = read_line_facts(map);
  VisiblePlace place;
  place.title_line = headline.line;
  place.body_begin = headline.line == kNoIndex ? 0 : headline.line + 1;
  place.body_end = place.body_begin;
  place.order = date_order(declared_language(declared));
  return gather_metadata(map, declared, headline, read_visible(map, facts, place));
}

std::string join_bylines(const std::vector<std::string>& bylines) {
  std::string out;
  for (const std::string& byline : bylines) {
    const bool east = measure_text(byline).is_east_asian();
    if (!out.empty()) out += east ? "、" : ", ";
    out += byline;
  }
  return out;
}

}  // namespace banxin::article
