#pragma once
// Values of generated content and of pages (CSS Content 3, GCPM 3, Page 3).
#include "css/picture_values.h"

namespace banxin::css {

// -- generated content, CSS Content 3, GCPM 3
enum class CounterStyleKind : std::uint8_t { None, Name, String, Symbols };
// A counter style by name (css decides nothing about it: style/counter_style.h formats), a string,
// or symbols().
struct CounterStyleName {
  CounterStyleKind kind = CounterStyleKind::Name;
  std::string_view name;           // of Name and String; of Symbols the type: "cyclic" …
  List<std::string_view> symbols;  // of Symbols
  static constexpr CounterStyleName of(std::string_view name) {
    return {CounterStyleKind::Name, name, {}};
  }
  bool operator==(const CounterStyleName&) const = default;
};
enum class ContentItemKind : std::uint8_t {
  String,
  Image,
  Counter,   // counter(name, style)
  Counters,  // counters(name, separator, style)
  OpenQuote,
  CloseQuote,
  NoOpenQuote,
  NoCloseQuote,
  Attribute,      // attr(): already resolved into String in computed styles
  Contents,       // `contents`
  ContentText,    // content(), content(text)
  ContentBefore,  // content(before) …
  ContentAfter,
  ContentMarker,
  ContentFirstLetter,
  NamedString,     // string(name, which)
  RunningElement,  // element(name, which)
  TargetCounter,   // target-counter(url, name, style)
  TargetCounters,
  TargetText,  // target-text(url, which)
  Leader,      // leader(text)
};
enum class PageValue : std::uint8_t { First, Start, Last, FirstExcept };
enum class TargetPart : std::uint8_t { Content, Before, After, FirstLetter };
struct ContentItem {
  ContentItemKind kind = ContentItemKind::String;
  std::string_view text;       // String, Leader; the name of a counter, string or element
  std::string_view separator;  // Counters, TargetCounters
  CounterStyleName style;      // of counters
  Url url;                     // of targets, "#id" most often
  PageValue page_value = PageValue::First;
  TargetPart part = TargetPart::Content;
  Image image;
  bool operator==(const ContentItem&) const = default;
};
enum class ContentKind : std::uint8_t { Normal, None, Items };
struct Content {
  ContentKind kind = ContentKind::Normal;
  List<ContentItem> items;
  List<ContentItem> alternative;  // after the slash
  bool operator==(const Content&) const = default;
};
struct CounterChange {
  std::string_view name;
  std::int32_t value = 0;
  bool reversed = false;   // of counter-reset: reversed(name)
  bool has_value = false;  // a reversed counter without a value counts its items
  bool operator==(const CounterChange&) const = default;
};
struct QuotePair {
  std::string_view open;
  std::string_view close;
  bool operator==(const QuotePair&) const = default;
};
struct Quotes {
  bool is_auto = true;  // by the language
  List<QuotePair> pairs;
  bool operator==(const Quotes&) const = default;
};
struct StringSet {
  std::string_view name;
  List<ContentItem> items;
  bool operator==(const StringSet&) const = default;
};
struct BookmarkLevel {
  std::int32_t level = 0;  // 0: none
  bool operator==(const BookmarkLevel&) const = default;
};
// CSS Page 3 §7: the page box. Auto: the printer's, turned where the orientation says so.
enum class PageOrientation : std::uint8_t { Auto, Portrait, Landscape };
struct PageSize {
  bool is_auto = true;
  PageOrientation orientation = PageOrientation::Auto;  // beside auto only
  Unit width;
  Unit height;
  bool operator==(const PageSize&) const = default;
};
struct PageMarks {
  bool crop = false;
  bool cross = false;
  bool operator==(const PageMarks&) const = default;
};

}  // namespace banxin::css
