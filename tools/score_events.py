#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Scores the coder on the corpus of coded sentences.

    score_events.py [--raven build/release/raven] [--misses] [--extras] FILE...

Each block's text is coded as an article dated on the block's date. Two events agree on their type; on actor and
recipient when the words (as written, or the resolved name) overlap. Prints precision and recall of the type alone, of type and both parties, factuality
over the agreeing events, and how many texts without events stayed without. Reciprocal events ("=") agree with either
direction.
"""
import argparse
import collections
import json
import re
import subprocess
import sys
import tempfile


def blocks(path):
    block = {"events": [], "where": path}
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\n")
            if not line.strip():
                if "text" in block:
                    yield block
                block = {"events": [], "where": f"{path}:{number + 1}"}
                continue
            if line.startswith("#"):
                continue
            key, _, rest = line.partition(" ")
            rest = rest.strip()
            if key == "event":
                cells = [cell.strip() for cell in rest.split("|")]
                kind, _, mode = cells[0].partition("/")
                block["events"].append({"type": kind, "mode": mode, "actor": cells[1], "recipient": cells[2],
                                        "factuality": cells[3], "source": cells[4]})
            else:
                block[key] = rest
    if "text" in block:
        yield block


def words_of(cell):
    return [] if cell in ("-", "=") else [part.strip() for part in cell.split(";")]


def near(given, found):
    """Whether the annotated words and the words found share a content word."""
    stop = {"the", "a", "an", "of", "and", "for", "in", "to", "its", "his", "their", "by", "on", "s"}
    tokens = lambda text: {t for t in re.findall(r"\w+", text.lower())} - stop
    return bool(tokens(given) & tokens(found)) or given.lower() in found.lower()


def sides_agree(cell, parties):
    wanted = words_of(cell)
    if not wanted:
        return not parties
    return any(near(w, p["text"]) or near(w, p.get("name") or "") for w in wanted for p in parties)


def parties_agree(gold, event):
    actors, recipients = event["actor"], event["recipient"]
    if gold["recipient"] == "=":
        return sides_agree(gold["actor"], actors) and sides_agree(gold["actor"], recipients)
    return sides_agree(gold["actor"], actors) and (sides_agree(gold["recipient"], recipients) or gold["recipient"] == "-")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--raven", default="build/release/raven")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--extras", action="store_true")
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    corpus = [block for path in options.files for block in blocks(path)]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as lines:
        for block in corpus:
            lines.write(json.dumps({"id": block["id"], "text": block["text"], "date": block["date"]}) + "\n")
        lines.flush()
        out = subprocess.run([options.raven, "code", "--quiet", lines.name], capture_output=True, text=True, check=False)
    if out.returncode not in (0, 1):
        sys.exit(out.stderr)
    found = collections.defaultdict(list)
    for line in out.stdout.splitlines():
        event = json.loads(line)
        found[event["article"]].append(event)
    gold_total = event_total = type_right = both_right = fact_right = mode_right = quiet = silent = 0
    by_type = collections.defaultdict(lambda: [0, 0, 0])
    for block in corpus:
        events = found[block["id"]]
        # A reciprocal event is told in both directions; one of the two stands for it.
        seen, single = set(), []
        for event in events:
            key = (event["type"], tuple(event["span"]), tuple(sorted(p["text"] for p in event["actor"] + event["recipient"])))
            if key not in seen:
                seen.add(key)
                single.append(event)
        events = single
        if not block["events"]:
            silent += 1
            quiet += not events
        used = set()
        gold_total += len(block["events"])
        event_total += len(events)
        for event in events:
            by_type[event["type"]][1] += 1
        left = []
        for gold in block["events"]:
            by_type[gold["type"]][0] += 1
            best = next((i for i, e in enumerate(events) if i not in used and e["type"] == gold["type"] and parties_agree(gold, e)), None)
            if best is None:
                left.append(gold)
                continue
            used.add(best)
            type_right += 1
            both_right += 1
            by_type[gold["type"]][2] += 1
            fact_right += events[best]["factuality"] == gold["factuality"]
            mode_right += (events[best]["mode"] or "") == gold["mode"]
        for gold in left:
            best = next((i for i, e in enumerate(events) if i not in used and e["type"] == gold["type"]), None)
            if best is None:
                if options.misses:
                    print(f"MISS {block['id']} {gold['type']}/{gold['mode']} {gold['actor']} > {gold['recipient']} {gold['factuality']}\n     {block['text']}")
                continue
            used.add(best)
            type_right += 1
            if options.misses:
                event = events[best]
                print(f"PARTY {block['id']} {gold['type']} {gold['actor']} > {gold['recipient']}  GOT "
                      f"{[p['text'] for p in event['actor']]} > {[p['text'] for p in event['recipient']]} {event['rule']}\n     {block['text']}")
        if options.extras:
            for i, event in enumerate(events):
                if i not in used:
                    print(f"EXTRA {block['id']} {[p['text'] for p in event['actor']]} {event['type']} "
                          f"{[p['text'] for p in event['recipient']]} {event['factuality']} {event['sure']:.2f} {event['rule']}\n     {block['text']}")
    share = lambda part, whole: f"{100 * part / whole:5.1f} % ({part}/{whole})" if whole else "-"
    print(f"texts {len(corpus)}, events annotated {gold_total}, events found {event_total}")
    print(f"type            precision {share(type_right, event_total)}  recall {share(type_right, gold_total)}")
    print(f"type + parties  precision {share(both_right, event_total)}  recall {share(both_right, gold_total)}")
    print(f"factuality      {share(fact_right, both_right)}   mode {share(mode_right, both_right)}")
    print(f"texts without events left alone {share(quiet, silent)}")
    print("type        annotated found right")
    for kind, (gold, got, right) in sorted(by_type.items()):
        print(f"{kind:11} {gold:9} {got:5} {right:5}")


if __name__ == "__main__":
    main()
