#include "style/style_engine.h"

#include <algorithm>

#include "base/assert.h"
#include "base/diagnostic_ids.h"

namespace banxin::style {

StyleEngine::StyleEngine(const dom::Document& document,
                         const SheetSet& sheets,
                         const StyleOptions& options,
                         Diagnostics& diagnostics)
    : document_(document),
      options_(options),
      diagnostics_(diagnostics),
      names_(document.quirks_mode == dom::QuirksMode::Full) {
  // CSS Fonts 4: the initial family is the reader's choice; for books that is a serif.
  static constexpr css::FontFamily kSerif{"serif", css::GenericFamily::Serif};
  initial_.font_family = css::List<css::FontFamily>(std::span(&kSerif, 1));
  root_style_ = &initial_;
  index_ = std::make_unique<RuleIndex>(sheets, options.media, document, names_);
  elements_ = std::make_unique<ElementTable>(document, names_, options.lang);
  matcher_ = std::make_unique<Matcher>(*elements_);
}

void StyleEngine::style_all() {
  styles_.assign(elements_->size(), &initial_);
  for (std::uint32_t i = 0; i < elements_->size(); ++i)
    style_element(i);
  if (matcher_->given_up() > 0) {
    diagnostics_.report(DiagnosticId::CssSelectorLimit, document_.file(), {},
                        std::to_string(matcher_->given_up()));
  }
}

void StyleEngine::change_filter(std::uint32_t element, bool add) {
  const Element& at = (*elements_)[element];
  const auto change = [&](std::uint32_t hash) { add ? filter_.add(hash) : filter_.remove(hash); };
  change(hash_of_tag(at.node->name));
  if (at.id != kNoName) change(hash_of_id(at.id));
  for (const std::uint32_t name : elements_->classes(at))
    change(hash_of_class(name));
}

// Makes the filter hold exactly the ancestors of `element`. Elements come in tree order, and each
// is entered when it is done, so that the parent of the next one is always on the stack.
void StyleEngine::update_filter(std::uint32_t element) {
  const std::uint32_t parent = (*elements_)[element].parent;
  while (!open_.empty() && open_.back() != parent) {
    change_filter(open_.back(), false);
    open_.pop_back();
  }
}

bool StyleEngine::is_in_scope(const IndexedRule& rule,
                              std::uint32_t element,
                              std::uint32_t& scope) {
  if (rule.rule->scope_root == nullptr) return true;
  for (std::uint32_t up = element; up != kNoElement; up = (*elements_)[up].parent) {
    if (matcher_->matches_any(*rule.rule->scope_root, *rule.sheet, up)) {
      scope = up;
      return true;
    }
    if (rule.rule->scope_limit != nullptr &&
        matcher_->matches_any(*rule.rule->scope_limit, *rule.sheet, up)) {
      return false;
    }
  }
  return false;
}

std::uint32_t StyleEngine::generations(std::uint32_t ancestor, std::uint32_t element) const {
  std::uint32_t count = 0;
  while (element != ancestor && element != kNoElement) {
    element = (*elements_)[element].parent;
    ++count;
  }
  return count;
}

void StyleEngine::collect(std::uint32_t element,
                          PseudoElement pseudo_element,
                          std::vector<MatchedBlock>& out) {
  index_->find_candidates(*elements_, element, pseudo_element, candidates_);
  for (const IndexedRule* rule : candidates_) {
    const bool possible =
        std::all_of(rule->ancestors.begin(), rule->ancestors.end(),
                    [&](std::uint32_t hash) { return hash == 0 || filter_.may_have(hash); });
    if (!possible) continue;
    if (rule->container != nullptr) {
      const bool inside = pseudo_element != PseudoElement::None;
      const std::uint32_t from = inside ? element : (*elements_)[element].parent;
      if (!container_rules_hold(rule->container, from)) continue;
    }
    std::uint32_t scope = kNoElement;
    if (!is_in_scope(*rule, element, scope)) continue;
    if (matcher_->matches(*rule->selector, *rule->sheet, element, scope)) {
      out.push_back({rule->rule->declarations, rule->weight, false});
      if (scope != kNoElement) out.back().weight.distance = generations(scope, element);
    }
  }
}

// Style attributes and hints: one block for one text, so that elements that say the same share.
const css::DeclarationBlock* StyleEngine::attribute_block(std::string_view text,
                                                          bool quirk_lengths) {
  const auto found = attribute_blocks_.find(text);
  if (found != attribute_blocks_.end()) return found->second;
  const std::string clean = css::preprocess(text);
  const std::string_view kept = memory_.copy(std::string_view(clean));
  css::DeclarationOptions options;
  options.base_url = options_.document_url;
  if (quirk_lengths) options.unitless = css::UnitlessLengths::Quirk;
  const css::SourcePlace place{document_.file(), kept, {}};
  options.place = &place;
  options.diagnostics = &diagnostics_;
  const css::DeclarationBlock& block =
      memory_.create<css::DeclarationBlock>(css::parse_style_attribute(kept, memory_, options));
  attribute_blocks_.emplace(memory_.copy(text), &block);
  return &block;
}

void StyleEngine::collect_hints(std::uint32_t element, std::vector<MatchedBlock>& out) {
  const dom::Node& node = *(*elements_)[element].node;
  if (node.attributes().empty() && !node.is_html(dom::names::td) && !node.is_html(dom::names::th)) {
    return;
  }
  const std::string hints = presentational_hints(*elements_, element);
  if (!hints.empty()) {
    RuleWeight weight;
    weight.origin = Origin::Hints;
    out.push_back({attribute_block(hints, false), weight, false});
  }
  const dom::Attribute* style = node.find_attribute(dom::names::style);
  if (style == nullptr || style->value.empty()) return;
  RuleWeight weight;
  weight.origin = Origin::Author;
  weight.layer = css::kNoLayer;
  const bool quirks = document_.quirks_mode == dom::QuirksMode::Full;
  out.push_back({attribute_block(style->value, quirks), weight, true});
}

// Items of flex and grid containers are blocks; `display: contents` between them does not count.
bool StyleEngine::must_blockify(std::uint32_t element) const {
  std::uint32_t parent = (*elements_)[element].parent;
  while (parent != kNoElement && styles_[parent]->display == Display::Contents)
    parent = (*elements_)[parent].parent;
  if (parent == kNoElement) return false;
  switch (styles_[parent]->display) {
    case Display::Flex:
    case Display::InlineFlex:
    case Display::Grid:
    case Display::InlineGrid:
      return true;
    default:
      return false;
  }
}

const ComputedStyle& StyleEngine::share(std::vector<MatchedBlock>& blocks,
                                        const StyleSource& source) {
  const auto address = [](const void* at) { return reinterpret_cast<std::uintptr_t>(at); };
  std::vector<std::uintptr_t> key;
  key.reserve(blocks.size() * 2 + 3);
  key.push_back(address(source.parent));
  key.push_back(address(source.lang.data()));
  key.push_back(static_cast<std::uintptr_t>(source.pseudo_element) << 4U |
                (source.is_root ? 1U : 0U) | (source.blockify ? 2U : 0U) |
                (source.is_page ? 4U : 0U) |
                static_cast<std::uintptr_t>(source.lang.size()) << 16U);
  std::sort(blocks.begin(), blocks.end(), [](const MatchedBlock& a, const MatchedBlock& b) {
    return a.block != b.block ? a.block < b.block : a.weight.specificity > b.weight.specificity;
  });
  for (const MatchedBlock& block : blocks) {
    key.push_back(address(block.block));
    // The same rule can match by selectors of different weight.
    key.push_back(block.weight.specificity);
    if (block.weight.distance != ~0U) key.push_back(block.weight.distance);
  }
  std::uint64_t hash = 1469598103934665603ULL;
  for (const std::uintptr_t part : key)
    hash = (hash ^ part) * 0x9E3779B97F4A7C15ULL;
  const auto range = shared_.equal_range(hash);
  for (auto it = range.first; it != range.second; ++it) {
    if (it->second.key == key) return *it->second.style;
  }
  StyleBuilder builder(*this, source);
  const ComputedStyle& style = builder.build(blocks);
  ++distinct_;
  if (!builder.is_own()) shared_.emplace(hash, SharedStyle{std::move(key), &style});
  return style;
}

void StyleEngine::style_element(std::uint32_t element) {
  const Element& at = (*elements_)[element];
  update_filter(element);
  blocks_.clear();
  collect(element, PseudoElement::None, blocks_);
  collect_hints(element, blocks_);
  StyleSource source;
  source.parent = at.parent == kNoElement ? nullptr : styles_[at.parent];
  source.element = at.node;
  source.lang = at.lang;
  source.is_root = at.parent == kNoElement;
  source.blockify = must_blockify(element);
  styles_[element] = &share(blocks_, source);
  if (source.is_root && element == 0) root_style_ = styles_[element];
  has_containers_ = has_containers_ || styles_[element]->container_type != ContainerType::Normal;
  if (styles_[element]->display != Display::None) style_pseudos(element);
  open_.push_back(element);
  change_filter(element, true);
}

void StyleEngine::style_pseudos(std::uint32_t element) {
  for (const PseudoElement pseudo_element :
       {PseudoElement::Before, PseudoElement::After, PseudoElement::Marker,
        PseudoElement::FirstLine, PseudoElement::FirstLetter, PseudoElement::FootnoteCall,
        PseudoElement::FootnoteMarker, PseudoElement::Placeholder}) {
    style_pseudo(element, pseudo_element);
  }
}

namespace {

bool is_list_item(Display display) {
  return display == Display::ListItem || display == Display::InlineListItem ||
         display == Display::FlowRootListItem;
}

}  // namespace

void StyleEngine::style_pseudo(std::uint32_t element, PseudoElement pseudo_element) {
  const ComputedStyle& parent = *styles_[element];
  const bool footnote = pseudo_element == PseudoElement::FootnoteCall ||
                        pseudo_element == PseudoElement::FootnoteMarker;
  if (footnote && parent.float_ != Float::Footnote) return;
  const bool marker = pseudo_element == PseudoElement::Marker;
  if (marker && !is_list_item(parent.display)) return;
  if (!marker && !footnote && !index_->has_rules_for(pseudo_element)) return;
  blocks_.clear();
  collect(element, pseudo_element, blocks_);
  if (blocks_.empty() && !marker && !footnote) return;
  StyleSource source;
  source.parent = &parent;
  source.element = (*elements_)[element].node;
  source.lang = (*elements_)[element].lang;
  source.pseudo_element = pseudo_element;
  const bool generated =
      pseudo_element == PseudoElement::Before || pseudo_element == PseudoElement::After;
  source.blockify =
      generated && (parent.display == Display::Flex || parent.display == Display::InlineFlex ||
                    parent.display == Display::Grid || parent.display == Display::InlineGrid);
  const ComputedStyle& style = share(blocks_, source);
  if (style.display == Display::None) return;
  if (generated && style.content.kind != ContentKind::Items) return;
  pseudo_styles_[std::uint64_t{element} << 4U | static_cast<std::uint64_t>(pseudo_element)] =
      &style;
}

const ComputedStyle& StyleEngine::restyle(const dom::Node& node,
                                          PseudoElement pseudo_element,
                                          const ComputedStyle& parent) {
  const std::uint32_t element = elements_->find(node);
  if (element == kNoElement) return parent;
  // The filter holds the ancestors of one element, as it does while the tree is walked.
  if (open_.empty() || open_.back() != (*elements_)[element].parent) {
    while (!open_.empty()) {
      change_filter(open_.back(), false);
      open_.pop_back();
    }
    for (std::uint32_t up = (*elements_)[element].parent; up != kNoElement;
         up = (*elements_)[up].parent) {
      open_.push_back(up);
    }
    std::reverse(open_.begin(), open_.end());
    for (const std::uint32_t up : open_)
      change_filter(up, true);
  }
  blocks_.clear();
  collect(element, pseudo_element, blocks_);
  StyleSource source;
  source.parent = &parent;
  source.element = (*elements_)[element].node;
  source.lang = (*elements_)[element].lang;
  source.pseudo_element = pseudo_element;
  if (pseudo_element == PseudoElement::None) {
    collect_hints(element, blocks_);
    source.is_root = (*elements_)[element].parent == kNoElement;
    source.blockify = must_blockify(element);
  }
  return share(blocks_, source);
}

const ComputedStyle& StyleEngine::style(const dom::Node& node) const {
  const dom::Node* at = &node;
  while (at != nullptr && !at->is_element())
    at = at->parent;
  if (at == nullptr) return initial_;
  const std::uint32_t element = elements_->find(*at);
  return element == kNoElement ? initial_ : *styles_[element];
}

const ComputedStyle* StyleEngine::find_pseudo(const dom::Node& node,
                                              PseudoElement pseudo_element) const {
  const std::uint32_t element = elements_->find(node);
  if (element == kNoElement) return nullptr;
  const auto found = pseudo_styles_.find(std::uint64_t{element} << 4U |
                                         static_cast<std::uint64_t>(pseudo_element));
  return found == pseudo_styles_.end() ? nullptr : found->second;
}

const ComputedStyle& StyleEngine::anonymous_style(const ComputedStyle& parent, Display display) {
  const auto key =
      reinterpret_cast<std::uintptr_t>(&parent) * 64 + static_cast<std::uint64_t>(display);
  const ComputedStyle*& known = anonymous_[key];
  if (known == nullptr) {
    ComputedStyle& style = memory_.create<ComputedStyle>(initial_);
    static_cast<InheritedStyle&>(style) = parent;
    style.display = display;
    known = &style;
  }
  return *known;
}

StyledDocument::StyledDocument(std::unique_ptr<StyleEngine> engine) : engine_(std::move(engine)) {}
StyledDocument::StyledDocument(StyledDocument&&) noexcept = default;
StyledDocument& StyledDocument::operator=(StyledDocument&&) noexcept = default;
StyledDocument::~StyledDocument() = default;

const ComputedStyle& StyledDocument::style(const dom::Node& node) const {
  return engine_->style(node);
}
const ComputedStyle* StyledDocument::find_pseudo(const dom::Node& node,
                                                 PseudoElement pseudo_element) const {
  return engine_->find_pseudo(node, pseudo_element);
}
const ComputedStyle& StyledDocument::restyle(const dom::Node& node,
                                             PseudoElement pseudo_element,
                                             const ComputedStyle& parent) const {
  return engine_->restyle(node, pseudo_element, parent);
}
bool StyledDocument::has_rules_for(PseudoElement pseudo_element) const {
  return engine_->has_rules_for(pseudo_element);
}
bool StyledDocument::depends_on_containers() const {
  return engine_->depends_on_containers();
}
const ComputedStyle& StyledDocument::root_style() const {
  return engine_->root_style();
}
const ComputedStyle& StyledDocument::initial_style() const {
  return engine_->initial_style();
}
const ComputedStyle& StyledDocument::anonymous_style(const ComputedStyle& parent,
                                                     css::Display display) const {
  return engine_->anonymous_style(parent, display);
}
PageStyle StyledDocument::resolve_page(const PageQuery& query) const {
  return engine_->resolve_page(query);
}
const std::vector<const css::FontFaceRule*>& StyledDocument::font_faces() const {
  return engine_->rules().font_faces;
}
const css::CounterStyleRule* StyledDocument::find_counter_style(std::string_view name) const {
  const auto& styles = engine_->rules().counter_styles;
  const auto found = styles.find(name);
  return found == styles.end() ? nullptr : found->second;
}
const css::MediaEnvironment& StyledDocument::media() const {
  return engine_->media();
}

std::size_t StyledDocument::distinct_styles() const {
  return engine_->distinct_styles();
}

StyledDocument style_document(const dom::Document& document,
                              const SheetSet& sheets,
                              const StyleOptions& options,
                              Diagnostics& diagnostics) {
  auto engine = std::make_unique<StyleEngine>(document, sheets, options, diagnostics);
  engine->style_all();
  return StyledDocument(std::move(engine));
}

}  // namespace banxin::style
