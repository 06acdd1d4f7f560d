"""Checks the published samples: every paragraph of the sources stands in the PDF's and the EPUB's
text, the PDF is sound, its fonts are embedded CID subsets, inspect tells what is published, and
publishing twice gives the same bytes."""
import html
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

banxin, out = sys.argv[1], Path(sys.argv[2])
here = Path(__file__).resolve().parent
failures = []


def fail(what):
    failures.append(what)
    print("FAIL", what)


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False)


def squeeze(text):
    # White space is the layout's; hyphens that lines end with are soft.
    return re.sub(r"[\s\u00ad\u200b]+", "", text)


def paragraphs(path, encoding="utf-8", start=None, end=None):
    source = path.read_bytes().decode(encoding)
    if start:
        source = source[source.index(start):source.index(end)]
    source = re.sub(r"<(script|style|head|rt|rp)\b.*?</\1>", "", source, flags=re.S)
    blocks = re.findall(r"<(?:p|h1|h2|h3|li|td|th|caption|figcaption)\b[^>]*>(.*?)</(?:p|h1|h2|h3|li|td|th|caption|figcaption)>", source, flags=re.S)
    texts = (squeeze(html.unescape(re.sub(r"<[^>]+>", "", block))) for block in blocks)
    return [text for text in texts if text]


def without_readings(text):
    return re.sub(r"(?<=[\u4e00-\u9fff])\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)", "", text)


HYPHENS = str.maketrans("", "", "-\u2010")
READING = "[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+"


def readings(folder):
    """All readings of the sources, pasted or as ruby, the longest first."""
    found = set()
    for path in folder.rglob("*.html"):
        source = path.read_bytes().decode("gb18030" if folder.name == "news" else "utf-8")
        found.update(re.findall(rf"(?<=[\u4e00-\u9fff])\(({READING})\)", source))
        found.update(squeeze(text) for text in re.findall(r"<rt>(.*?)</rt>", source))
    return sorted(found, key=len, reverse=True)


def without(words, text):
    for word in words:
        text = text.replace(word, "")
    return text


def pdf_text(path):
    return squeeze(run("pdftotext", "-raw", "-enc", "UTF-8", str(path), "-").stdout)


def epub_text(path):
    texts = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".xhtml") and "nav" not in name:
                page = archive.read(name).decode()
                page = page[page.index("<body"):]
                page = re.sub(r"<(rt|rp)\b.*?</\1>", "", page, flags=re.S)
                texts.append(html.unescape(re.sub(r"<[^>]+>", "", page)))
    return squeeze("".join(texts))


def check_pdf(path):
    if run("qpdf", "--check", str(path)).returncode != 0:
        fail(f"{path.name}: qpdf finds fault with it")
    for line in run("pdffonts", str(path)).stdout.splitlines()[2:]:
        # name type encoding emb sub uni object: the type has one to three words.
        if "Type 3" in line or not re.search(r"\byes yes (yes|no)\b", line):
            fail(f"{path.name}: font not embedded as a subset: {line.strip()}")


news = [without_readings(text) for text in paragraphs(here / "news/page.html", "gb18030", '<div id="content">', '<p class="tip">')]
book = [text for n in range(1, 9) for text in paragraphs(here / f"book/ch{n}.html")]
sources = {
    "news": news,
    "book": book,
    "vertical": book,
    "japanese": paragraphs(here / "japanese/page.html"),
    "english": paragraphs(here / "english/page.html"),
}

for name, expected in sources.items():
    pdf, epub = out / f"{name}.pdf", out / f"{name}.epub"
    check_pdf(pdf)
    for path, text in ((pdf, pdf_text(pdf)), (epub, epub_text(epub))):
        # Ruby stands small above its base, and an extractor puts it before or after the line; hyphens
        # at line ends are soft. Both are dropped from both sides.
        rubies = readings(here / {"vertical": "book"}.get(name, name))
        plain = without(rubies, text).translate(HYPHENS)
        lost = [p for p in expected if p not in text and without(rubies, p).translate(HYPHENS) not in plain]
        for paragraph in lost:
            fail(f"{path.name}: lost «{paragraph[:60]}»")
        print(f"{path.name}: {len(expected) - len(lost)} of {len(expected)} paragraphs")

for name in ("Login", "登录", "扫描二维码", "相关阅读", "网友评论", "ICP"):
    for path, text in ((out / "news.pdf", pdf_text(out / "news.pdf")), (out / "news.epub", epub_text(out / "news.epub"))):
        if name in text:
            fail(f"{path.name}: page chrome is left: {name}")

with zipfile.ZipFile(out / "news.epub") as archive:
    rubies = sum(archive.read(name).count(b"<rt>") for name in archive.namelist() if name.endswith(".xhtml"))
inspected = json.loads(run(banxin, "inspect", str(here / "news/page.html")).stdout)
for key, expected in (("title", "石桥下的印书铺"), ("byline", "林晓舟"), ("published", "2024-10-18T07:30"), ("readings", rubies)):
    if inspected[key] != expected:
        fail(f"news/page.html: inspect gives {key} {inspected[key]}, not {expected}")

with tempfile.TemporaryDirectory() as again:
    run("bash", str(here / "publish.sh"), banxin, again)
    for path in sorted(out.iterdir()):
        if path.suffix in (".pdf", ".epub") and path.read_bytes() != (Path(again) / path.name).read_bytes():
            fail(f"{path.name}: a second run gave other bytes")

print(f"{len(failures)} failures")
sys.exit(1 if failures else 0)
