#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the manual pages that were built.

    check_man.py FOLDER SOURCES

mandoc finds no error in them (scdoc itself writes paragraph marks that it warns of), and every page has the sections that ours have.
"""
import pathlib
import re
import subprocess
import sys

SECTIONS = ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "EXAMPLES", "SEE ALSO"]


def main():
    built, sources = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    pages = sorted(source.stem for source in sources.glob("*.1.scd"))
    faults = []
    for name in pages:
        page = built / name
        if not page.exists():
            faults.append(f"{name} was not built")
            continue
        lint = subprocess.run(["mandoc", "-T", "lint", "-W", "error", str(page)], capture_output=True, text=True)
        faults += [line for line in (lint.stdout + lint.stderr).splitlines() if re.search(r"(ERROR|UNSUPP)", line)]
        headings = re.findall(r"^\.SH (.+)$", page.read_text(encoding="utf-8"), re.M)
        headings = [heading.strip('"') for heading in headings]
        for section in SECTIONS:
            if section not in headings:
                faults.append(f"{name}: no section {section}")
    for fault in faults:
        print(fault)
    print(f"{len(pages)} pages, {len(faults)} faults")
    return 1 if faults or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
