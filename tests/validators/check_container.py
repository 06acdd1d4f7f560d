#!/usr/bin/env python3
"""check_container.py FILE.epub...: OCF's rules for the ZIP that EPUBCheck does not look at: mimetype first,
stored and bare; names safe, unique and flagged as UTF-8; no method but 0 and 8; CRCs right."""
import sys
import zipfile


def faults(path):
    found = []
    archive = zipfile.ZipFile(path)
    entries = archive.infolist()
    with open(path, 'rb') as file:
        head = file.read(58)
    if not entries or entries[0].filename != 'mimetype':
        found.append('mimetype is not the first entry')
    elif entries[0].compress_type != 0:
        found.append('mimetype is compressed')
    elif head[30:58] != b'mimetypeapplication/epub+zip':
        found.append('mimetype has an extra field or other bytes')
    seen = set()
    for entry in entries:
        name = entry.filename
        if entry.compress_type not in (0, 8):
            found.append(f'method {entry.compress_type}: {name}')
        if entry.flag_bits & 1:
            found.append(f'encrypted: {name}')
        if name.startswith('/') or '..' in name.split('/') or '\\' in name:
            found.append(f'unsafe name: {name}')
        if not name.isascii() and not entry.flag_bits & 0x800:
            found.append(f'name without the UTF-8 flag: {name}')
        if name in seen:
            found.append(f'twice: {name}')
        if entry.date_time != entries[0].date_time:
            found.append(f'a time of its own: {name}')
        seen.add(name)
    bad = archive.testzip()
    if bad:
        found.append(f'bad CRC: {bad}')
    return found


def main(paths):
    failed = 0
    for path in paths:
        found = faults(path)
        failed += bool(found)
        for fault in found:
            print(f'{path}: {fault}')
    print(f'Container: {len(paths)} checked, {failed} failed')
    return 1 if failed else 0


sys.exit(main(sys.argv[1:]))
