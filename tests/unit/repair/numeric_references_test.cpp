#include "repair/numeric_references.h"

#include <doctest/doctest.h>

using banxin::repair::heal_references;

TEST_CASE("References shown as text, once or twice escaped") {
  CHECK(*heal_references(U"&#20013;&#25991;") == U"中文");
  CHECK(*heal_references(U"&#x4E2D;&#x6587;&#xFF0C;Debian 12") == U"中文，Debian 12");
  CHECK(*heal_references(U"&amp;#20013;&amp;#25991;&ldquo;&#22909;&rdquo;") == U"中文“好”");
}

TEST_CASE("Names of marks shown as text") {
  CHECK(*heal_references(U"&nbsp;&nbsp;他说&ldquo;你好&rdquo;&hellip;&hellip;") ==
        U"\u00A0\u00A0他说“你好”……");
  CHECK(*heal_references(U"&amp;nbsp;&amp;nbsp;夜深了，街上没有人。") ==
        U"\u00A0\u00A0夜深了，街上没有人。");
  CHECK_FALSE(heal_references(U"在网页里写 &nbsp;&nbsp; 表示两个空格。"));
  CHECK_FALSE(heal_references(U"他用&mdash;来写破折号。"));
  CHECK_FALSE(heal_references(U"转义字符有“&ldquo;”和“&rdquo;”两个。"));
  CHECK_FALSE(heal_references(U"print('&nbsp;&nbsp;'); // 输出"));
}

TEST_CASE("A reference in code or in an explanation stays") {
  CHECK_FALSE(heal_references(U"<b>&nbsp;&nbsp;</b>3.6腾讯非常重视对未成年人个人信息的保护。"));
  CHECK_FALSE(
      heal_references(U"代码：if (x &lt; 10 &amp;&amp; y &gt; 5) { return \"&#20013;\"; }"));
  CHECK_FALSE(heal_references(U"document.write(\"&#20013;&#25991;\"); // two characters"));
  CHECK_FALSE(heal_references(U"写作 &#20013;&#25991; 的编码"));
  CHECK_FALSE(heal_references(U"a & b &#; &#99999999; &#xD800;"));
}
