#include "article/hints.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "article/text_measure.h"
#include "base/ascii.h"

namespace banxin::article {

namespace {

struct WordHint {
  std::string_view word;
  Hint hint;
};

// Words of class names and ids, split at what is no letter and at camelCase. Sorted. Among them
// the pinyin of Chinese sites (fenxiang: share, pinglun: comments, tuijian: recommended…).
constexpr std::array kWords = std::to_array<WordHint>({
    {"abstract", Hint::Content},
    {"actions", Hint::Tool},
    {"ad", Hint::Advertisement},
    {"adbox", Hint::Advertisement},
    {"adcontainer", Hint::Advertisement},
    {"addthis", Hint::Share},
    {"addtoany", Hint::Share},
    {"ads", Hint::Advertisement},
    {"adsbygoogle", Hint::Advertisement},
    {"adsense", Hint::Advertisement},
    {"adslot", Hint::Advertisement},
    {"adunit", Hint::Advertisement},
    {"adv", Hint::Advertisement},
    {"advert", Hint::Advertisement},
    {"advertisement", Hint::Advertisement},
    {"advertising", Hint::Advertisement},
    {"adverts", Hint::Advertisement},
    {"advt", Hint::Advertisement},
    {"adwrapper", Hint::Advertisement},
    {"article", Hint::Content},
    {"authorbio", Hint::Author},
    {"authorbox", Hint::Author},
    {"authorinfo", Hint::Meta},
    {"badge", Hint::Meta},
    {"banner", Hint::Advertisement},
    {"banners", Hint::Advertisement},
    {"bdshare", Hint::Share},
    {"beian", Hint::Footer},
    {"biaoti", Hint::Title},
    {"bio", Hint::Author},
    {"biography", Hint::Author},
    {"body", Hint::Content},
    {"bread", Hint::Navigation},
    {"breadcrumb", Hint::Navigation},
    {"breadcrumbs", Hint::Navigation},
    {"bshare", Hint::Share},
    {"byline", Hint::Meta},
    {"caption", Hint::Caption},
    {"captions", Hint::Caption},
    {"colophon", Hint::Footer},
    {"comentarios", Hint::Comments},
    {"comment", Hint::Comments},
    {"commentaires", Hint::Comments},
    {"commentlist", Hint::Comments},
    {"comments", Hint::Comments},
    {"consent", Hint::Subscribe},
    {"content", Hint::Content},
    {"cookie", Hint::Subscribe},
    {"cookies", Hint::Subscribe},
    {"copyright", Hint::Footer},
    {"crumb", Hint::Navigation},
    {"crumbs", Hint::Navigation},
    {"daohang", Hint::Navigation},
    {"dateline", Hint::Meta},
    {"disqus", Hint::Comments},
    {"donate", Hint::Subscribe},
    {"donation", Hint::Subscribe},
    {"entry", Hint::Content},
    {"erweima", Hint::Subscribe},
    {"fenxiang", Hint::Share},
    {"figcaption", Hint::Caption},
    {"flag", Hint::Meta},
    {"follow", Hint::Share},
    {"foot", Hint::Footer},
    {"footer", Hint::Footer},
    {"gdpr", Hint::Subscribe},
    {"gg", Hint::Advertisement},
    {"googlead", Hint::Advertisement},
    {"guanggao", Hint::Advertisement},
    {"infobox", Hint::Quote},
    {"jiathis", Hint::Share},
    {"kommentare", Hint::Comments},
    {"leaderboard", Hint::Advertisement},
    {"lightbox", Hint::None},
    {"likes", Hint::Share},
    {"liuyan", Hint::Comments},
    {"livefyre", Hint::Comments},
    {"login", Hint::Subscribe},
    {"mailchimp", Hint::Subscribe},
    {"masthead", Hint::Header},
    {"mbx", Hint::Navigation},
    {"menu", Hint::Navigation},
    {"menus", Hint::Navigation},
    {"meta", Hint::Meta},
    {"metadata", Hint::Meta},
    {"mgid", Hint::Related},
    {"modal", Hint::Subscribe},
    {"mostread", Hint::Related},
    {"nav", Hint::Navigation},
    {"navbar", Hint::Navigation},
    {"navi", Hint::Navigation},
    {"navigation", Hint::Navigation},
    {"newsletter", Hint::Subscribe},
    {"newsletters", Hint::Subscribe},
    {"noprint", Hint::None},
    {"optin", Hint::Subscribe},
    {"outbrain", Hint::Related},
    {"overlay", Hint::Subscribe},
    {"pagenav", Hint::Navigation},
    {"pager", Hint::Navigation},
    {"pagination", Hint::Navigation},
    {"paihang", Hint::Related},
    {"paywall", Hint::Subscribe},
    {"pinglun", Hint::Comments},
    {"popular", Hint::Related},
    {"popup", Hint::Subscribe},
    {"post", Hint::Content},
    {"postmeta", Hint::Meta},
    {"print", Hint::None},
    {"profile", Hint::Author},
    {"promo", Hint::Related},
    {"promos", Hint::Related},
    {"promote", Hint::Related},
    {"promoted", Hint::Related},
    {"promotion", Hint::Related},
    {"pullquote", Hint::Quote},
    {"qrcode", Hint::Subscribe},
    {"ranking", Hint::Related},
    {"rating", Hint::Tool},
    {"ratings", Hint::Tool},
    {"recirc", Hint::Related},
    {"recirculation", Hint::Related},
    {"recommend", Hint::Related},
    {"recommendation", Hint::Related},
    {"recommendations", Hint::Related},
    {"recommended", Hint::Related},
    {"register", Hint::Subscribe},
    {"relate", Hint::Related},
    {"related", Hint::Related},
    {"relatedposts", Hint::Related},
    {"replies", Hint::Comments},
    {"reply", Hint::Comments},
    {"respond", Hint::Comments},
    {"search", Hint::Tool},
    {"searchform", Hint::Tool},
    {"share", Hint::Share},
    {"sharebar", Hint::Share},
    {"sharebox", Hint::Share},
    {"sharedaddy", Hint::Share},
    {"shares", Hint::Share},
    {"sharethis", Hint::Share},
    {"sharing", Hint::Share},
    {"side", Hint::Sidebar},
    {"sidebar", Hint::Sidebar},
    {"sidebars", Hint::Sidebar},
    {"sig", Hint::Author},
    {"signature", Hint::Author},
    {"signup", Hint::Subscribe},
    {"sitemap", Hint::Navigation},
    {"skip", Hint::Navigation},
    {"sns", Hint::Share},
    {"social", Hint::Share},
    {"socialmedia", Hint::Share},
    {"socials", Hint::Share},
    {"sponsor", Hint::Advertisement},
    {"sponsored", Hint::Advertisement},
    {"sponsors", Hint::Advertisement},
    {"story", Hint::Content},
    {"submenu", Hint::Navigation},
    {"subnav", Hint::Navigation},
    {"subscribe", Hint::Subscribe},
    {"subscription", Hint::Subscribe},
    {"suggested", Hint::Related},
    {"suggestions", Hint::Related},
    {"taboola", Hint::Related},
    {"tagcloud", Hint::Tags},
    {"taglist", Hint::Tags},
    {"tags", Hint::Tags},
    {"teaser", Hint::None},
    {"text", Hint::Content},
    {"timestamp", Hint::Meta},
    {"tit", Hint::Title},
    {"title", Hint::Title},
    {"toolbar", Hint::Tool},
    {"toolbox", Hint::Tool},
    {"tools", Hint::Tool},
    {"topbar", Hint::Navigation},
    {"trending", Hint::Related},
    {"tuijian", Hint::Related},
    {"upnext", Hint::Related},
    {"vote", Hint::Tool},
    {"widget", Hint::Sidebar},
    {"widgets", Hint::Sidebar},
    {"xiangguan", Hint::Related},
    {"yarpp", Hint::Related},
    {"zihao", Hint::Tool},
});
static_assert(std::is_sorted(kWords.begin(),
                             kWords.end(),
                             [](const WordHint& a, const WordHint& b) { return a.word < b.word; }));

struct NameHint {
  std::string_view name;
  Hint hint;
};

// One whole class or id, its letters and digits in lower case, that says it all.
constexpr std::array kWholeNames = std::to_array<NameHint>({
    {"aboutauthor", Hint::Author},
    {"aboutheauthor", Hint::Author},
    {"abouttheauthor", Hint::Author},
    {"authorbio", Hint::Author},
    {"authorbox", Hint::Author},
    {"authorcard", Hint::Author},
    {"authordescription", Hint::Author},
    {"authorprofile", Hint::Author},
    {"displaynone", Hint::Hidden},
    {"dnone", Hint::Hidden},
    {"entryfooter", Hint::Footer},
    {"entrymeta", Hint::Meta},
    {"catlinks", Hint::Tags},
    {"hidden", Hint::Hidden},
    {"imgdesc", Hint::Caption},
    {"imgdescr", Hint::Caption},
    {"imgtitle", Hint::Caption},
    {"imgtxt", Hint::Caption},
    {"imageinfo", Hint::Caption},
    {"photodesc", Hint::Caption},
    {"photoinfo", Hint::Caption},
    {"phototext", Hint::Caption},
    {"picdesc", Hint::Caption},
    {"picinfo", Hint::Caption},
    {"pictext", Hint::Caption},
    {"pictitle", Hint::Caption},
    {"pictxt", Hint::Caption},
    {"hide", Hint::Hidden},
    {"ishidden", Hint::Hidden},
    {"jshidden", Hint::Hidden},
    {"jprelatedposts", Hint::Related},
    {"morenews", Hint::Related},
    {"morestories", Hint::Related},
    {"newslettersignup", Hint::Subscribe},
    {"nextpost", Hint::Navigation},
    {"navbox", Hint::Navigation},
    {"postnavigation", Hint::Navigation},
    {"postprofile", Hint::Author},
    {"prevnext", Hint::Navigation},
    {"printfooter", Hint::Footer},
    {"push", Hint::Comments},
    {"prevpost", Hint::Navigation},
    {"readmore", Hint::Related},
    {"readnext", Hint::Related},
    {"screenreadertext", Hint::Hidden},
    {"sronly", Hint::Hidden},
    {"visuallyhidden", Hint::Hidden},
});

// Parts of a class or id (letters and digits only, lower case) that bodies alone have.
constexpr std::array<std::string_view, 34> kBodyNames = {
    "entrymore",       "assetbody",        "assetmore",     "articlebody",   "articlecontent",
    "articletext",     "artcontent",       "articledetail", "bodytext",      "contentarticle",
    "contentbody",     "entrycontent",     "entrybody",     "entrytext",     "jscontent",
    "maincontenttext", "markdownbody",     "mwcontenttext", "newsbody",      "newscontent",
    "newstext",        "nodecontent",      "postbody",      "postcontent",   "postentry",
    "posttext",        "richmediacontent", "richtext",      "singlecontent", "storybody",
    "storycontent",    "storytext",        "textbody",      "trseditor",
};

Hint find_word(std::string_view word) {
  const auto* const found = std::lower_bound(
      kWords.begin(), kWords.end(), word,
      [](const WordHint& row, std::string_view wanted) { return row.word < wanted; });
  return found != kWords.end() && found->word == word ? found->hint : Hint::None;
}

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

bool is_letter(char c) {
  return is_lower(c) || is_ascii_upper(c);
}

// "SE-75f06e24-ad42-4be1-9a1c-0242ac1adb13": how long the number at `at` is, of the form 8-4-4-4-12
// (RFC 9562 §4); 0 where there is none.
std::size_t unique_number(std::string_view name, std::size_t at) {
  constexpr std::size_t kLength = 36;
  if (name.size() - at < kLength) return 0;
  for (std::size_t index = 0; index < kLength; ++index) {
    const char c = name[at + index];
    const bool dash = index == 8 || index == 13 || index == 18 || index == 23;
    const bool hex = is_ascii_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (dash ? c != '-' : !hex) return 0;
  }
  return kLength;
}

// "Title__3xAd9", "k4ad": two or three letters behind a digit are a program's, not a word.
bool is_made_up(std::string_view name, std::size_t begin, std::size_t end) {
  constexpr std::size_t kShort = 3;
  if (end - begin > kShort) return false;
  while (begin > 0 && is_letter(name[begin - 1]))
    --begin;
  return begin > 0 && is_ascii_digit(name[begin - 1]);
}

// The hints of one class or id.
Hints name_hints(std::string_view name) {
  // Longer ones are machine-made, or text.
  if (name.size() > 60) return 0;
  Hints hints = 0;
  std::string word;
  std::string whole;
  bool of_another = false;
  for (std::size_t at = 0; at <= name.size(); ++at) {
    const char c = at < name.size() ? name[at] : ' ';
    const bool boundary = !is_letter(c) || (is_ascii_upper(c) && at > 0 && is_lower(name[at - 1]));
    if (boundary && !word.empty()) {
      // "has-sidebar", "fig--has-shares" speak of what is beside or inside.
      if (!of_another && !is_made_up(name, at - word.size(), at)) hints = hints | find_word(word);
      of_another = word == "has" || word == "with" || word == "without" || word == "no";
      word.clear();
    }
    if (boundary) {
      const std::size_t number = at < name.size() ? unique_number(name, at + 1) : 0;
      if (number > 0) {
        at += number;
        continue;
      }
    }
    if (is_letter(c)) {
      const char lower = is_ascii_upper(c) ? static_cast<char>(c + 32) : c;
      word += lower;
      whole += lower;
    } else if (is_ascii_digit(c)) {
      whole += c;
    }
  }
  for (const NameHint& row : kWholeNames) {
    if (whole == row.name) hints = hints | row.hint;
  }
  hints = hints | find_word(whole);
  for (const std::string_view part : kBodyNames) {
    if (contains(whole, part)) hints = hints | Hint::Body | Hint::Content;
  }
  // "comment-content" is a comment, "article-body-related" is not a body.
  if ((hints & kChromeHints) != 0) hints &= ~(Hint::Body | Hint::Content);
  return hints;
}

Hints list_hints(std::string_view names) {
  Hints hints = 0;
  std::size_t count = 0;
  std::size_t longest = 0;
  for (std::size_t at = 0; at < names.size() && count < 24;) {
    const std::size_t end = std::min(names.find_first_of(" \t\n\r\f", at), names.size());
    if (end > at) {
      hints |= name_hints(names.substr(at, end - at));
      longest = std::max(longest, end - at);
      ++count;
    }
    at = end + 1;
  }
  // "fj fk ad gi": a program's names, which spell a word by chance.
  const bool made = count >= 3 && longest <= 3;
  return made ? 0 : hints;
}

Hints role_hints(std::string_view role) {
  if (role == "navigation" || role == "menu" || role == "menubar" || role == "tablist") {
    return Hints{} | Hint::Navigation;
  }
  if (role == "complementary") return Hints{} | Hint::Sidebar;
  if (role == "contentinfo") return Hints{} | Hint::Footer;
  if (role == "banner") return Hints{} | Hint::Header;
  if (role == "search" || role == "toolbar") return Hints{} | Hint::Tool;
  if (role == "dialog" || role == "alertdialog") return Hints{} | Hint::Subscribe;
  return 0;
}

Hints tag_hints(Atom name) {
  using namespace dom::names;
  if (name == nav || name == menu) return Hints{} | Hint::Navigation;
  if (name == footer) return Hints{} | Hint::Footer;
  if (name == aside) return Hints{} | Hint::Sidebar;
  if (name == header) return Hints{} | Hint::Header;
  if (name == figcaption) return Hints{} | Hint::Caption;
  if (name == dialog) return Hints{} | Hint::Subscribe;
  if (name == search) return Hints{} | Hint::Tool;
  return 0;
}

// <aside class="msg">, "callout", "admonition": a note that belongs to the text.
bool names_note(std::string_view names) {
  static constexpr std::array kNotes = std::to_array<std::string_view>(
      {"msg", "message", "callout", "admonition", "note", "notes", "tip", "tips", "notice",
       "warning", "caution", "hint", "footnote", "footnotes", "definition", "example"});
  for (std::size_t at = 0; at < names.size();) {
    const std::size_t end = std::min(names.find_first_of(" \t\n-_", at), names.size());
    const std::string word = ascii_lower(names.substr(at, end - at));
    if (std::find(kNotes.begin(), kNotes.end(), word) != kNotes.end()) return true;
    at = end + 1;
  }
  return false;
}

bool is_heading(Atom name) {
  using namespace dom::names;
  return name == h1 || name == h2 || name == h3 || name == h4 || name == h5 || name == h6;
}

// The id of a heading is made of its own text, "场景模式-与-Widget", "navigation" of "Navigation";
// a single word that the text does not say ("comments" above «3 条评论») is a name.
bool is_own_text(const dom::Node& heading, std::string_view id) {
  if (!std::all_of(id.begin(), id.end(), is_letter)) return true;
  const dom::Node* node = heading.first_child;
  constexpr int kMostNodes = 8;
  for (int seen = 0; node != nullptr && seen < kMostNodes; ++seen) {
    if (node->is_text() && contains(ascii_lower(node->text()), ascii_lower(id))) return true;
    node = dom::next_in_tree(*node, heading);
  }
  return false;
}

bool is_hidden_style(std::string_view style) {
  if (!contains(style, "none") && !contains(style, "hidden") && !contains(style, "NONE")) {
    return false;
  }
  std::string packed;
  for (const char c : ascii_lower(style)) {
    if (c != ' ' && c != '\t' && c != '\n') packed += c;
  }
  return contains(packed, "display:none") || contains(packed, "visibility:hidden");
}

}  // namespace

Hints HintReader::of_names(std::string_view names) {
  const auto [known, is_new] = known_.try_emplace(names);
  if (is_new) known->second = list_hints(names);
  return known->second;
}

Hints HintReader::read(const dom::Node& element) {
  using namespace dom;
  if (element.name_space != Namespace::Html) return 0;
  Hints hints = tag_hints(element.name);
  bool is_note = false;
  for (const Attribute& attribute : element.attributes()) {
    if (attribute.name == names::class_ || attribute.name == names::id) {
      const bool slug = attribute.name == names::id && is_heading(element.name) &&
                        is_own_text(element, attribute.value);
      if (slug) continue;
      hints |= of_names(attribute.value);
      if (element.name == names::aside && names_note(attribute.value)) is_note = true;
    } else if (attribute.name == names::role) {
      hints |= role_hints(attribute.value);
    } else if (attribute.name == names::hidden) {
      hints = hints | Hint::Hidden;
    } else if (attribute.name == names::style) {
      if (is_hidden_style(attribute.value)) hints = hints | Hint::Hidden;
    } else if (attribute.name == names::itemprop) {
      if (contains(attribute.value, "articleBody")) hints = hints | Hint::Body | Hint::Content;
      if (attribute.value == "comment") hints = hints | Hint::Comments;
    }
  }
  constexpr Hints kAside = Hints{} | Hint::Sidebar;
  if (is_note && (hints & kChromeHints) == kAside) hints = 0;
  return hints;
}

const char* hint_name(Hints hints) {
  struct Row {
    Hint hint;
    const char* name;
  };
  static constexpr std::array kRows = std::to_array<Row>({
      {Hint::Navigation, "navigation"},
      {Hint::Comments, "comments"},
      {Hint::Share, "share bar"},
      {Hint::Related, "related links"},
      {Hint::Advertisement, "advertisement"},
      {Hint::Author, "about the author"},
      {Hint::Subscribe, "prompt"},
      {Hint::Footer, "footer"},
      {Hint::Sidebar, "sidebar"},
      {Hint::Tool, "tools"},
      {Hint::Tags, "tags"},
      {Hint::Hidden, "hidden"},
      {Hint::Meta, "byline and date"},
      {Hint::Header, "header"},
  });
  for (const Row& row : kRows) {
    if (has_hint(hints, row.hint)) return row.name;
  }
  return "chrome";
}

}  // namespace banxin::article
