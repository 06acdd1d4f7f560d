#!/usr/bin/env python3
"""lint.py BUILD [FILE…]: clang-tidy over the named files; without any, over all of src/.

A file that was clean in exactly this form (preprocessed text, configuration, tool) is not looked at
again: its hash is kept in the user's cache. The others are first looked at several at once, as one
translation unit: the headers that they share, which are most of the work, are then read once. Where
something is said of such a unit, or it does not compile (two files may use one name in their unnamed
namespaces), its halves are looked at, down to the single file: only what is said of that counts.
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

TOGETHER = 12  # files in a unit at most


def output_of(command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, **options).stdout


def flags_of(build):
    """The compiler's flags for each file: all but the compiler, the file and where the object goes."""
    flags = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        words = shlex.split(entry["command"])
        words = words[2:] if words[0].endswith("ccache") else words[1:]
        file = os.path.realpath(os.path.join(entry["directory"], entry["file"]))
        words = words[:words.index("-o")] + words[words.index("-o") + 2:]
        flags[file] = tuple(w for w in words if w != "-c" and os.path.realpath(w) != file)
    return flags


def tidy(files, flags, scratch):
    """What clang-tidy says of the files, as one translation unit if there are several."""
    file = files[0]
    if len(files) > 1:
        # One file's constant may well bear the name of another's variable.
        flags += ("-Wno-shadow",)
        handle, file = tempfile.mkstemp(suffix=".cpp", dir=scratch)
        os.write(handle, "".join(f'#include "{each}"\n' for each in files).encode())
        os.close(handle)
    run = subprocess.run(["clang-tidy", "--quiet", file, "--", *flags], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                         text=True)
    return run.stdout or run.stderr if run.returncode else run.stdout


def look_at(files, flags, scratch):
    """The files of which nothing is to be said, and what is said of the others."""
    clean, reports, units = [], [], [files]
    while units:
        unit = units.pop()
        said = tidy(unit, flags, scratch)
        if not said:
            clean += unit
        elif len(unit) == 1:
            reports.append(said)
        else:
            units += [unit[:len(unit) // 2], unit[len(unit) // 2:]]
    return clean, reports


class Cache:
    def __init__(self):
        home = os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache"))
        self.folder = pathlib.Path(home, "banxin", "lint")
        self.folder.mkdir(parents=True, exist_ok=True)
        self.tool = output_of(["clang-tidy", "--version"]) + pathlib.Path(".clang-tidy").read_bytes()

    def entry(self, file, flags):
        text = output_of(["c++", *flags, "-E", "-P", file])
        key = hashlib.sha256(self.tool + os.path.relpath(file).encode() + text)
        return self.folder / key.hexdigest()[:40]


def main():
    build = pathlib.Path(sys.argv[1])
    flags = flags_of(build)
    names = sys.argv[2:] or output_of(["git", "ls-files", "src/*.cpp"], text=True).split()
    files = [os.path.realpath(name) for name in names]
    unknown = [name for name, file in zip(names, files) if file not in flags]
    if unknown:
        sys.exit(f"{', '.join(unknown)}: not in any target of {build}")

    cache = Cache()
    found = False
    # The scratch folder stands here, so that clang-tidy finds .clang-tidy above it.
    with tempfile.TemporaryDirectory(dir=".") as scratch, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        entries = dict(zip(files, pool.map(lambda file: cache.entry(file, flags[file]), files)))
        alike = {}
        for file in files:
            if not entries[file].exists():
                alike.setdefault((os.path.dirname(file), flags[file]), []).append(file)
        units = [(some[i:i + TOGETHER], each, scratch) for (_, each), some in alike.items()
                 for i in range(0, len(some), TOGETHER)]
        for clean, reports in pool.map(look_at, *zip(*units)):
            for file in clean:
                entries[file].touch()
            for report in reports:
                print(report)
                found = True
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
