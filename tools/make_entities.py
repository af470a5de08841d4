#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes src/read/html/entities.inc, the table of HTML's named character references.

The names and code points are facts of the HTML standard (section 13.5) and are taken from Python's standard
library (html.entities.html5). Run from the root of the tree:

    python3 tools/make_entities.py > src/read/html/entities.inc
    python3 tools/make_entities.py --check src/read/html/entities.inc
"""

import html.entities
import sys


def table():
    rows = sorted((name.encode("ascii"), [ord(c) for c in value]) for name, value in html.entities.html5.items())
    names = b"".join(name for name, _ in rows)
    lines = ["// Made by tools/make_entities.py from Python's html.entities; %d names." % len(rows)]
    lines.append("constexpr char kEntityNames[] =")
    text = names.decode("ascii")
    for start in range(0, len(text), 100):
        lines.append('    "%s"' % text[start:start + 100])
    lines[-1] += ";"
    lines.append("constexpr EntityRow kEntityRows[] = {")
    offset = 0
    cells = []
    for name, points in rows:
        second = points[1] if len(points) > 1 else 0
        cells.append("{%d,%d,%d,%d}," % (offset, len(name), points[0], second))
        offset += len(name)
    line = "   "
    for cell in cells:
        if len(line) + 1 + len(cell) > 110:
            lines.append(line)
            line = "   "
        line += " " + cell
    lines.append(line)
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
