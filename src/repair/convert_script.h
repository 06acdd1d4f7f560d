#pragma once
// Simplified ↔ traditional Chinese with OpenCC: text, what people read in
// attributes, quotation marks, and the language tags. Text in another language
// (lang=ja, en…) and code stay.
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "dom/document.h"

namespace banxin::repair {

enum class Script : std::uint8_t { Simplified, Traditional, Taiwan, HongKong };

// The language tag of Chinese in this script: zh-Hans, zh-Hant, zh-TW, zh-HK.
std::string_view script_language(Script script);

class ScriptConverter {
 public:
  // Fails when OpenCC's data are not installed.
  static Result<ScriptConverter> open(Script target);

  // Characters, words and quotation marks of one text (a title, a text node).
  std::string convert(std::string_view text) const;
  // A document's text, attributes and language tags. Words may lie in several elements (ruby).
  void convert(dom::Document& document) const;

  Script target() const { return target_; }

 private:
  struct Close {
    void operator()(void* handle) const;
  };
  using Handle = std::unique_ptr<void, Close>;
  ScriptConverter(Script target, Handle handle, Handle from_taiwan)
      : target_(target), handle_(std::move(handle)), from_taiwan_(std::move(from_taiwan)) {}

  void convert_run(dom::Document& document, const std::vector<dom::Node*>& run) const;

  Script target_;
  Handle handle_;
  Handle from_taiwan_;  // null where it is not needed
};

}  // namespace banxin::repair
