// @page: which rules hold for a page, its style and its margin boxes' (CSS Page 3 §5, §6).
#include <algorithm>

#include "style/style_engine.h"

namespace banxin::style {
namespace {

bool matches(const css::PageSelector& selector, const PageQuery& query) {
  if (!selector.name.empty() && selector.name != query.name) return false;
  if (selector.first && !query.first) return false;
  if (selector.left && !query.left) return false;
  if (selector.right && query.left) return false;
  if (selector.blank && !query.blank) return false;
  if (!selector.has_nth) return true;
  if (selector.nth_of.empty()) {
    return selector.nth.matches(static_cast<std::int32_t>(query.number));
  }
  return selector.nth_of == query.name &&
         selector.nth.matches(static_cast<std::int32_t>(query.group_number));
}

// The specificity of the strongest selector that matches; nothing when none does.
std::optional<std::uint32_t> match_weight(const css::PageRule& rule, const PageQuery& query) {
  if (rule.selectors.empty()) return 0;
  std::optional<std::uint32_t> best;
  for (const css::PageSelector& selector : rule.selectors) {
    if (matches(selector, query)) best = std::max(best.value_or(0), selector.specificity());
  }
  return best;
}

// The initial alignment of the margin boxes (CSS Page 3 §5.3's table), as a sheet weaker than any.
std::string_view default_alignment(MarginBox box) {
  switch (box) {
    case MarginBox::TopLeft:
    case MarginBox::BottomLeft:
      return "text-align:left;vertical-align:middle";
    case MarginBox::TopRight:
    case MarginBox::BottomRight:
      return "text-align:right;vertical-align:middle";
    case MarginBox::TopLeftCorner:
    case MarginBox::BottomLeftCorner:
      return "text-align:right;vertical-align:middle";
    case MarginBox::TopRightCorner:
    case MarginBox::BottomRightCorner:
      return "text-align:left;vertical-align:middle";
    case MarginBox::LeftTop:
    case MarginBox::RightTop:
      return "text-align:center;vertical-align:top";
    case MarginBox::LeftBottom:
    case MarginBox::RightBottom:
      return "text-align:center;vertical-align:bottom";
    case MarginBox::Footnote:
      return "";
    default:
      return "text-align:center;vertical-align:middle";
  }
}

}  // namespace

const ComputedStyle* StyleEngine::page_box(std::vector<MatchedBlock>& blocks,
                                           const ComputedStyle& page,
                                           bool always) {
  StyleSource source;
  source.parent = &page;
  source.lang = page.lang;
  source.is_page = true;
  const ComputedStyle& style = share(blocks, source);
  return always || style.content.kind == ContentKind::Items ? &style : nullptr;
}

PageStyle StyleEngine::resolve_page(const PageQuery& query) {
  std::vector<MatchedBlock> blocks;
  std::array<std::vector<MatchedBlock>, css::kMarginBoxes> boxes;
  for (const OtherRules::Page& page : index_->others().pages) {
    const std::optional<std::uint32_t> specificity = match_weight(*page.rule, query);
    if (!specificity) continue;
    RuleWeight weight = page.weight;
    weight.specificity = *specificity;
    blocks.push_back({page.rule->declarations, weight, false});
    for (const css::MarginBoxRule& box : page.rule->boxes)
      boxes[static_cast<std::size_t>(box.box)].push_back({box.declarations, weight, false});
  }
  PageStyle result;
  StyleSource source;
  // The page context inherits from the root element.
  source.parent = root_style_;
  source.lang = root_style_->lang;
  source.is_page = true;
  const ComputedStyle& page = share(blocks, source);
  result.page = &page;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (boxes[i].empty()) continue;
    const auto box = static_cast<MarginBox>(i);
    const std::string_view alignment = default_alignment(box);
    if (!alignment.empty()) {
      RuleWeight weakest;
      weakest.origin = Origin::UserAgent;
      boxes[i].push_back({attribute_block(alignment, false), weakest, false});
    }
    result.boxes[i] = page_box(boxes[i], page, box == MarginBox::Footnote);
  }
  return result;
}

}  // namespace banxin::style
