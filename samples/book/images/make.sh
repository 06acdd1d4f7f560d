#!/usr/bin/env bash
# The two pictures of the sample book, drawn with ImageMagick (kept in the repository as made).
set -euo pipefail
cd "$(dirname "$0")"
convert -size 900x540 gradient:'#f4c37d-#8a5a44' -fill '#53717f' -draw 'rectangle 0,330 900,540' \
  -fill '#2d2a26' -draw 'polygon 300,360 600,360 560,400 340,400' -draw 'rectangle 446,250 452,360' \
  -fill '#fbe3b0' -draw 'circle 700,180 740,180' -quality 82 ferry.jpg
convert -size 800x360 xc:white -fill none -stroke black -strokewidth 3 -draw 'line 40,120 760,120' \
  -draw 'line 40,300 760,300' -draw 'ellipse 160,300 90,120 180,360' -draw 'ellipse 400,300 110,150 180,360' \
  -draw 'ellipse 640,300 90,120 180,360' -colors 8 bridge.png
