#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Treats `raven ingest` roughly and looks whether it kept its word.

    ordeals.py RAVEN SAMPLES killed|full_disk|interrupted|reading_while_writing

killed       SIGKILL at ten moments of an ingest: every page that was reported is in the store, and a last run completes it
full_disk    a limit on the file's size stands for the disk: exit 1 with the reason, every reported page is there, and
             the store goes on once there is room
interrupted  SIGINT while pages still come in: exit 130, what was reported is kept; while it waits for input: at once
reading_while_writing   queries answer while an ingest writes
"""
import json
import pathlib
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time

RAVEN, SAMPLES, ORDEAL = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]


def require(holds, why):
    if not holds:
        print("FAILED:", why)
        sys.exit(1)


def make_pages(folder, count):
    """Pages with texts of their own, so that none is a copy of another."""
    text = (SAMPLES / "text" / "wire-ceasefire-breach.txt").read_text(encoding="utf-8")
    for number in range(count):
        (folder / f"page-{number:04}.txt").write_text(f"Report number {number} of the day\n\n{text}", encoding="utf-8")


def ingest(store, inputs, **how):
    return subprocess.Popen([RAVEN, "ingest", "--threads", "2", "--store", str(store), *map(str, inputs)],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **how)


def reported(text):
    """The whole lines of a report; a last line that was cut off is no report."""
    rows = [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]
    return [row for row in rows if row["status"] in ("kept", "known")]


def hashes(store):
    done = subprocess.run([RAVEN, "query", "--store", str(store), "--format", "tsv", "SELECT hash FROM page"],
                          capture_output=True, text=True)
    require(done.returncode == 0, f"the store cannot be asked: {done.stderr}")
    return set(done.stdout.splitlines()[1:])


def require_kept(rows, store, when):
    lost = {row["hash"] for row in rows} - hashes(store)
    require(not lost, f"{when}: {len(lost)} reported pages are not in the store")


def complete(store, folder, count):
    done = ingest(store, [folder])
    out, err = done.communicate()
    require(done.returncode == 0, f"the last run ended with {done.returncode}: {err}")
    require(len(reported(out)) == count, f"the last run reported {len(reported(out))} of {count} pages")
    require(len(hashes(store)) == count, f"the store holds {len(hashes(store))} of {count} pages")


def killed(folder):
    count, store = 200, folder / "news.raven"
    pages = folder / "pages"
    pages.mkdir()
    make_pages(pages, count)
    chance = random.Random(20240312)
    seen = 0
    for number in range(10):
        process = ingest(store, [pages])
        time.sleep(chance.uniform(0.05, 0.8))
        process.kill()
        out, _ = process.communicate()
        rows = reported(out)
        seen += len(rows)
        # A run that was killed before its first pages were kept may have left a store that is not made yet.
        if rows:
            require_kept(rows, store, f"round {number}")
    complete(store, pages, count)
    print(f"{seen} pages reported in ten runs that were killed, none lost")


def full_disk(folder):
    count, store = 600, folder / "news.raven"
    pages = folder / "pages"
    pages.mkdir()
    make_pages(pages, count)
    limit = 2048 * 1024
    process = ingest(store, [pages], preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    out, err = process.communicate()
    require(process.returncode == 1, f"exit {process.returncode}, expected 1: {err}")
    require("room" in err or "full" in err or "space" in err or "large" in err, f"the reason is not told: {err}")
    require_kept(reported(out), store, "full disk")
    require(len(reported(out)) < count, "the limit did not bite")
    complete(store, pages, count)
    print(f"{len(reported(out))} pages were kept before the disk was full; the rest afterwards")


def interrupted(folder):
    store = folder / "news.raven"
    feeder = ingest(store, ["--input-format", "jsonl", "-"], stdin=subprocess.PIPE)
    text = (SAMPLES / "text" / "wire-ceasefire-breach.txt").read_text(encoding="utf-8")
    for number in range(150):
        feeder.stdin.write(json.dumps({"id": str(number), "text": f"Report {number}.\n\n{text}"}) + "\n")
    feeder.stdin.flush()
    first = feeder.stdout.readline()   # pages are on the disk; it now waits for more
    feeder.send_signal(signal.SIGINT)
    begin = time.time()
    out, err = feeder.communicate()
    require(feeder.returncode == 130, f"exit {feeder.returncode}, expected 130: {err}")
    require(time.time() - begin < 20, "it went on waiting for standard input")
    rows = reported(first + out)
    require(rows, "nothing was reported")
    require_kept(rows, store, "interrupted")
    print(f"{len(rows)} pages kept, then ended with 130")


def reading_while_writing(folder):
    count, store = 200, folder / "news.raven"
    pages = folder / "pages"
    pages.mkdir()
    make_pages(pages, count)
    first = subprocess.run([RAVEN, "ingest", "-q", "--store", str(store), str(SAMPLES / "text" / "rebel-attack.txt")],
                           capture_output=True)
    require(first.returncode == 0, "the first page was not kept")
    process = ingest(store, [pages])
    asked = 0
    last = 0
    while process.poll() is None:
        held = len(hashes(store))
        require(held >= last, "a page went away")
        last = held
        asked += 1
    process.communicate()
    require(process.returncode == 0, f"exit {process.returncode}")
    require(len(hashes(store)) == count + 1, "pages are missing")
    require(asked > 0, "the ingest was over before anything could be asked")
    print(f"{asked} queries answered while it wrote")


with tempfile.TemporaryDirectory(prefix="raven_ordeal_") as place:
    {"killed": killed, "full_disk": full_disk, "interrupted": interrupted,
     "reading_while_writing": reading_while_writing}[ORDEAL](pathlib.Path(place))
