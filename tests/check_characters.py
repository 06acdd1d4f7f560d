"""check_characters.py BANXIN: every ideograph U+4E00–U+9FA5 and every radical U+2E80–U+2FDF comes back
from the PDF as the same character, by two extractors; vertical pages say what is lost. Ends with 77 where
an extractor is missing."""
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

banxin = sys.argv[1]
if not all(map(shutil.which, ("pdftotext", "mutool"))):
    print("skipped: pdftotext (poppler-utils) and mutool (mupdf-tools) are needed")
    sys.exit(77)

wanted = [chr(c) for c in (*range(0x2E80, 0x2FE0), *range(0x4E00, 0x9FA6)) if unicodedata.name(chr(c), "")]
failures = 0


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def check(mode, folder):
    """What each extractor loses, or brings in another order, of lines of 32 characters."""
    rows = ["".join(wanted[i:i + 32]) for i in range(0, len(wanted), 32)]
    page, pdf = folder / f"{mode}.html", folder / f"{mode}.pdf"
    page.write_text(
        "<!DOCTYPE html><html lang=zh-Hans><meta charset=utf-8><title>t</title>"
        f"<style>@page{{size:A3}}html{{writing-mode:{mode};font:10pt/14pt serif}}p{{margin:0}}</style>"
        + "".join(f"<p>{row}</p>" for row in rows))
    run(banxin, str(page), "-o", str(pdf), "--theme", "plain", "--repair", "never")
    texts = {
        "pdftotext": run("pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-"),
        "mutool": run("mutool", "draw", "-q", "-F", "txt", str(pdf)),
    }
    lost = {}
    for name, text in texts.items():
        text = re.sub(r"\s+", "", text)
        found = set(text)
        lost[name] = [c for c in wanted if c not in found]
        ordered = text == "".join(wanted)
        if not ordered and mode == "horizontal-tb" and not lost[name]:
            lost[name] = ["(order)"]
        print(f"{mode} {name}: {len(wanted) - len(lost[name])} of {len(wanted)} characters"
              f"{', in order' if ordered else ''} {''.join(lost[name][:20])}")
    return lost


with tempfile.TemporaryDirectory() as name:
    for mode in ("horizontal-tb", "vertical-rl"):
        for extractor, lost in check(mode, Path(name)).items():
            failures += bool(lost)
print(f"{failures} failures")
sys.exit(1 if failures else 0)
