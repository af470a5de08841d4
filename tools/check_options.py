#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds man pages and completion to the options that the command has.

    check_options.py RAVEN ROOT

For every command that `raven help` names: the options of `raven COMMAND --help` and those of man/raven-COMMAND.1.scd are
the same, each stands in completions/raven.bash, and man/raven.1.scd names the command.
"""
import pathlib
import re
import subprocess
import sys


def ask(*words):
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(words)} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def main():
    raven, root = sys.argv[1], pathlib.Path(sys.argv[2])
    overview = ask(raven, "help")
    commands = re.findall(r"^  (\w+)\s+\S", overview.split("Commands:")[1].split("Examples:")[0], re.M)
    completion = (root / "completions" / "raven.bash").read_text(encoding="utf-8")
    main_page = (root / "man" / "raven.1.scd").read_text(encoding="utf-8")
    faults = []
    for command in commands:
        text = ask(raven, command, "--help")
        options = set(re.findall(r"^\s+(?:-\w, )?(--[a-z-]+)", text, re.M))
        if f"*{command}*" not in main_page:
            faults.append(f"man/raven.1.scd does not name {command}")
        page = root / "man" / f"raven-{command}.1.scd"
        if not page.exists():
            faults.append(f"{page.name} is missing")
            continue
        in_page = set(re.findall(r"^(?:\*-\w\*, )?\*(--[a-z-]+)\*", page.read_text(encoding="utf-8"), re.M))
        for option in sorted(options - in_page):
            faults.append(f"{page.name}: {option} is missing")
        for option in sorted(in_page - options):
            faults.append(f"{page.name}: {option} is not an option of raven {command}")
        line = re.search(rf"^\s+{command}\)\s+options=\"([^\"]*)\"", completion, re.M)
        offered = set(re.findall(r"--[a-z-]+", line.group(1))) if line else set()
        for option in sorted(options ^ offered):
            faults.append(f"completions/raven.bash: {command}: {option} is {'missing' if option in options else 'unknown'}")
        for value in re.findall(r"--[a-z-]+ ([a-z0-9]+(?:\|[a-z0-9]+)+)", text):
            for word in value.split("|"):
                if not re.search(rf"\b{word}\b", completion):
                    faults.append(f"completions/raven.bash: value {word} of {command} is missing")
                if f"{word}" not in page.read_text(encoding="utf-8"):
                    faults.append(f"{page.name}: value {word} is missing")
    for fault in faults:
        print(fault)
    print(f"{len(commands)} commands, {len(faults)} faults")
    return 1 if faults or len(commands) < 8 else 0


if __name__ == "__main__":
    sys.exit(main())
