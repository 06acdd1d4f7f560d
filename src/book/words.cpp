#include "book/words.h"

namespace banxin::book {

Words words_in(std::string_view language) {
  if (language.starts_with("ja")) return {"目次", "ランドマーク", "ページ一覧", "表紙", "無題"};
  if (language.starts_with("ko")) return {"차례", "이정표", "쪽 목록", "표지", "무제"};
  if (!language.starts_with("zh")) return {"Contents", "Landmarks", "Pages", "Cover", "Untitled"};
  const bool traditional = language.find("Hant") != std::string_view::npos ||
                           language.ends_with("TW") || language.ends_with("HK");
  if (traditional) return {"目錄", "地標", "頁碼", "封面", "無題"};
  return {"目录", "地标", "页码", "封面", "无题"};
}

}  // namespace banxin::book
