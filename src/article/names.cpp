#include "article/names.h"

#include <algorithm>
#include <array>

#include "article/text_measure.h"
#include "base/utf8.h"

namespace banxin::article {

namespace {

// The commonest surnames, simplified and traditional, of three bytes each.
constexpr std::string_view kSurnames =
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹"
    "彭曾肖蕭萧田董袁潘于於蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范范金石廖贾賈夏"
    "韦韋付傅方白邹鄒孟熊秦邱丘江尹薛闫闊段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔"
    "向汤湯常温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左"
    "柳"
    "甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂塗成苗谷盛曲翁冉骆駱蓝藍路游辛靳欧管柴蒙鲍鮑华華"
    "喻"
    "祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪繆简簡车車项項连連芦蘆麦麥褚娄婁窦竇戚岑景党黨宫"
    "宮"
    "费費卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵閔苟邬鄔边邊卞姬师師和仇栾欒隋商刁沙荣榮巫寇桑郎甄丛叢仲"
    "虞"
    "敖巩鞏明佘池查麻苑迟遲邝鄺官封谈談匡鞠惠荆荊乐樂冀郁胥南班储儲原栗燕楚鄢劳勞谌諶奚皮粟冼蔺藺楼"
    "樓"
    "盘盤满滿闻聞位厉厲伊仝区區郜海阚闞花权權强強帅帥屠豆朴盖蓋练練廉禹井祖漆巴丰豐支卿国國狄平计計"
    "索"
    "贝貝邰綦逯亓蒯郗仉禤"
    "宣晋晉相初门門云雲容敬来來扈晁芮都普阙闕戈慕鹿隗宿伏覃洪赖賴阎閻鐘凃辜竺";

constexpr std::array<std::string_view, 20> kDoubleSurnames = {
    "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "夏侯", "东方", "東方",
    "皇甫", "尉迟", "尉遲", "公孙", "公孫", "慕容", "令狐", "司徒", "长孙", "長孫"};

bool is_surname(std::string_view character) {
  if (character.size() != 3) return false;
  for (std::size_t at = 0; at + 3 <= kSurnames.size(); at += 3) {
    if (kSurnames.substr(at, 3) == character) return true;
  }
  return false;
}

// The commonest Japanese surnames, in pieces that a space parts.
constexpr std::string_view kJapaneseSurnames =
    " 佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 渡邉 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 "
    "木村 斎藤 齋藤 斉藤 "
    "清水 山崎 池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 "
    "青木 坂本 福田 太田 "
    "西村 藤井 金子 岡本 藤原 三浦 中野 中川 原田 松田 竹内 小野 田村 中山 和田 石田 森田 上田 "
    "柴田 酒井 宮崎 工藤 "
    "横山 宮本 内田 高木 安藤 谷口 大野 丸山 今井 高田 藤本 武田 村田 上野 杉山 増田 平野 大塚 "
    "千葉 久保 松井 小島 "
    "岩崎 桜井 野口 松尾 木下 菊地 菊池 野村 佐野 新井 渡部 古川 杉本 小山 市川 水野 大西 島田 "
    "岩田 吉川 山内 西田 "
    "飯田 東 平田 吉村 本田 望月 川口 川上 西川 浜田 北村 五十嵐 久保田 辻 川崎 服部 樋口 秋山 "
    "富田 永井 大久保 "
    "松岡 荒木 馬場 福島 関 土屋 中田 黒田 大谷 熊谷 川村 荒井 矢野 早川 永田 田口 須藤 岡崎 松村 "
    "大橋 星野 片山 "
    "小池 内藤 浅野 上原 白石 奥村 尾崎 堀 吉岡 中尾 篠原 西山 宮田 小西 大島 栗原 三宅 大川 米田 "
    "大石 高野 "
    "赤松 天野 飯島 飯塚 石原 石橋 石塚 磯部 稲垣 稲葉 今村 岩井 岩本 植田 植村 宇野 梅田 江口 "
    "榎本 大島 "
    "大城 太田 大津 大和田 岡部 岡村 沖田 奥田 奥山 小沢 小田 小田切 落合 小原 柏木 梶原 片岡 金井 "
    "金田 鎌田 "
    "神谷 川島 川田 河合 河野 河村 菅野 菅原 岸本 北川 北原 木内 木原 黒川 黒木 小出 小松 小柳 "
    "駒井 齊藤 "
    "坂井 坂口 榊原 桜田 佐久間 佐伯 沢田 澤田 塩田 下田 白井 城田 杉田 杉原 関口 関根 瀬戸 高山 "
    "高島 高瀬 "
    "高松 高井 滝沢 竹下 竹中 武井 立花 田辺 田代 谷川 田畑 津田 塚本 筒井 堤 手塚 寺田 戸田 徳永 "
    "殿村 "
    "富永 豊田 中井 中西 中原 中本 中澤 中沢 永野 長尾 長島 成田 西尾 西岡 西野 西本 新田 二宮 "
    "根本 野崎 "
    "野中 野田 橋爪 長谷 畑中 浜口 浜野 早坂 原口 東野 日野 平井 平川 平山 広瀬 深沢 福井 福岡 "
    "福原 藤岡 "
    "藤川 藤沢 藤野 藤村 古田 古谷 保坂 細川 堀内 堀江 堀川 本間 前川 牧野 町田 松浦 松下 松永 "
    "松原 松山 "
    "三上 三島 水谷 溝口 宮城 宮川 宮下 宮原 三好 向井 村井 村岡 村松 村山 室井 森川 森下 森本 "
    "森山 守屋 "
    "安田 柳田 矢島 山岸 山城 山根 山村 山中 湯浅 横井 横田 吉井 吉川 吉崎 吉沢 吉野 若林 若松 "
    "渡会 和久井 "
    "杉浦 長沢 長澤 荻野 荻原 大場 大村 大森 大山 大澤 大沢 小笠原 尾上 織田 角田 笠原 加納 神田 "
    "神山 亀井 "
    "河原 川端 川野 岸 北野 木戸 京極 草野 久米 倉田 桑原 古賀 児玉 小森 小森田 今野 紺野 佐川 "
    "佐竹 佐原 "
    "志村 柴崎 渋谷 島崎 島村 庄司 白川 新谷 末永 ";

// Of one syllable; the double ones are rare.
constexpr std::string_view kKoreanSurnames =
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진나지엄채원천"
    "방공현함변염"
    "여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용예경봉사부";

bool all_han(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCharacter decoded = decode_utf8(text, at);
    if (!is_ideograph(decoded.code_point) ||
        (decoded.code_point >= 0x3041 && decoded.code_point <= 0x30FF)) {
      return false;
    }
    at += decoded.length;
  }
  return !text.empty();
}

bool all_hangul(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCharacter decoded = decode_utf8(text, at);
    if (decoded.code_point < 0xAC00 || decoded.code_point > 0xD7A3) return false;
    at += decoded.length;
  }
  return !text.empty();
}

// Han, kana and 々.
bool is_japanese_word(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCharacter decoded = decode_utf8(text, at);
    const char32_t c = decoded.code_point;
    const bool letter =
        c == 0x3005 || (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) || (c >= 0x3400 && c <= 0x9FFF);
    if (!letter) return false;
    at += decoded.length;
  }
  return !text.empty();
}

}  // namespace

bool is_chinese_name(std::string_view text) {
  const std::size_t count = text.size() / 3;
  if (text.size() % 3 != 0 || count < 2 || count > 4 || !all_han(text)) return false;
  for (const std::string_view surname : kDoubleSurnames) {
    if (text.starts_with(surname) && count >= 3) return true;
  }
  return count <= 3 && is_surname(text.substr(0, 3));
}

bool is_japanese_name(std::string_view text) {
  const std::size_t count = text.size() / 3;
  if (text.size() % 3 != 0 || count < 3 || count > 6 || !is_japanese_word(text)) return false;
  // 福島県, 千葉支局: surnames are places too.
  static constexpr std::string_view kNoEnds = "都府県市区町村駅港署版面局社校店線部課会館園所発編";
  for (std::size_t at = 0; at < kNoEnds.size(); at += 3) {
    if (text.ends_with(kNoEnds.substr(at, 3))) return false;
  }
  for (std::size_t length = 3; length >= 1; --length) {
    if (count < length + 1 || count > length + 3) continue;
    const std::string piece = " " + std::string{text.substr(0, 3 * length)} + " ";
    if (contains(kJapaneseSurnames, piece)) return true;
  }
  return false;
}

bool is_korean_name(std::string_view text) {
  if (text.size() != 9 || !all_hangul(text)) return false;
  for (std::size_t at = 0; at + 3 <= kKoreanSurnames.size(); at += 3) {
    if (kKoreanSurnames.substr(at, 3) == text.substr(0, 3)) return true;
  }
  return false;
}

bool is_no_name(std::string_view text) {
  // Keys: what stands where a name might, buttons, ranks and places.
  static constexpr std::array kWords = std::to_array<std::string_view>(
      {"楼主",         "樓主",       "沙发",     "板凳",     "关注",      "关注我",
       "关注他",       "关注她",     "关注ta",   "已关注",   "加关注",    "關注",
       "追蹤",         "订阅",       "訂閱",     "微博",     "微信",      "微信公众号",
       "原创",         "原創",       "转载",     "首发",     "作者",      "记者",
       "来源",         "來源",       "来自",     "來自",     "来源于",    "字級",
       "字级",         "字号",       "字號",     "字体",     "字體",      "放大",
       "缩小",         "列印",       "打印",     "图文",     "视频",      "快讯",
       "资讯",         "資訊",       "新闻",     "新聞",     "财经",      "財經",
       "科技",         "体育",       "體育",     "娱乐",     "娛樂",      "独家",
       "獨家",         "首页",       "首頁",     "留言",     "点赞",      "投诉",
       "関連記事",     "配信",       "最終更新", "社会",     "経済",      "政治",
       "国際",         "スポーツ",   "印刷",     "返回",     "纠错",      "语音",
       "記者",         "编辑",       "編輯",     "匿名",     "匿名用户",  "网友",
       "只看该作者",   "复制链接",   "收藏",     "举报",     "登录",      "登錄",
       "登入",         "注册",       "分享",     "评论",     "專欄",      "专栏",
       "综合",         "综合报道",   "综合报导", "本站",     "本站原创",  "未知",
       "佚名",         "不详",       "管理员",   "发布者",   "上传者",    "フォロー",
       "フォローする", "フォロー中", "シェア",   "ログイン", "会員登録",  "投稿者",
       "구독",         "구독하기",   "이웃추가", "기자",     "입력",      "수정",
       "승인",         "댓글",       "공유",     "follow",   "following", "subscribe",
       "share",        "posted",     "tweet",    "login",    "signin",    "signup",
       "register",     "report",     "北京",     "天津",     "河北",      "山西",
       "内蒙古",       "辽宁",       "吉林",     "黑龙江",   "上海",      "江苏",
       "浙江",         "安徽",       "福建",     "江西",     "山东",      "河南",
       "湖北",         "湖南",       "广东",     "广西",     "海南",      "重庆",
       "四川",         "贵州",       "云南",     "西藏",     "陕西",      "甘肃",
       "青海",         "宁夏",       "新疆",     "香港",     "澳门",      "台湾",
       "江苏省",       "浙江省",     "广东省",   "山东省",   "河南省",    "四川省",
       "北京市",       "上海市",     "豆瓣",     "时政",     "时事",      "时评",
       "时尚",         "国际",       "国内",     "文化",     "文学",      "文史",
       "高考",         "高校",       "房产",     "党建",     "党政",      "司法",
       "农业",         "农村",       "游戏",     "车讯",     "国学",      "国防",
       "安全",         "金融",       "全球",     "全国",     "应用",      "项目",
       "明星",         "封面",       "相关",     "时政新闻", "相关文章",  "赞赏支持",
       "成都",         "巴西",       "江门",     "时讯",     "古籍",      "云计算",
       "计算机",       "石油",       "田径",     "支持",     "國際",      "國內",
       "時事",         "時尚",       "農業",     "遊戲",     "高雄",      "花蓮",
       "路透",         "安卓",       "苹果",     "温馨提示", "权威发布",  "应急管理",
       "司法局",       "关于",       "關於",     "简介",     "簡介",      "安装",
       "安裝",         "方法",       "方案",     "方式",     "官网",      "官網",
       "目录",         "目錄",       "文章",     "时间",     "時間",      "时代",
       "高级",         "高級",       "常见",     "常見",     "解决",      "解決",
       "程序",         "程式",       "计算",     "計算",     "路由",      "代码",
       "功能",         "过程",       "经验",     "通知",     "索引",      "查询",
       "连接",         "单元",       "广告",     "平台",     "任务",      "相关链接",
       "项目地址",     "向量",       "单位",     "成本",     "温度",      "全部",
       "祝福",         "相信",       "毕竟",     "畢竟",     "没问题",    "沒問題",
       "洪水",         "洪流",       "洪涝",     "洪灾",     "洪災"});
  static constexpr std::array kLabels = std::to_array<std::string_view>(
      {"postedon", "publishedon", "veröffentlichtam", "publiéle", "publicadoel", "pubblicatoil",
       "anmelden", "abmelden", "gesponserteinhalte", "kommentare", "url복사", "url복사이웃추가",
       "복사", "번역"});
  const std::string key = comparison_key(text);
  if (std::find(kWords.begin(), kWords.end(), key) != kWords.end()) return true;
  if (std::find(kLabels.begin(), kLabels.end(), key) != kLabels.end()) return true;
  if (text.starts_with("星期") || text.starts_with("礼拜") || text.starts_with("禮拜")) return true;
  // "選擇登入帳號", "江城さんをフォローする": a box to sign in, a button.
  static constexpr std::array kButtons =
      std::to_array<std::string_view>({"登入", "登录", "登錄", "ログイン", "로그인", "をフォロ"});
  if (contains_any(text, kButtons)) return true;
  // [微博]
  return text.starts_with("[") && text.ends_with("]");
}

bool is_follow_word(std::string_view text) {
  static constexpr std::array kWords = std::to_array<std::string_view>(
      {"关注", "加关注", "关注他", "关注她", "关注ta", "已关注", "關注", "追蹤", "フォロー",
       "フォローする", "follow", "following", "구독", "구독하기", "이웃추가", "팔로우"});
  const std::string key = comparison_key(text);
  return std::find(kWords.begin(), kWords.end(), key) != kWords.end();
}

}  // namespace banxin::article
