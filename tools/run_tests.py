#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Builds Raven twice (optimised; with ASan, UBSan and assertions), runs every test of both builds, counts them.

    run_tests.py [PRESET...]          default: release dev

The last line is "N passed, M failed". Exit 0 only if every build succeeded, at least one test ran in each, and none
failed. JOBS bounds the processes (default: as many as the machine has).
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree

TOOLS = ["cmake", "ctest", "ninja", "g++", "clang++", "python3", "scdoc", "mandoc", "pkg-config"]
ROOT = pathlib.Path(__file__).resolve().parent.parent


def run(command, log):
    begin = time.time()
    with open(log, "ab") as out:
        code = subprocess.run(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT).returncode
    return code, time.time() - begin


def main():
    presets = sys.argv[1:] or ["release", "dev"]
    jobs = os.environ.get("JOBS") or str(os.cpu_count() or 2)
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        print("missing tools: " + ", ".join(missing) + " (see tools/packages.txt)")
        print("0 passed, 1 failed")
        return 1
    (ROOT / "build").mkdir(exist_ok=True)
    passed, failed = 0, 0
    for preset in presets:
        log = ROOT / "build" / f"test-{preset}.log"
        log.unlink(missing_ok=True)
        broken = False
        for title, command in (
            ("configure", ["cmake", "--preset", preset]),
            ("build", ["cmake", "--build", "--preset", preset, "--parallel", jobs]),
            ("headers", ["cmake", "--build", "--preset", preset, "--parallel", jobs, "--target", "all_verify_interface_header_sets"]),
        ):
            code, seconds = run(command, log)
            print(f"{preset}: {title} {'done' if code == 0 else 'FAILED'} in {seconds:.0f} s", flush=True)
            if code:
                lines = log.read_text(errors="replace").splitlines()
                print("\n".join(lines[-60:]))
                failed += 1
                broken = True
                break
        if broken:
            continue
        report = ROOT / "build" / f"test-{preset}.xml"
        report.unlink(missing_ok=True)
        code, seconds = run(["ctest", "--preset", preset, "--parallel", jobs, "--output-junit", str(report)], log)
        if not report.exists():
            print(log.read_text(errors="replace")[-4000:])
            print(f"{preset}: ctest gave no report")
            failed += 1
            continue
        suite = xml.etree.ElementTree.parse(report).getroot()
        good = bad = 0
        for case in suite.iter("testcase"):
            if case.get("status") == "run":
                good += 1
                continue
            # Failed, timed out, not run, disabled: whatever is not a pass counts against us.
            bad += 1
            print(f"\n{preset}: FAILED {case.get('name')} ({case.get('status')})")
            text = (case.findtext("system-out") or "").strip()
            print("\n".join(re.sub(r"^", "    ", line) for line in text.splitlines()[-40:]))
        print(f"{preset}: {good} passed, {bad} failed in {seconds:.0f} s", flush=True)
        passed += good
        failed += bad + (1 if good + bad == 0 or (code and not bad) else 0)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
