#include "layout/generated_content.h"

#include "dom/node.h"
#include "image/image_store.h"
#include "layout/layout_context.h"
#include "style/counter_style.h"

namespace banxin::layout {
namespace {

using style::ContentItem;
using style::ContentItemKind;

// LIMIT: content cannot grow without bound through counters() of deep nesting or long texts.
constexpr std::size_t kMaximumContent = 64U << 10U;

// CSS Content 3 §3.2.1: `auto` quotes by language; the table has what differs from the default.
std::string_view automatic_quote(std::string_view lang, std::int32_t depth, bool open) {
  const std::string_view primary = lang.substr(0, lang.find('-'));
  const bool inner = depth % 2 != 0;
  auto pick = [&](std::string_view a, std::string_view b, std::string_view c, std::string_view d) {
    return inner ? (open ? c : d) : (open ? a : b);
  };
  const bool traditional = lang == "zh-TW" || lang == "zh-HK" || lang == "zh-MO" ||
                           lang.find("Hant") != std::string_view::npos;
  if (primary == "ja" || traditional) return pick("「", "」", "『", "』");
  if (primary == "de" || primary == "cs" || primary == "sk" || primary == "sl") {
    return pick("„", "“", "‚", "‘");
  }
  if (primary == "fr") return pick("«", "»", "«", "»");
  if (primary == "ru" || primary == "uk") return pick("«", "»", "„", "“");
  if (primary == "es" || primary == "it" || primary == "pt") return pick("«", "»", "“", "”");
  if (primary == "pl") return pick("„", "”", "«", "»");
  return pick("“", "”", "‘", "’");
}

std::string_view quote(const style::ComputedStyle& style, std::int32_t depth, bool open) {
  if (style.quotes.is_auto) return automatic_quote(style.lang, depth, open);
  if (style.quotes.pairs.empty()) return {};
  const std::size_t last = style.quotes.pairs.size() - 1;
  const style::QuotePair& pair =
      style.quotes.pairs[std::min(static_cast<std::size_t>(std::max(depth, 0)), last)];
  return open ? pair.open : pair.close;
}

class Generator {
 public:
  Generator(const style::ComputedStyle& style, const ContentSurroundings& around)
      : style_(style), around_(around) {}

  void add(const ContentItem& item) {
    switch (item.kind) {
      case ContentItemKind::String:
      case ContentItemKind::Attribute:
        text(item.text);
        break;
      case ContentItemKind::Image:
        picture(item);
        break;
      case ContentItemKind::Counter:
      case ContentItemKind::Counters:
        counter(item);
        break;
      case ContentItemKind::OpenQuote:
        text(quote(style_, around_.quotes.depth, true));
        ++around_.quotes.depth;
        break;
      case ContentItemKind::CloseQuote:
        if (around_.quotes.depth > 0) {
          --around_.quotes.depth;
          text(quote(style_, around_.quotes.depth, false));
        }
        break;
      case ContentItemKind::NoOpenQuote:
        ++around_.quotes.depth;
        break;
      case ContentItemKind::NoCloseQuote:
        if (around_.quotes.depth > 0) --around_.quotes.depth;
        break;
      case ContentItemKind::ContentText:
      case ContentItemKind::Contents:
        if (around_.element != nullptr) text(collapsed(dom::text_content(*around_.element)));
        break;
      case ContentItemKind::TargetCounter:
      case ContentItemKind::TargetCounters:
      case ContentItemKind::TargetText:
        target(item);
        break;
      case ContentItemKind::Leader:
        pieces_.push_back({std::string{item.text}, nullptr, true});
        break;
      default:
        break;  // strings and running elements belong to margin boxes: page.cpp
    }
  }

  std::vector<ContentPiece> take() { return std::move(pieces_); }

 private:
  void text(std::string_view added) {
    if (added.empty() || length_ > kMaximumContent) return;
    length_ += added.size();
    if (pieces_.empty() || pieces_.back().image != nullptr || pieces_.back().is_leader) {
      pieces_.emplace_back();
    }
    pieces_.back().text += added;
  }

  static std::string collapsed(const std::string& source) {
    std::string out;
    bool blank = true;
    for (const char c : source) {
      const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
      if (!space) out += c;
      if (space && !blank) out += ' ';
      blank = space;
    }
    while (!out.empty() && out.back() == ' ')
      out.pop_back();
    return out;
  }

  void picture(const ContentItem& item) {
    if (item.image.kind != style::ImageKind::Url) return;
    const image::Reference reference{};
    const image::Image* image = around_.context.images.load(
        item.image.url.text, item.image.url.base, reference, around_.context.diagnostics);
    if (image != nullptr) pieces_.push_back({{}, image, false});
  }

  void counter(const ContentItem& item) {
    std::vector<std::int32_t> values = around_.counters.values(item.text);
    if ((item.text == "page" || item.text == "pages") && !around_.counters.has(item.text)) {
      values = {page_counter(item.text == "pages")};
    }
    if (item.kind == ContentItemKind::Counter) values.erase(values.begin(), values.end() - 1);
    nested(item, values);
  }

  // CSS Page 3 §6: the counters of the page are in scope for its content.
  std::int32_t page_counter(bool total) const {
    if (around_.wanted != nullptr) {
      around_.wanted->total = around_.wanted->total || total;
      if (!total) around_.wanted->numbers.insert(around_.element);
    }
    if (around_.numbers == nullptr) return 0;
    if (total) return around_.numbers->total;
    const auto found = around_.numbers->of.find(around_.element);
    return found == around_.numbers->of.end() ? 0 : found->second;
  }

  void nested(const ContentItem& item, const std::vector<std::int32_t>& values) {
    for (std::size_t i = 0; i < values.size() && length_ < kMaximumContent; ++i) {
      if (i > 0) text(item.separator);
      text(counter_text(item.style, values[i], around_.context));
    }
  }

  void target(const ContentItem& item) {
    std::string_view id = item.url.text;
    const std::size_t hash = id.find('#');
    if (hash == std::string_view::npos) return;
    id.remove_prefix(hash + 1);
    const std::string key{id};
    if (around_.wanted != nullptr) around_.wanted->targets.push_back(key);
    if (around_.targets == nullptr) return;
    const auto found = around_.targets->find(key);
    if (found == around_.targets->end()) return;
    const TargetFacts& facts = found->second;
    if (item.kind == ContentItemKind::TargetText) {
      text(item.part == style::TargetPart::Before  ? facts.before
           : item.part == style::TargetPart::After ? facts.after
                                                   : facts.text);
      return;
    }
    const std::string name{item.text};
    if (name == "page") {
      text(counter_text(item.style, facts.page, around_.context));
    } else if (item.kind == ContentItemKind::TargetCounter) {
      const auto value = facts.counters.find(name);
      text(counter_text(item.style, value == facts.counters.end() ? 0 : value->second,
                        around_.context));
    } else if (const auto values = facts.nested.find(name); values != facts.nested.end()) {
      nested(item, values->second);
    }
  }

  const style::ComputedStyle& style_;
  const ContentSurroundings& around_;
  std::vector<ContentPiece> pieces_;
  std::size_t length_ = 0;
};

}  // namespace

std::vector<ContentPiece> generate_content(const style::List<ContentItem>& items,
                                           const style::ComputedStyle& style,
                                           const ContentSurroundings& surroundings) {
  Generator generator(style, surroundings);
  for (const ContentItem& item : items)
    generator.add(item);
  return generator.take();
}

std::string pieces_text(const std::vector<ContentPiece>& pieces) {
  std::string text;
  for (const ContentPiece& piece : pieces)
    text += piece.text;
  return text;
}

std::string counter_text(const style::CounterStyleName& style,
                         std::int32_t value,
                         const LayoutContext& context) {
  return style::format_counter(context.styles, style, value);
}

std::string marker_text(const style::CounterStyleName& style,
                        std::int32_t value,
                        const LayoutContext& context) {
  return style::format_marker(context.styles, style, value);
}

}  // namespace banxin::layout
