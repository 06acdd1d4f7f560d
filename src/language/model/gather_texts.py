#!/usr/bin/env python3
"""Takes running text out of Markdown, reStructuredText and notebooks of git repositories, for
build_model.py --modern (ORIGIN.md names the repositories and commits).

  python3 gather_texts.py -o OUT.txt REPOSITORY[@COMMIT]:FOLDER ...

A line is a paragraph. Code, links and markup go; lines that are not Chinese for the most part, and
lines that came before, too.
"""
import argparse
import re
import subprocess

HAN = re.compile("[\u4e00-\u9fff]")
SUFFIXES = (".md", ".rst", ".ipynb")


def git(repository, *arguments):
    return subprocess.run(["git", "-C", repository, "-c", "core.quotepath=off", *arguments],
                          capture_output=True, check=False).stdout.decode("utf-8", "replace")


def plain(line):
    line = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", line)
    line = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line)
    line = re.sub(r"<[^>]*>", "", line)
    line = re.sub(r"`+([^`]*)`+_?", r"\1", line)
    line = re.sub(r"^[\s#>*+\-\d.|]+", "", line)
    return re.sub(r"\*\*|__", "", line).strip()


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("sources", nargs="+")
    ap.add_argument("-o", required=True)
    a = ap.parse_args()
    seen = set()
    with open(a.o, "w", encoding="utf-8") as out:
        for source in a.sources:
            place, _, folder = source.partition(":")
            repository, _, commit = place.partition("@")
            commit = commit or "HEAD"
            for name in git(repository, "ls-tree", "-r", "--name-only", commit).split("\n"):
                if not name.startswith(folder) or not name.endswith(SUFFIXES):
                    continue
                text = re.sub(r"```.*?```", "", git(repository, "show", commit + ":" + name), flags=re.S)
                for line in map(plain, text.split("\n")):
                    han = len(HAN.findall(line))
                    if han >= 6 and han * 3 >= len(line) and line not in seen:
                        seen.add(line)
                        out.write(line + "\n")


if __name__ == "__main__":
    main()
