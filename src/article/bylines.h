#pragma once
// Who wrote it and where it came from, as pages say it in visible text: 作者：, 記者 … 報導, 文／,
// 来源：, By …, Von …; and which lines are nothing but such statements.
#include <string>
#include <string_view>
#include <vector>

#include "article/names.h"

namespace banxin::article {

// The names in a labelled or bracketed byline ("作者：张三 李四", "（记者 王五）", "By Jane Doe,
// Staff Writer", "홍길동 기자"). Empty when the line is no byline: an editor in charge is no
// author.
std::vector<std::string> find_bylines(std::string_view line);

// The names of a field that holds nothing else (JSON-LD, meta, rel=author): "By" and the like, a
// title after a comma, the site after a bar taken off; several names parted.
std::vector<std::string> split_names(std::string_view field);

// The source in "来源：新华网", "来源: 界面新闻", "Source: Reuters"; empty when there is none.
std::string find_source(std::string_view line);

// A date, a byline, a source, counters (浏览 1234 次), a credit, or several of them, and no more.
bool is_meta_line(std::string_view line);

}  // namespace banxin::article
