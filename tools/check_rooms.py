#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the includes under src/ to the rooms that CMakeLists.txt declares.

    check_rooms.py [ROOT]

Reads the raven_room(NAME USES ...) and raven_program(NAME ...) lines and fails, naming file and line, on
  - an include of another room that the USES line does not name,
  - a room that uses a room declared below it (the lines stand in the order of the path, lower floors first),
  - a neighbour: one room of the path that uses another,
  - a folder of src/ without a line, or a room without its README.md,
  - a quoted include that does not begin with a room's name,
  - a program that includes anything but its own files and <raven/...>.
"""
import pathlib
import re
import sys

PATH_ROOMS = {"read", "language", "resolve", "code", "tell", "keep"}
FORBIDDEN_NAMES = {"util", "utils", "common", "misc", "helpers"}


def declarations(cmake_text):
    rooms, programs = {}, []
    for match in re.finditer(r"^raven_(room|program)\(\s*(\w+)([^)]*)\)", cmake_text, re.M):
        kind, name, rest = match.groups()
        uses = re.search(r"USES\s+((?:\w+\s*)*?)(?=LINKS|$)", rest.strip())
        if kind == "room":
            rooms[name] = uses.group(1).split() if uses else []
        else:
            programs.append(name)
    return rooms, programs


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    rooms, programs = declarations((root / "CMakeLists.txt").read_text(encoding="utf-8"))
    faults = []
    seen = []
    for room, uses in rooms.items():
        for used in uses:
            if used not in seen:
                faults.append(f"CMakeLists.txt: room {room} uses {used}, which is not declared before it")
            if room in PATH_ROOMS and used in PATH_ROOMS:
                faults.append(f"CMakeLists.txt: room {room} uses its neighbour {used}")
        seen.append(room)
    checked = 0
    for folder in sorted(p for p in (root / "src").iterdir() if p.is_dir()):
        name = folder.name
        if name in FORBIDDEN_NAMES:
            faults.append(f"src/{name}: no such room may exist; name files for what they hold")
        if name not in rooms and name not in programs:
            faults.append(f"src/{name}: no raven_room or raven_program line declares it")
            continue
        if not (folder / "README.md").is_file():
            faults.append(f"src/{name}: README.md is missing")
        allowed = {name, *rooms.get(name, [])} if name in rooms else {name}
        for file in sorted(folder.rglob("*")):
            if file.suffix not in {".h", ".cpp", ".inc"}:
                continue
            checked += 1
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                match = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
                if not match:
                    continue
                target = match.group(1).split("/")[0]
                where = f"{file.relative_to(root)}:{number}"
                if "/" not in match.group(1) or target not in {*rooms, *programs}:
                    faults.append(f"{where}: include {match.group(1)!r} does not begin with a room")
                elif target not in allowed:
                    faults.append(f"{where}: {name} may not include {match.group(1)!r}")
    for header in sorted((root / "include").rglob("*.h")):
        for number, line in enumerate(header.read_text(encoding="utf-8").splitlines(), 1):
            if re.match(r'\s*#\s*include\s+"', line):
                faults.append(f"{header.relative_to(root)}:{number}: a public header includes only <raven/...> and the standard library")
    for fault in faults:
        print(fault)
    print(f"check_rooms: {checked} files, {len(rooms)} rooms, {len(faults)} faults")
    return 1 if faults or checked == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
