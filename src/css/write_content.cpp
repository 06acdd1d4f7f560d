// Generated content and pages as text.
#include "css/write_parts.h"
#include "css/write_value.h"

namespace banxin::css {

std::string write_value(const CounterStyleName& value) {
  switch (value.kind) {
    case CounterStyleKind::None:
      return "none";
    case CounterStyleKind::String:
      return serialize_string(value.name);
    case CounterStyleKind::Symbols: {
      std::string inside(value.name);
      for (const std::string_view symbol : value.symbols)
        inside += ' ' + serialize_string(symbol);
      return call("symbols", inside);
    }
    default:
      return std::string(value.name);
  }
}

namespace {

std::string write_counter(std::string_view name,
                          const ContentItem& item,
                          const std::string& first) {
  std::string inside = first + std::string(item.text);
  if (item.kind == ContentItemKind::Counters || item.kind == ContentItemKind::TargetCounters) {
    inside += ", " + serialize_string(item.separator);
  }
  if (item.style != CounterStyleName::of("decimal")) inside += ", " + write_value(item.style);
  return call(name, inside);
}

std::string write_place(const ContentItem& item) {
  constexpr std::string_view kValues[] = {"", ", start", ", last", ", first-except"};
  return std::string(item.text) + std::string(kValues[static_cast<std::size_t>(item.page_value)]);
}

}  // namespace

std::string write_value(const ContentItem& value) {
  switch (value.kind) {
    case ContentItemKind::String:
      return serialize_string(value.text);
    case ContentItemKind::Image:
      return write_value(value.image);
    case ContentItemKind::Counter:
      return write_counter("counter", value, "");
    case ContentItemKind::Counters:
      return write_counter("counters", value, "");
    case ContentItemKind::OpenQuote:
      return "open-quote";
    case ContentItemKind::CloseQuote:
      return "close-quote";
    case ContentItemKind::NoOpenQuote:
      return "no-open-quote";
    case ContentItemKind::NoCloseQuote:
      return "no-close-quote";
    case ContentItemKind::Attribute:
      return call("attr", std::string(value.text));
    case ContentItemKind::Contents:
      return "contents";
    case ContentItemKind::ContentText:
      return "content(text)";
    case ContentItemKind::ContentBefore:
      return "content(before)";
    case ContentItemKind::ContentAfter:
      return "content(after)";
    case ContentItemKind::ContentMarker:
      return "content(marker)";
    case ContentItemKind::ContentFirstLetter:
      return "content(first-letter)";
    case ContentItemKind::NamedString:
      return call("string", write_place(value));
    case ContentItemKind::RunningElement:
      return call("element", write_place(value));
    case ContentItemKind::TargetCounter:
      return write_counter("target-counter", value, write_url(value.url) + ", ");
    case ContentItemKind::TargetCounters:
      return write_counter("target-counters", value, write_url(value.url) + ", ");
    case ContentItemKind::TargetText:
      return call("target-text", write_url(value.url));
    case ContentItemKind::Leader:
      return call("leader", serialize_string(value.text));
  }
  return "";
}

std::string write_value(const Content& value) {
  if (value.kind == ContentKind::Normal) return "normal";
  if (value.kind == ContentKind::None) return "none";
  std::string out;
  for (const ContentItem& item : value.items)
    out = join({out, write_value(item)});
  if (!value.alternative.empty()) out += " /";
  for (const ContentItem& item : value.alternative)
    out = join({out, write_value(item)});
  return out;
}
std::string write_value(const CounterChange& value) {
  const std::string name(value.name);
  return join({value.reversed ? call("reversed", name) : name, write_number(value.value)});
}
std::string write_value(const Quotes& value) {
  if (value.is_auto) return "auto";
  if (value.pairs.empty()) return "none";
  std::string out;
  for (const QuotePair& pair : value.pairs)
    out = join({out, serialize_string(pair.open), serialize_string(pair.close)});
  return out;
}
std::string write_value(const StringSet& value) {
  std::string out(value.name);
  for (const ContentItem& item : value.items)
    out = join({out, write_value(item)});
  return out;
}
std::string write_value(const BookmarkLevel& value) {
  return value.level == 0 ? "none" : write_number(value.level);
}
std::string write_value(const PageSize& value) {
  if (!value.is_auto) return join({write_value(value.width), write_value(value.height)});
  constexpr std::string_view kNames[] = {"auto", "portrait", "landscape"};
  return std::string(kNames[static_cast<std::size_t>(value.orientation)]);
}
std::string write_value(const PageMarks& value) {
  return write_flags({{value.crop, "crop"}, {value.cross, "cross"}}, "none");
}
std::string write_value(const Name& value) {
  return value.text.empty() ? "none" : serialize_identifier(value.text);
}

}  // namespace banxin::css
