# SPDX-License-Identifier: Apache-2.0
"""Sentences as headlines and damaged pages have them: other capitals, fewer stops, articles left out."""

import dataclasses

SMALL = set("a an the of in on at to for and or by with from as is are was 's n't 'll 're but nor over into".split())


def lower(forms):
    return [form.lower() for form in forms]


def upper(forms):
    return [form.upper() for form in forms]


def title(forms):
    return [form if i and form.lower() in SMALL else form[:1].upper() + form[1:] for i, form in enumerate(forms)]


def without(sentence, drop):
    """The sentence without the words at `drop`, none of which governs a word that stays."""
    keep = [i for i in range(len(sentence.forms)) if i not in drop]
    if len(keep) < 2 or len(keep) == len(sentence.forms):
        return sentence
    new = {old + 1: at + 1 for at, old in enumerate(keep)}
    new[0] = 0
    fields = {}
    for field in ("forms", "upos", "xpos", "feats", "deprels", "names"):
        values = getattr(sentence, field)
        fields[field] = None if values is None else [values[i] for i in keep]
    if sentence.heads is not None:
        fields["heads"] = [new[sentence.heads[i]] for i in keep]
    return dataclasses.replace(sentence, **fields)


def leaves(sentence, wanted):
    """Words for which `wanted(i)` holds and that govern nothing; names must not begin with them."""
    if sentence.heads is None:
        return set()
    governors = set(sentence.heads)
    return {i for i in range(len(sentence.forms))
            if i + 1 not in governors and wanted(i) and (sentence.names is None or sentence.names[i] & 1)}


def vary(sentence, random):
    """The sentence, now and then changed."""
    draw = random.random()
    size = len(sentence.forms)
    if draw >= 0.20 or size < 3:
        return sentence
    if draw < 0.04:
        return dataclasses.replace(sentence, forms=lower(sentence.forms))
    if draw < 0.065:
        return dataclasses.replace(sentence, forms=upper(sentence.forms))
    if sentence.heads is None:
        return dataclasses.replace(sentence, forms=title(sentence.forms)) if draw < 0.12 else sentence
    if draw < 0.13:
        drop = leaves(sentence, lambda i: i == size - 1 and sentence.forms[i] in (".", "!"))
        if random.random() < 0.5:
            drop |= leaves(sentence, lambda i: sentence.forms[i].lower() in ("the", "a", "an"))
        sentence = without(sentence, drop)
        return dataclasses.replace(sentence, forms=title(sentence.forms)) if random.random() < 0.7 else sentence
    if draw < 0.17:
        return without(sentence, leaves(sentence, lambda i: i == size - 1 and sentence.upos[i] == "PUNCT"))
    return without(sentence, leaves(sentence, lambda i: sentence.upos[i] == "PUNCT" and random.random() < 0.5))
