#pragma once
// Names that stand before the word for a reporter, as Korean and Japanese papers sign.
#include <string>
#include <string_view>
#include <vector>

namespace banxin::article {

// "홍길동 기자", "(서울=뉴스) 홍길동 특파원 =": a name before the word for a reporter, in a line
// that says little else.
std::vector<std::string> find_korean_reporters(std::string_view line);

// "山田太郎 記者", "【佐藤 花子記者】": a Japanese name before the word for a reporter, which ends
// the line or a bracket.
std::vector<std::string> find_japanese_reporter(std::string_view line);

// "江城新報2014.10.24 王小明/江城報導": the word before the stroke, a report's place behind it.
std::vector<std::string> find_report_writer(std::string_view line);

// "投稿者 山田太郎 : June 12, 2005 11:48 PM", "著者：青井そら": a label at the beginning of the
// line.
std::vector<std::string> find_japanese_poster(std::string_view line);

}  // namespace banxin::article
