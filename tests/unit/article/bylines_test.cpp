#include "article/bylines.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace banxin::article;
using Names = std::vector<std::string>;

TEST_CASE("find_bylines: Chinese labels") {
  CHECK(find_bylines("作者：王小明") == Names{"王小明"});
  CHECK(find_bylines("2020-11-23 10:22 出处：某科技 作者：李大力 编辑：赵四 人气：12 次") ==
        Names{"李大力"});
  CHECK(find_bylines("文/张三丰 图/李四") == Names{"张三丰"});
  CHECK(find_bylines("文|某某財經 徐小倩") == Names{"徐小倩"});
  CHECK(find_bylines("（本报记者 王小明、李大力）") == Names{"王小明", "李大力"});
  CHECK(find_bylines("記者王小明／台北報導") == Names{"王小明"});
}

TEST_CASE("find_bylines: Japanese labels") {
  CHECK(find_bylines("文・山田太郎 写真・鈴木花子") == Names{"山田太郎"});
  CHECK(find_bylines("取材・文／佐藤健 構成＝高橋誠") == Names{"佐藤健"});
  CHECK(find_bylines("写真・鈴木花子").empty());
}

TEST_CASE("find_bylines: an editor, a reporter in prose and a reader are no authors") {
  CHECK(find_bylines("责任编辑：王小明").empty());
  CHECK(find_bylines("记者在现场看到，河水已经退去。").empty());
  CHECK(find_bylines("作者简介").empty());
}

TEST_CASE("find_bylines: European languages") {
  CHECK(find_bylines("By Jane Doe") == Names{"Jane Doe"});
  CHECK(find_bylines("by Jane Doe and John Roe | Staff") == Names{"Jane Doe", "John Roe"});
  CHECK(find_bylines("Von Anna von Berg, Berlin") == Names{"Anna von Berg"});
  CHECK(find_bylines("By the end of the year nothing was left.").empty());
}

TEST_CASE("split_names: fields that hold nothing but names") {
  CHECK(split_names("Jane Doe, John Roe") == Names{"Jane Doe", "John Roe"});
  CHECK(split_names("王小明、李大力") == Names{"王小明", "李大力"});
  CHECK(split_names("https://example.com/author/jane").empty());
}

TEST_CASE("find_source") {
  CHECK(find_source("2019-06-03 来源：某某日报 作者：王小明") == "某某日报");
  CHECK(find_source("來源: 某某新聞") == "某某新聞");
  CHECK(find_source("水是生命的来源。").empty());
}

TEST_CASE("find_bylines: behind the stroke stands the place of a report") {
  CHECK(find_bylines("〔記者王小明／江城報導〕河濱步道") == Names{"王小明"});
  CHECK(find_bylines("作者：楼主").empty());
  CHECK(find_bylines("張貼者： 林小河 於 下午9:30") == Names{"林小河"});
}

TEST_CASE("find_source: after a date, in book title marks") {
  CHECK(find_source("时间:2011-11-03 15:20来源:江城日报 作者:周一山") == "江城日报");
  CHECK(find_source("来源于 《江城周刊》 2019年第33期") == "江城周刊");
  CHECK(find_source("来源：某某网江苏综合") == "某某网江苏综合");
}

TEST_CASE("names: Japanese, Korean, and what is none") {
  CHECK(is_japanese_name("田中花子"));
  CHECK(is_japanese_name("佐々木まり"));
  CHECK_FALSE(is_japanese_name("町内会長"));
  CHECK(is_korean_name("박민수"));
  CHECK_FALSE(is_korean_name("다리는"));
  CHECK(is_no_name("楼主"));
  CHECK(is_no_name("[微博]"));
  CHECK(is_no_name("星期四"));
  CHECK_FALSE(is_no_name("江边散人"));
}

TEST_CASE("is_meta_line: datelines, not sentences") {
  CHECK(is_meta_line("2019-09-07 15:10:53"));
  CHECK(is_meta_line("发布时间：2019年9月7日 来源：某某网 浏览次数：12"));
  CHECK_FALSE(
      is_meta_line("2019年9月7日，代表团来到了河边的小镇，和镇上的老人们谈了一整天，记下了三本笔记"
                   "，回来以后写成了这篇长文。"));
  CHECK_FALSE(is_meta_line("第一章"));
}

TEST_CASE("is_chinese_name") {
  CHECK(is_chinese_name("王小明"));
  CHECK(is_chinese_name("欧阳修文"));
  CHECK_FALSE(is_chinese_name("河边的"));
  CHECK_FALSE(is_chinese_name("王小明来了"));
}

TEST_CASE("bylines: Korean reporters") {
  using V = std::vector<std::string>;
  CHECK(find_bylines("홍길동 기자") == V{"홍길동"});
  CHECK(find_bylines("홍길동 기자 hong@maeul.com") == V{"홍길동"});
  CHECK(find_bylines("(서울=마을뉴스) 홍길동 기자 =") == V{"홍길동"});
  CHECK(find_bylines("담당 기자").empty());
  CHECK(find_bylines("2024年3月5日 8時00分　山田太郎 記者") == V{"山田太郎"});
  CHECK(find_bylines("【佐藤 花子記者】") == V{"佐藤花子"});
  CHECK(find_bylines("政治部 記者").empty());
  CHECK(find_bylines("警察は新聞記者から話を聞いた").empty());
  CHECK(find_bylines("그 기자는 아무 말도 하지 않았다.").empty());
}

TEST_CASE("find_bylines: a dateline's place runs on behind the name") {
  CHECK(find_bylines("（某社記者趙麗妍台中18日電）") == Names{"趙麗妍"});
  CHECK(find_bylines("（某社記者趙麗妍18日電）") == Names{"趙麗妍"});
}

TEST_CASE("find_bylines: who posted, in one word") {
  CHECK(find_bylines("by 여름비 Jul 2. 2023") == Names{"여름비"});
  CHECK(find_bylines("in ハードウェア, Posted by log1i_yk") == Names{"log1i_yk"});
  CHECK(find_bylines("阿嵐 發表在 某客邦 留言(3)") == Names{"阿嵐"});
  CHECK(find_bylines("by the river").empty());
}

TEST_CASE("split_names: an office before the colon is no part of the name") {
  CHECK(split_names("編集部：谷川 潔") == Names{"谷川 潔"});
}

TEST_CASE("find_source: a name behind the date, without a colon") {
  CHECK(find_source("2024年03月21日 20:18 来源于 江城网") == "江城网");
  CHECK(find_source("这些说法来源于民间的传说，各家不一。").empty());
}

TEST_CASE("is_meta_line: the hours of a shop date no page") {
  CHECK_FALSE(is_meta_line("營業時間：週三至週日 12:00–18:00"));
  CHECK(is_meta_line("更新时间：上午"));
}
