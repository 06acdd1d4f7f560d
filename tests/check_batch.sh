#!/usr/bin/env bash
# check_batch.sh BANXIN: what a batch that is resumed publishes is what it would have published at first,
# byte for byte, and a book among its inputs is written where the batch writes.
set -euo pipefail
banxin=$(readlink -f "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# The pages that teach the frame of their site are finished when one of them is published again.
for day in 一 二 三 四 五 六; do
  cat >"$day.html" <<HTML
<!DOCTYPE html><html lang="zh-Hans"><meta charset="utf-8"><title>小镇的第${day}天</title>
<div><p>河边小镇的报纸，每天早晨送到您的门前，已经送了一百年，还要再送一百年。</p></div>
<h1>小镇的第${day}天</h1>
<p>第${day}天的清晨，河边的小镇总是很安静，只有卖豆腐的老人推着车，从桥上慢慢走过。</p>
<p>到了第${day}天的中午，学校的孩子们跑回家吃饭，街上才热闹起来，狗也跟着叫。</p>
<p>镇上的人在第${day}天说，日子就像河水，看着不动，其实一刻也没有停下来过。</p>
<div><p>报纸的编辑部在桥的东头，欢迎来信，也欢迎来坐一坐，喝一杯河水泡的茶。</p></div>
HTML
done
"$banxin" batch ./*.html -o out --format epub 2>log
mv out/三.epub first.epub
"$banxin" batch ./*.html -o out --format epub --resume 2>>log
cmp first.epub out/三.epub || { cat log; exit 1; }
# Without the others the page has its frame: they did teach something.
"$banxin" 三.html -o alone.epub 2>>log
if cmp -s first.epub alone.epub; then exit 1; fi

# A book's options are taken, its outputs are the batch's.
mkdir book
cp 一.html 二.html book
echo 'title = "两天"' >book/book.toml
"$banxin" batch book -o books --format epub 2>>log
python3 -c 'import zipfile; assert ">两天<" in zipfile.ZipFile("books/book.epub").read("epub/package.opf").decode()'
echo 'output = "elsewhere.epub"' >book/book.toml
if "$banxin" batch book -o others --format epub 2>>log; then exit 1; fi
[ ! -e elsewhere.epub ]
[ ! -e book/elsewhere.epub ]
