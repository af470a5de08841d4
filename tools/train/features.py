# SPDX-License-Identifier: Apache-2.0
"""What the network is told of a word: numbers of rows of one hashed table.

The rules are those of docs/model-file.md, section "Features"; the engine has the same ones in C++. A form gives
FORM_SLOTS row numbers (none = -1: an affix as long as the word), a sentence adds at most two, and the gazetteer bits
of a word and its neighbours at most four each.
"""

import xxhash

MASK = (1 << 64) - 1
FORM_SLOTS = 11
#: Slots that name the word itself, not its make-up; the trainer hides them now and then.
IDENTITY_SLOTS = (0, 1, 2)
GAZETTEER_SLOTS = 4
PLAIN = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-",
                       "\u2015": "-", "\u2026": "..."})


def hash_part(text):
    return xxhash.xxh3_64_intdigest(text.encode("utf-8", "surrogatepass"))


def spread(value):
    value ^= value >> 33
    value = value * 0xFF51AFD7ED558CCD & MASK
    value ^= value >> 33
    value = value * 0xC4CEB9FE1A85EC53 & MASK
    return value ^ value >> 33


def feature(number, a=0, b=0, c=0):
    value = a + 0x9E3779B97F4A7C15 * (number + 1) & MASK
    value = ((value ^ value >> 32) * 0xD6E8FEB86659FD93 + b) & MASK
    value = ((value ^ value >> 32) * 0xA24BAED4963EE407 + c) & MASK
    return spread(value) >> 32


def plain(form):
    """Curly quotation marks, long dashes and the ellipsis as treebanks write them."""
    return form.translate(PLAIN)


def lower(form):
    """Small letters, code point by code point; a letter whose small form is two stays."""
    small = form.lower()
    if len(small) == len(form):
        return small
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in form)


def norm(form):
    return "".join("0" if "0" <= c <= "9" else c for c in lower(form))


def shape(form):
    out = []
    for c in form:
        s = "X" if c.isupper() else "x" if c.isalpha() else "0" if "0" <= c <= "9" else c
        if len(out) < 2 or out[-1] != s or out[-2] != s:
            out.append(s)
    return "".join(out)


def key(form):
    """The key of a form in the vectors and the gazetteer."""
    return hash_part(lower(plain(form)))


def form_rows(form, rows):
    """The row numbers of a form, FORM_SLOTS of them; `rows` is the size of the table, a power of two."""
    form = plain(form)
    small = norm(form)
    parts = [(1, small), (2, small), (3, form)]
    parts += [(n, small[:size] if len(small) > size else None) for n, size in ((4, 1), (5, 2), (6, 3))]
    parts += [(n, small[-size:] if len(small) > size else None) for n, size in ((7, 2), (8, 3), (9, 4), (10, 1))]
    parts.append((11, shape(form)))
    return [-1 if text is None else feature(number, hash_part(text)) & rows - 1 for number, text in parts]


def sentence_flag(forms):
    """ "caps", "low", "title" or None: how the sentence uses capitals."""
    forms = [plain(form) for form in forms]
    letters = sum(c.isalpha() for form in forms for c in form)
    upper = sum(c.isupper() for form in forms for c in form)
    if letters >= 4 and upper * 5 >= letters * 4:
        return "caps"
    if upper == 0 and len(forms) >= 3:
        return "low"
    heads = [form[0] for form in forms if len(form) >= 4 and form[0].isalpha()]
    if len(forms) >= 4 and heads and sum(c.isupper() for c in heads) * 10 >= len(heads) * 7:
        return "title"
    return None


def flag_row(flag, rows):
    return feature(12, hash_part(flag)) & rows - 1


def root_row(rows):
    return feature(30, hash_part("root")) & rows - 1


def gazetteer_row(base, bit, rows):
    """`base` is 40 for the word's own bits, 60 for the following word's, 80 for the previous word's."""
    return feature(base + bit) & rows - 1
