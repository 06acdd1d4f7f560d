#include "article/phrases.h"

#include <doctest/doctest.h>

#include <string>

#include "article/text_grams.h"
#include "article/text_measure.h"

using banxin::article::classify_line;
using banxin::article::first_gram;
using banxin::article::measure_text;
using banxin::article::Phrase;
using banxin::article::TextGrams;

TEST_CASE("Grams rule out what is not there, and nothing that is") {
  const std::string text = "推荐阅读 Read more";
  const TextGrams grams(text);
  for (std::size_t at = 0; at < text.size(); ++at)
    CHECK(grams.may_hold(first_gram(text.substr(at))));
  CHECK_FALSE(grams.may_hold(first_gram("相关")));
  CHECK(grams.may_hold(first_gram("ad")));  // too short to tell
}

TEST_CASE("A line is known as a whole, by its beginning and by what stands inside") {
  CHECK(classify_line("相关阅读", 10) == Phrase::Related);
  CHECK(classify_line("评论 (128)", 10) == Phrase::Comments);
  CHECK(classify_line("关闭", 5) == Phrase::Tool);
  CHECK(classify_line("点击图片可下载某某客户端", 30) == Phrase::Prompt);
  CHECK(classify_line("他关上门，走了出去。", 25) == Phrase::None);
  CHECK(classify_line("« 上一章 | 目录 | 下一章 »", 25) == Phrase::Paging);
  CHECK(classify_line("目录", 5) == Phrase::None);
  CHECK(classify_line("上一章说到他走了。", 25) == Phrase::None);
}

TEST_CASE("Notices of rights are told by what they claim, prose about rights is not") {
  CHECK(classify_line("未经正式授权严禁转载本文，侵权必究。", 45) == Phrase::Legal);
  CHECK(classify_line(
            "本文系某某网独家稿件，内容纯属作者个人观点，不代表平台观点，未经授权，不得转载。",
            100) == Phrase::Legal);
  CHECK(classify_line("本網站之文字、圖片及影音，非經授權，不得轉載、公開播送。", 70) ==
        Phrase::Legal);
  CHECK(classify_line("他说，小说未经授权被改成了剧本，三年来一直没有人给过他一个说法。", 80) ==
        Phrase::None);
}

TEST_CASE("Who saw to the page is a credit, wherever the label ends") {
  CHECK(classify_line("编辑 | 阿九", 12) == Phrase::Credit);
  CHECK(classify_line("（編輯：李大力）1130618", 30) == Phrase::Credit);
  CHECK(classify_line("某某新闻编辑 | 王小明", 25) == Phrase::Credit);
  CHECK(classify_line("文 | 阿九", 12) == Phrase::None);
  CHECK(classify_line("编辑部的灯还亮着。", 20) == Phrase::None);
  CHECK(classify_line("编辑：李大力 审核：王小明、张三、李四。", 50) == Phrase::Credit);
  // An interview.
  CHECK(classify_line("主编：那么后来呢？", 20) == Phrase::None);
  CHECK(classify_line("运营：我们卖了多少本。", 25) == Phrase::None);
}

TEST_CASE("A row of tags is known by its signs, one tag in a sentence is text") {
  CHECK(classify_line("#仕事#豆腐", 12) == Phrase::Related);
  CHECK(classify_line("#京都 #紅葉", 12) == Phrase::Related);
  CHECK(classify_line("#1 豆腐", 12) == Phrase::None);
  CHECK(classify_line("#include <thread>", 17) == Phrase::None);
}

TEST_CASE("What blogging systems put below a text, in their readers' languages") {
  CHECK(classify_line("Teilen Sie dies mit:", 20) == Phrase::Share);
  CHECK(classify_line("Ähnliche Beiträge", 17) == Phrase::Related);
  CHECK(classify_line("Gib deine E-Mail-Adresse ein, um diesem Blog zu folgen.", 50) ==
        Phrase::Prompt);
  CHECK(classify_line("関連ニュース", 12) == Phrase::Related);
  CHECK(classify_line("Beiträge, die niemand liest", 25) == Phrase::None);
}

TEST_CASE("A sentence that holds the words of a prompt or a label tells a story") {
  const char* const told[] = {
      "顾客扫描二维码即可点餐，不必再等服务员。",
      "景区宣布限时免费开放，市民凭身份证入园。",
      "希望有更多人关注我们这个群体，他说。",
      "“请扫描二维码关注我们。”店员重复着同一句话。",
      "“猜你喜欢”“点击关注”，这些词像一条条看不见的线。",
      "他下载了一个APP，开始在网上接单。",
      "王老板：长按识别二维码就能加我。",
      "上一篇文章里我们讲了如何安装系统，这一篇来讲配置。",
      "一审宣判后，李某不服，提出上诉，二审定于下月开庭。",
      "未经授权的无人机进入机场上空，造成数十架航班延误。",
      "微信号被盗之后，他的朋友陆续收到借钱的消息。",
      "分享到此结束，谢谢大家！",
      "责任编辑张三当时就坐在隔壁，听见了全部的争吵。",
      "返回首页，他看见了那条消息。",
      "景区迎来第一百位访客。",
  };
  for (const char* const line : told) {
    CAPTURE(line);
    CHECK(classify_line(line, 60) == Phrase::None);
  }
  CHECK(classify_line("长按二维码，关注江城观察，获取更多精彩内容。", 60) == Phrase::Prompt);
  CHECK(classify_line("更多精彩内容，就在江城APP。", 40) == Phrase::Prompt);
  CHECK(classify_line("未经授权，不得转载。", 25) == Phrase::Legal);
  CHECK(classify_line("下一篇 台风来了，快跑！", 30) == Phrase::Paging);
  CHECK(classify_line("一审：张三 二审：李四", 30) == Phrase::Credit);
  CHECK(classify_line("点击下载江城新闻客户端，随时随地看新闻。", 50) == Phrase::Prompt);
}

TEST_CASE("Page numbers between the links to other pages") {
  CHECK(classify_line("共3页: 上一页 1 2 3 下一页", 40) == Phrase::Paging);
  CHECK(classify_line("第3页 共12页", 20) == Phrase::None);
}

TEST_CASE("A sentence that uses the words of chrome is the text's") {
  for (const std::string line :
       {"乘客扫描二维码即可乘车。", "在系统设定中，点击 Appearance(外观) 选项。",
        "当你点击下载按钮时，它会给你两个安装文件的选项。", "安装 MySQL 客户端",
        "（三）审议批准董事会的报告；", "一审法院判决驳回上诉。", "下一篇文章，我们会讨论别的。",
        "上一条命令的最大深度再加 1 就可以查找文件夹。",
        "免责声明：安装这个主题可能会破坏你的系统，请先备份。",
        "使用文本编辑器编辑 /etc/uptimed.conf 文件，例如 vim 命令：",
        "鍵入主密碼，防止未經授權的使用者擅自存取儲存的密碼。"}) {
    INFO(line);
    CHECK(classify_line(line, measure_text(line).weight) == Phrase::None);
  }
  for (const std::string line :
       {"扫描二维码，下载新闻客户端，第一时间看新闻。", "打开APP阅读全文", "下载江城新闻客户端",
        "三审：王某", "一审 | 李某", "下一篇：河边的小镇", "上一条"}) {
    INFO(line);
    CHECK(classify_line(line, measure_text(line).weight) != Phrase::None);
  }
}

TEST_CASE("What asks for comments is a prompt, what tells of them is text") {
  CHECK(classify_line("你身边有这样的人吗？欢迎在评论区留言分享", 50) == Phrase::Prompt);
  CHECK(classify_line("他在评论区留言说，那天的雨下了一整夜。", 50) == Phrase::None);
  CHECK(classify_line("文章目录", 10) == Phrase::Tool);
  CHECK(classify_line("指导老师：李红", 18) == Phrase::Credit);
  CHECK(classify_line("指导老师：你为什么不早说？", 30) == Phrase::None);
}
