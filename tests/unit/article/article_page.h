#pragma once
// A page in our own words, and its article whatever the page is.
#include <string>
#include <utility>

#include "article/extract.h"
#include "html/parse.h"

namespace banxin::article {

inline Article extract(const std::string& page, ExtractOptions options = {}) {
  options.mode = Mode::Always;
  Diagnostics diagnostics;
  auto document = html::parse_document("page.html", page, {}, diagnostics);
  Article article = extract_article(*document, options, diagnostics);
  if (article.document == nullptr) article.document = std::move(document);
  return article;
}

inline const std::string kFirst =
    "河边的小镇在清晨总是很安静，只有卖豆腐的老人推着车，从桥上慢慢走过。";
inline const std::string kSecond = "到了中午，学校的孩子们跑回家吃饭，街上才热闹起来，狗也跟着叫。";
inline const std::string kThird = "镇上的人说，日子就像河水，看着不动，其实一刻也没有停下来过。";

inline std::string paragraphs(const std::string& opening = "") {
  return "<p>" + opening + kFirst + "</p><p>" + kSecond + "</p><p>" + kThird + "</p>";
}

// paragraphs() as write_text() gives them.
inline std::string expected() {
  return kFirst + "\n" + kSecond + "\n" + kThird + "\n";
}

}  // namespace banxin::article
