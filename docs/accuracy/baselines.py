#!/usr/bin/env python3
"""Baselines for docs/accuracy: what a data scientist would try first, on the same split of the same corpus.

    pip install scikit-learn==1.9.* && python3 docs/accuracy/baselines.py [LABELLED.jsonl ...]

1. TF-IDF (words, 1 and 2 grams) and a multinomial logistic regression on the text; C chosen on the dev voices.
2. The same with the ask, as a second TF-IDF block.
3. A keyword tracker: the bare phrases of the lexicon's triggers, longest first, without scope and without the ask.

Prints one line a model and file: weak_no precision, recall, F1, and macro-F1; a label in `also` counts as right.
"""

import json
import re
import sys
import tomllib
from pathlib import Path

from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[2]
LABELS = ["yes", "weak_yes", "strong_no", "weak_no", "dont_know", "none"]


def read(*paths):
    return [json.loads(line) for path in paths for line in Path(path).read_text("utf8").splitlines() if line]


def split(name):
    return read(*sorted((ROOT / "data/corpus" / name).glob("*.jsonl")))


def figures(rows, said):
    truth = [s if s in (r.get("also") or []) else r["label"] for r, s in zip(rows, said)]
    f1 = {}
    for label in LABELS:
        right = sum(t == s == label for t, s in zip(truth, said))
        p = right / max(1, sum(s == label for s in said))
        r = right / max(1, sum(t == label for t in truth))
        f1[label] = (p, r, 2 * p * r / max(1e-9, p + r))
    p, r, f = f1["weak_no"]
    present = [l for l in LABELS if l in truth]
    return f"weak_no P {p:.3f} R {r:.3f} F1 {f:.3f}, macro-F1 {sum(f1[l][2] for l in present) / len(present):.3f}"


class Regression:
    def __init__(self, with_ask):
        self.with_ask = with_ask
        self.text = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"(?u)\b\w[\w']*\b")
        self.ask = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"(?u)\b\w[\w']*\b")

    def features(self, rows, fit=False):
        texts = [r["text"] for r in rows]
        asks = [r.get("ask") or "" for r in rows]
        if fit:
            self.text.fit(texts)
            self.ask.fit(asks)
        blocks = [self.text.transform(texts)]
        if self.with_ask:
            blocks.append(self.ask.transform(asks))
        return hstack(blocks).tocsr()

    def fit(self, train, dev):
        x, y = self.features(train, fit=True), [r["label"] for r in train]
        xd, yd = self.features(dev), [r["label"] for r in dev]
        fits = [LogisticRegression(C=c, max_iter=2000).fit(x, y) for c in (0.5, 1, 2, 4, 8, 16)]
        self.model = max(fits, key=lambda m: m.score(xd, yd))
        return self

    def __call__(self, rows):
        return list(self.model.predict(self.features(rows)))


def fold(text):
    return " " + " ".join(re.findall(r"[\w]+", text.lower().replace("’", "").replace("'", ""))) + " "


def tracker():
    phrases = {}
    for path in (ROOT / "data/lexicon").glob("*.toml"):
        for cue in tomllib.loads(path.read_text("utf8")).get("cue", []):
            if cue["role"] in ("trigger", "answer"):
                for phrase in cue["phrases"]:
                    if not any(mark in phrase for mark in ("@", "...", "^", "$")):
                        phrases[fold(phrase)] = cue["leans"]
    longest = sorted(phrases, key=len, reverse=True)

    def classify(rows):
        return [next((phrases[p] for p in longest if p in fold(r["text"])), "none") for r in rows]

    return classify


def main():
    train, dev = split("train"), split("dev")
    files = [("test voices", split("test"))] + [(Path(f).stem, read(f)) for f in sys.argv[1:]]
    models = [
        ("TF-IDF + logistic regression", Regression(False).fit(train, dev)),
        ("the same, with the ask", Regression(True).fit(train, dev)),
        ("keyword tracker", tracker()),
    ]
    for name, model in models:
        for file, rows in files:
            print(f"{name:30} {file:14} {figures(rows, model(rows))}")


if __name__ == "__main__":
    main()
