#include "article/find_prompts.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace banxin::article {

namespace {

namespace names = dom::names;

// Sums of scores over lines that were not left out before.
class Scores {
 public:
  Scores(const std::vector<LineFacts>& facts, const Marks& marks) : sums_(facts.size() + 1) {
    for (std::size_t line = 0; line < facts.size(); ++line) {
      const bool gone = marks.is_line_removed(static_cast<std::uint32_t>(line));
      sums_[line + 1] = sums_[line] + (gone ? 0.0F : std::max(facts[line].score, 0.0F));
    }
  }
  float of(const Element& e) const { return sums_[e.last_line] - sums_[e.first_line]; }
  float total() const { return sums_.back(); }

 private:
  std::vector<float> sums_;
};

// The outermost block around a form that adds no more than a heading and a sentence or two.
std::uint32_t with_lead(const PageMap& map, const Scores& scores, std::uint32_t form) {
  constexpr float kLeadWeight = 300;
  constexpr float kLeadScore = 3;
  constexpr std::uint32_t kLeadLines = 4;
  const Element& inner = map.elements[form];
  const std::uint32_t lines = inner.last_line - inner.first_line;
  std::uint32_t found = form;
  for (std::uint32_t above = inner.parent; above != kNoIndex && above != 0;
       above = map.elements[above].parent) {
    const Element& outer = map.elements[above];
    if (outer.weight - inner.weight > kLeadWeight || outer.images > 1 ||
        outer.last_line - outer.first_line > lines + kLeadLines ||
        scores.of(outer) - scores.of(inner) > kLeadScore) {
      break;
    }
    if (outer.node->name == names::article || outer.node->name == names::main) break;
    found = above;
  }
  return found;
}

// A notice is no list: that is a text about cookies.
bool is_list(Atom name) {
  return name == names::li || name == names::ul || name == names::ol || name == names::dl ||
         name == names::table || name == names::blockquote;
}

bool speaks_of_cookies(std::string_view line) {
  return contains(line, "ookie") || contains(line, "COOKIE") || contains(line, "쿠키를") ||
         contains(line, "クッキー");
}

}  // namespace

void mark_forms(const PageMap& map, const std::vector<LineFacts>& facts, Marks& marks) {
  constexpr float kShare = 0.2F;  // of the page's prose; some systems wrap a page in a form
  constexpr float kLongest = 3000;
  const Scores scores{facts, marks};
  for (std::uint32_t index = 1; index < map.elements.size();) {
    const Element& form = map.elements[index];
    const bool asks = form.fields > 0 && form.node->name == names::form && form.weight < kLongest &&
                      !marks.is_element_removed(index) &&
                      scores.of(form) <= kShare * scores.total();
    if (!asks) {
      ++index;
      continue;
    }
    const std::uint32_t block = with_lead(map, scores, index);
    marks.remove_element(block, "prompt", "a form to write into");
    index = std::max(form.end, map.elements[block].end);
  }
}

void mark_consent(const PageMap& map,
                  const std::vector<LineFacts>& facts,
                  const Headline& headline,
                  Marks& marks) {
  if (speaks_of_cookies(headline.title)) return;
  std::vector<float> sums(map.lines.size() + 1);
  for (std::size_t line = 0; line < map.lines.size(); ++line) {
    const bool speaks = map.lines[line].kind != LineKind::Code &&
                        speaks_of_cookies(map.line_text(static_cast<std::uint32_t>(line)));
    sums[line + 1] = sums[line] + (speaks ? map.lines[line].measure.weight : 0.0F);
  }
  if (sums.back() == 0) return;
  constexpr float kShare = 0.4F;   // of a block's text
  constexpr float kNotice = 90;    // less is a link to a policy
  constexpr float kOfPage = 0.6F;  // of the page's prose: then it is what the page is about
  const Scores scores{facts, marks};
  for (std::uint32_t index = 1; index < map.elements.size();) {
    const Element& block = map.elements[index];
    const float spoken = sums[block.last_line] - sums[block.first_line];
    if (block.is_block && spoken >= kNotice && spoken >= kShare * block.weight &&
        block.node->name != names::p && !is_list(block.node->name) &&
        scores.of(block) < kOfPage * scores.total()) {
      marks.remove_element(index, "prompt", "speaks of cookies");
      index = block.end;
    } else {
      ++index;
    }
  }
}

namespace {

// Words of an offer to send something, to the reader.
bool speaks_of_post(std::string_view line) {
  const std::string lower = ascii_lower(line);
  static constexpr std::array kWords = std::to_array<std::string_view>(
      {"newsletter", "inbox",       "unsubscribe", "privacy",        "e-mail",       "email",
       "subscribe",  "sign up",     "メルマガ",    "メールマガジン", "プライバシー", "뉴스레터",
       "개인정보",   "boletín",     "abonn",       "inscri",         "datenschutz",  "postfach",
       "anmeld",     "preferences", "iscriv",      "nieuwsbrief",    "inschrijv",    "подпи",
       "рассылк",    "captcha"});
  return contains_any(lower, kWords);
}

// The block that begins with the line, or with one before it, and holds a few short lines, half of
// which offer to send something; kNoIndex when there is none.
std::uint32_t prompt_block(const PageMap& map,
                           const std::vector<LineFacts>& facts,
                           std::uint32_t root,
                           std::uint32_t line) {
  constexpr std::uint32_t kMostLines = 7;
  constexpr float kLongestLine = 300;
  constexpr float kLongest = 800;
  std::uint32_t found = kNoIndex;
  for (std::uint32_t index = map.lines[line].element; index != kNoIndex && index > root;
       index = map.elements[index].parent) {
    const Element& block = map.elements[index];
    const std::uint32_t lines = block.last_line - block.first_line;
    if (lines > kMostLines || block.weight > kLongest || line > block.first_line + 1) break;
    if (lines < 2) continue;
    std::uint32_t speaking = 0;
    bool longer = false;
    for (std::uint32_t at = block.first_line; at < block.last_line; ++at) {
      const bool speaks = speaks_of_post(map.line_text(at)) || facts[at].phrase == Phrase::Prompt;
      if (speaks) ++speaking;
      longer = longer || map.lines[at].measure.weight > kLongestLine;
    }
    if (longer || speaking < 2 || speaking * 2 < lines) break;
    found = index;
  }
  return found;
}

}  // namespace

void mark_prompt_blocks(const PageMap& map,
                        const std::vector<LineFacts>& facts,
                        std::uint32_t root,
                        Marks& marks) {
  constexpr float kShare = 0.35F;  // of the body's prose
  const Scores scores{facts, marks};
  const Element& body = map.elements[root];
  for (std::uint32_t line = body.first_line; line < body.last_line; ++line) {
    if (facts[line].phrase != Phrase::Prompt || marks.is_line_removed(line)) continue;
    if (map.lines[line].kind == LineKind::Code) continue;
    const std::uint32_t block = prompt_block(map, facts, root, line);
    if (block == kNoIndex || scores.of(map.elements[block]) > kShare * scores.of(body)) continue;
    marks.remove_element(block, "prompt", map.line_text(line).substr(0, 60));
  }
}

}  // namespace banxin::article
