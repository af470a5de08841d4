# SPDX-License-Identifier: Apache-2.0
"""Names from sets that mark them differently, brought to PER, ORG, LOC and NORP.

Where a set says nothing certain of a word, the word may bear any tag that agrees with what is said: the loss then
asks only that the right sequences together be likely.
"""

import pathlib

import gazetteer
from data import ANY, NAME_TAGS, TAG, Sentence, columns, spans, uner

#: Faiths and parties, whose members are marked as nationalities are.
GROUPS = set("""muslim muslims moslem moslems christian christians jew jews jewish sunni sunnis shia shiite shiites
shi'ite shi'ites hindu hindus buddhist buddhists catholic catholics protestant protestants orthodox islamist islamists
republican republicans democrat democrats democratic kurd kurds kurdish arab arabs tamil tamils uighur uighurs uyghur
uyghurs rohingya houthi houthis sikh sikhs druze alawite alawites yazidi yazidis baathist baathists european europeans
african africans asian asians latino latinos hispanic hispanics hutu hutus tutsi tutsis pashtun pashtuns""".split())
CONNECTORS = {"of", "the", "-", "&", "'", "for", "al", "de", "la"}
OPEN_NORP = 1 << TAG["O"] | 1 << TAG["B-NORP"] | 1 << TAG["I-NORP"]


class Mapper:
    def __init__(self, knowledge):
        self.nationalities = gazetteer.nationalities(knowledge) | GROUPS
        self.titles = gazetteer.titles(knowledge) | {"mr.", "mrs.", "ms.", "dr.", "sen.", "rep.", "gov.", "gen."}

    def is_norp(self, form):
        return form[:1].isupper() and form.lower() in self.nationalities

    def allowed(self, forms, marked):
        """Allowed tags of words of which `marked` spans are (first, last, type), type None for "open"."""
        out = [OPEN_NORP if self.is_norp(form) else 1 << TAG["O"] for form in forms]
        for first, last, kind in marked:
            for i in range(first, last):
                if kind is None:
                    out[i] = ANY
                elif kind == "OTHER":
                    out[i] = OPEN_NORP
                else:
                    out[i] = 1 << TAG[("B-" if i == first else "I-") + kind]
        return out

    def trimmed(self, forms, first, last, kind):
        """A span without its leading article and titles."""
        while first < last and (forms[first].lower() in ("the", "a", "an") or
                                kind == "PER" and forms[first].lower() in self.titles):
            first += 1
        return first, last, kind

    def uner(self, rows):
        forms = [form for form, _ in rows]
        marked = []
        for first, last, kind in spans([tag for _, tag in rows]):
            if kind not in ("PER", "ORG", "LOC"):
                norp = any(self.is_norp(form) for form in forms[first:last])
                first += forms[first].lower() == "the" and last - first > 1
                kind = "NORP" if norp and last - first == 1 else "OTHER"
            marked.append((first, last, kind))
        return forms, self.allowed(forms, marked)

    def mapped(self, rows, kinds):
        forms = [form for form, _ in rows]
        marked = []
        for first, last, kind in spans([tag for _, tag in rows]):
            kind = kinds.get(kind)
            if kind == "NORP" or kind == "MISC":
                norp = last - first == 1 and self.is_norp(forms[first])
                marked.append((first, last, "NORP" if norp else "OTHER"))
            elif kind in ("PER", "ORG", "LOC"):
                core = self.trimmed(forms, first, last, kind)
                # Some sets mark whole phrases ("ISIL tactical units"); only what is all a name is taken as one.
                named = core[0] < core[1] and all(not form[:1].isalpha() or form[:1].isupper() or
                                                  form.lower() in CONNECTORS for form in forms[core[0]:core[1]])
                marked.append(core if named else (first, last, None))
                if named and core[0] > first and forms[first].lower() not in ("the", "a", "an"):
                    marked.append((first, core[0], None))
        return Sentence(forms, names=self.allowed(forms, marked))


def add_uner(sentences, path, mapper):
    """Puts the names of a Universal NER file on the trees of the same sentences; those that differ come extra."""
    by_id = {s.id: s for s in sentences}
    extra = []
    for sent_id, rows in uner(path).items():
        forms, allowed = mapper.uner(rows)
        tree = by_id.get(sent_id)
        if tree is not None and tree.forms == forms:
            tree.names = allowed
        else:
            extra.append(Sentence(forms, sent_id, names=allowed))
    return extra


def name_sets(folder, mapper):
    """Sentences of the sets that mark names alone: {set: sentences}."""
    folder = pathlib.Path(folder)
    out = {}
    wikigold = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
    out["wikigold"] = [mapper.mapped(rows, wikigold) for rows in
                       columns(folder / "wikigold/CONLL-format/data/wikigold.conll.txt", 0, 1)]
    wnut = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG"}
    out["wnut17"] = [mapper.mapped(rows, wnut) for path in sorted((folder / "wnut17/CONLL-format/data/train").glob("*"))
                     for rows in columns(path, 0, 1, "\t")]
    re3d = {"Person": "PER", "Location": "LOC", "Organisation": "ORG", "Nationality": "NORP"}
    out["re3d"] = [mapper.mapped(rows, re3d) for path in sorted((folder / "re3d/by-source").rglob("*.conll"))
                   for rows in columns(path, 0, 1)]
    for s in out["wnut17"] + out["re3d"]:
        s.mapped = True
    return out


def mentions(path):
    """(forms, [(first, last, type)]) of a GUM coreference file, over the whole document."""
    forms, opened, out = [], {}, []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) < 3 or not cells[0].isdigit():
            continue
        at = len(forms)
        forms.append(cells[1])
        text = cells[2]
        # "(a-1(b-2)" opens a-1, opens and closes b-2; "a-1)" closes a-1.
        i = 0
        while i < len(text):
            if text[i] == "(":
                end = i + 1
                while end < len(text) and text[end] not in "()":
                    end += 1
                opened.setdefault(text[i + 1:end], []).append(at)
                if end < len(text) and text[end] == ")":
                    out.append((opened[text[i + 1:end]].pop(), at + 1, text[i + 1:end]))
                    end += 1
                i = end
            else:
                end = text.find(")", i)
                if end < 0:
                    break
                if opened.get(text[i:end]):
                    out.append((opened[text[i:end]].pop(), at + 1, text[i:end]))
                i = end + 1
    return forms, [(first, last, kind.split("-")[0]) for first, last, kind in out]


def add_gum(sentences, folder, mapper):
    """Puts names on GUM's trees: mentions of persons, places and organisations that a proper noun heads."""
    kinds = {"person": "PER", "place": "LOC", "organization": "ORG"}
    documents = {}
    for s in sentences:
        documents.setdefault(s.id.rsplit("-", 1)[0], []).append(s)
    joined = 0
    for name, parts in documents.items():
        path = pathlib.Path(folder) / "gum-conll" / f"{name}.conll"
        if not path.exists():
            continue
        forms, found = mentions(path)
        if forms != [form for s in parts for form in s.forms]:
            continue
        joined += 1
        start = 0
        for s in parts:
            end = start + len(s.forms)
            inside = [(a - start, b - start, kind) for a, b, kind in found if a >= start and b <= end]
            s.names, s.mapped = gum_names(s, inside, kinds, mapper), True
            start = end
    return joined


def gum_names(s, found, kinds, mapper):
    size = len(s.forms)
    proper = [tag == "PROPN" for tag in s.upos]
    marked, taken = [], [False] * size
    known = [not p for p in proper]
    for first, last, kind in sorted(found, key=lambda m: (m[0] - m[1], m[0])):
        heads = [i for i in range(first, last) if not first <= s.heads[i] - 1 < last]
        head = heads[0] if heads else first
        if not proper[head]:
            continue
        low, high = head, head + 1
        while low > first and (proper[low - 1] or s.forms[low - 1].lower() in CONNECTORS and low - 1 > first):
            low -= 1
        while high < last and (proper[high] or s.forms[high].lower() in CONNECTORS and high + 1 < last):
            high += 1
        while low < head and not proper[low]:
            low += 1
        while high - 1 > head and not proper[high - 1]:
            high -= 1
        if any(taken[low:high]):
            continue
        if kinds.get(kind) is None:
            for i in range(low, high):
                known[i] = True
            continue
        core_first, core_last, core_kind = mapper.trimmed(s.forms, low, high, kinds[kind])
        if core_first >= core_last or not proper[core_first]:
            continue
        marked.append((core_first, core_last, core_kind))
        for i in range(core_first, core_last):
            taken[i] = known[i] = True
    marked += [(i, i + 1, None) for i in range(size) if not known[i] and not taken[i]]
    out = mapper.allowed(s.forms, marked)
    for i, form in enumerate(s.forms):
        if not taken[i] and known[i] and s.upos[i] == "ADJ" and mapper.is_norp(form):
            out[i] = 1 << TAG["B-NORP"]
    return out
