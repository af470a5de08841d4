# SPDX-License-Identifier: Apache-2.0
"""Scores of a network on all dev parts, as numbers and as a line of text."""

import data
import evaluate

def scores_line(network, table, vocabulary, labels, dev, uner_dev):
    parts, values = [], {}
    for name, sentences in dev.items():
        pairs = evaluate.run(network, table, vocabulary, labels, sentences)
        score = evaluate.tree_scores(pairs)
        if all(s.names is not None for s in sentences):
            gold = [[data.NAME_TAGS[max(bits.bit_length() - 1, 0)] if bits & bits - 1 == 0 else "O" for bits in s.names]
                    for s, _ in pairs]
            score["names"] = evaluate.name_scores(gold, [r["names"] for _, r in pairs], data.NAME_TYPES)["f"]
        values[name] = score
        parts.append(f"{name} " + " ".join(f"{field} {value:.2f}" for field, value in score.items()))
    sentences = [data.Sentence([form for form, _ in rows]) for rows in uner_dev]
    gold = {id(s): [tag for _, tag in rows] for s, rows in zip(sentences, uner_dev)}
    pairs = evaluate.run(network, table, vocabulary, labels, sentences)
    score = evaluate.name_scores([gold[id(s)] for s, _ in pairs], [r["names"] for _, r in pairs])
    values["names"] = score
    parts.append("names " + " ".join(f"{field} {value:.2f}" for field, value in score.items()))
    return " | ".join(parts), values
