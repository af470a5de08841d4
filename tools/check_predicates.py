#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the predicate and attribution tables under knowledge/.

    tools/check_predicates.py                      all tables of this checkout
    tools/check_predicates.py --root DIR           all tables of another checkout
    tools/check_predicates.py --ontology DIR       codes from DIR instead of knowledge/ontology
    tools/check_predicates.py --classes FILE       one more class table (may be repeated)
    tools/check_predicates.py FILE...              faults of these files alone

Every fault is one line `file:line: message` on standard output. The exit status is 1 when there
is a fault, 0 when there is none, 2 for wrong use. With --counts a summary goes to standard error.

What is checked: the columns of each table, parts of speech, the grammar of frames (slots, values,
classes that exist), PLOVER type, mode and context, CAMEO codes, flags, that each example marks
the parties its frame asks for and holds the words it asks for, that nothing is listed twice, and
that the sentences of no_event*.tsv each hold a word of the lexicon.
The format itself is described in knowledge/predicates/README.md and README_verbal.md.
"""

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

FRAME_COLUMNS = ["lemma", "pos", "frame", "type", "mode", "contexts", "cameo", "flags", "example"]
CONTROL_COLUMNS = ["lemma", "pos", "slot", "effect", "type", "mode", "cameo", "example"]
CONTROL_MODE_COLUMNS = ["effect", "complement_type", "complement_mode", "type", "mode", "cameo"]
CUE_COLUMNS = ["cue", "pos", "kind", "stance", "example"]
NO_EVENT_COLUMNS = ["sentence", "why"]
CLASS_COLUMNS = ["class", "members"]

PREPOSITIONS = set(
    "to with against on from for in at over of by into near about between after as behind inside "
    "through toward around among across before during under".split()
)
VERB_SLOTS = {"subj", "obj", "obj2", "comp", "inf", "that"} | PREPOSITIONS
NOUN_SLOTS = {"inf", "that"} | PREPOSITIONS
ADJECTIVE_SLOTS = {"subj", "inf", "that"} | PREPOSITIONS
SLOTS = {"v": VERB_SLOTS, "n": NOUN_SLOTS, "a": ADJECTIVE_SLOTS}
INNER_SLOTS = {"subj", "obj", "obj2", "of"} | PREPOSITIONS

FLAGS = {"sym", "noagent", "norecipient", "words", "future"}
EFFECTS = {
    "same", "planned", "attempted", "denied", "conditional", "alleged", "urged", "threatened",
    "prevented", "stopped", "resumed", "permitted", "feared", "accused",
}
CONTROL_SLOTS = {"inf", "passive.inf", "that", "ing", "obj"} | PREPOSITIONS
CUE_POS = {"v", "n", "prep", "adv"}
CUE_KINDS = {
    "says", "claims", "denies", "reports", "quotes", "asks", "warns", "promises", "admits",
    "accuses", "praises", "predicts", "orders", "thinks", "writes", "answers",
}
STANCES = {"neutral", "doubtful", "denying", "hearsay"}

# Past forms and plurals whose beginning differs from their lemma's.
IRREGULAR = {
    "bear": "bore borne", "beseech": "besought", "bring": "brought", "buy": "bought",
    "come": "came", "do": "did done", "fight": "fought", "find": "found", "flee": "fled",
    "fly": "flew flown flies", "get": "got", "give": "gave given", "go": "went gone",
    "leave": "left", "man": "men", "meet": "met", "person": "people", "say": "said",
    "see": "saw seen", "seek": "sought", "sit": "sat", "speak": "spoke spoken",
    "stand": "stood", "strike": "struck", "swear": "swore sworn", "take": "took taken",
    "teach": "taught", "tell": "told", "think": "thought", "throw": "threw thrown",
    "undertake": "undertook undertaken", "withdraw": "withdrew withdrawn", "write": "wrote written",
    "break": "broke broken", "forgive": "forgave forgiven", "hold": "held", "win": "won",
    "shoot": "shot", "make": "made", "lay": "laid", "pay": "paid", "begin": "began begun",
    "lead": "led", "know": "knew known", "fall": "fell fallen", "drive": "drove driven",
    "catch": "caught", "keep": "kept", "lose": "lost", "ring": "rang rung", "lend": "lent",
    "send": "sent", "sink": "sank sunk", "spend": "spent", "rise": "rose risen", "be": "is are was",
    "have": "has had", "freeze": "froze frozen", "choose": "chose", "overthrow": "overthrew",
    "shake": "shook shaken", "steal": "stole stolen", "sell": "sold", "beat": "beaten",
    "bind": "bound", "feel": "felt", "forget": "forgot", "forsake": "forsook forsaken",
    "hang": "hung", "hear": "heard", "hide": "hid", "mean": "meant", "run": "ran",
    "stick": "stuck", "tear": "tore torn", "wear": "wore worn", "feed": "fed", "set": "set",
    "put": "put", "die": "dying", "lie": "lying lied", "foresee": "foresaw foreseen", "build": "built", "wage": "waging", "forbid": "forbade", "draw": "drew drawn",
}

MARKER = re.compile(r"\b(A|R)\[([^\[\]]*)\]")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
LITERAL = re.compile(r"^[a-z0-9][a-z0-9'-]*(?:_[a-z0-9'-]+)*$")
LEMMA = re.compile(r"^[a-z][a-z'-]*(?:_[a-z'-]+)*$")
CLASS_NAME = re.compile(r"^[a-z][a-z0-9_]*$")


class Faults:
    """Collects `file:line: message` lines."""

    def __init__(self):
        self.lines = []

    def add(self, path, line, message):
        self.lines.append((str(path), line, message))


class Row:
    def __init__(self, path, line, cells):
        self.path, self.line, self.cells = path, line, cells

    def __getitem__(self, column):
        return self.cells[column]


def read_table(path, columns, faults, more_columns=False):
    """Rows of a tab-separated table; every breach of the shape is a fault."""
    rows = []
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        faults.add(path, 0, "missing")
        return rows
    except UnicodeDecodeError as error:
        faults.add(path, 0, f"not UTF-8: {error}")
        return rows
    header = None
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            wanted = header[: len(columns)] if more_columns else header
            if wanted != columns:
                faults.add(path, number, f"columns are {header}, not {columns}")
                return rows
            continue
        if len(cells) != len(header):
            faults.add(path, number, f"{len(cells)} cells, not {len(header)}")
            continue
        bad = [name for name, cell in zip(header, cells) if not cell or cell != cell.strip()]
        for name in bad:
            faults.add(path, number, f"cell '{name}' is empty or padded (an empty cell is written -)")
        if not bad:
            rows.append(Row(path, number, dict(zip(header, cells))))
    if header is None:
        faults.add(path, 1, "no line names the columns")
    return rows


class Ontology:
    """PLOVER types, modes and contexts, and CAMEO codes."""

    def __init__(self, folder, faults):
        self.modes = {}
        self.needs_recipient = set()
        for row in read_table(
            folder / "plover.tsv", ["type", "mode", "score", "quad", "requires_recipient"], faults
        ):
            self.modes.setdefault(row["type"], set()).add(row["mode"])
            if row["requires_recipient"] == "1":
                self.needs_recipient.add(row["type"])
        self.contexts = {
            row["context"] for row in read_table(folder / "contexts.tsv", ["context"], faults, True)
        }
        self.cameo = {
            row["code"] for row in read_table(folder / "cameo.tsv", ["code", "label"], faults, True)
        }

    def check(self, row, faults, type_may_be_empty=False):
        kind, mode, cameo = row["type"], row["mode"], row["cameo"]
        if kind == "-" and type_may_be_empty:
            if mode != "-" or cameo != "-":
                faults.add(row.path, row.line, "a mode or CAMEO code without a type")
            return
        if self.modes:
            if kind not in self.modes:
                faults.add(row.path, row.line, f"'{kind}' is no PLOVER type")
            elif mode != "-" and mode not in self.modes[kind]:
                faults.add(row.path, row.line, f"'{mode}' is no mode of {kind}")
        if self.cameo and cameo != "-" and cameo not in self.cameo:
            faults.add(row.path, row.line, f"'{cameo}' is no CAMEO code")


def read_classes(paths, faults):
    classes = {}
    for path in paths:
        for row in read_table(path, CLASS_COLUMNS, faults):
            name = row["class"]
            if not CLASS_NAME.match(name):
                faults.add(path, row.line, f"'{name}' is no class name")
            if name in classes:
                faults.add(path, row.line, f"class '{name}' stands twice")
            members = row["members"].split("|")
            for member, count in Counter(members).items():
                if count > 1:
                    faults.add(path, row.line, f"member '{member}' stands twice in '{name}'")
                if not member or member != member.strip():
                    faults.add(path, row.line, f"member '{member}' is empty or padded")
            classes[name] = members
    return classes


class Slot:
    """One `slot=value` of a frame, taken apart."""

    def __init__(self, path, role, classes, literals, optional, absent):
        self.path, self.role, self.classes = path, role, classes
        self.literals, self.optional, self.absent = literals, optional, absent


def parse_slot(text, pos):
    """Returns (Slot, None) or (None, what is wrong)."""
    absent = text.startswith("!")
    name, equals, value = text[1:].partition("=") if absent else text.partition("=")
    optional = name.endswith("?")
    name = name.rstrip("?")
    if not optional and value.endswith("?"):
        optional, value = True, value[:-1]
    path = name.split(".")
    if path[0] not in SLOTS[pos]:
        return None, f"'{path[0]}' is no slot of pos {pos}"
    for inner in path[1:]:
        if inner not in INNER_SLOTS:
            return None, f"'{inner}' in '{name}' is no inner slot"
    if absent:
        if not equals:
            return Slot(path, None, [], [], False, True), None
        if not re.match(r"^\{[a-z0-9_]+\}(/\{[a-z0-9_]+\})*$", value):
            return None, f"'{text}': a forbidden slot names classes or nothing"
        return Slot(path, None, [part[1:-1] for part in value.split("/")], [], False, True), None
    if not equals or not value:
        return None, f"slot '{name}' has no value"
    role, classes, literals = None, [], []
    rest = value
    match = re.match(r"^(AR|A|R|X)(?=$|\{)", value)
    if match:
        role, rest = match.group(1), value[match.end():]
        if role == "X" and rest:
            return None, f"'{value}': X takes no class"
    if rest:
        for part in rest.split("/"):
            if part.startswith("{") and part.endswith("}"):
                classes.append(part[1:-1])
            elif role is None and LITERAL.match(part):
                literals.append(part)
            else:
                return None, f"'{part}' is neither role, class nor lemma"
    return Slot(path, role, classes, literals, optional, False), None


def words_of(text):
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


def beginnings(lemma):
    """The beginnings that an inflected form of the lemma may have."""
    found = {lemma} if len(lemma) < 4 else {lemma[:-1] if lemma[-1] in "ey" else lemma}
    if lemma.endswith("y"):
        found.add(lemma[:-1] + "i")
    found.update(IRREGULAR.get(lemma, "").split())
    if lemma.endswith("man"):
        found.add(lemma[:-2] + "en")
    if lemma.endswith("ize"):
        found.add(lemma[:-3] + "is")
    if lemma.endswith("ise"):
        found.add(lemma[:-3] + "iz")
    for prefix in ("over", "out", "under", "re", "mis", "with", "up", "for", "un"):
        for form in IRREGULAR.get(lemma[len(prefix):], "").split() if lemma.startswith(prefix) else ():
            found.add(prefix + form)
    return found


def has_form(words, lemma):
    """Whether some word is, by its beginning, a form of the lemma (hyphened parts count)."""
    starts = beginnings(lemma)
    for word in words:
        for part in [word] + word.split("-"):
            if any(part.startswith(start) and len(part) <= len(lemma) + 4 for start in starts):
                return True
    return False


def has_phrase(words, phrase):
    return all(has_form(words, part) for part in re.split(r"[ _-]", phrase) if part)


def check_example(row, slots, flags, classes, faults):
    example = row["example"]
    marked = MARKER.findall(example)
    plain = MARKER.sub(r"\2", example)
    if "[" in plain or "]" in plain:
        faults.add(row.path, row.line, "the example has a stray bracket")
    if any(not text.strip() for _, text in marked):
        faults.add(row.path, row.line, "the example has an empty marker")
    if plain[-1] not in ".!?”\"":
        faults.add(row.path, row.line, "the example does not end as a sentence")
    roles = Counter(letter for letter, _ in marked)
    asked = {slot.role for slot in slots if not slot.optional and not slot.absent}
    possible = {slot.role for slot in slots}
    both = "AR" in asked
    for letter in "AR":
        excused = letter == "A" and "noagent" in flags
        if (letter in asked or both) and not excused and not roles[letter]:
            faults.add(row.path, row.line, f"the example marks no {letter}[...]")
        if roles[letter] and letter not in possible and "AR" not in possible:
            faults.add(row.path, row.line, f"the example marks {letter}[...] but the frame has none")
    words = words_of(plain)
    for part in row["lemma"].split("_"):
        if not has_form(words, part):
            faults.add(row.path, row.line, f"the example lacks a form of '{part}'")
    for slot in slots:
        if slot.optional or slot.absent:
            continue
        head = slot.path[-1]
        if head in PREPOSITIONS and head not in ("by", "of") and not has_form(words, head):
            faults.add(row.path, row.line, f"the example lacks the preposition '{head}'")
        if slot.path == ["inf"] and "to" not in words:
            faults.add(row.path, row.line, "the example lacks an infinitive with 'to'")
        choices = list(slot.literals)
        for name in slot.classes:
            choices.extend(classes.get(name, ()))
        if "money" in slot.classes and re.search(r"[$€£¥]", plain):
            continue  # an amount of money needs no noun
        if choices and all(name in classes for name in slot.classes):
            if not any(has_phrase(words, choice.lower()) for choice in choices):
                faults.add(
                    row.path, row.line,
                    f"the example holds nothing of '{'.'.join(slot.path)}={row_value(slot)}'",
                )


def row_value(slot):
    return "/".join(["{%s}" % name for name in slot.classes] + slot.literals)


def check_frames(path, ontology, classes, seen, faults):
    rows = read_table(path, FRAME_COLUMNS, faults)
    for row in rows:
        if not LEMMA.match(row["lemma"]):
            faults.add(path, row.line, f"'{row['lemma']}' is no lemma")
        if row["pos"] not in SLOTS:
            faults.add(path, row.line, f"'{row['pos']}' is no part of speech")
            continue
        ontology.check(row, faults)
        for context in [] if row["contexts"] == "-" else row["contexts"].split("|"):
            if ontology.contexts and context not in ontology.contexts:
                faults.add(path, row.line, f"'{context}' is no PLOVER context")
        flags = set() if row["flags"] == "-" else set(row["flags"].split("|"))
        for flag in sorted(flags - FLAGS):
            faults.add(path, row.line, f"'{flag}' is no flag")
        # A frame that wants an actor and its twin that matches the agentless passive differ
        # in the flag alone, so that flag is part of what makes a frame one of its kind.
        key = (row["lemma"], row["pos"], " ".join(sorted(row["frame"].split())), "noagent" in flags)
        if key in seen:
            first = seen[key]
            faults.add(path, row.line, f"same frame as {first.path.name}:{first.line}")
        else:
            seen[key] = row
        slots, names = [], Counter()
        for text in row["frame"].split(" "):
            slot, wrong = parse_slot(text, row["pos"])
            if wrong:
                faults.add(path, row.line, wrong)
                continue
            slots.append(slot)
            names[".".join(slot.path)] += 1
            for name in slot.classes:
                if classes and name not in classes:
                    faults.add(path, row.line, f"class '{name}' does not exist")
        for name, count in names.items():
            if count > 1:
                faults.add(path, row.line, f"slot '{name}' stands twice")
        roles = Counter(slot.role for slot in slots if slot.role)
        needed = {slot.role for slot in slots if slot.role and not slot.optional}
        for role in ("A", "R", "AR"):
            if roles[role] > 1:
                faults.add(path, row.line, f"role {role} stands twice")
        if roles["AR"] and (roles["A"] or roles["R"]):
            faults.add(path, row.line, "AR together with A or R")
        if not roles["A"] and not roles["AR"] and "noagent" not in flags:
            faults.add(path, row.line, "no actor, and not flagged noagent")
        if "R" not in needed and "AR" not in needed and "norecipient" not in flags:
            faults.add(path, row.line, "no recipient that must be there, and not flagged norecipient")
        if ("R" in needed or "AR" in needed) and "norecipient" in flags:
            faults.add(path, row.line, "flagged norecipient, yet a recipient must be there")
        if "sym" in flags and not roles["AR"] and not (roles["A"] and roles["R"]):
            faults.add(path, row.line, "sym wants A and R, or AR")
        check_example(row, slots, flags, classes, faults)
    return rows


def check_control(path, ontology, faults):
    seen = {}
    rows = read_table(path, CONTROL_COLUMNS, faults)
    for row in rows:
        if not LEMMA.match(row["lemma"]):
            faults.add(path, row.line, f"'{row['lemma']}' is no lemma")
        if row["pos"] not in SLOTS:
            faults.add(path, row.line, f"'{row['pos']}' is no part of speech")
        if row["slot"] not in CONTROL_SLOTS:
            faults.add(path, row.line, f"'{row['slot']}' is no slot")
        if row["effect"] not in EFFECTS:
            faults.add(path, row.line, f"'{row['effect']}' is no effect")
        ontology.check(row, faults, type_may_be_empty=True)
        key = (row["lemma"], row["pos"], row["slot"])
        if key in seen:
            faults.add(path, row.line, f"same predicate and slot as line {seen[key]}")
        seen.setdefault(key, row.line)
        words = words_of(row["example"])
        for part in row["lemma"].split("_"):
            if not has_form(words, part):
                faults.add(path, row.line, f"the example lacks a form of '{part}'")
        if row["slot"] == "ing" and not any(word.endswith("ing") for word in words):
            faults.add(path, row.line, "the example lacks a word in -ing")
        if row["slot"] in ("inf", "passive.inf") and "to" not in words:
            faults.add(path, row.line, "the example lacks an infinitive with 'to'")
        if row["slot"] in PREPOSITIONS and row["slot"] not in words:
            faults.add(path, row.line, f"the example lacks the preposition '{row['slot']}'")
    return rows


def check_control_modes(path, ontology, faults):
    seen = {}
    rows = read_table(path, CONTROL_MODE_COLUMNS, faults)
    for row in rows:
        if row["effect"] not in EFFECTS:
            faults.add(path, row.line, f"'{row['effect']}' is no effect")
        kind, mode = row["complement_type"], row["complement_mode"]
        if ontology.modes and kind not in ontology.modes:
            faults.add(path, row.line, f"'{kind}' is no PLOVER type")
        elif ontology.modes and mode not in ontology.modes[kind] | {"-"}:
            faults.add(path, row.line, f"'{mode}' is no mode of {kind}")
        ontology.check(row, faults, type_may_be_empty=True)
        key = (row["effect"], kind, mode)
        if key in seen:
            faults.add(path, row.line, f"same case as line {seen[key]}")
        seen.setdefault(key, row.line)
    return rows


def check_cues(path, faults):
    seen = {}
    rows = read_table(path, CUE_COLUMNS, faults)
    for row in rows:
        if row["pos"] not in CUE_POS:
            faults.add(path, row.line, f"'{row['pos']}' is no part of speech")
        if row["kind"] not in CUE_KINDS:
            faults.add(path, row.line, f"'{row['kind']}' is no kind")
        if row["stance"] not in STANCES:
            faults.add(path, row.line, f"'{row['stance']}' is no stance")
        if row["cue"] != row["cue"].lower():
            faults.add(path, row.line, "a cue is written in lower case")
        key = (row["cue"], row["pos"])
        if key in seen:
            faults.add(path, row.line, f"same cue as line {seen[key]}")
        seen.setdefault(key, row.line)
        words = words_of(row["example"])
        for part in row["cue"].split(" "):
            if not has_form(words, part):
                faults.add(path, row.line, f"the example lacks a form of '{part}'")
    return rows


def check_no_event(path, lemmas, seen, faults):
    rows = read_table(path, NO_EVENT_COLUMNS, faults)
    for row in rows:
        sentence = row["sentence"]
        if MARKER.search(sentence):
            faults.add(path, row.line, "the sentence marks a party")
        if sentence[-1] not in ".!?”\"":
            faults.add(path, row.line, "the sentence does not end as one")
        if sentence in seen:
            faults.add(path, row.line, f"same sentence as {seen[sentence]}")
        seen.setdefault(sentence, f"{path.name}:{row.line}")
        words = words_of(sentence)
        if lemmas and not any(has_phrase(words, lemma) for lemma in lemmas):
            faults.add(path, row.line, "the sentence holds no word of the lexicon")
    return rows


def main():
    parser = argparse.ArgumentParser(description="Checks the predicate and attribution tables.")
    parser.add_argument("files", nargs="*", type=Path, help="tell faults of these files alone")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent)
    parser.add_argument("--ontology", type=Path)
    parser.add_argument("--classes", type=Path, action="append", default=[])
    parser.add_argument("--counts", action="store_true", help="rows of each table, to standard error")
    options = parser.parse_args()

    faults = Faults()
    knowledge = options.root / "knowledge"
    predicates = knowledge / "predicates"
    if not predicates.is_dir():
        print(f"{predicates}: no such folder", file=sys.stderr)
        return 2
    ontology = Ontology(options.ontology or knowledge / "ontology", faults)
    class_paths = list(options.classes)
    main_classes = predicates / "classes.tsv"
    if main_classes.exists() or not class_paths:
        class_paths.append(main_classes)
    class_paths += sorted(predicates.glob("classes_*.tsv"))
    classes = read_classes(class_paths, faults)

    counts, seen, lemmas = [], {}, set()
    frame_paths = sorted(predicates.glob("frames_*.tsv"))
    if not frame_paths:
        faults.add(predicates, 0, "no frame table")
    for path in frame_paths:
        rows = check_frames(path, ontology, classes, seen, faults)
        lemmas.update(row["lemma"] for row in rows)
        counts.append((path.name, len(rows)))
    control = check_control(predicates / "control.tsv", ontology, faults)
    lemmas.update(row["lemma"] for row in control)
    counts.append(("control.tsv", len(control)))
    rows = check_control_modes(predicates / "control_modes.tsv", ontology, faults)
    counts.append(("control_modes.tsv", len(rows)))
    counts.append(("cues.tsv", len(check_cues(knowledge / "attribution" / "cues.tsv", faults))))
    sentences = {}
    for path in sorted(predicates.glob("no_event*.tsv")):
        counts.append((path.name, len(check_no_event(path, lemmas, sentences, faults))))

    told = faults.lines
    if options.files:
        wanted = {str(file.resolve()) for file in options.files}
        told = [fault for fault in told if str(Path(fault[0]).resolve()) in wanted]
    for path, line, message in told:
        try:
            path = Path(path).resolve().relative_to(options.root.resolve())
        except ValueError:
            pass
        print(f"{path}:{line}: {message}")
    if options.counts:
        for name, count in counts:
            print(f"{count:6} {name}", file=sys.stderr)
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
