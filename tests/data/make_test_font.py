#!/usr/bin/python3
"""Writes BanxinSquare.ttf, the font of the unit tests: python3 make_test_font.py [OUT.ttf]

Own design, dedicated to the public domain (CC0). 1000 units an em, ascent 800, descent 200.
Every glyph is as wide as its em and drawn as a square, but
  full-width marks    drawn in the half of the em where they stand; `halt` and `vhal` halve them
  ASCII               half an em wide, the space a quarter
  U+0301              no width (a combining mark)
so that expected positions can be worked out in the head.
"""
import sys
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

EM = 1000
CLOSING = '、。，．：；！？」』）》〉】〕〗］｝”’'
OPENING = '「『（《〈【〔〖［｛“‘'
MIDDLE = '・·'
OTHER = '—…⋯～〇々ー　'


def rectangle(left, right):
    pen = TTGlyphPen(None)
    if right > left:
        pen.moveTo((left, -200)); pen.lineTo((left, 800)); pen.lineTo((right, 800)); pen.lineTo((right, -200))
        pen.closePath()
    return pen.glyph()


def main(path):
    widths, outlines, cmap = {}, {}, {}

    def add(code, width, left, right):
        name = '.notdef' if code is None else 'uni%04X' % code
        widths[name] = (width, left)
        outlines[name] = rectangle(left, right)
        if code is not None:
            cmap[code] = name
        return name

    add(None, EM, 100, 900)
    add(0x20, 250, 0, 0)
    add(0xA0, 250, 0, 0)
    for code in range(0x21, 0x7F):
        add(code, 500, 50, 450)
    add(0xAD, 500, 50, 450)
    add(0x2010, 500, 50, 450)
    add(0x301, 0, 0, 0)
    closing = [add(ord(c), EM, 50, 450) for c in CLOSING]
    opening = [add(ord(c), EM, 550, 950) for c in OPENING]
    middle = [add(ord(c), EM, 300, 700) for c in MIDDLE]
    for c in OTHER:
        add(ord(c), EM, 0, 0 if c == '　' else EM)
    for code in list(range(0x3041, 0x3097)) + list(range(0x30A1, 0x30FB)):
        add(code, EM, 0, EM)
    for code in range(0x4E00, 0x4F00):
        add(code, EM, 0, EM)
    for c in '他说你好吗谁人天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏原来也玩神中文字永和书的年':
        if ord(c) not in cmap:
            add(ord(c), EM, 0, EM)
    for code in range(0xAC00, 0xAC40):
        add(code, EM, 0, EM)

    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(list(widths))
    builder.setupCharacterMap(cmap)
    builder.setupGlyf(outlines)
    builder.setupHorizontalMetrics(widths)
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({'familyName': 'BanxinSquare', 'styleName': 'Regular', 'psName': 'BanxinSquare',
                            'licenseDescription': 'CC0 1.0'})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, sTypoLineGap=0, usWinAscent=800, usWinDescent=200,
                     sxHeight=500, sCapHeight=800)
    builder.setupPost()
    builder.setupVerticalHeader(ascent=500, descent=-500)
    builder.setupVerticalMetrics({name: (EM, 0) for name in widths})
    lines = ['languagesystem DFLT dflt;', 'languagesystem hani dflt;', 'languagesystem kana dflt;']
    for tag, axis in (('halt', 'x'), ('vhal', 'y')):
        lines.append('feature %s {' % tag)
        for names, shift in ((closing, 0), (opening, -500), (middle, -250)):
            for name in names:
                value = '<%d 0 -500 0>' % shift if axis == 'x' else '<0 %d 0 -500>' % -shift
                lines.append('pos %s %s;' % (name, value))
        lines.append('} %s;' % tag)
    addOpenTypeFeaturesFromString(builder.font, '\n'.join(lines))
    builder.font['head'].created = builder.font['head'].modified = 3000000000
    builder.font.recalcTimestamp = False
    builder.save(path)


main(sys.argv[1] if len(sys.argv) > 1 else 'BanxinSquare.ttf')
