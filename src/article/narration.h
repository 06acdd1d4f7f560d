#pragma once
// Sentences of a text that happen to hold the words of a label or a prompt.
#include <string_view>

#include "article/phrases.h"

namespace banxin::article {

// Whether a Chinese or Japanese line ends with a sentence's mark, or with one in quotes or
// brackets.
bool ends_as_sentence(std::string_view line);

// «顾客扫描二维码即可点餐。», «"请关注我们。"他说。»: it ends as sentences do and speaks to nobody,
// or somebody in it speaks. Of Chinese lines only.
bool is_narration(std::string_view line);

// «在系统设定中，点击 Appearance(外观) 选项。», «安装客户端，请运行以下命令：»: it ends as a step
// does and speaks neither of the page nor of its account.
bool is_instruction(std::string_view line);

// «上一篇文章里我们讲了……», «一审宣判后，李某不服。»: the words of a label, which the line begins
// with, run on into a sentence.
bool runs_on_into_sentence(std::string_view line, std::string_view label, Phrase phrase);

}  // namespace banxin::article
