#pragma once
// Names that stand without a label beside a date: "石佳/中国青年报", "某账号 2019-09-04 22:18".
#include <string>
#include <string_view>
#include <vector>

namespace banxin::article {

// The words of a dateline that may name somebody, its date taken out: no labels, no counters, no
// places of an address ("来自北京市"). The date may have left a space behind.
std::vector<std::string> dateline_words(const std::string& rest);

// "某某日报", "某某新闻客户端": who printed it, no person.
bool is_medium(std::string_view name);

// "Ashima Digital Inc.", "株式会社…": who runs the site, no person.
bool is_company(std::string_view name);

// "青山健太（某書店北町店）": the person alone.
std::string without_office(const std::string& name);

// A whole word that is a Chinese, Japanese or Korean name.
bool is_person(std::string_view word);

// "江边散人" of "江边散人发布于 10-07 21:18阅读 2.3万＋关注": what a box of an account says behind
// the name, without a space, is cut off.
std::string without_box_words(std::string name);

// "码农老张" of "…_码农老张的博客-CSDN博客": the owner of a blog by the title of its page; empty
// where it names none.
std::string blog_owner(std::string_view title);

// "苏北老农" of "我的高考1977_苏北老农_新浪博客": the parts behind the headline, of less trust.
std::string account_before_blog(std::string_view next, std::string_view last);

}  // namespace banxin::article
