#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Says how far two readings of the same coded sentences agree.

    tools/agreement.py                       second/ against texts/ of knowledge/corpus/events
    tools/agreement.py --pairs 20            with so many of the most frequent disagreements
    tools/agreement.py --list                with every text in which the types differ
    tools/agreement.py --first FILE... --second FILE...

The texts compared are those of the second reading. Within a text the events are paired one to one: those of one type,
most alike first. What stays alone is paired across types where a party is shared; such a pair is a disagreement on the
type. An event that is left over even then was seen in one reading only.

F1 is 2 * pairs / (events of the first + events of the second): it favours neither reading. Kappa is Cohen's: the
agreement beyond what chance would give to readers with these habits. That of the types is over all cells of text by
type, a cell saying whether the text has an event of the type. Parties agree when they share a word that carries
meaning, or both are unknown; a mutual event has its actors on either side.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

from score_events import blocks, near, words_of

CORPUS = Path(__file__).resolve().parent.parent / "knowledge" / "corpus" / "events"


def kappa(pairs):
    """Cohen's kappa of a list of (first, second) labels; 1 when both always give the same one label."""
    if not pairs:
        return float("nan")
    total = len(pairs)
    observed = sum(first == second for first, second in pairs) / total
    of_first, of_second = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    chance = sum(count * of_second[label] for label, count in of_first.items()) / total ** 2
    return 1.0 if chance == 1 else (observed - chance) / (1 - chance)


def sides(event):
    """The cells of actor and recipient, a mutual event's actors being both."""
    mutual = event["recipient"] == "="
    return event["actor"], event["actor"] if mutual else event["recipient"]


def cells_agree(first, second):
    if not words_of(first) or not words_of(second):
        return words_of(first) == words_of(second)
    return any(near(one, other) for one in words_of(first) for other in words_of(second))


def parties_agree(first, second):
    """Whether actor and recipient agree, as a pair."""
    return tuple(cells_agree(one, other) for one, other in zip(sides(first), sides(second)))


def share_a_party(first, second):
    return any(words_of(one) and words_of(other) and cells_agree(one, other)
               for one in sides(first) for other in sides(second))


def likeness(first, second):
    return (sum(parties_agree(first, second)), first["mode"] == second["mode"],
            first["factuality"] == second["factuality"])


def pair_up(first, second, allowed):
    """Takes pairs that are allowed out of both lists, most alike first, and gives them back."""
    candidates = [(likeness(one, other), -i, -j) for i, one in enumerate(first) for j, other in enumerate(second)
                  if allowed(one, other)]
    used_first, used_second, pairs = set(), set(), []
    for _, i, j in sorted(candidates, reverse=True):
        if i in used_first or j in used_second:
            continue
        used_first.add(i)
        used_second.add(j)
        pairs.append((first[-i], second[-j]))
    first[:] = [one for i, one in enumerate(first) if -i not in used_first]
    second[:] = [other for j, other in enumerate(second) if -j not in used_second]
    return pairs


def share(count, total):
    return f"{count / total:.3f}" if total else "-"


def row(name, value, basis):
    print(f"| {name} | {value} | {basis} |")


def print_table(readings, pairs):
    """The table in Markdown: readings are (first block, second block), pairs the events that agree on the type."""
    events = sum(len(block["events"]) for reading in readings for block in reading)
    has_event = [(bool(first["events"]), bool(second["events"])) for first, second in readings]
    kinds = sorted({event["type"] for reading in readings for block in reading for event in block["events"]})
    sets = [tuple({event["type"] for event in block["events"]} for block in reading) for reading in readings]
    cells = [(kind in first, kind in second) for first, second in sets for kind in kinds]
    with_mode = sum(one["mode"] == other["mode"] for one, other in pairs)
    agreeing = [parties_agree(one, other) for one, other in pairs]
    both = sum(all(agree) for agree in agreeing)
    factualities = [(one["factuality"], other["factuality"]) for one, other in pairs]
    print("| what | agreement | over |\n|---|---|---|")
    row("the text has an event", share(sum(a == b for a, b in has_event), len(has_event)), f"{len(readings)} texts")
    row("the same, kappa", f"{kappa(has_event):.3f}", f"{len(readings)} texts")
    row("set of types the same", share(sum(a == b for a, b in sets), len(sets)), f"{len(readings)} texts")
    row("types, kappa", f"{kappa(cells):.3f}", f"{len(cells)} cells of text by type")
    row("events by type, F1", share(2 * len(pairs), events), f"{events} events of both readings")
    row("events by type and mode, F1", share(2 * with_mode, events), f"{events} events of both readings")
    row("events by type and both parties, F1", share(2 * both, events), f"{events} events of both readings")
    basis = f"{len(pairs)} pairs of one type"
    row("mode", share(with_mode, len(pairs)), basis)
    row("actor", share(sum(agree[0] for agree in agreeing), len(pairs)), basis)
    row("recipient", share(sum(agree[1] for agree in agreeing), len(pairs)), basis)
    row("both parties", share(both, len(pairs)), basis)
    row("factuality", share(sum(a == b for a, b in factualities), len(pairs)), basis)
    row("factuality, kappa", f"{kappa(factualities):.3f}", basis)
    row("source", share(sum(cells_agree(a["source"], b["source"]) for a, b in pairs), len(pairs)), basis)
    print(f"\nevents: {sum(len(a['events']) for a, _ in readings)} first, "
          f"{sum(len(b['events']) for _, b in readings)} second")


def print_most(title, counter, limit):
    print(f"\n{title}:")
    for key, count in sorted(counter.items(), key=lambda item: (-item[1], item[0]))[:limit]:
        print(f"  {count:4d}  {key}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--first", nargs="+", type=Path, default=sorted((CORPUS / "texts").glob("*.txt")))
    parser.add_argument("--second", nargs="+", type=Path, default=sorted((CORPUS / "second").glob("*.txt")))
    parser.add_argument("--pairs", type=int, default=12, help="how many of the most frequent disagreements (12)")
    parser.add_argument("--list", action="store_true", help="list the texts in which the types differ")
    options = parser.parse_args()
    known = {block["id"]: block for path in options.first for block in blocks(path)}
    again = [block for path in options.second for block in blocks(path)]
    strange = [block["where"] for block in again if block["id"] not in known]
    if strange or not again:
        print("\n".join(f"{where}: not a text of the first reading" for where in strange) or "no second reading",
              file=sys.stderr)
        return 2
    readings = [(known[block["id"]], block) for block in again]
    pairs, types, lone, modes, factualities = [], Counter(), Counter(), Counter(), Counter()
    differing = []
    for reading in readings:
        first, second = (list(block["events"]) for block in reading)
        same = pair_up(first, second, lambda one, other: one["type"] == other["type"])
        if first or second:
            differing.append(reading)
        pairs += same
        for one, other in pair_up(first, second, share_a_party):
            types[f"{one['type']} / {other['type']}"] += 1
        lone.update(f"{one['type']} / -" for one in first)
        lone.update(f"- / {other['type']}" for other in second)
        for one, other in same:
            if one["mode"] != other["mode"]:
                modes[f"{one['type']}: {one['mode'] or '-'} / {other['mode'] or '-'}"] += 1
            if one["factuality"] != other["factuality"]:
                factualities[f"{one['factuality']} / {other['factuality']}"] += 1
    print_table(readings, pairs)
    print_most("types, first / second", types, options.pairs)
    print_most("events of one reading only, first / second", lone, options.pairs)
    print_most("modes, first / second", modes, options.pairs)
    print_most("factuality, first / second", factualities, options.pairs)
    for first, second in differing if options.list else []:
        print(f"\n{first['where']}: {first['id']}: {first['text']}")
        for name, block in (("first ", first), ("second", second)):
            for event in block["events"]:
                mode = f"/{event['mode']}" if event["mode"] else ""
                print(f"  {name} {event['type']}{mode} | {event['actor']} | {event['recipient']} | "
                      f"{event['factuality']} | {event['source']}")
            if not block["events"]:
                print(f"  {name} none: {block.get('none', '')}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
