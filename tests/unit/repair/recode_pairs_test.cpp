#include <doctest/doctest.h>

#include <string>

#include "base/utf8.h"
#include "repair/repair_text.h"

namespace {

std::string healed(const std::string& text) {
  return banxin::repair::repair_text(text).text;
}

}  // namespace

TEST_CASE("UTF-8 read as GBK, whole and with a byte lost at the end") {
  CHECK(healed("鏄ュぉ鐨勬棭鏅?紝灏忓煄鐨勮\uE51C閬撲笂") == "春天的早晨，小城的街道上");
  CHECK(healed("鏄ュぉ鐨勬棭鏅?") == "春天的早晨");
}

TEST_CASE("Rare but real characters are no damage") {
  for (const std::string text :
       {"庇护、币值、晃动、唤醒、咏叹、镌刻、频道、姆妈这些词都是正常的词。",
        "曰若稽古帝尧曰放勋，钦明文思安安", "饕餮、魑魅魍魉、耄耋、踟蹰、龃龉、囹圄",
        "佢哋話今日天氣幾好，嗰個細路喺街市買咗啲生果", "ﾊﾝｶｸ ｶﾅ と 全角カナ が混ざった行。",
        "新聞配達の老人は自転車を押しながら石橋をゆっくり渡る。",
        "봄날 아침, 작은 마을의 거리에는 갓 구운 빵 냄새가 가득했다.",
        "锟斤拷和烫烫烫是乱码的代名词。"}) {
    CAPTURE(text);
    CHECK(healed(text) == text);
  }
}

TEST_CASE("Cyrillic, Greek, rows of stars and lines are no wrongly paired Chinese") {
  for (const std::string text :
       {"инстаграм, кулинария, рецепты, опрос", "ΘΕΜΑΤΑ", "────────────────────", "★★★★",
        "Grill, B×H×T: ca. 53,3×49,2×31,8 cm",
        "Полина Поризкова рассказала, почему стареть трудно"}) {
    CAPTURE(text);
    CHECK(healed(text) == text);
  }
}

TEST_CASE("Lists of characters in the order of their codes are no damage") {
  for (const char32_t first : {0x4E00U, 0x5750U, 0x5860U, 0x7338U, 0x9CF0U}) {
    std::string list;
    std::string column;
    std::string spaced;
    for (char32_t c = first; c < first + 64; ++c) {
      banxin::append_utf8(list, c);
      banxin::append_utf8(column, c);
      banxin::append_utf8(spaced, c);
      column += '\n';
      spaced += c % 16 == 15 ? '\n' : ' ';
    }
    CHECK(healed(list) == list);
    CHECK(healed(column) == column);
    CHECK(healed(spaced) == spaced);
  }
}

TEST_CASE("Private-use characters alone are icons; common characters side by side are no words") {
  std::string icons;
  for (char32_t c = 0xE000; c < 0xE0C0; ++c) {
    banxin::append_utf8(icons, c);
    if (c % 24 == 23) icons += '\n';
  }
  CHECK(healed(icons) == icons);
  // Big5 would read the first as 侨兖兴农凤务…: characters of every day, in no order of words.
  for (const std::string text : {"塒塓塕塖塗塙塚塛塜塝塟塠塡塢塣塤", "丿", "乓\n丿\n乜"}) {
    CAPTURE(text);
    CHECK(healed(text) == text);
  }
}

TEST_CASE("An open quotation is closed where the last byte of its mark was lost") {
  CHECK(healed("浣跨敤绫讳技鐨勬妧鏈?鍙绗節鑺傗€滆櫄鎷熷寲绯荤粺鈥?"
               "鏉ヨ繍琛屼笉鍚屾。妗堝簱鐨勭▼搴忋€?")
            .find("“虚拟化系统”") != std::string::npos);
}

TEST_CASE("UTF-8 read as GBK: what follows tells the eaten character and the cut one") {
  CHECK(healed("鍙傝\uE746绗?3 绔犵殑璇存槑") == "参见第 3 章的说明");
  CHECK(healed("鎴戜滑鐢ㄤ簡 Python 鏉ュ啓杩欎釜鑴氭湰锛岋紙鍙傝\uE746闄勫綍 A锛?") ==
        "我们用了 Python 来写这个脚本，（参见附录 A）");
  // A path from the root: to the network, a word is a word.
  CHECK(healed("瀹冮渶瑕佺郴缁熼噷鐨?etc/fstab鏂囦欢") == "它需要系统里的/etc/fstab文件");
  // A title that ends without a mark has none eaten either.
  CHECK(healed("鏈\uE102珷浠嬬粛濡備綍閰嶇疆缃戠粶") == "本章介绍如何配置网络");
}

TEST_CASE("UTF-8 read as GBK: which script a cut character is in, the text tells") {
  CHECK(healed("鎴戝啀璜嬩粬鐢ㄤ笅鍒楁柟寮忓畨瑁?gdb 绛夎粺浠?") ==
        "我再請他用下列方式安裝 gdb 等軟件");
}

TEST_CASE("Big5 read as GBK: what is around the gap tells the character") {
  CHECK(healed("硂?"
               "ゅン?"
               "さご礛玂\uE6D9眔\uE5F7だЧ俱\uE4C9") == "這份文件至今仍然保存得十分完整。");
  CHECK(healed("\uE099\uE6CE\uE5EE\uE0CB\uE5EC発磷\uE712?澈蹦?"
               "?摧\uE019快猭\uE4C9") == "很多人為了逃避兵役竟採取自殘的辦法。");
}

TEST_CASE("Big5 read as GBK: the whole line tells what its nearest neighbours do not") {
  CHECK(healed("\uE6DD杆祘?穦рゅン狡籹?ヘ夹ヘ魁\uE4C7?ぃ穦\uE718埃侣\uE019\uE008セ\uE4C9") ==
        "安裝程序會把文件複製到目標目錄，但不會刪除舊的版本。");
  CHECK(healed("硂\uE14Cだや癸秨祇\uE02B秸刚硁ン\uE663\uE6BE続\uE4C7?"
               "癸炊硄\uE019\uE1B7\uE12Aㄏノτē穦Τ拜肈\uE4C9") ==
        "這個分支對開發者調試軟件包合適，但對普通的桌面使用而言會有問題。");
}

TEST_CASE("Big5 read as GBK: the commonest characters become a medley of scripts") {
  CHECK(healed("セゅ\uE66F\uE64Eㄏノ\uE6C8ゅン╰参\uE019参\uE5E6琩тよ\uE12A") ==
        "本文可以使用在文件系統的統一查找方面");
  // Scripts side by side that are meant.
  const std::string letters = "字母Αα、Ыы、アあ、ㄅ各有各的讀法和寫法";
  CHECK(healed(letters) == letters);
}

TEST_CASE("Big5 read as GBK: 並 is no commoner than it is written") {
  CHECK(healed("\uE652\uE099稱\uE66E\uE4C7?⊿Τ\uE1A0丁\uE4C9") == "他很想去，但沒有時間。");
}

TEST_CASE("References for what Big5 lacks are characters among characters to the search") {
  const std::string text = healed(
      "\uE652\uE6C8厩\uE1AC?"
      "?&#21843;祇\uE4C7∕﹚?\uE665ㄊ\uE66E\uE4C7\uE6C3&#29234;ê\uE2C9?"
      "?パ\uE4C9");
  CHECK(text.find("學校受到啓發") != std::string::npos);
  CHECK(text.find("因爲那裏更自由") != std::string::npos);
}

TEST_CASE("What this text writes elsewhere between the same neighbours decides") {
  const std::string damaged = "繦帝硁ン\uE663?\uE019\uE65E瞷\uE4C7硂ㄇ拜肈常秆∕\uE5EC\uE4C9";
  const std::string pool =
      "我們的軟件包池很大。軟件包池裏有所有的文件。每個軟件包池的目錄都有名字，軟件包池的設定不必改"
      "。\n";
  CHECK(healed(pool + damaged) == pool + "隨著軟件包池的出現，這些問題都解決了。");
}

TEST_CASE("Of the mark that ends a line, the text's other lines tell most") {
  const std::string damaged = "浠栦滑浠婂ぉ閮藉湪杩欓噷锛?";
  std::string questions;
  std::string colons;
  for (const std::string line : {"谁先走", "请先读完说明", "请不要关机", "请保存您的文件"}) {
    for (const std::string who : {"我们", "大家", "同学", "老师"}) {
      questions += who + line + "？\n";
      colons += who + line + "：\n";
    }
  }
  CHECK(healed(questions + damaged) == questions + "他们今天都在这里？");
  CHECK(healed(colons + damaged) == colons + "他们今天都在这里：");
}

TEST_CASE("Brackets were eaten where this text has brackets elsewhere") {
  const std::string damaged =
      "杩欐牱鐨勬儏鍐典笅涔熸槸濡傛\uE11D銆?鍙傝\uE746绗?9 鑺傗€滅綉缁溾€?鏉ヨ繍琛屽埆鐨勭▼搴忋€?";
  const std::string known =
      "请阅读手册（参见第 2 节“安装”）。\n更多的内容（参见第 7 节“升级系统”）在那里。\n"
      "它很有用 (参见第 5 节“备份”) 并且简单。\n这些选项（参见第 8 节“调整系统”）可以不用。\n";
  CHECK(healed(known + damaged) ==
        known + "这样的情况下也是如此。(参见第 9 节“网络”)来运行别的程序。");
}

TEST_CASE("A number that stands elsewhere in the text gets its first digit back") {
  const std::string damaged = "鐥囩姸鏈€澶氱殑鏄\uE21A彂鐑с€?6260浜轰腑鏈変竴鍗婃病鏈夊彂鐑с€?";
  const std::string known = "报告说一共有 76260 人参加了这次调查，其中一半是学生。\n";
  CHECK(healed(known + damaged) == known + "症状最多的是发烧。76260人中有一半没有发烧。");
}

TEST_CASE("Between numbers stands ～ rather than a letter of full width") {
  const std::string text = healed("浠婂ぉ鐧藉ぉ姘旀俯杈惧埌6锝?搴︼紝澶滈噷鏈夐洩銆?");
  CHECK(text.find("～") != std::string::npos);
}

TEST_CASE("The second number of a range is the larger one") {
  CHECK(healed("浠婂ぉ鍏ㄧ渷鏅\uE1C0亶闄嶆俯锛屽眬鍦伴檷骞呰揪16锝?0鈩冿紝璇锋敞鎰忎繚鏆栥€?") ==
        "今天全省普遍降温，局地降幅达16～20℃，请注意保暖。");
}

TEST_CASE("The numbers of sections go on") {
  const std::string damaged = "9.1. 鎬庢牱瀹夎\uE5CA鏂扮殑鐗堟湰锛?.2. 杩欓噷鏈夎蒋浠躲€?";
  const std::string known =
      "1.1. 为什么要用它？2.1. 怎样安装系统？3.2. 怎样升级系统？4.1. 它在哪里？5.1. 能不能卖它？"
      "6.1. 谁写的它？7.1. 问题报告在哪里？8.1. 怎样才能参加？\n";
  CHECK(healed(known + damaged) == known + "9.1. 怎样安装新的版本？9.2. 这里有软件。");
}

TEST_CASE("The outer bracket is closed, too") {
  const std::string damaged =
      "浣犲彲浠ュ啓鍏ュ悎閫傜殑鏉＄洰 (濡?apt(5) 涓\uE15F墍绀?鏉ヨ嚜鍔ㄥ寲杩欎簺鎿嶄綔銆?";
  CHECK(healed(damaged) == "你可以写入合适的条目 (如 apt(5) 中所示)来自动化这些操作。");
}

TEST_CASE("UTF-8 read as GBK twice is one place in the report") {
  const auto repaired = banxin::repair::repair_text("// 閺屻儲澹橀弫鐗堝祦閸氬秶袨\n");
  CHECK(repaired.text == "// 查找数据名称\n");
  REQUIRE(repaired.report.healed.size() == 1);
  CHECK(repaired.report.healed[0].before == "// 閺屻儲澹橀弫鐗堝祦閸氬秶袨");
  CHECK(repaired.report.healed[0].after == "// 查找数据名称");
}
