#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Scores the reading of web pages against a folder of pages with their truth.

    score_pages.py FOLDER [--program PATH] [--type article|all|kinds|...] [--half all|tune|held] [--worst N]

FOLDER holds html/NNNN.html and truth/NNNN.json ({"ground_truth": {"main_content", "title", "author",
"publish_date", "with", "without"}}, "_internal": {"page_type": {"primary"}}). PATH is the raven command (its `read`
is run) or raven_read_bench; by default the first that is found below build/.

Measures, each a mean over pages: F1 of the bags of words of text and truth; titles that are the same but for case,
marks and blanks; author sets that are the same; days that are the same; snippets that must and must not be there.
With --type kinds: how many articles are told as something else, and how many of the other pages are told as no article
and as the kind that they are; --worst N names pages that are told wrongly.
The halves are divided by a hash of the file's name, so that rules can be tuned on one and believed on the other.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import unicodedata
import zlib


def words(text):
    return collections.Counter(re.findall(r"\w+", text.lower()))


def score_text(text, truth):
    found, wanted = words(text), words(truth)
    if not wanted:
        return (1.0, 1.0, 1.0) if not found else (0.0, 0.0, 0.0)
    if not found:
        return 0.0, 0.0, 0.0
    same = sum((found & wanted).values())
    if same == 0:
        return 0.0, 0.0, 0.0
    precision, recall = same / sum(found.values()), same / sum(wanted.values())
    return 2 * precision * recall / (precision + recall), precision, recall


def plain(text):
    text = unicodedata.normalize("NFKD", text or "").casefold()
    return " ".join(re.findall(r"\w+", "".join(c for c in text if not unicodedata.combining(c))))


def author_set(value):
    if not value:
        return set()
    parts = value if isinstance(value, list) else re.split(r",|;| and | & ", value)
    return {plain(part) for part in parts if plain(part)}


def half_of(name):
    return "tune" if zlib.crc32(name.encode()) % 2 == 0 else "held"


def run(program, folder):
    command = [program] if "bench" in pathlib.Path(program).name else [program, "read"]
    done = subprocess.run([*command, str(folder)], stdout=subprocess.PIPE, check=False)
    pages = {}
    for line in done.stdout.decode("utf-8").split("\n"):
        if not line:
            continue
        page = json.loads(line)
        uri = page.get("uri") or page.get("source", {}).get("uri", "")
        pages[pathlib.Path(uri).stem] = page
    return pages


def text_of(page):
    value = page.get("text") or ""
    return value


# What the truth calls a page, and what the reader may call it. A company's list of its services is a list and an offer.
KINDS = {
    "article": {"article", "live_blog"},
    "forum": {"forum"},
    "product": {"product"},
    "collection": {"listing", "front_page", "product"},
    "listing": {"listing", "front_page", "search"},
    "documentation": {"documentation"},
    "service": {"promotion", "front_page"},
}


def score_kinds(pages, folder, half, worst):
    counts, wrong = collections.Counter(), []
    for file in sorted((folder / "truth").glob("*.json")):
        if half_of(file.stem) != half:
            continue
        true = json.loads(file.read_text(encoding="utf-8"))["_internal"]["page_type"]["primary"]
        told = (pages.get(file.stem) or {}).get("kind") or "missing"
        counts[true] += 1
        counts[true, "no article"] += told not in KINDS["article"]
        counts[true, "right"] += told in KINDS.get(true, set())
        if (true == "article") != (told in KINDS["article"]):
            why = [n["message"] for n in (pages.get(file.stem) or {}).get("notes", []) if n["code"] == "page_kind"]
            wrong.append((true != "article", f"  {file.stem}: {true}, told as {told} {' '.join(why)}"))
    others = [kind for kind in KINDS if kind != "article" and counts[kind]]
    total = sum(counts[kind] for kind in others)
    found = sum(counts[kind, "no article"] for kind in others)
    print(f"{half}: {counts['article']} articles, {counts['article', 'no article']} told as something else; "
          f"{total} other pages, {found} told as no article, {sum(counts[k, 'right'] for k in others)} of the right kind; "
          + ", ".join(f"{k} {counts[k, 'no article']}/{counts[k, 'right']} of {counts[k]}" for k in others))
    for _, line in sorted(wrong)[:worst]:
        print(line)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--program")
    parser.add_argument("--type", default="article", help="page type, all, or kinds")
    parser.add_argument("--half", default="all", choices=["all", "tune", "held"])
    parser.add_argument("--worst", type=int, default=0, help="names the worst pages")
    options = parser.parse_args()
    program = options.program
    if not program:
        here = pathlib.Path(__file__).resolve().parent.parent / "build"
        found = [*here.glob("*/raven"), *here.glob("*/tests/raven_read_bench")]
        if not found:
            print("score_pages: build the raven command first, or name it with --program", file=sys.stderr)
            return 2
        program = str(found[0])
    pages = run(program, options.folder / "html")
    for half in ["tune", "held"] if options.half == "all" else [options.half]:
        if options.type == "kinds":
            score_kinds(pages, options.folder, half, options.worst)
            continue
        rows, counts = [], collections.Counter()
        for file in sorted((options.folder / "truth").glob("*.json")):
            data = json.loads(file.read_text(encoding="utf-8"))
            if options.type != "all" and data["_internal"]["page_type"]["primary"] != options.type:
                continue
            if half_of(file.stem) != half:
                continue
            truth = data["ground_truth"]
            page = pages.get(file.stem)
            counts["pages"] += 1
            if page is None:
                counts["missing"] += 1
                page = {}
            text = text_of(page)
            rows.append((*score_text(text, truth.get("main_content") or ""), file.stem))
            if truth.get("title"):
                counts["title"] += 1
                counts["title same"] += plain(page.get("title")) == plain(truth["title"])
            if truth.get("author"):
                counts["author"] += 1
                counts["author same"] += author_set(page.get("authors")) == author_set(truth["author"])
            elif page.get("authors"):
                counts["author invented"] += 1
            if truth.get("publish_date"):
                counts["date"] += 1
                counts["date same"] += (page.get("published") or "")[:10] == truth["publish_date"][:10]
            flat = re.sub(r"\s+", " ", text).lower()
            for key in ("with", "without"):
                for snippet in truth.get(key) or []:
                    counts[key] += 1
                    counts[key + " found"] += re.sub(r"\s+", " ", snippet).lower() in flat
        if not rows:
            print(f"{half}: no pages")
            continue
        mean = [sum(row[i] for row in rows) / len(rows) for i in range(3)]
        share = lambda a, b: f"{counts[a] / counts[b]:.3f}" if counts[b] else "-"
        print(f"{half}: {counts['pages']} pages, {counts['missing']} missing; F1 {mean[0]:.4f} P {mean[1]:.4f} R {mean[2]:.4f}; "
              f"title {share('title same', 'title')} of {counts['title']}; authors {share('author same', 'author')} of {counts['author']} "
              f"(invented {counts['author invented']}); day {share('date same', 'date')} of {counts['date']}; "
              f"with {share('with found', 'with')}; without {share('without found', 'without')}")
        for row in sorted(rows)[: options.worst]:
            print(f"  {row[3]}: F1 {row[0]:.3f} P {row[1]:.3f} R {row[2]:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
