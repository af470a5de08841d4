#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes src/read/html/single_byte.inc: what bytes 0x80 to 0xFF mean in each single-byte encoding of the web.

The tables are facts of the Encoding standard (https://encoding.spec.whatwg.org/, section 9). They are taken from
Python's codecs, and the few bytes where the standard differs from these are set here. Run from the root:

    python3 tools/make_single_byte.py > src/read/html/single_byte.inc
    python3 tools/make_single_byte.py --check src/read/html/single_byte.inc
"""

import sys

CODECS = [
    ("ibm866", "cp866"), ("iso-8859-2", "iso8859_2"), ("iso-8859-3", "iso8859_3"), ("iso-8859-4", "iso8859_4"),
    ("iso-8859-5", "iso8859_5"), ("iso-8859-6", "iso8859_6"), ("iso-8859-7", "iso8859_7"),
    ("iso-8859-8", "iso8859_8"), ("iso-8859-8-i", "iso8859_8"), ("iso-8859-10", "iso8859_10"),
    ("iso-8859-13", "iso8859_13"), ("iso-8859-14", "iso8859_14"), ("iso-8859-15", "iso8859_15"),
    ("iso-8859-16", "iso8859_16"), ("koi8-r", "koi8_r"), ("koi8-u", "koi8_u"), ("macintosh", "mac_roman"),
    ("windows-874", "cp874"), ("windows-1250", "cp1250"), ("windows-1251", "cp1251"), ("windows-1252", "cp1252"),
    ("windows-1253", "cp1253"), ("windows-1254", "cp1254"), ("windows-1255", "cp1255"), ("windows-1256", "cp1256"),
    ("windows-1257", "cp1257"), ("windows-1258", "cp1258"), ("x-mac-cyrillic", "mac_cyrillic"),
]

DIFFERENT = {
    "koi8-u": {0xAE: 0x045E, 0xBE: 0x040E},
    "windows-1255": {0xCA: 0x05BA},
    "x-mac-cyrillic": {0xA2: 0x0490, 0xB6: 0x0491, 0xFF: 0x20AC},
}


def meaning(name, codec, byte):
    if byte in DIFFERENT.get(name, {}):
        return DIFFERENT[name][byte]
    try:
        return ord(bytes([byte]).decode(codec))
    except UnicodeDecodeError:
        # Unassigned bytes of the lower half are control characters, those of the upper half errors.
        return byte if byte < 0xA0 else 0xFFFD


def table():
    lines = ["// Made by tools/make_single_byte.py from Python's codecs."]
    lines.append("constexpr SingleByte kSingleBytes[] = {")
    for name, codec in CODECS:
        lines.append('    {"%s",' % name)
        cells = ["0x%04X," % meaning(name, codec, byte) for byte in range(0x80, 0x100)]
        cells[0] = "{" + cells[0]
        cells[-1] = cells[-1][:-1] + "}},"
        for start in range(0, len(cells), 12):
            lines.append("     " + " ".join(cells[start:start + 12]))
    lines.append("};")
    return "\n".join(lines) + "\n"


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "--check":
        with open(sys.argv[2], encoding="ascii") as held:
            if held.read() != table():
                sys.exit("%s differs from what this script makes" % sys.argv[2])
        return
    sys.stdout.write(table())


if __name__ == "__main__":
    main()
