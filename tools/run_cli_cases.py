#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs cases of tests/cli/<command>/<case>/ and compares what they print.

    run_cli_cases.py --raven build/release/raven [--rebaseline] [CASE...]

A CASE is a folder, or a word that its path holds; default: all. A case holds
    cmd      shell lines (bash), run in an empty folder with $RAVEN, $SAMPLES and $CASE (the case's own folder) set
    stdout, stderr   what they must print; a missing file means nothing
    exit     the exit code; a missing file means 0
In stdout and stderr, {{any}} stands for any part of a line and a line {{lines}} for any number of lines. What was
printed is compared with the folder's path replaced by $FOLDER and that of the samples by $SAMPLES.

--rebaseline writes what was printed as the new expectation, where it differs; it refuses for a case that crashed.
The times of a summary ("in 0.3 s") become {{any}}.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cli"
SIGNALS_OF_A_CRASH = {132, 133, 134, 135, 136, 139}
SANITIZER = re.compile(r"ERROR: \w+Sanitizer|runtime error:")


def matches(expected, actual):
    parts = []
    for line in expected.splitlines(keepends=True):
        if line.strip() == "{{lines}}":
            parts.append(r"(?:[^\n]*\n)*?")
        else:
            parts.append(r"[^\n]*?".join(re.escape(piece) for piece in line.split("{{any}}")))
    return re.fullmatch("".join(parts), actual) is not None


def run_case(case, raven):
    with tempfile.TemporaryDirectory(prefix="raven_case_") as folder:
        environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": folder, "TMPDIR": folder, "LC_ALL": "C.UTF-8",
            "RAVEN": str(raven), "SAMPLES": str(ROOT / "samples"), "CASE": str(case), "PYTHON": sys.executable,
            "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", ""), "UBSAN_OPTIONS": os.environ.get("UBSAN_OPTIONS", ""),
        }
        try:
            done = subprocess.run(["bash", "-o", "pipefail", str(case / "cmd")], cwd=folder, env=environment,
                                  stdin=subprocess.DEVNULL, capture_output=True, timeout=100)
            code, out, err = done.returncode, done.stdout, done.stderr
        except subprocess.TimeoutExpired as late:
            code, out, err = 124, late.stdout or b"", (late.stderr or b"") + b"\n(took more than 100 s)\n"

        def tidy(text):
            text = text.decode("utf-8", "backslashreplace")
            return text.replace(str(ROOT / "samples"), "$SAMPLES").replace(str(case), "$CASE").replace(folder, "$FOLDER")
        return code if code >= 0 else 128 - code, tidy(out), tidy(err)


def read(path, default=""):
    # Line ends as they are: a CSV line ends in CR LF.
    return path.read_bytes().decode("utf-8") if path.exists() else default


def write(path, text, default=""):
    if text == default:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(text.encode("utf-8"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raven", required=True)
    parser.add_argument("--rebaseline", action="store_true")
    parser.add_argument("cases", nargs="*")
    words = parser.parse_args()
    raven = pathlib.Path(words.raven).resolve()
    cases = sorted(path.parent for path in CASES.glob("*/*/cmd"))
    if words.cases:
        cases = [case for case in cases if any(
            case == pathlib.Path(word).resolve() or word in str(case.relative_to(CASES)) for word in words.cases)]
    if not cases or not raven.exists():
        print(f"{'no such case' if raven.exists() else 'no such program: ' + str(raven)}")
        return 1
    failed = changed = 0
    for case in cases:
        name = case.relative_to(CASES)
        code, out, err = run_case(case, raven)
        expected_code = read(case / "exit", "0").strip()
        faults = []
        if str(code) != expected_code:
            faults.append(f"exit {code}, expected {expected_code}")
        for stream, text in (("stdout", out), ("stderr", err)):
            expected = read(case / stream)
            if not matches(expected, text):
                faults.append(f"{stream} differs\n--- expected\n{expected}--- printed\n{text}---")
        if not faults:
            continue
        crashed = code in SIGNALS_OF_A_CRASH or code == 124 or SANITIZER.search(err)
        if words.rebaseline and not crashed:
            write(case / "exit", f"{code}\n", "0\n")
            for stream, text in (("stdout", out), ("stderr", err)):
                if not matches(read(case / stream), text):
                    write(case / stream, re.sub(r"\bin \d+\.\d s$", "in {{any}} s", text, flags=re.M))
            print(f"{name}: rebaselined")
            changed += 1
            continue
        failed += 1
        print(f"{name}: FAILED{' (crashed; not rebaselined)' if crashed and words.rebaseline else ''}")
        for fault in faults:
            print("  " + fault.replace("\n", "\n  "))
    print(f"{len(cases) - failed} of {len(cases)} cases hold" + (f", {changed} rebaselined" if changed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
