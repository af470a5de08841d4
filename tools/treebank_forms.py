# SPDX-License-Identifier: Apache-2.0
"""Lemmas and features of English words, as tools/make_treebank.py writes them.

    lemmas = Lemmas(root / "knowledge" / "language" / "lemmas.tsv")
    lemmas.lemma("fled", "VERB", "VBD")      -> "flee"
    features(words, index)                   -> {"Mood": "Ind", ...}

The lemma follows knowledge/language/lemmas.tsv and, where that is silent, the rules of English
spelling (a shorter form of src/language/lemmatiser.cpp; where it errs, the source of the treebank
names the lemma). The features are those that UD 2.15 documents for English
(https://universaldependencies.org/en/feat/), reckoned from fine tag, lemma and tree.
"""

VOWELS = "aeiou"


def read_lemmas(path):
    irregular, stems = {}, set()
    columns = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if columns is None:
            columns = line.split("\t")
            continue
        forms, kind, lemma = line.split("\t")
        for form in forms.split("|"):
            if kind == "stem":
                stems.add(lemma)
            irregular[(kind, form)] = lemma
    return irregular, stems


class Lemmas:
    def __init__(self, path):
        self.irregular, self.stems = read_lemmas(path)

    def lemma(self, form, upos, xpos, name="O"):
        """Adjectives of nations keep their capital; `name` is the mark of the name that the word stands in."""
        if upos in ("PUNCT", "SYM"):
            return {"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'", "\u2013": "-",
                    "\u2014": "-", "\u2026": "..."}.get(form, form)
        if xpos in ("NNP", "FW", "ADD", "LS"):
            return form
        if form in PLURAL_NAMES:
            return form
        if xpos == "NNPS":
            single = self.noun(form.lower())
            return form[: len(single)] if form.lower().startswith(single) else form[:-3] + "y"
        word = form.replace("\u2019", "'").lower()
        if xpos == "CD":
            if number_features(form)["NumForm"] == "Roman":
                return form
            return word.replace(",", "") if word[0].isdigit() else word
        if xpos == "JJ" and form[0].isupper():
            return form if name.endswith("NORP") and not form.isupper() else word
        if xpos == "NN":
            if self.irregular.get(("word", word), "").endswith("."):
                return self.irregular[("word", word)]
            return form if form.isupper() and len(form) > 1 else word
        if xpos == "POS":
            return "'s"
        if xpos.startswith("VB") or xpos == "MD":
            return self.verb(word, xpos)
        if xpos == "NNS":
            return self.noun(word)
        if xpos in ("JJR", "JJS", "RBR", "RBS"):
            return self.compared(word, xpos)
        if upos in ("PRON", "DET", "PART", "CCONJ", "ADP", "ADV", "SCONJ"):
            if xpos == "PRP$":
                return word
            return self.irregular.get(("word", word), "I" if word == "i" else word)
        return word

    def verb(self, word, xpos):
        found = self.irregular.get(("verb", word))
        if found is not None:
            if xpos not in ("VB", "VBP") or found in ("be", "have", "do") or word in ("ca", "wo"):
                return found
            return word
        if xpos == "VBZ" and word.endswith("s") and len(word) > 2:
            if word.endswith("ies") and len(word) > 4:
                return word[:-3] + "y"
            if word.endswith(("sses", "shes", "ches", "xes", "zzes", "tzes", "oes")):
                return word[:-1] if word[:-1] in self.stems else word[:-2]
            if word.endswith("ses") and word[:-2] in self.stems:
                return word[:-2]
            return word if word.endswith("ss") else word[:-1]
        if xpos == "VBG" and word.endswith("ing") and len(word) > 4:
            return word[0] + "ie" if word.endswith("ying") and len(word) == 5 else self.bare(word[:-3])
        if xpos in ("VBD", "VBN"):
            if word.endswith("ied"):
                return word[:-3] + "y" if len(word) > 4 else word[:-1]
            if word.endswith("eed") and len(word) > 4:
                return word[:-1]
            if word.endswith("ed") and len(word) > 3:
                return self.bare(word[:-2])
        return word

    def bare(self, stem):
        """The verb whose -ed or -ing was cut off: the silent e back, the doubled letter off."""
        found = self.irregular.get(("stem", stem))
        if found is not None:
            return found
        for prefix in ("re-", "re", "co-", "over", "under", "mis", "out"):
            rest = self.irregular.get(("stem", stem[len(prefix):])) if stem.startswith(prefix) else None
            if rest is not None and len(stem) >= len(prefix) + 3:
                return prefix + rest
        if stem in self.stems or len(stem) < 2:
            return stem
        last, before = stem[-1], stem[-2]
        short = len(stem) >= 3 and stem[-3] not in VOWELS
        if last == before:
            return stem[:-1] if last in "bdgmnprt" and len(stem) > 3 else stem
        if last in "vcsu" or (last == "z" and before != "t"):
            return stem + "e"
        if last == "g":
            silent = before != "n" or (stem.endswith(("ang", "eng", "ung")) and len(stem) > 4)
        elif last == "l":
            silent = before in "bcdfgkptzs" or (before in "iu" and short)
        elif last == "t":
            silent = (before == "a" and stem[-3:-2] not in ("e", "o")) or (
                before == "u" and short and len(stem) > 3)
        elif last == "d":
            silent = before in VOWELS and (short or stem.endswith(("uid", "uad")))
        elif last == "r":
            silent = before in "uia" and (short or stem.endswith(("uir", "uar")))
        else:
            silent = short and before in {"m": "aiuo", "n": "iu", "p": "aiy", "k": "aiou", "b": "iou"}.get(
                last, "")
        return stem + "e" if silent else stem

    def noun(self, word):
        found = self.irregular.get(("noun", word))
        if found is not None:
            return found
        if not word.endswith("s"):
            return word[:-3] + "man" if word.endswith("men") and len(word) > 4 else word
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y"
        if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
            return word[:-2]
        for ending, single in (("wives", "fe"), ("knives", "fe"), ("lives", "fe"), ("wolves", "f"),
                               ("thieves", "f"), ("halves", "f"), ("loaves", "f"), ("crises", "is"),
                               ("theses", "is"), ("lyses", "is")):
            if word.endswith(ending):
                return word[: -3 if single != "is" else -2] + single
        if word.endswith("ss") or len(word) < 3 or word[0].isdigit():
            return word
        return word[:-1]

    def compared(self, word, xpos):
        found = self.irregular.get(("adverb" if xpos.startswith("RB") else "adjective", word))
        if found is not None:
            return found
        ending = "est" if xpos.endswith("S") else "er"
        if not word.endswith(ending) or len(word) < len(ending) + 3:
            return word
        stem = word[: -len(ending)]
        if stem.endswith("i"):
            return stem[:-1] + "y"
        if stem[-1] == stem[-2] and stem[-1] in "bdgmnpt":
            return stem[:-1]
        if stem.endswith(("c", "v", "s", "u", "rg", "at", "ut", "id", "ir", "ur", "im", "af", "pl", "bl")):
            return stem if stem.endswith("ss") else stem + "e"
        return stem


PERSONAL = {
    "i": "Case=Nom|Number=Sing|Person=1", "me": "Case=Acc|Number=Sing|Person=1",
    "we": "Case=Nom|Number=Plur|Person=1", "us": "Case=Acc|Number=Plur|Person=1",
    "'s": "Case=Acc|Number=Plur|Person=1", "you": "Case=Nom|Person=2",
    "he": "Case=Nom|Gender=Masc|Number=Sing|Person=3", "him": "Case=Acc|Gender=Masc|Number=Sing|Person=3",
    "she": "Case=Nom|Gender=Fem|Number=Sing|Person=3", "her": "Case=Acc|Gender=Fem|Number=Sing|Person=3",
    "it": "Case=Nom|Gender=Neut|Number=Sing|Person=3", "they": "Case=Nom|Number=Plur|Person=3",
    "them": "Case=Acc|Number=Plur|Person=3",
}
POSSESSIVE = {
    "my": "Number=Sing|Person=1", "our": "Number=Plur|Person=1", "your": "Person=2",
    "his": "Gender=Masc|Number=Sing|Person=3", "her": "Gender=Fem|Number=Sing|Person=3",
    "its": "Gender=Neut|Number=Sing|Person=3", "their": "Number=Plur|Person=3",
}
REFLEXIVE = {
    "myself": "Number=Sing|Person=1", "ourselves": "Number=Plur|Person=1",
    "himself": "Gender=Masc|Number=Sing|Person=3", "herself": "Gender=Fem|Number=Sing|Person=3",
    "itself": "Gender=Neut|Number=Sing|Person=3", "themselves": "Number=Plur|Person=3",
}
DETERMINERS = {
    "the": "Definite=Def|PronType=Art", "a": "Definite=Ind|PronType=Art",
    "this": "Number=Sing|PronType=Dem", "that": "Number=Sing|PronType=Dem",
    "these": "Number=Plur|PronType=Dem", "those": "Number=Plur|PronType=Dem",
    "some": "PronType=Ind", "any": "PronType=Ind", "another": "PronType=Ind", "either": "PronType=Ind",
    "all": "PronType=Tot", "both": "PronType=Tot", "each": "PronType=Tot", "every": "PronType=Tot",
    "half": "NumForm=Word|NumType=Frac|PronType=Ind", "no": "PronType=Neg", "neither": "PronType=Neg",
    "such": "PronType=Dem", "quite": "PronType=Ind", "what": "PronType=Int", "which": "PronType=Int",
}
PRONOUN_ENDINGS = (("some", "Ind"), ("any", "Ind"), ("every", "Tot"), ("no", "Neg"))
ADVERBS = {
    "here": "PronType=Dem", "there": "PronType=Dem", "then": "PronType=Dem", "now": "PronType=Dem",
    "never": "PronType=Neg", "nowhere": "PronType=Neg", "always": "PronType=Tot",
    "everywhere": "PronType=Tot", "ever": "PronType=Ind", "sometimes": "PronType=Ind",
    "somewhere": "PronType=Ind", "anywhere": "PronType=Ind", "once": "NumForm=Word|NumType=Mult",
    "twice": "NumForm=Word|NumType=Mult", "first": "NumForm=Word|NumType=Ord",
}
ORDINALS = set("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
               "twentieth thirtieth".split())
ALWAYS_PLURAL = set(
    "belongings clothes earnings ethics goods headquarters lodgings means outskirts politics "
    "proceeds regards remains scissors supplies thanks troops trousers whereabouts".split())
PLURAL_NAMES = set("Comoros Maldives Netherlands Philippines Visayas".split())
GRADED_ADVERBS = set("badly deep early fast far hard high late little long low near soon well".split())
EXTERNAL = {"case": "ADP", "mark": "SCONJ", "advmod": "ADV", "cc": "CCONJ", "det": "DET"}


def parsed(text):
    return dict(pair.split("=") for pair in text.split("|")) if text not in ("", "_") else {}


def children(words, index):
    return [word for word in words if word.head == index]


def auxiliaries(words, index):
    return [word for word in children(words, index) if word.deprel in ("aux", "aux:pass", "cop")]


def subject_of(words, word):
    """The word that the finite verb agrees with, or None. Steps upwards are bounded by the tree's height."""
    at = words[word.head - 1] if word.deprel in ("aux", "aux:pass", "cop") else word
    for _ in range(len(words)):
        found = [child for child in children(words, at.index)
                 if child.deprel.split(":")[0] in ("nsubj", "csubj")]
        inner = [child for child in found if not child.deprel.endswith(":outer")] or found
        if inner:
            subject = inner[0]
            if subject.xpos in ("WDT", "WP") and at.deprel.startswith("acl:relcl"):
                return words[at.head - 1]
            return subject
        if at.deprel != "conj" or at.head == 0:
            return None
        at = words[at.head - 1]
    return None


def agreement(words, word):
    """Number and person of a finite verb."""
    form = word.form.lower()
    subject = subject_of(words, word)
    if word.xpos == "VBZ" or form == "was":
        person = "1" if subject is not None and subject.form.lower() == "i" else "3"
        return {"Number": "Sing", "Person": person}
    if subject is None:
        return {"Number": "Sing" if word.xpos == "VBD" and form != "were" else "Plur", "Person": "3"}
    name = subject.form.lower()
    if name in PERSONAL:
        number = parsed(PERSONAL[name])
        return {"Number": number.get("Number", "Sing"), "Person": number["Person"]}
    many = (subject.xpos in ("NNS", "NNPS") or form in ("were", "are") or word.xpos == "VBP"
            or any(child.deprel == "conj" for child in children(words, subject.index))
            or (subject.upos in ("NUM", "PRON", "DET", "ADJ") and (
                name in ("these", "those", "some", "many", "most", "few", "several", "both", "all", "others")
                or (subject.xpos == "CD" and name not in ("1", "one")))))
    return {"Number": "Plur" if many else "Sing", "Person": "3"}


def plain_form(words, word, below):
    """Imperative, subjunctive or infinitive."""
    if word.upos == "AUX":
        head = words[word.head - 1]
        beside = children(words, head.index)
        modal = any(child.xpos in ("MD", "TO") or child.lemma == "do" for child in beside)
        if word.deprel in ("cop", "aux:pass") and not modal and head.deprel in ("ccomp", "conj") and any(
                child.deprel == "mark" and child.form.lower() == "that" for child in beside):
            return {"Mood": "Sub", "Tense": "Pres", "VerbForm": "Fin", **agreement(words, word)}
        if word.lemma == "do" and head.deprel in ("root", "ccomp", "parataxis"):
            return {"Mood": "Imp", "VerbForm": "Fin"}
        return {"VerbForm": "Inf"}
    subject = [child for child in below if child.deprel.startswith("nsubj")]
    helpers = [child for child in below if child.xpos in ("MD", "TO") or child.deprel.startswith("aux")]
    if any(child.xpos != "VB" for child in helpers):
        return {"VerbForm": "Inf"}
    if subject and word.deprel in ("ccomp", "conj"):
        return {"Mood": "Sub", "Tense": "Pres", "VerbForm": "Fin", **agreement(words, word)}
    first = words[word.head - 1] if word.head else None
    if not subject and (word.deprel in ("root", "ccomp", "parataxis") or (
            word.deprel == "conj" and first.deprel == "root" and first.xpos == "VB" and not any(
                child.xpos in ("MD", "TO") for child in children(words, first.index)))):
        return {"Mood": "Imp", "VerbForm": "Fin"}
    return {"VerbForm": "Inf"}


def verb_features(words, word):
    form, below = word.form.lower(), children(words, word.index)
    found = {}
    if word.xpos == "MD":
        return {"VerbForm": "Fin"}
    if word.xpos == "VB":
        return plain_form(words, word, below)
    if word.xpos in ("VBZ", "VBP", "VBD"):
        found = {"Mood": "Ind", "Tense": "Past" if word.xpos == "VBD" else "Pres", "VerbForm": "Fin"}
        found.update(agreement(words, word))
        return found
    if word.xpos == "VBN":
        found = {"Tense": "Past", "VerbForm": "Part"}
        have = any(aux.deprel == "aux" and aux.lemma == "have" for aux in auxiliaries(words, word.index))
        passive = any(aux.deprel == "aux:pass" for aux in auxiliaries(words, word.index))
        if word.deprel == "conj" and not auxiliaries(words, word.index):
            first = words[word.head - 1]
            aux = auxiliaries(words, first.index)
            have = first.xpos == "VBN" and any(a.lemma == "have" for a in aux) and not any(
                a.deprel == "aux:pass" for a in aux)
        if word.upos == "VERB" and (passive or not have):
            found["Voice"] = "Pass"
        return found
    if word.xpos == "VBG":
        marked = any(child.deprel in ("mark", "aux", "aux:pass", "cop") for child in below)
        gerund = word.upos == "VERB" and not marked and word.deprel.split(":")[0] in (
            "acl", "xcomp", "amod", "csubj", "ccomp", "obj", "nsubj", "compound", "obl", "nmod")
        gerund = gerund or (word.deprel == "acl" and not any(
            child.deprel.startswith("aux") for child in below) and word.upos == "VERB")
        return {"VerbForm": "Ger"} if gerund else {"Tense": "Pres", "VerbForm": "Part"}
    return found


def number_features(form):
    lowered = form.lower()
    if all(sign in "ivxlc" for sign in lowered) and form.isupper():
        return {"NumForm": "Roman", "NumType": "Card"}
    if "." in form and form[0].isdigit():
        return {"NumForm": "Digit", "NumType": "Frac"}
    shape = "Digit" if form[0].isdigit() or form[0] in "'\u2019." else "Word"
    return {"NumForm": shape, "NumType": "Card"}


def pronoun_features(words, word):
    form = word.form.lower()
    if word.xpos == "PRP":
        if form in REFLEXIVE:
            kind = "Emp" if word.deprel in ("nmod:unmarked", "obl:unmarked") else "Prs"
            return {"Case": "Acc", "PronType": kind, "Reflex": "Yes", **parsed(REFLEXIVE[form])}
        found = parsed(PERSONAL.get(form, ""))
        if form in ("it", "you") and not word.deprel.startswith(("nsubj", "expl", "root", "conj")):
            found["Case"] = "Acc"
        return {**found, "PronType": "Prs"}
    if word.xpos == "PRP$":
        return {"Case": "Gen", "Poss": "Yes", "PronType": "Prs", **parsed(POSSESSIVE.get(form, ""))}
    if word.xpos == "EX":
        return {}
    if word.xpos == "WP$":
        return {"Poss": "Yes", "PronType": "Rel"}
    if word.xpos == "NN":
        for start, kind in PRONOUN_ENDINGS:
            if form == "none":
                return {"PronType": "Neg"}
            if form.startswith(start):
                return {"Number": "Sing", "PronType": kind}
        if form == "one" and any(child.form.lower() == "no" for child in children(words, word.index)):
            return {"Number": "Sing", "PronType": "Neg"}
        return {"Number": "Sing"}
    return parsed(DETERMINERS.get(form, ""))


def in_relative(words, word):
    """Whether a wh-word stands in a clause that says more of a noun."""
    at = word
    for _ in range(len(words)):
        if at.deprel.endswith("relcl"):
            return True
        if at.head == 0 or at.deprel in ("ccomp", "advcl", "root", "csubj", "parataxis"):
            return False
        at = words[at.head - 1]
    return False


def features(words, index):
    """The features of the word with this index (from 1), a dictionary."""
    word = words[index - 1]
    form, upos, xpos = word.form.lower(), word.upos, word.xpos
    found = {}
    if upos in ("VERB", "AUX"):
        found = verb_features(words, word)
    elif upos in ("NOUN", "PROPN") and xpos.startswith("NN"):
        found = {"Number": "Plur" if xpos.endswith("S") else "Sing"}
        if xpos.endswith("S") and (form in ALWAYS_PLURAL or word.form in PLURAL_NAMES):
            found["Number"] = "Ptan"
        elif xpos == "NNS" and form[0].isdigit():
            found = {"Number": "Ptan", "NumForm": "Combi", "NumType": "Card"}
        elif form == "half":
            found.update(NumForm="Word", NumType="Frac")
    elif upos == "SYM" and xpos == "NN":
        found = {"Number": "Sing"}
    elif upos == "ADJ":
        found = {"Degree": {"JJR": "Cmp", "JJS": "Sup"}.get(xpos, "Pos")}
        if form in ORDINALS:
            found.update(NumForm="Word", NumType="Ord")
        elif form[0].isdigit():
            found.update(NumForm="Combi", NumType="Ord")
    elif upos == "NUM":
        found = number_features(word.form)
    elif upos == "PRON" or (upos == "DET" and xpos == "PRP$"):
        found = pronoun_features(words, word)
        if xpos in ("WDT", "WP"):
            free = any(child.deprel == "acl:relcl" for child in children(words, index))
            relative = free or in_relative(words, word) or (xpos == "WDT" and word.deprel != "det")
            found = {"PronType": "Rel" if relative else "Int"}
    elif upos == "DET":
        found = parsed(DETERMINERS.get(word.lemma, DETERMINERS.get(form, "")))
        if form in ("these", "those"):
            found["Number"] = "Plur"
    elif upos == "ADV":
        if xpos == "WRB":
            found = {"PronType": "Rel" if word.deprel == "advmod" and in_relative(words, word) else "Int"}
        elif xpos in ("RBR", "RBS"):
            found = {"Degree": "Cmp" if xpos == "RBR" else "Sup"}
        else:
            found = parsed(ADVERBS.get(form, "Degree=Pos" if form in GRADED_ADVERBS else ""))
    elif (upos == "PART" and xpos == "RB") or (upos == "CCONJ" and form in ("nor", "neither")):
        found = {"Polarity": "Neg"}
    elif upos == "INTJ" and form in ("yes", "no"):
        found = {"Polarity": "Pos" if form == "yes" else "Neg"}
    if any(child.deprel == "fixed" for child in children(words, index)):
        if form == "each":
            found = {"ExtPos": "PRON", "PronType": "Rcp"}
        elif word.deprel in EXTERNAL:
            found["ExtPos"] = EXTERNAL[word.deprel]
    if any(child.deprel == "goeswith" for child in children(words, index)):
        found["Typo"] = "Yes"
    return found
