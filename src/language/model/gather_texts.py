#!/usr/bin/env python3
"""Takes running text out of git repositories (Markdown, reStructuredText, notebooks, SQuAD's JSON,
CSV, .po, DocBook, plain text, CoNLL-U; UTF-8 or GB18030) and out of folders of HTML, for build_model.py
--texts (ORIGIN.md names the sources).

  python3 gather_texts.py -o OUT.txt SOURCE[@COMMIT][:FOLDER] ...

A line is a paragraph. Code, links and markup go; lines that are not Chinese for the most part, and
lines that came before, too.
"""
import argparse
import csv
import html
import io
import json
import os
import re
import subprocess

HAN = re.compile("[\u4e00-\u9fff]")
SUFFIXES = (".md", ".rst", ".ipynb", ".json", ".csv", ".po", ".sgml", ".xml", ".txt", ".conllu")
BLOCK = re.compile(r"(?i)</?(?:p|div|li|h\d|td|th|tr|dd|dt|br|title|ul|ol|para|listitem|entry|term|sect\d)\b[^>]*>")


def decoded(data):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        other = data.decode("gb18030", "replace")
        return other if other.count("\ufffd") * 1000 < len(other) else data.decode("utf-8", "replace")


def contents(repository, commit, wanted):
    """Names and texts of the files of a commit whose names `wanted` likes."""
    def git(*arguments, given=b""):
        return subprocess.run(["git", "-C", repository, *arguments], input=given, capture_output=True,
                              check=False).stdout
    rows = (row.split(b"\t", 1) for row in git("ls-tree", "-r", "-z", commit).split(b"\0") if row)
    files = [(name.decode("utf-8", "replace"), head.split()[2]) for head, name in rows]
    files = [(name, number) for name, number in files if wanted(name)]
    for i in range(0, len(files), 1000):
        data, at = git("cat-file", "--batch", given=b"\n".join(number for _, number in files[i:i + 1000])), 0
        for name, _ in files[i:i + 1000]:
            head, _, _ = data[at:at + 200].partition(b"\n")
            at += len(head) + 1
            if not head.endswith(b" missing"):
                size = int(head.split()[2])
                yield name, decoded(data[at:at + size])
                at += size + 1


def plain(line):
    line = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", line)
    line = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line)
    line = re.sub(r"<[^>]*>", "", line)
    line = re.sub(r"`+([^`]*)`+_?", r"\1", line)
    line = re.sub(r"^[\s#>*+\-\d.|]+", "", line)
    return re.sub(r"\*\*|__", "", line).strip()


def questions(text):
    """Paragraphs and questions of a data set in the form of SQuAD."""
    try:
        data = json.loads(text)["data"]
    except (ValueError, KeyError, TypeError):
        return
    for article in data:
        for paragraph in article.get("paragraphs", []):
            yield re.sub(r"\s+", " ", paragraph["context"])
            for answer in paragraph["qas"]:
                yield answer["question"].strip()


def marked_up(text):
    """Paragraphs of HTML or DocBook."""
    text = re.sub(r"(?is)<!--.*?-->|<(script|style|pre|programlisting|screen|synopsis)\b.*?</\1>", "", text)
    text = BLOCK.sub("\n", re.sub(r"\s+", " ", text))
    for line in html.unescape(re.sub(r"<[^>]*>", "", text)).split("\n"):
        yield line.strip()


def translations(text):
    """What a .po file translates into."""
    for found in re.findall(r'(?m)^msgstr((?: *"(?:[^"\\]|\\.)*"\n)+)', text):
        line = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', found))
        line = re.sub(r"\\(.)", lambda m: " " if m[1] == "n" else m[1], line)
        yield plain(re.sub(r":[a-z:]+:`[!~]?([^`<]*?)(?: ?<[^>]*>)?`", r"\1", line))


def of_repository(source):
    place, _, folder = source.partition(":")
    repository, _, commit = place.partition("@")
    commit = commit or "HEAD"
    for name, text in contents(repository, commit, lambda n: n.startswith(folder) and n.endswith(SUFFIXES)):
        if name.endswith(".json"):
            yield from questions(text)
        elif name.endswith(".csv"):
            yield from (line.strip() for row in csv.reader(io.StringIO(text)) for cell in row
                        for line in cell.split("\n"))
        elif name.endswith((".sgml", ".xml")):
            yield from marked_up(text)
        elif name.endswith(".po"):
            yield from translations(text)
        elif name.endswith(".conllu"):
            yield from re.findall(r"(?m)^# text = (.*)$", text)
        else:
            yield from map(plain, re.sub(r"```.*?```", "", text, flags=re.S).split("\n"))


def of_folder(folder):
    for base, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if not name.endswith((".html", ".xhtml")):
                continue
            with open(os.path.join(base, name), encoding="utf-8", errors="replace") as f:
                yield from marked_up(f.read())


def main():
    csv.field_size_limit(1 << 30)
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("sources", nargs="+")
    ap.add_argument("-o", required=True)
    a = ap.parse_args()
    seen = set()
    with open(a.o, "w", encoding="utf-8") as out:
        for source in a.sources:
            repository = source.partition(":")[0].partition("@")[0]
            is_git = subprocess.run(["git", "-C", repository, "rev-parse", "--git-dir"],
                                    capture_output=True, check=False).returncode == 0
            for line in of_repository(source) if is_git else of_folder(source):
                han = len(HAN.findall(line))
                if han >= 6 and han * 3 >= len(line) and line not in seen:
                    seen.add(line)
                    out.write(line + "\n")


if __name__ == "__main__":
    main()
