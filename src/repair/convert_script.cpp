#include "repair/convert_script.h"

#include <opencc/opencc.h>

#include <array>
#include <vector>

#include "base/utf8.h"

namespace banxin::repair {
namespace {

using dom::Document;
using dom::Node;
namespace names = dom::names;

const char* configuration(Script target) {
  switch (target) {
    case Script::Simplified:
      return "t2s.json";
    case Script::Traditional:
      return "s2t.json";
    case Script::Taiwan:
      return "s2tw.json";
    case Script::HongKong:
      return "s2hk.json";
  }
  return "";
}

bool is_cjk(char32_t c) {
  return (c >= 0x3001 && c < 0x3020 && c != U'「' && c != U'」' && c != U'『' && c != U'』') ||
         (c >= 0x3040 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) ||
         (c >= 0xFF00 && c < 0xFF61) || c >= 0x20000;
}

struct QuotePair {
  char32_t from_open;
  char32_t from_close;
  char32_t to_open;
  char32_t to_close;
};
constexpr std::array<QuotePair, 2> kToCorners = {
    {{U'“', U'”', U'「', U'」'}, {U'‘', U'’', U'『', U'』'}}};
constexpr std::array<QuotePair, 2> kToCurls = {
    {{U'「', U'」', U'“', U'”'}, {U'『', U'』', U'‘', U'’'}}};

// A quotation mark is Chinese when Chinese stands beside it or inside the pair;
// English in a Chinese text keeps its own.
void convert_quotes(std::u32string& text, const std::array<QuotePair, 2>& pairs) {
  const auto cjk_at = [&](std::size_t i) { return i < text.size() && is_cjk(text[i]); };
  for (const QuotePair& pair : pairs) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool near = (i > 0 && cjk_at(i - 1)) || cjk_at(i + 1);
      if (text[i] == pair.from_open) {
        open.push_back(i);
        continue;
      }
      if (text[i] != pair.from_close) continue;
      if (open.empty()) {
        // Its opening is in another text node, or it is an apostrophe between
        // letters.
        if (near) text[i] = pair.to_close;
        continue;
      }
      const std::size_t begin = open.back();
      open.pop_back();
      if (!near && !(begin > 0 && cjk_at(begin - 1)) && !cjk_at(begin + 1)) continue;
      text[begin] = pair.to_open;
      text[i] = pair.to_close;
    }
    for (const std::size_t i : open) {
      if ((i > 0 && cjk_at(i - 1)) || cjk_at(i + 1)) text[i] = pair.to_open;
    }
  }
}

bool is_ascii(std::string_view text) {
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0x80U) != 0) return false;
  }
  return true;
}

// Taiwan writes 看著 where others write 看着, which only the table for Taiwan tells from 著作. It
// has 么 for 幺, too.
bool is_of_taiwan(std::string_view text) {
  const auto has = [text](std::string_view character) { return text.find(character) != text.npos; };
  return has("著") && !has("着") && !has("么");
}

// Words go on through these, past what is read above a word.
bool is_within_words(const Node& element) {
  for (const Atom name :
       {names::a, names::b, names::i, names::em, names::strong, names::span, names::ruby, names::rb,
        names::font, names::u, names::s, names::mark, names::small, names::big, names::wbr}) {
    if (element.is_html(name)) return true;
  }
  return false;
}

bool is_above_word(const Node& node) {
  return node.is_html(names::rt) || node.is_html(names::rp);
}

bool is_left_alone(const Node& element) {
  for (const Atom name : {names::script, names::style, names::code, names::kbd, names::samp,
                          names::textarea, names::template_}) {
    if (element.is_html(name)) return true;
  }
  return false;
}

bool starts_chinese(std::string_view tag) {
  return tag.size() >= 2 && (tag[0] | 0x20) == 'z' && (tag[1] | 0x20) == 'h' &&
         (tag.size() == 2 || tag[2] == '-' || tag[2] == '_');
}

// Whether the element says that its text is in another language than Chinese.
bool is_foreign(const Node& element) {
  const std::string_view tag = element.attribute(names::lang);
  return !tag.empty() && !starts_chinese(tag);
}

}  // namespace

std::string_view script_language(Script script) {
  switch (script) {
    case Script::Simplified:
      return "zh-Hans";
    case Script::Traditional:
      return "zh-Hant";
    case Script::Taiwan:
      return "zh-TW";
    case Script::HongKong:
      return "zh-HK";
  }
  return "";
}

void ScriptConverter::Close::operator()(void* handle) const {
  if (handle != nullptr) opencc_close(handle);
}

Result<ScriptConverter> ScriptConverter::open(Script target) {
  opencc_t handle = opencc_open(configuration(target));
  // The C interface's mark of failure.
  const auto failed = [](opencc_t opened) {
    return opened == reinterpret_cast<opencc_t>(-1);  // NOLINT(performance-no-int-to-ptr)
  };
  if (failed(handle)) {
    return Error{ErrorCode::NotFound, configuration(target),
                 "OpenCC's data cannot be read; install libopencc-data"};
  }
  opencc_t from_taiwan = target == Script::Simplified ? opencc_open("tw2s.json") : nullptr;
  if (failed(from_taiwan)) from_taiwan = nullptr;
  return ScriptConverter(target, Handle(handle), Handle(from_taiwan));
}

std::string ScriptConverter::convert(std::string_view text) const {
  if (is_ascii(text)) return std::string(text);
  std::string out(text);
  const bool from_taiwan = from_taiwan_ != nullptr && is_of_taiwan(text);
  char* converted = opencc_convert_utf8(from_taiwan ? from_taiwan_.get() : handle_.get(),
                                        text.data(), text.size());
  if (converted != nullptr) {
    out = converted;
    opencc_convert_utf8_free(converted);
  }
  std::u32string characters = to_utf32(out);
  convert_quotes(characters, target_ == Script::Simplified ? kToCurls : kToCorners);
  return to_utf8(characters);
}

void ScriptConverter::convert(Document& document) const {
  const auto attribute = [&](dom::Attribute& a, std::string_view value) {
    if (value != a.value) a.value = document.memory().copy(value);
  };
  std::vector<Node*> run;
  const auto end_run = [&] {
    if (!run.empty()) convert_run(document, run);
    run.clear();
  };
  // The parent of the last text: where it ended, words did.
  const auto leaves_block = [&run](const Node& text) {
    const auto block_of = [](const Node* node) {
      while (node != nullptr && is_within_words(*node))
        node = node->parent;
      return node;
    };
    return !run.empty() && block_of(run.back()->parent) != block_of(text.parent);
  };
  Node* node = document.root().first_child;
  while (node != nullptr) {
    bool enter = true;
    if (node->is_text()) {
      if (is_above_word(*node->parent)) {
        convert_run(document, {node});
      } else {
        if (leaves_block(*node)) end_run();
        run.push_back(node);
      }
    }
    if (node->is_element()) {
      if (!is_within_words(*node) && !is_above_word(*node)) end_run();
      enter = !is_left_alone(*node) && !is_foreign(*node);
      for (dom::Attribute& a : node->attributes()) {
        if (a.name == names::lang && starts_chinese(a.value))
          attribute(a, script_language(target_));
        const bool read =
            a.name == names::alt || a.name == names::title || a.name == names::content;
        if (enter && read) attribute(a, convert(a.value));
      }
    }
    node = enter ? dom::next_in_tree(*node, document.root())
                 : dom::next_after_subtree(*node, document.root());
  }
  end_run();
}

// Nearly all conversions keep the number of characters: that tells which belong to which node.
void ScriptConverter::convert_run(Document& document, const std::vector<Node*>& run) const {
  std::string whole;
  for (const Node* node : run)
    whole += node->text();
  if (is_ascii(whole)) return;
  std::string converted = convert(whole);
  const bool can_be_split = count_characters(converted) == count_characters(whole);
  std::string_view rest = converted;
  for (Node* node : run) {
    std::string text;
    if (run.size() > 1 && !can_be_split) {
      text = convert(node->text());
    } else {
      std::size_t length = run.size() == 1 ? rest.size() : 0;
      for (std::size_t left = count_characters(node->text()); run.size() > 1 && left > 0; --left)
        length += decode_utf8(rest, length).length;
      text = rest.substr(0, length);
      rest.remove_prefix(length);
    }
    if (text != node->text()) node->set_text(document.memory().copy(text));
  }
}

}  // namespace banxin::repair
